// What the page says, in both languages; the names of types and relations come with the data.
const group = (n) => n.toLocaleString("en");
const count = (n, one, many = one + "s") => `${group(n)} ${n === 1 ? one : many}`;
const days = (from, to) => (from === to || !to ? from : `${from} – ${to}`);
const WORDS = {
  zh: {
    search: "查找姓名、职务、提法", fit: "全图", picture: "保存", language: "English", sieve: "筛选", read: "读原文",
    close: "关闭", none: "没有这个名字", also: "又作", evidence: "见于原文", back: "后退", forward: "前进",
    empty: "此页没有实体：请放宽 tifagraph view 的条件，或用 tifagraph coverage 看哪些句子没有发现。",
    holds: (s, drawn) => `${group(s.documents)} 篇文档${s.first ? ` · ${days(s.first, s.last)}` : ""} · `
      + (drawn < s.all ? `${group(s.all)} 个实体中的 ${group(drawn)} 个` : `${group(s.all)} 个实体`) + ` · ${group(s.relations)} 条关系`,
    counts: (n) => `提及 ${group(n.mentions)} 次，${group(documentsOf(n.uses))} 篇文档`,
    times: (k) => `${group(k)} 句`, atLeast: (k) => `至少 ${group(k)} 句`, restAtLeast: (k) => `另有至少 ${group(k)} 句未列出`,
    rest: (k) => `另有 ${k} 句未列出`, hide: (n, all) => `点击隐藏或显示（${n < all ? `${group(n)} / ` : ""}${group(all)}）`, note: "点击任一点或线，查看原文依据",
    untitled: "无题", graph: "关系图。方向键在实体间移动，回车查看，加减号缩放；查找框可到达每个实体。",
    expand: (k) => `展开 ${k} 个未画出的邻居`, collapse: "收起展开的邻居", pathTo: "到……的路径",
    pathSearch: (a) => `从“${a}”到：输入另一名称`, path: "路径", steps: (k) => `${k} 步`, noPath: "在此页的关系中没有相连的路径。",
    relations: "关系", since: "起", until: "止", place: "地点", document: "文档", anywhere: "所有地点", anyDocument: "所有文档", kind: "文种", anyKind: "所有文种",
    clear: "清除筛选", passed: (n, all) => (n < all ? `符合条件的 ${group(all)} 个中画出 ${group(n)} 个` : `符合条件的 ${group(all)} 个全部画出`), all: "全选", nothing: "全不选",
    time: "时间", invoked: "提法使用", events: "活动", uses: "提法沿革", brush: "拖动选择时段；方向键、Home、End 移动两端", from: "时段起点", to: "时段终点",
    firstUse: (d) => `始见 ${d}`, lastUse: (d) => `末见 ${d}`, used: (d, s, e) => `${d}：提法使用 ${s} 篇次，活动 ${e} 次`,
    reader: "原文", toGraph: "回到图", previous: "上一篇", next: "下一篇", more: (k) => `另有 ${k} 条`, openAt: "在原文中看",
    noTexts: "文档较多，未收入此页；用 tifagraph view --documents 可收入全文。", panel: "详情", neighbours: (k) => `${k} 个邻居`,
    emptied: "没有符合条件的：放宽或清除筛选。", howMany: "画出多少个", list: "列表",
    passing: (s, documents, sieve) => `${documents < s.documents ? `${group(s.documents)} 篇文档中的 ${group(documents)} 篇` : `${group(documents)} 篇文档`} · `
      + `${group(sieve.matches.size)} 个实体符合条件` + (sieve.told.size < sieve.matches.size ? `，画出 ${group(sieve.told.size)} 个` : "") + ` · ${group(sieve.matching.length)} 条关系`,
    undated: (k) => `连同 ${group(k)} 篇没有日期的文档`,
    part: (n, all) => `${group(all)} 个实体中画出 ${group(n)} 个`,
    lost: (name) => `此页没有链接所指的“${name}”`, seek: "查找", png: "图片 PNG（2×）", svg: "矢量图 SVG", copyLink: "复制此页链接", print: "打印或存 PDF",
    copied: "已复制", sources: "出处", leftOut: (names) => `不含${names.join("、")}`, quote: "引用",
    moreSentences: (k) => `再看（还有 ${group(k)} 句）`, andMore: (k) => `等 ${k} 职`, seen: (when) => `见于 ${when}`, career: "任职", meetings: "会议与活动",
    status: (name) => ({ attested: "任", appointed: "任命", elected: "当选", elect: "当选待任", acting: "代理", proposed: "拟任", removed: "免去", resigned: "辞去", former: "曾任" })[name] ?? name,
    credits: (k) => `另为 ${group(k)} 篇文档的来源`, kept: (n, all, some, documents) => `筛选后余 ${some === null ? "" : `${group(some)} / ${group(documents)} 篇文档，`}${group(n)} / ${group(all)} 条关系`,
    table: (name) => ({ chaired: "主持", held: "任职", used: "用提法", said: "要求" })[name], rows: (k) => `${group(k)} 条`,
    column: (name) => ({ date: "日期", who: "谁", event: "活动", post: "职务", told: "任免", firstSeen: "始见", lastSeen: "末见", slogan: "提法", order: "序", demand: "要求",
      times: "句", citation: "引文" })[name],
    wheel: "按住 Ctrl 滚动可缩放", help: "图例与快捷键", way: (place, steps) => `第 ${place} 条（${steps} 步）`,
    meaning: (name) => ({ shapes: "形与色是类别；点下方图例可隐藏一类", sizes: "点越大，提到的次数越多", lines: "线是关系，越粗句子越多；点线看原句",
      lands: "底色是彼此联系密切的一群，没有别的含义", time: "时间轴：上为提法使用，下为活动；拖动或点一柱筛选时段" })[name],
    keys: [["/", "查找姓名、职务、标题，可用拼音"], ["← ↑ ↓ →", "在点之间移动"], ["Enter", "进入详情"], ["+ -", "放大、缩小"], ["0", "全图"], ["Esc", "关闭"],
      ["Shift 点击", "两点之间的路径"], ["双击", "展开未画出的邻居"], ["?", "此图例"]],
    series: (k) => `历次会议 ${k}`, unfold: (k) => `展开 ${k} 次会议`, sittings: "历次会议",
    same: "同一人", different: "这是两个人", wrong: "不对", wrongMeans: "这里读错了，给出更正的命令", another: (a) => `这一句说的是另一个“${a}”`, noSuch: (a, type) => `“${a}”不是${type}`, sameSearch: (a) => `“${a}”与谁是同一人：输入姓名`,
    judge: (name) => ({ a: "一个是", b: "另一个是", why: "理由", what: "不对的是" })[name], judgedHere: "看图判断", record: "记入", copyCommand: "复制命令", recorded: "已记入，下次更新时生效",
    unrecorded: "没有记入：服务器没有应答", howJudged: "在文档文件夹里运行；下次 tifagraph update 时生效，并说明用上了没有。",
    island: (k, names) => `${group(k)} 个：${names.join("、")}${k > names.length ? "……" : ""}　点击展开`,
    month: (m) => `${m + 1}月`,
  },
  en: {
    search: "Search names, posts, slogans", fit: "Fit", picture: "Save", language: "中文", sieve: "Filter", read: "Read",
    close: "Close", none: "No such name", also: "Also", evidence: "In the text", back: "Back", forward: "Forward",
    empty: "This page has no entities: loosen what `tifagraph view` was asked, or see with `tifagraph coverage` which sentences yield nothing.",
    holds: (s, drawn) => `${count(s.documents, "document")}${s.first ? ` · ${days(s.first, s.last)}` : ""} · `
      + (drawn < s.all ? `showing ${group(drawn)} of ${group(s.all)} entities` : count(s.all, "entity", "entities"))
      + ` · ${count(s.relations, "relation")}`,
    counts: (n) => `${count(n.mentions, "mention")} in ${count(documentsOf(n.uses), "document")}`,
    times: (k) => count(k, "sentence"), atLeast: (k) => `at least ${count(k, "sentence")}`, restAtLeast: (k) => `At least ${count(k, "more sentence")} not listed`,
    rest: (k) => `${count(k, "more sentence")} not listed`,
    hide: (n, all) => `Click to hide or show (${n < all ? `${group(n)} of ` : ""}${group(all)})`, note: "Click a node or a line to read its evidence",
    untitled: "Untitled", graph: "Network. Arrow keys move between entities, Enter opens one, plus and minus zoom; the search box reaches every entity.",
    expand: (k) => `Expand ${count(k, "neighbour")} not drawn`, collapse: "Collapse the neighbours", pathTo: "Path to…",
    pathSearch: (a) => `From “${a}” to: another name`, path: "Path", steps: (k) => count(k, "step"), noPath: "No path by the relations of this page.",
    relations: "Relations", since: "From", until: "Until", place: "Place", document: "Document", anywhere: "Any place", anyDocument: "Any document", kind: "Kind", anyKind: "Any kind",
    clear: "Clear filters", passed: (n, all) => (n < all ? `${group(n)} drawn of ${group(all)} that match` : `all ${group(all)} that match are drawn`), all: "All", nothing: "None",
    time: "Time", invoked: "slogan use", events: "events", uses: "Slogans over time", brush: "Drag to select a period; arrow keys, Home and End move its ends", from: "Start of the period", to: "End of the period",
    firstUse: (d) => `first ${d}`, lastUse: (d) => `last ${d}`, used: (d, s, e) => `${d}: ${count(s, "use")} of slogans, ${count(e, "event")}`,
    reader: "Documents", toGraph: "To the graph", previous: "Previous", next: "Next", more: (k) => `${k} more`, openAt: "Read in the document",
    noTexts: "The documents are many and left out of this page; `tifagraph view --documents` takes them in.", panel: "Details", neighbours: (k) => count(k, "neighbour"),
    emptied: "Nothing matches: loosen or clear the filters.", howMany: "How many are drawn", list: "Lists",
    passing: (s, documents, sieve) => `${documents < s.documents ? `${group(documents)} of ${count(s.documents, "document")}` : count(documents, "document")} · `
      + `${count(sieve.matches.size, "entity matches", "entities match")}` + (sieve.told.size < sieve.matches.size ? `, ${group(sieve.told.size)} drawn` : "") + ` · ${count(sieve.matching.length, "relation")}`,
    undated: (k) => `With ${count(k, "document")} that ${k === 1 ? "has" : "have"} no date`,
    part: (n, all) => `${group(n)} drawn of ${count(all, "entity", "entities")}`,
    lost: (name) => `This page does not hold “${name}”, which the link names`, seek: "Search", png: "Picture, PNG (2×)", svg: "Drawing, SVG", copyLink: "Copy the link", print: "Print or PDF",
    copied: "Copied", sources: "Sources", leftOut: (names) => `without ${names.join(", ")}`, quote: "Cite",
    moreSentences: (k) => `${group(k)} more`, andMore: (k) => `(${k} posts)`, seen: (when) => `seen ${when}`, career: "Career", meetings: "Meetings and events",
    status: (name) => ({ attested: "held", acting: "acting", proposed: "proposed", appointed: "appointed", elected: "elected", elect: "elect", removed: "removed", resigned: "resigned", former: "formerly" })[name] ?? name,
    credits: (k) => `besides, the source of ${count(k, "document")}`, kept: (n, all, some, documents) => `${some === null ? "" : `${group(some)} of ${count(documents, "document")} and `}${group(n)} of ${count(all, "relation")} pass the filters`,
    table: (name) => ({ chaired: "Chaired", held: "Held", used: "Used", said: "Demanded" })[name], rows: (k) => count(k, "row"),
    column: (name) => ({ date: "Date", who: "Who", event: "Event", post: "Post", told: "Told", firstSeen: "First", lastSeen: "Last", slogan: "Slogan", order: "No.", demand: "Demand",
      times: "Sentences", citation: "Citation" })[name],
    wheel: "Hold Ctrl to zoom by scrolling", help: "Key and shortcuts", way: (place, steps) => `Way ${place} (${count(steps, "step")})`,
    meaning: (name) => ({ shapes: "Shape and colour are the type; the legend below hides one", sizes: "The larger, the more often it is mentioned", lines: "A line is a relation, thicker with more sentences; click it to read them",
      lands: "Land is a group closely linked with each other, and nothing else", time: "Time: slogan use above, events below; drag, or click a bar, to filter" })[name],
    keys: [["/", "search names, posts, titles, also in pinyin"], ["← ↑ ↓ →", "go from dot to dot"], ["Enter", "to the details"], ["+ -", "zoom"], ["0", "fit"], ["Esc", "close"],
      ["Shift click", "the path between two"], ["Double click", "neighbours not drawn"], ["?", "this key"]],
    series: (k) => `All ${k} sessions`, unfold: (k) => `Open the ${k} sessions`, sittings: "Sessions",
    same: "Same person", different: "Two people", wrong: "Wrong", wrongMeans: "Misread here: the command that corrects it", another: (a) => `This sentence is about another “${a}”`, noSuch: (a, type) => `“${a}” as ${type.toLowerCase()}`, sameSearch: (a) => `Who is the same person as “${a}”? A name`,
    judge: (name) => ({ a: "One is", b: "The other is", why: "Because", what: "What is wrong" })[name], judgedHere: "judged on the page", record: "Record", copyCommand: "Copy the command", recorded: "Recorded: the next update applies it",
    unrecorded: "Not recorded: the server does not answer", howJudged: "Run it in the folder of the documents; the next `tifagraph update` applies it and says whether it could.",
    island: (k, names) => `${group(k)}: ${names.join(", ")}${k > names.length ? " …" : ""}. Click to open`,
    month: (m) => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m],
  },
};

const word = (name, ...values) => {
  const found = WORDS[state.language][name];
  return typeof found === "function" ? found(...values) : found;
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const relationName = (name, outward) => {
  const relation = data.relations[name], label = relation[state.language];
  return outward ? label : relation.inverse[state.language] ?? `← ${label}`;
};
const typeName = (type) => capital(data.types[type][state.language]);
const kindsOf = (node) => node.kinds.map((kind) => data.kinds[kind][state.language]);
