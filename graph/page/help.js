// The key: what dots, sizes, lines and land mean, and what keys and clicks do. It shows itself at the
// first visit, and at `?`.
const help = document.getElementById("help");
const helpButton = document.getElementById("why");
const VISITED = "tifagraph-key";

/** A drawing beside each line of the key. */
const DRAWINGS = {
  shapes: () => TYPES.slice(0, 3).map((type) => glyph(type)),
  sizes: () => [svg("svg", { viewBox: "0 0 34 16", class: "sign", "aria-hidden": "true" }, ...[[4, 2.5], [14, 4], [27, 6.5]].map(([cx, r]) => svg("circle", { cx, cy: 8, r })))],
  lines: () => [svg("svg", { viewBox: "0 0 34 16", class: "sign", "aria-hidden": "true" }, svg("path", { d: "M1 4h32", "stroke-width": 1 }), svg("path", { d: "M1 11h32", "stroke-width": 3 }))],
  lands: () => [svg("svg", { viewBox: "0 0 34 16", class: "sign land", "aria-hidden": "true" }, svg("rect", { width: 34, height: 16, rx: 8 }), ...[10, 18, 26].map((cx) => svg("circle", { cx, cy: 8, r: 2 })))],
  time: () => [glyph("Slogan"), glyph("Event")],
};

function fillHelp() {
  helpButton.setAttribute("aria-label", word("help"));
  helpButton.title = word("help");
  if (help.hidden) return;
  const leave = button("turn", "×", () => showHelp(false));
  leave.setAttribute("aria-label", word("close"));
  const meanings = Object.entries(DRAWINGS).map(([name, draw]) => make("li", "", make("span", "sign-box", ...draw()), make("span", "", word("meaning", name))));
  const keys = word("keys").map(([key, does]) => make("div", "", make("dt", "", ...key.split(" ").map((one) => make("b", "", one))), make("dd", "", does)));
  help.replaceChildren(make("div", "bar", make("h2", "", word("help")), leave), make("ul", "meanings", ...meanings), make("dl", "keys", ...keys));
  help.setAttribute("aria-label", word("help"));
}

function showHelp(on) {
  help.hidden = !on;
  helpButton.setAttribute("aria-expanded", String(on));
  fillHelp();
  try { localStorage.setItem(VISITED, "1"); } catch { /* a page inside a notebook keeps nothing */ }
  if (on) help.querySelector("button").focus();
  else if (document.activeElement === document.body) container.focus({ preventScroll: true });
}
helpButton.addEventListener("click", () => showHelp(help.hidden));

/** At the first visit the key lies beside the picture, where there is room, and takes no focus. */
function greet() {
  try { if (localStorage.getItem(VISITED)) return; } catch { return; }
  if (location.hash || container.clientWidth < 700) return;
  help.hidden = false;
  helpButton.setAttribute("aria-expanded", "true");
  fillHelp();
}
