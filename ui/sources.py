"""The files that a landscape is made of."""

from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.results import rows


@dataclass(frozen=True)
class Source:
    """A file of the landscape, the source it comes from and under which license."""

    name: str
    url: str | None
    license: str
    file: str
    rows: int


def read_sources(engine: Engine) -> list[Source]:
    """Return the files that the landscape of `engine` is made of."""
    return [
        Source(
            name=slug_of(str(row["source"])),
            url=None if row["url"] is None else str(row["url"]),
            license=slug_of(str(row["license"] or "")),
            file=str(row["file"]),
            rows=int(str(row["rows"])),
        )
        for row in rows(engine, "sources")
    ]
