"""Facts of a tool, each with the line that says so and the day it was read."""

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.results import Row, Value
from ui import address
from ui.components import table as tables
from ui.escaping import link, markdown
from ui.landscape import Landscape
from ui.things import words
from ui.words import count


@dataclass(frozen=True)
class Fact:
    """What is known of one property of a tool.

    Attributes:
        name: of the property, say ``openSource``.
        value: a text, number or yes and no, or the IRI of what it is about.
        label: the name of what it is about, empty where it is about nothing else.
        believed: whether answers rest on it; if not, another source is believed instead.
        origins: file and line of each statement of it, and the day it was read.
    """

    name: str
    value: Value
    label: str
    believed: bool
    origins: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The value in words, as Markdown."""
        if isinstance(self.value, bool):
            return words.YES_NO[self.value]
        if isinstance(self.value, int):
            return count(self.value, *words.TIMES)
        if self.name == "madeBy":
            return f"[{markdown(self.label)}]({address.path('vendor', id=slug_of(str(self.value)))})"
        return markdown(self.label) if self.label else link(str(self.value)) or markdown(self.value)

    @property
    def origin(self) -> str:
        """Where it stands, in words, as Markdown."""
        return "; ".join(self.origins)


Facts = dict[str, list[Fact]]
"""What is known of a tool, by the name of the property."""


def facts(landscape: Landscape, tool: str) -> Facts:
    """Return the facts of a tool by the name of their property."""
    rows: dict[tuple[str, Value], list[Row]] = {}
    for row in landscape.rows("facts-of-tool", tool=tool):
        rows.setdefault((str(row["property"]), row["value"]), []).append(row)
    known: Facts = {}
    for (iri, value), stated in rows.items():
        name = iri.rpartition("/")[2].rpartition("#")[2] or slug_of(iri)
        fact = Fact(name, value, str(stated[0]["label"] or ""), bool(stated[0]["believed"]), origins(stated))
        known.setdefault(name, []).append(fact)
    return known


def origins(stated: Iterable[Row]) -> tuple[str, ...]:
    """Return the lines that rows with ``file``, ``line`` and, if any, ``read`` name, each once."""
    return tuple(dict.fromkeys(_origin(row) for row in stated))


def _origin(row: Row) -> str:
    said = words.ORIGIN.format(file=markdown(row["file"]), line=row["line"])
    day = str(row.get("read") or "")[:10]
    return f"{said}, {words.READ.format(day=day)}" if day else said


def said(stated: Iterable[Fact]) -> str:
    """Return facts of one property as Markdown for one cell: the values, and where each stands."""
    believed = [fact for fact in stated if fact.believed]
    others = [fact for fact in stated if not fact.believed]
    if not believed:
        return f":gray[{words.NOBODY_SAYS}]"
    together: dict[str, list[str]] = {}
    for fact in believed:
        together.setdefault(fact.origin, []).append(fact.shown)
    lines = [f"{', '.join(values)}  \n:small[:gray[{origin}]]" for origin, values in together.items()]
    doubted = [words.OTHER_SAYS.format(value=fact.shown, origin=fact.origin) for fact in others]
    return "; ".join(lines) + "".join(f" :small[:gray[{text}]]" for text in doubted)


def table(known: Facts, name: str) -> None:
    """Show the facts of a tool; what nobody states is said to be unknown.

    Args:
        known: its facts.
        name: its name.
    """
    cells = {label: said(known.get(each, [])) for each, label in words.FACT_LABELS.items()}
    tables.table((words.FACT, words.VALUE), list(cells.items()), alt=f"{words.FACTS}: {name}")
