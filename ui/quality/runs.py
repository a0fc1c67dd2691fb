"""What the last runs did, as the releases on this machine tell."""

from datetime import datetime

import streamlit as st

from loaders.releases import Release, releases
from loaders.report import Report
from queries.home import default_home
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.quality import words

_MOST = 20
"""Releases that are listed."""


def reports(landscape: Landscape) -> dict[str, Report]:
    """Return what each run reported whose release is on this machine, the newest first; nothing of a server."""
    return _reports(landscape.edition, _stamp()) if landscape.folder else {}


def _stamp() -> float:
    """Return what is another number once releases came or went: a rollback leaves newer ones behind."""
    return (default_home() / "releases").stat().st_mtime


@st.cache_data(max_entries=2, show_spinner=False)
def _reports(edition: str, stamp: float) -> dict[str, Report]:
    del edition, stamp  # they are the key
    return {release.id: _report(release) for release in releases(default_home())[:_MOST]}


def _report(release: Release) -> Report:
    values = release.report
    return Report.from_json(values, str(values["status"]))


def show(landscape: Landscape, current: Landscape, found: dict[str, Report]) -> None:
    """Show the runs, and a field to choose of which of their releases the page tells more.

    Args:
        landscape: the release that the page tells of.
        current: the one that is current.
        found: what each run reported.
    """
    st.header(words.RUNS_TITLE, anchor=False)
    if not found:
        about = next(iter(landscape.rows("release")), {})
        program = markdown(about.get("program") or words.UNKNOWN)
        day = landscape.date or words.UNKNOWN
        st.markdown(words.RUNS_SERVER.format(release=markdown(landscape.release), day=day, program=program))
        return
    ids = list(found)
    place = ids.index(current.release) if current.release in ids else 0
    table(
        [
            words.RELEASE,
            words.WHEN,
            words.OUTCOME,
            words.HOW,
            words.ROWS_READ,
            words.REJECTED,
            words.TOOLS,
            words.CAME,
            words.WENT,
            words.CHANGED,
        ],
        [
            [
                _link(id_, current),
                *_cells(report, [words.IS_NEWER, words.IS_CURRENT, words.IS_KEPT][1 + _sign(number - place)]),
            ]
            for number, (id_, report) in enumerate(found.items())
        ],
        alt=words.RUNS_ALT,
    )
    quiet(words.RUNS_NOTE)
    if len(ids) > 1:
        st.session_state["release"] = landscape.release
        st.selectbox(words.WHICH, ids, key="release", width=420, on_change=_chosen, args=(current.release,))
    with st.container(gap="small"):
        st.markdown(words.COMMANDS)
        st.code(
            f"{words.LIST_COMMAND}\n{words.SHOW_COMMAND.format(release=landscape.release)}",
            language=None,
            wrap_lines=True,
        )


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _link(release: str, current: Landscape) -> str:
    given = {} if release == current.release else {"release": release}
    return f"[{markdown(release)}]({address.path('changes', **given)})"


def _cells(report: Report, outcome: str) -> list[str]:
    began, ended = datetime.fromisoformat(report.started), datetime.fromisoformat(report.ended)
    different = report.difference
    first = not different["before"]
    changed = {change["tool"] for change in different["changed"]}
    counts = ["" if first else f"{len(tools):,}" for tools in (different["added"], different["gone"], changed)]
    return [
        words.SECONDS.format(when=f"{ended:%Y-%m-%d %H:%M}", seconds=f"{(ended - began).total_seconds():.0f}"),
        outcome,
        words.WHOLE
        if report.built == "whole"
        else words.PATCHED.format(before=markdown(report.built.removeprefix("from "))),
        f"{sum(file.read for file in report.files):,}",
        f"{report.rejected:,}",
        f"{report.tools:,}",
        *(count or words.NOTHING for count in counts),
    ]


def _chosen(current: str) -> None:
    picked = st.session_state["release"]
    address.go({"release": picked} if picked != current else {})
