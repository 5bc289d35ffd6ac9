// What is told of an entity. Of a person: posts and career, meetings, slogans; of all, demands last.
const heading = (text, size) => make("h3", "", capital(text), size > 1 ? make("small", "", group(size)) : null);
const section = (name, items, tag) => (items.length ? [heading(name, items.length), foldedList(items, tag)] : []);
const months = (from, to) => days(from.slice(0, 7), to.slice(0, 7));
function since(uses) {
  const [first, last] = span(uses);
  return first && make("small", "when", months(first, last));
}
const kept = (indexes) => (sieve.rows ? indexes.filter(sentencePasses) : indexes);
/** How many sentences state it: all, or those kept; where the page has not all, of how many documents these
 * are at least. */
function weighed(indexes, weight, uses) {
  if (!sieve.rows) return weight;
  const found = kept(indexes).length;
  return indexes.length < weight ? Math.max(found, documentsOf(inRows(uses))) : found;
}
/** Whether a fact passes: one of its sentences does, or may, where the page has not all. */
const factPasses = ([, , , said, weight]) => said.length < weight || said.some(sentencePasses);
const merged = (lists) => [...new Set(lists.flat())].sort((a, b) => a - b);
const MEETING = ["chair", "speaker", "attendee", "organizer"];
const LEFT = ["removed", "resigned", "former"];
const NOT_YET = ["proposed", "elect"];

const MINOR = 50;   // a post told so many times less often than the first comes after the others

/** The posts of a person in the order of time, minor ones last: {post, tenures, since, until, first, last, said, weight}. */
function career(node) {
  const found = new Map();
  const entry = (post) => found.get(post) ?? found.set(post, { post, tenures: [], first: "", last: "", said: [], weight: 0 }).get(post);
  for (const link of node.links.filter(linkPasses)) {
    if (link.relation !== "holds" || link.from !== node) continue;
    const [first, last] = span(inRows(link.uses));
    Object.assign(entry(link.to), { first, last, said: kept(link.sentences), weight: weighed(link.sentences, link.weight, link.uses) });
  }
  for (const [place, status, from, until, indexes] of node.tenures) {
    if (!kept(indexes).length || state.without.includes("holds")) continue;
    const one = entry(entities[place]);
    one.tenures.push({ status, since: from, until });
    one.said = merged([one.said, kept(indexes)]);
    one.weight = Math.max(one.weight, one.said.length);
  }
  const most = Math.max(...[...found.values()].map(({ weight }) => weight));
  const minor = ({ tenures, weight }) => !tenures.length && weight * MINOR < most;
  return [...found.values()].map((one) => ({
    ...one, first: one.first || dayOfSentence(one.said[0]), last: one.last || dayOfSentence(one.said.at(-1)),
    since: one.tenures.find((told) => told.since)?.since ?? "", until: one.tenures.find((told) => told.until)?.until ?? "",
  })).sort((a, b) => minor(a) - minor(b) || ((a.since || a.first || "9") < (b.since || b.first || "9") ? -1 : 1));
}
const dayOfSentence = (index) => (index === undefined ? "" : data.documents[sentences[index].source][1]);
const tenureWords = ({ status, since: from, until }) => [word("status", status), LEFT.includes(status) ? until || from : from || until ? days(from || "…", until || "…") : ""].filter(Boolean).join(" ");

/** What stands under a person's name: the posts not left that are told most, and none told a tenth as
 * often as the first. */
function postLine(posts) {
  const now = posts.filter(({ tenures }) => !tenures.some(({ status, until }) => until || LEFT.includes(status) || NOT_YET.includes(status)))
    .sort((a, b) => b.weight - a.weight || ((b.last || b.since) < (a.last || a.since) ? -1 : 1))
    .filter((one, _, [first]) => one.weight * 10 > first.weight);
  if (!now.length) return null;
  return make("p", "posts", ...now.slice(0, 3).flatMap(({ post }, place) => [place ? "，" : "", button("", post.label, () => choose({ node: post }))]),
    now.length > 3 ? ` ${word("andMore", now.length)}` : "");
}

function careerItems(node, posts, open) {
  return posts.map(({ post, tenures, first, last, said, weight }) => () => {
    const label = button("name", post.label, () => choose({ node: post }));
    const told = [...new Set(tenures.map(tenureWords))].join("；");
    const dated = tenures.some((one) => one.since || one.until);
    const when = [told, !dated && first ? word("seen", months(first, last)) : ""].filter(Boolean).join("，");
    if (when) label.append(" ", make("small", "when", when));
    return row(glyph("Post"), label, said, weight, about(node, post, statementOf({ from: node, relation: "holds", to: post })), open);
  });
}

