// What can be completed: keywords, prefixes, the variables of the query, and the graph's own things by name or label.
//
// completions.prefixes: {prefix: namespace}; completions.things: [[prefixed name, label, kind]], the likelier first.

import { functions, keywords } from "./words.json"

const PHRASES = ["GROUP BY", "ORDER BY", "FILTER NOT EXISTS", "FILTER EXISTS"]
const MOST = 50

const WORDS = [
  ...keywords.filter((label) => label.length > 1).map((label) => ({ label, detail: "keyword" })),
  ...PHRASES.map((label) => ({ label, detail: "keyword" })),
  ...functions.map((label) => ({ label, detail: "function", apply: called(label) })),
]

function called(name) {
  return (view, _, from, to) => {
    view.dispatch({ changes: { from, to, insert: `${name}()` }, selection: { anchor: from + name.length + 1 } })
  }
}

export function completer(completions) {
  return (context) => {
    if (isSilent(context)) return null
    const declared = context.matchBefore(/\bPREFIX\s+[\w-]*:?$/i)
    if (declared) return declaration(declared, completions())
    const variable = context.matchBefore(/[?$]\w*$/)
    if (variable) return variables(context, variable)
    const word = context.matchBefore(/[\p{L}\d_-]*:?[\p{L}\d_-]*$/u)
    if (!word || (word.text.length < 2 && !context.explicit)) return null
    return words(word, completions())
  }
}

// Inside of a comment, a string or an IRI nothing is offered.
function isSilent(context) {
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  const rest = before.replace(/<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "")
  return /["'#]|<[^<>\s=]+$/.test(rest)
}

function declaration(match, { prefixes }) {
  const from = match.from + /\S*$/.exec(match.text).index
  const options = Object.entries(prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    detail: namespace,
    apply: `${prefix}: <${namespace}>\n`,
  }))
  return { from, options, validFor: /^[\w-]*:?$/ }
}

function variables(context, match) {
  const around = context.state.doc.sliceString(0, match.from) + context.state.doc.sliceString(match.to)
  const names = new Set(around.match(/\?\w+/g))
  return { from: match.from, options: [...names].sort().map((label) => ({ label, detail: "variable" })), validFor: /^\?\w*$/ }
}

function words(match, { prefixes, things }) {
  const typed = fold(match.text)
  const pieces = typed.split(/[-:_]/).filter(Boolean)
  const options = typed.includes(":") ? [] : WORDS.filter((word) => fold(word.label).startsWith(typed))
  for (const prefix of Object.keys(prefixes)) {
    if (typed && prefix.startsWith(typed)) options.push({ label: `${prefix}:`, detail: "prefix" })
  }
  options.push(...rank(things, typed, pieces))
  return { from: match.from, options: options.slice(0, MOST), filter: false }
}

// First what begins like what was typed, then what has all its pieces at the beginnings of words.
function rank(things, typed, pieces) {
  const [prefix, local] = typed.includes(":") ? typed.split(":") : [null, typed]
  const first = []
  const others = []
  for (const [name, label, kind] of things) {
    if (prefix !== null && !name.startsWith(`${prefix}:`)) continue
    const own = fold(name.slice(name.indexOf(":") + 1))
    const words = ` ${own.replace(/[-_]/g, " ")} ${fold(label)}`
    const option = () => ({ label: name, displayLabel: label, detail: `${name} · ${kind}` })
    if (own.startsWith(local) || fold(label).startsWith(local)) first.push(option())
    else if (pieces.slice(prefix === null ? 0 : 1).every((piece) => words.includes(` ${piece}`))) others.push(option())
    if (first.length >= MOST) break
  }
  return [...first, ...others].slice(0, MOST)
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}
