"""What a run did, for people and for programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.errors import Rejection


@dataclass(frozen=True)
class Merge:
    """A row that speaks of a tool that another row had brought: its line, the tool's id and why it is the same."""

    line: int
    tool: str
    reason: str


@dataclass(frozen=True)
class FileReport:
    """What became of one file; read = loaded + merged + unmatched + rejected.

    Attributes:
        file: its path as given.
        profile: the profile it was read by.
        source: the data source of that profile.
        licence: SPDX expression of the source's licence.
        sha256: digest of its bytes.
        size: its bytes.
        read: rows after the header.
        loaded: rows that brought a tool, or added to one.
        merged: rows that speak of a tool another row had brought.
        unmatched: measuring rows that match no tool.
        rejected: rows that could not be used.
    """

    file: str
    profile: str
    source: str
    licence: str
    sha256: str
    size: int
    read: int
    loaded: int
    merged: tuple[Merge, ...]
    unmatched: int
    rejected: tuple[Rejection, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values; every rejected row is named."""
        rejected = [{"line": r.line, "column": r.column, "value": r.value, "reason": r.reason} for r in self.rejected]
        return {
            **vars(self),
            "merged": len(self.merged),
            "rejected": len(self.rejected),
            "merges": [vars(merge) for merge in self.merged],
            "rejections": rejected,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "FileReport":
        """Return the report of a file that `as_json` wrote."""
        fields = {name: value for name, value in values.items() if name not in ("merges", "rejections")}
        file = Path(values["file"])
        return cls(
            **{
                **fields,
                "merged": tuple(Merge(**merge) for merge in values["merges"]),
                "rejected": tuple(Rejection(file=file, **rejection) for rejection in values["rejections"]),
            }
        )


@dataclass(frozen=True)
class Report:
    """What a refresh did.

    Attributes:
        release: id of the release it published, or found unchanged.
        status: ``published``, ``nothing changed`` or ``dry run``.
        fingerprint: digest of everything that went in: files, profiles, ontology and program.
        version: version of cxscape.
        started: when it began, ISO 8601 with time zone.
        ended: when it was published.
        files: one report a file.
        tools: tools in the release.
        categories_mapped: source labels in use that have a counterpart among ours.
        categories_unmapped: those that have none, with the reason.
        quads: quads in the store.
        inferred: triples by the rule that inferred them.
        difference: what is different from the release before.
        ontology: digest of the files of the ontology; empty in releases made before it was told.
        built: ``whole``, or ``from`` and the id of the release that was patched because little had changed.
    """

    release: str
    status: str
    fingerprint: str
    version: str
    started: str
    ended: str
    files: tuple[FileReport, ...]
    tools: int
    categories_mapped: tuple[str, ...]
    categories_unmapped: dict[str, str]
    quads: int
    inferred: dict[str, int]
    difference: dict[str, Any]
    ontology: str = ""
    built: str = "whole"

    @property
    def rejected(self) -> int:
        """The number of rows that could not be used, in all files."""
        return sum(len(file.rejected) for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            **vars(self),
            "files": [file.as_json() for file in self.files],
            "categories_mapped": list(self.categories_mapped),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any], status: str) -> "Report":
        """Return a report that was kept with a release, with another status."""
        return cls(
            **{
                **values,
                "status": status,
                "files": tuple(FileReport.from_json(file) for file in values["files"]),
                "categories_mapped": tuple(values["categories_mapped"]),
            }
        )

    def lines(self) -> list[str]:
        """Return the report as lines of plain text."""
        if self.status == "nothing changed":
            return [f"nothing changed: release {self.release} holds the same files already"]
        lines = []
        for file in self.files:
            parts = [f"{file.read:,} rows read", f"{file.loaded:,} loaded"]
            parts += [f"{len(file.merged):,} merged"] if file.merged else []
            parts += [f"{file.unmatched:,} matched no tool"] if file.unmatched else []
            parts.append(f"{len(file.rejected):,} rejected")
            lines.append(f"{file.file}: {', '.join(parts)}")
            lines += [f"  merged line {merge.line} into {merge.tool}: {merge.reason}" for merge in file.merged]
            lines += [f"  rejected {rejection}" for rejection in file.rejected]
        lines.append(
            f"categories of the sources: {len(self.categories_mapped)} mapped, {len(self.categories_unmapped)} unmapped"
        )
        lines += [f"  unmapped {label}: {reason}" for label, reason in self.categories_unmapped.items()]
        if self.difference["before"]:
            counts = {kind: len(self.difference[kind]) for kind in ("added", "gone", "renamed", "changed", "moved")}
            listed = ", ".join(f"{number:,} {kind}" for kind, number in counts.items())
            lines.append(f"against {self.difference['before']}: {listed}; `cxscape releases diff` shows them")
        made = "" if self.built == "whole" else f", made {self.built}"
        lines.append(f"{self.status}: release {self.release}, {self.tools:,} tools, {self.quads:,} quads{made}")
        return lines
