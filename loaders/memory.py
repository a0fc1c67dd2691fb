"""What a release remembers for its successor, so that a small change need not be worked out from all rows again.

::

    files/0 ...      copies of the files it was made of
    model.nt         what stands in its default graph besides tools, profiles and provenance
    told.nt          what tells of its making
    memory.sqlite    which row speaks of which tool, what is named how often, what was inferred of what
"""

import json
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Any

from loaders.changes import LineChange
from loaders.databases import written
from loaders.identity import normal_name
from loaders.inputs import Inputs
from loaders.matching.decisions import Pair
from loaders.outcome import Outcome
from loaders.profile_facts import ProfileFacts
from loaders.reading import Format
from loaders.suggest_categories import CategorySuggestion
from ontology.namespaces import ID

FILES, MODEL, DATA = "files", "model.nt", "memory.sqlite"

TABLES = """
CREATE TABLE note (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE row (file INTEGER, number INTEGER, row TEXT, tool TEXT, PRIMARY KEY (file, number)) WITHOUT ROWID;
CREATE TABLE name (normal TEXT, tool TEXT, PRIMARY KEY (normal, tool)) WITHOUT ROWID;
CREATE TABLE mention (node TEXT, spelling TEXT, normal TEXT, count INTEGER, PRIMARY KEY (node, spelling)) WITHOUT ROWID;
CREATE TABLE profile (node TEXT PRIMARY KEY, facts TEXT, leads_to TEXT, serves TEXT) WITHOUT ROWID;
CREATE TABLE led_to (node TEXT PRIMARY KEY, facts TEXT, profiles INTEGER) WITHOUT ROWID;
CREATE TABLE kind (digest TEXT PRIMARY KEY, conclusions TEXT) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX row_tool ON row (tool);
CREATE INDEX mention_normal ON mention (normal);
"""
_DIGITS = "[0-9a-f]" * 6


@dataclass(frozen=True)
class KeptFile:
    """A file of a release.

    Attributes:
        sha256: digest of its bytes.
        form: how it is written.
        header_line: the line of its header.
    """

    sha256: str
    form: Format
    header_line: int


@dataclass(frozen=True)
class Place:
    """Where a row stands: the number of the file, and the line; and the row's digest."""

    file: int
    line: int
    row: str


