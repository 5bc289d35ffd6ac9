// A printed page is a dossier: the picture, what the panel tells with its sentences, their sources.
const dossier = document.getElementById("dossier");

function fillDossier() {
  const [one] = chosenNodes();
  const parts = [make("h1", "", data.title[state.language]), make("p", "about", document.getElementById("holds").textContent),
    make("p", "about", filterWords())];
  if (one || state.read === null) parts.push(pictured(false));
  if (state.read !== null) parts.push(reader.querySelector(".page").cloneNode(true));
  cited.clear();
  if (one) {
    unfolded = true;
    parts.push(make("div", "told", ...panelParts()));
    unfolded = false;
    parts.push(make("h3", "", word("sources")), make("ol", "sources", ...[...cited].sort((a, b) => a - b).map((source) => make("li", "", titleLine(source)))));
  }
  dossier.replaceChildren(...parts);
}
const titleLine = (source) => {
  const [title, issued] = data.documents[source];
  return [`《${title || word("untitled")}》`, issued].filter(Boolean).join("，");
};

function print(on) {
  printing = on;
  document.documentElement.classList.toggle("printing", on);
  repaint();
  if (on) fillDossier();
  else dossier.replaceChildren();
}
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
