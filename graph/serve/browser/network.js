// Rows as a network: what a row names is joined, the first name with each other one.
import { $, make, svg } from "./elements.js";
import { settle } from "./forces.js";
import { isEntity, isName, isNumber, known, leads, short } from "./graph.js";
import { language, word } from "./words.js";

const MOST = 120;          // names drawn, the most joined first; also for the length of an address
const LONGEST = 12;        // characters of a name written
const [HIGH, MARGIN] = [600, 46];
const WEIGHTS = /^(weight|events|sentences|count|n|times|documents)$/;

const nameOf = (term) => (term.type === "uri" ? short(term.value).split("/").at(-1) : term.value);

/** The columns that name entities. An IRI beside its label, source_iri beside source, tells nothing more. */
function naming({ names, rows }) {
  const named = names.filter((name) => rows.some((row) => row[name] && (isEntity(row[name]) || isName(row[name]))));
  return named.filter((name) => !named.includes(name.replace(/_iri$/, "")) || !name.endsWith("_iri"));
}

/** The colour of its type, which its IRI tells, or the name of its column. */
function colourOf(term, name) {
  const type = isEntity(term) ? term.value.slice(known.base.length).split("/")[0] : name;
  return known.types.find((one) => one.name.toLowerCase() === type)?.colour ?? "";
}

/** Nodes by name, and edges by their ends, of the rows. */
function joined(found) {
  const columns = naming(found);
  const weight = found.names.find((name) => WEIGHTS.test(name) && found.rows.some((row) => isNumber(row[name])));
  const nodes = new Map();
  const edges = new Map();
  for (const row of found.rows) {
    const terms = columns.map((name) => [row[name], row[`${name}_iri`] ?? row[name], name]).filter(([term]) => term);
    if (terms.length < 2) continue;
    const [first, ...others] = terms.map(([term, exact, name]) => {
      const key = exact.value;
      if (!nodes.has(key)) nodes.set(key, { key, label: nameOf(term), where: leads(exact, name), colour: colourOf(exact, name), degree: 0 });
      return nodes.get(key);
    });
    for (const other of others.filter((one) => one !== first)) {
      const key = [first.key, other.key].sort().join(" ");
      const edge = edges.get(key) ?? { from: first, to: other, weight: 0 };
      if (!edge.weight) { first.degree += 1; other.degree += 1; }
      edge.weight += weight ? Number(row[weight]?.value ?? 1) : 1;
      edges.set(key, edge);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

const radius = (node) => 4 + Math.sqrt(node.degree) * 1.6;
/** The label below a dot, with its extent; within the drawing. */
function labelOf(node, wide) {
  const text = node.label.length > LONGEST ? `${node.label.slice(0, LONGEST - 1)}…` : node.label;
  const half = text.length * 6.2;
  return { text, half, x: Math.min(wide - half, Math.max(half, node.x)), y: node.y + radius(node) + 9 };
}
const apart = (one, other) => Math.abs(one.x - other.x) > one.half + other.half || Math.abs(one.y - other.y) > 14;

function draw(nodes, edges, wide) {
  const heaviest = Math.max(...edges.map((edge) => edge.weight));
  const lines = edges.map(({ from, to, weight }) => {
    const line = svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: "edge", "stroke-width": 0.8 + 3 * (weight / heaviest) });
    line.append(svg("title", {}, `${from.label} — ${to.label}: ${weight}`));
    return line;
  });
  const dots = nodes.map((node) => {
    const r = radius(node);
    const link = svg("a", { href: node.where, "aria-label": node.label });
    const circle = svg("circle", { cx: node.x, cy: node.y, r });
    circle.style.fill = node.colour;
    link.append(circle);
    link.append(svg("title", {}, node.label));
    return link;
  });
  const written = [];
  for (const label of nodes.map((node) => labelOf(node, wide))) if (written.every((one) => apart(one, label))) written.push(label);
  const labels = written.map(({ x, y, text }) => svg("text", { x, y }, text));
  return svg("svg", { viewBox: `0 0 ${wide} ${HIGH}`, class: "network", role: "group", "aria-label": word("graph") }, ...lines, ...dots, svg("g", { "aria-hidden": "true" }, ...labels));
}

export function network(found) {
  const all = joined(found);
  if (!all.edges.length) return make("p", { class: "none" }, word("noGraph"));
  const foremost = all.nodes.sort((one, other) => other.degree - one.degree).slice(0, MOST);
  const kept = new Set(foremost);
  const edges = all.edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const nodes = foremost.filter((node) => edges.some(({ from, to }) => from === node || to === node));
  const wide = Math.max(340, Math.min(1160, $("answer").clientWidth - 20));
  settle(nodes, edges, { left: MARGIN, right: wide - MARGIN, top: 24, bottom: HIGH - 30 });
  const asked = new URLSearchParams([...nodes.map(({ key }) => ["only", key]), ["lang", language]]);
  const cut = all.nodes.length > nodes.length ? ` · ${word("cutNames", nodes.length)}` : "";
  return make("div", { class: "charted" },
    make("p", { class: "soft" }, word("network", nodes.length, edges.length), cut, " · ", make("a", { href: `/page?${asked}` }, word("open"))),
    draw(nodes, edges, wide));
}
