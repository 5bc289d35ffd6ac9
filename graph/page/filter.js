// What is seen: the entities and relations that the filters let through.
const sieve = { nodes: new Set(), links: new Set(), rows: null };

const sourceFiltered = () => Boolean(state.since || state.until || state.place !== null || state.kind !== null || state.document !== null);
const filtered = () => sourceFiltered() || state.off.length + state.without.length > 0;
const inTime = (day) => (!state.since && !state.until)
  || Boolean(day) && day.slice(0, state.since.length) >= state.since.slice(0, day.length)
  && (!state.until || day.slice(0, state.until.length) <= state.until.slice(0, day.length));

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

/** The entities on the picture before any filter: those laid out, and those that were opened. */
function revealed() {
  const found = new Set(entities.filter((node) => node.drawn));
  for (const node of state.open) {
    found.add(node);
    for (const near of neighboursToOpen(node)) found.add(near);
  }
  for (const node of chosenNodes()) found.add(node);
  return found;
}

/** The entities that the panel is about, in order. */
function chosenNodes() {
  if (state.path) return pathBetween(...state.path)?.nodes ?? state.path;
  if (state.link) return [state.link.from, state.link.to];
  return state.node ? [state.node] : [];
}

function refilter() {
  const rows = rowsAsked(true);
  const off = new Set(state.off);
  const without = new Set(state.without);
  const chosen = new Set(chosenNodes());
  const pass = [...revealed()].filter((node) => chosen.has(node) || (!off.has(node.type) && said(node.uses, rows)));
  sieve.rows = rows;
  sieve.nodes = new Set(pass);
  const way = new Set(state.path ? pathBetween(...state.path)?.links : state.link ? [state.link] : []);
  sieve.links = new Set(links.filter((link) => sieve.nodes.has(link.from) && sieve.nodes.has(link.to)
    && (way.has(link) || (!without.has(link.relation) && said(link.uses, rows)))));
  if (without.size) {   // who is left without any relation goes with the last one
    const held = new Set([...sieve.links].flatMap((link) => [link.from, link.to]));
    for (const node of pass) {
      const had = node.links.some((link) => without.has(link.relation));
      if (had && !held.has(node) && !chosen.has(node)) sieve.nodes.delete(node);
    }
  }
}
