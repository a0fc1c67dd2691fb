"""Each idea of the founding documents has a home in the graph."""

import pytest

from ontology.modules import modules
from ontology.namespaces import expand, individual
from ontology.tables import Row, read_tables
from ontology.vocabulary import vocabulary

ROWS = next(table for table in read_tables() if table.type == "source-concept").rows
TRIPLES = vocabulary() + modules()
SUBJECTS = {triple.subject for triple in TRIPLES}
CONCEPT_COUNT = 177


def test_no_concept_was_lost() -> None:
    assert len(ROWS) == CONCEPT_COUNT


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_concept_of_the_founding_documents_has_a_home_that_exists(row: Row) -> None:
    concept = individual("source-concept", row.id)
    homes = {
        triple.object for triple in TRIPLES if triple.subject == concept and triple.predicate == expand("cx:hasHome")
    }
    assert homes, f"{row.cells['concept']} has no home"
    assert homes <= SUBJECTS, row.cells["home"]
