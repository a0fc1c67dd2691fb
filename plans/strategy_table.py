"""The strategy of one organization, or the example to start from, as the table that `plans.strategy_reading` reads."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from ontology.namespaces import expand, slug_of
from plans.organisation import Organisation
from plans.reading import SEPARATOR
from plans.strategy_reading import KINDS, OPTIONAL, REFERENCES, REQUIRED, labels_of
from plans.strategy_there import ids_of, shown
from plans.terms import rows_of

COLUMNS = (*REQUIRED, *OPTIONAL)
Cells = dict[str, str]
"""A row: all of the columns, blank where there is nothing."""
_About = Mapping[str, list[NamedNode | BlankNode | Literal]]


def template_rows() -> list[Cells]:
    """Return the rows of the example strategy of the vocabularies, for an organization to make its own of it."""
    values = {row["goal"]: row for row in rows_of("engagement-value")}
    return [
        {
            "kind": kind,
            "id": row["id"],
            "name": row["label"],
            "definition": row["definition"],
            "supports": row.get("parents") or row.get("supports", ""),
            "needs": row.get("needs", ""),
            "kpis": row.get("kpis", ""),
            "stages": row.get("lifecycle_stages", ""),
            "capabilities": row.get("capabilities", ""),
            "value": values.get(row["id"], {}).get("value", ""),
            "reason": values.get(row["id"], {}).get("rationale", ""),
        }
        for kind in KINDS
        for row in sorted(rows_of(kind), key=lambda row: int(row.get("order") or 0))
    ]


def strategy_rows(organisation: Organisation) -> dict[str, Cells]:
    """Return the rows of an organization's strategy by the IRI of the element, from themes down to tactics."""
    said: dict[object, dict[str, list[NamedNode | BlankNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in organisation.triples:
        if isinstance(triple.object, NamedNode | BlankNode | Literal):
            said[triple.subject][triple.predicate.value].append(triple.object)
    names = labels_of(organisation)
    places = ids_of(organisation, KINDS)
    ids: dict[object, str] = {node: id_ for node, (_, id_) in places.items()}
    return {node.value: _cells(kind, ids, node, names.get(node, ""), said) for node, (kind, _) in places.items()}


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as the text of a table."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def template() -> str:
    """Return the example strategy of the vocabularies as the text of a table."""
    return as_csv(template_rows())


def _cells(
    kind: str,
    ids: Mapping[object, str],
    node: NamedNode | BlankNode,
    name: str,
    said: Mapping[object, _About],
) -> Cells:
    about = said[node]
    values = about.get(expand("cx:hasEngagementValue").value, [])
    worth: _About = said[values[0]] if values else {}
    return {
        "kind": kind,
        "id": ids[node],
        "name": name,
        "definition": _text(about, "skos:definition"),
        "supports": SEPARATOR.join(ids[above] for above in _objects(about, "cx:contributesTo") if above in ids),
        **{
            column: SEPARATOR.join(slug_of(each.value) for each in _objects(about, curie))
            for column, (curie, _) in REFERENCES.items()
        },
        "value": _text(worth, "cx:engagementValue"),
        "reason": _text(worth, "cx:rationale"),
    }


def _objects(about: _About, curie: str) -> list[NamedNode | BlankNode | Literal]:
    return about.get(expand(curie).value, [])


def _text(about: _About, curie: str) -> str:
    text = shown(_objects(about, curie))
    return text.value if text else ""
