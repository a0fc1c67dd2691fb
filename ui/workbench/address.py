"""What is asked, as the page's address says it: a question with its values, or SPARQL. A link asks the same again.

Short SPARQL stands in the address as it is; longer SPARQL is packed (zlib, then URL-safe base64).
"""

import base64
import binascii
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.catalogue import question
from queries.choices import resolve
from queries.engines import Engine
from queries.errors import ParameterError
from ui.address import SHORTLIST
from ui.words import listed

RESERVED = ("question", "query", "packed", "view", "chart", "x", "y", SHORTLIST)
"""Names in the address that are no parameters of a question."""
LONGEST_PLAIN = 400
"""Characters of SPARQL that stand in the address as they are."""
LONGEST_PACKED = 20_000
"""Characters of packed SPARQL: longer addresses are cut or refused by some programs on their way."""
LONGEST = 1 << 20
"""Characters of SPARQL that are taken from an address."""


class AddressError(ParameterError):
    """Raised when the address is damaged."""


class MissingError(ParameterError):
    """Raised when a parameter that must be given is not."""


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes:
        question: the name of a question of the catalogue, or empty.
        values: what its parameters are given, by name.
        sparql: the query, where there is no question.
    """

    question: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sparql: str = ""

    def __bool__(self) -> bool:
        return bool(self.question or self.sparql.strip())

    def bound(self, engine: Engine) -> str:
        """Return the SPARQL to run.

        Args:
            engine: knows the things that values may name.

        Raises:
            MissingError: a parameter that must be given is not.
            QueryError: there is no such question, or it does not take these values.
        """
        if not self.question:
            return self.sparql
        asked = question(self.question)
        given = {name for name, values in self.values if any(values)}
        missing = [p.name for p in asked.parameters.values() if not p.optional and p.name not in given]
        if missing:
            raise MissingError(f"choose a value for {listed(missing)}, then press Run")
        return asked.bind(resolve(engine, asked, dict(self.values)))


@dataclass(frozen=True)
class Look:
    """How the answer is shown.

    Attributes:
        view: ``table``, ``chart``, ``graph`` or ``text``; empty for what fits.
        chart: one of `queries.header.CHARTS`, or empty for what fits.
        x: the column along the first axis.
        y: the column along the second.
    """

    view: str = ""
    chart: str = ""
    x: str = ""
    y: str = ""


def read(parameters: Mapping[str, Sequence[str]]) -> tuple[Asked, Look]:
    """Return what an address with these parameters asks for, and how it is shown.

    Raises:
        AddressError: the packed SPARQL is damaged.
    """
    one = {name: given[-1] for name, given in parameters.items() if given}
    look = Look(*(one.get(name, "")[:100] for name in ("view", "chart", "x", "y")))
    if "question" in one:
        values = tuple((name, tuple(given)) for name, given in parameters.items() if name not in RESERVED)
        return Asked(one["question"], values), look
    if "packed" in one:
        return Asked(sparql=_unpacked(one["packed"])), look
    return Asked(sparql=one.get("query", "")[:LONGEST]), look


def written(asked: Asked, look: Look) -> dict[str, str | list[str]]:
    """Return the parameters of the address; see `fits`."""
    parameters: dict[str, str | list[str]] = {}
    if asked.question:
        parameters["question"] = asked.question
        parameters |= {name: list(given) for name, given in asked.values if any(given)}
    elif len(asked.sparql) <= LONGEST_PLAIN:
        parameters["query"] = asked.sparql
    else:
        parameters["packed"] = _packed(asked.sparql)
    return {name: value for name, value in (parameters | vars(look)).items() if value}


def fits(asked: Asked) -> bool:
    """Return whether what is asked is short enough for a link."""
    return len(asked.sparql) <= LONGEST_PLAIN or len(_packed(asked.sparql)) <= LONGEST_PACKED


def _packed(sparql: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(sparql.encode(), 9)).decode().rstrip("=")


def _unpacked(text: str) -> str:
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        reader = zlib.decompressobj()
        content = reader.decompress(packed, LONGEST)
        if not reader.eof:
            raise AddressError("the query in this link is cut off or too long: ask for the link again")
        return content.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, AddressError):
            raise
        raise AddressError(f"the query in this link is damaged ({error}): ask for the link again") from error
