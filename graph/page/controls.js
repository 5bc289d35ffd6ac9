// Heading, legend and filters: what holds for the whole picture, and the words for it.
const legend = document.getElementById("legend");
const filters = document.getElementById("filters");
const sieveButton = document.getElementById("sieve");
const flip = (list, item) => (list.includes(item) ? list.filter((one) => one !== item) : [...list, item]);

function speak() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = data.title[state.language];
  document.querySelector("h1").textContent = data.title[state.language];
  const empty = document.getElementById("empty");
  empty.hidden = sieve.nodes.size > 0;
  empty.textContent = word(entities.length ? "emptied" : "empty");
  document.getElementById("holds").textContent = holdings().split(" · ").map((part) => part.replaceAll(" ", "\u00a0")).join(" · ");
  for (const id of ["fit", "picture", "language", "sieve", "read", "list"]) document.getElementById(id).textContent = word(id);
  container.setAttribute("aria-label", word("graph"));
  const reading = document.getElementById("read");
  reading.hidden = !data.texts.length && !data.textsLeftOut;
  reading.disabled = !data.texts.length;
  reading.title = data.texts.length ? "" : word("noTexts");
  fillLegend();
  fillFilters();
}

/** What the page holds or, filtered, what of it passes. */
function holdings() {
  if (!filtered()) return word("holds", data.holds, sieve.told.size);
  return word("passing", data.holds, sourceFiltered() ? documentsIn(sieve.rows) : data.holds.documents, sieve);
}

function fillLegend() {
  const items = TYPES.filter((type) => data.holds.byType[type]).map((type) => {
    const on = !state.off.includes(type);
    const item = button("", "", () => {
      const gone = on && state.node?.type === type;
      go({ off: flip(state.off, type), ...(gone ? { node: null } : {}) });
    });
    const passing = filtered() && on ? [...sieve.matches].filter((node) => node.type === type).length : data.holds.byType[type];
    item.append(glyph(type), typeName(type), make("small", "", group(passing)));
    item.title = word("hide", passing, data.holds.byType[type]);
    item.dataset.type = type;
    item.setAttribute("aria-pressed", String(on));
    return item;
  });
  replaceKeepingFocus(legend, ...items, make("div", "note", ...noteParts()));
}

function noteParts() {
  const some = sieve.matches.size > sieve.told.size || state.most;
  if (!filtered() && !some) return [word("note")];
  return [word(filtered() ? "passed" : "part", sieve.told.size, sieve.matches.size), some ? howMany() : null,
    filtered() ? button("clear", word("clear"), clearFilters) : null].filter(Boolean);
}

/** The slider for how many of those that match are drawn. */
function howMany() {
  const slider = make("input");
  slider.type = "range";
  slider.min = Math.min(50, sieve.matches.size);
  slider.max = Math.min(MOST_DRAWN, sieve.matches.size);
  slider.step = 10;
  slider.value = sieve.told.size;
  slider.setAttribute("aria-label", word("howMany"));
  slider.addEventListener("change", () => go({ most: Number(slider.value) === AT_FIRST ? 0 : Number(slider.value) }));
  return slider;
}

const NO_FILTER = { off: [], without: [], since: "", until: "", undated: false, place: null, kind: null, document: null };
const clearFilters = () => go(NO_FILTER);

/** New contents, with the focus where it was: on the element of the same place in the order. */
function replaceKeepingFocus(box, ...children) {
  const focusable = () => [...box.querySelectorAll("button, input, select")];
  const place = focusable().indexOf(document.activeElement);
  box.replaceChildren(...children.filter(Boolean));
  if (place >= 0) focusable()[place]?.focus({ preventScroll: true });
}

/** Every relation, with how many of it pass the other filters, drawn or not. */
function relationChoices() {
  const number = new Map(links.map((link) => [link.relation, 0]));
  const there = new Set(pool);
  for (const link of links) {
    const seen = [link.from, link.to].every((node) => there.has(node) && !state.off.includes(node.type));
    if (seen && said(link.uses, sieve.rows)) number.set(link.relation, number.get(link.relation) + 1);
  }
  return RELATIONS.filter((name) => number.has(name)).map((name) => {
    const box = make("input");
    box.type = "checkbox";
    box.checked = !state.without.includes(name);
    box.dataset.relation = name;
    box.addEventListener("change", () => go({ without: flip(state.without, name) }));
    return make("label", "choice", box, capital(relationName(name, true)), make("small", "", group(number.get(name))));
  });
}

