"""What goes into a run: the files opened with their profiles, and what people decided; no row is read yet."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode

from loaders.choosing import open_landscape_file
from loaders.matching.aliases import aliases_file
from loaders.matching.decisions import Curation, read_curation
from loaders.profiles import Profile
from loaders.provenance import file_node
from loaders.reading import CsvFile
from loaders.records import Vocabulary
from loaders.suggest import open_or_suggest
from loaders.suggest_decisions import own_mappings
from ontology.fingerprint import ENDINGS, fingerprint
from ontology.tables import shipped_tables

_PROGRAM = frozenset([".py"])


@dataclass(frozen=True)
class Input:
    """A file that goes in.

    Attributes:
        file: the file, opened.
        profile: the profile it is read by.
        node: its IRI.
    """

    file: CsvFile
    profile: Profile
    node: NamedNode


class Inputs:
    """Everything that decides what a run comes to.

    Attributes:
        files: the files, in the order in which they are read.
        vocabulary: the names of our categories and capabilities.
        curation: what people decided about pairs of rows.
        own: the mappings of profiles, and those that people decided on.
        fingerprint: digest of everything.
        basis: digest of everything but the contents of the files: where it is the same, equal rows come to equal facts.
    """

    def __init__(
        self,
        paths: list[Path],
        facts: list[Path],
        profile: str | None,
        *,
        home: Path | None = None,
        accept_suggestion: bool = False,
    ) -> None:
        """Open the files at `paths` and those at `facts`.

        Args:
            paths: the files of the landscape.
            facts: files of what is known of single tools.
            profile: name or file of the profile to read `paths` by, None for the one that recognises each.
            home: where people's profiles and decisions are, None to go without.
            accept_suggestion: whether to read a file that no profile knows by the proposed one.

        Raises:
            LoadError: a file, a profile or a table of decisions cannot be used.
        """
        self.files: list[Input] = []
        self.vocabulary = Vocabulary(shipped_tables())
        for path in dict.fromkeys((*paths, *facts)):
            if accept_suggestion and profile is None:
                file, kind, _ = open_or_suggest(path, home)
            else:
                file, kind = open_landscape_file(path, profile if path in paths else None, home)
            self.files.append(Input(file, kind, file_node(file, kind, [one.node for one in self.files])))
        self.curation = read_curation(home) if home else Curation()
        self.own = own_mappings(home, [one.profile for one in self.files], self.vocabulary) if home else []
        parts = [f"{one.file.path.name} {one.profile}" for one in self.files]
        parts += [version("cxscape"), fingerprint(), repr(self.own), self.curation.digest]
        parts.append(sha256(aliases_file().read_bytes()).hexdigest())
        self.fingerprint = _digest([*parts, *(one.file.sha256 for one in self.files)])
        packages = [Path(__file__).parents[1] / name for name in ("ontology", "queries", "loaders")]
        self.basis = _digest([*parts, *(fingerprint(package, ENDINGS | _PROGRAM) for package in packages)])


def _digest(parts: list[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
