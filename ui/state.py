"""What is asked, as the page's address says it: the address is the only place where it is kept.

So a link gives the same answer again, and Back undoes the last choice. Widgets show what the address says, and a
changed widget changes the address.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

import streamlit as st

from queries.answers import Filters
from ui import address
from ui.address import LONGEST

FILTERS = ("stage", "channel", "pricing", "price_level", "open_source")
PAGE = 10
"""Tools shown at first, and with each further step."""
MOST = 100
"""Tools shown at most."""


@dataclass(frozen=True)
class State:
    """One state of the page.

    Attributes:
        need: id of the need that was picked.
        q: what was typed.
        stage: see `queries.answers.Filters`, as the next four.
        channel: ...
        pricing: ...
        price_level: ...
        open_source: ``true`` or ``false``.
        fit: ``adjacent`` if tools that only touch the need are to be shown, too.
        show: how many tools to show.
        why: ids of the tools whose reasons are open, parted by commas.
        why_not: id of a tool that was asked about, whatever its place in the answer.
    """

    need: str = ""
    q: str = ""
    stage: str = ""
    channel: str = ""
    pricing: str = ""
    price_level: str = ""
    open_source: str = ""
    fit: str = ""
    show: str = ""
    why: str = ""
    why_not: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "State":
        """Return the state that an address with these parameters stands for; others mean nothing here."""
        return cls(**{f.name: parameters[f.name].strip()[:LONGEST] for f in fields(cls) if f.name in parameters})

    def parameters(self) -> dict[str, str]:
        """Return the parameters of its address."""
        return {name: value for name, value in asdict(self).items() if value}

    def filters(self) -> Filters:
        """Return how the answer is narrowed."""
        return Filters(
            stage=self.stage or None,
            channel=self.channel or None,
            pricing=self.pricing or None,
            price_level=self.price_level or None,
            open_source={"true": True, "false": False}.get(self.open_source),
            fit=("primary", "supporting", "adjacent") if self.fit else ("primary", "supporting"),
        )

    def narrowed_by(self) -> dict[str, str]:
        """Return the filters that are set."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    @property
    def opened(self) -> tuple[str, ...]:
        """Ids of the tools whose reasons are open."""
        return tuple(tool for tool in self.why.split(",") if tool)

    @property
    def limit(self) -> int:
        """How many tools to show."""
        wanted = (
            int(self.show) if self.show.isascii() and self.show.isdigit() and len(self.show) < len("1000000") else PAGE
        )
        return min(max(wanted, PAGE), MOST)


def current() -> State:
    """Return the state that the page's address stands for."""
    return State.of(st.query_params.to_dict())


def go(**changes: str) -> None:
    """Change the address: the parameters named in `changes` get these values, all others stay."""
    address.go(replace(current(), **changes).parameters())


def ask(**question: str) -> None:
    """Start a new question: whatever the last answer was narrowed by is dropped."""
    address.go(State(**question).parameters())
