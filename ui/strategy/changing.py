"""One element of the visitor's strategy as a form."""

from collections.abc import Callable, Mapping
from zlib import crc32

import streamlit as st

from plans.errors import PlanError
from plans.reading import SEPARATOR, parts
from plans.strategy_reading import HIGHEST, LOWEST, MOST
from plans.strategy_table import COLUMNS, Cells
from plans.strategy_there import free_id
from plans.terms import names_of, rows_of
from ui.company import kept, opening
from ui.company.kept import Said
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.strategy import own, words

OPENED = "strategy-change"
"""The key of what the form stands in once there is a strategy."""
_WHICH = "strategy-which"
_NEW = "new:"
_ORDER = [*words.KINDS]
_GOAL = "digital-goal"
_CHOICES = {
    "needs": (words.NEEDS_LABEL, "need"),
    "kpis": (words.KPIS_LABEL, "kpi"),
    "stages": (words.STAGES_LABEL, "stage"),
    "capabilities": (words.CAPABILITIES_LABEL, "capability"),
}


def draw(landscape: Landscape) -> None:
    """Ask for an element, or a new one, and show its form."""
    rows = {row["id"]: row for row in own.cells(landscape).values()}
    options = [*(f"{_NEW}{kind}" for kind in _ORDER), *rows]
    own.keep_choice(_WHICH, options)
    chosen = st.selectbox(
        words.WHICH,
        options,
        key=_WHICH,
        format_func=lambda which: _called(which, rows),
        filter_mode="contains",
    )
    row = rows.get(chosen) or _blank(chosen.removeprefix(_NEW))
    # What is in the fields belongs to this row as it is now: another one, or a changed one, has fields of its own.
    mark = f"{crc32(repr(sorted(row.items())).encode()):08x}"
    with st.form(f"strategy-form-{mark}", border=False):
        _fields(row, rows, mark)
        with st.container(horizontal=True):
            st.form_submit_button(
                words.SAVE, key="strategy-save", type="primary", on_click=_save, args=(landscape, row, mark)
            )
            if row["id"]:
                st.form_submit_button(
                    words.REMOVE,
                    key="strategy-remove",
                    icon=":material/close:",
                    on_click=_remove,
                    args=(landscape, row),
                )


def _fields(row: Cells, rows: Mapping[str, Cells], mark: str) -> None:
    kind = row["kind"]
    st.text_input(words.NAME, value=row["name"], key=_key("name", mark), max_chars=500)
    st.text_area(words.DEFINITION, value=row["definition"], key=_key("definition", mark), height=68)
    above = [
        id_ for id_, other in rows.items() if id_ != row["id"] and _ORDER.index(other["kind"]) <= _ORDER.index(kind)
    ]
    with st.grid("auto", min_column_width=300):
        _several(words.SUPPORTS, "supports", row, mark, above, lambda id_: _called(id_, rows))
        for column, (label, of_kind) in _CHOICES.items():
            names = names_of(of_kind)
            _several(label, column, row, mark, _sorted(of_kind), names.__getitem__)
    if kind == _GOAL:
        with st.grid("auto", min_column_width=300):
            st.number_input(
                words.VALUE_LABEL,
                LOWEST,
                HIGHEST,
                value=_value(row["value"]),
                step=1,
                key=_key("value", mark),
            )
            st.text_input(words.REASON_LABEL, value=row["reason"], key=_key("reason", mark))


def _value(text: str) -> int | None:
    """Return a value as the field takes it; what a file has off the scale is left blank."""
    return int(text) if text.isdecimal() and LOWEST <= int(text) <= HIGHEST else None


def _several(label: str, column: str, row: Cells, mark: str, options: list[str], called: Callable[[str], str]) -> None:
    st.multiselect(
        label,
        options,
        default=[each for each in parts(row[column]) if each in options],
        key=_key(column, mark),
        format_func=called,
        placeholder=words.CHOOSE,
        filter_mode="contains",
        select_all=False,
    )


def _save(landscape: Landscape, row: Cells, mark: str) -> None:
    entered = dict(row)
    for column in COLUMNS:
        value = st.session_state.get(_key(column, mark))
        if isinstance(value, list):
            entered[column] = SEPARATOR.join(value)
        elif _key(column, mark) in st.session_state:
            entered[column] = "" if value is None else str(value).strip()
    if not entered["name"]:
        kept.say(Said("warning", words.NO_NAME))
        return
    rows = {each["id"]: each for each in own.cells(landscape).values()}
    said = words.KEPT
    if not entered["id"]:
        entered["id"], said = free_id(entered["name"], rows), words.ADDED
        if len(rows) >= MOST:
            kept.say(opening.refused(PlanError(words.TOO_MANY.format(number=len(rows) + 1, most=MOST))))
            return
    if _keep({**rows, entered["id"]: entered}):
        st.session_state[_WHICH] = entered["id"]
        st.session_state[OPENED] = True
        kept.say(Said("success", _told(said, entered)))


def _remove(landscape: Landscape, row: Cells) -> None:
    rows = {each["id"]: dict(each) for each in own.cells(landscape).values() if each["id"] != row["id"]}
    untied = []
    for each in rows.values():
        above = list(parts(each["supports"]))
        if row["id"] in above:
            above.remove(row["id"])
            each["supports"] = SEPARATOR.join(above)
            if not above:
                untied.append(each["name"])
    if _keep(rows):
        told = [Said("success", _told(words.REMOVED, row))]
        if untied:
            told.append(Said("warning", words.UNTIED.format(names=", ".join(map(markdown, untied)))))
        kept.say(*told)


def _keep(rows: Mapping[str, Cells]) -> bool:
    try:
        own.keep(rows.values())
    except PlanError as error:
        kept.say(opening.refused(error))
        return False
    return True


def _told(text: str, row: Cells) -> str:
    return text.format(kind=words.COUNTS[row["kind"]][0], name=f"**{markdown(row['name'])}**")


def _blank(kind: str) -> Cells:
    return {**dict.fromkeys(COLUMNS, ""), "kind": kind if kind in words.KINDS else _ORDER[0]}


def _called(which: str, rows: Mapping[str, Cells]) -> str:
    if which in rows:
        return words.OLD.format(kind=words.KINDS[rows[which]["kind"]], name=rows[which]["name"])
    return words.NEW.format(kind=words.COUNTS[which.removeprefix(_NEW)][0])


def _sorted(kind: str) -> list[str]:
    """Return the ids of a vocabulary: stages in their order, all else by name."""
    names = names_of(kind)
    if kind == "stage":
        return [row["id"] for row in sorted(rows_of(kind), key=lambda row: int(row["order"]))]
    return sorted(names, key=lambda id_: names[id_].casefold())


def _key(column: str, mark: str) -> str:
    return f"strategy-{column}-{mark}"
