"""``cxscape ontology build``: write the ontology as files for people who never see this code."""

import sys
from pathlib import Path

import click

from ontology.errors import OntologyError
from ontology.publish import PublishError, build
from ontology.publish.build import SITE


@click.command("build")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write: a new one, an empty one, or one that an earlier build wrote.",
)
@click.option(
    "--site",
    default=SITE,
    show_default=True,
    help="The address at which releases will be served, for the redirect rules.",
)
def build_command(out: Path, site: str) -> None:
    """Write the ontology as Turtle, RDF/XML, JSON-LD, N-Triples and web pages, with a description and redirect rules.

    Exit codes: 0 written, 1 nothing written.
    """
    try:
        version = build(out, site)
    except (OntologyError, PublishError) as error:
        click.echo(f"cxscape: {error}", err=True)
        sys.exit(1)
    click.echo(f"{out}: version {version}; read {out / 'index.html'}")
