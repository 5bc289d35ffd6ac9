// What the workbench says, in both languages; questions, types and terms come with their own.
const WORDS = {
  zh: {
    language: "English", map: "关系图", keys: "快捷键", questions: "问题", filter: "筛选问题", sparql: "自己写 SPARQL", examples: "例子",
    find: "查找姓名、职务、提法、原句（可用拼音）", ask: "查询", asking: "查询中……", stop: "停止", show: "看 SPARQL", hide: "收起 SPARQL",
    optional: "可不填", needed: "必填", none: "没有结果。", fewer: "没有结果：少填几项，或换一个名称。", noQuestion: "没有这样的问题。",
    unknown: (names) => `图中没有此名：${names}`, which: (name, n) => `“${name}” 有 ${n} 个，是哪一个？`, rows: (n, s) => `${n} 行 · ${s} 秒`, triples: (n, s) => `${n} 条 · ${s} 秒`,
    cut: (shown, n) => `先列 ${shown} 行，共 ${n} 行`, more: "再列", table: "表", chart: "图表", graph: "关系图", text: "文本",
    download: "下载", link: "复制链接", copied: "已复制", yes: "是", no: "否", failed: "服务器没有回答：它还开着吗？",
    each: "每", sum: "数值", count: "行数", form: "形状", bars: "条形", line: "折线", undated: (n) => `另有 ${n} 行没有年份`, others: (n) => `只画前 ${n} 项`, noChart: "没有可以画的列。",
    open: "在关系图中看这些实体", cutNames: (n) => `只画前 ${n} 个`, noGraph: "结果中没有成对的名称。", network: (n, m) => `${n} 个名称，${m} 条连线；同一行的名称相连，线越粗行数或权重越大`,
    names: "名称", sentences: "原句", moreSentences: "句子很多，只列最近的。", nothing: (q) => `没有“${q}”。试试更短的写法，或用拼音。`, all: "全部结果",
    also: "又作", results: "结果", editor: "SPARQL 编辑器", of: (y, x) => `${y}，按${x}`, empty: "（空）",
    welcome: "从左边选一个问题，或自己写 SPARQL。每个名称都可点开，看它的每一句原文。", welcomeNarrow: "选一个问题，或自己写 SPARQL。每个名称都可点开，看它的每一句原文。",
    shortcuts: [["/", "查找"], ["Ctrl Enter", "查询"], ["Ctrl Space", "补全词汇"], ["Esc", "离开编辑器、关闭"], ["1 2 3", "表、图表、关系图"], ["?", "快捷键"]],
  },
  en: {
    language: "中文", map: "Map", keys: "Shortcuts", questions: "Questions", filter: "Filter questions", sparql: "Write SPARQL", examples: "Examples",
    find: "Names, posts, slogans, sentences, pinyin", ask: "Ask", asking: "Asking…", stop: "Stop", show: "Show SPARQL", hide: "Hide SPARQL",
    optional: "optional", needed: "required", none: "No results.", fewer: "No results: fill in less, or try another name.", noQuestion: "No such question.",
    unknown: (names) => `Nothing in the graph is called ${names}`, which: (name, n) => `${n} bear the name ${name}. Which is meant?`, rows: (n, s) => `${n} ${n === "1" ? "row" : "rows"} · ${s} s`,
    triples: (n, s) => `${n} ${n === "1" ? "triple" : "triples"} · ${s} s`,
    cut: (shown, n) => `${shown} of ${n} rows`, more: "Show more", table: "Table", chart: "Chart", graph: "Graph", text: "Text",
    download: "Download", link: "Copy link", copied: "Copied", yes: "Yes", no: "No", failed: "The server does not answer: is it still running?",
    each: "By", sum: "Value", count: "rows", form: "Form", bars: "Bars", line: "Line", undated: (n) => `${n} more ${n === "1" ? "row has" : "rows have"} no year`, others: (n) => `The first ${n} only`, noChart: "No column to draw.",
    open: "See these in the map", cutNames: (n) => `the first ${n} only`, noGraph: "No row names two things.", network: (n, m) => `${n} names, ${m} lines: what stands in a row is joined, thicker with more rows or weight`,
    names: "Names", sentences: "Sentences", moreSentences: "There are many sentences; the latest are listed.", nothing: (q) => `Nothing is like “${q}”. Try less of it, or pinyin.`, all: "All results",
    also: "also", results: "Results", editor: "SPARQL editor", of: (y, x) => `${y} by ${x}`, empty: "(none)",
    welcome: "Choose a question on the left, or write SPARQL. Every name opens, with each sentence that tells of it.", welcomeNarrow: "Choose a question, or write SPARQL. Every name opens, with each sentence that tells of it.",
    shortcuts: [["/", "search"], ["Ctrl Enter", "ask"], ["Ctrl Space", "complete a term"], ["Esc", "leave the editor, close"], ["1 2 3", "table, chart, graph"], ["?", "shortcuts"]],
  },
};
const KEPT = "tifagraph-language";

function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}
export let language = WORDS[remembered()] ? remembered() : navigator.language.startsWith("zh") ? "zh" : "en";

export function speak(chosen) {
  language = chosen;
  try { localStorage.setItem(KEPT, chosen); } catch { /* nothing is kept in a private window */ }
}
export const word = (name, ...values) => {
  const found = WORDS[language][name];
  return typeof found === "function" ? found(...values) : found;
};
export const group = (number) => number.toLocaleString("en");
