"""Where the visitor's tools are double, what each alone brings, and which can go."""

import streamlit as st

from ontology.namespaces import slug_of
from plans.coverage import PRIMARY
from plans.findings import Contribution, State, contributions, states
from plans.retire import Retirement, Retirements, retirements
from queries.results import Row, rows
from ui import address
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import words
from ui.words import first, listed

_WIDE = 140
_SHARED = 20
_NAMED = 5


def overlaps(landscape: Landscape) -> Asked:
    """Show the needs that several tools serve, and the capabilities that several bring."""
    now = kept.standing(landscape)
    known: dict[str, State] = kept.worked_out(landscape, "states", lambda: states(now))
    double = sorted((s for s in known.values() if len(s.alone) > 1), key=lambda s: (-len(s.alone), s.label))
    if not double:
        st.markdown(words.NO_OVERLAPS)
    else:
        quiet(words.OVERLAPS_LEAD)
        table(
            [words.NEED, words.TOOLS, words.WHO],
            [
                [
                    f"[{markdown(state.label)}]({address.path('gaps', need=state.need)})",
                    str(len(state.alone)),
                    _some([now.members[tool].label for tool in state.alone]),
                ]
                for state in double
            ],
            alt=words.OVERLAPS,
            column_pixels=_WIDE,
        )
    if not now.counted:
        return {}
    shared: list[Row] = kept.worked_out(
        landscape, "shared", lambda: rows(landscape.engine, "overlap-of-tools", tool=now.counted)
    )
    if shared:
        quiet(words.SHARED_LEAD)
        table(
            [words.CAPABILITY, words.TOOLS, words.NEEDED],
            [[_capability(row), str(row["tools"]), str(row["needs"])] for row in shared[:_SHARED]],
            alt=words.SHARED_LEAD,
            column_pixels=_WIDE,
        )
        if len(shared) > _SHARED:
            quiet(words.MORE.format(count=len(shared) - _SHARED))
    return {
        words.QUERIES["overlaps"]: ("overlaps-of-stack", {"tool": now.counted, "fit": PRIMARY}),
        words.QUERIES["shared"]: ("overlap-of-tools", {"tool": now.counted}),
    }


def alone(landscape: Landscape) -> Asked:
    """Show what each tool alone brings, the one that brings most first."""
    now = kept.standing(landscape)
    found: list[Contribution] = kept.worked_out(landscape, "alone", lambda: contributions(now))
    labels = {need.id: need.label for need in now.requirements.needs}
    quiet(words.ALONE_LEAD)
    table(
        [words.TOOL, words.LESS, words.OPENS],
        [
            [
                _tool(each.tool, each.label),
                str(len(each.needs)),
                _some([labels[need] for need in each.opens]) or words.NOTHING_OPENS,
            ]
            for each in reversed(found)
        ],
        alt=words.ALONE,
        column_pixels=_WIDE,
    )
    return {words.QUERIES["alone"]: ("losses-of-stack", {"tool": now.counted, "fit": PRIMARY})} if now.counted else {}


def retire(landscape: Landscape) -> Asked:
    """Show which tools can go without opening a gap."""
    now = kept.standing(landscape)
    found: Retirements = kept.worked_out(landscape, "retire", lambda: retirements(landscape.engine, now))
    if not found.one_after_the_other:
        st.markdown(words.RETIRE_NONE)
    else:
        quiet(words.RETIRE_LEAD)
        table(
            [words.TOOL, words.STEP, words.COST, words.WHY],
            [
                [link, str(at), cost, why]
                for at, each in enumerate(found.one_after_the_other, start=1)
                for link, cost, why in [_going(each)]
            ],
            alt=words.RETIRE,
            column_pixels=_WIDE,
        )
        if found.saves:
            st.markdown(words.SAVES.format(cost=markdown(listed([str(cost) for cost in found.saves]))))
        proof = words.PROVEN_GROUP if found.proven else words.UNPROVEN_GROUP
        names = markdown(listed([now.members[tool].label for tool in found.largest]))
        st.markdown(words.AT_ONCE.format(count=len(found.largest), names=names, proof=proof))
    if found.single:
        quiet(words.EACH)
        table(
            [words.TOOL, words.VERDICT, words.COST, words.WHY],
            [
                [link, words.CAN_GO if each.without_regret else words.MUST_STAY, cost, why]
                for each in found.single
                for link, cost, why in [_going(each)]
            ],
            alt=words.EACH,
            column_pixels=_WIDE,
        )
    if not now.counted:
        return {}
    return {
        words.QUERIES["alone"]: ("losses-of-stack", {"tool": now.counted, "fit": PRIMARY}),
        words.QUERIES["connections"]: ("integrations-of-tools", {"tool": now.counted}),
    }


def _going(each: Retirement) -> list[str]:
    cost = str(each.cost) if each.cost else words.COST_UNKNOWN
    return [_tool(each.tool, each.label), cost, markdown(each.reason)]


def _capability(row: Row) -> str:
    return f"[{markdown(row['label'])}]({address.path('capability', id=slug_of(str(row['capability'])))})"


def _tool(tool: str, label: str) -> str:
    return f"[{markdown(label)}]({address.path('tool', id=tool)})"


def _some(labels: list[str]) -> str:
    return first([markdown(label) for label in labels], _NAMED)
