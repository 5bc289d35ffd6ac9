// Elements. Everything from the data enters as text; no markup is ever parsed.
function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
function button(className, label, act) {
  const element = make("button", className, label);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
function anchor(className, label, change) {
  const element = make("a", className, label);
  element.href = linkTo(change);
  return element;
}
const toNode = (node) => ({ node, link: null, path: null });

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const SHAPES = {
  dot: "M6 0a6 6 0 1 0 .01 0z", square: "M1 1h10v10H1z", diamond: "M6-.5 12.5 6 6 12.5-.5 6z",
  triangle: "M6 .5 12 11.5H0z", triangleDown: "M6 11.5 0 .5h12z",
  hexagon: "M3 .8h6L12 6 9 11.2H3L0 6z", star: "M6-.5 7.8 4l4.9.3-3.8 3.1 1.3 4.7L6 9.5 1.8 12.1l1.3-4.7L-.7 4.3 4.2 4z",
};
function glyph(type) {
  const path = svg("path", { d: SHAPES[data.types[type].shape] ?? SHAPES.dot });
  path.style.fill = `var(--type-${type})`;
  return svg("svg", { viewBox: "0 0 12 12", class: "glyph", "aria-hidden": "true" }, path);
}
