// A crowd seen from afar: an island of nodes is one disc with its foremost name and its number, and
// islands are joined by one line each. Nearer, it opens to dots; what stands in the window and
// matters most is then drawn in full.
const CROWD = 600;      // nodes beyond which a picture is a crowd
const ON_STAGE = 260;   // nodes of a crowd drawn in full at once
const SPACED = 9;       // pixels between the nodes of an island from which on it may be open
const MOST_DOTS = 1500; // nodes of open islands; beyond it only the islands in the middle are open
const NAMED = 90;       // closed islands that may bear a name at once
const MEMBERS_TOLD = 5;

let crowd = { of: null, islands: [], home: new Map(), bundles: [], links: [] };
const crowded = () => sieve.nodes.size > CROWD;

/** The islands of what is drawn, and what joins them; anew where something else is drawn. */
function gathered() {
  if (crowd.of === sieve.nodes) return crowd;
  const found = islands.map((members) => members.filter((node) => sieve.nodes.has(node))).filter((members) => members.length > 1).map(islandOf);
  const home = new Map(found.flatMap((island) => island.members.map((node) => [node, island])));
  const bundles = new Map();
  const homeOf = (node) => home.get(node.lead ?? node);
  const joins = facesOfLinks(sieve.links).map((link) => ({ link, one: homeOf(link.from), second: homeOf(link.to) }));
  for (const { one, second } of joins) {
    if (!one || !second || one === second) continue;
    const key = Math.min(one.number, second.number) * found.length + Math.max(one.number, second.number);
    bundles.set(key, { one, second, times: (bundles.get(key)?.times ?? 0) + 1 });
  }
  return (crowd = { of: sieve.nodes, islands: found, home, bundles: [...bundles.values()], links: joins });
}

/** An island: where it lies, how far it reaches, how far its nodes stand apart, its commonest type. */
function islandOf(members, number) {
  const mean = (of) => members.reduce((sum, node) => sum + of(node), 0) / members.length;
  const [x, y] = [mean((node) => node.x), mean((node) => node.y)];
  const reach = 20 + 1.4 * Math.sqrt(mean((node) => (node.x - x) ** 2 + (node.y - y) ** 2));
  const times = new Map();
  for (const { type } of members) times.set(type, (times.get(type) ?? 0) + 1);
  const [[type]] = [...times].sort(([, a], [, b]) => b - a);
  const ranked = [...members].sort((a, b) => b.size - a.size);
  return { number, members: ranked, x, y, reach, type, spacing: reach * Math.sqrt(Math.PI / members.length) };
}

/** The part of the plane in the window, with some margin: whether a disc of this reach touches it. */
function windowed(margin = .15) {
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  const [w, h] = [(.5 + margin) * container.clientWidth / scale, (.5 + margin) * container.clientHeight / scale];
  return (node, reach = 0) => Math.abs(node.x - x) < w + reach && Math.abs(node.y - y) < h + reach;
}

let lastOpen = { key: "", of: null, islands: new Set() };
/** Whether an island is open where the picture now stands (`openUp`); what lies on none always is. */
const isOpen = (island) => !island || lastOpen.islands.has(island);

/** Opens the islands in the window whose nodes can be told apart, those in its middle first. To be
 * called once before what asks `isOpen`: it asks the window. */
function openUp() {
  if (!crowded()) return;
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  const key = `${scale} ${x} ${y}`;
  if (lastOpen.key === key && lastOpen.of === gathered()) return;
  const inWindow = windowed();
  const away = (island) => Math.max(0, Math.hypot(island.x - x, island.y - y) - island.reach);
  const near = gathered().islands.filter((island) => scale * island.spacing >= SPACED && inWindow(island, island.reach)).sort((a, b) => away(a) - away(b));
  const found = new Set();
  let dots = 0;
  for (const island of near) {
    dots += island.members.length;
    if (dots > MOST_DOTS && found.size) break;
    found.add(island);
  }
  lastOpen = { key, of: gathered(), islands: found };
}

/** The closed islands in the window, the largest first. */
function closedIslands() {
  if (!crowded()) return [];
  openUp();
  const inWindow = windowed(0);
  return gathered().islands.filter((island) => !isOpen(island) && inWindow(island, island.reach))
    .sort((a, b) => b.members.length - a.members.length);
}
/** How large a closed island is drawn, on the plane. */
const reachDrawn = (island) => Math.max(island.reach, 2.2 / network.getScale());

/** Who is drawn in full: what is chosen, then the weightiest in the window that is not far away. */
function castCrowd(all, bright) {
  const { home } = gathered();
  openUp();
  const inWindow = windowed();
  const cast = new Set(all.filter((node) => bright?.has(node)).slice(0, ON_STAGE));
  for (const node of all) {   // entities come by weight
    if (cast.size >= ON_STAGE) break;
    if (isOpen(home.get(node)) && inWindow(node)) cast.add(node);
  }
  return cast;
}

