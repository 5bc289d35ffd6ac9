// The data, as text that is only ever read as JSON, and what everything else stands on.
const data = JSON.parse(document.getElementById("data").textContent);
const byNode = new Map(data.nodes.map((node) => [node.id, node]));
const byKey = new Map(data.nodes.map((node) => [node.key, node]));
const byEdge = new Map(data.edges.map((edge) => [edge.id, edge]));
const state = { node: null, edge: null, off: new Set(), language: data.story.language };

// The picture is laid out wide; where the window is tall, it is turned.
if (innerHeight > innerWidth) for (const node of data.nodes) [node.x, node.y] = [node.y, node.x];
