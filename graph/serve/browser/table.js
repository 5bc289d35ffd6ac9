// Rows as a table that sorts by any column.
import { button, make } from "./elements.js";
import { column, isNumber, leads, short } from "./graph.js";
import { group, word } from "./words.js";

const ROWS = 200;   // shown at first, and so many more each time
/** Whether a column has numbers and nothing else. */
export const isNumeric = (rows, name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || isNumber(row[name]));

const collator = new Intl.Collator("zh", { numeric: true });

export const shown = (term) => (term === undefined ? "" : term.type === "uri" ? short(term.value) : term.type === "bnode" ? `_:${term.value}` : term.value);

function compare(one, other) {
  if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
  if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
  return collator.compare(shown(one), shown(other));
}

function cell(term, name, numeric) {
  if (term === undefined) return make("td", { class: "brief" });
  const where = leads(term, name);
  const text = shown(term);
  const away = where && !where.startsWith("/");
  return make("td", { class: numeric ? "number" : text.length > 24 ? "long" : text.length < 13 ? "brief" : "" },
    where ? make("a", { href: where, rel: away ? "noreferrer" : null }, text) : text);
}

export function table({ names, rows }) {
  const box = make("div", { class: "rows", tabindex: "0", role: "region", "aria-label": word("results") });
  let [by, way] = [-1, 1];
  let most = ROWS;
  const numeric = new Set(names.filter((name) => isNumeric(rows, name)));
  const fill = () => {
    const sorted = by < 0 ? rows : [...rows].sort((one, other) => {
      const [a, b] = [one[names[by]], other[names[by]]];
      return a === undefined || b === undefined ? compare(a, b) : way * compare(a, b);   // what is lacking comes last
    });
    const head = names.map((name, place) => make("th", { scope: "col", class: numeric.has(name) ? "number" : "", "aria-sort": place !== by ? "none" : way > 0 ? "ascending" : "descending" },
      button(column(name), () => { way = place === by ? -way : 1; by = place; fill(); box.querySelectorAll("th button")[place].focus(); }, { title: `?${name}` })));
    const body = sorted.slice(0, most).map((row) => make("tr", {}, ...names.map((name) => cell(row[name], name, numeric.has(name)))));
    box.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
    if (rows.length > most) {
      box.append(make("p", { class: "soft" }, word("cut", group(most), group(rows.length)), " ", button(word("more"), () => { most += 4 * ROWS; fill(); }, { class: "quiet" })));
    }
  };
  fill();
  return box;
}
