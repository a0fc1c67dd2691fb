"""How far an organization has come: what answers come to, what is refused, and what a half-filled table says."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import expand, individual
from plans.errors import PlanError
from plans.maturity import assessed, maturity
from plans.maturity_answers import answers_of, read_answers, template
from plans.maturity_results import Maturity, UnitResult
from plans.maturity_roadmap import roadmap
from plans.organisation import Organisation, new, read
from queries.engines import Embedded
from queries.home import release_folder
from ui.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "answers.csv"
RDF_TYPE = expand("rdf:type")
SCORES = "question,channel,score\n"


def organisation(tmp_path: Path, text: str) -> Organisation:
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8")
    return read_answers(file, new("Acme"))


def filled(score: int, channels: tuple[str, ...] = ("website",), **other: int) -> str:
    """Return the questionnaire with one score everywhere, but for those of some stages."""
    out = io.StringIO()
    rows = list(csv.DictReader(io.StringIO(template(channels))))
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    for row in rows:
        stage = row["question"].removeprefix("mq-").rpartition("-")[0].replace("-", "_")
        writer.writerow({**row, "score": other.get(stage, score)})
    return out.getvalue()


@pytest.fixture(scope="module")
def example() -> Maturity:
    return maturity(read_answers(EXAMPLE, new("Northwind")))


def unit(found: Maturity, channel: str) -> UnitResult:
    return next(each for each in found.channels if each.channel == channel)


def test_each_channel_has_the_stage_that_its_answers_show(example: Maturity) -> None:
    assert {each.channel: each.reached for each in example.channels} == {
        "branded-community": "initiate",
        "phone": "initiate",
        "external-social": "radiate",
        "mobile-app": "radiate",
        "retail-store": "radiate",
        "website": "optimize",
        "email": "nurture",
    }
    assert (example.whole.reached, example.whole.next, example.partial) == ("initiate", "radiate", False)


def test_what_is_missing_for_the_next_stage_is_told_with_its_answers_the_gate_first(example: Maturity) -> None:
    email = unit(example, "email")
    assert email.next == "engage"
    assert [(each.question, each.gate, each.score) for each in email.missing[:2]] == [
        ("mq-engage-1", True, 1),
        ("mq-engage-5", False, 0),
    ]
    assert {each.question for each in email.missing} == {f"mq-engage-{number}" for number in range(1, 6)}
    passed = next(stage for stage in email.stages if stage.stage == "nurture")
    assert (passed.state, len(passed.answers), passed.mean) == ("passed", 4, 3.0)


def test_channels_two_stages_behind_are_disconnected_and_those_one_behind_are_not(example: Maturity) -> None:
    pairs = {(each.channel, each.ahead): each.gap for each in example.disconnected}
    assert pairs["phone", "email"] == 4
    assert pairs["retail-store", "website"] == 2
    assert ("website", "email") not in pairs
    assert ("phone", "retail-store") not in pairs
    assert example.disconnected[0].gap == max(pairs.values())


def test_a_published_figure_is_context_with_source_and_year(example: Maturity) -> None:
    [figure] = example.benchmarks
    assert (figure.value, figure.year, figure.stages) == (85.4, 2014, ("Initiate", "Radiate"))
    assert "Conlon" in figure.source


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        (filled(4), "lifetime-customers"),
        (filled(0), None),
        (filled(3, initiate=2), None),
        (filled(2, initiate=4), "initiate"),
        (filled(4, align=0), "radiate"),
    ],
    ids=["all-passed", "none-passed", "gate-of-first-failed", "second-failed", "later-stages-do-not-count"],
)
def test_a_stage_counts_only_when_all_before_it_are_passed(tmp_path: Path, text: str, reached: str | None) -> None:
    found = maturity(organisation(tmp_path, text))
    assert found.channels[0].reached == reached
    assert not found.partial


def test_a_channel_before_the_first_stage_lags_behind_those_two_stages_on(tmp_path: Path) -> None:
    website = [line for line in filled(3).splitlines() if ",website," in line]
    phone = [line.replace(",3,", ",0,") for line in filled(3, ("phone",)).splitlines()[1:] if ",phone," in line]
    shared = [line for line in filled(3).splitlines() if ",,3" in line]
    header = filled(3).splitlines()[0]
    found = maturity(organisation(tmp_path, "\n".join([header, *website, *phone, *shared])))
    assert [(each.channel, each.ahead, each.stage_label) for each in found.disconnected] == [("phone", "website", "")]


def test_a_half_filled_table_gives_a_result_that_says_it_is_partial_and_what_is_open(tmp_path: Path) -> None:
    lines = filled(4, ("website", "phone")).splitlines()
    text = "\n".join(line.replace(",4,", ",,") if line.startswith("mq-radiate-3,phone") else line for line in lines)
    found = maturity(organisation(tmp_path, text))
    assert not unit(found, "phone").partial, "three fours and a blank pass a stage whatever the blank is"
    text = "\n".join(line.replace(",4,", ",,") if line.startswith("mq-radiate-1,phone") else line for line in lines)
    found = maturity(organisation(tmp_path, text))
    phone = unit(found, "phone")
    assert (phone.reached, phone.partial, found.partial) == ("initiate", True, True)
    assert [each.question for each in phone.open] == ["mq-radiate-1"]
    assert found.disconnected == ()
    assert any("Phone" in note for note in found.notes)
    assert (found.answered, found.asked) == (len(lines) - 2, len(lines) - 1)


def test_an_open_answer_that_cannot_help_leaves_a_stage_failed(tmp_path: Path) -> None:
    lines = filled(0).splitlines()
    text = "\n".join(line.replace(",0,", ",,") if line.startswith("mq-initiate-2") else line for line in lines)
    found = maturity(organisation(tmp_path, text))
    assert (found.channels[0].reached, found.channels[0].partial) == (None, False)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("mq-initiate-1,website,5", r"answers.csv:2, score '5': a score is 0 = no.*4 = always"),
        ("mq-initiate-1,website,-1", r"score '-1'"),
        ("mq-initiate-1,website,2.5", r"score '2.5'"),
        ("mq-initiate-1,website,four", r"score 'four'"),
        (
            "mq-initiate-9,website,3",
            r"question 'mq-initiate-9': no maturity question.*did you mean mq-initiate-.*id or its wording",
        ),
        ("mq-initiate-1,web site,3", r"channel 'web site': no channel .*channels are affiliate-sites, .*website"),
        ("mq-initiate-1,,3", r"asked for each channel"),
        ("mq-initiate-3,website,3", r"once for the whole organization"),
        ("mq-initiate-1,website,3\nmq-initiate-1,Website,2", r"answers.csv:3.*line 2 answers this already"),
        ("mq-initiate-3,,3", r"names no channel.*channels are affiliate-sites, .*website"),
    ],
    ids=[
        "too-high",
        "too-low",
        "no-whole-number",
        "a-word",
        "unknown-question",
        "unknown-channel",
        "channel-missing",
        "channel-too-much",
        "answered-twice",
        "no-channel-at-all",
    ],
)
def test_a_wrong_cell_is_refused_with_its_line_and_value(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(PlanError, match=rf"(?s){message}"):
        organisation(tmp_path, SCORES + row + "\n")


@pytest.mark.parametrize(
    ("header", "message"),
    [("question,score\nx,1\n", "column channel is missing"), ("question,channel,score,scores\n", "'scores' is no col")],
)
def test_a_wrong_header_is_refused(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(PlanError, match=message):
        organisation(tmp_path, header)


def test_turtle_with_a_score_off_the_scale_is_refused_with_the_scale(tmp_path: Path) -> None:
    good = organisation(tmp_path, filled(3))
    maturity(good)
    score = expand("cx:answerScore")
    [first, *others] = [triple for triple in good.triples if triple.predicate == score]
    rest = tuple(triple for triple in good.triples if triple.predicate != score)
    wrong = Triple(first.subject, score, Literal(7))
    with pytest.raises(PlanError, match=r"(?s)answerScore.*7.*0 = no.*4 = always"):
        maturity(replace(good, triples=(*rest, *others, wrong)))


def test_a_channel_that_is_there_twice_is_refused_by_name(tmp_path: Path) -> None:
    good = organisation(tmp_path, filled(3))
    second = individual("presence", "second")
    twice = [
        Triple(second, RDF_TYPE, expand("cx:ChannelPresence")),
        Triple(second, expand("cx:inAssessment"), individual("assessment", "acme")),
        Triple(second, expand("cx:ofChannel"), individual("channel", "website")),
    ]
    with pytest.raises(PlanError, match=r"presence/second>: <.*presence/acme-website> is of the same channel"):
        maturity(replace(good, triples=(*good.triples, *twice)))


@pytest.mark.parametrize("other", ["nowhere", "acme-email"])
def test_an_answer_for_what_is_no_channel_of_the_file_or_for_two_is_refused(tmp_path: Path, other: str) -> None:
    good = organisation(tmp_path, filled(3, ("website", "email")))
    of_presence = expand("cx:ofPresence")
    answer = individual("answer", "acme-website-mq-initiate-1")
    there = [t for t in good.triples if other != "nowhere" or (t.subject, t.predicate) != (answer, of_presence)]
    wrong = Triple(answer, of_presence, individual("presence", other))
    with pytest.raises(PlanError, match="website-mq-initiate-1>: cx:ofPresence must name one cx:ChannelPresence"):
        answers_of(replace(good, triples=(*there, wrong)))


def test_two_assessments_are_refused_by_name(tmp_path: Path) -> None:
    good = organisation(tmp_path, filled(3))
    other = Triple(individual("assessment", "old"), expand("rdf:type"), expand("cx:Assessment"))
    with pytest.raises(PlanError, match=r"assessment/acme.*assessment/old"):
        maturity(replace(good, triples=(*good.triples, other)))


def test_a_stage_that_the_file_states_is_not_taken_for_true(tmp_path: Path) -> None:
    good = organisation(tmp_path, filled(0))
    stated = Triple(individual("presence", "acme-website"), expand("cx:assessedAt"), individual("maturity", "engage"))
    found = maturity(replace(good, triples=(*good.triples, stated)))
    assert found.channels[0].reached is None
    assert any("worked out from the answers" in note for note in found.notes)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["", "0", "1", "2", "3", "4"]), min_size=30, max_size=30))
def test_answers_survive_the_way_through_the_file(tmp_path_factory: pytest.TempPathFactory, scores: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(template(["website"]))))
    text = SCORES + "".join(
        f"{row['question']},{row['channel']},{score}\n" for row, score in zip(rows, scores, strict=True)
    )
    folder = tmp_path_factory.mktemp("answers")
    there = organisation(folder, text)
    there.save(folder / "acme.ttl")
    back = read(folder / "acme.ttl")
    assert set(back.triples) == set(there.triples)
    assert len(back.members("cx:AssessmentAnswer")) == sum(map(bool, scores))


def test_nothing_of_one_organization_is_in_the_session_of_another(tmp_path: Path) -> None:
    assessed(organisation(tmp_path, filled(4)))
    other = read_answers(EXAMPLE, new("Other"))
    stated = assessed(other).triples()
    presences = {t.subject for t in stated if (t.predicate, t.object) == (RDF_TYPE, expand("cx:ChannelPresence"))}
    assert all(isinstance(each, NamedNode) and "/presence/other-" in each.value for each in presences)
    assert len(presences) == 7


def test_the_roadmap_follows_stages_and_puts_what_comes_before_first(small_home: Path) -> None:
    folder = release_folder(small_home)
    planned = roadmap(read_answers(EXAMPLE, new("Northwind")), Embedded(folder / "store"), folder.name, "align")
    stages = [step.stage for step in planned.steps]
    assert stages == sorted(stages, key=["radiate", "align"].index)
    places = {step.need: place for place, step in enumerate(planned.steps)}
    pairs = [(b.need, step.need) for step in planned.steps for b in step.before if b.need in places]
    assert pairs
    assert all(places[first] < places[then] for first, then in pairs)
    assert any("Scored" in reason for step in planned.steps for reason in step.reasons)
    assert all(len(step.consider) <= 3 for step in planned.steps)
    assert any(step.consider for step in planned.steps)


def test_tools_that_are_owned_are_told_apart_from_tools_to_consider(small_home: Path) -> None:
    folder = release_folder(small_home)
    there = read_answers(EXAMPLE, new("Northwind"))
    engine = Embedded(folder / "store")
    first = next(step for step in roadmap(there, engine, "r").steps if step.consider)
    stack = there.own("stack")
    owns = Triple(stack, expand("cx:includesTool"), individual("tool", first.consider[0].id))
    kind = Triple(stack, expand("rdf:type"), expand("cx:Stack"))
    again = roadmap(replace(there, triples=(*there.triples, kind, owns)), engine, "r")
    step = next(step for step in again.steps if step.need == first.need)
    assert [offer.id for offer in step.owned] == [first.consider[0].id]
    assert first.consider[0].id not in [offer.id for offer in step.consider]


def test_a_stage_that_is_passed_cannot_be_planned_for(small_home: Path) -> None:
    folder = release_folder(small_home)
    with pytest.raises(PlanError, match="Initiate is passed already: name Radiate"):
        roadmap(read_answers(EXAMPLE, new("N")), Embedded(folder / "store"), "r", "initiate")


def test_the_command_keeps_answers_in_a_workspace_and_shows_them(tmp_path: Path) -> None:
    run = CliRunner()
    home = ["--home", str(tmp_path)]
    done = run.invoke(
        cli, [*home, "maturity", "assess", str(EXAMPLE), "--workspace", "nw", "--organisation", "Northwind"]
    )
    assert done.exit_code == 0, done.output
    assert "Email: Nurture" in done.output
    shown = run.invoke(cli, [*home, "maturity", "show", "--workspace", "nw", "--json"])
    result = json.loads(shown.output)
    assert (result["organisation"], result["whole"]["reached"]) == ("Northwind", "initiate")
    assert {each["channel"] for each in result["disconnected"]} >= {"phone", "retail-store"}


def test_the_answers_of_one_organization_are_not_put_into_another(tmp_path: Path) -> None:
    organisation(tmp_path, filled(3)).save(tmp_path / "acme.ttl")
    new("Other").save(tmp_path / "other.ttl")
    done = CliRunner().invoke(
        cli, ["maturity", "assess", str(tmp_path / "acme.ttl"), "--file", str(tmp_path / "other.ttl")]
    )
    assert isinstance(done.exception, PlanError)
    assert "those of Acme, and not of Other" in str(done.exception)
    assert read(tmp_path / "other.ttl") == new("Other")


def test_a_command_without_an_organization_says_how_to_name_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["--home", str(tmp_path), "maturity", "show"])
    assert done.exit_code == 2
    assert "--workspace NAME or --file FILE" in done.output


def test_no_message_about_answers_sends_to_a_command(tmp_path: Path) -> None:
    good = organisation(tmp_path, filled(3))
    asked = expand("cx:answersQuestion")
    unknown = tuple(t for t in good.triples if t.predicate != asked)
    wrong = [new("Acme"), replace(good, triples=unknown)]
    for each in wrong:
        with pytest.raises(PlanError) as told:
            maturity(each)
        assert "`" not in str(told.value)
    for row in ("nothing,website,3", "mq-initiate-1,nothing,3", "mq-initiate-3,,3"):
        with pytest.raises(PlanError) as told:
            organisation(tmp_path, f"{SCORES}{row}\n")
        assert "`" not in str(told.value)
