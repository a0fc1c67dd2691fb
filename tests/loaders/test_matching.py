"""Rows of several files that mean one tool are found, explained, and left apart where the evidence is thin."""

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.errors import LoadError
from loaders.inputs import Inputs
from loaders.landscape import Landscape, assemble
from loaders.matching.addresses import bears, host, site
from loaders.matching.decisions import COLUMNS, Curation, Pair, curation_file, read_curation, write_curation
from loaders.matching.names import read_name
from loaders.run import Run

TECHNOLOGIES = "technology,website,categories,pricing,saas,oss,implies,requires\n"
ENTITIES = "entity,company,homepage,category,domains,occurrences\n"
TOOLS = "tool,homepage,vendor,category\n"


def matched(
    tmp_path: Path, technologies: list[str], entities: list[str], curation: Curation | None = None
) -> Landscape:
    """Assemble technologies (``name,website,label``) and entities (``name,company,domains``)."""
    one, two = tmp_path / "technologies.csv", tmp_path / "adoption.csv"
    lines = [f"{','.join(row.split(',')[:3])},,,,," for row in technologies]
    one.write_text(TECHNOLOGIES + "\n".join(lines) + "\n", encoding="utf-8")
    rows = ["{},{},,other,{},7".format(*row.split(",")) for row in entities]
    two.write_text(ENTITIES + "\n".join(rows) + "\n", encoding="utf-8")
    return assemble(Run(Inputs([one, two], [], None)).records, curation)


def attached(landscape: Landscape) -> dict[str, str]:
    return {record.name: tool.name for tool in landscape.tools for record in tool.additions}


@pytest.mark.parametrize(
    ("technology", "entity"),
    [
        ("Taboola,https://www.taboola.com,SEO", "Taboola,,*.taboola.com"),
        ("Mouse Flow,https://mouseflow.com,SEO", "Mouseflow,,*.mouseflow.com"),
        ("Kaltura,https://corp.kaltura.com,SEO", "Kaltura Video Platform,Kaltura,*.kaltura.com"),
        ("LeadBoxer,https://www.leadboxer.com,SEO", "LeasdBoxer,LeadBoxer,*.leadboxer.com"),
        ("Helpdeskly,https://helpdeskly.com,SEO", "Helpdeskly,,*.helpdeskly.net"),
        ("Clicky,https://getclicky.com,SEO", "Roxr Software,,*.getclicky.com"),
        ("Akamai mPulse,https://akamai.com/mpulse,SEO", "mPulse,,*.akamai.com"),
        ("Zendesk Chat,https://www.zendesk.com/chat,SEO", "Zopim,,*.zopim.io"),
        ("Signal,https://www.signal.co,SEO", "BrightTag / Signal,Signal,*.signal.co"),
        ("Texthelp,https://www.texthelp.com/products/browsealoud/,SEO", "Browsealoud,,*.texthelp.com"),
        ("Luigi\u2019s Box,https://www.luigisbox.com,SEO", "Luigis Box,,*.luigisbox.com"),
        ("Bäckerei Ströer,https://stroeer.example,SEO", "BÃ¤ckerei StrÃ¶er,,*.stroeer.example"),
    ],
    ids=lambda row: row.partition(",")[0],
)
def test_the_same_tool_is_found(technology: str, entity: str, tmp_path: Path) -> None:
    landscape = matched(tmp_path, [technology], [entity])
    assert attached(landscape) == {entity.partition(",")[0]: technology.partition(",")[0]}
    (record,) = landscape.tools[0].additions
    assert landscape.reasons[id(record)]


