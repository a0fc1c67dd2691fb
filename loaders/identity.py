"""What tells that two names or addresses mean the same tool."""

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from anyascii import anyascii
from publicsuffixlist import PublicSuffixList

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return `name` as an id: ASCII, lower case, words joined by hyphens.

    >>> slug("Luigi's Box")
    'luigi-s-box'
    """
    return _NOT_SLUG.sub("-", anyascii(name).lower()).strip("-")


def normal_name(name: str) -> str:
    """Return `name` in the form in which equal names are compared: case folded, letters and digits only.

    >>> normal_name("Hotjar, Inc.") == normal_name("HotJar Inc")
    True
    """
    if name.isascii():
        return _NOT_SLUG.sub("", name.lower())
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in folded if character.isalnum())


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


@cache
def registrable_domain(address: str) -> str:
    """Return the domain somebody registered of a web address or host pattern, or the empty string.

    The public suffix list (https://publicsuffix.org, ICANN section) decides.

    >>> registrable_domain("https://www.shop.example.co.uk/path")
    'example.co.uk'
    >>> registrable_domain("*.hotjar.com")
    'hotjar.com'
    """
    host = (urlsplit(address).hostname or "") if "://" in address else address
    host = host.lower().removeprefix("*.").rstrip(".")
    return _suffixes().privatesuffix(host) or "" if "." in host else ""
