// A field with suggestions below it: what in the graph is called like what is typed.
import { make } from "./elements.js";
import { known } from "./graph.js";
import { language, word } from "./words.js";

const WAIT = 180;   // milliseconds that typing pauses before the server is asked
const SHOWN = 8;

export async function search(typed, type = "") {
  const answer = await fetch(`/search?${new URLSearchParams({ q: typed, type })}`);
  return answer.ok ? answer.json() : { names: [], sentences: [], words: [], more: false };
}

/** The sign of a type: a dot of its colour. */
export function dot(type) {
  const one = known.types.find(({ name }) => name === type);
  const sign = make("i", { class: "dot", "aria-hidden": "true" });
  if (one) sign.style.background = one.colour;
  return sign;
}
/** The same of a type as addresses write it: person. */
export const dotOf = (type) => dot(known.types.find(({ name }) => name.toLowerCase() === type)?.name);
export const typeName = (type) => known.types.find(({ name }) => name === type)?.[language] ?? known.terms.find(({ curie }) => curie === `tg:${type}`)?.[language] ?? type;

export const option = (hit) => make("li", { role: "option" }, dot(hit.type), make("span", { class: "name" }, hit.name),
  make("small", {}, hit.also ? `${word("also")} ${hit.also}` : hit.hint || typeName(hit.type)));

/** Lets arrows, Enter and the pointer choose among the options of a list below an input. */
export function combobox(input, list, { find, pick, enter = () => {} }) {
  let at = -1;
  let timer = 0;
  let options = [];
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = (place) => {
    at = place;
    options.forEach(({ item }, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", options[at].item.id); options[at].item.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const refresh = async () => {
    const typed = input.value.trim();
    if (!typed) { close(); return; }
    const found = await find(typed);
    if (input.value.trim() !== typed || document.activeElement !== input) return;
    options = found;
    options.forEach(({ item }, number) => {
      item.id = `${list.id}-${number}`;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(number); });
    });
    list.replaceChildren(...options.map(({ item }) => item));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const choose = (number) => { const { hit } = options[number]; close(); pick(hit); };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(refresh, WAIT); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) mark((at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length);
    else if (event.key === "Enter" && at >= 0) choose(at);
    else if (event.key === "Escape" && !list.hidden) close();
    else { if (event.key === "Enter") { clearTimeout(timer); close(); enter(); } return; }
    event.preventDefault();
    event.stopPropagation();
  });
}

let lists = 0;
/** Suggestions of a type for a field of a form. */
export function suggest(input, box, type) {
  lists += 1;
  const list = make("ul", { id: `names${lists}`, role: "listbox", "aria-label": word("names"), class: "suggested", hidden: true });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  box.append(list);
  combobox(input, list, {
    find: async (typed) => (await search(typed, type)).names.slice(0, SHOWN).map((hit) => ({ hit, item: option(hit) })),
    pick: (hit) => { input.value = addressOf(hit); },
  });
}
/** A name that is another's, too, is told by its address: 陈涛-丰水县. */
function addressOf(hit) {
  const address = decodeURIComponent(hit.iri.slice(known.base.length).split("/").slice(1).join("/"));
  return address.startsWith(`${hit.name}-`) ? address : hit.name;
}
