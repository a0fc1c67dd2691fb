"""The way from a need to a tool as a picture: need, capability, category or label, tool."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from queries.answers import Reason
from ui import words

_LONGEST = 48
_ALIKE = str.maketrans(
    {
        '"': "\N{RIGHT DOUBLE QUOTATION MARK}",
        "`": "\N{MODIFIER LETTER APOSTROPHE}",
        "#": "#\N{WORD JOINER}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "\\": "\N{SET MINUS}",
    }
)
_DOUBLED = re.compile(r"([%$])(?=\1)")
_NEED, _TOOL = "need", "tool"


@dataclass(frozen=True)
class Path:
    """What is drawn.

    Attributes:
        need: name of the need.
        tool: name of the tool.
        reasons: the strongest way to each capability that the tool is known or expected to have.
        missing: names of the required capabilities of which nobody says that the tool has them.
    """

    need: str
    tool: str
    reasons: Sequence[Reason]
    missing: Sequence[str]


def draw(path: Path) -> None:
    """Show the picture; the text beside it says the same."""
    known = words.count(len(path.reasons), "capability", "capabilities")
    said = words.PATH_ALT.format(tool=_text(path.tool), known=known, missing=len(path.missing))
    st.mermaid_chart(_diagram(path), alt=said)
    st.markdown(words.PATH_LEGEND)


def _diagram(path: Path) -> str:
    """Return the path in the language of Mermaid (https://mermaid.js.org/syntax/flowchart.html)."""
    lines = ["flowchart LR", f'{_NEED}(["{_text(path.need)}"])', f'{_TOOL}(["{_text(path.tool)}"])']
    through: dict[str, str] = {}
    for place, reason in enumerate(path.reasons):
        capability = f"c{place}"
        lines.append(f'{_NEED} --> {capability}["{_text(reason.capability_label)}"]')
        label = words.STATED if reason.through_label == reason.capability else reason.through_label
        if label not in through:
            through[label] = f"t{len(through)}"
            lines.append(f'{through[label]}["{_text(label)}"] --> {_TOOL}')
        arrow = "-->" if reason.basis == "evidenced" else "-.->"
        lines.append(f"{capability} {arrow} {through[label]}")
    lines += [f'{_NEED} -.-> m{place}["? {_text(name)}"]' for place, name in enumerate(path.missing)]
    return "\n".join(lines)


def _text(name: str) -> str:
    """Return a name without the signs that mean something to Mermaid, each in a form that looks the same."""
    line = " ".join(name.split())
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return _DOUBLED.sub("\\1\N{WORD JOINER}", short.translate(_ALIKE))
