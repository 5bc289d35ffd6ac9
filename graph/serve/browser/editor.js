// The SPARQL editor: CodeMirror, coloured, completing the terms of the ontology.
import {
  autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, EditorState, EditorView,
  highlightSpecialChars, HighlightStyle, history, historyKeymap, keymap, lineNumbers, sparql, StreamLanguage, syntaxHighlighting, tags,
} from "./codemirror.js";
import { complete } from "./completion.js";
import { $ } from "./elements.js";
import { word } from "./words.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: tags.standard(tags.variableName), color: "var(--keyword)" },
  { tag: tags.local(tags.variableName), color: "var(--variable)" },
  { tag: tags.atom, color: "var(--term)" },
  { tag: tags.string, color: "var(--text)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--soft)" },
]);
const look = EditorView.theme({
  "&": { fontSize: "13.5px", backgroundColor: "var(--sheet)", color: "var(--ink)", borderRadius: "10px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", maxHeight: "46vh", minHeight: "9.6em" },
  ".cm-content": { caretColor: "var(--seal)", padding: "10px 0" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0", paddingLeft: "6px" },
  ".cm-cursor": { borderLeftColor: "var(--seal)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", border: "1px solid var(--line)", borderRadius: "10px", boxShadow: "var(--shade)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12.5px", maxHeight: "15em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--mark) !important", color: "var(--ink) !important" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", color: "var(--soft)", marginLeft: "10px" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--ink)" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", maxWidth: "320px", fontFamily: "var(--sans)", fontSize: "12.5px", lineHeight: "1.6" },
});

let view = null;
/** Puts the editor in place of the plain field. Ctrl-Enter asks; Esc leaves it, so that Tab goes on. */
export function open(ask) {
  view = new EditorView({
    parent: $("editor"),
    state: EditorState.create({
      doc: $("text").value,
      extensions: [
        EditorView.cspNonce.of(document.querySelector("script[nonce]").nonce),
        keymap.of([
          { key: "Mod-Enter", run: () => { ask(); return true; } },
          ...completionKeymap, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap,
          { key: "Escape", run: () => { $("run").focus(); return true; } },
        ]),
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), bracketMatching(), closeBrackets(),
        StreamLanguage.define(sparql), syntaxHighlighting(colours), look, EditorView.lineWrapping,
        autocompletion({ override: [complete], icons: false }),
      ],
    }),
  });
  $("text").hidden = true;
  $("editor").hidden = false;
  name();
}
export const name = () => {
  view.contentDOM.setAttribute("aria-label", word("editor"));
  view.scrollDOM.tabIndex = -1;
};
export const text = () => view.state.doc.toString();
export const focus = () => view.focus();
export function write(content) {
  if (content === text()) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: content } });
}
