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

// What it costs to pass through an entity: people and meetings lead further than what all share.
const COST = { Person: 2, Event: 2, Post: 2, Organization: 3, Policy: 4, Place: 5, Slogan: 6 };
const DETOUR = 60;   // what it costs more to pass through what an earlier way passes through
const MOST_WAYS = 3;

let remembered = { key: "", ways: [] };
/** The ways between two entities by relations that are not filtered away, the best first; a further
 * one is another way round. Each is {nodes, links}. */
function waysBetween(from, to) {
  const key = `${from.id} ${to.id} ${state.without} ${state.off}`;
  if (remembered.key !== key) remembered = { key, ways: findWays(from, to) };
  return remembered.ways;
}
const pathBetween = (from, to) => waysBetween(from, to)[state.way] ?? waysBetween(from, to)[0] ?? null;

function findWays(from, to) {
  const toll = new Map();
  const found = [];
  while (found.length < MOST_WAYS) {
    const way = cheapest(from, to, toll);
    if (!way || found.some(({ links: known }) => known.every((link, place) => link === way.links[place]))) break;
    found.push(way);
    for (const node of way.nodes.slice(1, -1)) toll.set(node, (toll.get(node) ?? 0) + DETOUR);
  }
  return found;
}

/** The cheapest way, of two alike the better attested: costs are small whole numbers, so what is
 * reached stands in a row by its cost. */
function cheapest(from, to, toll) {
  const open = (link, next) => !state.without.includes(link.relation) && (next === to || !state.off.includes(next.type));
  const cost = new Map([[from, 0]]);
  const came = new Map();
  const reached = [[from]];
  for (let spent = 0; spent < reached.length; spent += 1) {
    for (const node of reached[spent] ?? []) {
      if (cost.get(node) !== spent) continue;
      if (node === to) return traced(from, to, came);
      for (const link of [...node.links].sort((a, b) => b.weight - a.weight)) {
        const next = other(link, node);
        const further = spent + (next === to ? 1 : (COST[next.type] ?? 4) + (toll.get(next) ?? 0));
        if (!open(link, next) || further >= (cost.get(next) ?? Infinity)) continue;
        cost.set(next, further);
        came.set(next, link);
        (reached[further] ??= []).push(next);
      }
    }
  }
  return null;
}

function traced(from, to, came) {
  const way = { nodes: [to], links: [] };
  for (let node = to; node !== from;) {
    const link = came.get(node);
    way.links.unshift(link);
    way.nodes.unshift(node = other(link, node));
  }
  return way;
}
