"""What a release tells of its own making: the rows that could not be used, and what differs from the release before."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from loaders.difference import Difference
from loaders.errors import Rejection
from ontology.namespaces import expand, individual

TYPE = expand("rdf:type")


def rejections(rejected: Iterable[Rejection], files: Mapping[Path, NamedNode]) -> Iterator[Triple]:
    """Yield what is known of each row that could not be used.

    Args:
        rejected: the rows.
        files: the node of each file, by its path as the rejections name it.

    Raises:
        KeyError: a rejection names a file that has no node.
    """
    for rejection in rejected:
        file = files[rejection.file]
        node = individual("rejection", f"{file.value.rpartition('/')[2]}--{rejection.line}")
        yield Triple(node, TYPE, expand("cx:RejectedRow"))
        yield Triple(node, expand("cx:inFile"), file)
        yield Triple(node, expand("cx:lineNumber"), Literal(rejection.line))
        yield Triple(node, expand("cx:rejectionReason"), Literal(rejection.reason))
        if rejection.column:
            yield Triple(node, expand("cx:rejectedColumn"), Literal(rejection.column))
            yield Triple(node, expand("cx:rejectedValue"), Literal(rejection.value))


def differences(release: str, difference: Difference) -> Iterator[Triple]:
    """Yield what is different in a release; nothing where there is no release before, of which all would be new.

    Args:
        release: id of the newer release.
        difference: what differs from the one before.
    """
    if not difference.before:
        return
    before = individual("release", difference.before)
    yield Triple(individual("release", release), expand("prov:wasRevisionOf"), before)
    for kind in ("added", "gone", "moved"):
        for tool in getattr(difference, kind):
            yield from _change(release, kind, tool)
    for old, new in difference.renamed:
        yield from _change(release, "renamed", new, before=old, after=new)
    for change in difference.changed:
        yield from _change(
            release, "changed", change.tool, field=change.field, before=change.before, after=change.after
        )
    for kind, needs in (("gained", difference.gained), ("lost", difference.lost)):
        for need, tools in needs.items():
            for tool in tools:
                yield from _change(release, kind, tool, need=need)


def _change(
    release: str, kind: str, tool: str, *, need: str = "", field: str = "", before: str = "", after: str = ""
) -> Iterator[Triple]:
    digest = sha256(f"{kind}\n{tool}\n{need}\n{field}".encode()).hexdigest()[:16]
    node = individual("change", f"{release}--{digest}")
    yield Triple(node, TYPE, expand("cx:ReleaseChange"))
    yield Triple(node, expand("dct:isPartOf"), individual("release", release))
    yield Triple(node, expand("cx:changeKind"), Literal(kind))
    yield Triple(node, expand("dct:subject"), individual("tool", tool))
    if need:
        yield Triple(node, expand("dct:relation"), individual("need", need))
    for name, value in (("changedField", field), ("valueBefore", before), ("valueAfter", after)):
        if value:
            yield Triple(node, expand(f"cx:{name}"), Literal(value))
