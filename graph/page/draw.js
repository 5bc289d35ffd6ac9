// The picture: vis-network draws nodes and edges, of a crowd those on stage (`crowd.js`).
const container = document.getElementById("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const coarse = matchMedia("(pointer: coarse)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
const network = new vis.Network(container, { nodes: visNodes, edges: visEdges }, {
  physics: { enabled: false }, layout: { improvedLayout: false },
  interaction: { hover: true, selectable: false, keyboard: false },
  nodes: { font: { size: 0 }, labelHighlightBold: false },
  edges: { selectionWidth: .5, hoverWidth: .8 },
});
// Shapes of one size that look one size.
const EVEN = { star: 1.35, triangle: 1.12, triangleDown: 1.12, square: .9 };
const MOST_FULL = 900;   // lines drawn in full; more of them make every frame slow
const MANY_LINES = 700;   // lines on stage from which on each is paler
let ink = {};
let hovered = null;
let printing = false;
let stage = { nodes: [], links: [], thin: [], rest: [] };

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const isDark = () => dark.matches && !printing;
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
function mix(one, second, share) {
  const [a, b] = [channels(one), channels(second)];
  return `#${a.map((v, i) => Math.round(v + (b[i] - v) * share).toString(16).padStart(2, "0")).join("")}`;
}
const tint = (type) => mix(data.types[type].colour, isDark() ? "#efe6d6" : "#8a7f70", isDark() ? .3 : .16);

/** What the panel is about and what is beside it; null: nothing is chosen. */
function lit() {
  const chosen = chosenNodes();
  if (!chosen.length) return null;
  const bright = new Set(chosen);
  if (state.node) for (const link of state.node.links) bright.add(other(link, state.node));
  return new Set([...bright].flatMap((node) => [node, face(node), ...(node.members ?? [])]));
}

/** The relations drawn in full: all or, of very many, those of what is chosen and the best attested. */
function inFull(joins) {
  if (joins.length <= MOST_FULL) return joins;
  const chosen = new Set(chosenNodes());
  const first = (link) => chosen.has(link.from) || chosen.has(link.to);
  return [...joins].sort((a, b) => first(b) - first(a) || b.weight - a.weight).slice(0, MOST_FULL);
}

function castStage(bright) {
  const all = entities.filter((node) => sieve.nodes.has(node));
  const cast = crowded() ? castCrowd(all, bright) : sieve.nodes;
  const joins = facesOfLinks([...sieve.links].filter((link) => cast.has(link.from) && cast.has(link.to)));
  const full = inFull(joins);
  const drawnInFull = new Set(full);
  const nodes = new Set(faces([...all.filter((node) => cast.has(node)), ...chosenNodes().filter((node) => !state.open.includes(node) || !node.members)]));
  return {
    nodes: [...nodes],
    links: full,
    thin: joins.filter((link) => !drawnInFull.has(link)),
    rest: all.filter((node) => !cast.has(node) && !nodes.has(face(node))),
  };
}

function paint() {
  ink = Object.fromEntries(["paper", "ink", "edge", "seal", "sans"].map((name) => [name, css(name)]));
  for (const type of TYPES) document.documentElement.style.setProperty(`--type-${type}`, tint(type));
  settle([...sieve.nodes]);
  placeHubs();
  const bright = lit();
  const way = new Set(state.path ? pathBetween(...state.path)?.links : []);
  stage = castStage(bright);
  swap(visNodes, stage.nodes.map((node) => visNode(node, bright)));
  swap(visEdges, stage.links.map((link) => visEdge(link, bright, way)));
  container.dataset.nodes = sieve.nodes.size;
  container.dataset.links = sieve.links.size;
}

/** Makes the set hold exactly these items. */
function swap(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

function visNode(node, bright) {
  const away = bright && !bright.has(node);
  const colour = away ? mix(tint(node.type), ink.paper, .78) : tint(node.type);
  const chosen = node === state.node || Boolean(state.path?.includes(node));
  const lined = { background: colour, border: ink.ink };
  return {
    id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size * (EVEN[node.shape] ?? 1),
    borderWidth: chosen ? 3 : node.size < 9 ? .5 : 1.5,
    color: { background: colour, border: chosen ? ink.ink : ink.paper, highlight: lined, hover: lined },
  };
}

/** Whether a node is the chosen one, or a meeting of the chosen series. */
const isChosen = (node) => Boolean(state.node && (node === state.node || node.series === state.node));

function visEdge(link, bright, way) {
  const chosen = link === state.link || way.has(link);
  const own = chosen || isChosen(link.from) || isChosen(link.to);
  const opacity = own ? .85 : bright ? .08 : (isDark() ? .34 : .42) * Math.min(1, MANY_LINES / stage.links.length);
  const arrow = own && link.relation !== "together";
  return {
    id: link.id, from: link.from.id, to: link.to.id, smooth: { enabled: true, type: "curvedCW", roundness: link.bend },
    arrows: { to: { enabled: arrow, scaleFactor: .4 } }, width: link.width * (chosen ? 2 : 1),
    color: { color: own ? ink.seal : ink.edge, highlight: ink.seal, hover: ink.seal, opacity },
  };
}

/** The entity under a point of the container; under a finger, the nearest that may be meant. */
function nodeAt(spot) {
  const exact = byNode.get(network.getNodeAt(spot));
  if (exact) return exact;
  let nearest = null;
  let least = coarse.matches ? 18 : 2;
  for (const node of coarse.matches ? faces(sieve.nodes) : stage.rest) {
    const { x, y } = network.canvasToDOM(node);
    const away = Math.hypot(x - spot.x, y - spot.y) - node.size * network.getScale();
    if (away < least) { nearest = node; least = away; }
  }
  return nearest;
}

/** Where the picture is not covered by the panel: its middle and size in pixels. */
function clearing() {
  const [wide, high] = [container.clientWidth, container.clientHeight];
  const cover = document.getElementById("panel");
  if (cover.hidden) return { x: 0, y: 0, wide, high };
  const box = cover.getBoundingClientRect();
  const all = container.getBoundingClientRect();
  return box.width > wide - 60
    ? { x: 0, y: -Math.max(0, all.bottom - box.top) / 2, wide, high: Math.max(80, box.top - all.top) }
    : { x: -(all.right - box.left) / 2, y: 0, wide: box.left - all.left, high };
}

/** Moves so that the nodes are seen; where that would be too far away, to the first of them. */
function show(nodes, { closest = 1.6, farthest = .02, animate = true } = {}) {
  const points = faces(nodes.filter((node) => sieve.nodes.has(node)));
  if (!points.length) return;
  const reach = (axis) => [Math.min(...points.map((p) => p[axis])), Math.max(...points.map((p) => p[axis]))];
  const [[left, right], [top, bottom]] = [reach("x"), reach("y")];
  const room = clearing();
  const margin = room.wide < 600 ? 56 : 90;
  const scale = Math.min(closest, (room.wide - margin) / (right - left + 1), (room.high - 70) / (bottom - top + 1));
  const { x, y } = scale < farthest ? points[0] : { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({
    position: { x, y }, scale: Math.max(scale, farthest), offset: { x: room.x, y: room.y },
    animation: animate && !still.matches && { duration: 420, easingFunction: "easeInOutQuad" },
  });
  restage();
}
const showAll = (animate) => show([...sieve.nodes], { animate });
function showChosen(animate) {
  const near = state.node ? state.node.links.map((link) => other(link, state.node)) : [];
  show([...chosenNodes(), ...near], { closest: 1.3, farthest: state.path ? .3 : .75, animate });
}

let settled = 0;
/** Once the window has come to rest, what stands in it comes on stage. */
function restage() {
  clearTimeout(settled);
  if (crowded()) settled = setTimeout(repaint, 140);
}
// What is dragged takes its name and its land along.
let dragged = null;
network.on("dragStart", ({ pointer: { DOM: spot } }) => { dragged = byNode.get(network.getNodeAt(spot)) ?? null; });
network.on("dragging", () => {
  if (!dragged) return;
  const { x, y } = network.getPosition(dragged.id);
  for (const node of [dragged, dragged.lead]) if (node) [node.x, node.y] = [x, y];
});
for (const name of ["zoom", "dragEnd", "animationFinished"]) network.on(name, restage);

function repaint() { paint(); network.redraw(); }
dark.addEventListener("change", repaint);
