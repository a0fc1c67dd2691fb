"""A list of software put into a stack: what each line means, and what is left for a person to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plans.errors import PlanError
from plans.names import Suggestion, ToolNames
from plans.stack import ACTIVE, Owned, Stack, decided
from plans.stack_reading import Given

MOST = 2_000
"""Pieces of software that a stack may hold."""
NONE = "none"
"""What a line means whose software the landscape does not have."""
_TAKEN = 0.85
_LEAD = 0.1


@dataclass(frozen=True)
class Question:
    """Software of which nobody has decided yet which tool it is, and the tools that it may be."""

    name: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Imported:
    """What became of a list.

    Attributes:
        stack: the stack with it.
        lines: how many lines the list had.
        added: how many pieces of software are new in the stack.
        repeated: the lines that repeat another one, in sentences.
        guessed: what was taken for the most alike tool, as (name, id).
        questions: what is left to decide, of the whole stack.
    """

    stack: Stack
    lines: int
    added: int
    repeated: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


def import_list(stack: Stack, given: Sequence[Given], names: ToolNames, *, guess: bool = False) -> Imported:
    """Return `stack` with the lines of a list.

    Decisions that the stack holds stay: a line with a name that it knows only changes what is said of use, cost and
    owner. A line that means a tool which is there already is told as repeated, and its name is remembered.

    Args:
        stack: what is there.
        given: the lines.
        names: the names of the tools.
        guess: whether to take the most alike tool where it is very much alike and no other one is.

    Raises:
        PlanError: a line names a decision for a tool that the landscape does not have, or there are too many lines.
    """
    before = {each.name for each in stack.owned}
    seen: dict[str, int] = {}
    repeated, guessed = [], []
    for line in given:
        tool = _decision(line, names)
        known = stack.named(line.name)
        if known is None and tool is None:
            match = names.match(line.name)
            tool = match.tool
            if tool is None and guess and _is_clear(match.suggestions):
                tool = match.suggestions[0].tool
                guessed.append((line.name, tool))
        if known is None and tool not in (None, NONE):
            known = stack.named(str(tool))
        new = _merged(known, line, tool)
        key = new.tool or new.name.casefold()
        if key in seen:
            cost = f"; its cost of {line.cost} is not added" if line.cost else ""
            repeated.append(f"line {line.line}, {line.name}: means the same as line {seen[key]}{cost}")
            new = replace(new, cost=known.cost, use=known.use, owner=known.owner) if known else new
        seen.setdefault(key, line.line)
        stack = stack.replacing(known, new)
    if len(stack.owned) > MOST:
        raise PlanError(f"a stack of {len(stack.owned):,} pieces of software is more than {MOST:,}: nothing was kept")
    added = sum(each.name not in before for each in stack.owned)
    return Imported(stack, len(given), added, tuple(repeated), tuple(guessed), open_questions(stack, names))


def open_questions(stack: Stack, names: ToolNames) -> tuple[Question, ...]:
    """Return what is left to decide in a stack."""
    return tuple(Question(each.name, names.match(each.name).suggestions) for each in stack.owned if each.open)


def decide(stack: Stack, name: str, tool: str | None, names: ToolNames) -> Stack:
    """Return `stack` with the decision that the software called `name` is `tool`, or not in the landscape.

    Raises:
        PlanError: the stack has no such software, or the landscape no such tool.
    """
    owned = stack.named(name)
    if owned is None:
        raise PlanError(f"the stack has nothing called {name!r}; `cxscape stack list` shows what it has")
    if tool is not None and tool not in names.labels:
        raise PlanError(f"the landscape has no tool {tool!r}; `cxscape run tools-by-name` finds its id")
    there = stack.named(tool) if tool else None
    if there is not None and there is not owned and there.tool == tool:
        merged = replace(there, others=tuple(sorted({*there.others, *owned.names})), cost=there.cost or owned.cost)
        return stack.replacing(owned, None).replacing(there, merged)
    return stack.replacing(owned, decided(owned, tool))


def _decision(line: Given, names: ToolNames) -> str | None:
    meant = line.means.removeprefix("tool:")
    if meant and meant != NONE and meant not in names.labels:
        raise PlanError(
            f"line {line.line}, means {line.means!r}: the landscape has no such tool; write its id, or {NONE} for "
            "software that it does not have"
        )
    return meant or None


def _merged(known: Owned | None, line: Given, tool: str | None) -> Owned:
    base = known or Owned(line.name)
    if tool is not None:
        base = decided(base, None if tool == NONE else tool)
    other = {line.name} - set(base.names)
    return replace(
        base,
        others=tuple(sorted({*base.others, *other})),
        use=line.use if known is None or line.use != ACTIVE else known.use,
        cost=line.cost or base.cost,
        owner=line.owner or base.owner,
    )


def _is_clear(suggestions: Iterable[Suggestion]) -> bool:
    first, *rest = [each.likeness for each in suggestions] or [0.0]
    return first >= _TAKEN and (not rest or first - rest[0] >= _LEAD)
