// Names and land: islands under the groups, labels like a map's, at a constant size and as many
// as fit without touching.
const LAND = 58;   // how far land reaches around a node
const hues = () => (isDark() ? ["#3a342a", "#2a3338", "#2f3629", "#392c2c", "#332d3b"]
  : ["#f1e6cf", "#e3eaec", "#e6ecdb", "#f3e1da", "#e9e2ee"]);
// Soft land lies under each group of nodes, so that groups are seen before they are read.
/** The nodes of an island that have land under them: none while it is closed. */
function landed(island) {
  const members = island.filter((node) => sieve.nodes.has(node));
  return crowded() && !isOpen(gathered().home.get(members[0])) ? [] : members;
}
function drawIslands(ctx) {
  const colours = hues();
  islands.forEach((island, number) => {
    const members = landed(island);
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

// The names to see first: the weightiest nodes, and the foremost of every island. The three at the
// head are named whatever their names hide, on a phone, too.
let foremost = { of: -1, heads: new Set(), leading: new Set(), all: new Set() };
function toSeeFirst() {
  if (foremost.of === rearranged) return foremost;
  const bySize = [...sieve.told].sort((a, b) => b.size - a.size);
  const heads = new Set(bySize.slice(0, 3));
  const leading = new Set(bySize.slice(0, 8));
  const all = new Set(bySize.slice(0, 24));
  for (const island of islands.filter((members) => members.length > 4)) {
    [...island].sort((a, b) => b.size - a.size).slice(0, 2).forEach((node) => all.add(node));
  }
  return (foremost = { of: rearranged, heads, leading, all });
}

const apart = ([l, t, r, b], [left, top, right, bottom], pad) =>
  l - pad > right || r + pad < left || t > bottom || b < top;

/** The best of the places of a claim for its label, or null where each touches another label or hides
 * more than ``bearable`` nodes; where any number is bearable there always is one. */
function placeLabel({ x, y, r, within, bearable }, w, h, taken, discs) {
  const edge = [container.clientWidth - 3, container.clientHeight - 2];
  const under = [x - w / 2, y + r + 2];
  const places = within && (2 * r > .7 * w || r > 24) ? [[x - w / 2, y - h / 2]] : [under, [x + r + 4, y - h / 2], [x - r - 4 - w, y - h / 2], [x - w / 2, y - r - 2 - h]];
  let best = null;
  let least = bearable + 1;
  for (const [left, top] of places) {
    const box = [left, top, left + w, top + h];
    if (left < 3 || left + w > edge[0] || top < 2 || top + h > edge[1]) continue;
    if (!taken.every((found) => apart(box, found, 3))) continue;
    const covered = discs.reduce((sum, disc) => (apart(box, disc, 0) ? sum : sum + disc[4]), 0);
    if (covered < least) { best = box; least = covered; }
  }
  return best ?? (bearable === Infinity ? [x - w / 2, y + r + 2, x + w / 2, y + r + 2 + h] : null);
}

/** Claims to a label by nodes on stage, the foremost first: what is written, how large, and where, in
 * pixels of the screen. */
function nodeClaims(onScreen) {
  const bright = lit();
  const first = new Set([hovered, state.node, ...(state.path ? chosenNodes() : [])]);
  const { all, heads, leading } = toSeeFirst();
  const bearable = (node) => (heads.has(node) ? Infinity : leading.has(node) ? 6 : 2);
  const rank = (node) => (first.has(node) ? 0 : bright ? (bright.has(node) ? 1 : 9) : all.has(node.lead ?? node) ? 1 : 2);
  return stage.nodes.map((node) => ({ node, rank: rank(node), ...onScreen(node, node.size) }))
    .filter(({ x, y, rank: place }) => place < 9 && x > -80 && y > -20 && x < container.clientWidth + 80 && y < container.clientHeight + 20)
    .sort((a, b) => a.rank - b.rank)   // stable: by weight within
    .map((claim) => ({
      ...claim, text: nameOf(claim.node, claim.rank === 0 ? 30 : LONGEST_NAME), size: Math.round(10.5 + Math.min(4.5, claim.node.size / 5)),
      bold: claim.node.size > 13 || claim.rank === 0, bearable: [Infinity, bearable(claim.node.lead ?? claim.node), 0][claim.rank],
    }));
}

/** Claims by closed islands, after those of nodes. */
function islandClaims(onScreen) {
  return closedIslands().slice(0, NAMED).map((island) => ({
    ...onScreen(island, reachDrawn(island)), rank: 3, text: islandName(island), bold: island.members.length >= 100,
    size: Math.round(10.5 + Math.min(4.5, island.members.length ** .3)), bearable: 0, within: true,
  }));
}

let labelled = [];   // what stands written on the picture, in pixels of the screen
/** Greedy label placement in screen pixels: the weightiest first, as many as find room. */
function drawLabels(ctx) {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const onScreen = ({ x, y }, r) => ({
    x: (x - view.x) * scale + container.clientWidth / 2, y: (y - view.y) * scale + container.clientHeight / 2, r: r * scale,
  });
  const ofNodes = nodeClaims(onScreen);
  const heeded = lit() ? 2 : 0;   // among those of what is chosen none is to be hidden
  const discs = ofNodes.map(({ x, y, r, rank }) => [x - r, y - r, x + r, y + r, r > 9 || rank < heeded ? 4 : 1]);
  const taken = [];
  labelled = [];
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const claim of [...ofNodes, ...islandClaims(onScreen)]) {
    const { text, size, bold, rank } = claim;
    const font = `${bold ? 600 : 400} ${size}px ${ink.sans}`;
    const h = size + 3;
    const box = placeLabel(claim, widthOf(ctx, font, text), h, taken, discs);
    if (!box) continue;
    taken.push(box);
    labelled.push({ text, x: box[0], y: box[1] + h / 2, size, bold, chosen: rank === 0 });
    ctx.font = font;
    ctx.strokeStyle = ink.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, box[0], box[1] + h / 2);
    ctx.fillStyle = rank === 0 ? ink.seal : ink.ink;
    ctx.fillText(text, box[0], box[1] + h / 2);
  }
  ctx.restore();
  container.dataset.labels = labelled.length;
  container.dataset.islands = closedIslands().length;
}

network.on("beforeDrawing", (ctx) => { openUp(); drawIslands(ctx); drawBeneath(ctx); });
network.on("afterDrawing", drawLabels);
