// The panel: what is known of a node or an edge, each relation with the sentences that state it.
// Everything from the data enters as text; no markup is ever parsed.
const panel = document.getElementById("panel");

function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null));
  return element;
}
function button(className, label, act) {
  const element = make("button", className, label);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function link(label, id) {
  const element = make("a", "mention", label);
  element.href = hashOf({ node: id });
  return element;
}

const SHAPES = {
  dot: "M6 0a6 6 0 1 0 .01 0z", square: "M1 1h10v10H1z", diamond: "M6-.5 12.5 6 6 12.5-.5 6z",
  triangle: "M6 .5 12 11.5H0z", triangleDown: "M6 11.5 0 .5h12z",
  hexagon: "M3 .8h6L12 6 9 11.2H3L0 6z", star: "M6-.5 7.8 4l4.9.3-3.8 3.1 1.3 4.7L6 9.5 1.8 12.1l1.3-4.7L-.7 4.3 4.2 4z",
};
function glyph(type) {
  const space = "http://www.w3.org/2000/svg";
  const image = document.createElementNS(space, "svg");
  image.setAttribute("viewBox", "0 0 12 12");
  image.setAttribute("class", "glyph");
  image.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[data.story.types[type].shape] ?? SHAPES.dot);
  path.style.fill = `var(--type-${type})`;
  image.append(path);
  return image;
}
const typeName = (type) => capital(data.story.types[type][state.language]);
const kindsOf = (node) => node.kinds.map((kind) => data.story.kinds[kind]?.[state.language]).filter(Boolean);

/** The sentence with the names of ``self`` and ``other`` marked, other known names as links. */
function sentence(index, self, other) {
  const { text, document: source, mentions } = data.story.sentences[index];
  const characters = [...text];   // offsets count code points
  const body = make("span");
  let done = 0;
  for (const [begin, end, id] of mentions) {
    if (begin < done) continue;
    body.append(characters.slice(done, begin).join(""));
    const name = characters.slice(begin, end).join("");
    if (id === self) body.append(make("mark", "", name));
    else if (id === other) body.append(make("mark", "other", name));
    else body.append(link(name, id));
    done = end;
  }
  body.append(characters.slice(done).join(""));
  const { title, issued } = data.story.documents[source];
  const foot = make("footer", "", make("cite", "", `《${title || word("untitled")}》`), issued ? `　${issued}` : "");
  return make("blockquote", "", body, foot);
}

function evidence(indexes, weight, self, other) {
  const box = make("div", "evidence", ...indexes.map((index) => sentence(index, self, other)));
  if (weight > indexes.length) box.append(make("p", "rest", word("rest", weight - indexes.length)));
  return box;
}

/** A line that opens to its sentences. */
function row(lead, name, indexes, weight, self, other, open) {
  const box = evidence(indexes, weight, self, other);
  box.hidden = !open;
  const more = button("more", word("times", weight), () => {
    box.hidden = !box.hidden;
    more.setAttribute("aria-expanded", String(!box.hidden));
  });
  more.setAttribute("aria-expanded", String(open));
  return make("li", "", make("div", "row", lead, name, more), box);
}

const heading = (text, size) => make("h3", "", capital(text), size > 1 ? make("small", "", String(size)) : null);

function relationGroups(node) {
  const groups = new Map();
  for (const edge of data.edges) {
    if (edge.from !== node.id && edge.to !== node.id) continue;
    const outward = edge.from === node.id;
    const key = `${Object.keys(data.story.relations).indexOf(edge.relation) + 100} ${outward ? 0 : 1}`;
    if (!groups.has(key)) groups.set(key, { name: relationName(edge.relation, outward), links: [] });
    groups.get(key).links.push([edge, byNode.get(outward ? edge.to : edge.from)]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

function factGroups(node, open) {
  const byName = Map.groupBy ? Map.groupBy(node.facts, (fact) => fact[0])
    : node.facts.reduce((map, fact) => map.set(fact[0], [...(map.get(fact[0]) ?? []), fact]), new Map());
  return [...byName].flatMap(([name, facts]) => [
    heading(relationName(name, true), facts.length),
    make("ul", "", ...facts.map(([, value, order, indexes, weight]) =>
      row(order ? make("span", "order", `${order}.`) : null, make("span", "name", value), indexes, weight, node.id, null, open))),
  ]);
}

function nodePanel(node) {
  const groups = relationGroups(node);
  const top = make("div", "top",
    make("p", "kind", glyph(node.type), [typeName(node.type), ...kindsOf(node)].join(" · ")),
    make("h2", "", node.label),
    node.aliases.length ? make("p", "also", `${word("also")}：${node.aliases.join("、")}`) : null,
    make("p", "counts", word("counts", node), node.first ? make("span", "when", ` · ${days(node.first, node.last)}`) : null));
  const open = node.facts.length + groups.reduce((sum, { links }) => sum + links.length, 0) < 3;
  const scroll = make("div", "scroll", ...factGroups(node, open));
  for (const { name, links } of groups) {
    scroll.append(heading(name, links.length), make("ul", "", ...links.map(([edge, other]) => {
      const label = button("name", other.label, () => go({ node: other.id }));
      if (edge.first) {
        label.append(" ", make("small", "when", days(edge.first.slice(0, 7), edge.last.slice(0, 7))));
      }
      return row(glyph(other.type), label, edge.sentences, edge.weight, node.id, other.id, open);
    })));
  }
  if (node.unseen) scroll.append(make("p", "rest", word("unseen", node.unseen)));
  if (node.sentences.length) {
    scroll.append(heading(word("evidence"), 0), evidence(node.sentences, node.mentioned_in, node.id, null));
  }
  return [top, scroll];
}

function edgePanel(edge) {
  const [from, to] = [byNode.get(edge.from), byNode.get(edge.to)];
  const name = (node) => button("", node.label, () => go({ node: node.id }));
  const top = make("div", "top",
    make("p", "kind", `${typeName(from.type)} → ${typeName(to.type)}`),
    make("h2", "", name(from), make("span", "way", `${relationName(edge.relation, true)} →`), name(to)),
    make("p", "counts", word("times", edge.weight)));
  const scroll = make("div", "scroll", heading(word("evidence"), 0), evidence(edge.sentences, edge.weight, edge.from, edge.to));
  return [top, scroll];
}

function fillPanel() {
  const node = byNode.get(state.node);
  const edge = byEdge.get(state.edge);
  panel.hidden = !node && !edge;
  if (panel.hidden) return;
  const close = button("close", "×", () => go({}));
  close.setAttribute("aria-label", word("close"));
  panel.replaceChildren(close, ...(edge ? edgePanel(edge) : nodePanel(node)));
  panel.setAttribute("aria-label", node ? node.label : relationName(edge.relation, true));
}
