"""The lifecycle stages that the stack of an organization covers, as findings for its session."""

from pyoxigraph import NamedNode, Triple

from ontology.namespaces import expand, slug_of
from plans.organisation import Organisation
from plans.session import TOOL
from queries.engines import Engine
from queries.results import rows


def owned_tools(organisation: Organisation) -> list[str]:
    """Return the ids of the tools in the stack of an organization, sorted."""
    includes = expand("cx:includesTool")
    named = [t.object for t in organisation.triples if t.predicate == includes and isinstance(t.object, NamedNode)]
    return sorted({tool.value.removeprefix(TOOL) for tool in named})


def stage_findings(organisation: Organisation, landscape: Engine, useless: list[str]) -> list[Triple]:
    """Return how well the stack covers each lifecycle stage; nothing where there is no stack to judge.

    The question ``end-to-end-gaps`` says which level a stage has; that the lowest is a gap is for the reasoner to find.

    Args:
        organisation: with its stack.
        landscape: where its tools are looked up.
        useless: ids of tools that do not count, because they are unknown or retired.
    """
    stacks = organisation.members("cx:Stack")
    tools = sorted(set(owned_tools(organisation)) - set(useless))
    if not stacks or not tools:
        return []
    found = []
    for row in rows(landscape, "end-to-end-gaps", tool=tools):
        finding = organisation.own("stage-coverage", slug_of(str(row["stage"])))
        found += [
            Triple(finding, expand("rdf:type"), expand("cx:StageCoverage")),
            Triple(finding, expand("cx:ofStack"), stacks[0]),
            Triple(finding, expand("cx:ofStage"), NamedNode(str(row["stage"]))),
            Triple(finding, expand("cx:hasCoverageLevel"), NamedNode(str(row["level"]))),
        ]
    return found
