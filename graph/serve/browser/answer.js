// A query sent, and its answer shown as table, chart or graph, with all formats to download.
import { chart } from "./chart.js";
import { $, announce, button, make } from "./elements.js";
import { network } from "./network.js";
import { table } from "./table.js";
import { group, word } from "./words.js";

const LONGEST_ADDRESS = 6000;   // characters; a longer query is posted
const SHAPES = { table, chart, graph: network };
const ROWS = ["csv", "tsv", "json", "xml"];
const TRIPLES = ["turtle", "n-triples", "json-ld"];
const ACCEPT = "application/sparql-results+json, text/turtle";

let running = null;
export const stop = () => running?.abort();

/** The answer: { rows, names }, { yes } or { text }, with the seconds that it took. */
async function asked(query, signal) {
  const began = performance.now();
  const fields = new URLSearchParams({ query });
  const isShort = String(fields).length < LONGEST_ADDRESS;
  const answer = await fetch(isShort ? `/sparql?${fields}` : "/sparql", { signal, headers: { Accept: ACCEPT }, ...(isShort ? {} : { method: "POST", body: fields }) });
  const content = await answer.text();
  if (!answer.ok) throw new Refused(content.trim());
  const seconds = (performance.now() - began) / 1000;
  if (!answer.headers.get("content-type").includes("json")) return { text: content, seconds };
  const found = JSON.parse(content);
  if (found.boolean !== undefined) return { yes: found.boolean, seconds };
  return { names: found.head.vars, rows: found.results.bindings, seconds };
}
class Refused extends Error {}

function downloads(query, formats) {
  const links = formats.map((format) => make("a", { href: `/sparql?${new URLSearchParams({ query, format })}`, download: `tifagraph.${({ turtle: "ttl", "n-triples": "nt", "json-ld": "jsonld" })[format] ?? format}` }, format.toUpperCase()));
  return make("span", { class: "downloads" }, make("span", { class: "soft" }, word("download")), ...links);
}
async function copyLink() {
  await navigator.clipboard.writeText(location.href);
  announce(word("copied"));
}

function bar(query, found, shape, turn) {
  const seconds = found.seconds.toFixed(found.seconds < 10 ? 2 : 0);
  const count = found.rows ? word("rows", group(found.rows.length), seconds) : found.text === undefined ? "" : word("triples", group(found.text.split(/[.;,]\s*\n/).length - 1), seconds);
  const tabs = found.rows?.length ? Object.keys(SHAPES).map((name) => button(word(name), () => turn(name), { "aria-pressed": String(name === shape), class: "tab" })) : [];
  return make("div", { class: "bar" }, make("h2", {}, count), make("div", { class: "tabs", role: "group", "aria-label": word("form") }, ...tabs),
    downloads(query, found.text === undefined ? ROWS : TRIPLES), button(word("link"), copyLink, { class: "quiet" }));
}

function shown(found, shape, isQuestion) {
  if (found.yes !== undefined) return make("p", { class: "verdict" }, word(found.yes ? "yes" : "no"));
  if (found.text !== undefined) return make("pre", { tabindex: "0" }, found.text);
  if (!found.rows.length) return make("p", { class: "none" }, word(isQuestion ? "fewer" : "none"));
  return (SHAPES[shape] ?? table)(found);
}

let last = null;
/** Shows the last answer in another form, or in another language. */
export function reshape(shape) {
  if (!last) return;
  const { query, found, isQuestion, turn } = last;
  $("answer").replaceChildren(bar(query, found, shape, turn), shown(found, shape, isQuestion));
}
export function clear() {
  stop();
  last = null;
  $("answer").replaceChildren();
}
export const refuse = (message) => $("answer").replaceChildren(make("p", { class: "refused", role: "alert" }, message));

/** Asks a query; the answer takes the place of the last one. */
export async function ask(query, shape, isQuestion, turn) {
  stop();
  const mine = running = new AbortController();
  last = null;
  const waiting = make("p", { class: "soft waiting" }, word("asking"), " ", button(word("stop"), stop, { class: "quiet" }));
  $("answer").replaceChildren(waiting);
  try {
    const found = await asked(query, mine.signal);
    last = { query, found, isQuestion, turn };
    if (running === mine) reshape(shape);
  } catch (error) {
    if (running !== mine) return;
    if (error.name === "AbortError") $("answer").replaceChildren();
    else refuse(error instanceof Refused ? error.message : word("failed"));
  }
}
