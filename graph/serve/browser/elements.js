// Elements. Everything from the graph enters as text; no markup is ever parsed.
export const $ = (id) => document.getElementById(id);

export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
export const button = (label, act, given = {}) => make("button", { type: "button", onclick: act, ...given }, label);

const SVG = "http://www.w3.org/2000/svg";
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Says something in a corner for a moment, and to those who do not see it. */
let told = 0;
export function announce(text) {
  const live = $("live");
  live.textContent = text;
  live.classList.add("seen");
  clearTimeout(told);
  told = setTimeout(() => live.classList.remove("seen"), 1800);
}
