"""How the tools on the shortlist serve needs: told by the graph, put together here for the page and for its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.results import Row
from ui.components.query import Values
from ui.landscape import Landscape
from ui.shortlist import words
from ui.shortlist.asked import Asked, Tool


@dataclass(frozen=True)
class Together:
    """How well all tools together serve a need; `state` is covered, partly covered or gap, `coverage` 0 to 1."""

    need: str
    label: str
    state: str
    coverage: float


@dataclass(frozen=True)
class Reason:
    """Why a tool is taken to do something.

    Attributes:
        tool: the tool.
        evidenced: whether a source says so of the tool, rather than that tools of its category usually do.
        outright: whether the source names the very thing.
        label: under what the source lists the tool.
        file: where that stands.
        line: the line there.
    """

    tool: Tool
    evidenced: bool
    outright: bool
    label: str
    file: str
    line: int


@dataclass(frozen=True)
class Requirement:
    """What a need asks for.

    Attributes:
        capability: id of the capability.
        label: its name.
        importance: essential, important or helpful.
        reasons: for each tool that does it, why.
        instead: whether it is one of several ways, and one of the others is taken.
    """

    capability: str
    label: str
    importance: str
    reasons: tuple[Reason, ...]
    instead: bool

    @property
    def open(self) -> bool:
        """Whether nobody says, and nothing suggests, that one of the tools does it or need not."""
        return not self.reasons and not self.instead


@dataclass(frozen=True)
class Fit:
    """How well one tool serves a need on its own: shares from 0 to 1, and `fit` empty where nothing is known."""

    tool: Tool
    fit: str
    coverage: float
    added: float


@dataclass(frozen=True)
class Served:
    """How well a need is served."""

    id: str
    label: str
    together: Together
    fits: tuple[Fit, ...]
    requirements: tuple[Requirement, ...]

    @property
    def open(self) -> list[str]:
        """The names of what stays open, the most important first."""
        return [requirement.label for requirement in self.requirements if requirement.open]

    @property
    def adding(self) -> list[Fit]:
        """The tools that add something to the others, most first."""
        return sorted((fit for fit in self.fits if fit.added), key=lambda fit: -fit.added)

    def does(self, tool: Tool, *, evidenced: bool) -> list[str]:
        """Return what the need asks for and a tool is stated, or else expected, to do."""
        return [
            requirement.label
            for requirement in self.requirements
            if any(reason.tool.id == tool.id and reason.evidenced is evidenced for reason in requirement.reasons)
        ]


def together(landscape: Landscape, asked: Asked) -> list[Together]:
    """Return how well the tools together serve every need, the best served first."""
    rows = landscape.rows("needs-of-stack", tool=asked.ids)
    told = [
        Together(slug_of(str(row["need"])), str(row["label"]), str(row["state"]), float(str(row["coverage"])))
        for row in rows
    ]
    places = {state: place for place, state in enumerate(("covered", "partly covered", "gap"))}
    return sorted(told, key=lambda each: (places[each.state], -each.coverage, each.label))


def served(landscape: Landscape, asked: Asked) -> list[Served]:
    """Return how well the tools serve each need that was chosen, in the order of the choice."""
    if not asked.needs:
        return []
    whole = {each.need: each for each in together(landscape, asked)}
    fits = landscape.rows("fits-of-tools", need=asked.needs, tool=asked.ids)
    added = landscape.rows("added-by-tools", need=asked.needs, tool=asked.ids)
    return [
        Served(
            id=need,
            label=whole[need].label,
            together=whole[need],
            fits=_fits(asked.tools, _by_tool(fits, need), _by_tool(added, need)),
            requirements=_requirements(landscape, need, asked.tools),
        )
        for need in asked.needs
    ]


def _by_tool(rows: Sequence[Row], need: str) -> dict[str, Row]:
    return {slug_of(str(row["tool"])): row for row in rows if slug_of(str(row["need"])) == need}


def _fits(tools: Sequence[Tool], fits: dict[str, Row], added: dict[str, Row]) -> tuple[Fit, ...]:
    return tuple(
        Fit(
            tool,
            slug_of(str(fits[tool.id]["fit"])) if tool.id in fits else "",
            float(str(fits[tool.id]["coverage"])) if tool.id in fits else 0.0,
            float(str(added[tool.id]["added"])) if tool.id in added else 0.0,
        )
        for tool in tools
    )


def _requirements(landscape: Landscape, need: str, tools: Sequence[Tool]) -> tuple[Requirement, ...]:
    strongest: dict[tuple[str, str], Row] = {}
    for row in landscape.rows("reasons-for-tools", need=need, tool=tuple(tool.id for tool in tools)):
        # The strongest reason comes first.
        strongest.setdefault((str(row["capability"]), slug_of(str(row["tool"]))), row)
    taken = {str(row["slot"]) for row in strongest.values()}
    told = []
    for row in landscape.rows("requirements-of-need", need=need):
        capability = str(row["capability"])
        reasons = [
            _reason(tool, strongest[capability, tool.id]) for tool in tools if (capability, tool.id) in strongest
        ]
        reasons.sort(key=lambda reason: not reason.evidenced)
        told.append(
            Requirement(
                slug_of(capability),
                str(row["label"]),
                slug_of(str(row["importance"])),
                tuple(reasons),
                instead=not reasons and str(row["slot"]) in taken,
            )
        )
    return tuple(told)


def _reason(tool: Tool, row: Row) -> Reason:
    return Reason(
        tool,
        evidenced=slug_of(str(row["basis"])) == "evidenced",
        outright=row["provider_label"] == slug_of(str(row["capability"])),
        label=str(row["provider_label"]),
        file=str(row["file"]),
        line=int(str(row["line"])),
    )


def questions(asked: Asked) -> dict[str, tuple[str, Values]]:
    """Return the questions of the catalogue that all this was asked with, by what each found."""
    told: dict[str, tuple[str, Values]] = {
        words.QUERIES["tools"]: ("tools-in-short", {"tool": asked.ids}),
        words.QUERIES["together"]: ("needs-of-stack", {"tool": asked.ids}),
    }
    if asked.needs:
        values = {"need": asked.needs, "tool": asked.ids}
        told |= {words.QUERIES["fits"]: ("fits-of-tools", values), words.QUERIES["added"]: ("added-by-tools", values)}
    for need in asked.needs:
        told[words.QUERIES["reasons"].format(need=need)] = ("reasons-for-tools", {"need": need, "tool": asked.ids})
    return told