@pytest.mark.parametrize(
    ("technology", "entity"),
    [
        ("Vireo,https://vireo.com,SEO", "Vireo,,*.unlike.net"),
        ("Skedify,https://calendly.com/,SEO", "Calendly,,*.calendly.com"),
        ("Awesomplete,https://leaverou.github.io/awesomplete,SEO", "GitHub,,*.github.com;*.github.io"),
        ("Klara,https://www.klara.com,SEO", "Klarna,,*.klarna.com"),
        ("Contao,https://contao.org,SEO", "Contabo,,*.contabo.net"),
        ("Shop Pay Installments,https://shoppay.affirm.com,SEO", "Affirm,,*.affirm.com"),
        ("Moxie,https://github.com/moxiecode/moxie,SEO", "Moxie,,*.gomoxie.com"),
        ("Verizon Media,https://www.verizonmedia.com,SEO", "Yahoo,,*.yahoo.com"),
        ("Channel.io,https://channel.io,SEO", "Channel.me,,*.channel.me"),
        ("LiveAgent,https://www.liveagent.com,SEO", "Salesforce Live Agent,Salesforce,*.salesforceliveagent.com"),
        ("Polar Analytics,https://polaranalytics.com,SEO", "Task Analytics,,*.taskanalytics.com"),
    ],
    ids=lambda row: row.partition(",")[0],
)
def test_what_is_not_sure_is_kept_apart(technology: str, entity: str, tmp_path: Path) -> None:
    assert attached(matched(tmp_path, [technology], [entity])) == {}


def test_equal_names_alone_are_asked_about_and_never_merged(tmp_path: Path) -> None:
    landscape = matched(tmp_path, ["Vireo,https://vireo.com,SEO"], ["Vireo,,*.unlike.net"])
    (pair,) = landscape.unsure
    assert (pair.name_a, pair.name_b, pair.decision) == ("Vireo", "Vireo", "")
    assert pair.evidence == "equal names ('Vireo')"


def test_a_row_of_a_whole_maker_is_credited_to_none_of_its_products(tmp_path: Path) -> None:
    products = [f"Maker {name},https://maker.com/{name},SEO" for name in ("Reviews", "Loyalty", "Mailer")]
    assert attached(matched(tmp_path, products, ["Maker,,*.maker.com"])) == {}
    assert attached(matched(tmp_path, [*products, "Maker,https://maker.com,SEO"], ["Maker,,*.maker.com"])) == {
        "Maker": "Maker"
    }


def test_a_site_of_many_strangers_is_measured_to_be_no_evidence(tmp_path: Path) -> None:
    tools = [f"{name},https://market.example/{name},SEO" for name in ("Abor", "Cedu", "Fiko", "Gulo", "Hymi", "Jupa")]
    one = matched(tmp_path, [tools[0]], ["Zorix,,*.market.example"])
    many = matched(tmp_path, [*tools, "Kelor,https://market.example/k,SEO"], ["Abor,,*.market.example"])
    assert attached(one) == {}
    assert attached(many) == {}
    assert [pair.evidence for pair in many.unsure] == ["equal names ('Abor')"]


def test_several_measurements_attach_and_the_most_measured_comes_first(tmp_path: Path) -> None:
    landscape = matched(tmp_path, ["Vireo,https://vireo.com,SEO"], ["Vireo,,*.vireo.com", "Vireo Inc,,cdn.vireo.com"])
    assert attached(landscape) == {"Vireo": "Vireo", "Vireo Inc": "Vireo"}


def test_a_former_name_steps_back_for_who_bears_the_name_itself(tmp_path: Path) -> None:
    tools = ["Cxense,https://www.cxense.com,SEO", "Piano,https://piano.io,SEO"]
    assert attached(matched(tmp_path, tools, ["Piano,,*.tinypass.com"])) == {}


def assembled(tmp_path: Path, *files: str, curation: Curation | None = None) -> Landscape:
    paths = []
    for number, rows in enumerate(files):
        path = tmp_path / f"tools-{number}.csv"
        path.write_text(TOOLS + rows, encoding="utf-8")
        paths.append(path)
    return assemble(Run(Inputs(paths, [], None)).records, curation)


