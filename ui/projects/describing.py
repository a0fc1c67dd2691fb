"""The form in which a project is described: for a new one, and to change one that is in the list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from plans.errors import PlanError
from plans.initiatives_reading import CHOICES, TEXTS, TOOLS
from plans.terms import names_of
from queries.errors import QueryError
from ui.company import kept, opening
from ui.company.kept import Said
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.projects import details, judging, words
from ui.projects.drafts import Draft, drafts, with_draft
from ui.words import CROSS_JOURNEY

NEW, CHANGE = "new", "change"
"""The two forms: there may be both on the page, so each has a name that begins its keys."""
ENTER = "projects-enter"
"""Whether the part of the page is open in which projects are added."""
_NAME = "name"
_LONGEST_NAME, _LONGEST_TEXT = 500, 2_000
_WIDE = 300


def form(landscape: Landscape, which: str) -> None:
    """Show one of the forms, filled with what is held for it, and under it the verdict on what was judged last."""
    draft: Draft | None = st.session_state.get(_held(which))
    _fill(which, draft or Draft())
    with st.form(f"projects-{which}-form", border=False, enter_to_submit=False):
        st.text_input(words.NAME, key=_key(which, _NAME), placeholder=words.NAME_PLACEHOLDER, max_chars=_LONGEST_NAME)
        for title, columns in words.GROUPS.items():
            quiet(f"**{title}**")
            with st.grid("auto", min_column_width=_WIDE):
                for column in columns:
                    _field(landscape, which, column)
        with st.container(horizontal=True):
            st.form_submit_button(words.JUDGE, key=_key(which, "judge"), type="primary", on_click=_judge, args=(which,))
            keep = words.CHANGED if which == CHANGE else words.KEEP
            st.form_submit_button(keep, key=_key(which, "keep"), on_click=_keep, args=(landscape, which))
            if which == CHANGE:
                st.form_submit_button(
                    words.CANCEL, key=_key(which, "cancel"), type="tertiary", on_click=close, args=(which,)
                )
    judged = st.session_state.get(_judged(which))
    if judged is not None:
        _verdict(landscape, which, judged)


def changing(known: Mapping[str, Draft]) -> str:
    """Return the IRI of the project that is being changed, the empty string where none is.

    Args:
        known: the projects in the list. One that became another one since its form was opened, say because a file was
            opened, is not being changed any more.
    """
    before: Draft | None = st.session_state.get(_key(CHANGE, "before"))
    return before.changes if before and known.get(before.changes) == before else ""


def change(iri: str) -> None:
    """Open the form that changes a project in its place."""
    close(CHANGE)
    st.session_state[_held(CHANGE)] = st.session_state[_key(CHANGE, "before")] = drafts(kept.organisation())[iri]


def close(which: str) -> None:
    """Forget what is held for a form."""
    for key in [key for key in st.session_state if str(key).startswith(_key(which, ""))]:
        del st.session_state[key]


def tool_ids(landscape: Landscape, draft: Draft) -> dict[str, str]:
    """Return the ids of the tools that a project brings into use, by their names."""
    labels = kept.names(landscape).labels
    return {labels[tool]: tool for tool in draft.values.get(TOOLS, ()) if tool in labels}


def _field(landscape: Landscape, which: str, column: str) -> None:
    key, label, hint = _key(which, column), words.LABELS[column], words.HELP.get(column)
    if column in TEXTS:
        st.text_area(label, key=key, help=hint, max_chars=_LONGEST_TEXT, height=80)
        return
    options = _options(landscape, column)
    # What a file names and nobody knows is shown, so that it can be taken out.
    unknown = [each for each in st.session_state[key] if each not in options]
    st.multiselect(
        label,
        [*options, *unknown],
        key=key,
        format_func=lambda id_: options.get(id_, id_),
        placeholder=words.CHOOSE,
        help=hint,
        filter_mode="contains",
        select_all=False,
    )


def _options(landscape: Landscape, column: str) -> dict[str, str]:
    """Return the names that a field offers, by id: needs in the order of the journey, all others by name."""
    if column == "needs":
        stages = {stage.id: stage.label for stage in landscape.journey()}
        needs = landscape.needs().items()
        return {id_: f"{stages.get(need.stage, CROSS_JOURNEY)}: {need.label}" for id_, need in needs}
    names = kept.names(landscape).labels if column == TOOLS else names_of(CHOICES[column][1])
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def _fill(which: str, draft: Draft) -> None:
    """Put a draft into the fields that are not there yet."""
    st.session_state.setdefault(_key(which, _NAME), draft.name)
    for column in (*CHOICES, TOOLS):
        st.session_state.setdefault(_key(which, column), list(draft.values.get(column, ())))
    for column in TEXTS:
        st.session_state.setdefault(_key(which, column), draft.texts.get(column, ""))


def _entered(which: str) -> Draft:
    """Return what stands in the fields of a form, and hold it."""
    before: Draft = st.session_state.get(_held(which)) or Draft()
    draft = replace(
        before,
        name=st.session_state[_key(which, _NAME)],
        values={column: tuple(_chosen(st.session_state[_key(which, column)])) for column in (*CHOICES, TOOLS)},
        texts={column: st.session_state[_key(which, column)].strip() for column in TEXTS},
    )
    st.session_state[_held(which)] = draft
    return draft


def _chosen(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _judge(which: str) -> None:
    kept.say()
    st.session_state[_judged(which)] = _entered(which)


def _keep(landscape: Landscape, which: str) -> None:
    draft = _entered(which)
    if not draft.name.strip():
        kept.say(Said("warning", words.NAME_IT))
        return
    try:
        kept.keep_organisation(with_draft(kept.organisation(), draft, landscape.engine))
    except QueryError as error:
        kept.say(opening.refused(error))
        return
    close(which)
    if which == NEW:
        st.session_state[ENTER] = False
    kept.say(Said("success", words.KEPT.format(name=markdown(draft.name))))


def _verdict(landscape: Landscape, which: str, draft: Draft) -> None:
    if not draft.name.strip():
        st.warning(words.NAME_IT, icon=":material/error:")
        return
    try:
        found = judging.of_draft(landscape, draft)
    except PlanError as error:
        st.error(opening.why(error), icon=":material/error:")
        return
    [judged] = found.initiatives
    with st.container(border=True):
        st.subheader(words.JUDGED.format(name=markdown(judged.name)), anchor=False)
        st.markdown(details.verdict(judged))
        quiet(words.AS_CHANGED if which == CHANGE else words.NOT_KEPT)
        details.lacks(judged)
        if found.partial:
            details.notes(found)
        details.draw(judged, tool_ids(landscape, draft))


def _key(which: str, name: str) -> str:
    return f"projects-{which}-{name}"


def _held(which: str) -> str:
    return _key(which, "held")


def _judged(which: str) -> str:
    return _key(which, "judged")
