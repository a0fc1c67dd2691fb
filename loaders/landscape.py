"""Records of several files put together: one tool per thing, whichever rows speak of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from loaders.identity import normal_name, registrable_domain, slug
from loaders.matching.addresses import SHARED
from loaders.matching.aliases import shipped_aliases
from loaders.matching.decisions import Curation, Pair, pair_of
from loaders.matching.evidence import Verdict
from loaders.matching.likeness import Likeness
from loaders.matching.matcher import Candidate, Matcher
from loaders.records import Record


@dataclass(slots=True)
class Tool:
    """One tool and the records that speak of it.

    Attributes:
        id: its id, the last segment of its IRI.
        name: its name, as the first record writes it.
        records: what was said of it, in the order of files and rows.
        additions: what measuring and curating sources say of it, the most measured first.
    """

    id: str
    name: str
    records: list[Record]
    additions: list[Record] = field(default_factory=list)


@dataclass(frozen=True)
class Landscape:
    """Every tool of a release, and what became of the records.

    Attributes:
        tools: sorted by id.
        merged: by ``id()``, the records that speak of a tool that an earlier record had brought, and its id.
        unmatched: records that add to a tool, and match none or several.
        reasons: by ``id()``, why a merged or added record speaks of its tool, as one sentence.
        unsure: pairs that may be one tool; a person has to decide.
    """

    tools: list[Tool]
    merged: dict[int, str]
    unmatched: list[Record]
    reasons: dict[int, str] = field(default_factory=dict)
    unsure: tuple[Pair, ...] = ()


def assemble(records: list[Record], curation: Curation | None = None) -> Landscape:
    """Return the tools that `records` speak of.

    Two rows of one file are one tool when name and address are equal. Rows of different files are compared by
    all the evidence there is (`loaders.matching`), as are measurements with tools; a row means one tool at most.
    Only a record of facts, which is written about the names of other files, means the one tool of its name.

    Args:
        records: all records of a run, in the order of files and rows.
        curation: what people decided about pairs; their decisions overrule the evidence.
    """
    batches = list(_batches(records))
    measurements = [record for record in records if record.profile.rows == "measurements"]
    curation = curation or Curation()
    compared = len(batches) > 1 or measurements
    assembly = _Assembly(Matcher(records, shipped_aliases(), curation) if compared else None, curation)
    for batch in batches:
        assembly.add(batch)
    assembly.measure(measurements)
    tools = _identified(assembly.groups)
    by_number = {id(tool.records[0]): tool for tool in tools}
    for number, additions in assembly.additions.items():
        by_number[id(assembly.groups[number][0])].additions += additions
    reasons = dict(assembly.reasons)
    unmatched = [*assembly.unmatched, *_state(tools, [r for r in records if r.profile.rows == "facts"], reasons)]
    for tool in tools:
        tool.additions.sort(key=lambda record: -record.occurrences)
    merged = {id(record): tool.id for tool in tools for record in tool.records[1:]}
    return Landscape(tools, merged, unmatched, reasons, tuple(assembly.unsure))


class _Assembly:
    """The tools while they are put together; a tool is known by its place in `groups`.

    Where one file says all, there is nothing to match, and no matcher.
    """

    def __init__(self, matcher: Matcher | None, curation: Curation) -> None:
        self.groups: list[list[Record]] = []
        self.additions: dict[int, list[Record]] = defaultdict(list)
        self.reasons: dict[int, str] = {}
        self.unsure: list[Pair] = []
        self.unmatched: list[Record] = []
        self._matcher = matcher
        self._curation = curation

    def add(self, batch: list[Record]) -> None:
        """Add the tools of one file; each is a tool of its own, or one that an earlier file brought."""
        new = list(self._grouped(batch))
        matcher = self._matcher
        if matcher is None:
            self.groups += new
            return
        claims: list[tuple[bool, float, int, Candidate]] = []
        for index, group in enumerate(new):
            if self.groups:
                candidates = matcher.candidates(group[0])
                sure = [c for c in candidates if c.weighing.verdict is Verdict.SAME]
                claims += [(c.weighing.likeness < Likeness.SAME, -c.weighing.score, index, c) for c in sure[:1]]
                self._ask(group[0], [] if sure else candidates)
        taken: dict[int, Candidate] = {}
        claimed: set[int] = set()
        for _, _, index, candidate in sorted(claims, key=lambda claim: claim[:3]):
            if candidate.tool not in claimed or _decided(candidate):
                taken[index] = candidate
                claimed.add(candidate.tool)
            else:
                self._ask(new[index][0], [candidate])
        for index, group in enumerate(new):
            if index in taken:
                self._join(matcher, taken[index], group)
            else:
                self.groups.append(group)
                matcher.add(group)

    def measure(self, records: list[Record]) -> None:
        """Let each measurement add to the tool it means, if one is clear."""
        if self._matcher is None:
            return
        self._matcher.learn(records)
        for record in records:
            candidates = self._matcher.candidates(record)
            if candidates and candidates[0].weighing.verdict is Verdict.SAME:
                best = candidates[0]
                self.additions[best.tool].append(record)
                self.reasons[id(record)] = best.weighing.sentence
            else:
                self._ask(record, candidates)
                self.unmatched.append(record)

    def _join(self, matcher: Matcher, candidate: Candidate, group: list[Record]) -> None:
        for record in group:
            self.groups[candidate.tool].append(record)
            matcher.extend(candidate.tool, record)
        self.reasons[id(group[0])] = candidate.weighing.sentence

    def _ask(self, record: Record, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            weighing = candidate.weighing
            if not _decided(candidate):
                self.unsure.append(pair_of(candidate.member.record, record, weighing.score, weighing.sentence))

    def _grouped(self, batch: list[Record]) -> Iterator[list[Record]]:
        """Yield the rows of one file by tool."""
        names: dict[str, list[Record]] = defaultdict(list)
        for record in batch:
            names[normal_name(record.name)].append(record)
        for bearers in names.values():
            yield from self._told_apart(bearers) if len(bearers) > 1 else [bearers]

    def _told_apart(self, bearers: list[Record]) -> Iterable[list[Record]]:
        """Return the rows of one name by tool; of namesakes that stay apart a person is asked."""
        namesakes: dict[str, list[Record]] = {}
        for record in bearers:
            key = _address(record)
            known = namesakes.get(key) if key else None
            first = next(iter(namesakes.values()))[0] if namesakes else None
            if known is None and first is not None:
                decided = self._curation.decided(first, record)
                if decided is not None and decided.same:
                    known = next(iter(namesakes.values()))
                    self.reasons[id(record)] = decided.sentence
                elif decided is None:
                    reason = "equal names in one file, but no address in common"
                    self.unsure.append(pair_of(first, record, 0.0, reason))
            if known is None:
                namesakes[key or f"line {record.line}"] = [record]
            else:
                known.append(record)
                self.reasons.setdefault(id(record), f"equal names and the same address ({key}) in one file")
        return namesakes.values()


def _decided(candidate: Candidate) -> bool:
    return any(part.kind == "decision" for part in candidate.weighing.evidence)


def _batches(records: list[Record]) -> Iterator[list[Record]]:
    """Yield the records of tools file by file: another profile, or a line before the last one, is another file."""
    batch: list[Record] = []
    for record in records:
        if record.profile.rows != "tools":
            continue
        if batch and (record.profile is not batch[-1].profile or record.line <= batch[-1].line):
            yield batch
            batch = []
        batch.append(record)
    if batch:
        yield batch


def _address(record: Record) -> str:
    """Return by what a row's name is told from its namesakes in the same file, or the empty string.

    That is its domain; at a host of many makers its whole address; without an address its maker.
    """
    domain = registrable_domain(record.homepage)
    if domain in SHARED:
        return record.homepage.partition("://")[2].rstrip("/").casefold()
    return domain or slug(record.vendor)


def _state(tools: list[Tool], facts: list[Record], reasons: dict[int, str]) -> list[Record]:
    """Add each record of facts to the one tool of its name, and return those that mean none or several.

    What replaced a name is said of the old name alone: it is not said of a tool that bears both.
    """
    by_name: dict[str, dict[str, Tool]] = defaultdict(dict)
    for tool in tools:
        for record in tool.records:
            by_name[normal_name(record.name)][tool.id] = tool
    unmatched = []
    for fact in facts:
        found = list(by_name.get(normal_name(fact.name), {}).values())
        successors = {normal_name(name) for _, name in fact.tools}
        if len(found) == 1 and not successors & {normal_name(record.name) for record in found[0].records}:
            found[0].additions.append(fact)
            reasons[id(fact)] = "a curated statement about the one tool of this name"
        else:
            unmatched.append(fact)
    return unmatched


def _identified(groups: list[list[Record]]) -> list[Tool]:
    """Give each tool an id: the slug of its name, and a digest of what it is where names share a slug."""
    by_slug: dict[str, list[list[Record]]] = defaultdict(list)
    for group in groups:
        by_slug[slug(group[0].name)].append(group)
    tools = []
    for base, sharing in by_slug.items():
        if len(sharing) == 1:
            tools.append(Tool(base, sharing[0][0].name, sharing[0]))
            continue
        taken: set[str] = set()
        for group in sharing:
            first = group[0]
            what = f"{first.name}\n{registrable_domain(first.homepage)}"
            more = (f"{what}\n{first.homepage}\n{first.vendor}\n{number}" for number in range(len(sharing)))
            digests = (sha256(text.encode()).hexdigest()[:6] for text in (what, *more))
            digest = next(digest for digest in digests if digest not in taken)
            taken.add(digest)
            tools.append(Tool(f"{base}-{digest}", first.name, group))
    return sorted(tools, key=lambda tool: tool.id)
