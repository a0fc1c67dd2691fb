"""The query in a program of one's own: ready snippets, and a notebook."""

import json
import shlex
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ontology.namespaces import prefixes
from queries.text import form_of, undeclared_prefixes

SNIPPETS = {
    "Python: SPARQLWrapper": "sparqlwrapper.py",
    "Python: rdflib": "rdflib.py",
    "Python: pandas": "pandas.py",
    "R": "r.R",
    "curl": "curl.sh",
}
"""The template of each snippet, by the name that people know it by."""


def declared(sparql: str) -> str:
    """Return `sparql` with a PREFIX line for each of our prefixes that it uses and does not declare."""
    known = prefixes()
    lines = [f"PREFIX {name}: <{known[name]}>\n" for name in sorted(undeclared_prefixes(sparql) & known.keys())]
    return "".join(lines) + sparql


def snippet(template: str, sparql: str, endpoint: str) -> str:
    """Return a program that asks `endpoint`.

    Args:
        template: one of the values of `SNIPPETS`.
        sparql: the query; what it uses of our prefixes is declared.
        endpoint: the address of a SPARQL endpoint.
    """
    form = form_of(sparql)
    text = declared(sparql).strip()
    held = {"query": text, "endpoint": endpoint, "graph": form in ("CONSTRUCT", "DESCRIBE"), "ask": form == "ASK"}
    return _templates().get_template(f"{template}.jinja").render(held).strip() + "\n"


def notebook(sparql: str, endpoint: str) -> bytes:
    """Return a Jupyter notebook (https://nbformat.readthedocs.io) that asks `endpoint`."""
    code = snippet(SNIPPETS["Python: pandas"], sparql, endpoint)
    told = f"# A query of the customer-experience landscape\n\nIt asks {endpoint}."
    code = code.removesuffix("print(frame)\n") + "frame\n"
    cells = [
        {"cell_type": "markdown", "id": "about", "metadata": {}, "source": told},
        {
            "cell_type": "code",
            "id": "query",
            "metadata": {},
            "source": code.strip(),
            "outputs": [],
            "execution_count": None,
        },
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1).encode()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "snippets"),
        undefined=StrictUndefined,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 - programs, not pages: the filters below quote for each language
    )
    made.filters |= {
        "python": json.dumps,
        "python_text": _python_text,
        "r": json.dumps,
        "r_text": _r_text,
        "shell": shlex.quote,
        "mark": _mark,
    }
    return made


def _python_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{escaped}\n"""'


def _r_text(text: str) -> str:
    """Return a raw string of R 4 (``?Quotes`` in R), with as many dashes as it takes."""
    dashes = "-"
    while f'){dashes}"' in text:
        dashes += "-"
    return f'r"{dashes}(\n{text}\n){dashes}"'


def _mark(text: str) -> str:
    mark = "SPARQL"
    while mark in text.splitlines():
        mark += "_"
    return mark
