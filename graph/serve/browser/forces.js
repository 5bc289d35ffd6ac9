// A layout by forces (Fruchterman and Reingold 1991), the same each time for the same network.
const STEPS = 400;
const GRAVITY = 0.06;   // parts that are joined by nothing do not drift away

/** Gives each node x and y within the box; what is joined comes near each other. */
export function settle(nodes, edges, box) {
  nodes.forEach((node, place) => {   // a sunflower's seeds: even, and without chance
    const [turn, reach] = [place * 2.399963, Math.sqrt(place + 0.5)];
    Object.assign(node, { x: reach * Math.cos(turn), y: reach * Math.sin(turn) });
  });
  for (let step = 0; step < STEPS; step += 1) {
    for (const node of nodes) Object.assign(node, { dx: -GRAVITY * node.x, dy: -GRAVITY * node.y });
    repel(nodes);
    attract(edges);
    const most = 1 - step / STEPS;   // a step is never longer, and at last none
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      node.x += (node.dx / length) * Math.min(length, most);
      node.y += (node.dy / length) * Math.min(length, most);
    }
  }
  fit(nodes, box);
}

/** The ideal length of a line is 1. */
function repel(nodes) {
  nodes.forEach((one, place) => {
    for (let next = place + 1; next < nodes.length; next += 1) {
      const other = nodes[next];
      const [x, y] = [one.x - other.x, one.y - other.y];
      const force = 1 / Math.max(x * x + y * y, 0.01);
      one.dx += x * force;
      one.dy += y * force;
      other.dx -= x * force;
      other.dy -= y * force;
    }
  });
}

function attract(edges) {
  for (const { from, to } of edges) {
    const [x, y] = [from.x - to.x, from.y - to.y];
    // who is joined to many is not drawn onto each of them
    const force = Math.hypot(x, y) / Math.max(from.degree, to.degree) ** 0.75;
    from.dx -= x * force;
    from.dy -= y * force;
    to.dx += x * force;
    to.dy += y * force;
  }
}

/** Moves and stretches the whole to the box. */
function fit(nodes, { left, right, top, bottom }) {
  for (const [axis, begin, end] of [["x", left, right], ["y", top, bottom]]) {
    const least = Math.min(...nodes.map((node) => node[axis]));
    const extent = Math.max(...nodes.map((node) => node[axis])) - least || 1;
    for (const node of nodes) node[axis] = begin + ((node[axis] - least) / extent) * (end - begin);
  }
}
