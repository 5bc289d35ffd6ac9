// Rows as bars or a line: a number, or the count of rows, by one column; drawn as SVG.
import { $, make, svg } from "./elements.js";
import { column, isDate } from "./graph.js";
import { isNumeric, shown } from "./table.js";
import { group, word } from "./words.js";

const BARS = 40;
const [BAR, GAP, HIGH] = [22, 8, 320];
const EDGE = 36;   // around the drawing
let wide = 0;
const collator = new Intl.Collator("zh", { numeric: true });
const chosen = {};   // what was chosen for columns of these names

const all = (rows, name, test) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || test(row[name]));
/** Whether a column is one of time; a day without a year, --08-30, is none to draw. */
const isTime = (rows, name) => rows.some((row) => isDate(row[name])) && all(rows, name, (term) => isDate(term) || term.value.startsWith("--"));

/** What a column's values are gathered by: days by month, over many years by year; else themselves. */
function keys(rows, name) {
  if (!isTime(rows, name)) return (term) => (term ? shown(term) : word("empty"));
  const years = new Set(rows.filter((row) => isDate(row[name])).map((row) => row[name].value.slice(0, 4)));
  const length = years.size > 4 ? 4 : 7;
  return (term) => (isDate(term) ? term.value.slice(0, length) : null);
}

/** [label, value] of each key; numbers are added up, rows counted. */
function gathered(rows, by, value) {
  const key = keys(rows, by);
  const sums = new Map();
  for (const row of rows) {
    const at = key(row[by]);
    if (at !== null) sums.set(at, (sums.get(at) ?? 0) + (value ? Number(row[value]?.value ?? 0) : 1));
  }
  return [...sums];
}

/** A round number at or above the greatest value. */
function ceiling(most) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 4, 5, 10].map((step) => step * unit).find((top) => top >= most);
}

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

function bars(points) {
  const longest = wide < 500 ? 11 : 18;   // characters of a label
  const most = Math.max(...points.map(([, value]) => value), 0);
  const labels = Math.min(260, 14 + Math.max(...points.map(([label]) => widthOf(cut(label, longest)))));
  const scale = (wide - labels - 70) / (most || 1);
  const drawn = points.map(([label, value], place) => {
    const y = place * (BAR + GAP) + 4;
    const bar = svg("rect", { x: labels, y, width: Math.max(1, value * scale), height: BAR, rx: 3, class: "bar" });
    bar.append(svg("title", {}, `${label}: ${group(value)}`));
    return svg("g", {},
      svg("text", { x: labels - 8, y: y + BAR / 2, class: "end" }, cut(label, longest)), bar,
      svg("text", { x: labels + value * scale + 6, y: y + BAR / 2, class: "value" }, group(value)));
  });
  return picture(points.length * (BAR + GAP) + 8, drawn);
}
const widthOf = (text) => [...text].reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 7 : 13), 0);

function line(points) {
  const top = ceiling(Math.max(...points.map(([, value]) => value)));
  const x = (place) => 46 + (points.length > 1 ? place * (wide - 70) / (points.length - 1) : (wide - 70) / 2);
  const y = (value) => HIGH - 34 - (value / top) * (HIGH - 54);
  const grid = [0, .25, .5, .75, 1].map((part) => part * top).filter((value) => Number.isInteger(value) || top < 4).map((value) => svg("g", {},
    svg("line", { x1: 40, x2: wide - 14, y1: y(value), y2: y(value), class: "grid" }), svg("text", { x: 34, y: y(value), class: "end" }, group(value))));
  const every = Math.ceil(points.length * 66 / wide);
  const dates = points.map(([label], place) => (place % every ? "" : svg("text", { x: x(place), y: HIGH - 12, class: "middle" }, label)));
  const path = svg("path", { d: points.map(([, value], place) => `${place ? "L" : "M"}${x(place)} ${y(value)}`).join(""), class: "line" });
  const dots = points.map(([label, value], place) => {
    const dot = svg("circle", { cx: x(place), cy: y(value), r: 4, class: "bar" });
    dot.append(svg("title", {}, `${label}: ${group(value)}`));
    return dot;
  });
  return picture(HIGH, [...grid, path, ...dots, ...dates]);
}

function picture(high, content) {
  return svg("svg", { viewBox: `0 0 ${wide} ${high}`, class: "chart", role: "img" }, ...content);
}

function select(label, options, value, act) {
  const field = make("select", { onchange: (event) => act(event.target.value) },
    ...options.map(([name, told]) => make("option", { value: name, selected: name === value }, told)));
  return make("label", {}, label, " ", field);
}

export function chart({ names, rows }) {
  const numbers = names.filter((name) => isNumeric(rows, name));
  const others = names.filter((name) => !numbers.includes(name) && rows.some((row) => row[name]));
  if (!others.length || !rows.length) return make("p", { class: "none" }, word("noChart"));
  const key = names.join(" ");
  const choice = chosen[key] ??= { by: others.find((name) => numbers.length === 0 && isTime(rows, name)) ?? others[0], value: numbers[0] ?? "", form: "" };
  const box = make("div", { class: "charted" });
  const fill = () => {
    const { by, value } = choice;
    wide = Math.max(300, Math.min(960, $("answer").clientWidth - EDGE));
    const form = choice.form || (isTime(rows, by) ? "line" : "bars");
    const points = gathered(rows, by, value);
    points.sort(isTime(rows, by) ? ([a], [b]) => collator.compare(a, b) : ([, a], [, b]) => b - a);
    const drawn = form === "line" ? line(points) : bars(points.slice(0, BARS));
    drawn.setAttribute("aria-label", word("of", value ? column(value) : word("count"), column(by)));
    const pick = (name) => (chosenOne) => { choice[name] = chosenOne; fill(); box.querySelector(`[data-name=${name}] select`).focus(); };
    const named = (list) => list.map((name) => [name, column(name)]);
    const fields = [
      ["value", select(word("sum"), [["", word("count")], ...named(numbers)], value, pick("value"))],
      ["by", select(word("each"), named(others), by, pick("by"))],
      ["form", select(word("form"), [["bars", word("bars")], ["line", word("line")]], form, pick("form"))],
    ].map(([name, field]) => { field.dataset.name = name; return field; });
    box.replaceChildren(make("div", { class: "choices" }, ...fields), drawn);
    const undated = isTime(rows, by) ? rows.filter((row) => !isDate(row[by])).length : 0;
    if (undated) box.append(make("p", { class: "soft" }, word("undated", group(undated))));
    if (form === "bars" && points.length > BARS) box.append(make("p", { class: "soft" }, word("others", BARS)));
  };
  fill();
  return box;
}
