"""The tools to add so that chosen gaps are closed, with how sure it is that no set is better."""

import streamlit as st

from plans.candidates import Constraints
from plans.closing import SECONDS, closing_set
from plans.closing_plan import IMPOSSIBLE, NOTHING_TO_CLOSE, OBJECTIVES, OPTIMAL, Addition, ClosingPlan, told_cost
from queries.errors import QueryError
from ui import address
from ui import words as app_words
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import pack, words
from ui.stack.board import open_needs

_WIDE = 140
_PLAN = "closing set"


def draw(landscape: Landscape) -> Asked:
    """Ask which gaps to close and how, and show the answer to what was asked last."""
    still = open_needs(landscape)
    if not still:
        st.markdown(words.CLOSE_NONE)
        return {}
    if _form(landscape, still):
        _find(landscape)
    held: tuple[ClosingPlan, Constraints] | None = kept.got(landscape, _PLAN)
    if held is None:
        return {}
    plan, constraints = held
    _answer(plan)
    pack.draw(landscape, plan, constraints)
    asked: Asked = {words.QUERIES["required"]: ("requirements-of-needs", {"need": [need.need for need in plan.needs]})}
    if plan.sets:
        left = [tool for tool in kept.standing(landscape).counted if tool not in constraints.without]
        with_it = [*left, *(each.tool for each in plan.sets[0])]
        asked[words.QUERIES["after"]] = ("needs-of-stack", {"tool": list(dict.fromkeys(with_it))})
    return asked


def _form(landscape: Landscape, still: dict[str, str]) -> bool:
    labels = kept.names(landscape).labels
    tools = sorted(labels, key=lambda tool: labels[tool].casefold())
    named = {tool: labels[tool] for tool in tools}
    with st.form("stack-close-form", border=False):
        _several("needs", words.GAPS_LABEL, still, words.GAPS_PLACEHOLDER)
        st.radio(
            words.OBJECTIVE,
            OBJECTIVES,
            key=_key("objective"),
            format_func=words.OBJECTIVES.__getitem__,
            help=words.OBJECTIVE_HELP,
            horizontal=True,
        )
        with st.grid("auto", min_column_width=260):
            _several("pricing", words.PRICING, _choices(landscape, "pricing"), words.ANY, words.STATED_HELP)
            _several("price_level", words.PRICE_LEVEL, _choices(landscape, "price_level"), words.ANY, words.STATED_HELP)
            _several("channels", words.CHANNEL, _choices(landscape, "channel"), words.ANY, words.CHANNEL_HELP)
            _several("works_with", words.WORKS_WITH, named, words.ANY, words.WORKS_WITH_HELP)
            _several("keep", words.MUST, named, words.CHOOSE)
            _several("without", words.MUST_NOT, named, words.CHOOSE)
        st.toggle(words.SOURCE, key=_key("open"))
        return st.form_submit_button(words.FIND, key="stack-find", type="primary")


def _choices(landscape: Landscape, parameter: str) -> dict[str, str]:
    return {choice.id: choice.label for choice in landscape.choices(parameter)}


def _several(name: str, label: str, options: dict[str, str], placeholder: str, hint: str | None = None) -> None:
    st.multiselect(
        label,
        list(options),
        key=_key(name),
        format_func=lambda id_: options.get(id_, id_),
        placeholder=placeholder,
        help=hint,
        filter_mode="contains",
        select_all=name == "needs",
    )


def _find(landscape: Landscape) -> None:
    needs, objective = st.session_state[_key("needs")], st.session_state[_key("objective")]
    kept.put(landscape, _PLAN, None)
    if not needs:
        st.warning(words.CHOOSE_GAP, icon=":material/error:")
        return
    constraints = Constraints(
        pricing=_chosen("pricing"),
        price_level=_chosen("price_level"),
        open_source=True if st.session_state[_key("open")] else None,
        channels=_chosen("channels"),
        works_with=_chosen("works_with"),
        keep=_chosen("keep"),
        without=_chosen("without"),
    )
    with st.spinner(words.SEARCHING.format(seconds=int(SECONDS))):
        try:
            plan = closing_set(
                landscape.engine,
                landscape.release,
                kept.stack(),
                needs,
                objective=objective,
                constraints=constraints,
            )
        except QueryError as error:
            st.error(markdown(error), icon=":material/error:")
            return
    kept.put(landscape, _PLAN, (plan, constraints))


def _answer(plan: ClosingPlan) -> None:
    if plan.leaving:
        st.markdown(words.LEAVING.format(names=markdown(", ".join(plan.leaving))))
    if plan.forced:
        st.markdown(words.FORCED.format(names=markdown(", ".join(plan.forced))))
    if plan.status == IMPOSSIBLE:
        said = "  \n".join(markdown(obstacle.sentence) for obstacle in plan.obstacles)
        st.error(f"{words.IMPOSSIBLE}  \n{said}", icon=":material/block:")
        return
    if plan.status == NOTHING_TO_CLOSE:
        st.success(words.NOTHING_TO_CLOSE, icon=":material/check_circle:")
    else:
        _proof(plan)
    for at, additions in enumerate(plan.sets):
        if additions:
            st.subheader(words.AS_GOOD.format(at=at) if at else words.BEST, anchor=False)
            _set(additions)
    if not plan.complete and len(plan.sets) > 1:
        quiet(words.MORE_SETS)
    table(
        [words.NEED, words.NOW, words.THEN, words.TAKES],
        [
            [
                f"[{markdown(need.label)}]({address.path('gaps', need=need.need)})",
                *(f"{share:.0%}" for share in (need.before, need.after, need.takes)),
            ]
            for need in plan.needs
        ],
        alt=words.GAPS_LABEL,
    )


def _proof(plan: ClosingPlan) -> None:
    told = {
        "objective": words.OBJECTIVES[plan.objective],
        "cost": told_cost(plan, plan.cost),
        "bound": told_cost(plan, plan.bound),
        "looked": app_words.count(plan.considered, "tool", "tools"),
        "seconds": plan.seconds,
    }
    if plan.status == OPTIMAL:
        st.success(words.OPTIMAL.format(**told), icon=":material/verified:")
    else:
        st.warning(words.UNPROVEN.format(**told), icon=":material/timer:")
    unknown = sorted({each.label for one in plan.sets for each in one if each.price_level is None})
    if unknown and plan.objective == "cheapest":
        st.markdown(words.UNKNOWN_PRICE.format(names=markdown(", ".join(unknown))))


def _set(additions: tuple[Addition, ...]) -> None:
    table(
        [words.TOOL, words.WHAT_FOR],
        [
            [f"[{markdown(each.label)}]({address.path('tool', id=each.tool)})", markdown(each.sentence)]
            for each in additions
        ],
        alt=words.BEST,
    )


def _chosen(name: str) -> tuple[str, ...]:
    return tuple(st.session_state[_key(name)])


def _key(name: str) -> str:
    return f"stack-close-{name}"
