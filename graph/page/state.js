// State lives in the URL's fragment: every change goes there and comes back from there, so that
// back, forward, reload and a shared link are the same thing.
const MOST_DRAWN = Math.max(1000, data.limit);
/** How many are drawn where nobody asks for more: on a phone as many as can be told apart there. */
const AT_FIRST = Math.min(data.limit, matchMedia("(max-width: 600px)").matches ? 120 : data.limit);
const NOTHING = {
  node: null, link: null, path: null, way: 0, open: [], off: [], without: [],
  since: "", until: "", undated: false, place: null, kind: null, document: null, most: 0, read: null, at: null, uses: false, table: null,
  lost: "", language: data.language,
};
const state = { ...NOTHING };
const DATE = /^\d{4}(-\d{2}){0,2}$/;

const listed = (given, name) => (given.get(name) ?? "").split(",").filter(Boolean);
const within = (given, name, length) => {
  const number = /^\d+$/.test(given.get(name) ?? "") ? Number(given.get(name)) : -1;
  return number >= 0 && number < length ? number : null;
};

/** The first entity or relation that an address names and this page does not hold. */
function lostIn(given) {
  const dead = ["node", "path", "open"].flatMap((name) => listed(given, name)).find((key) => !byKey.has(key));
  return dead ?? (given.has("edge") && !byLink.has(given.get("edge")) ? given.get("edge") : "");
}

function parse(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const nodes = (name) => listed(given, name).map((key) => byKey.get(key)).filter(Boolean);
  const path = nodes("path");
  const day = (name) => (DATE.test(given.get(name) ?? "") ? given.get(name) : "");
  const place = data.places.indexOf(given.get("place"));
  const kind = data.documentKinds.findIndex(({ name }) => name === given.get("kind"));
  return {
    node: byKey.get(given.get("node")) ?? null,
    link: byLink.get(given.get("edge")) ?? null,
    path: path.length === 2 && path[0] !== path[1] ? path : null,
    way: within(given, "way", MOST_WAYS) ?? 0,
    open: nodes("open"),
    off: listed(given, "off").filter((type) => TYPES.includes(type)),
    without: listed(given, "without").filter((name) => RELATIONS.includes(name)),
    since: day("since"), until: day("until"),
    undated: given.get("undated") === "1",
    place: place < 0 ? null : place,
    most: within(given, "most", MOST_DRAWN + 1) ?? 0,
    table: Object.hasOwn(TABLES, given.get("table")) ? given.get("table") : null,
    kind: kind < 0 ? null : kind,
    lost: lostIn(given),
    document: data.pooled ? null : within(given, "document", data.documents.length),
    read: within(given, "read", data.texts.length),
    at: within(given, "at", Infinity),
    uses: given.get("uses") === "1",
    language: Object.hasOwn(WORDS, given.get("lang")) ? given.get("lang") : data.language,
  };
}

function hashOf(wanted) {
  const told = new URLSearchParams();
  const tell = (name, value) => { if (value !== null && value !== "" && value !== undefined) told.set(name, value); };
  const keys = (nodes) => nodes?.map((node) => node.key).join(",");
  tell("node", wanted.node?.key);
  tell("edge", wanted.link?.key);
  tell("path", keys(wanted.path));
  tell("open", keys(wanted.open));
  tell("off", wanted.off.join(","));
  tell("without", wanted.without.join(","));
  for (const name of ["since", "until", "document", "read"]) tell(name, wanted[name]);
  for (const name of ["uses", "undated"]) tell(name, wanted[name] ? "1" : "");
  tell("way", (wanted.path && wanted.way) || "");
  tell("most", wanted.most || "");
  tell("table", wanted.table);
  tell("place", data.places[wanted.place]);
  tell("kind", data.documentKinds[wanted.kind]?.name);
  if (wanted.read !== null) tell("at", wanted.at);
  if (wanted.language !== data.language) tell("lang", wanted.language);
  const text = told.toString().replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%7E", "~");
  return text && `#${text}`;
}

let current = null;
/** The state with some of it changed becomes the page's; the one before is a step back. */
function go(change) {
  const hash = hashOf({ ...state, ...change });
  if (hash === current) return;
  current = hash;
  try {
    history.pushState(null, "", hash || location.pathname + location.search);
  } catch {   // a page inside a notebook has no address of its own
    location.hash = hash;
  }
  apply();
}
/** Chooses what the panel tells of: a node, a link or a path; nothing closes it. */
const choose = (change) => go({ node: null, link: null, path: null, way: 0, ...change });
const linkTo = (change) => hashOf({ ...state, ...change }) || "#";
addEventListener("popstate", () => { current = location.hash; apply(); });
// Links lead to states of this page, wherever it is shown.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(parse(link.getAttribute("href")));
});
