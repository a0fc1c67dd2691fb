"""A digest of everything the ontology's files say, so that a release knows which ontology it was built with."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ONTOLOGY = Path(__file__).parent
ENDINGS = frozenset([".csv", ".rq", ".toml", ".tsv", ".ttl"])


@cache
def fingerprint(folder: Path = ONTOLOGY) -> str:
    """Return the SHA-256 digest, in hexadecimal, of the names and contents of the data files under `folder`."""
    digest = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS):
        digest.update(f"{file.relative_to(folder)}\0".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
