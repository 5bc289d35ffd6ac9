// Search: a combobox over every name, alias and title, in characters, pinyin or initials; also the
// far end of a path.
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const SHOWN = 8;
const MORE = 40;
let found = [];
let shown = SHOWN;
let at = 0;
let seeking = null;   // {node, words, then, only}: a second entity is sought for what is to be done with both

/** However a name was typed, spaced or quoted: as `graph.characters.normal` and without blanks. */
const fold = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[\s\p{Default_Ignorable_Code_Point}“”‘’「」『』"']+/gu, "").replace(/[•‧・⋅∙]/g, "·");
const readingsOf = new Map(Object.entries(data.readings).map(([character, told]) => [character, told.split(" ")]));
const sought = () => data.documents.map(([title], place) => ({ document: place, title, names: [fold(title)] }))
  .filter(({ document: place, names }) => names[0] && (!data.pooled || readable.has(place)));
let index = null;

/** Whether what was typed spells the name from one of its characters on, each by itself, its
 * reading or the start of it: 2 for the whole rest of the name, 1 for a part, 0 for none. */
function spells(name, typed, from, done) {
  if (done === typed.length) return from === name.length ? 2 : 1;
  if (from === name.length) return 0;
  if (name[from] === typed[done]) {
    const whole = spells(name, typed, from + 1, done + 1);
    if (whole) return whole;
  }
  for (const reading of readingsOf.get(name[from]) ?? []) {
    for (let length = 1; length <= reading.length && reading[length - 1] === typed[done + length - 1]; length += 1) {
      const partial = length > 2 && length < reading.length && done + length < typed.length;
      const whole = partial ? 0 : spells(name, typed, from + 1, done + length);
      if (whole) return whole;
    }
  }
  return name[from] === "·" ? spells(name, typed, from + 1, done) : 0;
}

function rank({ names }, wanted, latin) {
  if (names.includes(wanted)) return 0;
  if (names[0].startsWith(wanted)) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  if (!latin) return 9;
  const best = Math.max(...names.map((name) => spells(name, wanted, 0, 0)));
  if (best) return 5 - best;
  return wanted.length > 1 && names.some((name) => [...name].some((_, from) => spells(name, wanted, from, 0))) ? 5 : 9;
}

function find() {
  const wanted = fold(search.value);
  index ??= [...entities.map((node) => ({ node, names: [node.label, ...node.aliases].map(fold) })), ...sought()];
  const latin = /[a-z]/.test(wanted);
  const ranked = wanted ? index.filter(({ node }) => !seeking || (node && node !== seeking.node && (!seeking.only || node.type === seeking.only)))
    .map((entry) => [rank(entry, wanted, latin), entry]).filter(([place]) => place < 9) : [];
  found = ranked.sort(([a], [b]) => a - b).map(([, entry]) => entry);
  shown = SHOWN;
  at = 0;
  listHits(wanted);
}

/** What tells people of one name apart: their post; else the date of an event; else the type. */
function hint(node) {
  const post = node.links.find((link) => link.relation === "holds" && link.from === node);
  return post ? post.to.label : node.type === "Event" && dayOf(node) || typeName(node.type);
}

function hit(entry, place) {
  const { node, document: source } = entry;
  const item = node
    ? make("li", sieve.nodes.has(node) ? "" : "afar", glyph(node.type), make("span", "name", node.label), make("small", "", hint(node)))
    : make("li", "", make("span", "leaf", "≡"), make("span", "name", entry.title), make("small", "", data.documents[source][1] || word("document")));
  item.id = `hit${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(place === at));
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(entry); });
  return item;
}

function listHits(wanted) {
  const items = found.slice(0, shown).map(hit);
  const left = found.length - items.length;
  if (left) items.push(moreHits(left, items.length));
  if (wanted && !items.length) items.push(make("li", "none", word("none")));
  for (const item of items) if (!item.id) item.setAttribute("role", "option");
  hits.replaceChildren(...items);
  hits.hidden = !wanted;
  hits.setAttribute("aria-label", word("search"));
  search.setAttribute("aria-expanded", String(!hits.hidden));
  if (found.length) search.setAttribute("aria-activedescendant", `hit${at}`);
  else search.removeAttribute("aria-activedescendant");
  hits.children[at]?.scrollIntoView({ block: "nearest" });
}

function moreHits(left, place) {
  const item = make("li", "further", word("more", left));
  item.id = `hit${place}`;
  item.setAttribute("aria-selected", String(place === at));
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); showMore(); });
  item.setAttribute("role", "option");
  return item;
}
function showMore() {
  shown += MORE;
  listHits(fold(search.value));
}

/** Goes where the entry leads: to an entity, which comes in where it was not drawn, to a document,
 * or to its part of the picture where the page does not hold its text. */
function pick({ node, document: source }) {
  const sought = seeking;
  search.value = "";
  search.blur();
  if (node) {
    if (sought) sought.then(node);
    else choose({ node });
    panel.focus({ preventScroll: true });
  } else go(readable.has(source) ? { read: readable.get(source), at: null } : { ...NO_FILTER, document: source });
}

/** Lets the search box find another entity for what is to be done with both. */
function seek(node, words, then, only = "") {
  seeking = { node, words, then, only };
  nameSearch();
  search.value = only ? node.label : "";   // people of one name come first
  search.focus();
}
const seekPath = (node) => seek(node, "pathSearch", (second) => choose({ path: [node, second] }));
function nameSearch() {
  search.placeholder = seeking ? word(seeking.words, short(seeking.node.label, 12)) : word("search");
  search.setAttribute("aria-label", search.placeholder);
}

search.addEventListener("input", find);
search.addEventListener("blur", () => {
  seeking = null;
  nameSearch();
  hits.hidden = true;
  search.setAttribute("aria-expanded", "false");
});
search.addEventListener("focus", find);
search.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const places = Math.min(found.length, shown) + (found.length > shown ? 1 : 0);
  if (event.key === "Enter" && at === shown && found[at]) showMore();
  else if (event.key === "Enter" && found[at]) pick(found[at]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = (at + (event.key === "ArrowDown" ? 1 : places - 1)) % Math.max(1, places);
    listHits(fold(search.value));
  } else if (event.key === "Escape") { search.value = ""; search.blur(); event.stopPropagation(); }
  else return;
  event.preventDefault();
});
