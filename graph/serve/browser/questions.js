// The named questions: the list to choose from, and the form of the chosen one.
import { $, make } from "./elements.js";
import { known } from "./graph.js";
import { holdings } from "./holdings.js";
import { dotOf, suggest } from "./suggest.js";
import { hashOf } from "./state.js";
import { language, word } from "./words.js";

const NARROW = matchMedia("(max-width: 860px)");
let wanted = "";
const told = (one) => [one.name, one.zh, one.en, one.zhTold, one.enTold].join(" ").toLowerCase();
const fits = (one) => wanted.toLowerCase().split(/\s+/).every((part) => told(one).includes(part));
const titleOf = (one) => one[language] || one.name;

/** The list; `state` says which is chosen. */
export function list(state) {
  const filter = make("input", {
    type: "search", value: wanted, placeholder: word("filter"), "aria-label": word("filter"),
    oninput: (event) => { wanted = event.target.value; fill(state); },
  });
  $("choose").textContent = word("questions");
  $("questions").setAttribute("aria-label", word("questions"));
  $("questions").replaceChildren(filter, make("div", { id: "listed" }), make("h2", {}, word("examples")), make("ul", {}, ...known.examples.map(example)),
    make("ul", {}, make("li", {}, make("a", { href: hashOf({ new: true }), "aria-current": state.new ? "page" : null }, `${word("sparql")}…`))));
  fill(state);
}
function fill(state) {
  const found = known.questions.filter(fits).sort((one, other) => titleOf(one).localeCompare(titleOf(other), language));
  const topics = Map.groupBy(found, (one) => one.topic[language === "zh" ? 0 : 1]);
  const largest = [...topics].sort(([, one], [, other]) => other.length - one.length);
  $("listed").replaceChildren(...largest.flatMap(([topic, ones]) => [make("h2", {}, topic), make("ul", {}, ...ones.map((one) => entry(one, state)))]));
  if (!found.length) $("listed").append(make("p", { class: "soft" }, word("noQuestion")));
}
function entry(one, state) {
  return make("li", {}, make("a", {
    href: hashOf({ question: one.name }), title: one[`${language}Told`], "aria-current": state.question === one.name ? "page" : null,
  }, titleOf(one)));
}
function example({ title, query }) {
  const [zh, en] = title.split(" / ");
  return make("li", {}, make("a", { href: hashOf({ query }) }, language === "zh" ? zh : en));
}

export function showList(on) {
  $("choose").setAttribute("aria-expanded", String(on));
  document.body.classList.toggle("choosing", on);
}
$("choose").addEventListener("click", () => showList(!document.body.classList.contains("choosing")));

/** The form of a question; `ask` is called with its values. */
export function form(state, ask) {
  const one = known.questions.find(({ name }) => name === state.question);
  if (!one) {
    $("asked").replaceChildren(make("p", { class: "welcome" }, state.question ? word("noQuestion") : word(NARROW.matches ? "welcomeNarrow" : "welcome")));
    $("asked").hidden = !state.question && state.query !== undefined;
    if (!state.question && state.query === undefined) void holdings().then((links) => $("asked").querySelector(".welcome")?.after(links));
    return null;
  }
  const send = (event) => { event.preventDefault(); ask(values()); };
  const fields = one.parameters.map((parameter) => field(parameter, state.values[parameter.name] ?? ""));
  $("asked").hidden = false;
  $("asked").replaceChildren(
    make("h2", {}, titleOf(one)), make("p", { class: "about" }, one[`${language}Told`]),
    make("form", { id: "values", onsubmit: send }, ...fields, make("div", { class: "deeds" }, make("button", { class: "main" }, word("ask")))),
  );
  return one;
}

const values = () => Object.fromEntries([...new FormData($("values"))].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

const LITERALS = { Period: "2021-07", Date: "2021-07-09", Number: "0.9" };
function field(parameter, value) {
  const input = make("input", {
    name: parameter.name, value, required: !parameter.optional, autocomplete: "off", spellcheck: "false",
    placeholder: parameter.optional ? LITERALS[parameter.type] ?? word("optional") : LITERALS[parameter.type] ?? word("needed"),
  });
  const type = known.types.find(({ name }) => name === parameter.type);
  const box = make("label", { class: "field" }, make("span", {}, parameter[language]), input);
  if (type || parameter.type === "Entity") suggest(input, box, type ? type.name : "");
  return box;
}

/** Which values the graph does not know, beside their fields. */
export function complain(names) {
  for (const input of $("values")?.elements ?? []) input.setAttribute?.("aria-invalid", String(names.includes(input.name)));
  return names.map((name) => $("values").elements[name].value).join("、");
}
/** Asks which of those that bear a name is meant: each is a link to the same question of that one. */
export function which(ambiguous, state) {
  complain(Object.keys(ambiguous));
  return Object.entries(ambiguous).map(([name, candidates]) => {
    const value = state.values[name];
    const links = Object.entries(candidates).map(([address, known]) => {
      const [type, short] = [address.slice(0, address.indexOf("/")), address.slice(address.indexOf("/") + 1)];
      const values = { ...state.values, [name]: short === value ? address : short };
      return make("li", {}, make("a", { href: hashOf({ ...state, values }) }, dotOf(type), short), " ", make("small", {}, known));
    });
    return make("section", { class: "which", role: "alert" }, make("p", {}, word("which", value, links.length)), make("ul", {}, ...links));
  });
}
export const isReady = (one, given) => one.parameters.every((parameter) => parameter.optional || given[parameter.name]);
/** The first field that is empty and needed. */
export const firstNeeded = () => [...($("values")?.elements ?? [])].find((input) => input.required && !input.value);
