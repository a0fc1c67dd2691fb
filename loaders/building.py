"""The graph of a release: the model, what follows from it, and the facts of every tool, in one pass."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, Store, Triple

from loaders.bulk import BulkWriter
from loaders.facts import Facts, Teller, names_of, new_labels, profile_of, profile_triples, stated_capabilities
from loaders.landscape import Landscape, Tool
from loaders.members import Members
from loaders.profile_facts import PROFILE, ProfileFacts, profile_facts
from loaders.provenance import PROVENANCE_GRAPH, origins
from loaders.run import Run
from loaders.segments import Segments
from loaders.statements import lines_of, number_of, text_of
from loaders.validation import Validation
from ontology.mappings import mapping_triples
from ontology.modules import modules
from ontology.namespaces import GRAPH
from ontology.rules import Inference, rule_triples
from ontology.vocabulary import PHRASES, vocabulary
from queries import catalogue_graph, competency

TOOLS = 1_000
"""Tools that are told and inferred about at a time."""

TOLD = "told.nt"
"""File of a release that holds what tells of its making."""

RULED = ("ontology", "vocabulary", "mappings")
"""The parts of the model that rules read."""


@dataclass(frozen=True)
class Built:
    """What a graph came to.

    Attributes:
        quads: how many it has.
        inferred: the triples that each rule inferred.
        model: what stands in the default graph besides tools, profiles and provenance, as lines of N-Triples without
            the full stop.
        profiles: what it says of profiles.
        mentions: how often tools name what others may name too; see `loaders.facts.Facts`.
        kinds: what the rules of the landscape conclude of a kind of tool; see `ontology.rules.Inference`.
    """

    quads: int
    inferred: dict[str, int]
    model: list[str]
    profiles: ProfileFacts
    mentions: Counter[tuple[str, str]]
    kinds: dict[frozenset[str], list[tuple[str, str]]]


def build(
    run: Run, landscape: Landscape, writer: BulkWriter, members: Members, progress: Callable[[float], None]
) -> Built:
    """Write the graph of `landscape` to a new store.

    Args:
        run: the rows that `landscape` was made of.
        landscape: the tools.
        writer: writes the store; when this returns, it has still much to do.
        members: is told the tools of each group.
        progress: is told the share of the tools that is done.

    Raises:
        LoadError: the graph would violate a shape of the ontology.
        OSError: the disk is full, or cannot be written.
    """
    counts: Counter[str] = Counter()
    mentions: Counter[tuple[str, str]] = Counter()
    parts = {name: list(map(str, triples)) for name, triples in _model(run).items()}
    asserted = _write(writer, {f"<{GRAPH}{name}>": triples for name, triples in parts.items()})
    origin = _write(writer, {str(PROVENANCE_GRAPH): [*origins(run.files), *rule_triples()]})
    # Nothing follows from phrases, and `cxscape ontology check` has checked them: they are only written.
    _write(writer, {f"<{GRAPH}vocabulary>": vocabulary(part=PHRASES)})
    examples = list({profile_of(tool): tool for tool in landscape.tools}.values())
    profiles = list(map(str, profile_triples(examples)))
    ruled = list(chain(*(parts[name] for name in RULED)))
    inference = Inference(chain(ruled, profiles))
    counts.update({rule.name: len(lines) for rule, lines in inference.model.items()})
    inferred = _write(writer, {str(rule.graph): lines for rule, lines in inference.model.items()})
    writer.add(profiles)
    segments = Segments(members)
    names = names_of(landscape.tools)
    # What follows of a tool is decided by its profile, with few exceptions: to work it out at once is much faster.
    inference.about(Teller(names, run.nodes).tell(examples).tools)
    with Validation([*asserted, *origin, *inferred, *profiles]) as validation:
        for share, facts in _told(landscape.tools, Teller(names, run.nodes)):
            mentions.update(facts.mentions)
            for graph, stated in facts.by_source.items():
                writer.write(text_of(stated, graph), number_of(stated), graph)
            concluded = inference.about(facts.tools)
            links = segments.tell(facts.tools, chain.from_iterable(map(lines_of, concluded.values())))
            for rule, said in concluded.items():
                counts[rule.name] += number_of(said)
                writer.write(text_of(said, str(rule.graph)), number_of(said), str(rule.graph))
                for tool, conclusions in said.items():
                    facts.tools[tool] += conclusions
            others = [*facts.shared, *links]
            text = "".join([text_of(facts.tools), text_of(facts.rows), *(f"{line} .\n" for line in others)])
            number = number_of(facts.tools) + number_of(facts.rows) + len(others)
            writer.write(text, number)
            validation.check_text(text, number)
            progress(share)
        kinds = list(segments.about())
        writer.add(kinds)
        validation.check(kinds)
        writer.finish()
    about = profile_facts(profiles, inference.model, ruled)
    led_to = {line for lines in about.led_to.values() for line in lines[""]}
    model = [line for line in (*asserted, *inferred) if PROFILE not in line and line not in led_to]
    return Built(writer.quads, dict(counts), model, about, mentions, inference.by_kind())


def record(folder: Path, triples: Iterable[Triple]) -> int:
    """Add what is known of a run to the store that it built, and return the number of quads that this came to.

    Args:
        folder: the folder of the release; everything that tells of its making is kept there as N-Triples too.
        triples: what is known.

    Raises:
        LoadError: it would violate a shape of the ontology.
        OSError: the disk is full, or cannot be written.
    """
    store = Store(str(folder / "store"))
    known = [str(quad.triple) for quad in store.quads_for_pattern(None, None, None, PROVENANCE_GRAPH)]
    lines = dict.fromkeys(map(str, triples))
    with Validation(known) as validation:
        validation.check(lines)
    text = "".join(f" {graph} .\n".join([*lines, ""]) for graph in ("", str(PROVENANCE_GRAPH)))
    store.bulk_load(text.encode(), RdfFormat.N_QUADS)
    store.flush()
    (folder / TOLD).write_text(" .\n".join([*known, *lines, ""]), encoding="utf-8")
    return 2 * len(lines)


def _told(tools: list[Tool], teller: Teller) -> Iterator[tuple[float, Facts]]:
    """Yield the facts of some tools at a time, and the share of the tools that is told with them."""
    for start in range(0, len(tools), TOOLS):
        yield min(1.0, (start + TOOLS) / len(tools)), teller.tell(tools[start : start + TOOLS])


def _write(writer: BulkWriter, parts: Mapping[str, Iterable[Triple | str]]) -> list[str]:
    """Write triples to their graphs and to the default graph, each once; return them as they were written."""
    whole: dict[str, None] = {}
    for graph, triples in parts.items():
        lines = dict.fromkeys(map(str, triples))
        writer.add(lines, graph)
        whole |= lines
    writer.add(whole)
    return list(whole)


def _model(run: Run) -> dict[str, list[Triple]]:
    """Return what does not come from the rows, by the name of its graph: ontology, vocabularies and mappings."""
    mapped = mapping_triples(run.mappings)
    known = {triple.subject for triple in mapped}
    return {
        "ontology": modules(),
        "vocabulary": vocabulary(),
        "questions": [*competency.triples(), *catalogue_graph.triples()],
        "mappings": [*mapped, *new_labels(run.records, known), *stated_capabilities(run.records)],
    }
