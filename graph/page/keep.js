// What is taken away: the picture as PNG and SVG, the address, a printed page, a text for elsewhere.
const keep = document.getElementById("keep");
const pictureButton = document.getElementById("picture");
const FINER = 2;   // pixels of the PNG for one of the screen

const today = () => new Date().toLocaleDateString("sv");   // as 2026-01-31
const fileName = (ending, about = subject().split(" · ")[0]) => `${about.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60)}-${today()}.${ending}`;

function download(name, address) {
  const link = make("a");
  [link.download, link.href] = [name, address];
  link.click();
}
/** Bytes of a text as an address: a page without a network may load no other. */
const addressOf = (kind, text) => `data:${kind};charset=utf-8,${encodeURIComponent(text)}`;
const svgText = () => new XMLSerializer().serializeToString(pictured());

const saveSvg = () => download(fileName("svg"), addressOf("image/svg+xml", svgText()));
async function savePng() {
  const image = new Image();
  image.src = addressOf("image/svg+xml", svgText());
  await image.decode();
  const sheet = make("canvas");
  [sheet.width, sheet.height] = [image.width * FINER, image.height * FINER];
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  download(fileName("png"), sheet.toDataURL("image/png"));
}

/** Puts a text where it can be pasted from, and says so. */
async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {   // not offered within a notebook
    const field = make("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  announce(word("copied"));
}

let told = 0;
function announce(text) {
  const live = document.getElementById("live");
  live.textContent = text;
  live.classList.add("seen");
  clearTimeout(told);
  told = setTimeout(() => live.classList.remove("seen"), 1800);
}

function showKeep(on) {
  keep.hidden = !on;
  pictureButton.setAttribute("aria-expanded", String(on));
  if (!on) return;
  const deed = (name, act) => button("", word(name), () => { showKeep(false); act(); });
  keep.replaceChildren(deed("png", savePng), deed("svg", saveSvg), deed("copyLink", () => copy(location.href)), deed("print", () => window.print()));
  keep.querySelector("button").focus();
}
pictureButton.addEventListener("click", () => showKeep(keep.hidden));
keep.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = [...keep.querySelectorAll("button")];
  if (step) all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  else if (event.key === "Escape") { showKeep(false); pictureButton.focus(); } else return;
  event.preventDefault();
  event.stopPropagation();
});
document.addEventListener("pointerdown", (event) => {
  if (!keep.hidden && !keep.contains(event.target) && event.target !== pictureButton) showKeep(false);
});
