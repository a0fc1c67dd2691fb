"""The YAML header that a query file carries in its ``#+`` comment lines (the grlc convention, https://grlc.io)."""

from typing import Any

import yaml


def read_header(sparql: str) -> dict[str, Any]:
    """Return the header of a query as a mapping, empty where it has none.

    Raises:
        yaml.YAMLError: the ``#+`` lines are no YAML.
    """
    lines = (line[2:].removeprefix(" ") for line in sparql.splitlines() if line.startswith("#+"))
    return yaml.load("\n".join(lines), Loader=yaml.CSafeLoader) or {}
