// What is seen: of all that the filters let through, the most telling, and what was asked for.
const sieve = { rows: null, matches: new Set(), matching: [], told: new Set(), nodes: new Set(), links: new Set(), key: null };

const sourceFiltered = () => Boolean(state.since || state.until || state.place !== null || state.kind !== null || state.document !== null);
const filtered = () => sourceFiltered() || state.off.length + state.without.length > 0;
const inTime = (day) => (!state.since && !state.until)
  || (day ? day.slice(0, state.since.length) >= state.since.slice(0, day.length)
    && (!state.until || day.slice(0, state.until.length) <= state.until.slice(0, day.length)) : state.undated);

/** Rows of sources that are of the place, the kind and the document asked for; null for all. */
function rowsAsked(dated) {
  if (!sourceFiltered()) return null;
  const asked = new Set();
  data.sources.forEach(([day, places, , kind], row) => {
    if ((!dated || inTime(day)) && (state.place === null || places.includes(state.place))
      && (state.kind === null || state.kind === kind) && (state.document === null || state.document === row)) asked.add(row);
  });
  return asked;
}
const said = (uses, rows) => rows === null || uses.some(([row]) => rows.has(row));
const documentsIn = (rows) => [...(rows ?? data.sources.keys())].reduce((sum, row) => sum + data.sources[row][2], 0);
/** The rows without a date, of those that the other filters let through. */
const undatedRows = () => [...(rowsAsked(false) ?? data.sources.keys())].filter((row) => !data.sources[row][0]);

/** What the page is about: around a focus the entities near it, else all. */
const pool = data.focus.length ? around(data.focus.map((place) => entities[place]), data.hops) : entities;
function around(start, hops) {
  const found = new Set(start);
  let rim = start;
  for (let hop = 0; hop < hops; hop += 1) {
    rim = [...new Set(rim.flatMap((node) => node.links.map((link) => other(link, node))))].filter((node) => !found.has(node));
    for (const node of rim) found.add(node);
  }
  return entities.filter((node) => found.has(node));
}

const passes = (node, rows) => !state.off.includes(node.type) && said(node.uses, rows);

/** The entities and relations that pass, of these rows of sources. Where relations are filtered,
 * who is left without any goes with the last one. */
function sift(rows) {
  const without = new Set(state.without);
  const nodes = new Set(pool.filter((node) => passes(node, rows)));
  const found = links.filter((link) => nodes.has(link.from) && nodes.has(link.to) && !without.has(link.relation) && said(link.uses, rows));
  return { nodes: without.size ? new Set(found.flatMap((link) => [link.from, link.to])) : nodes, links: found };
}

/** Whether a relation, a sentence passes, whoever is drawn. */
const linkPasses = (link) => !state.without.includes(link.relation) && said(link.uses, sieve.rows)
  && ![link.from, link.to].some((node) => state.off.includes(node.type) && !chosenNodes().includes(node));
const sentencePasses = (index) => {
  if (!sieve.rows) return true;
  const { source } = sentences[index];
  return data.pooled ? inTime(data.documents[source][1]) : sieve.rows.has(source);
};
const inRows = (uses) => (sieve.rows ? uses.filter(([row]) => sieve.rows.has(row)) : uses);

/** The entities that the panel is about, in order. */
function chosenNodes() {
  if (state.path) return pathBetween(...state.path)?.nodes ?? state.path;
  if (state.link) return [state.link.from, state.link.to];
  return state.node ? [state.node] : [];
}

function refilter() {
  const { off, without, since, until, undated, place, kind, document: source, most } = state;
  const key = JSON.stringify([off, without, since, until, undated, place, kind, source, most]);
  if (key !== sieve.key) {
    const rows = rowsAsked(true);
    const { nodes, links: matching } = sift(rows);
    const whole = !filtered() && !most;
    const told = mostTelling(whole ? new Set(entities.filter((node) => node.drawn)) : nodes, matching, rows, most || AT_FIRST);
    Object.assign(sieve, { key, rows, matches: nodes, matching, told });
    rearrange();
  }
  sieve.nodes = new Set(sieve.told);
  const chosen = chosenNodes();
  for (const node of [...state.open.flatMap((one) => one.members ?? [one, ...neighboursToOpen(one)]), ...chosen]) {
    if (chosen.includes(node) || passes(node, sieve.rows)) sieve.nodes.add(node);
  }
  const way = new Set(state.path ? pathBetween(...state.path)?.links : state.link ? [state.link] : []);
  const seen = (link) => way.has(link) || (!without.includes(link.relation) && said(link.uses, sieve.rows));
  sieve.links = new Set(links.filter((link) => sieve.nodes.has(link.from) && sieve.nodes.has(link.to) && seen(link)));
}
