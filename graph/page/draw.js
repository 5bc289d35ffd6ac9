// The picture: vis-network draws nodes and edges; islands and labels are drawn here, the labels
// like a map's, at a constant size and as many as fit without touching.
const container = document.getElementById("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const coarse = matchMedia("(pointer: coarse)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network(container, { nodes, edges }, JSON.parse(data.options));
const beside = new Map(data.nodes.map((node) => [node.id, new Set()]));
for (const { from, to } of data.edges) { beside.get(from).add(to); beside.get(to).add(from); }
// Shapes of one size that look one size.
const EVEN = { star: 1.35, triangle: 1.12, triangleDown: 1.12, square: .9 };
let ink = {};
let hovered = null;
let printing = false;

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const isDark = () => dark.matches && !printing;
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
function mix(one, other, share) {
  const [a, b] = [channels(one), channels(other)];
  return `#${a.map((v, i) => Math.round(v + (b[i] - v) * share).toString(16).padStart(2, "0")).join("")}`;
}
const tint = (type) => mix(data.story.types[type].colour, isDark() ? "#efe6d6" : "#8a7f70", isDark() ? .3 : .16);

/** The chosen node and those beside it, or the two ends of the chosen edge; null: nothing chosen. */
function lit() {
  const edge = byEdge.get(state.edge);
  if (edge) return new Set([edge.from, edge.to]);
  return state.node ? new Set([state.node, ...beside.get(state.node)]) : null;
}

function paint() {
  ink = Object.fromEntries(["paper", "ink", "edge", "seal", "sans"].map((name) => [name, css(name)]));
  for (const type of Object.keys(data.story.types)) {
    document.documentElement.style.setProperty(`--type-${type}`, tint(type));
  }
  const bright = lit();
  nodes.update(data.nodes.map((node) => {
    const away = bright && !bright.has(node.id);
    const colour = away ? mix(tint(node.type), ink.paper, .78) : tint(node.type);
    const chosen = node.id === state.node;
    return {
      id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size * (EVEN[node.shape] ?? 1), hidden: state.off.has(node.type),
      borderWidth: chosen ? 3 : node.size < 9 ? .5 : 1.5,
      color: { background: colour, border: chosen ? ink.ink : ink.paper,
        highlight: { background: colour, border: ink.ink }, hover: { background: colour, border: ink.ink } },
    };
  }));
  edges.update(data.edges.map((edge) => {
    const own = edge.id === state.edge || edge.from === state.node || edge.to === state.node;
    const opacity = own ? .85 : bright ? .08 : isDark() ? .34 : .42;
    return {
      id: edge.id, from: edge.from, to: edge.to, smooth: edge.smooth, arrows: { to: { enabled: own, scaleFactor: .4 } },
      width: edge.width * (edge.id === state.edge ? 2 : 1),
      color: { color: own ? ink.seal : ink.edge, highlight: ink.seal, hover: ink.seal, opacity },
    };
  }));
}

const shown = (node) => !state.off.has(node.type);

/** Soft land under each group of nodes, so that groups are seen before they are read. */
function drawIslands(ctx) {
  const hues = isDark() ? ["#3a342a", "#2a3338", "#2f3629", "#392c2c", "#332d3b"]
    : ["#f1e6cf", "#e3eaec", "#e6ecdb", "#f3e1da", "#e9e2ee"];
  data.story.islands.forEach((island, number) => {
    const members = island.map((id) => byNode.get(id)).filter(shown);
    if (members.length < 3) return;
    ctx.beginPath();
    for (const { x, y } of members) { ctx.moveTo(x + 58, y); ctx.arc(x, y, 58, 0, 2 * Math.PI); }
    ctx.fillStyle = hues[number % hues.length];
    ctx.globalAlpha = (isDark() ? .4 : .5) * (lit() ? .6 : 1);
    ctx.fill();
    ctx.globalAlpha = 1;
  });
}

const short = (text, longest) => {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
};
const widths = new Map();
function widthOf(ctx, font, text) {
  const key = font + text;
  if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}

// The names to see first: the weightiest nodes, and the foremost of every island.
const foremost = new Set(data.nodes.slice(0, 24).map((node) => node.id));
for (const island of data.story.islands.filter((members) => members.length > 4)) {
  island.map((id) => byNode.get(id)).sort((a, b) => b.size - a.size).slice(0, 2)
    .forEach((node) => foremost.add(node.id));
}

const apart = ([l, t, r, b], [left, top, right, bottom], pad) =>
  l - pad > right || r + pad < left || t > bottom || b < top;

/** The best of four places beside a node for its label, or null where there is none. */
function placeLabel({ x, y, r }, w, h, taken, discs, urgent) {
  const edge = [container.clientWidth - 3, container.clientHeight - 2];
  const places = [[x - w / 2, y + r + 2], [x + r + 4, y - h / 2], [x - r - 4 - w, y - h / 2], [x - w / 2, y - r - 2 - h]];
  let best = null;
  let least = urgent ? 3 : 1;
  for (const [left, top] of places) {
    const box = [left, top, left + w, top + h];
    if (left < 3 || left + w > edge[0] || top < 2 || top + h > edge[1]) continue;
    if (!taken.every((other) => apart(box, other, 3))) continue;
    const covered = discs.filter((disc) => !apart(box, disc, 0)).length;
    if (covered < least) { best = box; least = covered; }
  }
  return best ?? (urgent === "always" ? [x - w / 2, y + r + 2, x + w / 2, y + r + 2 + h] : null);
}

/** Greedy label placement in screen pixels: the weightiest first, as many as find room. */
function drawLabels(ctx) {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const [wide, high] = [container.clientWidth, container.clientHeight];
  const bright = lit();
  const first = new Set([hovered, state.node].filter(Boolean));
  const inView = data.nodes.filter(shown).map((node) => ({
    node, x: (node.x - view.x) * scale + wide / 2, y: (node.y - view.y) * scale + high / 2, r: node.size * scale,
    rank: first.has(node.id) ? 0 : bright ? (bright.has(node.id) ? 1 : 9) : foremost.has(node.id) ? 1 : 2,
  })).filter(({ x, y, rank }) => rank < 9 && x > -80 && y > -20 && x < wide + 80 && y < high + 20);
  const discs = inView.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  const taken = [];
  inView.sort((a, b) => a.rank - b.rank);   // stable: by weight within
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const { node, x, y, r, rank } of inView) {
    const size = Math.round(10.5 + Math.min(4.5, node.size / 5));
    const font = `${node.size > 13 || rank === 0 ? 600 : 400} ${size}px ${ink.sans}`;
    const text = short(node.label, rank === 0 ? 30 : 12);
    const h = size + 3;
    const box = placeLabel({ x, y, r }, widthOf(ctx, font, text), h, taken, discs, ["always", "urgent"][rank]);
    if (!box) continue;
    taken.push(box);
    ctx.font = font;
    ctx.strokeStyle = ink.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, box[0], box[1] + h / 2);
    ctx.fillStyle = rank === 0 ? ink.seal : ink.ink;
    ctx.fillText(text, box[0], box[1] + h / 2);
  }
  ctx.restore();
  container.dataset.labels = taken.length;
}

