// A layout by forces (Fruchterman and Reingold 1991), the same each time for the same network.
const STEPS = 400;
const GRAVITY = 0.3;    // parts that are joined by nothing do not drift away
const ROUNDS = 40;
const ROOM = 30;        // pixels between the middles of two dots

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
  clear(nodes, box);
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
    const force = Math.hypot(x, y) / Math.max(from.degree, to.degree) ** 0.5;
    from.dx -= x * force;
    from.dy -= y * force;
    to.dx += x * force;
    to.dy += y * force;
  }
}

/** Moves and stretches the whole to the box. A crowd gets more room than its extent would give it:
 * a place is half by distance, half by rank. */
function fit(nodes, { left, right, top, bottom }) {
  for (const [axis, begin, end] of [["x", left, right], ["y", top, bottom]]) {
    const sorted = [...nodes].sort((one, other) => one[axis] - other[axis]);
    const [least, most] = [sorted[0][axis], sorted.at(-1)[axis]];
    sorted.forEach((node, rank) => {
      const part = ((node[axis] - least) / (most - least || 1) + rank / Math.max(1, sorted.length - 1)) / 2;
      node[axis] = begin + part * (end - begin);
    });
  }
}

/** Moves dots apart that lie on each other. */
function clear(nodes, { left, right, top, bottom }) {
  for (let round = 0; round < ROUNDS; round += 1) {
    nodes.forEach((one, place) => {
      for (const other of nodes.slice(place + 1)) {
        const [x, y] = [(one.x - other.x) || 0.1, one.y - other.y];
        const near = Math.hypot(x, y);
        if (near >= ROOM) continue;
        const [moveX, moveY] = [((x / near) * (ROOM - near)) / 2, ((y / near) * (ROOM - near)) / 2];
        Object.assign(one, { x: one.x + moveX, y: one.y + moveY });
        Object.assign(other, { x: other.x - moveX, y: other.y - moveY });
      }
    });
  }
  for (const node of nodes) Object.assign(node, { x: Math.min(right, Math.max(left, node.x)), y: Math.min(bottom, Math.max(top, node.y)) });
}
