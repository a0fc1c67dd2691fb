"""What could be added to a stack: the tools on offer that obey constraints, those that are alike taken together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.namespaces import slug_of
from plans.coverage import SURE, Strengths, read_strengths
from plans.errors import PlanError
from plans.stack import PLANNED, SHELFWARE
from plans.standing import Member, Standing, read_members
from queries.choices import choices
from queries.engines import Engine
from queries.results import rows

NEW = "new"
SOURCES = (SHELFWARE, PLANNED, NEW)
"""Where an addition comes from: owned and not used, planned already, or new to the organization."""
_BATCH = 100
_EVEN = SURE // 2
"""At even odds or better, a tool acts in a channel; as in the question ``profiles-in-channel``."""


@dataclass(frozen=True)
class Constraints:
    """What additions must be like, and what must or must not be there; ids. All that is given must hold.

    Attributes:
        pricing: pricing models, of which one is stated.
        price_level: price levels, of which one is stated.
        open_source: whether it is stated to be open source, or stated not to be.
        channels: channels, in one of which the addition does something that the needs require.
        works_with: tools, with one of which the addition is known to work.
        keep: tools that must be there; those that are not are added.
        without: tools that must not be there; those that are leave.
        known_price: whether a price level must be stated.
    """

    pricing: tuple[str, ...] = ()
    price_level: tuple[str, ...] = ()
    open_source: bool | None = None
    channels: tuple[str, ...] = ()
    works_with: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    known_price: bool = False

    def told(self) -> dict[str, str]:
        """Return the constraints on additions that are set, each in words, by the name of the field."""
        said = {
            "pricing": f"pricing {' or '.join(self.pricing)}" if self.pricing else "",
            "price_level": f"price level {' or '.join(self.price_level)}" if self.price_level else "",
            "open_source": {True: "open source", False: "not open source", None: ""}[self.open_source],
            "channels": f"acts in {' or '.join(self.channels)}" if self.channels else "",
            "works_with": f"known to work with {' or '.join(self.works_with)}" if self.works_with else "",
            "without": f"without {', '.join(self.without)}" if self.without else "",
            "known_price": "a price level is stated" if self.known_price else "",
        }
        return {name: words for name, words in said.items() if words}


@dataclass(frozen=True)
class Candidate:
    """Tools of which one can be added, all of them alike in what they can do and in what is stated of their price.

    Attributes:
        source: one of `SOURCES`.
        strengths: how surely they have each capability.
        tools: how many there are.
        segment: id of the segment that holds them, or None where `tool` is given.
        tool: id of the only one.
        pricing: the pricing models that are stated.
        price_levels: the price levels that are stated, from low to high; none where nothing is known.
        open_source: whether they are open source, or None where nobody says.
        breaks: names of the constraints that they break.
    """

    source: str
    strengths: Strengths
    tools: int
    segment: str | None = None
    tool: str | None = None
    pricing: tuple[str, ...] = ()
    price_levels: tuple[str, ...] = ()
    open_source: bool | None = None
    breaks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Segment:
    profile: str
    tools: int
    pricing: tuple[str, ...]
    price_levels: tuple[str, ...]
    open_source: bool | None


@dataclass
class Offer:
    """All that is on offer in a landscape, read once.

    Attributes:
        engine: the landscape.
        levels: ids of the price levels, from low to high.
        profiles: how surely tools of each profile have each capability.
        segments: by id.
    """

    engine: Engine
    levels: list[str]
    profiles: Mapping[str, Strengths]
    segments: Mapping[str, _Segment] = field(repr=False)

    def candidates(self, standing: Standing, constraints: Constraints) -> list[Candidate]:
        """Return what could be added to a stack, each with the constraints that it breaks.

        Raises:
            PlanError: a constraint names what the landscape does not have.
            QueryError: the landscape cannot be asked.
        """
        check = _Check(self, standing, constraints)
        own = self._own(standing)
        named = {**own, **dict.fromkeys(sorted(check.partners - set(own)), NEW)}
        members = {**standing.members, **self._members([tool for tool in named if tool not in standing.members])}
        single = [self._single(members[tool], source) for tool, source in named.items() if tool in members]
        found = [check.judged(each) for each in single if each]
        gone = [member.segment for member in self._members(list(constraints.without)).values()]
        for id_, segment in self.segments.items():
            left = segment.tools - gone.count(id_)
            if gone.count(id_) and left == 0:
                found.append(check.judged(self._of_segment(id_, segment, segment.tools), also=("without",)))
            elif left:
                found.append(check.judged(self._of_segment(id_, segment, left)))
        return found

    def rank(self, candidate: Candidate) -> int | None:
        """Return the place of the lowest price level that is stated, from 1, or None where none is."""
        return self.levels.index(candidate.price_levels[0]) + 1 if candidate.price_levels else None

    def _own(self, standing: Standing) -> dict[str, str]:
        """Return the tools that the organization has or plans and that do not count yet, with their source."""
        counted = set(standing.counted)
        planned = dict.fromkeys(standing.stack.tools(PLANNED), PLANNED)
        idle = dict.fromkeys(standing.stack.tools(SHELFWARE), SHELFWARE)
        return {tool: source for tool, source in {**planned, **idle}.items() if tool not in counted}

    def _members(self, tools: list[str]) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for at in range(0, len(tools), _BATCH):
            found |= read_members(self.engine, tools[at : at + _BATCH])
        return found

    def _single(self, member: Member, source: str) -> Candidate | None:
        segment = self.segments.get(member.segment or "")
        if member.retired or segment is None:
            return None
        alike = self._of_segment("", segment, 1)
        return Candidate(
            source, alike.strengths, 1, None, member.id, alike.pricing, alike.price_levels, alike.open_source
        )

    def _of_segment(self, id_: str, segment: _Segment, tools: int) -> Candidate:
        return Candidate(
            NEW,
            self.profiles[segment.profile],
            tools,
            id_,
            None,
            segment.pricing,
            segment.price_levels,
            segment.open_source,
        )


class _Check:
    """Tells which constraints a candidate breaks."""

    def __init__(self, offer: Offer, standing: Standing, constraints: Constraints) -> None:
        self._constraints = constraints
        self._acting: set[str] = set()
        self._without = set(constraints.without)
        self.partners: set[str] = set()
        self.partners_wanted = bool(constraints.works_with)
        if constraints.channels:
            slots = [slot for need in standing.requirements.needs for slot in need.slots]
            required = {capability for slot in slots for capability, _ in slot.alternatives}
            found = rows(offer.engine, "capabilities-in-channels", channel=list(constraints.channels))
            self._acting = required & {slug_of(str(row["capability"])) for row in found}
        if constraints.works_with:
            found = rows(offer.engine, "integrations-of-tools", tool=list(constraints.works_with))
            self.partners = {slug_of(str(row["other"])) for row in found if "/id/tool/" in str(row["other"])}

    def judged(self, candidate: Candidate, also: Iterable[str] = ()) -> Candidate:
        asked = self._constraints
        broken = {
            "pricing": bool(asked.pricing) and not set(asked.pricing) & set(candidate.pricing),
            "price_level": bool(asked.price_level) and not set(asked.price_level) & set(candidate.price_levels),
            "open_source": asked.open_source is not None and candidate.open_source is not asked.open_source,
            "channels": bool(asked.channels)
            and not any(candidate.strengths.get(capability, 0) >= _EVEN for capability in self._acting),
            "works_with": self.partners_wanted and candidate.tool not in self.partners,
            "without": candidate.tool is not None and candidate.tool in self._without,
            "known_price": asked.known_price and not candidate.price_levels,
        }
        breaks = frozenset({*also, *(name for name, is_broken in broken.items() if is_broken)})
        return Candidate(**{**vars(candidate), "breaks": breaks})


def read_offer(engine: Engine) -> Offer:
    """Return all that is on offer in the landscape that `engine` answers for.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    profiles = [slug_of(str(row["profile"])) for row in rows(engine, "profiles")]
    segments: dict[str, _Segment] = {}
    levels = [choice.id for choice in choices(engine, "price_level")]
    for at in range(0, len(profiles), _BATCH):
        for row in rows(engine, "segments-of-profiles", profile=profiles[at : at + _BATCH]):
            id_, price = slug_of(str(row["segment"])), slug_of(str(row["price"] or ""))
            known = segments.get(id_)
            models = known.pricing if known else ()
            priced = known.price_levels if known else ()
            if price in levels:
                priced = tuple(sorted({*priced, price}, key=levels.index))
            elif price:
                models = tuple(sorted({*models, price}))
            openness = None if row["open_source"] is None else bool(row["open_source"])
            segments[id_] = _Segment(slug_of(str(row["profile"])), int(str(row["tools"])), models, priced, openness)
    if not segments:
        raise PlanError("the landscape says of no tool that it is on offer: refresh it with `cxscape refresh`")
    return Offer(engine, levels, read_strengths(engine, {segment.profile for segment in segments.values()}), segments)
