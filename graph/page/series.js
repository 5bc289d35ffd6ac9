// Numbered meetings of one body, 第三次会议, 第四次会议 and so on, and the years of a fair (第三届, 第四届)
// are one star until it is opened.
const ORDINAL = "[一二三四五六七八九十百零〇两\\d]+";
const NUMBERED = new RegExp(`.第${ORDINAL}次|第${ORDINAL}届`);
const NUMBERS = new RegExp(`(?:\\d{4}年)?第${ORDINAL}届|第?${ORDINAL}届|第${ORDINAL}次`, "g");
const LEAST_BODY = 3;   // characters that a name has besides its number
const SERIES = 3;   // meetings in the graph from which on they are a series
const GROWN = 1.2;  // how much larger its star is than that of the foremost

/** What the meetings of a series are all called; "" for one without a number, or without a body. */
function bodyOf({ type, label }) {
  if (type !== "Event" || !NUMBERED.test(label)) return "";
  const body = label.replace(NUMBERS, "");
  return body.length < LEAST_BODY ? "" : body;
}

function mergedUses(lists) {
  const times = new Map();
  for (const [row, number] of lists.flat()) times.set(row, Math.max(number, times.get(row) ?? 0));
  return [...times].sort(([a], [b]) => a - b);
}
const mergedSentences = (lists) => [...new Set(lists.flat())].sort((a, b) => a - b);
const total = (items, of) => items.reduce((sum, item) => sum + of(item), 0);

/** An entity of the page alone that stands for a series: its meetings' names, sentences and relations. */
function hubOf(body, members, number) {
  const [lead] = members;
  const hub = {
    id: `s${number}`, key: `series/${body.replaceAll(",", "")}`, label: `${body} ×${members.length}`, type: "Event", shape: lead.shape, size: lead.size * GROWN,
    x: null, y: null, home: null, drawn: false, aliases: [], kinds: [], credits: 0, facts: [], tenures: [], links: [], lead, ranked: members,
    mentions: total(members, (node) => node.mentions), mentionedIn: total(members, (node) => node.mentionedIn),
    sentences: mergedSentences(members.map((node) => node.sentences)), uses: mergedUses(members.map((node) => node.uses)),
    members: [...members].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1)),
  };
  for (const node of members) node.series = hub;
  return hub;
}

/** The relations of a series: those of its meetings to one entity are one. */
function joinHub(hub) {
  const groups = new Map();
  for (const link of hub.members.flatMap((node) => node.links)) {
    const outward = link.from.series === hub;
    const far = outward ? link.to : link.from;
    if (far.series === hub) continue;
    const key = [outward, link.relation, far.id].join();
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  hub.links = [...groups.values()].map((joined, place) => {
    const outward = joined[0].from.series === hub;
    const weight = total(joined, (link) => link.weight);
    const one = {
      ...joined[0], id: `${hub.id}e${place}`, [outward ? "from" : "to"]: hub, weight, width: Math.min(4, .8 + .7 * Math.log(weight)),
      sentences: mergedSentences(joined.map((link) => link.sentences)), uses: mergedUses(joined.map((link) => link.uses)),
    };
    one.key = `${one.from.key}~${one.relation}~${one.to.key}`;
    for (const link of joined) link[outward ? "asFrom" : "asTo"] = one;
    return one;
  });
}

const bodies = new Map();
for (const node of entities) {
  const body = bodyOf(node);
  if (body) bodies.set(body, [...(bodies.get(body) ?? []), node]);
}
/** The meetings without one that is told more often than all others together: it stands for itself. */
function alike(members) {
  const [lead, ...others] = members;   // entities come by weight
  return lead.mentions > total(others, (node) => node.mentions) ? others : members;
}
const series = [...bodies].map(([body, members]) => [body, alike(members)]).filter(([, members]) => members.length >= SERIES).map(([body, members], number) => hubOf(body, members, number));
for (const hub of series) {
  joinHub(hub);
}

/** Whether a series is drawn as one: it is not opened, and it is chosen or two of its meetings would be drawn. */
const folded = (hub) => !state.open.includes(hub) && (chosenNodes().includes(hub) || hub.members.filter((node) => sieve.told.has(node)).length > 1);
/** What is drawn for an entity: itself or, unless it is chosen, its series. */
const face = (node) => (node.series && folded(node.series) && !chosenNodes().includes(node) ? node.series : node);
const faces = (nodes) => [...new Set([...nodes].map(face))];
/** What is drawn for a relation; null for one between two series. */
function faceOfLink(link) {
  const [from, to] = [face(link.from) !== link.from, face(link.to) !== link.to];
  return from && to ? null : from ? link.asFrom : to ? link.asTo : link;
}
const facesOfLinks = (found) => [...new Set([...found].map(faceOfLink))].filter(Boolean);

/** Each star stands where the foremost of its meetings that are drawn does. */
function placeHubs() {
  for (const hub of series) {
    hub.lead = hub.ranked.find((node) => sieve.nodes.has(node) && node.x !== null) ?? hub.ranked[0];
    if (hub.lead.x !== null) [hub.x, hub.y] = [hub.lead.x, hub.lead.y];
  }
}
