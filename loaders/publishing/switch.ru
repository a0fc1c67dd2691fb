#+ summary: End a publication, which makes its release the current one.
#+ description: >-
#+   One triple, so that no reader of any store meets half a switch. A publication that another one took over from
#+   is no longer on record, and ends nothing.
#+ parameters:
#+   publication: {type: publication, description: The publication.}
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX publication: <https://w3id.org/cxscape/id/publication/>

INSERT { GRAPH <https://w3id.org/cxscape/id/graph/releases> { ?publication prov:endedAtTime ?now } }
WHERE {
  VALUES ?publication { publication:none }
  VALUES ?now { "1970-01-01T00:00:00Z" }
  GRAPH <https://w3id.org/cxscape/id/graph/releases> {
    ?publication prov:used ?release .
    FILTER NOT EXISTS { ?publication prov:endedAtTime ?ended }
  }
}
