// Judgements: what is read here is corrected here, by the command that records it.
//
// A page that a server shows names in `data-serve` of its <html> where judgements go: a POST of JSON
// {verdict: "same", "different" or "wrong", a, b, relation, why} is answered by 2xx once it is
// recorded, otherwise by a text that says why not.
const SERVED = document.documentElement.dataset.serve ?? "";
let judging = null;   // {node, verdict, readings, marks, a, relation, b, why}; of "different" a and b are marks, else references

const referenceOf = (node) => node.key.split("/").slice(1).join("/");
const bearing = (node, mark) => `${node.label}-${mark}`;
const sourcesOf = (indexes) => new Set(indexes.map((index) => sentences[index].source));

/** What tells one of two people of this name: the documents, those that say most first; then the
 * posts, which a build knows only where it knows their place. */
function marksOf(node) {
  const times = new Map();
  for (const index of node.sentences) times.set(sentences[index].source, (times.get(sentences[index].source) ?? 0) + 1);
  const documents = [...times].sort(([, a], [, b]) => b - a)
    .map(([source]) => ({ mark: data.documents[source][2], words: titleLine(source), sources: new Set([source]) }));
  const posts = career(node).map(({ post, said }) => ({ mark: post.label, words: post.label, sources: sourcesOf(said) }));
  return documents.length > 1 ? [...documents, ...posts] : posts;
}

function judge(node, verdict, change) {
  judging = { node, verdict, readings: [], marks: [], why: word("judgedHere"), ...change };
  fillPanel();
  panel.querySelector(".judge input").focus();
}
function judgeTwo(node) {
  const marks = marksOf(node);
  judge(node, "different", { marks, a: marks[0].mark, b: marks[1].mark });
}
const judgeSame = (node) => seek(node, "sameSearch", (second) => {
  choose({ node });
  judge(node, "same", { a: referenceOf(node), b: referenceOf(second) });
}, "Person");

/** That a sentence speaks of another of that name, where anything else tells of this one. */
function anotherOf(node, index) {
  const { source } = sentences[index];
  const marks = node.type === "Person" ? marksOf(node) : [];
  const own = marks.find(({ sources }) => !sources.has(source));
  return own ? { words: word("another", node.label), verdict: "different", marks, a: own.mark, b: data.documents[source][2] } : null;
}

/** A relation of the graph, which may be judged; null for one that the page alone draws. */
function statementOf({ from, relation, to }) {
  if (relation === "together" || from.members || to.members) return null;
  return { a: from.key, relation, b: to.key, words: `${from.label} ${relationName(relation, true)} ${to.label}` };
}
/** What states a fact of an entity; ``key`` is that of an object that is no text. */
const factOf = (node, [relation, value, , , , key]) => ({ a: node.key, relation, b: key || value, words: `${node.label} ${relationName(relation, true)} ${value}` });

/** What may be wrong: one of these statements, whom a sentence means, the entity itself. */
function judgeWrong(node, index = null, said = []) {
  const readings = [
    ...said.map((statement) => ({ verdict: "wrong", ...statement })),
    index === null ? null : anotherOf(node, index),
    { words: word("noSuch", node.label, typeName(node.type)), verdict: "wrong", a: node.key, relation: "", b: "" },
  ].filter(Boolean);
  judge(node, readings[0].verdict, { readings, ...readings[0] });
}

const quoted = (text) => (/^[\p{L}\p{N}_./·-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
/** The judgement as it is recorded: {verdict, a, b, why} and, of a statement, its relation. */
function judgement() {
  const { node, verdict, a, relation, b, why } = judging;
  if (verdict === "wrong") return relation ? { verdict, a, relation, b, why } : { verdict, a, why };
  return verdict === "same" ? { verdict, a, b, why } : { verdict, a: bearing(node, a), b: bearing(node, b), why };
}
function judgeCommand() {
  const { verdict, a, relation, b, why } = judgement();
  return ["tifagraph", verdict, ...[a, relation, b].filter(Boolean).map(quoted), "--because", quoted(why)].join(" ");
}

async function recordJudgement() {
  try {
    const answer = await fetch(SERVED, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(judgement()) });
    announce(answer.ok ? word("recorded") : await answer.text());
    if (answer.ok) closeJudging();
  } catch { announce(word("unrecorded")); }
}
function closeJudging() {
  judging = null;
  fillPanel();
}

function markField(side) {
  const field = make("select");
  field.append(...judging.marks.map(({ mark, words }) => new Option(short(words, 40), mark)));
  field.value = judging[side];
  return judgeField(side, field);
}
function judgeField(name, field) {
  field.addEventListener("input", () => {
    judging[name] = field.value;
    panel.querySelector(".judge code").textContent = judgeCommand();
  });
  return make("label", "field", word("judge", name), field);
}

/** What is wrong, of all that may be. */
function readingField() {
  const field = make("select");
  field.append(...judging.readings.map(({ words }, place) => new Option(short(words, 60), place)));
  field.value = judging.readings.findIndex(({ words }) => words === judging.words);
  field.addEventListener("change", () => judge(judging.node, "wrong", { ...judging, ...judging.readings[field.value] }));
  return make("label", "field", word("judge", "what"), field);
}

function judgedSides() {
  const { verdict, readings, a, b, words } = judging;
  if (verdict === "same") return [make("p", "pair", `${a} ＝ ${b}`)];
  return [
    readings.length > 1 ? readingField() : readings.length ? make("p", "pair", words) : null,
    ...(verdict === "different" ? [markField("a"), markField("b")] : []),
  ];
}

/** The judgement being made, where the panel is about its entity; else null. */
function judgeBox() {
  if (!judging || !chosenNodes().includes(judging.node)) return null;
  const why = make("input");
  why.value = judging.why;
  const name = judging.readings.length ? "wrong" : judging.verdict;
  return make("div", "judge", make("h3", "", word(name)), ...judgedSides(), judgeField("why", why), make("code", "", judgeCommand()),
    make("p", "deeds", SERVED ? button("", word("record"), recordJudgement) : null, button("", word("copyCommand"), () => copy(judgeCommand())),
      button("", word("close"), closeJudging)),
    make("p", "rest", word("howJudged")));
}
const judgeDeeds = (node) => (node.members ? [] : [
  ...(node.type === "Person" ? [button("", word("same"), () => judgeSame(node)),
    marksOf(node).length > 1 ? button("", word("different"), () => judgeTwo(node)) : null] : []),
  button("", word("wrong"), () => judgeWrong(node)),
]);