def test_tools_of_two_files_merge_by_name_and_domain_and_say_why(tmp_path: Path) -> None:
    landscape = assembled(tmp_path, "Vireo,https://vireo.com,,seo\n", "VIREO Inc.,http://www.vireo.com/en,,crm\n")
    (tool,) = landscape.tools
    assert [record.name for record in tool.records] == ["Vireo", "VIREO Inc."]
    assert "the same web domain (vireo.com)" in landscape.reasons[id(tool.records[1])]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vireo,https://vireo.com,,seo\n", "Vireo,https://vireo.org,,seo\n"),
        ("Vireo,,,seo\n", "Vireo,,,seo\n"),
        ("Vireo,https://vireo.com,,seo\n", "Vireo Mail,https://vireo.com/mail,,crm\n"),
        ("Abor,https://github.com/abor,,seo\n", "Cedu,https://github.com/cedu,,seo\n"),
    ],
    ids=["another domain", "no address", "another product", "a shared host"],
)
def test_tools_that_may_differ_stay_two(one: str, two: str, tmp_path: Path) -> None:
    assert len(assembled(tmp_path, one, two).tools) == 2
    assert len(assembled(tmp_path, one + two).tools) == 2


def test_namesakes_have_ids_of_their_own(tmp_path: Path) -> None:
    landscape = assembled(tmp_path, "Vireo,,,seo\nVireo,,,crm\nVireo,https://vireo.com,,seo\n")
    assert len({tool.id for tool in landscape.tools}) == 3


def decided(landscape: Landscape, decision: str) -> Curation:
    return Curation(replace(pair, decision=decision, decided_by="Ann") for pair in landscape.unsure)


def test_a_decision_overrules_the_evidence_in_every_later_run(tmp_path: Path) -> None:
    thin = (["Vireo,https://vireo.com,SEO"], ["Vireo,,*.unlike.net"])
    curation = decided(matched(tmp_path, *thin), "same")
    landscape = matched(tmp_path, *thin, curation)
    assert attached(landscape) == {"Vireo": "Vireo"}
    assert "decided by Ann to be the same" in landscape.reasons[id(landscape.tools[0].additions[0])]
    assert landscape.unsure == ()
    apart = matched(tmp_path, *thin, decided(matched(tmp_path, *thin), "different"))
    assert attached(apart) == {}
    assert apart.unsure == ()


def test_a_decision_parts_what_the_evidence_joins_and_joins_namesakes_of_one_file(tmp_path: Path) -> None:
    rows = ("Vireo,https://vireo.com,,seo\n", "Vireo,https://vireo.com,,crm\n")
    pair = Pair("landscape", "Vireo", "https://vireo.com", "landscape", "Vireo", "https://vireo.org", "0", "", "same")
    assert len(assembled(tmp_path, rows[0] + "Vireo,https://vireo.org,,crm\n", curation=Curation([pair])).tools) == 1
    parted = Pair("webappanalyzer", "Taboola", "https://taboola.com", "third-party-web", "Taboola", "", "9", "")
    curation = Curation([replace(parted, decision="different")])
    both = (["Taboola,https://taboola.com,SEO"], ["Taboola,,*.taboola.com"])
    assert attached(matched(tmp_path, *both)) == {"Taboola": "Taboola"}
    assert attached(matched(tmp_path, *both, curation)) == {}


