"""Values of files in messages: short, on one line, and harmless to a terminal."""


def shown(text: str, longest: int = 80) -> str:
    r"""Return `text` cut to `longest` characters, with what is not printable escaped.

    >>> shown("a\x1b[31m\nb")
    'a\\x1b[31m\\nb'
    """
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut)


def shown_names(names: list[str], most: int = 20) -> str:
    """Return `names` joined by commas, the first `most` of them."""
    listed = ", ".join(shown(name) for name in names[:most])
    return listed if len(names) <= most else f"{listed} and {len(names) - most:,} more"
