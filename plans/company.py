"""One organization from Python: what the commands stack, plan, maturity, filter, strategy and community do.

::

    from plans.company import Company
    Company("northwind.ttl").maturity().whole.reached_label
    Company(["Klaviyo", "Zendesk"]).close(["recover-abandoned-carts"]).sets

Where to ask is said as for `queries.api`: `home`, `release` and `endpoint`; without any, the environment decides.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Unpack

from plans.closing import Aim, closing_set
from plans.closing_plan import ClosingPlan
from plans.community import Community, SideBySide
from plans.community import channels as channels_of
from plans.community import community as community_of
from plans.coverage import PRIMARY
from plans.findings import Cell, Connections, Contribution, StageLevel, State
from plans.findings import board as board_in
from plans.findings import connections as connections_in
from plans.findings import contributions as contributions_in
from plans.findings import stage_levels as stage_levels_in
from plans.findings import states as states_in
from plans.initiatives import portfolio
from plans.initiatives_reading import read_initiatives
from plans.maturity import maturity as maturity_of
from plans.maturity_answers import read_answers
from plans.maturity_results import Maturity
from plans.maturity_roadmap import Roadmap
from plans.maturity_roadmap import roadmap as roadmap_of
from plans.names import ToolNames
from plans.organisation import Organisation, new, read
from plans.pack import Pack
from plans.pack import pack as pack_of
from plans.retire import Retirements
from plans.retire import retirements as retirements_in
from plans.stack import Stack, read_stack, with_stack
from plans.stack_import import import_list
from plans.stack_reading import Given, read_list
from plans.standing import Standing, standing
from plans.strategy import Strategy
from plans.strategy import strategy as strategy_of
from plans.strategy_reading import read_strategy
from plans.verdicts import Portfolio
from plans.workspaces import open_workspace
from queries.api import engine_for
from queries.engines import Engine
from queries.home import default_home

_TURTLE = (".ttl", ".turtle")
_NAMELESS = "This company"
"""What an organization is called of which only the stack is given."""


class Company:
    """One organization beside one landscape.

    Attributes:
        organisation: what it says of itself; save it with ``organisation.save(file)``.
        stack: its software.
        release: id of the release that answers.
    """

    def __init__(
        self,
        given: Organisation | Stack | Path | str | Iterable[str],
        *,
        needs: Sequence[str] | None = None,
        workspace: bool = False,
        home: Path | str | None = None,
        release: str | None = None,
        endpoint: str | None = None,
    ) -> None:
        """Look at an organization.

        Args:
            given: an organization, its Turtle file, or the name of a workspace; `plans.organisation.new` makes one.
                Or only its stack: a stack, the file of a list, or the ids or names of tools.
            needs: ids of the needs that findings about the stack look at, by default all of them.
            workspace: whether `given` is the name of a workspace.
            home: see above.
            release: see above.
            endpoint: see above.

        Raises:
            QueryError: it cannot be read, or there is no landscape to ask.
        """
        self._engine, self.release = engine_for(home, release, endpoint)
        self._needs = needs
        if workspace:
            self._take(open_workspace(default_home() if home is None else Path(home), str(given)))
        else:
            self._take(_organisation(self._engine, given))

    def _take(self, organisation: Organisation) -> None:
        self.organisation, self.stack = organisation, read_stack(organisation)
        self._standing: Standing | None = None

    @property
    def standing(self) -> Standing:
        """Which tools of the stack the landscape knows, and what makes results partial (`Standing.notes`)."""
        if self._standing is None:
            self._standing = standing(self._engine, self.stack, self._needs)
        return self._standing

    def states(self, fit: str = PRIMARY) -> dict[str, State]:
        """Return how each need stands, by its id."""
        return states_in(self.standing, fit)

    def board(self, fit: str = PRIMARY) -> list[Cell]:
        """Return how each need stands at each lifecycle stage at which it arises."""
        return board_in(self._engine, self.standing, fit)

    def stages(self) -> list[StageLevel]:
        """Return how far the stack reaches at each lifecycle stage; `StageLevel.is_gap` tells the end-to-end gaps."""
        return stage_levels_in(self._engine, self.standing)

    def contributions(self, fit: str = PRIMARY) -> list[Contribution]:
        """Return what each tool alone brings."""
        return contributions_in(self.standing, fit)

    def retirements(self, fit: str = PRIMARY) -> Retirements:
        """Return which tools can go without opening a gap."""
        return retirements_in(self._engine, self.standing, fit)

    def connections(self) -> Connections:
        """Return which tools are known to work together."""
        return connections_in(self._engine, self.standing)

    def close(self, needs: Sequence[str] | None = None, **aim: Unpack[Aim]) -> ClosingPlan:
        """Return the best tools to add so that `needs`, by default all of them, are served; see `closing_set`."""
        return closing_set(self._engine, self.release, self.stack, needs, **aim)

    def take_answers(self, table: Path | str) -> None:
        """Put the answers in a table in place of those there; see `plans.maturity_answers.read_answers`."""
        self._take(read_answers(Path(table), self.organisation))

    def take_initiatives(self, table: Path | str) -> None:
        """Put the initiatives in a table in place of those there; see `plans.initiatives_reading`."""
        self._take(read_initiatives(Path(table), self.organisation, self._engine))

    def take_strategy(self, table: Path | str) -> None:
        """Put the strategy in a table in place of the one there; see `plans.strategy_reading.read_strategy`."""
        self._take(read_strategy(Path(table), self.organisation))

    def maturity(self) -> Maturity:
        """Return how far it has come, with the answers that led there."""
        return maturity_of(self.organisation, self._engine)

    def roadmap(self, through: str | None = None) -> Roadmap:
        """Return what to attend to next, in order, with tools, as far as the stage `through`."""
        return roadmap_of(self.organisation, self._engine, self.release, through)

    def portfolio(self) -> Portfolio:
        """Return the verdict on each initiative, the best first, and their balance over the journey."""
        return portfolio(self.organisation, self._engine, self.release)

    def strategy(self) -> Strategy:
        """Return the ladder from themes to tactics with what is wrong with it, and tools for its needs."""
        return strategy_of(self.organisation, self._engine, self.release)

    def community(self) -> Community:
        """Return why a branded community may fail and what lowers that."""
        return community_of(self.organisation, self._engine, self.release)

    def channels(self) -> list[SideBySide]:
        """Return each need with its online and its offline channels side by side."""
        return channels_of(self.organisation)

    def pack(self, needs: Sequence[str] | None = None, **aim: Unpack[Aim]) -> Pack:
        """Return all that a board pack holds, with the set that closes `needs`, by default all, and what `Aim` says."""
        return pack_of(self.organisation, self._engine, self.release, needs, **aim)


def _organisation(engine: Engine, given: Organisation | Stack | Path | str | Iterable[str]) -> Organisation:
    if isinstance(given, Organisation):
        return given
    if isinstance(given, str | Path):
        file = Path(given)
        if file.suffix.casefold() in _TURTLE:
            return read(file)
        return _with_stack(import_list(Stack(), read_list(file), ToolNames(engine)).stack)
    if isinstance(given, Stack):
        return _with_stack(given)
    lines = [Given(at, name) for at, name in enumerate(given, start=1)]
    return _with_stack(import_list(Stack(), lines, ToolNames(engine)).stack)


def _with_stack(stack: Stack) -> Organisation:
    return with_stack(new(_NAMELESS), stack)
