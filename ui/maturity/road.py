"""The road from the stage that is reached: needs in order, with what one has and what to consider."""

from itertools import groupby

import streamlit as st

from plans.gaps import owned_tools
from plans.maturity_results import Maturity
from plans.maturity_roadmap import Roadmap, Step, roadmap
from plans.offers import Offer
from ui import address
from ui import words as app_words
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.maturity import words
from ui.words import count, first, listed

_WIDE, _NARROW = 150, 105
_NAMED = 3


def draw(landscape: Landscape, result: Maturity) -> Asked:
    """Ask how far to plan, and show the needs as far as that, and one of them closely."""
    stages = {stage.stage: stage for stage in result.whole.stages}
    if result.whole.next is None:
        st.markdown(words.ROAD_DONE)
        return {}
    ahead = list(stages)[list(stages).index(result.whole.next) :]
    quiet(words.ROAD_LEAD)
    through = st.selectbox(
        words.THROUGH,
        ahead,
        key=f"maturity-through-{ahead[0]}",
        format_func=lambda stage: words.STAGE.format(order=stages[stage].order, label=stages[stage].label),
        width=320,
    )
    own = kept.organisation()
    with st.spinner():
        planned: Roadmap = kept.worked_out(
            landscape,
            f"roadmap through {through}",
            lambda: roadmap(own, landscape.engine, landscape.release, through),
        )
    owned = owned_tools(own)
    if not owned:
        st.info(words.NO_STACK.format(path=address.path("stack")), icon=":material/inventory_2:")
    if planned.partial:
        st.markdown(f":material/help: {words.ROAD_PARTIAL}")
    served = sum(step.served for step in planned.steps)
    st.markdown(words.STEPS.format(steps=count(len(planned.steps), "need", "needs"), served=served))
    _tables(planned)
    step = _closely(planned)
    asked: Asked = {
        words.QUERIES["order"]: ("needs-in-order", {"maturity": ahead[: ahead.index(through) + 1]}),
        words.QUERIES["behind"]: ("needs-behind-maturity", {"maturity": ahead[: ahead.index(through) + 1]}),
    }
    if owned:
        needs = [each.need for each in planned.steps]
        asked[words.QUERIES["fits"]] = ("fits-of-tools", {"need": needs, "tool": sorted(set(owned))})
    if step:
        asked[words.QUERIES["ranking"]] = ("tools-for-need", {"need": step.need})
    return asked


def figures(result: Maturity) -> Asked:
    """Show published figures, as context."""
    quiet(words.FIGURES_LEAD)
    table(
        words.FIGURE_HEAD,
        [
            [
                words.FIGURE.format(value=each.value, stages=markdown(listed(each.stages, "or"))),
                markdown(each.population),
                str(each.year),
                markdown(each.source),
            ]
            for each in result.benchmarks
        ],
        alt=words.FIGURES,
        column_pixels=80,
    )
    return {words.QUERIES["figures"]: ("benchmarks", {})}


def _tables(planned: Roadmap) -> None:
    place = 0
    for stage, group in groupby(planned.steps, key=lambda step: step.stage):
        steps = list(group)
        st.subheader(markdown(steps[0].stage_label), anchor=False)
        table(
            [words.NEED, words.TODAY, words.BECAUSE, words.CONSIDER],
            [_row(at, step) for at, step in enumerate(steps, place + 1)],
            alt=f"{words.ROAD_SECTION}: {stage}",
            column_pixels=_WIDE,
        )
        place += len(steps)


def _row(at: int, step: Step) -> list[str]:
    # Escaped, or Markdown makes a list of it.
    need = f"{at}\\. {_need(step.need, step.label)}"
    because = [markdown(step.reasons[0])] if step.reasons else []
    if len(step.reasons) > 1:
        because.append(words.REASONS_MORE.format(count=len(step.reasons) - 1))
    if step.before:
        names = dict.fromkeys(_need(each.need, each.label) for each in step.before)
        because.append(words.AFTER.format(names=", ".join(names)))
    today = words.SERVED if step.served else words.IN_PART if step.owned else words.NOT_SERVED
    return [
        f"{need} {words.ENABLING}" if step.enabling else need,
        f"{today} {words.BY_TOOLS.format(names=_some(step.owned))}" if step.owned else today,
        " ".join(because) or words.MATTERS,
        _some(step.consider) or words.NO_TOOL,
    ]


def _closely(planned: Roadmap) -> Step | None:
    steps = {step.need: step for step in planned.steps}
    chosen = st.selectbox(
        words.ROAD_ONE,
        list(steps),
        index=None,
        key="maturity-step",
        format_func=lambda need: steps[need].label,
        placeholder=words.CHOOSE,
        filter_mode="contains",
    )
    if chosen not in steps:
        return None
    step = steps[chosen]
    st.markdown(f"**{_need(step.need, step.label)}**")
    if step.reasons:
        st.markdown("\n".join([f"{words.REASONS}:\n", *(f"- {markdown(reason)}" for reason in step.reasons)]))
    if step.before:
        lines = [
            words.FIRST_LINE.format(need=_need(each.need, each.label), capability=markdown(each.capability))
            for each in step.before
        ]
        st.markdown("\n".join([f"{words.FIRST}:\n", *(f"- {line}" for line in lines)]))
    offers = [(offer, words.HAVE) for offer in step.owned] + [(offer, words.HAVE_NOT) for offer in step.consider]
    if offers:
        table(
            words.TOOLS_HEAD,
            [[_tool(offer), have, app_words.FIT[offer.fit], f"{offer.coverage:.0%}"] for offer, have in offers],
            alt=step.label,
            column_pixels=_NARROW,
        )
    return step


def _need(need: str, label: str) -> str:
    return f"[{markdown(label)}]({address.path('gaps', need=need)})"


def _tool(offer: Offer) -> str:
    return f"[{markdown(offer.label)}]({address.path('tool', id=offer.id)})"


def _some(offers: tuple[Offer, ...]) -> str:
    return first([_tool(offer) for offer in offers], _NAMED)
