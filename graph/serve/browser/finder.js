// Search over all names and sentences: suggestions below the field, all results in the page.
import { $, make } from "./elements.js";
import { go } from "./state.js";
import { combobox, dot, option, search, typeName } from "./suggest.js";
import { word } from "./words.js";

const SHOWN = 8;
const LONGEST = 60;   // characters of a sentence in a suggestion

export function name() {
  $("find").placeholder = word("find");
  $("find").setAttribute("aria-label", word("find"));
}

/** The text with the sought words marked, from shortly before the first where it is cut. */
function marked(text, words, longest = Infinity) {
  const first = Math.min(...words.map((one) => text.indexOf(one)).filter((place) => place >= 0), text.length);
  const begin = text.length > longest ? Math.max(0, Math.min(first - 12, text.length - longest)) : 0;
  const shown = text.slice(begin, begin + longest);
  const parts = words.length ? shown.split(new RegExp(`(${words.map((one) => RegExp.escape?.(one) ?? one.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")})`, "u")) : [shown];
  const told = parts.map((part) => (words.includes(part) ? make("mark", {}, part) : part));
  return [begin ? "…" : "", ...told, begin + longest < text.length ? "…" : ""].filter((part) => part !== "");
}

function sentenceOption(one, words) {
  return make("li", { role: "option" }, make("span", { class: "said" }, ...marked(one.text, words, LONGEST)), make("small", {}, one.date || one.document));
}

combobox($("find"), $("hits"), {
  find: async (typed) => {
    const found = await search(typed);
    const names = found.names.slice(0, SHOWN).map((hit) => ({ hit, item: option(hit) }));
    const sentences = found.sentences.slice(0, SHOWN - Math.min(5, names.length)).map((hit) => ({ hit, item: sentenceOption(hit, found.words) }));
    const all = { hit: null, item: make("li", { role: "option", class: names.length + sentences.length ? "further" : "soft" }, names.length + sentences.length ? word("all") : word("nothing", typed)) };
    return [...names, ...sentences, all];
  },
  pick: (hit) => { if (hit) location.assign(hit.path); else all(); },
  enter: () => all(),
});
function all() {
  const typed = $("find").value.trim();
  $("find").blur();
  if (typed) go({ find: typed });
}

/** All results of a search. */
export async function results(typed) {
  $("find").value = typed;
  const found = await search(typed);
  if (!found.names.length && !found.sentences.length) return [make("p", { class: "none" }, word("nothing", typed))];
  const names = found.names.map((hit) => make("li", {}, dot(hit.type), make("a", { href: hit.path }, hit.name),
    make("small", {}, [typeName(hit.type), hit.also && `${word("also")} ${hit.also}`, hit.hint].filter(Boolean).join(" · "))));
  const sentences = found.sentences.map((one) => make("li", {}, make("blockquote", {}, ...marked(one.text, found.words)),
    make("footer", {}, make("a", { href: one.path }, one.document), one.date ? ` ${one.date}` : "")));
  return [
    ...(names.length ? [make("h2", {}, word("names")), make("ul", { class: "names" }, ...names)] : []),
    ...(sentences.length ? [make("h2", {}, word("sentences")), make("ul", { class: "sentences" }, ...sentences)] : []),
    found.more ? make("p", { class: "soft" }, word("moreSentences")) : "",
  ];
}
