"""Where one reaches each idea of the founding documents that plans are about: ``docs/plans-concepts.md``.

The curated table of concepts names their homes in the graph. Here each kind of home has a place: a question of the
catalogue with its values, and for most a command. ``python -m plans.concepts --write`` writes the page.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import click

from plans.terms import rows_of
from queries import catalogue

PAGE = Path(__file__).parent.parent / "docs" / "plans-concepts.md"
WRITE = "python -m plans.concepts --write"
SCHEME = "concepts-of-scheme"


@dataclass(frozen=True)
class Place:
    """Where one reaches something: a question, its values, and the command that shows it in a plan, if any."""

    question: str
    values: tuple[tuple[str, str], ...] = ()
    command: str = ""

    def __str__(self) -> str:
        values = "".join(f" --set {name}={value}" for name, value in self.values)
        asked = f"`cxscape run {self.question}{values}`"
        return f"{asked}, `cxscape {self.command}`" if self.command else asked


@dataclass(frozen=True)
class Concept:
    """An idea: its id, its wording, the part of a plan that it concerns, and the place of each of its homes."""

    id: str
    text: str
    part: str
    places: tuple[tuple[str, Place], ...]


def _scheme(name: str, command: str = "") -> Place:
    return Place(SCHEME, (("scheme", name),), command)


OF_KIND = {
    "maturity": Place("maturity-stages", (), "maturity show"),
    "maturity-question": Place("maturity-questions", (), "maturity template"),
    "observation": Place("benchmarks", (), "maturity show"),
    "criterion": Place("filter-criteria", (), "filter"),
    "theme": Place("ladder-of-strategy", (), "strategy show"),
    "strategic-objective": Place("ladder-of-strategy", (), "strategy show"),
    "marketing-objective": Place("ladder-of-strategy", (), "strategy show"),
    "digital-goal": Place("values-of-goals", (), "strategy show"),
    "tactic": Place("ladder-of-strategy", (), "strategy show"),
    "engagement-scale": _scheme("engagement-value-scales", "strategy check"),
    "align-step": _scheme("align-steps", "strategy template"),
    "lifecycle-goal": Place("lifecycle-goals"),
    "loyalty-driver": _scheme("loyalty-drivers"),
    "principle": _scheme("principles"),
    "antipattern": _scheme("antipatterns"),
    "role": _scheme("roles"),
    "function": _scheme("business-functions"),
    "practice": _scheme("collaboration-practices"),
    "view": _scheme("views", "strategy check"),
    "enabler": _scheme("enablers"),
    "community-risk": Place("community-risks", (), "community check"),
    "community-benefit": Place("community-benefits", (), "community check"),
    "access-level": _scheme("access-levels"),
    "touchpoint": _scheme("touchpoints", "filter"),
    "phase": _scheme("lifecycle-phases"),
}
"""The place of all things of a type."""
WITH_VALUE = {
    "need": ("need", "need"),
    "kpi": ("needs-of-kpi", "kpi"),
    "capability": ("tools-with-capability", "capability"),
    "category": ("tools-of-category", "category"),
    "channel": ("needs-in-channel", "channel"),
    "stage": ("needs-at-stage", "stage"),
}
"""Types whose things are each a value of a question: the question and its parameter."""
OF_CLASS = {
    "AlignedTactic": Place("orphans-of-strategy", (), "strategy check"),
    "BalancedNeed": Place("views-of-strategy", (), "strategy check"),
    "BrandedSocialChannel": Place("bridges-to-community", (), "community check"),
    "BusinessCentricEnabler": _scheme("enablers"),
    "CXFacingInitiative": Place("filter-of-initiatives", (), "filter"),
    "ChallengedInitiative": Place("filter-of-initiatives", (), "filter"),
    "ChannelPresence": Place("maturity-results", (), "maturity show"),
    "DisconnectedChannel": Place("disconnected-channels", (), "maturity show"),
    "EndToEndGap": Place("end-to-end-gaps"),
    "ExternalSocialChannel": Place("bridges-to-community", (), "community check"),
    "Initiative": Place("filter-of-initiatives", (), "filter"),
    "MaturityStage": Place("needs-in-order", (), "maturity roadmap"),
    "OmnichannelNeed": Place("media-of-needs", (), "community channels"),
}
"""The place of the members of a class."""
PARTS = {
    "maturity": ("maturity", "maturity-question", "observation", "scheme:maturity", "class:Disconn", "class:ChannelP"),
    "filter": ("criterion", "scheme:filter", "class:CXF", "class:Challenged", "class:Initiative", "antipattern"),
    "strategy": (
        *("theme", "strategic-objective", "marketing-objective", "digital-goal", "engagement-scale", "align-step"),
        *("tactic", "lifecycle-goal", "loyalty-driver", "class:Aligned", "class:Balanced", "scheme:tactics"),
    ),
    "organization": (
        *("role", "function", "practice", "view", "enabler", "principle", "class:EndToEnd", "class:Business"),
        *("scheme:business", "scheme:roles", "scheme:enablers", "class:Omnichannel"),
    ),
    "community": (
        *("community-risk", "community-benefit", "access-level", "scheme:community", "class:Branded", "class:External"),
        *("need:build-branded", "need:tie-social"),
    ),
}
"""The parts of a plan, with the beginnings of the homes that tell that a concept concerns them."""


def concepts() -> list[Concept]:
    """Return the concepts that a plan is about, by part and id, with a place for each home that has one."""
    found = []
    for row in rows_of("source-concept"):
        homes = [home.strip() for home in row["home"].split("|")]
        part = next((part for part, starts in PARTS.items() if any(_begins(home, starts) for home in homes)), None)
        if part is not None:
            places = tuple((home, place) for home in homes if (place := place_of(home)) is not None)
            found.append(Concept(row["id"], row["concept"], part, places))
    return sorted(found, key=lambda concept: ([*PARTS].index(concept.part), concept.id))


def place_of(home: str) -> Place | None:
    """Return the place of a home such as ``maturity:align``; None for a home that needs none, such as a source."""
    kind, _, name = home.partition(":")
    if kind == "scheme":
        return _scheme(name)
    if kind == "class":
        return OF_CLASS.get(name)
    if kind == "question":
        answering = (each for each in catalogue.names() if name in catalogue.question(each).answers)
        return next((Place(each) for each in answering), None)
    if kind in WITH_VALUE:
        question, parameter = WITH_VALUE[kind]
        return Place(question, ((parameter, name),))
    return OF_KIND.get(kind)


def page() -> str:
    """Return the page in Markdown."""
    lines = [
        "# Concepts and where to find them",
        "",
        "The ideas of the founding documents about maturity, the customer-experience filter, strategy, organization",
        "and community, each with the places where one reaches it: a question of [the catalogue](questions.md), which",
        "the workbench of the app asks too, and the command that shows it for one organization.",
        f"This page is written by `{WRITE}`.",
        "",
    ]
    for part in PARTS:
        lines += [f"## {part.capitalize()}", "", "| concept | where |", "|---|---|"]
        lines += [_row(concept) for concept in concepts() if concept.part == part]
        lines.append("")
    return "\n".join(lines)


def _row(concept: Concept) -> str:
    where = "<br>".join(dict.fromkeys(str(place) for _, place in concept.places))
    return f"| {re.sub(r'[|]', '/', concept.text)} | {where} |"


def _begins(home: str, starts: tuple[str, ...]) -> bool:
    return any(home.startswith(start if ":" in start else f"{start}:") for start in starts)


@click.command()
@click.option("--write", "wants_page", is_flag=True, help=f"Write {PAGE.name} instead of printing it.")
def main(*, wants_page: bool) -> None:
    """Tell where one reaches each concept that plans are about."""
    if wants_page:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        click.echo(page(), nl=False)


if __name__ == "__main__":
    main()
