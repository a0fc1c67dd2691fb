"""How something is known of a tool, as a badge: from a source that speaks of it, or from its category."""

from ui import words


def badge(*, evidenced: bool, sure: float, about: str = "") -> str:
    """Return a badge as Markdown, in the color of what is certain only where it is.

    Args:
        evidenced: whether a source says it of the tool itself.
        sure: how sure it is that the source means it, from 0 to 1.
        about: what is known, as Markdown, where the badge is to name it.
    """
    icon, basis = (words.ICON_EVIDENCED, words.EVIDENCED) if evidenced else (words.ICON_IMPLIED, words.IMPLIED)
    color = ("green" if sure == 1 else "orange") if evidenced else "blue"
    said = f"{about}: {basis.lower()}" if about else basis
    return f":{color}-badge[{icon} {said if sure == 1 else words.BASIS_SURE.format(basis=said, share=sure)}]"


def unknown(about: str = "") -> str:
    """Return the badge of what no source says."""
    said = f"{about}: {words.UNKNOWN.lower()}" if about else words.UNKNOWN
    return f":gray-badge[{words.ICON_UNKNOWN} {said}]"
