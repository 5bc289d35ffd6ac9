// What the page says, in both languages, and the reading of a relation from its object's side.
const WORDS = {
  zh: {
    search: "查找姓名、职务、提法", fit: "全图", picture: "存图", language: "English",
    close: "关闭", none: "没有这个名字", also: "又作", evidence: "见于原文", of: "之",
    holds: (s) => `${group(s.documents)} 篇文档${s.since ? ` · ${days(s.since, s.until)}` : ""} · `
      + (s.drawn < s.all ? `${group(s.all)} 个实体中的 ${group(s.drawn)} 个` : `${group(s.all)} 个实体`) + ` · ${group(s.relations)} 条关系`,
    counts: (n) => `提及 ${n.mentions} 次，${n.documents} 篇文档`,
    unseen: (k) => `另有 ${k} 条关系的另一端未画入此图`, times: (k) => `${k} 句`,
    rest: (k) => `另有 ${k} 句未列出`, hide: "点击隐藏或显示", note: "点击任一点或线，查看原文依据",
    untitled: "无题", graph: "关系图。用查找框可由键盘到达每个实体。",
  },
  en: {
    search: "Search names, posts, slogans", fit: "Fit", picture: "PNG", language: "中文",
    close: "Close", none: "No such name", also: "Also", evidence: "In the text", of: "of",
    holds: (s) => `${count(s.documents, "document")}${s.since ? ` · ${days(s.since, s.until)}` : ""} · `
      + (s.drawn < s.all ? `showing ${s.drawn} of ${s.all} entities` : count(s.all, "entity", "entities"))
      + ` · ${count(s.relations, "relation")}`,
    counts: (n) => `${count(n.mentions, "mention")} in ${count(n.documents, "document")}`,
    unseen: (k) => `${count(k, "further relation")} to entities not drawn here`,
    times: (k) => count(k, "sentence"), rest: (k) => `${count(k, "more sentence")} not listed`,
    hide: "Click to hide or show", note: "Click a node or a line to read its evidence",
    untitled: "Untitled", graph: "Network. The search box reaches every entity by keyboard.",
  },
};
const INVERSE = {
  zh: {
    holds: "任职者", post_in: "所设职务", part_of: "下属机构", jurisdiction: "本地机构",
    contained_in: "下辖", chair: "主持的会议", speaker: "发言的场合", attendee: "参加的活动",
    organizer: "主办的活动", in_place: "发生于此", invokes: "使用者", cites: "引用者",
    component: "所属提法", issuer: "发布的文件",
  },
  en: {
    holds: "held by", post_in: "posts", part_of: "has part", jurisdiction: "organs of the place",
    contained_in: "contains", chair: "chaired", speaker: "spoke at", attendee: "attended",
    organizer: "organised", in_place: "took place here", invokes: "used by", cites: "cited by",
    component: "part of", issuer: "issued",
  },
};

const group = (n) => n.toLocaleString("en");
const count = (n, one, many = one + "s") => `${group(n)} ${n === 1 ? one : many}`;
const days = (from, to) => (from === to || !to ? from : `${from} – ${to}`);
const word = (name, ...values) => {
  const found = WORDS[state.language][name];
  return typeof found === "function" ? found(...values) : found;
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const relationName = (name, outward) => {
  const label = data.story.relations[name][state.language];
  return outward ? label : INVERSE[state.language][name] ?? `← ${label}`;
};
