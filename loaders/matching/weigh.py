"""The evidence about two rows: one function for each thing that is compared.

The weights are points. They follow from three rules: no single thing but a curated statement or a person's decision
is enough; a name tells less where it is a common word; what a name says beyond the other one has to be accounted for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.matching.addresses import bears, host, label, named_for, site
from loaders.matching.aliases import Aliases
from loaders.matching.evidence import Evidence
from loaders.matching.kinds import Affinity
from loaders.matching.likeness import LONG, Likeness, begins, spelled
from loaders.matching.names import Name, tails
from loaders.matching.subjects import Subject, World

MANY_PRODUCTS = 4
"""A maker of this many measured products is a company, and no product of the same name."""


@dataclass(frozen=True, slots=True)
class Weigher:
    """What weighing needs to know beyond the two rows."""

    world: World
    aliases: Aliases
    affinity: Affinity

    def weigh(self, tool: Subject, other: Subject) -> tuple[Likeness, list[Evidence]]:
        """Return how the names relate, and the evidence that `other` means `tool`, without what says nothing."""
        former, statement = self.aliases.between(tool.name, other.name)
        if statement and tool.name.compact != other.name.compact:
            return Likeness.ALIAS, self._alias(tool, other, former, statement)
        likeness, product = self._likeness(tool, other)
        found = [self._name(tool, other, likeness, product), *self._address(tool, other, likeness)]
        if other.measured:
            found += self._maker(tool, other, likeness)
            found += self._siblings(tool, likeness, product)
            found += self._kind(tool, other, likeness) if likeness else []
        return likeness, [part for part in found if part.weight]

    def _alias(self, tool: Subject, other: Subject, former: str, statement: str) -> list[Evidence]:
        # A row under the later name may mean more than the tool of the former one, most of all where it is a maker's.
        later = former in (tool.name.compact, tool.name.plain)
        found = [Evidence("alias", 2.5 if later else 3.5, statement)]
        if shared := sorted(tool.sites & other.sites):
            found.append(Evidence("address", 1.0, f"the same web domain ({shared[0]})"))
        if not (later and other.name.core in self.world.makers):
            found += [part for part in self._kind(tool, other, Likeness.ALIAS) if part.weight > 0]
        return found

    def _likeness(self, tool: Subject, other: Subject) -> tuple[Likeness, str]:
        """Return how the names relate, and what they share."""
        one, two = tool.name, other.name
        found = spelled(one, two)
        if found:
            return found, one.plain
        if one.brief == two.brief:
            return Likeness.CORE, one.brief
        if one.core == two.core and not (one.described and two.described):
            if not other.measured:
                return Likeness.PART, one.core
            return (Likeness.NARROWER if one.described else Likeness.CORE), one.core
        if product := self._product(tool, other) or self._product(other, tool):
            return Likeness.MAKER, product
        return begins(one, two)

    def _product(self, subject: Subject, other: Subject) -> str:
        """Return the name of the product where one name is that with its maker's name before it, else nothing."""
        if other.name.plain not in subject.name.compact and other.name.brief not in subject.name.compact:
            return ""
        hints = {label(subject.homepage), subject.name.aside, other.name.aside}
        hints |= {maker.core for maker in (subject.maker, other.maker) if maker}
        theirs = {other.name.plain, other.name.brief if subject.sites & other.sites else other.name.plain}
        for found in (subject.name.words, subject.name.core_words):
            for head, tail in tails(found):
                if tail in theirs and self.world.telling(tail) and (head in hints or head in self.world.makers):
                    return tail
        return ""

    def _name(self, tool: Subject, other: Subject, likeness: Likeness, product: str) -> Evidence:
        one, two = tool.name.text, other.name.text
        if likeness >= Likeness.SAME:
            text = f"equal names ({two!r})" if one == two else f"names that differ in spelling only ({one!r}, {two!r})"
            if self.world.common(tool.name.words):
                return Evidence("name", 1.5, f"{text}, a common word")
            several = len(tool.name.words) > 1 and not tool.name.ending
            return Evidence("name", 2.75 if several else 2.5, text)
        weight, text = 0.0, ""
        if likeness is Likeness.CORE:
            weight = 2.25 if len(tool.name.core_words) > 1 else 1.0 if self.world.common(tool.name.core_words) else 2.0
            text = f"the name {one!r} with a describing word ({two!r})"
        elif likeness is Likeness.MAKER:
            weight = 2.0 if tool.sites & other.sites else 1.5
            text = f"the same product name {product!r}, once with its maker's name"
        elif likeness is Likeness.CLOSE:
            weight, text = 1.0, f"names almost alike ({one!r}, {two!r})"
        elif likeness is Likeness.NARROWER:
            weight, text = 0.75, f"the name {two!r}, which does not say {one!r}"
        elif likeness is Likeness.PART:
            weight, text = 0.5, f"names that begin alike ({one!r}, {two!r})"
        return Evidence("name", weight, text)

    def _address(self, tool: Subject, other: Subject, likeness: Likeness) -> Iterator[Evidence]:
        shared = sorted(tool.sites & other.sites)
        if shared:
            yield from self._shared(shared, tool, other, likeness)
            return
        if likeness >= Likeness.SAME and tool.page and tool.page == other.page:
            yield Evidence("address", 2.0, f"the same page ({tool.page})")
            return
        if tool.homepage and other.homepage:
            weight = -1.5 if other.measured else -0.5
            yield Evidence("address", weight, f"different homepages ({tool.homepage}, {other.homepage})")
        if not other.measured:
            return
        named = sorted(domain for domain in other.sites if bears(domain, tool.name))
        if named and likeness >= Likeness.CLOSE:
            if not tool.homepage:
                # A page at a host of many makers: a site of that name is rather that of a namesake.
                weight = -0.5 if "/" in tool.page else 0.0
                yield Evidence("address", weight, f"{named[0]} is another address than {tool.page}")
                return
            weight = 1.5 if likeness >= Likeness.SAME else 1.0
            yield Evidence("address", weight, f"{named[0]} bears the name")
        elif (
            any(_brand(domain, tool.name) for domain in named)
            and not self.world.common(tool.name.words)
            and not any(bears(d, other.name) for d in other.sites)
        ):
            yield Evidence("address", 2.0, f"{named[0]} bears the name {tool.name.text!r}")
        elif likeness is Likeness.MAKER and len(other.name.compact) < len(tool.name.compact):
            own = sorted(domain for domain in other.sites if bears(domain, other.name))
            yield Evidence("address", 1.0 if own else 0.0, f"{min(own, default='')} bears the name {other.name.text!r}")
        elif likeness >= Likeness.SAME and (short := sorted(d for d in other.sites if _abbreviates(d, tool.name))):
            yield Evidence("address", 0.5, f"{short[0]} abbreviates the name")

    def _shared(self, shared: list[str], tool: Subject, other: Subject, likeness: Likeness) -> Iterator[Evidence]:
        text = f"the same web domain ({shared[0]})"
        if likeness >= Likeness.CLOSE:
            yield Evidence("address", 2.0, text)
            return
        if not other.measured:
            yield Evidence("address", 0.5, text)
            return
        if _names(tool, other):
            yield Evidence("address", 3.0, f"{text}, whose page {tool.record.homepage} names {other.name.text!r}")
        elif any(_brand(domain, tool.name) and not bears(domain, other.name) for domain in shared):
            own = [d for d in other.sites if bears(d, other.name) and d not in shared]
            if own:
                yield Evidence("address", 1.5, f"{text}, named for {tool.name.text!r}, beside its own {min(own)}")
            elif other.name.core in self.world.makers:
                yield Evidence("address", 1.5, f"{text}, listed by the maker of many products {other.name.text!r}")
            else:
                yield Evidence(
                    "address", 3.5, f"{text}, named for {tool.name.text!r} and listed by {other.name.text!r}"
                )
        elif any(bears(domain, other.name) for domain in shared):
            weight = 1.5 if likeness is Likeness.PART else 0.0
            yield Evidence("address", weight, f"{text}, named for {other.name.text!r}")
        else:
            yield Evidence("address", 1.0, text)

    def _maker(self, tool: Subject, other: Subject, likeness: Likeness) -> Iterator[Evidence]:
        if likeness is Likeness.MAKER:
            yield from self._maker_in_name(tool, other)
        elif other.maker is None or other.maker.plain == other.name.plain or tool.name.described:
            return
        elif other.maker.core in (tool.name.plain, tool.name.core):
            if self.world.products_of[other.maker.core] >= MANY_PRODUCTS:
                yield Evidence("maker", -1.0, f"{other.maker.text!r} makes many products")
            else:
                weight = 2.0 if likeness in (Likeness.PART, Likeness.CORE, Likeness.CLOSE) else 1.0
                yield Evidence("maker", weight, f"made by {other.maker.text!r}")

    def _maker_in_name(self, tool: Subject, other: Subject) -> Iterator[Evidence]:
        """Of two names of which one says the maker: whether the other row says the same maker elsewhere."""
        maker, at = other.maker, label(site(host(tool.record.homepage)))
        if maker is not None and tool.name.compact.startswith(maker.core):
            yield Evidence("maker", 1.0, f"made by {maker.text!r}, which the name {tool.name.text!r} says too")
        elif at and other.name.compact.startswith(at) and not tool.name.compact.startswith(at):
            yield Evidence(
                "maker", 1.0, f"{tool.record.homepage} is an address of the maker that {other.name.text!r} says"
            )

    def _siblings(self, tool: Subject, likeness: Likeness, shared: str) -> Iterator[Evidence]:
        if likeness is Likeness.NARROWER or (likeness is Likeness.PART and tool.name.plain != shared):
            count = self.world.siblings(tool, shared)
            if count:
                tools = "another tool" if count == 1 else f"{count} other tools"
                yield Evidence("siblings", -1.5, f"the maker has {tools} of that name")

    def _kind(self, tool: Subject, other: Subject, likeness: Likeness) -> Iterator[Evidence]:
        weight = self.affinity.weight(tool, other)
        if not weight:
            return
        if weight < 0 and likeness in (Likeness.NARROWER, Likeness.CORE) and tool.name.brief != other.name.brief:
            weight = min(-1.25, 2 * weight)  # the describing word that only one has makes the difference
        mine, theirs = (", ".join(sorted(kind for _, kind in s.kinds)) for s in (tool, other))
        agree = "goes with" if weight > 0 else "seldom goes with"
        yield Evidence("kind", weight, f"{theirs!r} {agree} {mine!r}")


def _brand(domain: str, name: Name) -> bool:
    """Tell whether a site bears the whole of a name, so that the name stands for all there is at the site."""
    return named_for(domain, name.compact) or named_for(domain, name.plain)


def _names(tool: Subject, other: Subject) -> bool:
    name = other.name.plain
    return len(name) >= LONG and name in tool.address.split()


def _abbreviates(domain: str, name: Name) -> bool:
    """Tell whether a site is the name with letters left out, or begins like it: pbbl.co for PebblePost."""
    short = label(domain).removesuffix("cdn")
    if len(short) < 4 or not name.plain.startswith(short[0]):  # noqa: PLR2004 - three letters abbreviate too much
        return False
    if short[:4] == name.plain[:4]:
        return True
    letters = iter(name.plain)
    return all(letter in letters for letter in short)
