"""Plans from Python: what the commands ``cxscape stack`` and ``cxscape plan`` do.

::

    from plans.api import Plans
    Plans("northwind.ttl").close(["recover-abandoned-carts"]).sets

Where to ask is said as for `queries.api`: `home`, `release` and `endpoint`; without any, the environment decides.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Unpack

from plans.closing import Aim, closing_set
from plans.closing_plan import ClosingPlan
from plans.coverage import PRIMARY
from plans.findings import Cell, Connections, Contribution, StageLevel, State
from plans.findings import board as board_in
from plans.findings import connections as connections_in
from plans.findings import contributions as contributions_in
from plans.findings import stage_levels as stage_levels_in
from plans.findings import states as states_in
from plans.names import ToolNames
from plans.organisation import read
from plans.retire import Retirements
from plans.retire import retirements as retirements_in
from plans.stack import Stack, read_stack
from plans.stack_import import import_list
from plans.stack_reading import Given, read_list
from plans.standing import Standing, standing
from plans.workspaces import open_workspace
from queries.api import engine_for
from queries.engines import Engine
from queries.home import default_home

_TURTLE = (".ttl", ".turtle")


class Plans:
    """One stack in one landscape, and what can be said of it.

    Attributes:
        stack: the stack.
        standing: which of its tools the landscape knows, and what makes the results partial (`Standing.notes`).
        release: id of the release that answers.
    """

    def __init__(
        self,
        stack: Stack | Path | str | Iterable[str],
        *,
        needs: Sequence[str] | None = None,
        workspace: bool = False,
        home: Path | str | None = None,
        release: str | None = None,
        endpoint: str | None = None,
    ) -> None:
        """Look at a stack.

        Args:
            stack: a stack, the file of one (a Turtle file of an organization, or a list), the name of a workspace, or
                the ids or names of tools.
            needs: ids of the needs to look at, by default all of them.
            workspace: whether `stack` is the name of a workspace.
            home: see above.
            release: see above.
            endpoint: see above.

        Raises:
            QueryError: the stack cannot be read, or the landscape cannot be asked.
        """
        self._engine, self.release = engine_for(home, release, endpoint)
        folder = default_home() if home is None else Path(home)
        self.stack = _stack(self._engine, folder, stack, workspace=workspace)
        self.standing: Standing = standing(self._engine, self.stack, needs)

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

    def close(
        self,
        needs: Sequence[str] | None = None,
        **aim: Unpack[Aim],
    ) -> ClosingPlan:
        """Return the best tools to add so that `needs`, by default all of them, are served; see `closing_set`."""
        return closing_set(
            self._engine,
            self.release,
            self.stack,
            needs,
            **aim,
        )


def _stack(engine: Engine, home: Path, given: Stack | Path | str | Iterable[str], *, workspace: bool) -> Stack:
    if isinstance(given, Stack):
        return given
    if workspace:
        return read_stack(open_workspace(home, str(given)))
    if isinstance(given, str | Path):
        file = Path(given)
        if file.suffix.casefold() in _TURTLE:
            return read_stack(read(file))
        return import_list(Stack(), read_list(file), ToolNames(engine)).stack
    lines = [Given(at, name) for at, name in enumerate(given, start=1)]
    return import_list(Stack(), lines, ToolNames(engine)).stack
