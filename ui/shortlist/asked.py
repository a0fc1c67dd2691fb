"""What the address of the shortlist asks for: tools, and the needs they are looked at for."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.landscape import Landscape
from ui.shortlist import words
from ui.things.known import id_of

MOST_NEEDS = 6


@dataclass(frozen=True)
class Tool:
    """A tool on the shortlist.

    Attributes:
        id: its id.
        name: its name.
        vendor: name of its vendor, empty where unknown.
        homepage: its web address, empty where unknown.
        adoption: how often it was seen on the web, None where that was not measured.
        status: what became of it, in words; empty where it is on offer as far as is known.
        successor: id and name of what took its place, where known.
    """

    id: str
    name: str
    vendor: str
    homepage: str
    adoption: int | None
    status: str
    successor: tuple[str, str] | None


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Attributes:
        tools: those that there are, in their order.
        missing: what the link names beside them, as it stands there.
        needs: ids of the needs that were chosen, at most `MOST_NEEDS`.
        left_out: ids of further needs.
        unknown_needs: what the link names as needs, and is none.
    """

    tools: tuple[Tool, ...]
    missing: tuple[str, ...]
    needs: tuple[str, ...]
    left_out: tuple[str, ...]
    unknown_needs: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the tools."""
        return tuple(tool.id for tool in self.tools)


def asked(landscape: Landscape) -> Asked:
    """Return what the page's address asks for."""
    return of(landscape, address.shortlist(), address.many("needs"))


def of(landscape: Landscape, tools: Sequence[str], needs: Sequence[str]) -> Asked:
    """Return what is asked for by these ids, which may be anything."""
    listed = {given: id_of("tool", given) for given in tools}
    ids = tuple(dict.fromkeys(name for name in listed.values() if name))
    found: dict[str, Row] = {}
    for row in landscape.rows("tools-in-short", tool=ids) if ids else []:
        found.setdefault(slug_of(str(row["tool"])), row)
    known = landscape.needs()
    chosen = [need for need in needs if need in known]
    return Asked(
        tools=tuple(_tool(name, found[name]) for name in ids if name in found),
        missing=tuple(given for given, name in listed.items() if name not in found),
        needs=tuple(chosen[:MOST_NEEDS]),
        left_out=tuple(chosen[MOST_NEEDS:]),
        unknown_needs=tuple(need for need in needs if need not in known),
    )


def _tool(name: str, row: Row) -> Tool:
    adoption = row["adoption"]
    return Tool(
        id=name,
        name=str(row["label"]),
        vendor=_text(row, "vendor"),
        homepage=_text(row, "homepage"),
        adoption=None if adoption is None else int(adoption),
        status=_status(row),
        successor=(slug_of(str(row["successor"])), _text(row, "successor_label")) if row["successor"] else None,
    )


def _status(row: Row) -> str:
    if row["status"] is None:
        return ""
    return words.STATUS.get(slug_of(str(row["status"])), str(row["status_label"]))


def _text(row: Row, column: str) -> str:
    return "" if row[column] is None else str(row[column])
