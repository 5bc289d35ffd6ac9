// The page as a whole: from the address to what is shown, from keys and buttons to the address.
import { ask, clear, refuse, reshape } from "./answer.js";
import * as editor from "./editor.js";
import { $, button, make } from "./elements.js";
import * as finder from "./finder.js";
import * as questions from "./questions.js";
import { go, hashOf, onChange, read, turn } from "./state.js";
import { language, speak, word } from "./words.js";

let state = read();
let bound = null;   // the SPARQL of the question asked, while nobody has changed it

function say() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  $("language").textContent = word("language");
  $("map").textContent = word("map");
  $("map").href = `/page?lang=${language}`;
  $("keys").setAttribute("aria-label", word("keys"));
  $("run").textContent = word("ask");
  $("help").replaceChildren(make("dl", {}, ...word("shortcuts").map(([keys, told]) =>
    make("div", {}, make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, told)))));
  finder.name();
  editor.name();
}

const reform = (shape) => {
  state = { ...state, as: shape };
  turn(state);
  reshape(shape);
};

/** The SPARQL of a question lies behind a button: who asks a form need not read it. */
function showQuery(on) {
  $("query").hidden = !on;
  const toggle = $("toggle");
  if (!toggle) return;
  toggle.textContent = word(on ? "hide" : "show");
  toggle.setAttribute("aria-expanded", String(on));
}

async function askQuestion(one) {
  bound = null;
  if (!questions.isReady(one, state.values)) { clear(); questions.firstNeeded()?.focus(); return; }
  const answer = await fetch(`/question/${one.name}?${new URLSearchParams(state.values)}`);
  if (!answer.ok) { refuse((await answer.text()).trim()); return; }
  const { query, unknown, ambiguous } = await answer.json();
  if (Object.keys(ambiguous).length) { clear(); $("answer").replaceChildren(...questions.which(ambiguous, state)); return; }
  bound = query;
  editor.write(query);
  const strange = questions.complain(unknown);
  if (strange) refuse(word("unknown", strange));
  else await ask(query, state.as, true, reform);
}

/** Shows what the address says. */
async function apply() {
  state = read();
  questions.showList(false);
  questions.list(state);
  const isFinding = state.find !== undefined;
  $("query").hidden = isFinding || Boolean(state.question);
  const one = questions.form(state, (values) => go({ ...state, values }));
  if (isFinding) {
    $("asked").hidden = true;
    clear();
    const typed = state.find;
    const found = await finder.results(typed);
    if (state.find === typed) $("answer").replaceChildren(make("div", { class: "found" }, ...found));
    return;
  }
  if (one) {
    $("values").querySelector(".deeds").append(button("", () => showQuery($("query").hidden), { id: "toggle", class: "quiet", "aria-controls": "query" }));
    showQuery(false);
    await askQuestion(one);
  } else if (state.query !== undefined) {
    editor.write(state.query);
    await ask(state.query, state.as, false, reform);
  } else clear();
}

/** Asks what stands in the editor: the question as it is, or SPARQL of one's own. */
function send() {
  const query = editor.text();
  if (state.question && query === bound) { void ask(query, state.as, true, reform); return; }
  const next = { query, as: state.as };
  if (hashOf(next) === hashOf(state)) void ask(query, state.as, false, reform);
  else go(next);
}

function showHelp(on) {
  $("help").hidden = !on;
  $("keys").setAttribute("aria-expanded", String(on));
}

$("query").addEventListener("submit", (event) => { event.preventDefault(); send(); });
$("keys").addEventListener("click", () => showHelp($("help").hidden));
$("language").addEventListener("click", () => {
  speak(language === "zh" ? "en" : "zh");
  say();
  void apply();
});
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#'], a[href='/#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(read(link.getAttribute("href").replace("/", "")));
});
const isTyping = (target) => /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") { showHelp(false); questions.showList(false); if (event.target === $("find")) $("find").blur(); }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const shape = { 1: "table", 2: "chart", 3: "graph" }[event.key];
  if (event.key === "/") { event.preventDefault(); $("find").focus(); $("find").select(); }
  else if (event.key === "?") showHelp($("help").hidden);
  else if (shape && $("answer").querySelector(".tab")) reform(shape);
});

for (const plain of document.querySelectorAll(".plain")) plain.hidden = true;
editor.open(send);
say();
onChange(() => { void apply(); });
await apply();
document.documentElement.dataset.ready = "";
