// The state is the address: what is asked, how it is shown. A link shows to others what one sees.
//   #query=SELECT…            SPARQL
//   #question=career&person=… a named question and its values
//   #find=…                   a search
// with as=chart or as=graph beside the first two.
const QUESTION = "question";

export function read(hash = location.hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const shown = given.get("as") ?? "table";
  if (given.has("find")) return { find: given.get("find") };
  if (given.has(QUESTION)) {
    const values = Object.fromEntries([...given].filter(([name]) => name !== QUESTION && name !== "as"));
    return { question: given.get(QUESTION), values, as: shown };
  }
  // an address of the endpoint, with ?query=…, is understood, too
  const query = given.get("query") ?? new URLSearchParams(location.search).get("query");
  return query === null ? { new: given.has("new"), as: shown } : { query, as: shown };
}

export function hashOf(state) {
  const told = new URLSearchParams();
  if (state.find !== undefined) told.set("find", state.find);
  else if (state.question) {
    told.set(QUESTION, state.question);
    for (const [name, value] of Object.entries(state.values ?? {})) if (value) told.set(name, value);
  } else if (state.query !== undefined) told.set("query", state.query);
  else if (state.new) told.set("new", "");
  if (state.as && state.as !== "table") told.set("as", state.as);
  return `#${told}`;
}

let listener = () => {};
export const onChange = (act) => { listener = act; };
/** Goes to a state; the one before is a step back. */
export function go(state) {
  history.pushState(null, "", location.pathname + hashOf(state));
  listener();
}
/** The same question in another form is no step of its own. */
export function turn(state) {
  history.replaceState(null, "", location.pathname + hashOf(state));
}
addEventListener("popstate", () => listener());
