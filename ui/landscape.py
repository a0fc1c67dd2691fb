"""The landscape as the app reads it: the current release, with answers kept in memory until another release is current.

It is the one of the graph on this machine, or that of the server that CXSCAPE_ENDPOINT names. Every kept value is keyed
by the release that gave it, so a refresh shows at the next interaction without a restart, and one of a server soon.
"""

import gc
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import streamlit as st

from loaders.releases import Release, current_release
from ontology.namespaces import slug_of
from queries.answers import Answer, Filters, tools_for_need
from queries.choices import Choice, choices
from queries.endpoint import UPDATE_VARIABLE, VARIABLE, endpoint
from queries.engines import Embedded, Engine
from queries.errors import ParameterError, QueryError
from queries.home import default_home
from queries.labels import search
from queries.results import Row, rows
from queries.search import Found, NeedSearch
from queries.terms import parse_term
from ui.sources import Source, read_sources

_FIRST_PAGE_SECONDS = 2
_LOOK_AGAIN_SECONDS = 5
"""How soon a release that was published to a server shows; each look is two small questions."""


@dataclass(frozen=True)
class Stage:
    """A stage of the customer journey, with the phase it belongs to."""

    id: str
    label: str
    definition: str
    phase: str
    phase_definition: str


@dataclass(frozen=True)
class NeedName:
    """A need as it stands in a list; `stage` is the id of the stage where it matters most, empty for all of them."""

    id: str
    label: str
    definition: str
    stage: str


@dataclass(frozen=True)
class Requirement:
    """What software must be able to do for a need; `importance` is essential, important or helpful."""

    capability: str
    label: str
    definition: str
    importance: str
    rationale: str


@dataclass(frozen=True)
class Need:
    """All that a page says of a need."""

    id: str
    label: str
    definition: str
    stages: dict[str, str]
    channels: dict[str, str]
    symptoms: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Landscape:
    """The current release.

    Attributes:
        release: its id.
        date: the day its data was loaded, ISO 8601.
        tools: how many tools it holds.
        engine: what answers for it.
        edition: tells it from every other release, one of the same id rebuilt in its place included.
        folder: where it lies on this machine, nothing for that of a server.
    """

    release: str
    date: str
    tools: int
    engine: Engine
    edition: str
    folder: Path | None = None

    def rows(self, question: str, **values: str | tuple[str, ...]) -> list[Row]:
        """Return the answer to a question of the catalogue; see `queries.results.rows`."""
        return _rows(self.edition, self.engine, question, values)

    def knows(self, kind: str, name: str) -> bool:
        """Return whether the graph has a thing of this kind, say ``tool``, with this id, which may be anything."""
        try:
            return bool(self.rows("is-known", node=parse_term(kind, name).value))
        except ParameterError:
            return False

    def find_tools(self, text: str, limit: int = 20) -> list[tuple[str, str]]:
        """Return id and name of the tools whose names hold `text`, the best first."""
        if self.folder is not None:
            return search(self.folder, text, limit)
        found = self.rows("tools-by-name", words=text)[:limit] if text.strip() else []
        return [(slug_of(str(row["tool"])), str(row["label"])) for row in found]

    def journey(self) -> list[Stage]:
        """Return the stages of the customer journey in order."""
        return _journey(self.edition, self.engine)

    def needs(self) -> dict[str, NeedName]:
        """Return all needs by id, in the order of the journey."""
        return _needs(self.edition, self.engine)

    def need(self, need: str) -> Need:
        """Return what is known of a need, which must be one of `needs`."""
        return _need(self.edition, self.engine, need)

    def search(self, text: str) -> Found:
        """Return the needs that `text` may speak of."""
        return _search(self.edition, self.engine).find(text)

    def choices(self, parameter: str) -> list[Choice]:
        """Return the values that a filter can take."""
        return _choices(self.edition, self.engine, parameter)

    def answer(self, need: str, filters: Filters, limit: int) -> Answer:
        """Return the tools that serve a need, the first `limit` with their reasons."""
        return _answer(self.edition, self.engine, self.release, need, filters, limit)

    def count(self, need: str, filters: Filters) -> int:
        """Return how many tools serve a need."""
        return self.answer(need, filters, 0).total

    def sources(self) -> list[Source]:
        """Return the files that the landscape is made of."""
        return _sources(self.edition, self.engine)


def current() -> Landscape:
    """Return the release that is current now.

    Raises:
        NoReleaseError: nothing is loaded.
    """
    server = os.environ.get(VARIABLE)
    if server:
        return _published(server, os.environ.get(UPDATE_VARIABLE))
    return of(current_release(default_home()))


