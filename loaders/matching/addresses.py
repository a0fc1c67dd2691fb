"""Web addresses as evidence: whose they are, and how many share them."""

import re
from collections import defaultdict
from functools import lru_cache

from loaders.matching.names import AFFIXES, Name
from loaders.matching.suffixes import suffixes

SHARED = frozenset(
    [
        "akamaihd.net",
        "amazon.com",
        "amazonaws.com",
        "apple.com",
        "bitbucket.org",
        "chrome.google.com",
        "cloudfront.net",
        "facebook.com",
        "fastly.net",
        "github.com",
        "gitlab.com",
        "google.com",
        "googleapis.com",
        "linkedin.com",
        "medium.com",
        "microsoft.com",
        "shopify.com",
        "sourceforge.net",
        "twitter.com",
        "windows.net",
        "wordpress.com",
        "wordpress.org",
        "x.com",
        "youtube.com",
    ]
)
"""Hosts on which many makers publish, so that sharing one says nothing."""

CROWD = 6
"""From this many names that have nothing to do with an address, it is taken for a host of many makers."""


_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@?#]*@)?([^/:?#]+)", re.IGNORECASE)


def host(address: str) -> str:
    """Return the host of a web address or host pattern, in lower case, or the empty string."""
    if "//" not in address:
        return address.partition("/")[0].lower().removeprefix("*.").strip(".")
    found = _HOST.match(address)
    return found[1].lower().strip(".") if found else ""


@lru_cache(maxsize=1 << 16)
def site(name: str) -> str:
    """Return the site that somebody runs at a host, or the empty string.

    That is the registrable domain by the public suffix list (https://publicsuffix.org), its private section included:
    what stands below ``github.io`` or ``myshopify.com`` is run by others than that domain.

    >>> site("www.shop.example.co.uk"), site("owner.github.io"), site("github.io")
    ('example.co.uk', 'owner.github.io', '')
    """
    ending = name.rpartition(".")[2]
    if ending == name:
        return ""
    if ending.isdigit():
        return name
    return suffixes().privatesuffix(name, accept_unknown=True) or ""


@lru_cache(maxsize=1 << 16)
def label(domain: str) -> str:
    """Return the part of a site that somebody chose, letters and digits only.

    >>> label("example.co.uk"), label("content-square.net")
    ('example', 'contentsquare')
    """
    return domain.partition(".")[0].replace("-", "").replace("_", "")


def bears(domain: str, name: Name) -> bool:
    """Tell whether a site is named for `name`, as ``getclicky.com`` is for Clicky and ``gaug.es`` for Gauges."""
    return any(named_for(domain, form) for form in (name.compact, name.plain, name.core))


def named_for(domain: str, form: str) -> bool:
    """Tell whether a site bears a joined name, alone or with what makes an address of it that is free."""
    own = label(domain)
    if len(form) < 2 or not own:  # noqa: PLR2004 - one letter is no name
        return False
    if own == form or (own[:2] == form[:2] and domain.replace(".", "").replace("-", "") == form):
        return True
    if form not in own:
        return form.endswith("s") and own == form[:-1]
    before, _, after = own.partition(form)
    return (not before and after in AFFIXES) or (not after and before in AFFIXES)


class Census:
    """How many share an address, counted in the rows at hand."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._strangers: dict[str, set[str]] = defaultdict(set)

    def add(self, name: Name, sites: frozenset[str]) -> None:
        """Count a row of this name at these sites."""
        for domain in sites:
            own = label(domain)
            if own[:4] not in name.compact and name.core[:4] not in own and len(self._strangers[domain]) < CROWD:
                self._strangers[domain].add(name.core)

    def shared(self, domain: str) -> bool:
        """Tell whether a site is a host of many makers: known as one, or measured."""
        return domain in SHARED or len(self._strangers.get(domain, ())) >= CROWD