/** What is not drawn in full: lines and, of a crowd, discs of closed islands and dots of open ones. */
function drawBeneath(ctx) {
  const dim = lit() ? .35 : 1;
  ctx.save();
  if (crowded()) drawBundles(ctx, dim);
  drawHairlines(ctx, dim);
  if (crowded()) {
    drawDiscs(ctx, dim);
    drawDots(ctx, dim);
  }
  ctx.restore();
}

/** Lines between closed islands of which one is in the window, the thinnest first. */
function bundlesSeen() {
  const inWindow = windowed(0);
  return gathered().bundles.filter(({ one, second }) => !isOpen(one) && !isOpen(second)
    && (inWindow(one, one.reach) || inWindow(second, second.reach)));
}
const WIDTHS = [1, 4, 16];   // relations in a bundle from which on it is drawn wider
const widthOfBundle = ({ times }) => WIDTHS.findLast((least) => times >= least);
const looksOfBundle = (least) => ({ width: .5 + Math.log(least), alpha: .14 + .06 * Math.log(least) });

function drawBundles(ctx, dim) {
  const seen = bundlesSeen();
  ctx.strokeStyle = ink.edge;
  for (const least of WIDTHS) {
    const { width, alpha } = looksOfBundle(least);
    ctx.lineWidth = width / network.getScale();
    ctx.globalAlpha = dim * alpha;
    ctx.beginPath();
    for (const { one, second } of seen.filter((bundle) => widthOfBundle(bundle) === least)) {
      ctx.moveTo(one.x, one.y);
      ctx.lineTo(second.x, second.y);
    }
    ctx.stroke();
  }
}

/** Lines that are not drawn in full and have an end in the window, on an open island. */
function hairlines() {
  if (!crowded()) return stage.thin;
  const inWindow = windowed(0);
  const full = new Set(stage.links);
  return gathered().links.filter(({ link, one, second }) => !full.has(link)
    && (inWindow(link.from) && isOpen(one) || inWindow(link.to) && isOpen(second))).map(({ link }) => link);
}

function drawHairlines(ctx, dim) {
  const found = hairlines();
  ctx.strokeStyle = ink.edge;
  ctx.lineWidth = .6 / network.getScale();
  ctx.globalAlpha = dim * paleness(found.length);
  ctx.beginPath();
  for (const { from, to } of found) {
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
}
/** The more lines, the paler each. */
const paleness = (lines) => Math.max(.05, Math.min(.25, 150 / lines));

const looksOfDisc = (type) => ({ fill: mix(tint(type), ink.paper, .68), stroke: mix(tint(type), ink.paper, .25) });
function drawDiscs(ctx, dim) {
  const closed = closedIslands();
  ctx.globalAlpha = dim;
  ctx.lineWidth = 1.2 / network.getScale();
  for (const type of TYPES) {
    ctx.beginPath();
    for (const island of closed.filter((one) => one.type === type)) {
      const r = reachDrawn(island);
      ctx.moveTo(island.x + r, island.y);
      ctx.arc(island.x, island.y, r, 0, 2 * Math.PI);
    }
    const { fill, stroke } = looksOfDisc(type);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
}

/** The nodes of open islands in the window that are not drawn in full. */
function dotted() {
  const { home } = gathered();
  const inWindow = windowed(0);
  return stage.rest.filter((node) => isOpen(home.get(node)) && inWindow(node));
}

function drawDots(ctx, dim) {
  const seen = dotted();
  const least = 1.2 / network.getScale();
  ctx.globalAlpha = dim * .8;
  for (const type of TYPES) {
    ctx.beginPath();
    for (const node of seen) {
      if (node.type !== type) continue;
      const r = Math.max(node.size * .7, least);
      ctx.rect(node.x - r, node.y - r, 2 * r, 2 * r);
    }
    ctx.fillStyle = tint(type);
    ctx.fill();
  }
}

/** The closed island under a point of the container; null for none. */
function islandAt(spot) {
  const at = network.DOMtoCanvas(spot);
  const reached = closedIslands().filter((island) => Math.hypot(island.x - at.x, island.y - at.y) < reachDrawn(island));
  return reached.at(-1) ?? null;   // of several the smallest
}
/** Goes so near that the island is open. */
const openIsland = (island) => show(island.members, { farthest: 1.2 * SPACED / island.spacing });
const islandName = (island) => `${nameOf(island.members[0])} +${group(island.members.length - 1)}`;
const islandWords = (island) => word("island", island.members.length, island.members.slice(0, MEMBERS_TOLD).map((node) => short(node.label, 20)));
