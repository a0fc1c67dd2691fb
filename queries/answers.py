"""The headline answer: the tools that serve a need, ranked, each with its reasons and what it lacks."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.errors import ParameterError
from queries.filters import Filters
from queries.ranking import ranking
from queries.results import Row, rows

__all__ = ["Answer", "Filters", "RankedTool", "Reason", "explain", "tools_for_need"]


@dataclass(frozen=True)
class Reason:
    """Why a tool covers one required capability: what a source says of it, else the strongest thing it is expected for.

    Attributes:
        capability: id of the capability.
        importance: essential, important or helpful.
        strength: evidenced, core, common or occasional.
        basis: ``evidenced`` (a source says so of this tool) or ``category-implied`` (tools of its category usually do).
        through: id of the vendor category or source label that the reason goes through.
        confidence: how sure the way from the source to that category or capability is, over 0 up to 1.
        source: where the source says it: file, line and label.
        capability_label: name of the capability.
        through_label: name of what the reason goes through.
    """

    capability: str
    importance: str
    strength: str
    basis: str
    through: str
    confidence: float
    source: str
    capability_label: str
    through_label: str


@dataclass(frozen=True)
class RankedTool:
    """A tool in an answer; numbers are 0 to 1 except `adoption`, which counts occurrences on the web."""

    rank: int
    id: str
    label: str
    vendor: str | None
    homepage: str | None
    fit: str
    coverage: float
    essential_coverage: float
    adoption: int | None
    why: tuple[Reason, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The tools that serve a need.

    Attributes:
        need: id and label of the need.
        release: id of the release that answered.
        tools: the best ones, as many as were asked for.
        total: how many tools pass in all.
    """

    need: dict[str, str]
    release: str
    tools: tuple[RankedTool, ...]
    total: int

    def as_json(self) -> dict[str, Any]:
        """Return the answer in the form documented in ``docs/json.md``."""
        tools = []
        for tool in self.tools:
            value = asdict(tool)
            for reason in value["why"]:
                del reason["capability_label"], reason["through_label"]
            tools.append({**value, "why": list(value["why"]), "missing": list(tool.missing)})
        return {"need": self.need, "release": self.release, "tools": tools, "total": self.total}


def tools_for_need(
    engine: Engine, release: str, need: str, filters: Filters | None = None, limit: int | None = 20
) -> Answer:
    """Return the tools that serve the need with id `need`, best first.

    Args:
        engine: where to ask.
        release: id of the release it answers for.
        need: id of the need.
        filters: how to narrow the answer.
        limit: how many tools to return with their reasons, None for all.

    Raises:
        ParameterError: there is no such need.
    """
    required = rows(engine, "requirements-of-need", need=need)
    about = rows(engine, "need", need=need)
    if not about:
        raise ParameterError(f"no need has the id {need!r}: search for one with `cxscape ask` in plain words")
    ranked = ranking(engine, need, filters or Filters(), limit)
    reasons = explain(engine, need, [slug_of(str(row["tool"])) for row in ranked.best])
    tools = tuple(
        _ranked(place, row, reasons[slug_of(str(row["tool"]))], required) for place, row in enumerate(ranked.best, 1)
    )
    return Answer({"id": need, "label": str(about[0]["label"])}, release, tools, ranked.total)


def explain(engine: Engine, need: str, tools: list[str]) -> dict[str, list[Row]]:
    """Return, by tool, the best reason for each required capability it is known or expected to have.

    The question ``reasons-for-tools`` defines which comes first. Here what the tools are classified as and what
    that gives are asked apart, because many tools share it.
    """
    best: dict[str, list[Row]] = defaultdict(list)
    stated = rows(engine, "classifications-of-tools", tool=tools) if tools else []
    if not stated:
        return best
    providers = sorted({str(row["provider"]) for row in stated})
    ways: dict[object, list[Row]] = defaultdict(list)
    for way in rows(engine, "provisions-for-need", need=need, provider=providers):
        ways[way["provider"]].append(way)
    seen: set[tuple[object, object]] = set()
    for row in sorted(({**line, **way} for line in stated for way in ways[line["provider"]]), key=_order):
        key = (row["tool"], row["capability"])
        if key not in seen:
            seen.add(key)
            best[slug_of(str(row["tool"]))].append(row)
    return best


def _order(row: Row) -> tuple[object, ...]:
    """Return the key by which ``reasons-for-tools`` sorts."""
    weight, effective = -_number(row["weight"]), -_number(row["effective"])
    labels = str(row["capability_label"]), str(row["through_label"]), str(row["provider_label"])
    implied = slug_of(str(row["basis"])) != "evidenced"
    return row["tool"], weight, labels[0], implied, effective, labels[1], row["line"], labels[2]


def _ranked(place: int, row: Row, reasons: list[Row], required: list[Row]) -> RankedTool:
    why = tuple(_reason(reason) for reason in reasons)
    covered_slots = {reason["slot"] for reason in reasons}
    missing = tuple(slug_of(str(r["capability"])) for r in required if r["slot"] not in covered_slots)
    return RankedTool(
        rank=place,
        id=slug_of(str(row["tool"])),
        label=str(row["label"]),
        vendor=_text(row["vendor"]),
        homepage=_text(row["homepage"]),
        fit=slug_of(str(row["fit"])),
        coverage=_number(row["coverage"]),
        essential_coverage=_number(row["essential_coverage"]),
        adoption=int(_number(row["adoption"])) if row["adoption"] is not None else None,
        why=why,
        missing=missing,
    )


def _reason(row: Row) -> Reason:
    return Reason(
        capability=slug_of(str(row["capability"])),
        importance=slug_of(str(row["importance"])),
        strength=slug_of(str(row["strength"])),
        basis=slug_of(str(row["basis"])),
        through=slug_of(str(row["through"])),
        confidence=_number(row["confidence"]),
        source=f"{row['file']}, line {row['line']}: {row['provider_label']}",
        capability_label=str(row["capability_label"]),
        through_label=str(row["through_label"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float:
    return float(str(value))
