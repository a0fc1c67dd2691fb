"""A release made of the one before, where little changed: what stays is linked, what changed is exchanged."""

import shutil
from collections.abc import Container, Iterable
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from loaders.affected import Affected, find_affected
from loaders.building import TOLD
from loaders.changes import NotLocalError
from loaders.conclusions import Conclusions
from loaders.editions import Editions
from loaders.exchange import Exchange
from loaders.facts import at_line, row_node
from loaders.identity import normal_name
from loaders.inputs import Inputs
from loaders.keeping import keep_files, link
from loaders.labels import patch_labels
from loaders.members import FILE as MEMBERS
from loaders.members import members_in
from loaders.memory import DATA, FILES, MODEL, Memory, has_memory, opened, recalled
from loaders.outcome import Outcome
from loaders.patched_account import patched_files
from loaders.provenance import PROVENANCE_GRAPH, ReadFile, origins
from loaders.records import Record
from loaders.releases import Release
from loaders.report import FileReport, Report
from loaders.snapshot import ToolState, patch_snapshot, states
from loaders.validation import Validation
from ontology.namespaces import GRAPH
from ontology.rules import rule_triples
from queries import labels


def patch(previous: Release, inputs: Inputs, folder: Path) -> Outcome:
    """Build a release of the one before.

    Args:
        previous: the release before.
        inputs: what goes in.
        folder: an empty folder to build in.

    Raises:
        NotLocalError: it is not certain what a change reaches, or it is much; the folder is left as it is then.
        LoadError: a file cannot be read, or the release would violate a shape of the ontology.
        OSError: the disk is full, or cannot be written.
    """
    if not has_memory(previous.folder):
        raise NotLocalError("the release before remembers nothing")
    with recalled(previous.folder) as remembered:
        # Before anything is read: a release that another program made may lack some of its files.
        if remembered.basis != inputs.basis:
            raise NotLocalError("more changed than files")
    store = Store.read_only(str(previous.store))
    for name in (DATA, MEMBERS, labels.FILE):
        shutil.copyfile(previous.folder / name, folder / name)
    with opened(folder) as memory, members_in(folder) as members:
        kept = {file.sha256: previous.folder / FILES / str(number) for number, file in enumerate(memory.files)}
        keep_files(inputs, folder, kept)
        editions = Editions(inputs, memory, previous.folder, folder)
        affected = find_affected(inputs, editions, memory, store)
        before, after = affected.before, affected.after
        model = (previous.folder / MODEL).read_text(encoding="utf-8").split(" .\n")[:-1]
        conclusions = Conclusions(memory, model, after.landscape.tools, after.facts.tools)
        exchange = Exchange(affected, memory, members, conclusions)
        report = Report.from_json(previous.report, "published")
        files = patched_files(report.files, inputs, editions, affected)
        told = [
            ReadFile(one.file, one.profile, one.node, file.read) for one, file in zip(inputs.files, files, strict=True)
        ]
        origin = set(map(str, chain(origins(told), rule_triples())))
        link(previous.folder / MODEL, folder / MODEL)
        with Validation([*model, *origin]) as validation:
            validation.check(exchange.checked)
            validation.begin()
            _exchange_origins(exchange, previous, origin)
            _exchange_lines(exchange, inputs, editions, memory, {tool.id for tool in before.landscape.tools})
            store.backup(str(folder / "store"))
            grown = exchange.edits.apply(Store(str(folder / "store")))
            old, new = ({state.id: state for state in states(side.landscape.tools)} for side in (before, after))
            patch_snapshot(previous.folder, folder, old, new.values())
            outcome = _outcome(report, memory, exchange, affected, files, (old, new), grown)
            patch_labels(folder, before.landscape.tools, after.landscape.tools)
            _remember_rows(memory, inputs, editions, affected)
            memory.change_names(*([(normal_name(t.name), t.id) for t in s.landscape.tools] for s in (before, after)))
            memory.change_mentions(exchange.mentions)
            memory.forget_profiles(exchange.gone_profiles)
            memory.learn_profiles(conclusions.new_profiles)
            memory.learn_kinds(conclusions.new_kinds)
            memory.write_outcome(inputs, outcome)
    return outcome


def _exchange_origins(exchange: Exchange, previous: Release, origin: Iterable[str]) -> None:
    """Exchange all that is told of the run before for what is known of the files."""
    known = (previous.folder / TOLD).read_text(encoding="utf-8").split(" .\n")[:-1]
    for graph in ("", str(PROVENANCE_GRAPH)):
        exchange.edits.remove(graph, known)
        exchange.edits.add(graph, origin)


def _exchange_lines(
    exchange: Exchange, inputs: Inputs, editions: Editions, memory: Memory, reached: Container[str]
) -> None:
    """Exchange the line numbers of rows that only moved."""
    for number, change in editions.changes.items():
        if not any(shift.by for shift in change.shifts):
            continue
        source, moved = inputs.files[number].profile.source, change.moved()
        rows = [
            (str(row_node(source, row)), line)
            for line, row, tool in memory.rows(number)
            if moved[line] != line and tool not in reached
        ]
        exchange.edits.remove("", (at_line(node, line) for node, line in rows))
        exchange.edits.add("", (at_line(node, moved[line]) for node, line in rows))


def _outcome(
    previous: Report,
    memory: Memory,
    exchange: Exchange,
    affected: Affected,
    files: tuple[FileReport, ...],
    differing: tuple[dict[str, ToolState], dict[str, ToolState]],
    grown: int,
) -> Outcome:
    sides, (old, new) = [affected.before.landscape, affected.after.landscape], differing
    sources = memory.sources
    sources.subtract(source for state in old.values() for source in state.sources)
    sources.update(source for state in new.values() for source in state.sources)
    pairs = memory.pairs
    if affected.regrouped:
        normals = {normal_name(record.name) for side in sides for tool in side.tools for record in tool.records}
        pairs = [pair for pair in pairs if normal_name(pair.name_a) not in normals] + list(sides[1].unsure)
    return Outcome(
        built=f"from {previous.release}",
        files=files,
        tools=previous.tools + len(new) - len(old),
        sources=+sources,
        categories_mapped=previous.categories_mapped,
        categories_unmapped=previous.categories_unmapped,
        quads=previous.quads + grown,
        inferred={
            rule: count + exchange.edits.growth(f"<{GRAPH}inferred/{rule}>")
            for rule, count in previous.inferred.items()
        },
        pairs=pairs,
        suggestions=memory.suggestions,
        differing=differing,
    )


def _remember_rows(memory: Memory, inputs: Inputs, editions: Editions, affected: Affected) -> None:
    """Remember which row speaks of which tool now."""
    numbers = {one.node: number for number, one in enumerate(inputs.files)}
    spoken_of = [(record, "") for tool in affected.before.landscape.tools for record in tool.additions]
    for tool in affected.after.landscape.tools:
        spoken_of += [(record, tool.id) for record in (*tool.records, *tool.additions)]
    for number, change in editions.changes.items():
        came = (row for row in editions.came[number].values() if isinstance(row, Record))
        memory.change_lines(number, change, [(row.line, row.row) for row in came])
    for record, id_ in spoken_of:
        memory.tell(numbers[editions.nodes[id(record)]], record.line, record.row, id_)