/** The meetings of a person, the latest first, with what each was to them. */
function meetingItems(node, open) {
  const found = new Map();
  for (const link of node.links.filter(linkPasses)) {
    if (!MEETING.includes(link.relation) || link.from === node) continue;
    found.set(link.from, [...(found.get(link.from) ?? []), link]);
  }
  return [...found].map(([event, roles]) => [dayOf(event), event, roles]).sort(([a], [b]) => (a < b ? 1 : -1)).map(([day, event, roles]) => () => {
    const label = button("name", event.label, () => choose({ node: event }));
    label.append(" ", make("small", "when", [roles.map((link) => relationName(link.relation, true)).join("、"), day].filter(Boolean).join(" ")));
    const told = merged(roles.map((link) => kept(link.sentences)));
    const number = Math.max(told.length, ...roles.map((link) => weighed(link.sentences, link.weight, link.uses)));
    return row(glyph("Event"), label, told, number, about(node, event, ...roles.map(statementOf)), open);
  });
}

/** The meetings of a series, the latest first. */
const sittingItems = (node, open) => (node.members ?? []).map((event) => () => {
  const label = button("name", event.label, () => choose({ node: event }));
  label.append(" ", make("small", "when", dayOf(event)));
  return row(glyph("Event"), label, kept(event.sentences), weighed(event.sentences, event.mentionedIn, event.uses), about(event), open);
});

/** The relations of a node that ``wanted`` lets through, by name and direction: {name, items}. */
function relationSections(node, wanted, open) {
  const groups = new Map();
  for (const link of node.links.filter(linkPasses)) {
    const outward = link.from === node;
    if (!wanted(link, outward)) continue;
    const key = 2 * RELATIONS.indexOf(link.relation) + (outward || link.relation === "together" ? 0 : 1);
    if (!groups.has(key)) groups.set(key, { name: relationName(link.relation, outward), found: [] });
    groups.get(key).found.push([link, other(link, node)]);
  }
  return [...groups].sort(([a], [b]) => a - b).flatMap(([, { name, found }]) => section(name,
    found.sort(([a], [b]) => b.weight - a.weight).map(([link, second]) => () => {
      const label = button("name", second.label, () => choose({ node: second }));
      const when = since(inRows(link.uses));
      if (when) label.append(" ", when);
      return row(glyph(second.type), label, kept(link.sentences), weighed(link.sentences, link.weight, link.uses), about(node, second, statementOf(link)), open);
    })));
}

function factSections(node, open) {
  const byName = new Map();
  for (const fact of node.facts) if (fact[0] !== "directive" && factPasses(fact)) byName.set(fact[0], [...(byName.get(fact[0]) ?? []), fact]);
  return [...byName].flatMap(([name, facts]) => section(relationName(name, true),
    facts.map((fact) => () => row(null, make("span", "name", fact[1]), fact[3], fact[4], about(node, null, factOf(node, fact)), open))));
}

/** The demands, each speech with its date, its demands in their order. */
function demandSections(node) {
  const speeches = new Map();
  const demands = state.without.includes("directive") ? [] : node.facts.filter((fact) => fact[0] === "directive" && factPasses(fact));
  for (const fact of demands) {
    const source = fact[3].length ? sentences[fact[3][0]].source : -1;
    speeches.set(source, [...(speeches.get(source) ?? []), fact]);
  }
  if (!speeches.size) return [];
  const day = (source) => data.documents[source]?.[1] ?? "";
  return [heading(relationName("directive", true), demands.length), ...[...speeches].sort(([a], [b]) => (day(a) < day(b) ? 1 : -1)).flatMap(([source, facts]) => [
    make("h4", "", make("span", "", source < 0 ? word("untitled") : `《${data.documents[source][0] || word("untitled")}》`), make("small", "when", day(source))),
    foldedList(facts.sort((a, b) => a[2] - b[2]).map((fact) => () => {
      const [, value, order, indexes, weight] = fact;
      return row(order ? make("span", "order", `${order}.`) : null, make("span", "name", value), indexes, weight, about(node, null, factOf(node, fact)), false);
    })),
  ])];
}

function evidenceSection(node) {
  const told = kept(node.sentences);
  const number = weighed(node.sentences, node.mentionedIn, node.uses);
  return number ? [heading(word("evidence"), number), evidence(told, number, about(node))] : [];
}

function cardBody(node) {
  const open = node.facts.length + node.links.length < 3;
  const person = node.type === "Person";
  const apart = (link, outward) => person && (outward ? link.relation === "holds" : MEETING.includes(link.relation));
  const posts = person ? career(node) : [];
  return [
    ...factSections(node, open),
    ...section(word("sittings"), sittingItems(node, open)),
    ...section(word("career"), careerItems(node, posts, open)),
    ...(person ? section(word("meetings"), meetingItems(node, open)) : []),
    ...relationSections(node, (link, outward) => !apart(link, outward), open),
    ...demandSections(node),
    ...evidenceSection(node),
  ];
}
