// The panel: what is known of a node, a relation or a path, each statement with its sentences.
const panel = document.getElementById("panel");

/** What can be done from a node: open or close what is around it, look for a way elsewhere. */
function deeds(node) {
  const hidden = neighboursToOpen(node).filter((near) => !sieve.nodes.has(near)).length;
  const opened = state.open.includes(node);
  return make("p", "deeds",
    node.series ? button("", word("series", node.series.members.length), () => choose({ node: node.series })) : null,
    opened ? button("collapse", word("collapse"), () => go({ open: state.open.filter((one) => one !== node) }))
      : node.members ? button("expand", word("unfold", node.members.length), () => go({ open: [...state.open, node] }))
      : hidden ? button("expand", word("expand", hidden), () => go({ open: [...state.open, node] })) : null,
    node.links.length && !node.members ? button("path", word("pathTo"), () => seekPath(node)) : null,
    ...judgeDeeds(node),
    state.read !== null ? button("tograph", word("toGraph"), () => go({ read: null, at: null })) : null);
}

function nodePanel(node) {
  const [first, last] = span(node.uses);
  const attested = node.type === "Slogan" && first !== last ? [word("firstUse", first), word("lastUse", last)]
    : [node.type === "Event" && !node.members && dayOf(node) ? dayOf(node) : days(first, last)];
  const top = make("div", "top",
    make("p", "kind", glyph(node.type), [typeName(node.type), ...kindsOf(node)].join(" · ")),
    make("h2", "", node.label),
    node.type === "Person" ? postLine(career(node)) : null,
    node.aliases.length ? make("p", "also", `${word("also")}：${node.aliases.join("、")}`) : null,
    make("p", "counts", word("counts", node),
      ...attested.filter(Boolean).flatMap((text) => [" · ", make("span", "when", text)]),
      node.credits ? ` · ${word("credits", node.credits)}` : ""),
    filtered() ? make("p", "counts", word("kept", node.links.filter(linkPasses).length, node.links.length, sieve.rows && documentsOf(inRows(node.uses)), documentsOf(node.uses)), button("clear", word("clear"), clearFilters)) : null,
    deeds(node));
  return [top, make("div", "scroll", ...cardBody(node))];
}

const nameButton = (node) => button("", node.label, () => choose({ node }));
function linkPanel(link) {
  const top = make("div", "top",
    make("p", "kind", `${typeName(link.from.type)} → ${typeName(link.to.type)}`),
    make("h2", "", nameButton(link.from), make("span", "way", `${relationName(link.relation, true)} →`), nameButton(link.to)),
    make("p", "counts", word("times", weighed(link.sentences, link.weight, link.uses))));
  return [top, make("div", "scroll", heading(word("evidence"), 0), evidence(kept(link.sentences), weighed(link.sentences, link.weight, link.uses), about(link.from, link.to, statementOf(link))))];
}

/** The other ways between two, where there are any. */
function otherWays(from, to, way) {
  const all = waysBetween(from, to);
  if (all.length < 2) return null;
  return make("p", "deeds", ...all.map((one, place) => {
    const choice = button("", word("way", place + 1, one.links.length), () => go({ way: place }));
    choice.setAttribute("aria-pressed", String(one === way));
    return choice;
  }));
}

function pathPanel([from, to]) {
  const way = pathBetween(from, to);
  const top = make("div", "top",
    make("p", "kind", word("path")),
    make("h2", "", nameButton(from), make("span", "way", way ? `${word("steps", way.links.length)} →` : "⇢"), nameButton(to)),
    otherWays(from, to, way));
  const scroll = make("div", "scroll way-list");
  if (!way) scroll.append(make("p", "rest", word("noPath")));
  way?.nodes.forEach((node, place) => {
    const link = way.links[place];
    scroll.append(make("div", "row stop", glyph(node.type), button("name", node.label, () => choose({ node }))));
    if (link) {
      const name = make("span", "name", relationName(link.relation, link.from === node));
      scroll.append(make("ul", "leg", row(null, name, link.sentences, link.weight, about(link.from, link.to, statementOf(link)), way.links.length < 3)));
    }
  });
  return [top, scroll];
}

const panelParts = () => (state.path ? pathPanel(state.path) : state.link ? linkPanel(state.link) : nodePanel(state.node));
function fillPanel() {
  const [one] = chosenNodes();
  const held = panel.contains(document.activeElement);
  panel.hidden = !one;
  if (panel.hidden) return;
  const step = (className, sign, name, act) => {
    const element = button(className, sign, act);
    element.setAttribute("aria-label", word(name));
    element.title = word(name);
    return element;
  };
  const steps = make("div", "steps", step("back", "‹", "back", () => history.back()),
    step("forward", "›", "forward", () => history.forward()), step("close", "×", "close", () => choose({})));
  panel.replaceChildren(...panelParts(), steps);
  const scroll = panel.querySelector(".scroll");
  scroll.prepend(...[judgeBox()].filter(Boolean));
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", word("panel"));
  if (held) panel.focus({ preventScroll: true });
  panel.setAttribute("aria-label", `${word("panel")}：${chosenNodes().map((node) => node.label).join(" — ")}`);
}

// Up and down lead from one neighbour to the next.
panel.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.tagName === "SELECT") return;
  const names = [...panel.querySelectorAll("button.name")];
  const next = names[names.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
