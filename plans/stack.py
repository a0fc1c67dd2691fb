"""The stack of an organization: what software it says it has, which tool of the landscape each is, and what it costs.

In the file of the organization the stack is a ``cx:Stack``. Each piece of software in it (``dct:hasPart``) is a
``schema:SoftwareApplication`` with the name that the organization uses (``schema:name``, ``schema:alternateName``), the
tool that it is (``schema:exampleOfWork``, or ``sssom:NoTermFound`` once somebody decided that the landscape does not
have it), its use (``schema:creativeWorkStatus``), who answers for it (``schema:accountablePerson``) and what it costs
in a year (``schema:offers``). ``cx:includesTool`` names the tools in active use, for every other question.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from loaders.identity import slug as slug_for
from ontology.namespaces import ID, expand
from plans.errors import PlanError
from plans.organisation import Organisation
from plans.texts import one_line
from queries.terms import is_slug

ACTIVE, SHELFWARE, PLANNED = "active", "shelfware", "planned"
USES = (ACTIVE, SHELFWARE, PLANNED)
"""In use; paid for and not used; not there yet."""

_TOOL = f"{ID}tool/"
_ABSENT = expand("sssom:NoTermFound")
_TYPE = expand("rdf:type")
_NAME, _OTHER_NAME, _IS = expand("schema:name"), expand("schema:alternateName"), expand("schema:exampleOfWork")
_USE, _OWNER = expand("schema:creativeWorkStatus"), expand("schema:accountablePerson")
_OFFERS, _PRICE, _CURRENCY = expand("schema:offers"), expand("schema:price"), expand("schema:priceCurrency")
_PART, _INCLUDES = expand("dct:hasPart"), expand("cx:includesTool")


@dataclass(frozen=True)
class Cost:
    """What something costs in a year: an amount, not negative, and the code of its currency."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:,.0f} {self.currency}" if self.amount % 1 == 0 else f"{self.amount:,.2f} {self.currency}"


