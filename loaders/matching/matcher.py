"""Finds the tool that a row means: few candidates by shared keys, each weighed, the best taken where it is clear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.matching.addresses import label
from loaders.matching.aliases import Aliases
from loaders.matching.decisions import Curation
from loaders.matching.evidence import MARGIN, SURE, Evidence, Verdict, Weighing
from loaders.matching.kinds import Affinity
from loaders.matching.likeness import Likeness
from loaders.matching.names import AFFIXES, Name, tails
from loaders.matching.subjects import Subject, World
from loaders.matching.weigh import Weigher
from loaders.records import Record

CROWDED = 20
"""A key that more tools share than this tells nothing, and is not followed."""

DECIDED = 100.0
"""The weight of a person's decision; no other evidence comes near."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool that a row may mean: its number, the row of it that fits best, and the evidence."""

    tool: int
    member: Subject
    weighing: Weighing


class Matcher:
    """Tools by what rows may know them by."""

    def __init__(self, records: list[Record], aliases: Aliases, curation: Curation) -> None:
        """Read the records of a run.

        Args:
            records: all of them, those of tools and those that measure tools.
            aliases: what other names are known.
            curation: what people decided.
        """
        self.world = World(records)
        self._aliases, self._curation = aliases, curation
        self._members: list[list[Subject]] = []
        self._keys: dict[str, list[int]] = defaultdict(list)
        self._weigher = Weigher(self.world, aliases, Affinity([]))

    def subject(self, record: Record) -> Subject:
        """Return a record as it is compared."""
        return self.world.subjects[id(record)]

    def add(self, records: Iterable[Record]) -> int:
        """Add a tool that these records speak of, and return its number."""
        self._members.append([])
        number = len(self._members) - 1
        for record in records:
            self.extend(number, record)
        return number

    def extend(self, number: int, record: Record) -> None:
        """Let a record speak of the tool of this number too."""
        subject = self.subject(record)
        self._members[number].append(subject)
        for key in {*_tool_keys(subject), *self._curation.keys(record)}:
            tools = self._keys[key]
            if len(tools) <= CROWDED and number not in tools:
                tools.append(number)

    def learn(self, measurements: Iterable[Record]) -> None:
        """Learn which labels go together from the measurements that have name and address in common with a tool."""
        self._weigher = Weigher(self.world, self._aliases, Affinity(self._certain(measurements)))

    def candidates(self, record: Record) -> list[Candidate]:
        """Return the tools that a record may mean, the best first, without those that are clearly different.

        Where the second fits about as well as the first, each is the other's rival.
        """
        subject = self.subject(record)
        keys = {*_row_keys(subject, self._aliases), *self._curation.partners(record)}
        shared = (self._keys.get(key, ()) for key in keys)
        numbers = {number for tools in shared if len(tools) <= CROWDED for number in tools}
        best = [self._best(number, subject) for number in sorted(numbers)]
        if any(candidate.weighing.likeness >= Likeness.SAME for candidate in best):
            # What bears the name itself goes before what once bore it.
            best = [c for c in best if c.weighing.likeness != Likeness.ALIAS or c.member.sites & subject.sites]
        found = [candidate for candidate in best if candidate.weighing.verdict is not Verdict.DIFFERENT]
        found.sort(key=lambda candidate: (-candidate.weighing.score, -candidate.weighing.likeness))
        if len(found) > 1 and _rivals(*found[:2]):
            one, two = found[:2]
            found[0] = _against(one, two.member)
            found[1] = _against(two, one.member)
        return found

    def weigh(self, tool: Record, other: Record) -> Weighing:
        """Return the evidence that two records mean the same tool, whatever other tools there are."""
        return self._weigh(self.subject(tool), self.subject(other))

    def _best(self, number: int, subject: Subject) -> Candidate:
        weighed = [(self._weigh(member, subject), member) for member in self._members[number]]
        weighing, member = max(weighed, key=lambda pair: pair[0].score)
        return Candidate(number, member, weighing)

    def _weigh(self, tool: Subject, other: Subject) -> Weighing:
        likeness, evidence = self._weigher.weigh(tool, other)
        decided = self._curation.decided(tool.record, other.record)
        if decided is not None:
            weight = DECIDED if decided.same else -DECIDED
            evidence.append(Evidence("decision", weight, decided.sentence))
        return Weighing(tuple(evidence), likeness, namesakes=likeness >= Likeness.ALIAS)

    def _certain(self, measurements: Iterable[Record]) -> Iterator[tuple[Subject, Subject]]:
        for record in measurements:
            other = self.subject(record)
            for number in self._keys.get(f"name {other.name.plain}", ()):
                for member in self._members[number]:
                    if member.name.plain == other.name.plain and member.sites & other.sites:
                        yield member, other


def _rivals(best: Candidate, second: Candidate) -> bool:
    """Tell whether the second could as well be meant: a closer name settles it, then the score."""
    one, two = best.weighing, second.weighing
    return two.score > max(one.score, SURE) - MARGIN and two.likeness >= one.likeness


def _against(candidate: Candidate, rival: Subject) -> Candidate:
    weighing = replace(candidate.weighing, rival=rival.name.text)
    return Candidate(candidate.tool, candidate.member, weighing)


def _forms(name: Name) -> set[str]:
    return {name.compact, name.plain, name.brief, name.core, *name.parts} - {""}


def _products(name: Name) -> set[str]:
    """Return what may be the name of a product where the words before it are its maker's name."""
    return {tail for found in (name.words, name.core_words) for _, tail in tails(found)}


def _tool_keys(tool: Subject) -> Iterator[str]:
    yield from (f"name {form}" for form in _forms(tool.name))
    yield from (f"product {form}" for form in _products(tool.name))
    yield from (f"site {domain}" for domain in tool.sites)


def _row_keys(row: Subject, aliases: Aliases) -> Iterator[str]:
    yield from (f"name {form}" for form in _forms(row.name) | _products(row.name))
    yield from (f"product {form}" for form in _forms(row.name))
    yield from (f"name {other}" for other in aliases.others(row.name))
    yield from (f"site {domain}" for domain in row.sites)
    if row.maker:
        yield f"name {row.maker.core}"
    if row.measured:
        for own in map(label, row.sites):
            yield f"name {own}"
            yield from (f"name {own.removeprefix(affix)}" for affix in AFFIXES if own.startswith(affix))
