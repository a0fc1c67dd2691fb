"""A release built of every row."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from loaders.building import build
from loaders.bulk import BulkWriter
from loaders.errors import LoadError
from loaders.inputs import Inputs
from loaders.keeping import keep, keep_files
from loaders.labels import write_labels
from loaders.landscape import assemble
from loaders.members import members_in
from loaders.outcome import Outcome
from loaders.run import Run
from loaders.snapshot import write_snapshot
from loaders.suggest_categories import suggest_categories
from ontology.tables import shipped_tables


def build_whole(inputs: Inputs, folder: Path, progress: Callable[[str, float], None]) -> Outcome:
    """Build a release of every row.

    Args:
        inputs: what goes in.
        folder: an empty folder to build in.
        progress: is told the stage that is under way and the share of the run that is done.

    Raises:
        LoadError: a file cannot be read, no row can be loaded, or the release would violate a shape of the ontology.
        OSError: the disk is full, or cannot be written.
    """
    progress("reading", 0.0)
    run = Run(inputs)
    keep_files(inputs, folder, {})
    progress("matching", 0.1)
    landscape = assemble(run.records, inputs.curation)
    tools = landscape.tools
    if not tools:
        reasons = "".join(f"\n  {rejection}" for rejection in run.rejected[:10])
        raise LoadError(f"no row could be loaded, so nothing was changed{reasons}")
    progress("writing", 0.2)
    with BulkWriter(folder / "store") as writer:
        with members_in(folder) as members:
            built = build(run, landscape, writer, members, lambda share: progress("writing", 0.2 + 0.7 * share))
        # All this is written while the store is still being loaded.
        write_snapshot(tools, folder)
        write_labels(tools, folder)
        mapped, unmapped = run.labels()
        rows = [(*tool.records, *tool.additions) for tool in tools]
        outcome = Outcome(
            built="whole",
            files=run.account(landscape),
            tools=len(tools),
            sources=Counter(source for of_tool in rows for source in {row.profile.source for row in of_tool}),
            categories_mapped=mapped,
            categories_unmapped=unmapped,
            quads=built.quads,
            inferred=built.inferred,
            pairs=list(landscape.unsure),
            suggestions=suggest_categories(rows, run.mappings, shipped_tables()),
            differing=None,
        )
        keep(run, landscape, built, outcome, folder)
    return outcome
