// The picture as it stands on the screen, as SVG: under its title and what is filtered, over its
// legend. The PNG file and the printed page are made of it.
const [HEAD, FOOT, MARGIN] = [84, 44, 28];
const LETTERS = "PingFang SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif";

const point = (value) => Math.round(value * 10) / 10;
/** From the plane to the screen. */
function projection() {
  const view = network.getViewPosition();
  const scale = network.getScale();
  const [wide, high] = [container.clientWidth, container.clientHeight];
  return { wide, high, scale, x: (node) => point((node.x - view.x) * scale + wide / 2), y: (node) => point((node.y - view.y) * scale + high / 2) };
}

function pictured(titled = true) {
  const plane = projection();
  const { wide, high } = clearing();   // what the panel covers is no part of it
  const top = titled ? HEAD : 0;
  const frame = svg("clipPath", { id: "frame" }, svg("rect", { width: wide, height: high }));
  const map = svg("g", { transform: `translate(0 ${top})`, "clip-path": "url(#frame)" }, ...lands(plane), ...ways(plane), ...dots(plane), ...names());
  return svg("svg", { xmlns: SVG, viewBox: `0 0 ${wide} ${high + top + FOOT}`, width: wide, height: high + top + FOOT, "font-family": LETTERS },
    frame, svg("rect", { width: "100%", height: "100%", fill: ink.paper }), ...(titled ? head() : []), map, ...foot(high + top + FOOT / 2));
}

function lands(plane) {
  const colours = hues();
  return islands.flatMap((island, number) => {
    const members = landed(island);
    if (members.length < 3) return [];
    const r = point(LAND * plane.scale);
    const d = members.map((node) => `M${point(plane.x(node) - r)} ${plane.y(node)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`).join("");
    return [svg("path", { d, fill: colours[number % colours.length], opacity: (isDark() ? .4 : .5) * (lit() ? .6 : 1) })];
  });
}

/** The middle of the bow that vis-network draws between two nodes. */
function bow({ from, to, bend }) {
  const share = .5 + bend / 2;
  const angle = Math.atan2(from.y - to.y, to.x - from.x) + (share - .5) * Math.PI;
  const far = share * Math.hypot(from.x - to.x, from.y - to.y);
  return { x: from.x + far * Math.cos(angle), y: from.y - far * Math.sin(angle) };
}

function ways(plane) {
  const bright = lit();
  const way = new Set(state.path ? pathBetween(...state.path)?.links : []);
  return [...crowdWays(plane), ...stage.links.flatMap((link) => {
    const { color: { color, opacity }, width, arrows } = visEdge(link, bright, way);
    const via = bow(link);
    const line = svg("path", { d: `M${plane.x(link.from)} ${plane.y(link.from)}Q${plane.x(via)} ${plane.y(via)} ${plane.x(link.to)} ${plane.y(link.to)}`,
      fill: "none", stroke: color, "stroke-width": point(width * plane.scale), "stroke-opacity": opacity });
    return arrows.to.enabled ? [line, tipOf(plane, via, link.to, color)] : [line];
  })];
}

const straight = (plane, from, to, width, opacity) => svg("path", { d: `M${plane.x(from)} ${plane.y(from)}L${plane.x(to)} ${plane.y(to)}`,
  fill: "none", stroke: ink.edge, "stroke-width": point(width), "stroke-opacity": opacity.toFixed(2) });
/** The lines that are not drawn in full, and the closed islands of a crowd. */
function crowdWays(plane) {
  const thin = hairlines();
  const bundles = (crowded() ? bundlesSeen() : []).map((bundle) => {
    const { width, alpha } = looksOfBundle(widthOfBundle(bundle));
    return straight(plane, bundle.one, bundle.second, width, alpha);
  });
  const discs = closedIslands().map((island) => svg("circle", { cx: plane.x(island), cy: plane.y(island), r: point(reachDrawn(island) * plane.scale),
    ...looksOfDisc(island.type) }));
  return [...bundles, ...thin.map(({ from, to }) => straight(plane, from, to, .6, paleness(thin.length))), ...discs];
}

/** The head of an arrow at the rim of the node that it comes to. */
function tipOf(plane, via, node, fill) {
  const turn = Math.atan2(plane.y(node) - plane.y(via), plane.x(node) - plane.x(via));
  const [x, y] = [plane.x(node) - node.size * plane.scale * Math.cos(turn), plane.y(node) - node.size * plane.scale * Math.sin(turn)];
  return svg("path", { d: "M0 0L-9 3.5V-3.5z", fill, transform: `translate(${point(x)} ${point(y)}) rotate(${point(turn * 180 / Math.PI)})` });
}

function dots(plane) {
  const bright = lit();
  const seen = crowded() ? [...stage.nodes, ...dotted()] : stage.nodes;
  return [...seen].reverse().map((node) => {
    const { color, size, borderWidth } = visNode(node, bright);
    const grown = size * plane.scale / 6;   // the shapes are 12 wide
    return svg("path", { d: SHAPES[node.shape] ?? SHAPES.dot, fill: color.background, stroke: color.border, "stroke-width": point(borderWidth / grown * plane.scale),
      transform: `translate(${plane.x(node)} ${plane.y(node)}) scale(${grown.toFixed(3)}) translate(-6 -6)` });
  });
}

const written = (text, x, y, size, fill, more = {}) => svg("text", { x: point(x), y: point(y), "font-size": size, fill, "dominant-baseline": "central", ...more }, text);
const names = () => labelled.map(({ text, x, y, size, bold, chosen }) => written(text, x, y, size, chosen ? ink.seal : ink.ink,
  { "font-weight": bold ? 600 : 400, stroke: ink.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" }));

function head() {
  const about = [document.getElementById("holds").textContent, filterWords()].filter(Boolean).join("　");
  return [written(short(subject(), 40), MARGIN, 32, 24, ink.ink, { "font-weight": 600 }), written(about, MARGIN, 62, 13, css("soft"))];
}

/** What the picture is of: what is chosen, and the page's title. */
function subject() {
  const about = chosenNodes().length ? [state.path ? state.path : chosenNodes()].flat().map((node) => node.label).join(" — ") : "";
  return [about, data.title[state.language]].filter(Boolean).join(" · ");
}

/** The filters in words: period, place, document, what is left out. */
function filterWords() {
  const left = [...state.off.map(typeName), ...state.without.map((name) => relationName(name, true))];
  return [state.since || state.until ? days(state.since || "…", state.until || "…") : "", data.places[state.place], data.documentKinds[state.kind]?.[state.language],
    state.document === null ? "" : `《${data.documents[state.document][0] || word("untitled")}》`,
    left.length ? word("leftOut", left) : ""].filter(Boolean).join(" · ");
}

function foot(y) {
  const found = [];
  let x = MARGIN;
  for (const type of TYPES.filter((name) => data.holds.byType[name] && !state.off.includes(name))) {
    found.push(svg("path", { d: SHAPES[data.types[type].shape] ?? SHAPES.dot, fill: tint(type), transform: `translate(${point(x)} ${y - 6})` }),
      written(typeName(type), x + 20, y, 13, ink.ink));
    x += 44 + widthOf(container.querySelector("canvas").getContext("2d"), `13px ${ink.sans}`, typeName(type));
  }
  return found;
}
