// The reader: a document with its mentions underlined by type and what each paragraph states
// beside it; from each mention to its entity, and back from the evidence to the sentence.
const reader = document.getElementById("reader");
const MOST_NOTES = 5;

/** Sentences of a document in paragraphs: a gap between two sentences was a line end. */
function paragraphs(lines) {
  const found = [];
  let end = -1;
  for (const line of lines) {
    const { begin, text } = sentences[line[0]];
    if (begin !== end) found.push([]);
    found.at(-1).push(line);
    end = begin + [...text].length;
  }
  return found;
}

/** Mentions that begin a paragraph's text in order, the longer of two that overlap: [begin, end, node or null, type]. */
function mentionsOf([index, strange]) {
  const known = triples(sentences[index].mentions).map(([begin, end, place]) => [begin, end, entities[place], entities[place].type]);
  const foreign = triples(strange).map(([begin, end, type]) => [begin, end, null, TYPES[type]]);
  return [...known, ...foreign].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function underlined(node, type, name) {
  const element = node ? anchor("named", name, toNode(node)) : make("span", "named", name);
  element.style.setProperty("--named", `var(--type-${type})`);
  element.title = node && node.label !== name ? `${typeName(type)} · ${node.label}` : typeName(type);
  if (node && chosenNodes().includes(node)) element.classList.add("chosen");
  return element;
}

function readSentence(line) {
  const { text, begin: start } = sentences[line[0]];
  const characters = [...text];
  const body = make("span", "sentence");
  body.dataset.begin = start;
  let done = 0;
  for (const [begin, end, node, type] of mentionsOf(line)) {
    if (begin < done) continue;
    body.append(characters.slice(done, begin).join(""), underlined(node, type, characters.slice(begin, end).join("")));
    done = end;
  }
  body.append(characters.slice(done).join(""));
  return body;
}

function statement([subject, relation, target], body) {
  const [from, to] = [entities[subject], entities[target]];
  const item = make("li", "", anchor("", short(from.label, 16), toNode(from)),
    make("i", "", ` ${relationName(RELATIONS[relation], true)} `), anchor("", short(to.label, 20), toNode(to)));
  const light = (on) => () => body.classList.toggle("lit", on);
  for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
    item.addEventListener(name, light(on));
  }
  return item;
}

function paragraph(lines) {
  const bodies = lines.map(readSentence);
  const notes = lines.flatMap((line, place) => triples(line[2]).map((found) => statement(found, bodies[place])));
  const list = make("ul", "notes", ...notes.slice(0, MOST_NOTES));
  if (notes.length > MOST_NOTES) {
    const more = make("li", "", button("", word("more", notes.length - MOST_NOTES), () => more.replaceWith(...notes.slice(MOST_NOTES))));
    list.append(more);
  }
  return make("div", "paragraph", make("p", "", ...bodies), list);
}

function readerBar(place) {
  const choice = make("select");
  choice.setAttribute("aria-label", word("reader"));
  choice.append(...data.texts.map(([source], number) => new Option(titleOf(source), number)));
  choice.value = place;
  choice.addEventListener("change", () => go({ read: Number(choice.value), at: null }));
  const turn = (sign, name, to) => {
    const element = button("turn", sign, () => go({ read: to, at: null }));
    element.setAttribute("aria-label", word(name));
    element.disabled = to < 0 || to >= data.texts.length;
    return element;
  };
  return make("div", "bar", turn("‹", "previous", place - 1), choice, turn("›", "next", place + 1),
    button("leave", word("toGraph"), () => go({ read: null, at: null })));
}
const titleOf = (source) => data.documents[source].slice(0, 2).filter(Boolean).reverse().map((text) => short(text, 40)).join(" ") || word("untitled");

let opened = "";
function fillReader() {
  reader.hidden = state.read === null;
  container.inert = !reader.hidden;
  const key = `${state.read} ${state.at} ${state.language}`;
  const top = key === opened ? reader.querySelector(".page")?.scrollTop : null;
  opened = key;
  if (reader.hidden) { reader.replaceChildren(); return; }
  const [source, publisher, lines] = data.texts[state.read];
  const [title, issued] = data.documents[source];
  const page = make("article", "page",
    make("h2", "", title || word("untitled")), make("p", "about", [publisher, issued].filter(Boolean).join("　")),
    ...paragraphs(lines).map(paragraph));
  page.tabIndex = 0;
  replaceKeepingFocus(reader, readerBar(state.read), page);
  reader.setAttribute("aria-label", title || word("untitled"));
  const sought = state.at !== null ? page.querySelector(`[data-begin="${state.at}"]`) : null;
  sought?.classList.add("sought");
  if (top !== null) page.scrollTop = top;
  else sought?.scrollIntoView({ block: matchMedia("(max-width: 860px)").matches ? "start" : "center" });
}
