// State lives in the URL's fragment: every change goes there and comes back from there, so that
// back, forward, reload and a shared link are the same thing.
function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const wanted = byKey.get(given.get("node"));
  state.node = wanted?.id ?? null;
  state.edge = byEdge.has(given.get("edge")) ? given.get("edge") : null;
  state.off = new Set((given.get("off") ?? "").split(",").filter((type) => Object.hasOwn(data.story.types, type)));
  state.language = Object.hasOwn(WORDS, given.get("lang")) ? given.get("lang") : data.story.language;
}

/** The fragment of a state: what is chosen is as told, filter and language stay unless told. */
function hashOf({ node = null, edge = null, off = state.off, language = state.language }) {
  const wanted = new URLSearchParams();
  if (node) wanted.set("node", byNode.get(node).key);
  if (edge) wanted.set("edge", edge);
  if (off.size) wanted.set("off", [...off].join(","));
  if (language !== data.story.language) wanted.set("lang", language);
  return `#${wanted.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}`;
}

function go(change) {
  const hash = hashOf(change);
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  if (hash === "#") history.pushState(null, "", location.pathname + location.search);
  else history.pushState(null, "", hash);
  apply();
}
const keep = (change) => go({ node: state.node, edge: state.edge, ...change });

function apply() {
  const before = { node: state.node, edge: state.edge };
  readState();
  const node = byNode.get(state.node);
  if (node && state.off.has(node.type)) state.off.delete(node.type);
  speak();
  fillPanel();
  repaint();
  const moved = state.node !== before.node || state.edge !== before.edge;
  if (moved && (state.node || state.edge)) showChosen(true);
}

function speak() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.getElementById("holds").textContent = word("holds", data.story.holds)
    .split(" · ").map((part) => part.replaceAll(" ", "\u00a0")).join(" · ");
  for (const id of ["fit", "picture", "language"]) document.getElementById(id).textContent = word(id);
  search.placeholder = word("search");
  search.setAttribute("aria-label", word("search"));
  container.setAttribute("aria-label", word("graph"));
  container.setAttribute("role", "img");
  document.getElementById("legend").replaceChildren(
    ...Object.keys(data.story.types).filter((type) => data.story.holds.byType[type]).map((type) => {
      const on = !state.off.has(type);
      const item = button("", "", () => {
        const off = new Set(state.off);
        if (on) off.add(type); else off.delete(type);
        const chosen = byNode.get(state.node);
        keep(chosen?.type === type && on ? { off, node: null } : { off });
      });
      item.append(glyph(type), typeName(type), make("small", "", group(data.story.holds.byType[type])));
      item.title = word("hide");
      item.dataset.type = type;
      item.setAttribute("aria-pressed", String(on));
      return item;
    }),
    make("span", "note", word("note")));
}

// --- search: a combobox over names, aliases and pinyin initials ---
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const SHOWN = 8;
let found = [];
let at = 0;

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const index = data.nodes.map((node) => ({ node, names: [node.label, ...node.aliases].map(fold) }));

function rank({ node, names }, wanted) {
  if (names.includes(wanted)) return 0;
  if (names[0].startsWith(wanted)) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  if (node.initials === wanted) return 3;
  return node.initials.startsWith(wanted) ? 4 : 9;
}

function find() {
  const wanted = fold(search.value);
  const ranked = wanted ? index.map((entry) => [rank(entry, wanted), entry.node]).filter(([r]) => r < 9) : [];
  found = ranked.sort(([a], [b]) => a - b).slice(0, SHOWN).map(([, node]) => node);
  at = 0;
  listHits(wanted);
}

/** What tells people of one name apart: their post; else the date of an event; else the type. */
function hint(node) {
  const post = data.edges.find((edge) => edge.relation === "holds" && edge.from === node.id);
  return post ? byNode.get(post.to).label : node.facts.find(([name]) => name === "on_date")?.[1] ?? typeName(node.type);
}

function listHits(wanted) {
  const items = found.map((node, place) => {
    const item = make("li", "", glyph(node.type), make("span", "name", node.label), make("small", "", hint(node)));
    item.id = `hit${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(place === at));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(node); });
    return item;
  });
  if (wanted && !items.length) items.push(make("li", "none", word("none")));
  hits.replaceChildren(...items);
  hits.hidden = !wanted;
  search.setAttribute("aria-expanded", String(!hits.hidden));
  if (found.length) search.setAttribute("aria-activedescendant", `hit${at}`);
  else search.removeAttribute("aria-activedescendant");
}

function choose(node) {
  search.value = "";
  find();
  search.blur();
  go({ node: node.id });
  panel.focus({ preventScroll: true });
}

search.addEventListener("input", find);
search.addEventListener("blur", () => { hits.hidden = true; search.setAttribute("aria-expanded", "false"); });
search.addEventListener("focus", find);
search.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && found[at]) choose(found[at]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length);
    listHits(fold(search.value));
  } else if (event.key === "Escape") { search.value = ""; search.blur(); event.stopPropagation(); }
  else return;
  event.preventDefault();
});

// --- pointer, keyboard, buttons ---
const tip = document.getElementById("tip");
function showTip(event, ...content) {
  tip.replaceChildren(...content);
  tip.hidden = false;
  const { x, y } = event.pointer.DOM;
  tip.style.left = `${Math.max(8, Math.min(x + 14, container.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(0, y + 18 + tip.offsetHeight > container.clientHeight ? y - tip.offsetHeight - 12 : y + 18)}px`;
}
function hideTip() { tip.hidden = true; hovered = null; }

network.on("hoverNode", (event) => {
  const node = byNode.get(event.node);
  hovered = node.id;
  container.style.cursor = "pointer";
  showTip(event, short(node.label, 60), make("small", "", `　${typeName(node.type)} · ${word("counts", node)}`));
});
network.on("hoverEdge", (event) => {
  const edge = byEdge.get(event.edge);
  container.style.cursor = "pointer";
  const [from, to] = [edge.from, edge.to].map((id) => short(byNode.get(id).label, 40));
  showTip(event, `${from} — ${relationName(edge.relation, true)} → ${to}`,
    make("small", "", `　${word("times", edge.weight)}`));
});
for (const name of ["blurNode", "blurEdge"]) network.on(name, () => { hideTip(); container.style.cursor = ""; });
for (const name of ["dragStart", "zoom"]) network.on(name, hideTip);
network.on("click", ({ pointer: { DOM: spot } }) => {
  const node = nodeAt(spot);
  go(node ? { node } : { edge: network.getEdgeAt(spot) ?? null });
});
network.on("resize", () => { if (!state.node && !state.edge) showAll(false); });

document.getElementById("fit").addEventListener("click", () => showAll(true));
document.getElementById("picture").addEventListener("click", savePicture);
document.getElementById("language").addEventListener("click", () => keep({ language: state.language === "zh" ? "en" : "zh" }));
addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
  else if (event.key === "Escape" && !typing) go({});
});
addEventListener("popstate", apply);

readState();
if (!location.hash && data.story.focus.length) {
  history.replaceState(null, "", hashOf({ node: data.story.focus[0] }));
  readState();
}
speak();
fillPanel();
paint();
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); });
if (state.node || state.edge) showChosen(false);
else showAll(false);
