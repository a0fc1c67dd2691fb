"""What a release built as a whole keeps for its successor; see `loaders.memory`."""

import os
import shutil
from array import array
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from loaders.building import Built
from loaders.errors import LoadError
from loaders.identity import normal_name
from loaders.inputs import Input, Inputs
from loaders.landscape import Landscape
from loaders.memory import FILES, INDEXES, MODEL, TABLES, opened
from loaders.outcome import Outcome
from loaders.run import Run


def keep_files(inputs: Inputs, folder: Path, before: Mapping[str, Path]) -> None:
    """Keep the files of a run in the folder of a release.

    Args:
        inputs: what goes in.
        folder: the folder of the release.
        before: files that earlier releases keep, by their SHA-256 digest; they are linked instead of copied.

    Raises:
        LoadError: a file changed since it was opened.
        OSError: the disk is full, or cannot be written.
    """
    (folder / FILES).mkdir()
    for number, one in enumerate(inputs.files):
        to = folder / FILES / str(number)
        if one.file.sha256 in before:
            link(before[one.file.sha256], to)
        else:
            _copy(one, to)


def link(file: Path, to: Path) -> None:
    """Give a file that never changes another name, or copy it where the disk knows no such links."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)


def keep(run: Run, landscape: Landscape, built: Built, outcome: Outcome, folder: Path) -> None:
    """Write what a release remembers into its folder.

    Args:
        run: its rows.
        landscape: its tools.
        built: what its graph came to.
        outcome: what the run came to.
        folder: where it is being built.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    text = "".join(f"{line} .\n" for line in built.model)
    (folder / MODEL).write_text(text, encoding="utf-8")
    spoken_of = {id(record): tool.id for tool in landscape.tools for record in (*tool.records, *tool.additions)}
    numbers = {one.node: number for number, one in enumerate(run.inputs.files)}
    lines = [array("I") for _ in numbers]
    rows = []
    for record in run.records:
        file = numbers[run.nodes[id(record)]]
        rows.append((file, len(lines[file]), record.row, spoken_of.get(id(record), "")))
        lines[file].append(record.line)
    with opened(folder) as memory:
        memory.data.executescript(TABLES)
        memory.data.executemany("INSERT INTO row VALUES (?, ?, ?, ?)", rows)
        memory.data.executescript(INDEXES)
        for file, found in enumerate(lines):
            memory.write_lines(file, found)
        memory.change_names([], [(normal_name(tool.name), tool.id) for tool in landscape.tools])
        memory.change_mentions(built.mentions)
        memory.learn_profiles(built.profiles)
        memory.learn_kinds(built.kinds)
        memory.write_outcome(run.inputs, outcome)


def _copy(one: Input, to: Path) -> None:
    shutil.copyfile(one.file.path, to)
    with to.open("rb") as copy:
        if file_digest(copy, "sha256").hexdigest() != one.file.sha256:
            raise LoadError(f"{one.file.path}: it changed while it was read, so nothing was changed: load it again")
