// The data, as text that is only ever read as JSON, and what everything else stands on.
if (!window.DecompressionStream) {   // Firefox before 113, Safari before 16.4
  const empty = document.getElementById("empty");
  empty.textContent = "此页需要 2023 年以后的浏览器，请更新后再打开。This page needs a browser of 2023 or later.";
  empty.hidden = false;
}
/** The bytes of Base64; a plain loop, for a large page has millions. */
function bytesOf(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place);
  return bytes;
}
const packed = new Blob([bytesOf(document.getElementById("data").textContent)]);
const data = await new Response(packed.stream().pipeThrough(new DecompressionStream("deflate"))).json();
const TYPES = Object.keys(data.types);
const RELATIONS = Object.keys(data.relations);

/** Rows of data.sources as they come: each as its distance from the one before; how many in each. */
function readUses(steps, counts) {
  let row = 0;
  return steps.map((step, place) => [row += step, counts[place] ?? 1]);
}

/** Rising numbers as they come: each as its distance from the one before. */
function readSteps(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}

const entities = data.nodes.map((
  [key, label, type, size, x, y, aliases, kinds, mentions, mentionedIn, credits, sentences, facts, tenures, steps, counts],
  place,
) => ({
  id: `n${place}`, key, label, type: TYPES[type], shape: data.types[TYPES[type]].shape, size, x, y, home: null, drawn: x !== null,
  aliases, kinds, mentions, mentionedIn, credits, sentences: readSteps(sentences), facts, tenures, uses: readUses(steps, counts), links: [],
}));
// Relations between the same two entities bend apart.
const parallel = new Map();
const links = data.edges.map(([from, to, relation, weight, sentences, steps, counts], place) => {
  const pair = Math.min(from, to) * data.nodes.length + Math.max(from, to);
  parallel.set(pair, (parallel.get(pair) ?? -1) + 1);
  const link = {
    id: `e${place}`, from: entities[from], to: entities[to], relation: RELATIONS[relation], weight, sentences: readSteps(sentences),
    uses: readUses(steps, counts), bend: .1 + .12 * parallel.get(pair), width: Math.min(4, .8 + .7 * Math.log(weight)),
    get key() { return `${this.from.key}~${this.relation}~${this.to.key}`; },
  };
  link.from.links.push(link);
  link.to.links.push(link);
  return link;
});
/** Things by one of their fields, entered at the first look-up: a large page has many, and is to be drawn soon. */
function lookup(field, all) {
  let entered = null;
  const map = () => (entered ??= new Map(all().map((one) => [one[field], one])));
  return { get: (key) => (key === null ? undefined : map().get(key)), has: (key) => map().has(key) };
}
const withSeries = () => [...entities, ...series];
const linksWithSeries = () => [...links, ...series.flatMap((hub) => hub.links)];
const byNode = lookup("id", withSeries);
const byKey = lookup("key", withSeries);
const byEdge = lookup("id", linksWithSeries);
const byLink = lookup("key", linksWithSeries);
const other = (link, node) => (link.from === node ? link.to : link.from);
const sentences = data.sentences.map(([text, source, begin, mentions]) => ({ text, source, begin, mentions }));
/** Flat triples of numbers → triples. */
const triples = (flat) => Array.from({ length: flat.length / 3 }, (_, place) => flat.slice(3 * place, 3 * place + 3));

/** First and last day of uses, empty where no document has a date. */
function span(uses) {
  const known = uses.map(([row]) => data.sources[row][0]).filter(Boolean);
  return known.length ? [known[0], known.at(-1)] : ["", ""];   // sources stand in the order of their dates
}
/** The day of an event, as its documents tell it; of anything else, its first. */
const dayOf = (node) => node.facts.find(([name, value]) => name === "on_date" && !value.startsWith("-"))?.[1] ?? span(node.uses)[0];
const documentsOf = (uses) => uses.reduce((sum, [, count]) => sum + count, 0);

// The picture is laid out wide; where the window is tall, it is turned.
const tall = innerHeight > innerWidth;
for (const node of entities) {
  if (!node.drawn) continue;
  if (tall) [node.x, node.y] = [node.y, node.x];
  node.home = [node.x, node.y];
}
