// Colours and sizes: all of them from the theme of the page, so that light and dark follow it.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { EditorView } from "@codemirror/view"
import { tags } from "@lezer/highlight"

const tokens = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-blue-text-color)", fontWeight: "600" },
  { tag: tags.standard(tags.variableName), color: "var(--st-blue-text-color)" },
  { tag: tags.local(tags.variableName), color: "var(--st-orange-text-color)" },
  { tag: tags.atom, color: "var(--st-text-color)" },
  { tag: tags.string, color: "var(--st-green-text-color)" },
  { tag: tags.comment, color: "var(--st-gray-text-color)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--st-gray-text-color)" },
])

const frame = EditorView.theme({
  "&": {
    border: "1px solid var(--st-gray-color)",
    borderRadius: "var(--st-base-radius)",
    backgroundColor: "var(--st-background-color)",
    color: "var(--st-text-color)",
    fontSize: "0.9rem",
    overflow: "hidden",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", lineHeight: "1.5", maxHeight: "32rem" },
  ".cm-content, .cm-gutter": { minHeight: "14rem" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": {
    backgroundColor: "var(--st-secondary-background-color)",
    color: "var(--st-gray-text-color)",
    borderRight: "1px solid var(--st-border-color)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--st-primary-color) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 28%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 20%, transparent)",
    outline: "1px solid var(--st-primary-color)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--st-red-color)",
    backgroundColor: "var(--st-red-background-color)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    backgroundColor: "var(--st-secondary-background-color)",
    color: "var(--st-text-color)",
    maxWidth: "min(46rem, 90vw)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-font)", maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem", display: "flex", gap: "1rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--st-primary-color)", color: "#ffffff" },
  ".cm-completionDetail": {
    marginLeft: "auto",
    fontStyle: "normal",
    fontSize: "0.85em",
    color: "var(--st-gray-text-color)",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  "li[aria-selected] .cm-completionDetail": { color: "#ffffff" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--st-red-color)", padding: "0.3rem 0.6rem" },
})

export const looks = [frame, syntaxHighlighting(tokens)]
