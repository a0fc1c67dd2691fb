"""Content negotiation: which of the formats on offer a client likes best.

Per https://www.rfc-editor.org/rfc/rfc9110#name-accept: the most exact range decides about a type, the highest quality
wins, and among equals the order of the offer does.
"""

from collections.abc import Mapping

HTML = "text/html"
ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "text/plain": "application/n-triples",
}
"""Names that clients use for a format which has a better one."""


def best(accept: str | None, offered: Mapping[str, object]) -> str | None:
    """Return the media type of `offered` that suits the header `accept` best, or None where none does.

    Args:
        accept: the value of the header; without one everything suits.
        offered: media types, the one we like best first.
    """
    if not accept or not accept.strip():
        return next(iter(offered))
    ranges = _ranges(accept)
    rated = [(_quality(ranges, media_type), -place, media_type) for place, media_type in enumerate(offered)]
    quality, _, media_type = max(rated)
    return media_type if quality > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for part in accept.lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _number(value.strip())
        ranges[media_range] = max(quality, ranges.get(media_range, 0.0))
        if media_range in ALIASES:
            ranges.setdefault(ALIASES[media_range], quality)
    return ranges


def _quality(ranges: Mapping[str, float], media_type: str) -> float:
    kind = media_type.partition("/")[0]
    for media_range in (media_type, f"{kind}/*", "*/*", "*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