def test_the_table_keeps_every_decision_and_forgets_what_is_no_longer_unsure(tmp_path: Path) -> None:
    old = [
        Pair("a", "Settled", "", "b", "Settled", "", "2.00", "x", "different", "Ann", "two firms"),
        Pair("a", "Gone", "", "b", "Gone", "", "2.00", "x"),
        Pair("a", "Asked", "", "b", "Asked", "", "2.00", "x", "", "", "ask Bob"),
    ]
    write_curation(tmp_path, Curation(old))
    now = [Pair("a", "Asked", "", "b", "Asked", "", "2.50", "y"), Pair("a", "New", "", "b", "New", "", "2.10", "z")]
    write_curation(tmp_path, read_curation(tmp_path).updated(now))
    kept = read_curation(tmp_path)
    assert [pair.name_a for pair in kept.pairs] == ["Asked", "New", "Settled"]
    assert [(pair.score, pair.note) for pair in kept.pairs] == [
        ("2.50", "ask Bob"),
        ("2.10", ""),
        ("2.00", "two firms"),
    ]
    assert [pair.name_a for pair in kept.open()] == ["Asked", "New"]
    assert [path.name for path in curation_file(tmp_path).parent.iterdir()] == ["matches.csv"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a,X,,b,X,,2,e,perhaps,,\n", r"matches.csv:2: decision 'perhaps': it must be same, different or blank"),
        ("a,X,,b,X,,2,e,same,,\nb,X,,a,X,,2,e,different,,\n", r"matches.csv:3: line 2 decides otherwise"),
        ("a,,,b,X,,2,e,same,,\n", r"matches.csv:2: name_a is blank"),
        ("a,X,,b,X,,much,e,,,\n", r"matches.csv:2: score 'much' is no number"),
        ("a,X\n", r"matches.csv:2: "),
    ],
    ids=["unknown decision", "contradiction", "no name", "no number", "cells missing"],
)
def test_a_malformed_table_is_one_clear_error_and_left_alone(rows: str, says: str, tmp_path: Path) -> None:
    file = curation_file(tmp_path)
    file.parent.mkdir()
    file.write_text(",".join(COLUMNS) + "\n" + rows)
    before = file.read_bytes()
    with pytest.raises(LoadError, match=says):
        read_curation(tmp_path)
    assert file.read_bytes() == before


def test_the_digest_changes_with_what_people_decide_and_with_nothing_else() -> None:
    pair = Pair("a", "X", "", "b", "X", "", "2.00", "evidence")
    undecided, same = Curation([pair]), Curation([replace(pair, decision="same")])
    assert undecided.digest == Curation().digest
    assert same.digest != undecided.digest
    assert same.digest == Curation([replace(same.pairs[0], score="1.00", evidence="other")]).digest
    assert same.digest != Curation([replace(pair, decision="different")]).digest


def test_nothing_to_decide_begins_no_table(tmp_path: Path) -> None:
    write_curation(tmp_path, read_curation(tmp_path))
    assert not curation_file(tmp_path).exists()


def test_names_are_taken_apart() -> None:
    describing = frozenset({"analytics", "chat"})
    assert read_name("Hotjar, Inc.", describing).plain == "hotjar"
    assert read_name("Feefo.com", describing).plain == "feefo"
    assert read_name("Node.js", describing).plain == "nodejs"
    assert read_name("Crisp Live Chat", frozenset({"live", "chat"})).core == "crisp"
    assert read_name("PollDaddy (Automattic)", describing).aside == "automattic"
    assert read_name("Tencent Analytics (腾讯分析)", describing).compact == "tencentanalytics"
    assert read_name("Hoefler &amp; Co", describing).plain == "hoefler"


@pytest.mark.parametrize(
    ("domain", "name", "expected"),
    [
        ("getclicky.com", "Clicky", True),
        ("gaug.es", "Gauges", True),
        ("heapanalytics.com", "Heap", True),
        ("content-square.net", "Contentsquare", True),
        ("klarna.com", "Klara", False),
        ("calendly.com", "Skedify", False),
    ],
)
def test_a_site_bears_a_name(domain: str, name: str, expected: bool) -> None:
    assert bears(domain, read_name(name, frozenset())) is expected


def test_a_site_is_what_somebody_runs() -> None:
    addresses = ("https://owner.github.io/x", "*.cloudfront.net", "*.d1.cloudfront.net", "HTTP://U@WWW.A.co.uk:80/")
    assert [site(host(address)) for address in addresses] == ["owner.github.io", "", "d1.cloudfront.net", "a.co.uk"]


def test_the_work_grows_with_the_rows_and_not_with_their_square(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        chosen = random.Random(count)  # noqa: S311 - made-up names
        names = ["".join(chosen.choices("abcdefghijklmnop", k=9)) for _ in range(count)]
        tools = [f"{name},https://{name}.com,SEO" for name in names]
        entities = [f"{name},,*.{name}.com" for name in names[: count // 3]]
        started = time.process_time()
        assert len(attached(matched(tmp_path, tools, entities))) == count // 3
        return time.process_time() - started

    seconds(300)
    assert seconds(8000) < 15 * seconds(1600)
