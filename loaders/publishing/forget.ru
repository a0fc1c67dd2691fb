#+ summary: Take things off the record of releases.
#+ parameters:
#+   thing: {type: publication, many: true, description: Publications and releases.}
PREFIX publication: <https://w3id.org/cxscape/id/publication/>

DELETE { GRAPH <https://w3id.org/cxscape/id/graph/releases> { ?thing ?property ?value } }
WHERE {
  VALUES ?thing { publication:none }
  GRAPH <https://w3id.org/cxscape/id/graph/releases> { ?thing ?property ?value }
}