network.on("beforeDrawing", drawIslands);
network.on("afterDrawing", drawLabels);

/** The node under a point of the container; under a finger, the nearest that may be meant. */
function nodeAt({ x, y }) {
  if (!coarse.matches) return network.getNodeAt({ x, y }) ?? null;
  let nearest = null;
  let least = 18;
  for (const node of data.nodes.filter(shown)) {
    const spot = network.canvasToDOM(node);
    const away = Math.hypot(spot.x - x, spot.y - y) - node.size * network.getScale();
    if (away < least) { nearest = node.id; least = away; }
  }
  return nearest;
}

/** Where the picture is not covered by the panel: its middle and size in pixels. */
function clearing() {
  const [wide, high] = [container.clientWidth, container.clientHeight];
  const panel = document.getElementById("panel");
  if (panel.hidden) return { x: 0, y: 0, wide, high };
  const box = panel.getBoundingClientRect();
  const all = container.getBoundingClientRect();
  return box.width > wide - 60
    ? { x: 0, y: -(all.bottom - box.top) / 2, wide, high: box.top - all.top }
    : { x: -(all.right - box.left) / 2, y: 0, wide: box.left - all.left, high };
}

/** Moves so that the nodes are seen; where that would be too far away, to the first of them. */
function show(ids, { closest = 1.6, farthest = .05, animate = true } = {}) {
  const points = ids.map((id) => byNode.get(id)).filter(shown);
  if (!points.length) return;
  const span = (axis) => [Math.min(...points.map((p) => p[axis])), Math.max(...points.map((p) => p[axis]))];
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const room = clearing();
  const margin = room.wide < 600 ? 56 : 90;
  const scale = Math.min(closest, (room.wide - margin) / (right - left + 1), (room.high - 70) / (bottom - top + 1));
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({
    position: scale < farthest ? points[0] : middle, scale: Math.max(scale, farthest),
    offset: { x: room.x, y: room.y },
    animation: animate && !still.matches && { duration: 420, easingFunction: "easeInOutQuad" },
  });
}
const showAll = (animate) => show(data.nodes.map((node) => node.id), { animate });
function showChosen(animate) {
  const edge = byEdge.get(state.edge);
  const ids = edge ? [edge.from, edge.to] : [state.node, ...beside.get(state.node)];
  show(ids, { closest: 1.3, farthest: .75, animate });
}

function repaint() { paint(); network.redraw(); }
dark.addEventListener("change", repaint);
function print(on) {
  printing = on;
  document.documentElement.classList.toggle("printing", on);
  repaint();
}
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));

/** The picture as it stands on the screen, on paper, as a PNG file. */
function savePicture() {
  const drawn = container.querySelector("canvas");
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [drawn.width, drawn.height];
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(drawn, 0, 0);
  const link = document.createElement("a");
  link.download = "tifagraph.png";
  link.href = sheet.toDataURL("image/png");
  link.click();
}
