"""``cxscape ontology``: check the ontology, and build its release."""

import json
import sys
from collections import Counter

import click

from ontology.checking import check
from ontology.findings import SEVERITIES, Finding, Severity
from ontology.reasoning import ReasonerError
from ui.cli.ontology_build import build_command


@click.group("ontology")
def command() -> None:
    """Check the ontology and its vocabularies, and build their release."""


command.add_command(build_command)


@command.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--no-reasoner", is_flag=True, help="Leave out the description-logic reasoner, which takes longest.")
def check_command(as_json: bool, no_reasoner: bool) -> None:
    """Check syntax, tables, hygiene, SKOS, SHACL, OWL profile and consistency; one line per finding.

    Exit codes: 0 nothing critical and no error, 1 at least one.
    """
    try:
        findings = list(check(reason=not no_reasoner))
    except ReasonerError as error:
        click.echo(f"cxscape: {error}; or leave it out with --no-reasoner", err=True)
        sys.exit(1)
    counts = Counter(finding.severity for finding in findings)
    if as_json:
        click.echo(json.dumps({"counts": _counts(counts), "findings": [vars(f) for f in findings]}, indent=2))
    else:
        for finding in sorted(findings, key=_badness):
            click.echo(finding.line())
        click.echo(", ".join(f"{number} {severity}" for severity, number in _counts(counts).items()))
    sys.exit(1 if counts["critical"] or counts["error"] else 0)


def _counts(counts: Counter[Severity]) -> dict[str, int]:
    return {severity: counts[severity] for severity in SEVERITIES}


def _badness(finding: Finding) -> tuple[int, str, str]:
    return SEVERITIES.index(finding.severity), finding.rule, finding.entity
