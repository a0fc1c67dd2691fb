"""How much the sources state of the tools."""

import streamlit as st

from ui.components.table import table
from ui.landscape import Landscape
from ui.quality import words

_BAR = 34
_INK = {"light": "#0e1621", "dark": "#e6ebf2"}
"""The color of text: that of charts is paler."""


def show(landscape: Landscape) -> None:
    """Show of how many tools each fact is stated, as a chart and as a table."""
    st.header(words.KNOWN_TITLE, anchor=False)
    counted = {str(row["fact"]): int(str(row["tools"])) for row in landscape.rows("completeness-of-tools")}
    total = counted.get("tool", 0)
    st.markdown(words.KNOWN_LEAD.format(total=f"{total:,}"))
    stated = {name: counted.get(fact, 0) for fact, name in words.FACTS.items()}
    shares = {name: number / total if total else 0.0 for name, number in stated.items()}
    st.echarts_chart(
        _spec(shares, _INK.get(str(st.context.theme.type), _INK["light"])),
        height=_BAR * len(shares) + 40,
        renderer="svg",
        key="known",
        alt=words.KNOWN_ALT.format(shares=", ".join(f"{name} {share:.0%}" for name, share in shares.items())),
    )
    with st.expander(words.KNOWN_TABLE, key="known-table"):
        table(
            [words.FACT, words.STATED, words.SHARE],
            [[name, f"{stated[name]:,}", f"{share:.0%}"] for name, share in shares.items()],
            alt=words.KNOWN_TABLE_ALT,
        )


def _spec(shares: dict[str, float], ink: str) -> dict[str, object]:
    names = list(shares)
    return {
        "animation": False,
        "grid": {"left": 8, "right": 60, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "max": 1, "show": False},
        "yAxis": {
            "type": "category",
            "data": names,
            "inverse": True,
            "axisTick": {"show": False},
            "axisLabel": {"color": ink},
        },
        "tooltip": {"valueFormatter": "percent"},
        "series": [
            {
                "type": "bar",
                "data": [
                    {
                        "value": share,
                        "label": {"show": True, "position": "right", "color": ink, "formatter": f"{share:.0%}"},
                    }
                    for share in shares.values()
                ],
            }
        ],
    }
