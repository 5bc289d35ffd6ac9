// The graph as the server knows it: how its IRIs are shown, and where they lead.

import { language } from "./words.js";

export const known = await (await fetch("/vocabulary")).json();

const LONGEST_NAME = 60;   // a longer text in Chinese is no name
const WEB = /^https?:\/\//;

/** An IRI as people read it: person/周岚, tg:Person. */
export function short(iri) {
  if (iri.startsWith(known.base)) return decode(iri.slice(known.base.length));
  for (const [prefix, namespace] of Object.entries(known.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return decode(iri);
}
function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** Where a term of an answer leads, null for a plain value. */
export function leads(term, name) {
  if (term.type === "uri") {
    if (term.value.startsWith(known.base)) return `/id/${term.value.slice(known.base.length)}`;
    return WEB.test(term.value) ? term.value : null;
  }
  if (name === "document") return `/id/document/${term.value.split("/").map(encodeURIComponent).join("/")}`;
  return isName(term) ? `/name/${encodeURIComponent(term.value)}` : null;
}
/** Whether a term names an entity: labels are the only texts of the graph with a language. */
export const isName = (term) => term.type === "literal" && Boolean(term["xml:lang"]) && term.value.length <= LONGEST_NAME;
export const isEntity = (term) => term.type === "uri" && term.value.startsWith(known.base) && !term.value.includes("#");
export const isNumber = (term) => /#(integer|decimal|double|float|int|nonNegativeInteger)$/.test(term?.datatype ?? "");
export const isDate = (term) => term?.type === "literal" && /^\d{4}(-\d\d){0,2}$/.test(term.value) && !isNumber(term);
/** What a column is called. */
export const column = (name) => (language === "zh" && known.columns[name.toLowerCase()]) || name.replaceAll("_", " ");
