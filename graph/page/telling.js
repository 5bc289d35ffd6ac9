// Which of many entities to draw: those of most mentions and relations, each type with its share
// (as `projection._best` chooses for the whole), those that a relation links first.
function mostTelling(nodes, matching, rows, limit) {
  if (nodes.size <= limit) return nodes;
  const beside = new Map();
  const join = (one, second) => beside.set(one, (beside.get(one) ?? new Set()).add(second));
  for (const { from, to } of matching) { join(from, to); join(to, from); }
  const spoken = (node) => (rows ? node.uses.reduce((sum, [row, count]) => sum + (rows.has(row) ? count : 0), 0) : node.mentions);
  const score = new Map([...nodes].map((node) => [node, Math.log1p(spoken(node)) + 1.5 * Math.log1p(beside.get(node)?.size ?? 0)]));
  const ranked = [...nodes].sort((a, b) => score.get(b) - score.get(a));
  const linked = ranked.filter((node) => beside.has(node));
  const chosen = shares(linked, limit);
  for (let round = 0; round < 3; round += 1) {
    const near = (node) => [...beside.get(node)].some((found) => chosen.has(found));
    for (const node of [...chosen]) if (!near(node)) chosen.delete(node);
    fillUp(chosen, linked.filter(near), limit);
  }
  fillUp(chosen, linked, limit);
  return fillUp(chosen, ranked, limit);
}

function fillUp(chosen, ranked, limit) {
  for (const node of ranked) {
    if (chosen.size >= limit) break;
    chosen.add(node);
  }
  return chosen;
}

/** The first of each type; its share grows with the square root of its number. */
function shares(ranked, limit) {
  const number = new Map();
  for (const { type } of ranked) number.set(type, (number.get(type) ?? 0) + 1);
  const total = [...number.values()].reduce((sum, size) => sum + Math.sqrt(size), 0);
  const left = new Map([...number].map(([type, size]) => [type, limit * Math.sqrt(size) / total]));
  return new Set(ranked.filter(({ type }) => {
    left.set(type, left.get(type) - 1);
    return left.get(type) > -1;
  }).slice(0, limit));
}
