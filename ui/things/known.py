"""Which thing a page is about; where the address names none that we know, what is nearest to it."""

import difflib
import re
import unicodedata
from collections.abc import Mapping

import streamlit as st

from ontology.namespaces import slug_of
from queries.errors import ParameterError
from queries.terms import parse_term
from ui import address
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import words
from ui.words import count

_LISTS = {"vendor": "vendors", "category": "categories", "capability": "capabilities"}
_ABOVE = {"tool": "landscape"}
"""The page that lists the things of a kind, where it is not the one that also tells of each."""
_NEAR = 5
_ALIKE = 0.5
"""How much an id or a name must be like what was asked for, from 0 to 1, to be offered instead."""
_SHOWN_AT_MOST = 30
"""Characters of an unknown id that its page repeats."""
_FOUND = 10


def names(landscape: Landscape, kind: str) -> dict[str, str]:
    """Return the names of all vendors, categories or capabilities by id."""
    return {slug_of(str(row[kind])): str(row["label"]) for row in landscape.rows(_LISTS[kind])}


def tool_name(landscape: Landscape, tool: str) -> str:
    """Return the name of a tool, its id where it has none."""
    about = landscape.rows("tool", tool=tool)
    return next((str(row["value"]) for row in about if str(row["property"]).endswith("#prefLabel")), tool)


def asked_for(landscape: Landscape, kind: str) -> str:
    """Return the id of the thing that the page's address names.

    Where it names none, the page shows what there is; where it names one that we do not know, the nearest. Then the id
    that is returned is empty, and there is nothing more to show.
    """
    asked = address.one("id")
    if not asked:
        _pick(landscape, kind)
        return ""
    name = id_of(kind, asked)
    if name and is_known(landscape, kind, name):
        # No entry of the navigation is marked on these pages: this says where they belong, and leads there.
        address.link(_ABOVE.get(kind, kind), words.ALL[kind], icon=":material/arrow_back:")
        return name
    st.title(words.UNKNOWN_TITLE.format(kind=words.KINDS[kind], asked=markdown(shortened(asked))), anchor=False)
    unknown(landscape, kind, asked)
    return ""


def id_of(kind: str, asked: str) -> str:
    """Return the id that an id, an IRI or a prefixed name means, empty where it cannot be one."""
    try:
        return slug_of(parse_term(kind, asked).value)
    except ParameterError:
        return ""


def is_known(landscape: Landscape, kind: str, name: str) -> bool:
    """Return whether there is a thing of this kind with this id."""
    return landscape.knows(kind, name) if kind == "tool" else name in names(landscape, kind)


def shortened(asked: str) -> str:
    """Return what was asked for, as far as a page repeats it, without marks that turn a line around."""
    visible = "".join(letter for letter in asked if unicodedata.category(letter) not in ("Cc", "Cf"))
    return visible if len(visible) <= _SHOWN_AT_MOST else f"{visible[:_SHOWN_AT_MOST]}…"


def unknown(landscape: Landscape, kind: str, asked: str) -> None:
    """Say what became of a thing that we do not know, as far as this is known, and offer the nearest."""
    if kind == "tool" and _moved_on(landscape, asked):
        return
    near = nearest(landscape, kind, asked)
    st.markdown(words.UNKNOWN_NEAR if near else words.UNKNOWN_NONE)
    for name, label in near.items():
        address.link(kind, markdown(label), {"id": name}, icon=address.ONWARD)
    if kind == "tool":
        found(find("find-tool", landscape))
    else:
        address.link(kind, words.ALL[kind], icon=":material/list:")


def _moved_on(landscape: Landscape, asked: str) -> bool:
    name = id_of("tool", asked)
    changes = landscape.rows("changes-of-tool", tool=name) if name else []
    if any(row["change"] == "gone" for row in changes):
        st.markdown(words.GONE)
    renamed = [str(row["subject"]) for row in changes if row["change"] == "renamed"]
    for subject in renamed:
        st.markdown(words.MOVED_ON)
        now = slug_of(subject)
        address.link("tool", markdown(tool_name(landscape, now)), {"id": now}, icon=address.ONWARD)
    return bool(renamed)


def nearest(landscape: Landscape, kind: str, asked: str) -> dict[str, str]:
    """Return the names of the few things that are most like `asked`, by id, the most like first."""
    if kind == "tool":
        return _most_like(asked, _tools_like(landscape, asked))
    return _most_like(asked, names(landscape, kind), _ALIKE)


def _tools_like(landscape: Landscape, asked: str) -> dict[str, str]:
    """Return tools whose names hold what was asked for or, where none does, as much of its beginning as some do."""
    words_of_it = " ".join(re.findall(r"\w+", asked))
    for text in dict.fromkeys((words_of_it, words_of_it.partition(" ")[0], words_of_it[:5], words_of_it[:3])):
        tools = dict(landscape.find_tools(text, 50)) if text else {}
        if tools:
            return tools
    return {}


def _most_like(asked: str, known: Mapping[str, str], at_least: float = 0.0) -> dict[str, str]:
    text = asked.casefold()

    def likeness(name: str) -> float:
        spellings = (name, known[name].casefold())
        # What holds all of it is nearer than what shares some letters with it.
        held = any(text in each for each in spellings)
        return held + max(difflib.SequenceMatcher(None, text, each).ratio() for each in spellings)

    scores = {name: likeness(name) for name in known}
    best = sorted((name for name in known if scores[name] >= at_least), key=lambda name: -scores[name])
    return {name: known[name] for name in best[:_NEAR]}


def find(key: str, landscape: Landscape, label: str = words.FIND_TOOL, hint: str | None = None) -> dict[str, str]:
    """Show a box that finds tools while one types.

    Args:
        key: of the box.
        landscape: the current release.
        label: the words above the box.
        hint: what one reads on resting there.

    Returns:
        The names of the tools found, by id.
    """
    typed = st.text_input(
        label,
        key=key,
        type="search",
        live=True,
        icon=":material/search:",
        placeholder=words.FIND_PLACEHOLDER,
        help=hint,
    )
    text = (typed or "").strip()
    tools = dict(landscape.find_tools(text, _FOUND)) if text else {}
    if text and not tools:
        quiet(words.NOTHING_NAMED.format(text=markdown(shortened(text))))
    return tools


def found(tools: Mapping[str, str]) -> None:
    """Show links to the tools that were found."""
    for name, label in tools.items():
        address.link("tool", markdown(label), {"id": name}, icon=address.ONWARD)


def _pick(landscape: Landscape, kind: str) -> None:
    """Show what there is of a kind."""
    st.title(words.PICK[kind], anchor=False)
    st.markdown(words.LEAD[kind])
    if kind == "tool":
        found(find("find-tool", landscape))
        return
    with st.grid("auto", min_column_width=400):
        for row in sorted(landscape.rows(_LISTS[kind]), key=lambda row: str(row["label"]).casefold()):
            number = row["tools"] if "tools" in row else row["needs"]
            noun = ("tool", "tools") if "tools" in row else ("need", "needs")
            label = f"{markdown(row['label'])} ({count(int(str(number)), *noun)})"
            address.link(kind, label, {"id": slug_of(str(row[kind]))}, icon=address.ONWARD)
