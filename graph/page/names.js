// Names on the picture: a long one loses what it shares with others, two alike get their dates.
const LONGEST_NAME = 12;
const ENDS = 3;
const pairsOf = (characters) => characters.slice(1).map((character, place) => characters[place] + character);
const short = (text, longest) => {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
};

const common = new Map();   // two characters that follow each other → in how many long names
for (const { label } of entities) {
  if (label.length <= LONGEST_NAME) continue;
  for (const pair of new Set(pairsOf([...label]))) common.set(pair, (common.get(pair) ?? 0) + 1);
}

/** A name of so many characters at most, with a gap where it differs least from the others: the run
 * whose pairs of characters are the commonest; the first three and the last three stay. */
function cut(text, longest) {
  const characters = [...text];
  const gap = characters.length - longest + 1;
  if (gap < 2) return text;
  const weight = pairsOf(characters).map((pair) => Math.log(common.get(pair) ?? 1));
  let [best, most] = [ENDS, -1];
  for (let start = ENDS; start + gap + ENDS <= characters.length; start += 1) {
    const sum = weight.slice(start, start + gap - 1).reduce((all, one) => all + one, 0);
    if (sum >= most) [best, most] = [start, sum];
  }
  return `${characters.slice(0, best).join("")}…${characters.slice(best + gap).join("")}`;
}

/** Names that would be cut alike, each with what it has and the others have not, between gaps:
 * 中华…肯尼亚…条约 beside 中华…厄瓜多尔…条约. */
function cutApart(names, longest) {
  const all = names.map((name) => [...name]);
  const least = Math.min(...all.map((characters) => characters.length));
  const alike = (at) => all.every((characters) => characters.at(at) === all[0].at(at));
  let [head, tail] = [0, 0];
  while (head < least && alike(head)) head += 1;
  while (head + tail < least && alike(-1 - tail)) tail += 1;
  return all.map((characters) => {
    const rest = characters.length - tail;
    const own = cut(characters.slice(head, rest).join(""), longest);
    const before = head > ENDS + 1 ? [...characters.slice(0, ENDS), "…"] : characters.slice(0, head);
    const after = tail > ENDS + 1 ? ["…", ...characters.slice(-ENDS)] : characters.slice(rest);
    return [...before, own, ...after].join("");
  });
}

const DATED = ["Event", "Policy"];
let cuts = { of: null, by: new Map() };   // length → {name of each entity drawn, cut; how many have it}
function cutTo(longest) {
  if (cuts.of !== sieve.nodes) cuts = { of: sieve.nodes, by: new Map() };
  if (!cuts.by.has(longest)) {
    const same = new Map();   // cut name → the names that are cut so
    for (const label of new Set([...sieve.nodes].map((node) => node.label))) {
      const name = cut(label, longest);
      same.set(name, [...(same.get(name) ?? []), label]);
    }
    const names = new Map();   // label → name
    for (const [name, labels] of same) {
      const told = labels.length > 1 ? cutApart(labels, longest) : [name];
      labels.forEach((label, place) => names.set(label, told[place]));
    }
    const number = new Map();
    for (const { label } of sieve.nodes) number.set(names.get(label), (number.get(names.get(label)) ?? 0) + 1);
    cuts.by.set(longest, { names, number });
  }
  return cuts.by.get(longest);
}

/** What stands beside a node: its name cut, so that it differs from those of others; an event or
 * document of the same name as another, with its date. */
function nameOf(node, longest = LONGEST_NAME) {
  const { names, number } = cutTo(longest);
  const name = names.get(node.label) ?? cut(node.label, longest);
  const alone = (number.get(name) ?? 0) < (sieve.nodes.has(node) ? 2 : 1);
  const day = !alone && DATED.includes(node.type) && dayOf(node);
  return day ? `${name} ${day}` : name;
}
