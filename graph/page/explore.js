// Beyond what was drawn at first: neighbours that open around a node, and the way between two.
const MOST_OPENED = 40;
const CLEAR = 22;   // free space between the rims of two nodes

const hiddenNeighbours = (node) => [...new Set(node.links.map((link) => other(link, node)))]
  .filter((near) => !sieve.told.has(near) && passes(near, sieve.rows)).sort((a, b) => b.mentions - a.mentions);
const neighboursToOpen = (node) => hiddenNeighbours(node).slice(0, MOST_OPENED);

/** Gives each entity that has come in a place near those it belongs to. */
function settle(nodes) {
  if (nodes.every((node) => node.x !== null)) return;
  const placed = entities.filter((node) => node.x !== null);
  for (const node of nodes) {
    if (node.x !== null) continue;
    const near = node.links.map((link) => other(link, node)).filter((found) => found.x !== null);
    const anchor = state.open.findLast((opened) => near.includes(opened)) ?? near[0] ?? { x: 0, y: 0, size: 0 };
    [node.x, node.y] = freePlace(node, anchor, placed);
    placed.push(node);
  }
}

/** The first free place on a widening spiral around the anchor. */
function freePlace(node, anchor, placed) {
  const local = placed.filter((found) => Math.hypot(found.x - anchor.x, found.y - anchor.y) < 900);
  for (let step = 0; ; step += 1) {
    const out = anchor.size + node.size + CLEAR + 7 * Math.sqrt(step) * (1 + step / 400);
    const x = anchor.x + out * Math.cos(2.4 * step);
    const y = anchor.y + out * Math.sin(2.4 * step);
    if (local.every((found) => Math.hypot(found.x - x, found.y - y) > found.size + node.size + CLEAR)) {
      return [Math.round(x), Math.round(y)];
    }
  }
}

let remembered = { key: "", path: null };
/** The shortest way between two entities by relations that are not filtered away, where several
 * are as short by the best attested: {nodes, links}, or null where there is none. */
function pathBetween(from, to) {
  const key = `${from.id} ${to.id} ${state.without} ${state.off}`;
  if (remembered.key !== key) remembered = { key, path: findPath(from, to) };
  return remembered.path;
}

function findPath(from, to) {
  const passes = (link, next) => !state.without.includes(link.relation) && (next === from || !state.off.includes(next.type));
  const far = new Map([[to, 0]]);
  for (const node of far.keys()) {   // a map's keys come in the order they were set: a queue
    for (const link of node.links) {
      const next = other(link, node);
      if (!far.has(next) && passes(link, next)) far.set(next, far.get(node) + 1);
    }
  }
  if (!far.has(from)) return null;
  const way = { nodes: [from], links: [] };
  for (let node = from; node !== to;) {
    const [best] = node.links.filter((link) => far.get(other(link, node)) === far.get(node) - 1 && passes(link, from))
      .sort((a, b) => b.weight - a.weight);
    way.links.push(best);
    way.nodes.push(node = other(best, node));
  }
  return way;
}
