// The page as a whole: from the state to what is shown, and from pointer and keys to the state.
function apply() {
  const before = { ...state };
  const stood = rearranged;
  Object.assign(state, parse(location.hash));
  if (state.node) state.off = state.off.filter((type) => type !== state.node.type);
  refilter();
  speak();
  tellLost();
  nameSearch();
  fillHelp();
  fillPanel();
  fillReader();
  fillTable();
  fillTimeline();
  repaint();
  const moved = ["node", "link", "way"].some((name) => state[name] !== before[name])
    || String(state.path?.map((node) => node.id)) !== String(before.path?.map((node) => node.id))
    || state.open.length > before.open.length;
  if (moved && chosenNodes().length) showChosen(true);
  else if (stood && stood !== rearranged) showAll(false);
  tell(before);
}

/** Says that the address leads to something that this page does not hold. */
function tellLost() {
  const notice = document.getElementById("notice");
  notice.hidden = !state.lost;
  if (!state.lost) return;
  const name = state.lost.split("~")[0].split("/").slice(1).join("/") || state.lost;
  notice.replaceChildren(word("lost", short(name, 40)),
    button("", word("seek"), () => { search.value = name; search.focus(); }),
    button("", word("close"), () => go({ lost: "" })));
}

/** Says what has changed to those who do not see it. */
function tell(before) {
  const live = document.getElementById("live");
  if (state.node && state.node !== before.node) {
    live.textContent = `${state.node.label}，${typeName(state.node.type)}，${word("neighbours", new Set(state.node.links.map((link) => other(link, state.node))).size)}`;
  } else if (filtered()) live.textContent = word("passed", sieve.told.size, sieve.matches.size);
}

const tip = document.getElementById("tip");
function showTip({ x, y }, ...content) {
  tip.replaceChildren(...content);
  tip.hidden = false;
  tip.style.left = `${container.offsetLeft + Math.max(8, Math.min(x + 14, container.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(0, y + 18 + tip.offsetHeight > container.clientHeight ? y - tip.offsetHeight - 12 : y + 18)}px`;
}
function hideTip() { tip.hidden = true; hovered = null; container.style.cursor = ""; }

// Inside a notebook the wheel scrolls the notebook, and zooms only with Ctrl.
if ("inline" in document.documentElement.dataset) {
  let leave;
  container.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    const box = container.getBoundingClientRect();
    showTip({ x: event.clientX - box.left, y: event.clientY - box.top }, word("wheel"));
    clearTimeout(leave);
    leave = setTimeout(hideTip, 1200);
  }, { capture: true, passive: true });
}

network.on("hoverNode", (event) => {
  hovered = byNode.get(event.node);
  container.style.cursor = "pointer";
  showTip(event.pointer.DOM, short(hovered.label, 60), make("small", "", `　${typeName(hovered.type)} · ${word("counts", hovered)}`));
});
network.on("hoverEdge", (event) => {
  const link = byEdge.get(event.edge);
  container.style.cursor = "pointer";
  const [from, to] = [link.from, link.to].map((node) => short(node.label, 40));
  showTip(event.pointer.DOM, `${from} — ${relationName(link.relation, true)} → ${to}`,
    make("small", "", `　${word("times", link.weight)}`));
});
/** A closed island tells who is in it. */
container.addEventListener("pointermove", (event) => {
  if (hovered || !crowded() || event.buttons) return;
  const spot = { x: event.offsetX, y: event.offsetY };
  const island = islandAt(spot);
  if (!island) { hideTip(); return; }
  container.style.cursor = "pointer";
  showTip(spot, islandWords(island));
});
for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, hideTip);
network.on("click", ({ pointer: { DOM: spot }, event }) => {
  hideTip();
  const node = nodeAt(spot);
  const island = node ? null : islandAt(spot);
  if (island) { openIsland(island); return; }
  const shift = event.srcEvent?.shiftKey;
  if (node && shift && state.node && node !== state.node) choose({ path: [state.node, node] });
  else choose(node ? { node } : { link: byEdge.get(network.getEdgeAt(spot)) ?? null });
});
network.on("doubleClick", ({ pointer: { DOM: spot } }) => {
  const node = nodeAt(spot);
  if (node && !state.open.includes(node) && (node.members ?? hiddenNeighbours(node)).length) go({ open: [...state.open, node] });
});
network.on("resize", () => { if (!chosenNodes().length) showAll(false); });
new ResizeObserver(() => { if (scaleOf && strip.querySelector("svg").clientWidth !== scaleOf.full) fillTimeline(); }).observe(strip);

/** The entity to step to from the chosen one: the nearest in that direction. */
function ahead(dx, dy) {
  const from = state.node;
  if (!from) return faces(entities.filter((node) => sieve.nodes.has(node)))[0];
  let best = null;
  let least = Infinity;
  for (const node of faces(sieve.nodes)) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const along = x * dx + y * dy;
    const cost = along + 2 * Math.abs(x * dy - y * dx);
    if (along > 0 && cost < least) { best = node; least = cost; }
  }
  return best;
}
const zoomBy = (factor) => { network.moveTo({ scale: Math.max(.02, Math.min(6, network.getScale() * factor)) }); restage(); };
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
container.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const next = STEPS[event.key] && ahead(...STEPS[event.key]);
  if (STEPS[event.key]) { if (next) choose({ node: next }); }
  else if (event.key === "Enter") { if (state.node) panel.focus({ preventScroll: true }); }
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") showAll(true);
  else return;
  event.preventDefault();
});

document.getElementById("fit").addEventListener("click", () => showAll(true));
document.getElementById("read").addEventListener("click", () => go({ read: state.read === null ? readable.get(state.document) ?? 0 : null, at: null }));
document.getElementById("language").addEventListener("click", () => go({ language: state.language === "zh" ? "en" : "zh" }));
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
  else if (event.key === "?" && !typing) showHelp(help.hidden);
  else if (event.key === "Escape" && !typing) {
    if (!help.hidden) { showHelp(false); return; }
    if (panel.contains(document.activeElement)) container.focus();
    if (!filters.hidden) showFilters(false);
    else if (chosenNodes().length) choose({});
    else if (state.read !== null) go({ read: null, at: null });
    else if (state.table) go({ table: null });
  }
});

if (!location.hash && data.focus.length) {
  const first = hashOf({ ...state, node: entities[data.focus[0]] });
  try { history.replaceState(null, "", first); } catch { location.hash = first; }
}
container.querySelector(".vis-network").tabIndex = -1;   // the graph is one stop, its box
current = location.hash;
greet();
apply();
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); });
if (chosenNodes().length) showChosen(false);
else showAll(false);
network.redraw();
