// The SPARQL editor, as a Streamlit component: https://docs.streamlit.io/develop/concepts/custom-components
//
// data: `text` and `edition`: the text to show, which replaces what stands there when the edition is another one;
// `problems`: [{line, column, message}], from 1; `completions`: see complete.js; `label` and `hint`: words for people.
// State `typed`: {edition, text}, what stands there, told when the editor is left. Trigger `run`: the text, on Ctrl-Enter
// or Cmd-Enter.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { bracketMatching, indentOnInput, indentUnit, StreamLanguage } from "@codemirror/language"
import { sparql } from "@codemirror/legacy-modes/mode/sparql"
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint"
import { EditorState, Prec } from "@codemirror/state"
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view"

import { completer } from "./complete.js"
import { looks } from "./looks.js"

const editors = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  let editor = editors.get(parentElement)
  if (!editor) {
    editor = new Editor(parentElement, data)
    editors.set(parentElement, editor)
  }
  editor.update(component)
  return () => {
    editors.delete(parentElement)
    editor.view.destroy()
  }
}

class Editor {
  constructor(parent, data) {
    this.edition = data.edition
    this.completions = data.completions
    this.told = data.text
    const run = () => {
      const text = this.text()
      this.keep(text)
      this.trigger("run", text)
      return true
    }
    const leave = () => {
      if (this.text() !== this.told) this.keep(this.text())
    }
    const state = EditorState.create({
      doc: data.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completer(() => this.completions)], icons: false, maxRenderedOptions: 50 }),
        StreamLanguage.define(sparql),
        EditorView.lineWrapping,
        // Tab is not bound: it leaves the editor, as everywhere else on the page.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }])),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of({ "aria-label": data.label, "aria-description": data.hint }),
        EditorView.domEventHandlers({ blur: leave }),
        looks,
      ],
    })
    this.view = new EditorView({ state, parent: parent.querySelector(".editor"), root: parent })
  }

  keep(text) {
    this.told = text
    this.tell("typed", { edition: this.edition, text })
  }

  text() {
    return this.view.state.doc.toString()
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.tell = setStateValue
    this.trigger = setTriggerValue
    this.completions = data.completions
    if (data.edition !== this.edition) {
      this.edition = data.edition
      this.told = data.text
      this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: data.text } })
    }
    const problems = data.problems.map((problem) => this.place(problem))
    this.view.dispatch(setDiagnostics(this.view.state, problems))
  }

  place({ line, column, message }) {
    const doc = this.view.state.doc
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines))
    // The place is the first letter that does not fit: mark the word there, or the last letter of the line.
    const from = Math.min(at.from + column - 1, Math.max(at.to - 1, at.from))
    const word = /^[\w:-]+/.exec(doc.sliceString(from, at.to))
    const to = Math.min(from + (word ? word[0].length : 1), doc.length)
    return { from, to, severity: "error", message }
  }
}
