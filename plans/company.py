"""One organization from Python: what the commands maturity, filter, strategy and community do.

::

    from plans.company import Company
    Company("northwind.ttl").maturity().whole.reached_label

Where to ask is said as for `queries.api`: `home`, `release` and `endpoint`; without any, the environment decides.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from plans.closing import Aim
from plans.community import Community, SideBySide
from plans.community import channels as channels_of
from plans.community import community as community_of
from plans.initiatives import portfolio
from plans.initiatives_reading import read_initiatives
from plans.maturity import maturity as maturity_of
from plans.maturity_answers import read_answers
from plans.maturity_results import Maturity
from plans.maturity_roadmap import Roadmap
from plans.maturity_roadmap import roadmap as roadmap_of
from plans.organisation import Organisation, read
from plans.pack import Pack
from plans.pack import pack as pack_of
from plans.strategy import Strategy
from plans.strategy import strategy as strategy_of
from plans.strategy_reading import read_strategy
from plans.verdicts import Portfolio
from plans.workspaces import open_workspace
from queries.api import engine_for
from queries.home import default_home


class Company:
    """One organization beside one landscape.

    Attributes:
        organisation: what it says of itself; save it with ``organisation.save(file)``.
        release: id of the release that answers.
    """

    def __init__(
        self,
        given: Organisation | Path | str,
        *,
        workspace: bool = False,
        home: Path | str | None = None,
        release: str | None = None,
        endpoint: str | None = None,
    ) -> None:
        """Look at an organization.

        Args:
            given: an organization, its Turtle file, or the name of a workspace; `plans.organisation.new` makes one.
            workspace: whether `given` is the name of a workspace.
            home: see above.
            release: see above.
            endpoint: see above.

        Raises:
            QueryError: it cannot be read, or there is no landscape to ask.
        """
        self._engine, self.release = engine_for(home, release, endpoint)
        if isinstance(given, Organisation):
            self.organisation = given
        elif workspace:
            self.organisation = open_workspace(default_home() if home is None else Path(home), str(given))
        else:
            self.organisation = read(Path(given))

    def take_answers(self, table: Path | str) -> None:
        """Put the answers in a table in place of those there; see `plans.maturity_answers.read_answers`."""
        self.organisation = read_answers(Path(table), self.organisation)

    def take_initiatives(self, table: Path | str) -> None:
        """Put the initiatives in a table in place of those there; see `plans.initiatives_reading`."""
        self.organisation = read_initiatives(Path(table), self.organisation, self._engine)

    def take_strategy(self, table: Path | str) -> None:
        """Put the strategy in a table in place of the one there; see `plans.strategy_reading.read_strategy`."""
        self.organisation = read_strategy(Path(table), self.organisation)

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

    def pack(
        self,
        needs: Sequence[str] | None = None,
        **aim: Unpack[Aim],
    ) -> Pack:
        """Return all that a board pack holds, with the set that closes `needs`, by default all, and what `Aim` says."""
        return pack_of(
            self.organisation,
            self._engine,
            self.release,
            needs,
            **aim,
        )