@dataclass(frozen=True)
class Owned:
    """One piece of software in a stack.

    Attributes:
        name: what the organization calls it.
        others: what else it calls it: further lines that were found to mean the same tool.
        tool: id of the tool of the landscape that it is, or None.
        absent: whether somebody decided that the landscape does not have it.
        use: one of `USES`.
        cost: what it costs in a year, or None where that is not known.
        owner: who answers for it, or the empty string.
    """

    name: str
    others: tuple[str, ...] = ()
    tool: str | None = None
    absent: bool = False
    use: str = ACTIVE
    cost: Cost | None = None
    owner: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet which tool it is."""
        return self.tool is None and not self.absent

    @property
    def names(self) -> tuple[str, ...]:
        """All that the organization calls it."""
        return (self.name, *self.others)


@dataclass(frozen=True)
class Stack:
    """All software of one organization, in the order of its names."""

    owned: tuple[Owned, ...] = field(default=())

    def tools(self, *uses: str) -> list[str]:
        """Return the ids of the tools with one of these uses, by default those in active use."""
        return sorted({each.tool for each in self.owned if each.tool and each.use in (uses or (ACTIVE,))})

    def named(self, text: str) -> Owned | None:
        """Return the software that is called `text`, or is the tool with this id."""
        wanted = text.strip().casefold()
        for each in self.owned:
            if wanted in (each.tool, *(name.casefold() for name in each.names)):
                return each
        return None

    def replacing(self, old: Owned | None, new: Owned | None) -> "Stack":
        """Return the stack with `new` in place of `old`; None for nothing."""
        kept = [each for each in self.owned if each is not old]
        return Stack(tuple(sorted([*kept, *([new] if new else [])], key=lambda each: each.name.casefold())))


def decided(owned: Owned, tool: str | None) -> Owned:
    """Return `owned` with the decision that it is `tool`, or, for None, that the landscape does not have it."""
    return replace(owned, tool=tool, absent=tool is None)


def read_stack(organisation: Organisation) -> Stack:
    """Return the stack in the data of an organization; an empty one where there is none.

    Raises:
        PlanError: there are several stacks and none is named after the organization, or a part is not to be read.
    """
    node = _stack_node(organisation)
    says: dict[object, dict[NamedNode, list[object]]] = {}
    for triple in organisation.triples:
        says.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    stack = says.get(node, {})
    owned = [_read(says, part, organisation.name) for part in stack.get(_PART, [])]
    there = {each.tool for each in owned}
    included = dict.fromkeys(_tool_id(tool, organisation.name) for tool in stack.get(_INCLUDES, []))
    owned += [Owned(name=tool, tool=tool) for tool in included if tool not in there]
    return Stack(tuple(sorted(owned, key=lambda each: each.name.casefold())))


def with_stack(organisation: Organisation, stack: Stack) -> Organisation:
    """Return the organization with `stack` in place of the one it has; whatever else it says stays."""
    node = _stack_node(organisation)
    gone: list[NamedNode | BlankNode] = [node]
    offers: dict[object, list[NamedNode | BlankNode]] = {}
    for triple in organisation.triples:
        if isinstance(triple.object, NamedNode | BlankNode):
            if triple.subject == node and triple.predicate == _PART:
                gone.append(triple.object)
            if triple.predicate == _OFFERS:
                offers.setdefault(triple.subject, []).append(triple.object)
    gone += [offer for part in gone for offer in offers.get(part, [])]
    return organisation.replacing_nodes(gone, _triples(organisation, node, stack))


def _stack_node(organisation: Organisation) -> NamedNode | BlankNode:
    own = organisation.own("stack")
    stacks = organisation.members("cx:Stack")
    if own in stacks or not stacks:
        return own
    if len(stacks) > 1:
        names = " and ".join(sorted(map(str, stacks)))
        raise PlanError(
            f"{organisation.name} has several stacks, {names}: give the one with what it uses the name <{own.value}>"
        )
    return stacks[0]


def _read(says: dict[object, dict[NamedNode, list[object]]], part: object, whose: str) -> Owned:
    of = says.get(part, {})
    said = [name.value for key in (_NAME, _OTHER_NAME) for name in of.get(key, []) if isinstance(name, Literal)]
    names = [name for name in map(one_line, said) if name]
    meant = of.get(_IS, [])
    tools = [_tool_id(each, whose) for each in meant if each != _ABSENT]
    if len(tools) > 1:
        raise PlanError(f"{whose}: {part} is said to be {' and '.join(sorted(tools))}: keep one schema:exampleOfWork")
    tool = tools[0] if tools else None
    if not names and tool is None:
        raise PlanError(f"{whose}: {part} in the stack has no schema:name: say what it is called")
    use = _text(of, _USE) or ACTIVE
    if use not in USES:
        raise PlanError(f"{whose}: the use {use!r} of {part} is none of {', '.join(USES)}")
    prices = [_cost(says.get(offer, {}), part, whose) for offer in of.get(_OFFERS, [])]
    return Owned(
        name=names[0] if names else str(tool),
        others=tuple(sorted(names[1:])),
        tool=tool,
        absent=tool is None and _ABSENT in meant,
        use=use,
        cost=prices[0] if prices else None,
        owner=one_line(_text(of, _OWNER)),
    )


def _cost(offer: dict[NamedNode, list[object]], part: object, whose: str) -> Cost:
    try:
        return cost_of(_text(offer, _PRICE), _text(offer, _CURRENCY))
    except ValueError as error:
        raise PlanError(f"{whose}: the cost of {part}: {error}") from error


def cost_of(amount: str, currency: str) -> Cost:
    """Return the cost that two texts say.

    Raises:
        ValueError: the amount is no number from 0, or the currency no code of three letters; the message says so.
    """
    try:
        number = Decimal(amount.strip().replace("\u00a0", "").replace(" ", "").replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(f"{amount!r} is no amount: write it as 12000 or 12000.50") from error
    if not number.is_finite() or number < 0:
        raise ValueError(f"{amount!r} is no amount from 0")
    code = currency.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):  # noqa: PLR2004 - ISO 4217
        raise ValueError(f"{currency!r} is no currency: give its code of three letters, such as EUR")
    return Cost(number, code)


def _text(of: dict[NamedNode, list[object]], key: NamedNode) -> str:
    return next((str(each.value) for each in of.get(key, []) if isinstance(each, Literal)), "")


def _tool_id(term: object, whose: str) -> str:
    if isinstance(term, NamedNode) and term.value.startswith(_TOOL) and is_slug(term.value.removeprefix(_TOOL)):
        return term.value.removeprefix(_TOOL)
    raise PlanError(f"{whose}: {term} in the stack is no tool of the landscape: those are <{_TOOL}...>")


def _triples(organisation: Organisation, node: NamedNode | BlankNode, stack: Stack) -> Iterable[Triple]:
    yield Triple(node, _TYPE, expand("cx:Stack"))
    yield Triple(node, expand("skos:prefLabel"), Literal(f"The tools of {organisation.name}", language="en"))
    yield Triple(node, expand("prov:wasAttributedTo"), organisation.node)
    for tool in stack.tools(ACTIVE):
        yield Triple(node, _INCLUDES, NamedNode(_TOOL + tool))
    used: Counter[str] = Counter()
    for owned in sorted(stack.owned, key=lambda each: (each.name.casefold(), repr(each))):
        base = owned.tool or slug_for(owned.name) or "software"
        used[base] += 1
        name = base if used[base] == 1 else f"{base}--{used[base]}"
        part = organisation.own("owned", name)
        yield Triple(node, _PART, part)
        yield Triple(part, _TYPE, expand("schema:SoftwareApplication"))
        yield Triple(part, _NAME, Literal(owned.name))
        yield from (Triple(part, _OTHER_NAME, Literal(other)) for other in owned.others)
        yield Triple(part, _USE, Literal(owned.use))
        if owned.tool:
            yield Triple(part, _IS, NamedNode(_TOOL + owned.tool))
        elif owned.absent:
            yield Triple(part, _IS, _ABSENT)
        if owned.owner:
            yield Triple(part, _OWNER, Literal(owned.owner))
        if owned.cost:
            offer = organisation.own("owned", f"{name}--cost")
            yield Triple(part, _OFFERS, offer)
            yield Triple(offer, _TYPE, expand("schema:Offer"))
            yield Triple(offer, _PRICE, Literal(str(owned.cost.amount), datatype=expand("xsd:decimal")))
            yield Triple(offer, _CURRENCY, Literal(owned.cost.currency))
