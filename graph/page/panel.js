// The panel: what is known of a node, a relation or a path, each statement with its sentences.
// Everything from the data enters as text; no markup is ever parsed.
const panel = document.getElementById("panel");

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

/** The text with the names of ``self`` and ``second`` marked, other known names as links. */
function withMentions({ text, mentions }, self, second) {
  const characters = [...text];   // offsets count code points
  const body = make("span");
  let done = 0;
  for (const [begin, end, place] of triples(mentions)) {
    if (begin < done) continue;
    const node = entities[place];
    const name = characters.slice(begin, end).join("");
    body.append(characters.slice(done, begin).join(""),
      node === self ? make("mark", "", name) : node === second ? make("mark", "other", name) : anchor("mention", name, toNode(node)));
    done = end;
  }
  body.append(characters.slice(done).join(""));
  return body;
}

const readable = new Map(data.texts.map(([source], place) => [source, place]));
function sentence(index, self, second) {
  const found = sentences[index];
  const [title, issued] = data.documents[found.source];
  const name = `《${title || word("untitled")}》`;
  const place = readable.get(found.source);
  const cited = place === undefined ? make("cite", "", name)
    : make("cite", "", anchor("mention", name, { read: place, at: found.begin }));
  if (place !== undefined) cited.firstChild.title = word("openAt");
  return make("blockquote", "", withMentions(found, self, second), make("footer", "", cited, issued ? `　${issued}` : ""));
}

function evidence(indexes, weight, self, second) {
  const box = make("div", "evidence", ...indexes.map((index) => sentence(index, self, second)));
  if (weight > indexes.length) box.append(make("p", "rest", word("rest", weight - indexes.length)));
  return box;
}

/** A line that opens to its sentences. */
function row(lead, name, indexes, weight, self, second, open) {
  const box = make("div");
  const more = button("more", word("times", weight), () => unfold(box.hidden));
  function unfold(on) {
    if (on && !box.firstChild) box.append(evidence(indexes, weight, self, second));
    box.hidden = !on;
    more.setAttribute("aria-expanded", String(on));
  }
  unfold(open);
  return make("li", "", make("div", "row", lead, name, more), box);
}

const heading = (text, size) => make("h3", "", capital(text), size > 1 ? make("small", "", group(size)) : null);
function since(uses) {
  const [first, last] = span(uses);
  return first && make("small", "when", days(first.slice(0, 7), last.slice(0, 7)));
}

function relationGroups(node) {
  const groups = new Map();
  for (const link of node.links) {
    const outward = link.from === node;
    const key = 2 * RELATIONS.indexOf(link.relation) + (outward || link.relation === "together" ? 0 : 1);
    if (!groups.has(key)) groups.set(key, { name: relationName(link.relation, outward), found: [] });
    groups.get(key).found.push([link, other(link, node)]);
  }
  for (const { found } of groups.values()) found.sort(([a], [b]) => b.weight - a.weight);
  return [...groups].sort(([a], [b]) => a - b).map(([, found]) => found);
}

function factGroups(node, open) {
  const byName = new Map();
  for (const fact of node.facts) byName.set(fact[0], [...(byName.get(fact[0]) ?? []), fact]);
  return [...byName].flatMap(([name, facts]) => [
    heading(relationName(name, true), facts.length),
    make("ul", "", ...facts.map(([, value, order, indexes, weight]) =>
      row(order ? make("span", "order", `${order}.`) : null, make("span", "name", value), indexes, weight, node, null, open))),
  ]);
}

/** What can be done from a node: open or close what is around it, look for a way elsewhere. */
function deeds(node) {
  const hidden = neighboursToOpen(node).filter((near) => !sieve.nodes.has(near)).length;
  const opened = state.open.includes(node);
  return make("p", "deeds",
    opened ? button("collapse", word("collapse"), () => go({ open: state.open.filter((one) => one !== node) }))
      : hidden ? button("expand", word("expand", hidden), () => go({ open: [...state.open, node] })) : null,
    node.links.length ? button("path", word("pathTo"), () => seekPath(node)) : null,
    state.read !== null ? button("tograph", word("toGraph"), () => go({ read: null, at: null })) : null);
}

