"""The tools that changed: of one kind of change at a time, a page at a time."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.changes import said, words
from ui.changes.asked import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape

PAGE = 25
"""Changes that ``changes-by-kind`` tells at a time."""
_GONE = "gone"

Numbers = dict[str, Row]


def numbers(landscape: Landscape, category: str = "") -> Numbers:
    """Return how much changed, by kind of change."""
    found = landscape.rows("changes-in-numbers", **({"category": category} if category else {}))
    return {str(row["change"]): row for row in found}


def kind_of(asked: Asked, counted: Numbers) -> str:
    """Return the kind of change that is listed: the one that is asked for if there is any of it, else the first."""
    there = [kind for kind in words.KINDS if kind in counted]
    return asked.kind if asked.kind in there else there[0]


def values(asked: Asked, kind: str, total: int) -> dict[str, str]:
    """Return the parameters of ``changes-by-kind`` for the page that is asked for, or the last one there is."""
    skip = PAGE * (_page(asked, total) - 1)
    return {
        "change": kind,
        **({"category": asked.category} if asked.category else {}),
        **({"skip": str(skip)} if skip else {}),
    }


def _pages(total: int) -> int:
    return max(-(-total // PAGE), 1)


def _page(asked: Asked, total: int) -> int:
    return min(asked.page, _pages(total))


def show(landscape: Landscape, before: Landscape | None, asked: Asked, counted: Numbers) -> None:
    """Show the tools of one kind of change.

    Args:
        landscape: the release.
        before: the one before it, where it is here: it knows the names of tools that are gone.
        asked: which kind, and which tools of it.
        counted: how much changed in all.
    """
    st.header(words.BY_TOOL, anchor=False)
    kind = kind_of(asked, counted)
    _fields(landscape, asked, kind, counted)
    st.markdown(words.KIND_MEANING[kind])
    category = "" if kind == _GONE else asked.category
    inside = numbers(landscape, category).get(kind) if category else counted[kind]
    total = int(str(inside["changes"])) if inside else 0
    if not total:
        st.markdown(words.NONE_OF_KIND.format(category=markdown(_categories(landscape)[asked.category])))
        return
    rows = landscape.rows("changes-by-kind", **values(asked if category else _anywhere(asked), kind, total))
    _list(kind, rows, names_of(before, rows) if kind == _GONE else {})
    if total > PAGE:
        shown = _page(asked, total)
        key = f"page-{kind}-{shown}"
        st.pagination(_pages(total), default=shown, key=key, on_change=_turned, args=(key,))


def _anywhere(asked: Asked) -> Asked:
    return Asked(asked.kind, "", asked.need, asked.page)


def _fields(landscape: Landscape, asked: Asked, kind: str, counted: Numbers) -> None:
    st.session_state["kind"] = kind
    st.radio(
        words.KIND,
        [each for each in words.KINDS if each in counted],
        key="kind",
        horizontal=True,
        format_func=lambda each: words.KIND_OPTION.format(
            kind=words.KINDS[each], count=f"{int(str(counted[each]['tools'])):,}"
        ),
        on_change=_chosen,
        args=("kind",),
    )
    if kind != _GONE:
        names = _categories(landscape)
        st.session_state["category"] = asked.category
        st.selectbox(
            words.CATEGORY,
            ["", *names],
            key="category",
            format_func=lambda id_: names.get(id_, words.ANY),
            help=words.CATEGORY_HELP,
            filter_mode="contains",
            width=360,
            on_change=_chosen,
            args=("category",),
        )


def _categories(landscape: Landscape) -> dict[str, str]:
    return {slug_of(str(row["category"])): str(row["label"]) for row in landscape.rows("categories")}


def names_of(before: Landscape | None, rows: list[Row]) -> dict[object, str]:
    """Return the names that the tools of `rows` had in the release before, as far as it is here."""
    ids = tuple(slug_of(str(row["tool"])) for row in rows)
    found = before.rows("names-of-tools", tool=ids) if before and ids else []
    return {row["tool"]: str(row["label"]) for row in found}


def _list(kind: str, rows: list[Row], names: dict[object, str]) -> None:
    lines = []
    for row in rows:
        id_ = slug_of(str(row["tool"]))
        name = markdown(row["label"] or names.get(row["tool"]) or id_)
        link = name if kind == _GONE else f"[{name}]({address.path('tool', id=id_)})"
        lines.append(f"- {link}{_detail(kind, row)}")
    st.markdown("\n".join(lines))


def _detail(kind: str, row: Row) -> str:
    if kind == "renamed":
        return " · " + words.WAS.format(before=markdown(row["before"]))
    if kind == "changed":
        parts = {"before": said.value(row["before"]), "after": said.value(row["after"]), "field": said.field(row)}
        return " · " + words.CHANGED.format(**{name: markdown(part) for name, part in parts.items()})
    return ""


def by_category(landscape: Landscape) -> None:
    """Show how many tools changed in each category."""
    st.header(words.BY_CATEGORY, anchor=False)
    found: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for row in landscape.rows("changes-by-category"):
        id_ = slug_of(str(row["category"]))
        names[id_] = str(row["label"])
        found.setdefault(id_, {})[str(row["change"])] = int(str(row["tools"]))
    if not found:
        st.markdown(words.NO_CATEGORY)
        return
    kinds = [kind for kind in words.KINDS if any(kind in counted for counted in found.values())]
    table(
        [words.CATEGORY, *(words.KINDS[kind] for kind in kinds)],
        [
            [
                f"[{markdown(names[id_])}]({address.path('category', id=id_)})",
                *(f"{counted.get(kind, 0):,}" for kind in kinds),
            ]
            for id_, counted in found.items()
        ],
        alt=words.BY_CATEGORY_ALT,
    )
    quiet(words.BY_CATEGORY_NOTE)


def _chosen(name: str) -> None:
    address.change(**{name: st.session_state[name] or "", "page": ""})


def _turned(key: str) -> None:
    number = int(st.session_state[key])
    address.change(page=str(number) if number > 1 else "")
