"""A digest of everything the ontology's files say, so that a release knows which ontology it was built with."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ONTOLOGY = Path(__file__).parent
ENDINGS = frozenset([".csv", ".rq", ".toml", ".tsv", ".ttl"])


@cache
def fingerprint(folder: Path = ONTOLOGY, endings: frozenset[str] = ENDINGS) -> str:
    """Return the SHA-256 digest, in hexadecimal, of the names and contents of the files under `folder`.

    Args:
        folder: where the files are.
        endings: which files count, by default those of data.
    """
    digest = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in endings):
        digest.update(f"{file.relative_to(folder)}\0".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
