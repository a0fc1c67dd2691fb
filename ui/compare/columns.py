"""What is compared: a tool or a category, with all that is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.compare import words
from ui.components.query import Values
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import facts
from ui.things import words as thing_words
from ui.things.abilities import Ability, abilities
from ui.things.known import tool_name
from ui.words import FIT, count


@dataclass(frozen=True)
class Cell:
    """What a table says of one thing.

    Attributes:
        says: as Markdown; where it is the same for all, they do not differ.
        source: how it is known and where it stands, as Markdown.
    """

    says: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.says}  \n:small[:gray[{self.source}]]" if self.source else self.says


@dataclass(frozen=True)
class Column:
    """A tool or a category.

    Attributes:
        kind: ``tool`` or ``category``.
        id: its id.
        name: its name.
        facts: what is known of it, by what a person calls the fact.
        abilities: what it can do, by id of the capability.
        fits: the needs it serves by id, with how well.
        asked: the questions that told all this, for the panel of queries.
    """

    kind: str
    id: str
    name: str
    facts: Mapping[str, Cell]
    abilities: Mapping[str, Ability]
    fits: Mapping[str, Cell]
    asked: Mapping[str, tuple[str, Values]]

    @property
    def head(self) -> str:
        """A link to its page, as Markdown; no two columns have the same."""
        return f"[{markdown(self.name)}]({address.path(self.kind, id=self.id)})"


def column(landscape: Landscape, kind: str, name: str) -> Column:
    """Return the column of the tool or category with the id `name`, which there is."""
    return _tool(landscape, name) if kind == "tool" else _category(landscape, name)


def _tool(landscape: Landscape, tool: str) -> Column:
    name = tool_name(landscape, tool)
    known = facts.facts(landscape, tool)
    told = {label: _fact(known.get(each, [])) for each, label in thing_words.FACT_LABELS.items()}
    about = landscape.rows("tool", tool=tool)
    categories = [markdown(row["label"]) for row in about if str(row["property"]).endswith("#belongsToCategory")]
    told[words.CATEGORIES] = Cell(", ".join(categories) or f":gray[{words.NO_CATEGORY}]")
    told[words.STATUS] = _status(known)
    questions = {"facts": "facts-of-tool", "abilities": "evidence-of-tool", "needs": "needs-of-tool"}
    return Column(
        "tool",
        tool,
        name,
        told,
        abilities(landscape, tool),
        _fits(landscape.rows("needs-of-tool", tool=tool)),
        _asked(tool, questions, {"tool": tool}),
    )


def _fact(stated: list[facts.Fact]) -> Cell:
    believed = [fact for fact in stated if fact.believed]
    if not believed:
        return Cell(f":gray[{thing_words.NOBODY_SAYS}]")
    return Cell(", ".join(fact.shown for fact in believed), "; ".join(dict.fromkeys(fact.origin for fact in believed)))


def _status(known: facts.Facts) -> Cell:
    stated = known.get("hasStatus", [])
    if not stated:
        return Cell(words.STATUS_ACTIVE)
    since = [thing_words.SINCE.format(since=markdown(fact.value)) for fact in known.get("statusSince", [])]
    return Cell(", ".join([markdown(stated[0].label), *since]), stated[0].origin)


def _category(landscape: Landscape, category: str) -> Column:
    about = next(row for row in landscape.rows("categories") if slug_of(str(row["category"])) == category)
    name = str(about["label"])
    told = {
        words.MEANING: Cell(markdown(about["definition"])),
        words.PART_OF: Cell(markdown(about["parent_label"] or "")),
        words.MEMBERS: Cell(count(int(str(about["tools"])), "tool", "tools")),
    }
    usual = {}
    for row in landscape.rows("capabilities-of-category", category=category):
        ability, strength = slug_of(str(row["capability"])), slug_of(str(row["strength"]))
        usual[ability] = Ability(ability, str(row["label"]), strength, words.USUAL[strength], "")
    questions = {"abilities": "capabilities-of-category", "needs": "scores-of-category"}
    fits = _fits(landscape.rows("scores-of-category", category=category))
    return Column("category", category, name, told, usual, fits, _asked(category, questions, {"category": category}))


def _fits(needs: Sequence[Row]) -> dict[str, Cell]:
    return {
        slug_of(str(row["need"])): Cell(
            words.FIT_CELL.format(fit=FIT[slug_of(str(row["fit"]))], coverage=float(str(row["coverage"])))
        )
        for row in needs
    }


def _asked(name: str, questions: Mapping[str, str], values: Values) -> dict[str, tuple[str, Values]]:
    return {words.QUERIES[title].format(name=name): (question, values) for title, question in questions.items()}
