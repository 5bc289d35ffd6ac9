// Where things stand: at home, where the page was laid out; anew, where a filter brings in many that
// have no home. Nothing is left to chance: the same filter gives the same picture.
const ASPECT = tall ? 1 / 1.9 : 1.9;
const ROUNDS = 220;
const HOMES = data.islands.map((island) => island.map((place) => entities[place]));
let islands = HOMES;
let rearranged = 0;   // how often the picture has changed its places

function rearrange() {
  const told = [...sieve.told];
  for (const node of entities) [node.x, node.y] = node.home ?? [null, null];
  const strangers = told.filter((node) => !node.home).length;
  if (strangers * 3 > told.length) layOut(told, sieve.matching.filter((link) => sieve.told.has(link.from) && sieve.told.has(link.to)));
  else islands = HOMES;
  rearranged += 1;
}

/** Groups on a spiral, then forces between all: links draw, nodes push, the middle holds. */
function layOut(nodes, joins) {
  const number = new Map(nodes.map((node, place) => [node, place]));
  const springs = joins.map((link) => [number.get(link.from), number.get(link.to), 1 + Math.log(link.weight)]);
  const groups = communities(nodes.length, springs);
  islands = groups.map((group) => group.map((place) => nodes[place]));
  const at = spiral(groups, nodes.length);
  relax(at, springs, Math.min(ROUNDS, Math.round(ROUNDS * (360 / nodes.length) ** 1.2)));
  spread(at);
  pushApart(at, nodes);
  nodes.forEach((node, place) => { [node.x, node.y] = [Math.round(at.x[place]), Math.round(at.y[place])]; });
}

/** Discs as large as their groups, on a spiral; in each the members as seeds stand in a sunflower. */
function spiral(groups, size) {
  const at = { x: new Float64Array(size), y: new Float64Array(size) };
  let before = 0;
  groups.forEach((group, place) => {
    const [out, turn] = [1.4 * Math.sqrt(before + (place ? group.length / 2 : 0)), 2.4 * place];
    group.forEach((node, index) => {
      at.x[node] = out * Math.cos(turn) + Math.sqrt(index + .5) * Math.cos(2.4 * index);
      at.y[node] = out * Math.sin(turn) + Math.sqrt(index + .5) * Math.sin(2.4 * index);
    });
    before += group.length;
  });
  return at;
}

function relax({ x, y }, springs, rounds) {
  const size = x.length;
  const mass = new Float64Array(size).fill(1);
  for (const [one, second] of springs) { mass[one] += 1; mass[second] += 1; }
  for (let round = 0; round < rounds; round += 1) {
    const [dx, dy] = [new Float64Array(size), new Float64Array(size)];
    for (let a = 0; a < size; a += 1) {
      for (let b = a + 1; b < size; b += 1) {
        const [u, v] = [x[a] - x[b], y[a] - y[b]];
        const push = mass[a] * mass[b] / (u * u + v * v + .01);
        dx[a] += u * push; dy[a] += v * push; dx[b] -= u * push; dy[b] -= v * push;
      }
      const pull = .8 * mass[a] / (Math.hypot(x[a], y[a]) + 1);
      dx[a] -= x[a] * pull; dy[a] -= y[a] * pull;
    }
    for (const [a, b, weight] of springs) {
      const [u, v] = [x[a] - x[b], y[a] - y[b]];
      const far = Math.hypot(u, v) + .01;
      const pull = 6 * weight * Math.log1p(far) / far;
      dx[a] -= u * pull; dy[a] -= v * pull; dx[b] += u * pull; dy[b] += v * pull;
    }
    const heat = 1.2 * (1 - round / rounds) + .02;
    for (let a = 0; a < size; a += 1) {
      const step = Math.hypot(dx[a], dy[a]) / mass[a] + 1e-9;
      const most = Math.min(step, heat) / step / mass[a];
      x[a] += dx[a] * most; y[a] += dy[a] * most;
    }
  }
}

const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
/** To the page's scale and shape, with what lies far out drawn in (as `layout._spread`). */
function spread({ x, y }) {
  const [left, top] = [middle(x), middle(y)];
  const far = x.map((value, place) => Math.hypot(value - left, y[place] - top) + 1e-9);
  const usual = middle(far);
  for (const [axis, origin, stretch] of [[x, left, Math.sqrt(ASPECT)], [y, top, 1 / Math.sqrt(ASPECT)]]) {
    axis.forEach((value, place) => { axis[place] = (value - origin) * Math.sqrt(usual / far[place]); });
    const wide = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0) / axis.length) + 1e-9;
    axis.forEach((value, place) => { axis[place] = value * stretch * 17 * Math.sqrt(axis.length) / wide; });
  }
}

function pushApart({ x, y }, nodes) {
  for (let round = 0; round < 60; round += 1) {
    let touched = false;
    for (let a = 0; a < nodes.length; a += 1) {
      for (let b = a + 1; b < nodes.length; b += 1) {
        const [u, v] = [x[a] - x[b] || .1 * (a - b), y[a] - y[b]];
        const wanted = nodes[a].size + nodes[b].size + CLEAR;
        if (Math.abs(u) > wanted || Math.abs(v) > wanted) continue;
        const far = Math.hypot(u, v);
        if (wanted - far < 1) continue;
        touched = true;
        const push = .3 * (wanted - far) / far;
        x[a] += u * push; y[a] += v * push; x[b] -= u * push; y[b] -= v * push;
      }
    }
    if (!touched) break;
  }
}

/** Densely linked groups (Louvain; Blondel et al. 2008), the largest first: lists of numbers. */
function communities(size, springs) {
  const of = localMoves(size, springs);
  const names = [...new Set(of)];
  const rank = new Map(names.map((name, place) => [name, place]));
  const outer = names.map((_, place) => place);
  if (names.length < size) {
    const between = springs.map(([a, b, weight]) => [rank.get(of[a]), rank.get(of[b]), weight]);
    communities(names.length, between).forEach((group, place) => group.forEach((name) => { outer[name] = place; }));
  }
  const groups = [];
  of.forEach((name, node) => (groups[outer[rank.get(name)]] ??= []).push(node));
  return groups.filter(Boolean).sort((a, b) => b.length - a.length);
}

/** Each node in the group that holds most of its links beyond chance. */
function localMoves(size, springs) {
  const of = Array.from({ length: size }, (_, place) => place);
  const beside = of.map(() => new Map());
  const degree = new Float64Array(size);
  for (const [a, b, weight] of springs) {
    for (const [one, second] of [[a, b], [b, a]]) {   // a group's own links count, but draw it nowhere
      if (one !== second) beside[one].set(second, (beside[one].get(second) ?? 0) + weight);
      degree[one] += weight;
    }
  }
  const total = degree.reduce((sum, value) => sum + value, 0) || 1;
  const held = Float64Array.from(degree);
  for (let round = 0, moved = true; moved && round < 20; round += 1) {
    moved = false;
    for (let node = 0; node < size; node += 1) {
      const toward = new Map();
      for (const [second, weight] of beside[node]) toward.set(of[second], (toward.get(of[second]) ?? 0) + weight);
      held[of[node]] -= degree[node];
      const gain = (group) => (toward.get(group) ?? 0) - degree[node] * held[group] / total;
      let best = of[node];
      for (const group of toward.keys()) if (gain(group) > gain(best) + 1e-9) best = group;
      moved ||= best !== of[node];
      of[node] = best;
      held[best] += degree[node];
    }
  }
  return of;
}
