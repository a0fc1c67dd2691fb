"""Values from the data as text that Markdown leaves alone: names may hold anything."""

import re
from urllib.parse import quote, urlsplit

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_AFTER_PARSING = re.compile(r":(?=[\w+/-]+:)|(?<=[a-z]):(?=//)|\bwww(?=\.)|(?<=\w)@(?=\w)", re.IGNORECASE)
"""Emoji and icon codes, bare web and mail addresses: Streamlit turns them into something else after Markdown is parsed,
when escapes are gone. An invisible word joiner (U+2060) keeps them apart."""
_JOINER = "\N{WORD JOINER}"
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the direction of the text around them: one in a name would turn the rest of the line."""
_URL_SAFE = "%/:=&?~#+!$,;@*-._"


def markdown(text: object) -> str:
    """Return `text` so that Streamlit's Markdown shows it as it is, on one line."""
    line = " ".join(str(text).translate(_DIRECTION).split())
    apart = _AFTER_PARSING.sub(lambda match: f"{match[0]}{_JOINER}", line)
    return _PUNCTUATION.sub(r"\\\1", apart)


def link(url: str | None) -> str:
    """Return a Markdown link to a web address, named by its host; nothing for what is no http or https address."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    name = markdown(host.removeprefix("www."))
    return f"[{name}]({quote(url, safe=_URL_SAFE)})"
