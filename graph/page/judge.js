// Judgements on who is who: what is read here is corrected here, by the command that records it.
//
// A page that a server shows names in `data-serve` of its <html> where judgements go: a POST of JSON
// {verdict: "same" or "different", a, b, why} is answered by 2xx once it is recorded, otherwise by a
// text that says why not.
const SERVED = document.documentElement.dataset.serve ?? "";
let judging = null;   // {node, verdict, marks, a, b, why}; of "different" a and b are marks, of "same" references

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
  judging = { node, verdict, marks: [], why: word("judgedHere"), ...change };
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

/** The judgement that a sentence speaks of another of that name, where anything else tells of this one. */
function judgeWrong(node, index) {
  const { source } = sentences[index];
  const marks = marksOf(node);
  const own = marks.find(({ sources }) => !sources.has(source));
  return own ? () => judge(node, "different", { marks, a: own.mark, b: data.documents[source][2] }) : null;
}

const quoted = (text) => (/^[\p{L}\p{N}_./·-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
/** The judgement as it is recorded: {verdict, a, b, why}. */
function judgement() {
  const { node, verdict, a, b, why } = judging;
  return verdict === "same" ? { verdict, a, b, why } : { verdict, a: bearing(node, a), b: bearing(node, b), why };
}
function judgeCommand() {
  const { verdict, a, b, why } = judgement();
  return `tifagraph ${verdict} ${quoted(a)} ${quoted(b)} --because ${quoted(why)}`;
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

/** The judgement being made, where the panel is about its person; else null. */
function judgeBox() {
  if (!judging || !chosenNodes().includes(judging.node)) return null;
  const why = make("input");
  why.value = judging.why;
  const sides = judging.verdict === "same" ? [make("p", "pair", `${judging.a} ＝ ${judging.b}`)] : [markField("a"), markField("b")];
  return make("div", "judge", make("h3", "", word(judging.verdict)), ...sides, judgeField("why", why), make("code", "", judgeCommand()),
    make("p", "deeds", SERVED ? button("", word("record"), recordJudgement) : null, button("", word("copyCommand"), () => copy(judgeCommand())),
      button("", word("close"), closeJudging)),
    make("p", "rest", word("howJudged")));
}
const judgeDeeds = (node) => (node.type === "Person" ? [button("", word("same"), () => judgeSame(node)),
  marksOf(node).length > 1 ? button("", word("different"), () => judgeTwo(node)) : null] : []);
