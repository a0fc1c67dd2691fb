#+ summary: Put triples into a graph.
#+ description: The graph and the line of the triples stand for what is to be written.
INSERT DATA {
  GRAPH <https://w3id.org/cxscape/id/graph/releases> {
    # triples
  }
}
