"""What is known of the visitor's company: its tools, and a few answers about its own community."""

from itertools import groupby

import streamlit as st

from plans.community import COMMUNITY
from plans.errors import PlanError
from plans.maturity_answers import SCALE, Given
from plans.terms import names_of, rows_of
from ui import address
from ui import words as app_words
from ui.communities import own, words
from ui.company import kept, opening
from ui.company.kept import Said
from ui.escaping import markdown

_OPEN = -1
_SCORES = (_OPEN, *range(len(SCALE)))


def show() -> None:
    """Show what is known, and the questions about the visitor's own community."""
    organisation = kept.organisation()
    st.session_state.setdefault("communities-know", False)
    opened = st.expander(words.KNOW, key="communities-know", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _tools(len(own.tools()))
        try:
            answers, assessed = own.answers(organisation), own.assessed(organisation)
        except PlanError:
            return  # The page says why.
        answered = sum(each.score is not None for each in answers)
        st.markdown(words.KNOW_ANSWERS.format(answered=answered, asked=len(answers)))
        others = [names_of("channel")[each] for each in assessed if each != COMMUNITY]
        if others:
            st.markdown(words.KNOW_CHANNELS.format(channels=markdown(", ".join(others))))
        address.link("maturity", words.TO_MATURITY, icon=address.ONWARD)
        _questions(answers)


def _tools(number: int) -> None:
    told = words.KNOW_TOOLS.format(tools=app_words.count(number, "tool", "tools")) if number else words.KNOW_NO_TOOLS
    st.markdown(told)
    address.link("stack", words.TO_STACK, icon=address.ONWARD)


def _questions(answers: list[Given]) -> None:
    about = {row["id"]: row for row in rows_of("maturity-question")}
    with st.form("communities-answers", border=False):
        st.markdown(words.ANSWER_LEAD)
        for stage, asked in groupby(answers, lambda each: about[each.question]["maturity_stage"]):
            st.markdown(words.STAGE.format(stage=names_of("maturity")[stage]))
            with st.grid("auto", min_column_width=320):
                for each in asked:
                    st.selectbox(
                        about[each.question]["question"],
                        _SCORES,
                        index=_SCORES.index(_OPEN if each.score is None else each.score),
                        key=_key(each),
                        format_func=_meaning,
                    )
        st.form_submit_button(words.SAVE, key="communities-save", type="primary", on_click=_save, args=(answers,))


def _meaning(score: int) -> str:
    return words.NOT_ANSWERED if score == _OPEN else words.ANSWER.format(score=score, meaning=SCALE[score])


def _save(answers: list[Given]) -> None:
    chosen = {each.question: st.session_state[_key(each)] for each in answers}
    scores = {question: score for question, score in chosen.items() if score != _OPEN}
    try:
        changed = own.with_scores(kept.organisation(), scores)
        kept.keep_organisation(changed)
    except PlanError as error:
        kept.say(opening.refused(error))
        return
    if COMMUNITY in own.assessed(changed):
        kept.say(Said("success", words.SAVED.format(answered=len(scores), asked=len(answers))))
    else:
        kept.say(Said("success", words.CLEARED))


def _key(each: Given) -> str:
    # With the score: where another file is opened, the field shows what is in there.
    return f"communities-{each.question}-{each.score}"
