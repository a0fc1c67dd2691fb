"""What changed from one release to the next: by tool, by category and by need, and how fresh the sources are."""

import streamlit as st

from ui import address
from ui import landscape as landscapes
from ui import words as app_words
from ui.changes import asked as addresses
from ui.changes import follow, fresh, needs, tools, words
from ui.components import query
from ui.components.footer import footer
from ui.components.text import quiet
from ui.escaping import markdown

current = landscapes.current()


def _choose(kept: list[str], days: dict[str, str], shown: str) -> None:
    st.session_state["release"] = shown
    st.selectbox(
        words.WHICH,
        kept,
        key="release",
        format_func=lambda id_: (words.CURRENT if id_ == current.release else words.OTHER).format(
            day=days[id_], release=id_
        ),
        width=420,
        on_change=_chosen,
    )


def _chosen() -> None:
    picked = st.session_state["release"]
    address.go({"release": picked} if picked != current.release else {})


def _metrics(counted: tools.Numbers) -> None:
    with st.grid("auto", min_column_width=150):
        for kind, name in words.KINDS.items():
            number = int(str(counted[kind]["tools"])) if kind in counted else 0
            st.metric(name, f"{number:,}", border=True, help=words.KIND_MEANING[kind])
        touched = len(landscape.rows("changes-by-need"))
        st.metric(words.NEEDS_METRIC, f"{touched:,}", border=True, help=words.NEEDS_METRIC_MEANING)


st.title(words.TITLE, anchor=False)
landscape = addresses.release(current)
asked = addresses.current(landscape)
kept = {each.id: each for each in addresses.kept(current)}
if len(kept) > 1:
    _choose(
        list(kept),
        {id_: str(each.report["ended"])[:16].replace("T", " ") for id_, each in kept.items()},
        landscape.release,
    )
elif current.folder is None:
    quiet(words.ONLY_CURRENT)

about = next(iter(landscape.rows("release")), {})
before = str(about.get("before") or "")
counted = tools.numbers(landscape)
behind: dict[str, tuple[str, query.Values]] = {
    words.QUERY_NUMBERS: ("changes-in-numbers", {}),
    words.QUERY_CATEGORIES: ("changes-by-category", {}),
    words.QUERY_NEEDS: ("changes-by-need", {}),
    words.QUERY_FRESH: ("freshness", {}),
    words.QUERY_RELEASE: ("release", {}),
}
if not before:
    st.header(words.FIRST_TITLE, anchor=False)
    st.markdown(
        words.FIRST.format(tools=app_words.count(landscape.tools, "tool", "tools"), day=landscape.date or "unknown")
    )
else:
    older = landscapes.of(kept[before]) if before in kept else None
    said = words.LEAD_DATED if older else words.LEAD
    st.markdown(
        said.format(
            release=markdown(landscape.release),
            day=landscape.date,
            before=markdown(before),
            before_day=older.date if older else "",
        )
    )
    if any(kind in counted for kind in words.KINDS):
        _metrics(counted)
        needs.show(landscape, older, asked)
        tools.show(landscape, older, asked, counted)
        tools.by_category(landscape)
        kind = tools.kind_of(asked, counted)
        behind[words.QUERY_TOOLS] = ("changes-by-kind", {"change": kind})
    else:
        st.header(words.SAME_TITLE, anchor=False)
        st.markdown(words.SAME)
fresh.show(landscape)
follow.show(current)
query.panel(behind)
footer(landscape)
