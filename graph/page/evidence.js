// Sentences: each with its names marked, its document, and a way to cite it.
const FIRST = 3;    // sentences seen at once
const FURTHER = 20;
const MOST_PRINTED = 40;
const cited = new Set();   // the documents of the sentences that were last told
let unfolded = false;      // on paper everything lies open

/** The text with the names of ``self`` and ``second`` marked, other known names as links. */
function withMentions({ text, mentions }, self, second) {
  const characters = [...text];   // offsets count code points
  const body = make("span");
  let done = 0;
  for (const [begin, end, place] of triples(mentions)) {
    if (begin < done) continue;
    const node = entities[place];
    const name = characters.slice(begin, end).join("");
    body.append(characters.slice(done, begin).join(""),
      node === self ? make("mark", "", name) : node === second ? make("mark", "other", name) : anchor("mention", name, toNode(node)));
    done = end;
  }
  body.append(characters.slice(done).join(""));
  return body;
}

const readable = new Map(data.texts.map(([source], place) => [source, place]));
const citation = (index) => {
  const { text, source } = sentences[index];
  return `“${text}”（${titleLine(source)}）`;
};

/** Of whom sentences tell: one or two entities, and the statements that they make of these. */
const about = (self, second = null, ...said) => ({ self, second, said: said.filter(Boolean) });

function sentence(index, { self, second, said }) {
  const found = sentences[index];
  const [title, issued] = data.documents[found.source];
  const name = `《${title || word("untitled")}》`;
  const place = readable.get(found.source);
  const source = place === undefined ? make("cite", "", name)
    : make("cite", "", anchor("mention", name, { read: place, at: found.begin }));
  if (place !== undefined) source.firstChild.title = word("openAt");
  cited.add(found.source);
  return make("blockquote", "", withMentions(found, self, second),
    make("footer", "", source, issued ? `　${issued}` : "", button("quote", word("quote"), () => copy(citation(index))), wrongButton(index, self, said)));
}

/** Says of a sentence that what is read in it is wrong. */
function wrongButton(index, self, said) {
  if (!self || self.members) return null;
  const element = button("quote", word("wrong"), () => judgeWrong(self, index, said));
  element.title = word("wrongMeans");
  return element;
}

/** The first of the sentences, and a button for more as long as there are. */
function evidence(indexes, weight, whom) {
  const box = make("div", "evidence");
  let told = 0;
  function tell(number) {
    box.append(...indexes.slice(told, told += number).map((index) => sentence(index, whom)));
    const left = indexes.length - told;
    if (left > 0) {
      const more = button("rest", word("moreSentences", left), () => {
        more.remove();
        tell(FURTHER);
      });
      box.append(more);
    } else if (weight > indexes.length) box.append(make("p", "rest", word(sieve.rows ? "restAtLeast" : "rest", weight - indexes.length)));
  }
  tell(unfolded ? MOST_PRINTED : FIRST);
  return box;
}

/** A line that opens to its sentences. */
function row(lead, name, indexes, weight, whom, open) {
  const box = make("div");
  const least = sieve.rows && weight > indexes.length;
  const more = button("more", word(least ? "atLeast" : "times", weight), () => unfold(box.hidden));
  function unfold(on) {
    if (on && !box.firstChild) box.append(evidence(indexes, weight, whom));
    box.hidden = !on;
    more.setAttribute("aria-expanded", String(on));
  }
  unfold(open || unfolded);
  return make("li", "", make("div", "row", lead, name, more), box);
}

/** A list of which the first lines are seen, the others at a click. */
function foldedList(items, tag = "ul") {
  const list = make(tag, "", ...items.slice(0, unfolded ? items.length : LINES).map((item) => item()));
  const left = items.slice(list.children.length);
  if (!left.length) return list;
  const more = make("li", "", button("rest", word("more", left.length), () => more.replaceWith(...left.map((item) => item()))));
  list.append(more);
  return list;
}
const LINES = 12;
