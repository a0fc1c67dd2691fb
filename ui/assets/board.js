// The customer journey, drawn as one element: each need a link that the app follows without loading the page anew.

const drawn = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector(".journey")
  const words = JSON.stringify(data)
  // Drawn again with the same words, a link would lose the focus.
  if (drawn.get(board) !== words) {
    board.replaceChildren(...data.map(section))
    drawn.set(board, words)
  }
  board.onclick = (event) => {
    const link = event.target.closest("a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    setTriggerValue("need", link.dataset.need)
  }
}

function section({ title, phase, definition, needs }) {
  const about = element("p", "about", definition)
  if (phase) about.prepend(element("strong", "", phase), " · ")
  const list = element("ul")
  list.append(...needs.map(entry))
  const stage = element("section", phase ? "stage" : "across")
  stage.append(element("h2", "", title), about, list)
  return stage
}

function entry({ need, label, address, icon, level, served }) {
  const link = element("a", "", label)
  link.href = address
  link.dataset.need = need
  if (served) {
    const sign = element("span", "sign", icon)
    sign.ariaHidden = "true"
    const service = element("small", level)
    service.append(sign, served)
    // The space parts the name from the number where the link is read aloud.
    link.append(" ", service)
  }
  const item = element("li")
  item.append(link)
  return item
}

function element(name, kind = "", text = "") {
  const made = document.createElement(name)
  if (kind) made.className = kind
  made.textContent = text
  return made
}
