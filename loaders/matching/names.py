"""Names of tools and companies, taken apart: the words that tell them from others, and those that do not."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from anyascii import anyascii

from loaders.matching.suffixes import suffixes

LEGAL = frozenset(
    [
        "ab",
        "ag",
        "aps",
        "as",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kft",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pty",
        "pvt",
        "sa",
        "sarl",
        "sas",
        "sl",
        "spa",
        "srl",
        "sro",
    ]
)
"""Legal forms; they say nothing about what a name means."""

COMPANY = frozenset(
    [
        "cloud",
        "communications",
        "cx",
        "data",
        "digital",
        "group",
        "hq",
        "hub",
        "international",
        "labs",
        "media",
        "network",
        "networks",
        "online",
        "platform",
        "pro",
        "product",
        "products",
        "service",
        "services",
        "site",
        "sites",
        "software",
        "solution",
        "solutions",
        "studio",
        "suite",
        "system",
        "systems",
        "tech",
        "technologies",
        "technology",
        "tool",
        "tools",
        "tracking",
        "web",
    ]
)
"""Words that many companies add to their names."""

AFFIXES = frozenset(
    [
        "analytics",
        "api",
        "app",
        "apps",
        "cdn",
        "get",
        "go",
        "hello",
        "hq",
        "io",
        "join",
        "js",
        "my",
        "net",
        "official",
        "static",
        "the",
        "tracking",
        "try",
        "use",
        "with",
    ]
)
"""What is put around a name to make a web address of it that is still free."""

_WORD = re.compile(r"[a-z0-9]+")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PARTS = re.compile(r"\s[/|]\s")
_ADDRESS = re.compile(r"^([a-z0-9-]+)((?:\.[a-z]{2,3}){1,2})$")
_DAMAGE = re.compile("[\u00c2-\u00e2][\u0080-\u00ff\u2018-\u2122]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, in the forms in which names are compared.

    Attributes:
        text: as the row writes it, text damage repaired.
        words: its words, in ASCII and lower case.
        compact: the words joined.
        plain: the same without legal forms and a closing ``.com`` or the like.
        ending: that closing part, or the empty string.
        brief: the plain form without what many companies add to their names.
        core: the words that are left without those that only describe, joined.
        core_words: those words.
        parts: the plain form of each name where it holds several (``BrightTag / Signal``).
        aside: what stands in brackets, joined.
    """

    text: str
    words: tuple[str, ...]
    compact: str
    plain: str
    ending: str
    brief: str
    core: str
    core_words: tuple[str, ...]
    parts: tuple[str, ...]
    aside: str

    @property
    def described(self) -> bool:
        """Whether it says more than its core, as in ``Crisp Live Chat``."""
        return self.plain != self.core


def fold(text: str) -> str:
    """Return `text` in ASCII and lower case, with wrong decoding and HTML escapes repaired.

    >>> fold("Str\u00c3\u00b6er &amp; Luigi\u2019s")
    'stroer & luigis'
    """
    text = html.unescape(text) if "&" in text else text
    if text.isascii():
        return text.lower()
    if _DAMAGE.search(text):
        with suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    return anyascii(text).lower()


def words(text: str) -> list[str]:
    """Return the words of a text as names are compared; an apostrophe does not part them."""
    return _WORD.findall(fold(text).replace("'", ""))


def read_name(text: str, describing: frozenset[str]) -> Name:
    """Take a name apart.

    Args:
        text: the name.
        describing: words that describe many tools and tell none from the others, such as ``analytics``.
    """
    folded = fold(text).replace("'", "")
    aside, bare = "", folded
    if "(" in folded or "[" in folded:
        aside = "".join(_WORD.findall(" ".join("".join(found) for found in _BRACKETS.findall(folded))))
        bare = _BRACKETS.sub(" ", folded).strip()
    if not _WORD.search(bare):
        bare, aside = folded, ""
    all_words = _WORD.findall(bare)
    plain, ending = _plain(bare)
    brief = list(plain)
    while len(brief) > 1 and brief[-1] in COMPANY:
        brief.pop()
    core = list(plain)
    while len(core) > 1 and (core[-1] in COMPANY or singular(core[-1]) in describing):
        core.pop()
    if len(core) > 1 and core[0] == "the":
        core.pop(0)
    pieces = [part for part in _PARTS.split(bare) if _WORD.search(part)]
    parts = tuple("".join(_plain(part)[0]) for part in pieces) if len(pieces) > 1 else ()
    return Name(
        text=text,
        words=tuple(all_words),
        compact="".join(all_words),
        plain="".join(plain),
        ending=ending,
        brief="".join(brief),
        core="".join(core),
        core_words=tuple(core),
        parts=parts,
        aside=aside,
    )


def singular(word: str) -> str:
    """Return a word without its plural s.

    >>> singular("reviews"), singular("crm")
    ('review', 'crm')
    """
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word  # noqa: PLR2004


def tails(found: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each way to part words into a maker's name and a product's, both joined.

    >>> list(tails(("zoho", "page", "sense")))
    [('zoho', 'pagesense'), ('zohopage', 'sense')]
    """
    for at in range(1, len(found)):
        yield "".join(found[:at]), "".join(found[at:])


def _plain(folded: str) -> tuple[list[str], str]:
    """Return the words of a folded name without legal forms and a closing ``.com`` or the like, and that ending."""
    texts = folded.split()
    found = _WORD.findall(folded)
    while len(found) > 1 and found[-1] in LEGAL:
        found.pop()
        texts.pop()
    address = _ADDRESS.match(texts[-1].strip(",.;")) if "." in folded and texts else None
    ending = address[2][1:] if address else ""
    dots = ending.count(".") + 1
    if ending and len(found) > dots and suffixes().is_public(ending):
        return found[:-dots], ending
    return found, ""
