"""The answers of one organization to the questionnaire of maturity, as a table or in its Turtle file.

The table has a row for each answer: `question` (id or wording), `channel` (id or name; blank for what is asked once for
the whole organization), `score` (0 to 4; blank where nobody has answered yet), and `note` and `text` for people.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import expand, individual, slug_of
from plans.errors import PlanError
from plans.organisation import Organisation
from plans.reading import TABLE, Problems, read_rows, read_sent
from plans.terms import UnknownTermError, is_term, names_of, rows_of, term

SCALE = ("no", "planned or rare", "in parts", "usual practice", "always, measured and improved")
"""What the scores from 0 to 4 mean."""
CLASSES = ("cx:Assessment", "cx:ChannelPresence", "cx:AssessmentAnswer")
REQUIRED = ("question", "channel", "score")
OPTIONAL = ("note", "text")

_SCORE_REASON = f"a score is {', '.join(f'{score} = {word}' for score, word in enumerate(SCALE))}, or blank if unknown"
_ASKED = "a question is named by its id or its wording, as the questionnaire has it"
_SCORES = frozenset(map(str, range(len(SCALE))))
_TYPE = expand("rdf:type")
_IN, _CHANNEL, _QUESTION, _PRESENCE, _NOTE = (
    expand(f"cx:{name}").value for name in ("inAssessment", "ofChannel", "answersQuestion", "ofPresence", "rationale")
)
_Said = defaultdict[object, defaultdict[str, list[object]]]


@dataclass(frozen=True)
class Given:
    """One line of the questionnaire as it was filled in.

    Attributes:
        question: id of the question.
        channel: id of the channel that the answer is for, empty for a question that is asked once.
        score: 0 to 4, None where nobody has answered yet.
        note: a remark.
    """

    question: str
    channel: str
    score: int | None = None
    note: str = ""


def template(channels: Iterable[str]) -> str:
    """Return the questionnaire for some channels as CSV, with blank scores.

    Args:
        channels: their ids or names.

    Raises:
        PlanError: no channel is given, or there is no such channel.
    """
    try:
        asked_of = [slug_of(term("channel", channel).value) for channel in dict.fromkeys(channels)]
    except UnknownTermError as error:
        raise PlanError(f"{error}; `cxscape run channels` lists them all") from error
    if not asked_of:
        raise PlanError("name the channels in which customers meet you, such as --channel website --channel phone")
    return table(blank(asked_of))


def blank(channels: Iterable[str]) -> list[Given]:
    """Return the questionnaire for channels, by their ids, with nothing answered: by stage, then by question."""
    asked_of, per_channel = list(dict.fromkeys(channels)), _per_channel()
    return [Given(question, each) for question in _in_order() for each in (asked_of if per_channel[question] else [""])]


def table(given: Iterable[Given]) -> str:
    """Return answers as the CSV that `read_given` reads."""
    wordings = names_of("maturity-question")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*REQUIRED, *OPTIONAL))
    for each in given:
        score = "" if each.score is None else each.score
        writer.writerow((each.question, each.channel, score, each.note, wordings[each.question]))
    return text.getvalue()


def read_answers(file: Path, organisation: Organisation) -> Organisation:
    """Return `organisation` with the answers in a table, in place of those it had.

    Raises:
        PlanError: see `read_given`.
    """
    return with_answers(organisation, read_given(file))


def read_given(source: Path | bytes) -> list[Given]:
    """Return the answers in a table.

    Args:
        source: its file, or what one holds.

    Raises:
        PlanError: the table cannot be used; each wrong cell is named with its line, its value and what it may be.
    """
    file = source if isinstance(source, Path) else TABLE
    problems = Problems(file)
    per_channel = _per_channel()
    seen: dict[tuple[str, str], int] = {}
    given: list[Given] = []
    read = read_rows(source, REQUIRED, OPTIONAL) if isinstance(source, Path) else read_sent(source, REQUIRED, OPTIONAL)
    for row in read:
        place = _question(row.cells["question"], row.line, problems), _channel(row.cells["channel"], row.line, problems)
        question, channel = place
        if question is None or channel is None:
            continue
        if per_channel[question] and not channel:
            problems.add(row.line, "channel", "", f"{question} is asked for each channel: name the channel")
        elif channel and not per_channel[question]:
            reason = f"{question} is asked once for the whole organization: leave the channel blank"
            problems.add(row.line, "channel", channel, reason)
        if (before := seen.setdefault((question, channel), row.line)) != row.line:
            problems.add(row.line, "question", question, f"line {before} answers this already: keep one of the two")
        score = row.cells["score"]
        if score not in {"", *_SCORES}:
            problems.add(row.line, "score", score, _SCORE_REASON)
        else:
            given.append(Given(question, channel, int(score) if score else None, row.cells["note"]))
    problems.stop_if_any()
    if not any(each.channel for each in given):
        raise PlanError(f"{file}: names no channel, and most questions are asked for each: {_channels()}")
    return given


def answers_of(organisation: Organisation) -> list[Given]:
    """Return the answers that an organization gave, in the order of `blank`, with those that it has not given yet.

    Raises:
        PlanError: see `check_answers`.
    """
    check_answers(organisation)
    said = _said(organisation)
    channels: dict[object, str] = {
        presence: slug_of(str(said[presence][_CHANNEL][0]).strip("<>"))
        for presence in organisation.members("cx:ChannelPresence")
    }
    found = {}
    for answer in organisation.members("cx:AssessmentAnswer"):
        about = said[answer]
        question = slug_of(str(about[_QUESTION][0]).strip("<>"))
        score, notes = about[expand("cx:answerScore").value][0], about[_NOTE]
        channel = channels[about[_PRESENCE][0]] if about[_PRESENCE] else ""
        note = " ".join(each.value for each in notes if isinstance(each, Literal))
        found[question, channel] = Given(question, channel, int(str(getattr(score, "value", score))), note)
    return [found.get((each.question, each.channel), each) for each in blank(channels.values())]


def check_answers(organisation: Organisation) -> NamedNode | BlankNode:
    """Return the assessment of an organization, once it is sure that each of its answers can be used.

    Raises:
        PlanError: there is no assessment or several, a channel is there twice, or an answer cannot be used.
    """
    assessments = organisation.members("cx:Assessment")
    if not assessments:
        raise PlanError(
            f"{organisation.name} has no assessment yet: answer the questionnaire of maturity for your channels first"
        )
    if len(assessments) > 1:
        named = " and ".join(str(node) for node in assessments)
        raise PlanError(f"{organisation.name} has several assessments, {named}: keep the one that counts in the file")
    said = _said(organisation)
    presences, answers = organisation.members("cx:ChannelPresence"), organisation.members("cx:AssessmentAnswer")
    wrong = [f"{node}: {reason}" for node in presences for reason in _wrong_presence(said[node])]
    wrong += [f"{node}: {reason}" for node in answers for reason in _wrong_answer(said[node], presences)]
    wrong += [
        f"{node}: cx:inAssessment must name the assessment {assessments[0]}"
        for node in (*presences, *answers)
        if said[node][_IN] != [assessments[0]]
    ]
    wrong += _twice(said, presences, (_CHANNEL,), "is of the same channel")
    wrong += _twice(said, answers, (_QUESTION, _PRESENCE), "answers the same question")
    wrong += [
        f"{node} has no IRI: give it one" for node in (*assessments, *presences) if not isinstance(node, NamedNode)
    ]
    if not presences:
        wrong.append("no channel is assessed (cx:ChannelPresence), and most questions are asked for each")
    if wrong:
        raise PlanError("\n  ".join([f"the assessment of {organisation.name} cannot be used:", *wrong[:20]]))
    return assessments[0]


def _said(organisation: Organisation) -> _Said:
    said: _Said = defaultdict(lambda: defaultdict(list))
    for triple in organisation.triples:
        said[triple.subject][triple.predicate.value].append(triple.object)
    return said


def _twice(said: _Said, nodes: list[NamedNode | BlankNode], by: tuple[str, ...], says: str) -> Iterator[str]:
    """Yield the nodes that say the same as another one, in all of the properties `by`."""
    first: dict[tuple[tuple[object, ...], ...], object] = {}
    for node in nodes:
        if (other := first.setdefault(tuple(tuple(said[node][each]) for each in by), node)) != node:
            yield f"{node}: {other} {says} already: keep one of the two"


def _wrong_presence(about: dict[str, list[object]]) -> Iterator[str]:
    channels = about[_CHANNEL]
    if len(channels) != 1 or not is_term("channel", channels[0]):
        yield "cx:ofChannel must name one channel, such as channel:website"


def _wrong_answer(about: dict[str, list[object]], known: list[NamedNode | BlankNode]) -> Iterator[str]:
    questions, scores, presences = about[_QUESTION], about[expand("cx:answerScore").value], about[_PRESENCE]
    asked = questions[0] if len(questions) == 1 and is_term("maturity-question", questions[0]) else None
    if not isinstance(asked, NamedNode):
        yield f"cx:answersQuestion must name one question, such as maturity-question:{_in_order()[0]}"
    elif _per_channel()[slug_of(asked.value)] != bool(presences):
        yield "cx:ofPresence must name the channel where the question is asked for each, and else be left out"
    elif presences and (len(presences) > 1 or presences[0] not in known):
        yield "cx:ofPresence must name one cx:ChannelPresence of this file"
    texts = [score.value for score in scores if isinstance(score, Literal)]
    if len(texts) != len(scores) or len(texts) != 1 or texts[0] not in _SCORES:
        yield f"cx:answerScore {' '.join(map(str, scores)) or 'is missing'}: {_SCORE_REASON.partition(', or')[0]}"


def _question(value: str, line: int, problems: Problems) -> str | None:
    try:
        return slug_of(term("maturity-question", value).value)
    except UnknownTermError as error:
        problems.add(line, "question", value, f"{error}; {_ASKED}")
        return None


def _channel(value: str, line: int, problems: Problems) -> str | None:
    try:
        return slug_of(term("channel", value).value) if value else ""
    except UnknownTermError as error:
        problems.add(line, "channel", value, f"{error}; {_channels()}")
        return None


def with_answers(organisation: Organisation, given: Iterable[Given]) -> Organisation:
    """Return `organisation` with these answers in place of those it had.

    Args:
        organisation: whose answers they are.
        given: the answers. A channel that a line names counts as assessed, also where it is not answered yet.
    """
    lines = list(given)
    assessment = organisation.own("assessment")
    found = [Triple(assessment, _TYPE, expand("cx:Assessment"))]
    for channel in dict.fromkeys(each.channel for each in lines if each.channel):
        presence = organisation.own("presence", channel)
        found += [
            Triple(presence, _TYPE, expand("cx:ChannelPresence")),
            Triple(presence, expand("cx:inAssessment"), assessment),
            Triple(presence, expand("cx:ofChannel"), individual("channel", channel)),
        ]
    for each in lines:
        if each.score is None:
            continue
        answer = organisation.own("answer", f"{each.channel}-{each.question}" if each.channel else each.question)
        found += [
            Triple(answer, _TYPE, expand("cx:AssessmentAnswer")),
            Triple(answer, expand("cx:inAssessment"), assessment),
            Triple(answer, expand("cx:answersQuestion"), individual("maturity-question", each.question)),
            Triple(answer, expand("cx:answerScore"), Literal(each.score)),
        ]
        if each.channel:
            found.append(Triple(answer, expand("cx:ofPresence"), organisation.own("presence", each.channel)))
        if each.note:
            found.append(Triple(answer, expand("cx:rationale"), Literal(each.note, language="en")))
    return organisation.replacing(CLASSES, found)


def _channels() -> str:
    return f"channels are {', '.join(names_of('channel'))}"


def _per_channel() -> dict[str, bool]:
    return {row["id"]: row["per_channel"] == "true" for row in rows_of("maturity-question")}


def _in_order() -> list[str]:
    """Return the questions by the stage they test."""
    place = {row["id"]: int(row["order"]) for row in rows_of("maturity")}
    return [row["id"] for row in sorted(rows_of("maturity-question"), key=lambda row: place[row["maturity_stage"]])]
