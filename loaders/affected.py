"""Which tools a change of some rows reaches, as they were and as they are: everything else can stay as it is.

Two cases are told. Where rows only changed what they state of a tool, but nothing by which tools are recognised or
classified, each tool stays what it is, whatever files there are. And where one file says which tools there are, rows
are one tool by their name and address, and ids are made of names: so the tools that share a name or an id with a row
that went or came are put together anew, by the code that puts all together, and no other tool can come out differently.
Whatever does not fit is refused, with the reason, and the release is built as a whole.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode, Store

from loaders.changes import NotLocalError
from loaders.editions import Editions
from loaders.facts import SPELLED, Facts, Teller, names_of
from loaders.identity import normal_name, slug
from loaders.inputs import Inputs
from loaders.landscape import Landscape, Tool, assemble
from loaders.memory import Memory, Place
from loaders.records import Record
from ontology.namespaces import ID, individual, slug_of

MOST = 0.2
"""Share of the tools that may be reached; beyond, the release is built as a whole."""

_CLASSIFYING = frozenset(["labels", "categories", "capabilities"])
_TOOL, _LABEL = f"{ID}tool/", f"<{ID}label/"

Places = dict[str, list[Place]]


@dataclass(frozen=True)
class State:
    """The tools that a change reaches, on one side of it.

    Attributes:
        landscape: the tools, sorted by id, and the records that add to none of them.
        facts: what is stated of them.
    """

    landscape: Landscape
    facts: Facts

    @cached_property
    def mentions(self) -> Counter[tuple[str, str]]:
        """How often they name what others may name too."""
        return Counter(self.facts.mentions)

    @cached_property
    def names(self) -> dict[str, str]:
        """Their nodes by their normal names."""
        return names_of(self.landscape.tools)


@dataclass(frozen=True)
class Affected:
    """What a change reaches.

    Attributes:
        before: the tools as they were.
        after: the tools as they are.
        regrouped: whether it was decided anew which rows are one tool.
    """

    before: State
    after: State
    regrouped: bool


def find_affected(inputs: Inputs, editions: Editions, memory: Memory, store: Store) -> Affected:
    """Return what a change reaches.

    Args:
        inputs: what goes in.
        editions: the files beside those of the release before.
        memory: what that release remembers.
        store: its graph.

    Raises:
        NotLocalError: it is not certain what the change reaches, or it is much.
        LoadError: rows cannot be read.
    """
    kinds = Counter(one.profile.rows for one in inputs.files)
    classified = any(
        column.kind in _CLASSIFYING
        for one in inputs.files
        if one.profile.rows == "facts"
        for column in one.profile.columns.values()
    )
    alone = kinds["tools"] == 1 and not kinds["measurements"] and not classified
    search = _Names(inputs, editions, memory) if alone else _Statements(editions, memory)
    owners = (memory.row_at(number, line) for number, went in editions.went.items() for line in went)
    reached, most = {tool for _, tool in filter(None, owners)}, MOST * memory.tools
    while True:
        places = {tool: memory.places(tool) for tool in reached}
        editions.load(place for found in places.values() for place in found)
        grown = reached | search.sharing(places)
        if grown == reached:
            before, after = search.states(places)
            grown = reached | _spelling_alike(before, after, memory, store)
            if grown == reached:
                search.check(before, after)
                return Affected(before, after, alone)
        reached = grown
        if len(reached) > most:
            raise NotLocalError("many tools are reached")


class _Names:
    """A landscape in which one file says which tools there are: those that share a name are put together anew."""

    def __init__(self, inputs: Inputs, editions: Editions, memory: Memory) -> None:
        self._curation, self._editions, self._memory = inputs.curation, editions, memory
        self._came = [row for came in editions.came.values() for row in came.values() if isinstance(row, Record)]
        self._facts = editions.facts()
        if {one.profile.source for one in inputs.files if one.profile.rows == "tools"} & {
            fact.profile.source for fact in self._facts
        }:
            raise NotLocalError("rows of tools and of facts are numbered together")

    def sharing(self, places: Places) -> set[str]:
        """Return the tools that share a name, or that of which their id is made, with a row that is looked at."""
        rows = [*self._came, *(self._editions.then(place) for found in places.values() for place in found)]
        tools = [row for row in rows if row.profile.rows == "tools"]
        named = (tool for normal in {normal_name(row.name) for row in tools} for tool in self._memory.named(normal))
        return {*named, *(tool for base in {slug(row.name) for row in tools} for tool in self._memory.with_slug(base))}

    def states(self, places: Places) -> tuple[State, State]:
        """Put the tools together as they were and as they are."""
        standing = [place for found in places.values() for place in found]
        then = [self._editions.then(place) for place in standing]
        now = [*self._came, *filter(None, (self._editions.now(place) for place in standing))]
        normals = {normal_name(row.name) for row in (*then, *now)}
        facts = [fact for fact in self._facts if normal_name(fact.name) in normals]
        sides = []
        for rows in (then, now):
            tools = sorted((row for row in rows if row.profile.rows == "tools"), key=lambda row: row.line)
            if rows is now:
                _number(tools)
            sides.append(assemble([*tools, *facts], self._curation))
        if {tool.id for tool in sides[0].tools} != places.keys():
            raise NotLocalError("the tools are not those that were loaded")
        known = _names(sides[0].tools + sides[1].tools, self._memory)
        others = {normal: node for normal, node in known.items() if normal not in normals}
        nodes = self._editions.nodes
        before, after = (_told(side, others | names_of(side.tools), nodes) for side in sides)
        return before, after

    def check(self, before: State, after: State) -> None:
        """Check that what came and went changes nothing for others."""
        for normal in before.names.keys() | after.names.keys():
            node = before.names.get(normal, "")
            if node == after.names.get(normal, ""):
                continue
            written = {(at, spelling): count for at, spelling, count in self._memory.unresolved(normal)}
            written |= (
                {(node, spelling): count for spelling, count in self._memory.mentions(node).items()} if node else {}
            )
            if any(count > before.mentions[key] for key, count in written.items()):
                raise NotLocalError("other tools refer to a name that came or went")
        for node, spelling in before.mentions.keys() | after.mentions.keys():
            if node.startswith(_LABEL):
                count = self._memory.mentions(node).get(spelling, 0)
                change = after.mentions[node, spelling] - before.mentions[node, spelling]
                if (count > 0) != (count + change > 0):
                    raise NotLocalError("a label came into use or went out of use")
        taken = {tool.id for tool in after.landscape.tools} - {tool.id for tool in before.landscape.tools}
        if any(self._memory.places(tool) for tool in taken):
            raise NotLocalError("an id is made twice")


class _Statements:
    """Any landscape of which rows changed in place, and only what they state of their tools."""

    def __init__(self, editions: Editions, memory: Memory) -> None:
        self._editions, self._memory = editions, memory
        self._replaced: dict[tuple[int, int], Record] = {}
        for number, change in editions.changes.items():
            if not change.in_place:
                raise NotLocalError("rows came or went in a landscape of several files")
            for old, new in zip(sorted(change.went), sorted(change.came), strict=True):
                then, now = editions.went[number].get(old), editions.came[number].get(new)
                if isinstance(then, Record) and isinstance(now, Record) and _identity(then) == _identity(now):
                    self._replaced[number, old] = now
                elif isinstance(then, Record) or isinstance(now, Record):
                    raise NotLocalError("a row changed by which its tool is recognised or classified")

    def sharing(self, _places: Places) -> set[str]:
        """Return no tool: each stays what it is."""
        return set()

    def states(self, places: Places) -> tuple[State, State]:
        """Put the rows of each tool together, in the order in which they were, with the old rows and with the new."""
        then: list[Tool] = []
        now: list[Tool] = []
        for tool, found in sorted(places.items()):
            rows = [(self._editions.then(place), place) for place in found]
            self._refuse_unordered(rows)
            then.append(_tool(tool, [row for row, _ in rows]))
            now.append(_tool(tool, [self._now(row, at) for row, at in rows]))
        names, nodes = _names(then + now, self._memory), self._editions.nodes
        before, after = (_told(Landscape(tools, {}, []), names, nodes) for tools in (then, now))
        return before, after

    def _now(self, row: Record, at: Place) -> Record:
        replaced = self._replaced.get((at.file, at.line))
        if replaced is None:
            return row
        replaced.row = row.row
        return replaced

    def check(self, before: State, after: State) -> None:
        """Check nothing: nobody else refers to what changed."""

    def _refuse_unordered(self, rows: list[tuple[Record, Place]]) -> None:
        """Check that rows of one file that speak of one tool are alike: else their order was a matter of evidence."""
        first: dict[int, tuple[object, ...]] = {}
        for row, place in rows:
            key = (normal_name(row.name), row.homepage, row.vendor)
            if row.profile.rows == "tools" and first.setdefault(place.file, key) != key:
                raise NotLocalError("rows of one file that differ speak of one tool")


def _number(rows: list[Record]) -> None:
    """Number the rows that have name and address in common, as where all rows are read; see `loaders.run`."""
    seen: Counter[str] = Counter()
    for row in rows:
        base = row.row.partition("-")[0]
        seen[base] += 1
        row.row = base if seen[base] == 1 else f"{base}-{seen[base]}"


def _identity(record: Record) -> tuple[object, ...]:
    """Return all of a record by which tools are recognised and classified."""
    named = record.name, record.homepage, record.vendor, record.hosts
    return *named, record.labels, record.categories, record.capabilities, record.disputes


def _tool(id_: str, rows: list[Record]) -> Tool:
    """Return a tool of its rows, in the order of files and lines; see `loaders.landscape`."""
    by_use = {use: [row for row in rows if row.profile.rows == use] for use in ("tools", "measurements", "facts")}
    additions = sorted(by_use["measurements"] + by_use["facts"], key=lambda row: -row.occurrences)
    return Tool(id_, by_use["tools"][0].name, by_use["tools"], additions)


def _told(landscape: Landscape, names: dict[str, str], nodes: dict[int, NamedNode]) -> State:
    return State(landscape, Teller(names, nodes).tell(landscape.tools))


def _names(tools: Iterable[Tool], memory: Memory) -> dict[str, str]:
    """Return the node of each tool of the release before that `tools` refer to, by its normal name."""
    rows = [row for tool in tools for row in (*tool.records, *tool.additions)]
    normals = {normal_name(name) for row in rows for _, name in row.tools}
    found = {normal: memory.named(normal) for normal in normals}
    return {normal: str(individual("tool", ids[-1])) for normal, ids in found.items() if ids}


def _spelling_alike(before: State, after: State, memory: Memory, store: Store) -> set[str]:
    """Return the tools that name a maker or a technology that is written in several ways.

    Which of the ways is its label depends on who names it first.
    """
    new: dict[str, set[str]] = {}
    for node, spelling in before.mentions.keys() | after.mentions.keys():
        if node.startswith(SPELLED):
            new.setdefault(node, set()).add(spelling)
    users: set[str] = set()
    for node, spellings in new.items():
        if len(spellings.union(memory.mentions(node))) > 1:
            quads = store.quads_for_pattern(None, None, NamedNode(node[1:-1]), DefaultGraph())
            subjects = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
            users |= {slug_of(subject) for subject in subjects if subject.startswith(_TOOL)}
    return users
