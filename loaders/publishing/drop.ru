#+ summary: Remove a graph with all that is in it.
#+ description: The graph stands for the one to remove.
DROP SILENT GRAPH <https://w3id.org/cxscape/id/graph/releases>
