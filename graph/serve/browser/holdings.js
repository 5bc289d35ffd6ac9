// What a graph holds, for who comes first: how many things of each type, each a question by itself.
import { make } from "./elements.js";
import { known } from "./graph.js";
import { hashOf } from "./state.js";
import { dot } from "./suggest.js";
import { group, language } from "./words.js";

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const DOCUMENTS = { name: "Document", zh: "文献", en: "document" };
const types = () => known.types.filter(({ name }) => name !== "Tenure" && name !== "Directive");
const COUNTS = (names) => `SELECT ?type (COUNT(?one) AS ?count) {
  VALUES ?type { ${names.map((name) => `tg:${name}`).join(" ")} } ?one a ?type
} GROUP BY ?type`;
const ALL = (type) => `SELECT ?${type.toLowerCase()} (COUNT(DISTINCT ?in) AS ?sentences) {
  ?one a tg:${type} ; rdfs:label ?${type.toLowerCase()} .
  OPTIONAL { ?mention itsrdf:taIdentRef ?one ; nif:sentence ?in }
} GROUP BY ?one ?${type.toLowerCase()} ORDER BY DESC(?sentences) ?${type.toLowerCase()}`;

/** Links with the counts; nothing where the server gives none. */
export async function holdings() {
  const all = [DOCUMENTS, ...types()];
  const answer = await fetch(`/sparql?${new URLSearchParams({ query: COUNTS(all.map(({ name }) => name)), format: "json" })}`);
  if (!answer.ok) return "";
  const counts = new Map((await answer.json()).results.bindings.map(({ type, count }) => [type?.value.split("#")[1], Number(count.value)]));
  const links = all.filter(({ name }) => counts.get(name)).map((type) => make("li", {}, make("a", { href: hashOf(type === DOCUMENTS ? { question: "documents" } : { query: ALL(type.name) }) },
    dot(type.name), capital(type[language]), " ", make("b", {}, group(counts.get(type.name))))));
  return make("ul", { class: "holdings" }, ...links);
}
