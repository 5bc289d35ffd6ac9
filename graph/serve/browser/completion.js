// What the editor completes: our terms, by their short form or by their label in either language,
// the keywords of SPARQL, the variables of the query, prefixes.
import { known } from "./graph.js";
import { language } from "./words.js";

const KEYWORDS = (
  "SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION MINUS VALUES BIND GRAPH EXISTS NOT GROUP HAVING ORDER BY ASC DESC LIMIT OFFSET AS IN "
  + "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG DATATYPE BOUND COALESCE IF IRI REGEX REPLACE CONTAINS STRSTARTS STRENDS STRLEN SUBSTR CONCAT "
  + "YEAR MONTH DAY ROUND ABS LCASE UCASE isIRI isLITERAL"
).split(" ").map((label) => ({ label, type: "keyword", boost: -1 }));

const options = () => known.terms.map((term) => ({
  label: term.curie,
  displayLabel: term.curie,
  detail: term[language] === term.curie ? "" : term[language],
  info: term[`${language}Told`] || undefined,
  type: term.kind,
}));
/** Terms under their Chinese labels: 任职 completes to org:holds. */
const byLabel = () => known.terms.filter((term) => term.zh !== term.curie)
  .map((term) => ({ label: term.zh, detail: term.curie, apply: term.curie, info: term[`${language}Told`] || undefined }));

export function complete(context) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const used = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
    used.delete(variable.text);
    return { from: variable.from, options: [...used].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  const han = context.matchBefore(/\p{Script=Han}+/u);
  if (han) return { from: han.from, options: byLabel(), validFor: /^\p{Script=Han}*$/u };
  const term = context.matchBefore(/[\w-]*:?[\w-]*/);
  if (!term || (term.from === term.to && !context.explicit)) return null;
  const bare = options().map((one) => ({ ...one, boost: term.text.includes(":") ? 1 : 0 }));
  const prefixes = Object.keys(known.prefixes).map((name) => ({ label: `${name}:`, type: "namespace", detail: known.prefixes[name], boost: -2 }));
  return { from: term.from, options: [...bare, ...KEYWORDS, ...prefixes], validFor: /^[\w-]*:?[\w-]*$/ };
}