function nodePanel(node) {
  const groups = relationGroups(node);
  const [first, last] = span(node.uses);
  const attested = node.type === "Slogan" && first !== last ? [word("firstUse", first), word("lastUse", last)] : [days(first, last)];
  const top = make("div", "top",
    make("p", "kind", glyph(node.type), [typeName(node.type), ...kindsOf(node)].join(" · ")),
    make("h2", "", node.label),
    node.aliases.length ? make("p", "also", `${word("also")}：${node.aliases.join("、")}`) : null,
    make("p", "counts", word("counts", node), 
      ...attested.filter(Boolean).flatMap((text) => [" · ", make("span", "when", text)])),
    deeds(node));
  const open = node.facts.length + node.links.length < 3;
  const scroll = make("div", "scroll", ...factGroups(node, open));
  for (const { name, found } of groups) {
    scroll.append(heading(name, found.length), make("ul", "", ...found.map(([link, second]) => {
      const label = button("name", second.label, () => choose({ node: second }));
      const when = since(link.uses);
      if (when) label.append(" ", when);
      return row(glyph(second.type), label, link.sentences, link.weight, node, second, open);
    })));
  }
  if (node.sentences.length) {
    scroll.append(heading(word("evidence"), 0), evidence(node.sentences, node.mentionedIn, node, null));
  }
  return [top, scroll];
}

const nameButton = (node) => button("", node.label, () => choose({ node }));
function linkPanel(link) {
  const top = make("div", "top",
    make("p", "kind", `${typeName(link.from.type)} → ${typeName(link.to.type)}`),
    make("h2", "", nameButton(link.from), make("span", "way", `${relationName(link.relation, true)} →`), nameButton(link.to)),
    make("p", "counts", word("times", link.weight)));
  return [top, make("div", "scroll", heading(word("evidence"), 0), evidence(link.sentences, link.weight, link.from, link.to))];
}

function pathPanel([from, to]) {
  const way = pathBetween(from, to);
  const top = make("div", "top",
    make("p", "kind", word("path")),
    make("h2", "", nameButton(from), make("span", "way", way ? `${word("steps", way.links.length)} →` : "⇢"), nameButton(to)));
  const scroll = make("div", "scroll way-list");
  if (!way) scroll.append(make("p", "rest", word("noPath")));
  way?.nodes.forEach((node, place) => {
    const link = way.links[place];
    scroll.append(make("div", "row stop", glyph(node.type), button("name", node.label, () => choose({ node }))));
    if (link) {
      const name = make("span", "name", relationName(link.relation, link.from === node));
      scroll.append(make("ul", "leg", row(null, name, link.sentences, link.weight, link.from, link.to, way.links.length < 3)));
    }
  });
  return [top, scroll];
}

function fillPanel() {
  const [one] = chosenNodes();
  const held = panel.contains(document.activeElement);
  panel.hidden = !one;
  if (panel.hidden) return;
  const step = (className, sign, name, act) => {
    const element = button(className, sign, act);
    element.setAttribute("aria-label", word(name));
    element.title = word(name);
    return element;
  };
  const steps = make("div", "steps", step("back", "‹", "back", () => history.back()),
    step("forward", "›", "forward", () => history.forward()), step("close", "×", "close", () => choose({})));
  panel.replaceChildren(...(state.path ? pathPanel(state.path) : state.link ? linkPanel(state.link) : nodePanel(state.node)), steps);
  if (held) panel.focus({ preventScroll: true });
  panel.setAttribute("aria-label", `${word("panel")}：${chosenNodes().map((node) => node.label).join(" — ")}`);
}

// Up and down lead from one neighbour to the next.
panel.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.tagName === "SELECT") return;
  const names = [...panel.querySelectorAll("button.name")];
  const next = names[names.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
