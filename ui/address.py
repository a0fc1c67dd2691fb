"""The address of a page: the only place where what is asked, and what was collected on the way, is kept.

So a link gives the same page again, a reload loses nothing, two tabs do not disturb each other, and Back undoes the
last choice. What is asked differs from page to page; the shortlist goes along from one to the next, as `SHORTLIST`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import urlencode, urlsplit

import streamlit as st

SHORTLIST = "list"
"""The parameter that holds the ids of the tools on the shortlist."""
MOST_LISTED = 50
"""Tools that a shortlist can hold."""
LONGEST = 300
"""Characters of a value in an address that count."""
ONWARD = ":material/arrow_forward:"
"""Shows, behind the words of a link, that they are one: links of the app have no line under them."""
_SHOWN = "address-shown"

Parameters = Mapping[str, str | Iterable[str]]

PAGES = {
    "gaps": ("Gaps", "app_pages/gaps.py"),
    "landscape": ("Landscape", "app_pages/landscape.py"),
    "compare": ("Compare", "app_pages/compare.py"),
    "shortlist": ("Shortlist", "app_pages/shortlist.py"),
    "stack": ("My stack", "app_pages/stack.py"),
    "maturity": ("Maturity", "app_pages/maturity.py"),
    "projects": ("Projects", "app_pages/projects.py"),
    "strategy": ("Strategy", "app_pages/strategy.py"),
    "communities": ("Communities", "app_pages/communities.py"),
    "changes": ("Changes", "app_pages/changes.py"),
    "data": ("Data", "app_pages/data.py"),
    "workbench": ("Workbench", "app_pages/workbench.py"),
    "tool": ("Tool", "app_pages/tool.py"),
    "vendor": ("Vendor", "app_pages/vendor.py"),
    "category": ("Category", "app_pages/category.py"),
    "capability": ("Capability", "app_pages/capability.py"),
}
"""Every page by the name in its address, with its title and its script; that of the first is the root."""
HIDDEN = ("tool", "vendor", "category", "capability")
"""Pages that one comes to from others: they are about one thing, named by the parameter ``id``."""


def one(name: str) -> str:
    """Return a parameter of the page's address, empty where it has none."""
    return st.query_params.get(name, "").strip()[:LONGEST]


def many(name: str) -> tuple[str, ...]:
    """Return the values of a parameter, repeated or parted by commas, each once."""
    given = ",".join(st.query_params.get_all(name)).split(",")
    return tuple(dict.fromkeys(value.strip()[:LONGEST] for value in given if value.strip()))


def go(parameters: Parameters) -> None:
    """Give the page's address these parameters and no others, but for the shortlist."""
    st.query_params.from_dict(_whole(parameters))


def change(**parameters: str | Iterable[str]) -> None:
    """Change some parameters of the page's address; an empty value drops one."""
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    go({name: value for name, value in {**now, **parameters}.items() if value})


def link(
    page: str,
    label: str,
    parameters: Parameters | None = None,
    *,
    icon: str | None = None,
    hint: str | None = None,
    width: int | Literal["content"] = "content",
) -> None:
    """Show a link to another page of the app.

    Args:
        page: its name in `PAGES`.
        label: the words of the link, in Markdown: see `ui.escaping.markdown`.
        parameters: what the page is asked.
        icon: an icon before the words, or `ONWARD` behind them.
        hint: what one reads on resting there.
        width: in pixels, where links stand in a column of their own.
    """
    st.page_link(
        PAGES[page][1],
        label=label,
        icon=icon,
        icon_position="right" if icon == ONWARD else "left",
        help=hint,
        width=width,
        query_params=_whole(parameters or {}),
    )


def open_page(page: str, parameters: Parameters) -> None:
    """Leave for another page of the app; `page` and `parameters` are as those of `link`."""
    st.switch_page(PAGES[page][1], query_params=_whole(parameters))


def path(page: str, **parameters: str) -> str:
    """Return the address of a page relative to any other, without the shortlist: for tables, and to copy."""
    # The dot: a question mark alone would ask the page that one is on.
    name = "./" if page == next(iter(PAGES)) else page
    return f"{name}?{urlencode(parameters)}" if parameters else name


def whole(page: str, **parameters: str) -> str:
    """Return the address of a page as others open it, also where the app lies under a path of its server."""
    here = urlsplit(st.context.url or "")
    folder = f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}/" if here.netloc else ""
    return folder + path(page, **parameters).removeprefix("./")


def shortlist() -> tuple[str, ...]:
    """Return the ids of the tools on the shortlist, in the order in which they were put there."""
    return many(SHORTLIST)[:MOST_LISTED]


def put(tool: str) -> None:
    """Put a tool on the shortlist."""
    keep([*shortlist(), tool])


def take(tool: str) -> None:
    """Take a tool off the shortlist."""
    keep([other for other in shortlist() if other != tool])


def keep(tools: Iterable[str]) -> None:
    """Make these tools the shortlist, in this order."""
    st.session_state[SHORTLIST] = tuple(dict.fromkeys(tools))[:MOST_LISTED]
    change(**{SHORTLIST: ",".join(st.session_state[SHORTLIST])})


def carry() -> None:
    """Make the browser's address that of the page, and bring the shortlist along where the navigation dropped it."""
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    if st.session_state.setdefault(_SHOWN, now) != now:
        # A link to the page one is on tells the server where to go, but leaves the browser's address as it was.
        st.query_params.from_dict(now)
        st.session_state[_SHOWN] = now
    if SHORTLIST in st.query_params:
        st.session_state[SHORTLIST] = shortlist()
    elif st.session_state.get(SHORTLIST):
        keep(st.session_state[SHORTLIST])


def _whole(parameters: Parameters) -> dict[str, str | list[str]]:
    whole = {name: value if isinstance(value, str) else list(value) for name, value in parameters.items() if value}
    listed = st.session_state.get(SHORTLIST)
    return whole | ({SHORTLIST: ",".join(listed)} if listed and SHORTLIST not in whole else {})
