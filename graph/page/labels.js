// Names and land: islands under the groups, labels like a map's, at a constant size and as many
// as fit without touching.
/** Soft land under each group of nodes, so that groups are seen before they are read. */
const LAND = 58;   // how far land reaches around a node
const hues = () => (isDark() ? ["#3a342a", "#2a3338", "#2f3629", "#392c2c", "#332d3b"]
  : ["#f1e6cf", "#e3eaec", "#e6ecdb", "#f3e1da", "#e9e2ee"]);
function drawIslands(ctx) {
  const colours = hues();
  islands.forEach((island, number) => {
    const members = island.filter((node) => sieve.nodes.has(node));
    if (members.length < 3) return;
    ctx.beginPath();
    for (const { x, y } of members) { ctx.moveTo(x + LAND, y); ctx.arc(x, y, LAND, 0, 2 * Math.PI); }
    ctx.fillStyle = colours[number % colours.length];
    ctx.globalAlpha = (isDark() ? .4 : .5) * (lit() ? .6 : 1);
    ctx.fill();
    ctx.globalAlpha = 1;
  });
}

const widths = new Map();
function widthOf(ctx, font, text) {
  const key = font + text;
  if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}

// The names to see first: the weightiest nodes, and the foremost of every island.
let foremost = { of: -1, leading: new Set(), all: new Set() };
function toSeeFirst() {
  if (foremost.of === rearranged) return foremost;
  const bySize = [...sieve.told].sort((a, b) => b.size - a.size);
  const leading = new Set(bySize.slice(0, 8));
  const all = new Set(bySize.slice(0, 24));
  for (const island of islands.filter((members) => members.length > 4)) {
    [...island].sort((a, b) => b.size - a.size).slice(0, 2).forEach((node) => all.add(node));
  }
  return (foremost = { of: rearranged, leading, all });
}

const apart = ([l, t, r, b], [left, top, right, bottom], pad) =>
  l - pad > right || r + pad < left || t > bottom || b < top;

/** The best of four places beside a node for its label, or null where each touches another label
 * or hides more than ``bearable`` nodes; where any number is bearable there always is one. */
function placeLabel({ x, y, r }, w, h, taken, discs, bearable) {
  const edge = [container.clientWidth - 3, container.clientHeight - 2];
  const places = [[x - w / 2, y + r + 2], [x + r + 4, y - h / 2], [x - r - 4 - w, y - h / 2], [x - w / 2, y - r - 2 - h]];
  let best = null;
  let least = bearable + 1;
  for (const [left, top] of places) {
    const box = [left, top, left + w, top + h];
    if (left < 3 || left + w > edge[0] || top < 2 || top + h > edge[1]) continue;
    if (!taken.every((found) => apart(box, found, 3))) continue;
    const covered = discs.reduce((sum, disc) => (apart(box, disc, 0) ? sum : sum + (disc[2] - disc[0] > 18 ? 4 : 1)), 0);
    if (covered < least) { best = box; least = covered; }
  }
  return best ?? (bearable === Infinity ? [x - w / 2, y + r + 2, x + w / 2, y + r + 2 + h] : null);
}

/** What may bear a label, in the order of their claim to one, with their places on the screen. */
function claimants() {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const [wide, high] = [container.clientWidth, container.clientHeight];
  const bright = lit();
  const first = new Set([hovered, state.node, ...(state.path ? chosenNodes() : [])]);
  const foremostNow = toSeeFirst().all;
  const rank = (node) => (first.has(node) ? 0 : bright ? (bright.has(node) ? 1 : 9) : foremostNow.has(node) ? 1 : 2);
  return stage.nodes.map((node) => ({
    node, x: (node.x - view.x) * scale + wide / 2, y: (node.y - view.y) * scale + high / 2, r: node.size * scale, rank: rank(node),
  })).filter(({ x, y, rank: place }) => place < 9 && x > -80 && y > -20 && x < wide + 80 && y < high + 20)
    .sort((a, b) => a.rank - b.rank);   // stable: by weight within
}

let labelled = [];   // what stands written on the picture, in pixels of the screen
/** Greedy label placement in screen pixels: the weightiest first, as many as find room. */
function drawLabels(ctx) {
  const inView = claimants();
  const discs = inView.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  const taken = [];
  labelled = [];
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const { node, x, y, r, rank } of inView) {
    const size = Math.round(10.5 + Math.min(4.5, node.size / 5));
    const font = `${node.size > 13 || rank === 0 ? 600 : 400} ${size}px ${ink.sans}`;
    const text = nameOf(node, rank === 0 ? 30 : LONGEST_NAME);
    const h = size + 3;
    const bearable = rank === 0 ? Infinity : rank === 1 ? (foremost.leading.has(node) ? 6 : 2) : 0;
    const box = placeLabel({ x, y, r }, widthOf(ctx, font, text), h, taken, discs, bearable);
    if (!box) continue;
    taken.push(box);
    labelled.push({ text, x: box[0], y: box[1] + h / 2, size, bold: font.startsWith("600"), chosen: rank === 0 });
    ctx.font = font;
    ctx.strokeStyle = ink.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, box[0], box[1] + h / 2);
    ctx.fillStyle = rank === 0 ? ink.seal : ink.ink;
    ctx.fillText(text, box[0], box[1] + h / 2);
  }
  ctx.restore();
  container.dataset.labels = labelled.length;
}

network.on("beforeDrawing", (ctx) => { drawIslands(ctx); drawRest(ctx); });
network.on("afterDrawing", drawLabels);
