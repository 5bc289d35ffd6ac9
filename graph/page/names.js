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

const DATED = ["Event", "Policy"];
let cuts = { of: null, by: new Map() };   // length → {name of each entity drawn, cut; how many have it}
function cutTo(longest) {
  if (cuts.of !== sieve.nodes) cuts = { of: sieve.nodes, by: new Map() };
  if (!cuts.by.has(longest)) {
    const found = new Map([...sieve.nodes].map((node) => [node, cut(node.label, longest)]));
    const number = new Map();
    for (const name of found.values()) number.set(name, (number.get(name) ?? 0) + 1);
    cuts.by.set(longest, { found, number });
  }
  return cuts.by.get(longest);
}

/** What stands beside a node: its name cut; where another would stand there alike, an event with its
 * date, anything else with more of its name. */
function nameOf(node, longest = LONGEST_NAME, patience = 2) {
  const { found, number } = cutTo(longest);
  const name = found.get(node) ?? cut(node.label, longest);
  if ((number.get(name) ?? 0) < (found.has(node) ? 2 : 1) || node.type === "Person") return name;
  if (!DATED.includes(node.type)) return patience && name !== node.label ? nameOf(node, longest + 6, patience - 1) : name;
  const day = dayOf(node);
  return day ? `${name} ${day}` : name;
}