class Memory:
    """The memory of a release, to be read, and to be written while the release is being built."""

    def __init__(self, data: Connection) -> None:
        """Read and write `data`."""
        self.data = data
        self._lines: dict[int, array[int]] = {}
        self._numbers: dict[int, dict[int, int]] = {}

    def _note(self, name: str) -> Any:
        return json.loads(self.data.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()[0])

    def _write_note(self, name: str, value: object) -> None:
        self.data.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))

    @property
    def basis(self) -> str:
        """Digest of everything that went in but the contents of the files."""
        return str(self._note("basis"))

    @property
    def tools(self) -> int:
        """How many tools there are."""
        return int(self._note("tools"))

    @property
    def sources(self) -> Counter[str]:
        """How many tools each source speaks of."""
        return Counter(self._note("sources"))

    @property
    def files(self) -> list[KeptFile]:
        """The files, in the order in which they were read."""
        return [KeptFile(sha256, Format(**form), line) for sha256, form, line in self._note("files")]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of rows that may be one tool."""
        return [Pair(*values) for values in self._note("pairs")]

    @property
    def suggestions(self) -> list[CategorySuggestion]:
        """What is proposed for labels that no mapping speaks of."""
        return [CategorySuggestion(*values) for values in self._note("suggestions")]

    def write_outcome(self, inputs: Inputs, outcome: Outcome) -> None:
        """Note what a run came to."""
        files = ((one.file.sha256, vars(one.file.form), one.file.header_line) for one in inputs.files)
        self._write_note("basis", inputs.basis)
        self._write_note("files", list(files))
        self._write_note("tools", outcome.tools)
        self._write_note("sources", outcome.sources)
        self._write_note("pairs", list(map(astuple, outcome.pairs)))
        self._write_note("suggestions", list(map(astuple, outcome.suggestions)))

    def row_at(self, file: int, line: int) -> tuple[str, str] | None:
        """Return the digest of the row on a line and the tool it speaks of, or None where no usable row stands there.

        The tool is the empty string where the row adds to none.
        """
        number = self._number(file, line)
        found = self.data.execute("SELECT row, tool FROM row WHERE file = ? AND number = ?", (file, number)).fetchone()
        return (found[0], found[1]) if found else None

    def places(self, tool: str) -> list[Place]:
        """Return where the rows stand that speak of a tool, in the order of files and lines."""
        found = self.data.execute("SELECT file, number, row FROM row WHERE tool = ?", (tool,))
        places = (Place(file, self.lines(file)[number], row) for file, number, row in found)
        return sorted(places, key=lambda place: (place.file, place.line))

    def rows(self, file: int) -> Iterator[tuple[int, str, str]]:
        """Yield line, digest and tool of every usable row of a file."""
        lines = self.lines(file)
        for number, row, tool in self.data.execute("SELECT number, row, tool FROM row WHERE file = ?", (file,)):
            yield lines[number], row, tool

    def named(self, normal: str) -> list[str]:
        """Return the tools with a normal name, sorted by id."""
        found = self.data.execute("SELECT tool FROM name WHERE normal = ? ORDER BY tool", (normal,))
        return [tool for (tool,) in found]

    def with_slug(self, slug: str) -> list[str]:
        """Return the tools whose id was made of a slug; some of them may only look like it."""
        found = self.data.execute(
            "SELECT DISTINCT tool FROM row WHERE tool = ? OR tool > ? AND tool < ? AND tool GLOB ?",
            (slug, f"{slug}-", f"{slug}.", f"{slug}-{_DIGITS}"),
        )
        return [tool for (tool,) in found]

    def mentions(self, node: str) -> dict[str, int]:
        """Return how often each spelling of `node` is written."""
        return dict(self.data.execute("SELECT spelling, count FROM mention WHERE node = ?", (node,)))

    def unresolved(self, normal: str) -> list[tuple[str, str, int]]:
        """Return the names of no tool that tools refer to and that have a normal form: node, spelling and count."""
        found = self.data.execute("SELECT node, spelling, count FROM mention WHERE normal = ?", (normal,))
        return found.fetchall()

    def profiles(self, nodes: Collection[str]) -> ProfileFacts:
        """Return what is said of those of some profiles that are known, with all nodes that they lead to."""
        profiles, links = {}, {}
        for node in nodes:
            found = self.data.execute("SELECT facts, leads_to FROM profile WHERE node = ?", (node,)).fetchone()
            if found:
                profiles[node], links[node] = json.loads(found[0]), set(json.loads(found[1]))
        reached = {node for led_to in links.values() for node in led_to}
        facts = (self.data.execute("SELECT facts FROM led_to WHERE node = ?", (node,)).fetchone() for node in reached)
        return ProfileFacts(
            profiles, {node: json.loads(found[0]) for node, found in zip(reached, facts, strict=True)}, links
        )

    def leading_to(self, node: str) -> int:
        """Return how many profiles lead to a node."""
        found = self.data.execute("SELECT profiles FROM led_to WHERE node = ?", (node,)).fetchone()
        return found[0] if found else 0

    def serves(self, node: str) -> list[str] | None:
        """Return the needs that a profile serves, or None where that was not worked out yet."""
        found = self.data.execute("SELECT serves FROM profile WHERE node = ?", (node,)).fetchone()
        return json.loads(found[0]) if found and found[0] else None

    def conclusions(self, kind: frozenset[str]) -> list[tuple[str, str]] | None:
        """Return what is concluded of tools of a kind, each with the graph of the rule; None where it is new."""
        found = self.data.execute("SELECT conclusions FROM kind WHERE digest = ?", (_digest(kind),)).fetchone()
        return [(graph, said) for graph, said in json.loads(found[0])] if found else None

    def lines(self, file: int) -> "array[int]":
        """Return the line of each row of a file by the row's number; 0 where the row is gone."""
        if file not in self._lines:
            found = self.data.execute("SELECT value FROM note WHERE name = ?", (f"lines {file}",)).fetchone()
            self._lines[file] = array("I", found[0])
        return self._lines[file]

    def change_lines(self, file: int, change: LineChange, come: Iterable[tuple[int, str]]) -> None:
        """Let rows of a file go, move and come.

        Args:
            file: the number of the file.
            change: which lines go and move.
            come: line and digest of each usable row that comes; it speaks of no tool yet.
        """
        lines = self.lines(file)
        for line in change.went:
            number = self._number(file, line)
            if number >= 0:
                self.data.execute("DELETE FROM row WHERE file = ? AND number = ?", (file, number))
                lines[number] = 0
        if any(shift.by for shift in change.shifts):
            moved = change.moved()
            lines = array("I", [moved[line] for line in lines])
        for line, row in come:
            self.data.execute("INSERT INTO row VALUES (?, ?, ?, '')", (file, len(lines), row))
            lines.append(line)
        self.write_lines(file, lines)

    def write_lines(self, file: int, lines: "array[int]") -> None:
        """Write the line of each row of a file."""
        self.data.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (f"lines {file}", lines.tobytes()))
        self._lines[file] = lines
        self._numbers.pop(file, None)

    def tell(self, file: int, line: int, row: str, tool: str) -> None:
        """Let the row on a line have a digest, and speak of a tool, or of none where `tool` is empty."""
        number = self._number(file, line)
        self.data.execute("UPDATE row SET row = ?, tool = ? WHERE file = ? AND number = ?", (row, tool, file, number))

    def change_names(self, gone: Iterable[tuple[str, str]], come: Iterable[tuple[str, str]]) -> None:
        """Let tools go and come, each with its normal name."""
        self.data.executemany("DELETE FROM name WHERE normal = ? AND tool = ?", gone)
        self.data.executemany("INSERT INTO name VALUES (?, ?)", come)

    def change_mentions(self, change: Counter[tuple[str, str]]) -> None:
        """Add to how often nodes are mentioned, by node and spelling; what is mentioned no more goes."""
        rows = [(node, spelling, _normal(node, spelling), count) for (node, spelling), count in change.items() if count]
        self.data.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count", rows
        )
        self.data.executemany(
            "DELETE FROM mention WHERE node = ? AND spelling = ? AND count = 0", [r[:2] for r in rows]
        )

    def learn_profiles(self, facts: ProfileFacts) -> None:
        """Remember what is said of new profiles, and of what they lead to."""
        rows = ((n, json.dumps(about), json.dumps(sorted(facts.links[n]))) for n, about in facts.profiles.items())
        self.data.executemany("INSERT INTO profile VALUES (?, ?, ?, NULL)", rows)
        counts = Counter(node for nodes in facts.links.values() for node in nodes)
        self.data.executemany(
            "INSERT INTO led_to VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET profiles = profiles + excluded.profiles",
            ((node, json.dumps(facts.led_to[node]), count) for node, count in counts.items()),
        )

    def forget_profiles(self, facts: ProfileFacts) -> None:
        """Forget profiles that no tool has any more, and what no other one leads to."""
        self.data.executemany("DELETE FROM profile WHERE node = ?", ((node,) for node in facts.profiles))
        counts = Counter(node for nodes in facts.links.values() for node in nodes)
        self.data.executemany(
            "UPDATE led_to SET profiles = profiles - ? WHERE node = ?", ((c, n) for n, c in counts.items())
        )
        self.data.executemany("DELETE FROM led_to WHERE profiles = 0 AND node = ?", ((node,) for node in counts))

    def learn_needs(self, served: Mapping[str, Collection[str]]) -> None:
        """Remember which needs profiles serve."""
        needs = ((json.dumps(sorted(needs)), node) for node, needs in served.items())
        self.data.executemany("UPDATE profile SET serves = ? WHERE node = ?", needs)

    def learn_kinds(self, kinds: Mapping[frozenset[str], list[tuple[str, str]]]) -> None:
        """Remember what is concluded of new kinds of tools, as `Inference.by_kind` tells it."""
        rows = ((_digest(kind), json.dumps(conclusions)) for kind, conclusions in kinds.items())
        self.data.executemany("INSERT OR REPLACE INTO kind VALUES (?, ?)", rows)

    def _number(self, file: int, line: int) -> int:
        """Return the number of the row on a line, -1 where no usable row stands there."""
        if file not in self._numbers:
            self._numbers[file] = {line: number for number, line in enumerate(self.lines(file)) if line}
        return self._numbers[file].get(line, -1)


@contextmanager
def opened(folder: Path) -> Iterator[Memory]:
    """Give the memory in the folder of a release that is being built.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    with written(folder / DATA) as data:
        yield Memory(data)


@contextmanager
def recalled(folder: Path) -> Iterator[Memory]:
    """Give the memory in the folder of a release to be read."""
    with closing(connect(f"{(folder / DATA).absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as data:
        yield Memory(data)


def has_memory(folder: Path) -> bool:
    """Tell whether the folder of a release holds a memory; the very first releases do not."""
    return (folder / DATA).is_file()


def _normal(node: str, spelling: str) -> str:
    """Return the normal form of a name that no tool bears, and the empty string of what is no such name."""
    return normal_name(spelling) if not node or node.startswith(_TECHNOLOGY) else ""


def _digest(kind: frozenset[str]) -> str:
    return sha256("\n".join(sorted(kind)).encode()).hexdigest()


_TECHNOLOGY = f"<{ID}technology/"
