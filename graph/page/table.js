// Lists beside the picture: who chaired, held, used and said what, of all that passes the filters.
const table = document.getElementById("table");
const listButton = document.getElementById("list");
const ROWS = 100;
const linksNamed = (relation) => sieve.matching.filter((link) => link.relation === relation);
const firstLast = (uses) => span(inRows(uses));
const stated = (link) => ({ said: kept(link.sentences), weight: weighed(link.sentences, link.weight, link.uses) });

// Of each list: its columns, and its rows as {cells, said, weight}; a cell is an entity or a text.
const TABLES = {
  chaired: {
    columns: ["date", "who", "event"],
    rows: () => linksNamed("chair").map((link) => ({ cells: [dayOf(link.from), link.to, link.from], ...stated(link) })),
  },
  held: {
    columns: ["who", "post", "told", "firstSeen", "lastSeen"],
    rows: () => [...sieve.matches].filter((node) => node.type === "Person").flatMap((node) => career(node).filter((one) => one.weight)
      .map(({ post, tenures, first, last, said, weight }) => ({ cells: [node, post, tenures.map(tenureWords).join("；"), first, last], said, weight }))),
  },
  used: {
    columns: ["who", "slogan", "firstSeen", "lastSeen"],
    rows: () => linksNamed("invokes").map((link) => ({ cells: [link.from, link.to, ...firstLast(link.uses)], ...stated(link) })),
  },
  said: {
    columns: ["date", "who", "order", "demand"],
    rows: () => [...sieve.matches].flatMap((node) => node.facts.filter((fact) => fact[0] === "directive" && factPasses(fact))
      .map(([, value, order, said, weight]) => ({ cells: [said.length ? data.documents[sentences[said[0]].source][1] : "", node, order, value], said, weight }))),
  },
};
const sorting = { chaired: [0, -1], held: [0, 1], used: [3, -1], said: [0, -1] };
let rowsShown = ROWS;

const cellText = (cell) => (typeof cell === "object" ? cell.label : String(cell ?? ""));
/** The rows of a list in the order asked for; those alike by what stands before it in the row. */
function sortedRows(name) {
  const [column, way] = sorting[name];
  const collator = new Intl.Collator("zh", { numeric: true });
  const value = (one, place) => (place === one.cells.length ? one.weight : cellText(one.cells[place]));
  const compare = (a, b, place) => collator.compare(value(a, place), value(b, place));
  return TABLES[name].rows().sort((a, b) => way * compare(a, b, column) || compare(a, b, 0) || compare(a, b, 1) || compare(a, b, 2));
}

function headCell(name, column, place) {
  const [at, way] = sorting[name];
  const cell = make("th", "", button("", word("column", column), () => {
    sorting[name] = [place, place === at ? -way : 1];
    fillTable();
  }));
  cell.scope = "col";
  cell.setAttribute("aria-sort", place !== at ? "none" : way > 0 ? "ascending" : "descending");
  return cell;
}

function tableRow({ cells, said, weight }) {
  const told = cells.map((cell) => (typeof cell === "object"
    ? make("td", "", make("div", "cell", glyph(cell.type), button("name", cell.label, () => choose({ node: cell })))) : make("td", typeof cell === "string" && /^\d{4}/.test(cell) ? "when" : "", cellText(cell))));
  const number = make("td", "number", group(weight));
  const cite = button("quote", word("quote"), () => copy(said.map(citation).join("\n")));
  return make("tr", "", ...told, number, make("td", "", said.length ? cite : null));
}

function csv(name) {
  const safe = (text) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);   // a spreadsheet would reckon it
  const line = (cells) => cells.map((cell) => `"${safe(cellText(cell)).replaceAll('"', '""')}"`).join(",");
  const titles = [...TABLES[name].columns, "times", "citation"].map((column) => word("column", column));
  return "\ufeff" + [line(titles), ...sortedRows(name).map(({ cells, said, weight }) => line([...cells, weight, said.slice(0, 1).map(citation).join("")]))].join("\r\n") + "\r\n";
}

function tableBar(name, number) {
  const tabs = Object.keys(TABLES).map((one) => {
    const tab = button("tab", word("table", one), () => go({ table: one }));
    tab.setAttribute("aria-pressed", String(one === name));
    return tab;
  });
  const leave = button("turn", "×", () => go({ table: null }));
  leave.setAttribute("aria-label", word("close"));
  return make("div", "bar", ...tabs, make("small", "", word("rows", number)),
    button("leave", "CSV", () => download(fileName("csv", word("table", name)), addressOf("text/csv", csv(name)))), leave);
}

let lastList = null;
function fillTable() {
  const name = state.table;
  table.hidden = !name || state.read !== null;
  listButton.setAttribute("aria-expanded", String(!table.hidden));
  listButton.classList.toggle("on", !table.hidden);
  if (table.hidden) { table.replaceChildren(); lastList = null; return; }
  if (lastList !== name) rowsShown = ROWS;
  const same = lastList === name;
  lastList = name;
  const top = same ? table.querySelector(".rows")?.scrollTop ?? 0 : 0;
  const rows = sortedRows(name);
  const columns = [...TABLES[name].columns, "times"];
  const body = make("tbody", "", ...rows.slice(0, rowsShown).map(tableRow));
  const head = make("tr", "", ...columns.map((column, place) => headCell(name, column, place)), make("td", ""));
  const box = make("div", "rows", make("table", "", make("thead", "", head), body));
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", word("table", name));
  if (!rows.length) box.append(make("p", "rest", word("emptied")));
  if (rows.length > rowsShown) {
    box.append(button("rest", word("more", rows.length - rowsShown), () => { rowsShown += 4 * ROWS; fillTable(); }));
  }
  replaceKeepingFocus(table, tableBar(name, rows.length), box);
  table.setAttribute("aria-label", word("list"));
  box.scrollTop = top;
}
listButton.addEventListener("click", () => go({ table: state.table ? null : "chaired" }));
