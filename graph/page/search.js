// Search: a combobox over names, aliases and pinyin initials; also the far end of a path.
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const SHOWN = 8;
let found = [];
let at = 0;
let pathFrom = null;

/** However a name was typed, spaced or quoted: as `graph.characters.normal` and without blanks. */
const fold = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[\s\p{Default_Ignorable_Code_Point}“”‘’「」『』"']+/gu, "").replace(/[•‧・⋅∙]/g, "·");
const index = entities.map((node) => ({ node, names: [node.label, ...node.aliases].map(fold) }));

function rank({ node, names }, wanted) {
  if (names.includes(wanted)) return 0;
  if (names[0].startsWith(wanted)) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  if (node.initials === wanted) return 3;
  return node.initials.startsWith(wanted) ? 4 : 9;
}

function find() {
  const wanted = fold(search.value);
  const ranked = wanted ? index.map((entry) => [rank(entry, wanted), entry.node])
    .filter(([place, node]) => place < 9 && node !== pathFrom) : [];
  found = ranked.sort(([a], [b]) => a - b).slice(0, SHOWN).map(([, node]) => node);
  at = 0;
  listHits(wanted);
}

/** What tells people of one name apart: their post; else the date of an event; else the type. */
function hint(node) {
  const post = node.links.find((link) => link.relation === "holds" && link.from === node);
  return post ? post.to.label : node.facts.find(([name]) => name === "on_date")?.[1] ?? typeName(node.type);
}

function listHits(wanted) {
  const items = found.map((node, place) => {
    const item = make("li", "", glyph(node.type), make("span", "name", node.label), make("small", "", hint(node)));
    item.id = `hit${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(place === at));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(node); });
    return item;
  });
  if (wanted && !items.length) items.push(make("li", "none", word("none")));
  hits.replaceChildren(...items);
  hits.hidden = !wanted;
  search.setAttribute("aria-expanded", String(!hits.hidden));
  if (found.length) search.setAttribute("aria-activedescendant", `hit${at}`);
  else search.removeAttribute("aria-activedescendant");
}

function pick(node) {
  const from = pathFrom;
  search.value = "";
  search.blur();
  choose(from ? { path: [from, node] } : { node });
  panel.focus({ preventScroll: true });
}

function seekPath(node) {
  pathFrom = node;
  nameSearch();
  search.focus();
}
function nameSearch() {
  search.placeholder = pathFrom ? word("pathSearch", short(pathFrom.label, 12)) : word("search");
  search.setAttribute("aria-label", search.placeholder);
}

search.addEventListener("input", find);
search.addEventListener("blur", () => {
  pathFrom = null;
  nameSearch();
  hits.hidden = true;
  search.setAttribute("aria-expanded", "false");
});
search.addEventListener("focus", find);
search.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && found[at]) pick(found[at]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length);
    listHits(fold(search.value));
  } else if (event.key === "Escape") { search.value = ""; search.blur(); event.stopPropagation(); }
  else return;
  event.preventDefault();
});
