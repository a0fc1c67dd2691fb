"""What became of each row of a run, where most rows are what they were."""

from collections import Counter
from dataclasses import replace

from loaders.affected import Affected
from loaders.editions import Editions
from loaders.errors import Rejection
from loaders.inputs import Inputs
from loaders.report import FileReport, Merge


def patched_files(
    before: tuple[FileReport, ...], inputs: Inputs, editions: Editions, affected: Affected
) -> tuple[FileReport, ...]:
    """Return what became of each file.

    Args:
        before: what became of each in the release before.
        inputs: what goes in.
        editions: the files beside those of the release before.
        affected: what the change reaches.
    """
    numbers = {one.node: number for number, one in enumerate(inputs.files)}
    unmatched: Counter[int] = Counter()
    for state, sign in ((affected.before, -1), (affected.after, 1)):
        for record in state.landscape.unmatched:
            unmatched[numbers[editions.nodes[id(record)]]] += sign
    reports = []
    for number, (one, old) in enumerate(zip(inputs.files, before, strict=True)):
        read, rejected, merged = old.read, old.rejected, old.merged
        if number in editions.changes:
            read += len(editions.came[number]) - len(editions.went[number])
            rejected = _rejected(old, editions, number)
            merged = _merged(old, editions, affected, number)
        here = old.unmatched + unmatched[number]
        reports.append(
            replace(
                old,
                file=str(one.file.path),
                sha256=one.file.sha256,
                size=one.file.size,
                read=read,
                loaded=read - len(rejected) - len(merged) - here,
                merged=merged,
                unmatched=here,
                rejected=tuple(replace(rejection, file=one.file.path) for rejection in rejected),
            )
        )
    return tuple(reports)


def _rejected(old: FileReport, editions: Editions, number: int) -> tuple[Rejection, ...]:
    change = editions.changes[number]
    stayed = [rejection for rejection in old.rejected if rejection.line not in change.went]
    came = [row for row in editions.came[number].values() if isinstance(row, Rejection)]
    moved = [replace(rejection, line=change.now_at(rejection.line)) for rejection in stayed]
    return tuple(sorted([*moved, *came], key=lambda rejection: rejection.line))


def _merged(old: FileReport, editions: Editions, affected: Affected, number: int) -> tuple[Merge, ...]:
    if not affected.regrouped:
        return old.merged
    change, landscape = editions.changes[number], affected.after.landscape
    reached = {tool.id for tool in affected.before.landscape.tools}
    stayed = [replace(merge, line=change.now_at(merge.line)) for merge in old.merged if merge.tool not in reached]
    anew = [
        Merge(record.line, tool.id, landscape.reasons[id(record)])
        for tool in landscape.tools
        for record in tool.records[1:]
    ]
    return tuple(sorted([*stayed, *anew], key=lambda merge: merge.line))
