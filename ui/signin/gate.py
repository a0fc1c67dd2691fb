"""The gate before all pages: Streamlit's own OpenID Connect, set up as `docs/deploy.md` says.

It is asked for by a section ``[auth]`` in Streamlit's file of secrets. Where that cannot be read, or says too little,
the gate stays shut.
"""

from pathlib import Path

import streamlit as st

from ui.components.text import quiet
from ui.escaping import markdown
from ui.signin import words


def providers() -> dict[str, str] | None:
    """Return whom one may sign in with: what each provider is called, by its name in the section.

    A provider that stands in the section itself has no name. None means that nobody need sign in.

    Raises:
        ValueError: the file of secrets cannot be read.
    """
    if not st.secrets.load_if_toml_exists():
        broken = [file for file in st.config.get_option("secrets.files") if Path(file).is_file()]
        if broken:
            raise ValueError(
                f"{broken[0]} cannot be read, so nobody is let in: see its errors at the start of this log"
            )
        return None
    if "auth" not in st.secrets:
        return None
    section = st.secrets["auth"]
    named = {name: name.replace("_", " ").title() for name in section if hasattr(section[name], "keys")}
    return {"": words.PROVIDER, **named} if "client_id" in section else named


def open_to_visitor() -> bool:
    """Return whether the page may be shown; where not, ask the visitor to sign in instead."""
    offered = providers()
    if offered is None or st.user.get("is_logged_in"):
        return True
    st.title(words.TITLE, anchor=False)
    st.markdown(words.LEAD if offered else words.INCOMPLETE)
    for name, label in offered.items():
        st.button(
            words.SIGN_IN.format(provider=markdown(label)),
            key=f"sign-in-{name}",
            type="primary",
            icon=":material/login:",
            on_click=st.login,
            args=(name,) if name else (),
        )
    return False


def sign_out() -> None:
    """Show who is signed in, with a way to leave; nothing where nobody need sign in."""
    if providers() is None:
        return
    who = str(st.user.get("name") or st.user.get("email") or st.user.get("sub") or "")
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(words.SIGNED_IN.format(who=markdown(who)), width="content")
        st.button(words.SIGN_OUT, key="sign-out", type="tertiary", icon=":material/logout:", on_click=st.logout)
