"""The ranking of tools for a need, in steps whose cost follows what is shown and not the size of the landscape.

The question ``tools-for-need`` defines the ranking in one piece. The steps give the same rows: the profiles of the need
come with their scores, and tools are read of the best profiles only, until there are enough.
"""

from dataclasses import dataclass
from itertools import groupby

from ontology.namespaces import ONTOLOGY, slug_of
from queries.engines import Engine
from queries.filters import Filters
from queries.results import Row, all_rows, rows

LEADERS = 20
"""Tools that a release names as the first of each group, and that questions about leaders tell."""
MOST = 100
"""Tools that ``tools-of-profiles`` tells; who asks for more is answered by ``tools-for-need``."""

_LED_BY = f"{ONTOLOGY}ledBy"
_OF_TOOLS = ("pricing", "price_level", "open_source")
"""Filters that look at single tools, not at what their profile can do."""


@dataclass(frozen=True)
class Ranking:
    """The best tools as rows with the columns of ``tools-for-need`` that an answer shows, and how many pass in all."""

    best: list[Row]
    total: int


def ranking(engine: Engine, need: str, filters: Filters, limit: int | None) -> Ranking:
    """Return the `limit` tools that serve the need with id `need` best, or all of them.

    Raises:
        ParameterError: a filter is no id of its type.
    """
    if limit is None or limit > MOST or "adjacent" in filters.fit:
        return _defined(engine, need, filters, limit)
    profiles = _profiles(engine, need, filters)
    best = _best(engine, filters, profiles, limit)
    if not best and not rows(engine, "is-known", node=_LED_BY):
        return _defined(engine, need, filters, limit)  # the release was made before segments had leaders
    return Ranking(best, sum(map(_count, profiles)))


def _defined(engine: Engine, need: str, filters: Filters, limit: int | None) -> Ranking:
    everything = all_rows(engine, "tools-for-need", need=need, **filters.values())
    return Ranking(everything[:limit], len(everything))


def _profiles(engine: Engine, need: str, filters: Filters) -> list[Row]:
    """Return the profiles whose tools pass, best first."""
    given = filters.values()
    given.pop("channel", None)
    asked = "profiles-for-need" if given.keys() & set(_OF_TOOLS) else "scores-of-need"
    profiles = rows(engine, asked, need=need, **given)
    if filters.channel is None or not profiles:
        return profiles
    acting = {row["profile"] for row in rows(engine, "profiles-in-channel", need=need, channel=filters.channel)}
    return [profile for profile in profiles if profile["profile"] in acting]


def _best(engine: Engine, filters: Filters, profiles: list[Row], limit: int) -> list[Row]:
    whole: list[Row] = []
    last: list[Row] = []
    for _, level in groupby(profiles, _level):
        if sum(map(_count, whole + last)) >= limit:
            break
        whole, last = whole + last, list(level)
    most = LEADERS if limit <= LEADERS else MOST
    parts = [whole, last] if sum(map(_count, whole + last)) > most else [whole + last]
    # Of a part that is longer than the question tells, no more than `limit` tools are shown.
    tools = [tool for part in parts if part for tool in _tools(engine, filters, part, most)]
    scores = {row["profile"]: row for row in whole + last}
    ranked = sorted(({**scores[tool["profile"]], **tool} for tool in tools), key=_order)[:limit]
    if not ranked:
        return []
    about = rows(engine, "vendors-of-tools", tool=[slug_of(str(tool["tool"])) for tool in ranked])
    known = {row["tool"]: row for row in about}
    return [{**tool, **known[tool["tool"]]} for tool in ranked]


def _tools(engine: Engine, filters: Filters, profiles: list[Row], most: int) -> list[Row]:
    """Return the first `most` tools of profiles."""
    given = {name: value for name, value in filters.values().items() if name in _OF_TOOLS}
    leaders = "leaders-by-price" if given else "leaders-of-profiles"
    asked = leaders if most == LEADERS else "tools-of-profiles"
    return rows(engine, asked, profile=[slug_of(str(row["profile"])) for row in profiles], **given)


def _count(profile: Row) -> int:
    return int(str(profile["tools"]))


def _level(row: Row) -> tuple[float, float]:
    return -float(str(row["coverage"])), -float(str(row["essential_coverage"]))


def _order(row: Row) -> tuple[float, float, int, str, str]:
    """Return the key by which ``tools-for-need`` sorts; tools of unknown adoption come after those never seen."""
    adoption = -1 if row["adoption"] is None else int(str(row["adoption"]))
    return *_level(row), -adoption, str(row["label"]), str(row["tool"])