function dateField(name, pad) {
  const field = make("input");
  field.type = "date";
  field.value = state[name] ? pad(state[name]) : "";
  [field.min, field.max] = [data.holds.first, data.holds.last];
  field.dataset.date = name;
  field.addEventListener("change", () => go({ [name]: field.value }));
  return make("label", "field", word(name), field);
}
const firstDay = (day) => (day + "-01-01").slice(0, 10);
function lastDay(day) {
  if (day.length === 10) return day;
  const [year, month = 12] = day.split("-").map(Number);
  return `${year}-${String(month).padStart(2, "0")}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

const MOST_CHOICES = 2500;   // documents in a list to choose one from; of more, one is found by its title
function choiceField(name, any, labels) {
  const field = make("select");
  field.dataset.choice = name;
  field.append(new Option(any, ""), ...labels.map((label, place) => [label, place]).filter(([label]) => label)
    .map(([label, place]) => new Option(short(label, 40), place)));
  field.value = state[name] ?? "";
  field.addEventListener("change", () => go({ [name]: field.value === "" ? null : Number(field.value) }));
  return make("label", "field", word(name), field);
}

/** Names with how many documents are theirs; of a row of sources, the numbers of those it counts for. */
function withNumbers(names, of) {
  const number = names.map(() => 0);
  for (const row of data.sources) for (const place of of(row)) number[place] += row[2];
  return names.map((name, place) => `${name}（${number[place]}）`);
}

function fillFilters() {
  const whole = button("", word("all"), () => go({ without: [] }));
  const none = button("", word("nothing"), () => go({ without: [...new Set(links.map((link) => link.relation))] }));
  const documents = data.pooled || data.documents.length > MOST_CHOICES ? [] : data.documents.map(([title, issued]) => `${issued} ${title || word("untitled")}`.trim());
  replaceKeepingFocus(filters,
    make("fieldset", "", make("legend", "", word("relations"), make("span", "both", whole, none)), make("div", "choices", ...relationChoices())),
    make("div", "fields",
      data.holds.first ? dateField("since", firstDay) : null, data.holds.first ? dateField("until", lastDay) : null,
      data.places.length ? choiceField("place", word("anywhere"), withNumbers(data.places, (row) => row[1])) : null,
      data.documentKinds.length > 1 ? choiceField("kind", word("anyKind"), withNumbers(
        data.documentKinds.map((kind) => kind[state.language]), (row) => (row[3] === null ? [] : [row[3]]))) : null,
      documents.length > 1 ? choiceField("document", word("anyDocument"), documents) : null),
    undatedNote(),
    make("p", "passed", word("passed", sieve.told.size, sieve.matches.size),
      filtered() ? button("clear", word("clear"), clearFilters) : null));
  sieveButton.classList.toggle("on", filtered());
}

const MOST_NAMED = 6;
/** Documents without a date: how many, which, and whether they count within a period. */
function undatedNote() {
  const rows = undatedRows();
  if (!rows.length || !(state.since || state.until)) return null;
  const box = make("input");
  box.type = "checkbox";
  box.checked = state.undated;
  box.addEventListener("change", () => go({ undated: !state.undated }));
  const names = data.pooled ? [] : rows.slice(0, MOST_NAMED).map((row) => `《${short(data.documents[row][0] || word("untitled"), 24)}》`);
  const number = documentsIn(rows);
  return make("div", "undated", make("label", "choice", box, word("undated", number)),
    names.length ? make("p", "", names.join("、") + (number > names.length ? "……" : "")) : null);
}

function showFilters(on) {
  filters.hidden = !on;
  sieveButton.setAttribute("aria-expanded", String(on));
  if (on) filters.querySelector("input, select")?.focus();
}
sieveButton.addEventListener("click", () => showFilters(filters.hidden));
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  showFilters(false);
  sieveButton.focus();
});
document.addEventListener("pointerdown", (event) => {
  if (!filters.hidden && !filters.contains(event.target) && event.target !== sieveButton) showFilters(false);
});