def of(release: Release) -> Landscape:
    """Return a release on this machine."""
    built = (release.folder / "release.json").stat().st_mtime_ns
    return _landscape(f"{release.folder}@{built}", release)


@st.cache_resource(max_entries=4, show_spinner=False)
def _landscape(edition: str, _release: Release) -> Landscape:
    report = _release.report
    engine = Embedded(_release.store)
    _warm(_search(edition, engine))
    return Landscape(_release.id, str(report["ended"])[:10], int(report["tools"]), engine, edition, _release.folder)


@st.cache_resource(max_entries=2, ttl=_LOOK_AGAIN_SECONDS, show_spinner=False)
def _published(query: str, update: str | None) -> Landscape:
    from queries.remote import Remote  # noqa: PLC0415 - what a server takes to ask is nothing for a local answer

    engine = Remote(endpoint(query, update))
    issued, tools = engine.about()
    return Landscape(engine.release, issued[:10], tools, engine, f"{query}@{engine.release}@{issued}")


def _warm(search: NeedSearch) -> None:
    """Load what a search takes once the first page is drawn, so that the first one is as quick as the others."""

    def load() -> None:
        with suppress(QueryError):
            search.prepare()
        _settle()

    later = Timer(_FIRST_PAGE_SECONDS, load)
    later.daemon = True
    later.start()


def _settle() -> None:
    """Keep what is there now out of the search for garbage.

    Streamlit searches all there is after each run of a page; the modules and the release alone, which stay anyway, take
    65 ms of it, and the next click waits for that.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@st.cache_resource(max_entries=2, show_spinner=False)
def _search(edition: str, _engine: Engine) -> NeedSearch:
    del edition  # it is the key
    return NeedSearch(_engine)


@st.cache_data(max_entries=512, show_spinner=False)
def _rows(edition: str, _engine: Engine, name: str, values: dict[str, str | tuple[str, ...]]) -> list[Row]:
    del edition  # it is the key
    return rows(_engine, name, **{key: value if isinstance(value, str) else [*value] for key, value in values.items()})


@st.cache_data(max_entries=2, show_spinner=False)
def _journey(edition: str, _engine: Engine) -> list[Stage]:
    del edition  # it is the key
    return [
        Stage(
            slug_of(str(r["stage"])),
            str(r["label"]),
            str(r["definition"]),
            str(r["phase_label"]),
            str(r["phase_definition"]),
        )
        for r in rows(_engine, "journey")
    ]


@st.cache_data(max_entries=2, show_spinner=False)
def _needs(edition: str, _engine: Engine) -> dict[str, NeedName]:
    del edition  # it is the key
    names = [
        NeedName(slug_of(str(row["need"])), str(row["label"]), str(row["definition"]), slug_of(str(row["stage"] or "")))
        for row in rows(_engine, "needs")
    ]
    return {name.id: name for name in [n for n in names if n.stage] + [n for n in names if not n.stage]}


@st.cache_data(max_entries=128, show_spinner=False)
def _need(edition: str, _engine: Engine, need: str) -> Need:
    about = rows(_engine, "need", need=need)
    related: dict[str, dict[str, str]] = {"stage": {}, "channel": {}, "symptom": {}}
    for row in about:
        related[str(row["relation"])][slug_of(str(row["value"]))] = str(row["value_label"])
    order = {stage.id: place for place, stage in enumerate(_journey(edition, _engine))}
    return Need(
        id=need,
        label=str(about[0]["label"]),
        definition=str(about[0]["definition"]),
        stages=dict(sorted(related["stage"].items(), key=lambda item: order.get(item[0], len(order)))),
        channels=related["channel"],
        symptoms=tuple(related["symptom"].values()),
        requirements=tuple(
            Requirement(
                capability=slug_of(str(row["capability"])),
                label=str(row["label"]),
                definition=str(row["definition"]),
                importance=slug_of(str(row["importance"])),
                rationale=str(row["rationale"]),
            )
            for row in rows(_engine, "requirements-of-need", need=need)
        ),
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _choices(edition: str, _engine: Engine, parameter: str) -> list[Choice]:
    del edition  # it is the key
    return choices(_engine, parameter)


@st.cache_data(max_entries=256, show_spinner=False)
def _answer(edition: str, _engine: Engine, release: str, need: str, filters: Filters, limit: int) -> Answer:
    del edition  # it is the key
    return tools_for_need(_engine, release, need, filters, limit)


@st.cache_data(max_entries=2, show_spinner=False)
def _sources(edition: str, _engine: Engine) -> list[Source]:
    del edition  # it is the key
    return read_sources(_engine)
