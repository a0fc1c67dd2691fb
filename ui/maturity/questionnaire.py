"""The questionnaire as a form: first the channels, then one channel, or the whole organization, at a time."""

from dataclasses import replace

import streamlit as st

from plans.maturity_answers import Given, blank, with_answers
from plans.terms import names_of, rows_of
from ui.company import kept
from ui.company.kept import Said
from ui.components.text import quiet
from ui.escaping import markdown
from ui.maturity import answers, words
from ui.words import listed

OPEN = "maturity-enter"
"""Whether the questionnaire is open."""
_UNIT = "maturity-unit"
_CHANNELS, _CHANGED = "maturity-channels", "maturity-channels-now"
_HEIGHT = 520
_SCORES = (0, 1, 2, 3, 4, None)


def start() -> None:
    """Ask for the channels, which the questionnaire follows from."""
    with st.form("maturity-start-form", border=False):
        _channels(_CHANNELS, [])
        st.form_submit_button(words.START, key="maturity-start", type="primary", on_click=_start)


def form(given: list[Given]) -> None:
    """Show the questions of one channel, or of the whole organization, and where to go on."""
    units = answers.units(given)
    unit = st.session_state.get(_UNIT)
    if unit not in units:
        unit = _after(units[-1], given)
    lines = [each for each in given if each.channel == unit]
    st.header(_label(unit), anchor=False)
    about = words.UNIT_CHANNEL.format(label=markdown(_label(unit))) if unit else words.UNIT_WHOLE
    quiet(f"{about}  \n{words.GATE_LEAD}")
    # The keys hold the answers: where they change elsewhere, the form shows the new ones.
    state = "".join("-" if each.score is None else str(each.score) for each in lines)
    with st.form("maturity-form", border=False):
        # A box of its own, so that the buttons stay in sight; its key, so that the next one begins at its top.
        with st.container(height=_HEIGHT, key=f"maturity-questions-{unit or 'whole'}"):
            _questions(unit, lines, state)
        after = _after(unit, given)
        going = [each for each in units if each != unit]
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if going:
                st.selectbox(
                    words.NEXT,
                    going,
                    index=going.index(after) if after in going else 0,
                    key=f"maturity-next-{unit}-{state}",
                    format_func=lambda each: _option(each, given),
                    width=340,
                )
                st.form_submit_button(
                    words.KEEP_NEXT, key="maturity-keep", type="primary", on_click=_keep, args=(unit, lines, state)
                )
            st.form_submit_button(
                words.KEEP_RESULT, key="maturity-result", on_click=_keep, args=(unit, lines, state, True)
            )


def change(given: list[Given]) -> None:
    """Offer to take channels in and out."""
    with st.popover(words.CHANGE, icon=":material/edit:"), st.form("maturity-change-form", border=False):
        quiet(words.CHANGE_LEAD)
        channels = [unit for unit in answers.units(given) if unit]
        _channels(f"{_CHANGED}-{'-'.join(channels)}", channels)
        st.form_submit_button(words.SET_CHANNELS, key="maturity-change", on_click=_change, args=(given, channels))


def _questions(unit: str, lines: list[Given], state: str) -> None:
    texts = names_of("maturity-question")
    about = {row["id"]: row for row in rows_of("maturity-question")}
    stage = ""
    for line in lines:
        row = about[line.question]
        if row["maturity_stage"] != stage:
            stage = row["maturity_stage"]
            what = next(each for each in rows_of("maturity") if each["id"] == stage)
            st.markdown(f"### {words.STAGE.format(order=what['order'], label=what['label'])}")
            quiet(markdown(what["definition"]))
        st.radio(
            texts[line.question] + (words.GATE if row["gate"] == "true" else ""),
            _SCORES,
            index=_SCORES.index(line.score),
            key=_key(unit, line, state),
            format_func=lambda score: words.UNANSWERED if score is None else words.SCALE[score],
            horizontal=True,
        )


def _channels(key: str, chosen: list[str]) -> None:
    labels = names_of("channel")
    st.multiselect(
        words.CHANNELS_LABEL,
        sorted(labels, key=lambda channel: labels[channel].casefold()),
        default=chosen,
        key=key,
        format_func=labels.__getitem__,
        placeholder=words.CHANNELS_PLACEHOLDER,
        filter_mode="contains",
        select_all=False,
    )


def _label(unit: str) -> str:
    return names_of("channel")[unit] if unit else words.WHOLE


def _option(unit: str, given: list[Given]) -> str:
    answered, asked = answers.counted([each for each in given if each.channel == unit])
    return words.UNIT.format(label=_label(unit), answered=answered, asked=asked)


def _after(unit: str, given: list[Given]) -> str:
    """Return where to go on: the next one with blanks, or just the next."""
    units = answers.units(given)
    at = units.index(unit)
    later = [*units[at + 1 :], *units[:at]]
    with_blanks = (each for each in later if any(g.channel == each and g.score is None for g in given))
    return next(with_blanks, later[0] if later else unit)


def _key(unit: str, line: Given, state: str) -> str:
    return f"maturity-score-{unit}-{line.question}-{state}"


def _start() -> None:
    channels = st.session_state[_CHANNELS]
    if not channels:
        kept.say(Said("warning", words.NO_CHANNEL))
        return
    kept.keep_organisation(with_answers(kept.organisation(), blank(channels)))
    st.session_state[_UNIT] = channels[0]
    st.session_state[OPEN] = True
    kept.say()


def _change(given: list[Given], before: list[str]) -> None:
    channels = st.session_state[f"{_CHANGED}-{'-'.join(before)}"]
    if not channels:
        kept.say(Said("warning", words.NO_CHANNEL))
        return
    known = {(each.question, each.channel): each for each in given}
    now = [known.get((each.question, each.channel), each) for each in blank(channels)]
    kept.keep_organisation(with_answers(kept.organisation(), now))
    gone = [_label(channel) for channel in before if channel not in channels]
    kept.say(*([Said("info", words.REMOVED.format(names=markdown(listed(gone))))] if gone else []))


def _keep(unit: str, lines: list[Given], state: str, result: bool = False) -> None:
    shown = {(each.question, each.channel): st.session_state.get(_key(unit, each, state)) for each in lines}
    given = [
        replace(each, score=shown[each.question, each.channel]) if (each.question, each.channel) in shown else each
        for each in answers.given()
    ]
    kept.keep_organisation(with_answers(kept.organisation(), given))
    answered, asked = answers.counted(given)
    kept.say(Said("success", words.KEPT.format(answered=answered, asked=asked)))
    if result:
        st.session_state[OPEN] = False
    else:
        st.session_state[_UNIT] = st.session_state[f"maturity-next-{unit}-{state}"]
