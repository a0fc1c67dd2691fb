"""Building a release: everything is written beside the folder that will hold it, which then takes its place."""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path

from ontology.mappings import MAPPINGS, PATTERN
from ontology.modules import MODULES
from ontology.publish.description import describe, version
from ontology.publish.formats import write_part
from ontology.publish.pages import write_pages
from ontology.publish.parts import ROOT, alignment_parts, datasets, module_parts

SUMS = "SHA256SUMS"
"""Names every file of a release with its digest, as ``sha256sum`` writes and checks it."""

REDIRECTS = MODULES / "redirects"
SITE = "https://cxscape.example/ontology"
"""The address in the redirect rules where releases are served; a reserved name, for nobody to answer at."""

ADDRESS = r"https?://[\w.:/~-]+"
"""What may stand in the redirect rules without a meaning of its own there."""


class PublishError(ValueError):
    """Raised when a release cannot be written where it should be; the message says why and what to do."""


def build(out: Path, site: str = SITE) -> str:
    """Write a release into the folder `out` and return its version.

    A folder that an earlier build wrote is replaced as a whole. While the new files are being written, and
    when that fails, it stays as it was.

    Args:
        out: the folder, which must not exist, be empty, or hold nothing but an earlier release.
        site: the address at which releases will be served, for the redirect rules.

    Raises:
        PublishError: `site` is no web address, or `out` holds files of someone else or cannot be written.
        OntologyError: the curated tables or mappings are malformed.
    """
    if not re.fullmatch(ADDRESS, site):
        raise PublishError(f"{site}: is no web address; give one like {SITE}")
    out = out.resolve()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
            folder = Path(scratch) / "new"
            folder.mkdir()
            number = _write(folder, site)
            _refuse_foreign(out)
            if out.exists():
                out.rename(Path(scratch) / "old")
            folder.rename(out)
    except OSError as error:
        raise PublishError(f"{out}: cannot be written: {error.strerror}") from error
    return number


def _write(folder: Path, site: str) -> str:
    parts, modules, links = datasets(), module_parts(), alignment_parts()
    for part in [*parts, *modules, *links]:
        write_part(part, folder)
    (folder / "mappings").mkdir()
    for file in sorted(MAPPINGS.glob(PATTERN)):
        shutil.copyfile(file, folder / "mappings" / file.name)
    shutil.copyfile(MODULES / "LICENSE", folder / "LICENSE")
    rules = (REDIRECTS / ".htaccess").read_text(encoding="utf-8").replace(SITE, site.rstrip("/"))
    (folder / "redirects").mkdir()
    (folder / "redirects" / ".htaccess").write_text(rules, encoding="utf-8")
    shutil.copyfile(REDIRECTS / "README.md", folder / "redirects" / "README.md")
    write_pages(parts, [*modules, *links], folder)
    header = next(part for part in modules if part.iri == ROOT)
    describe(parts, header, folder)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n" for file in files
    ]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return version(header)


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds a file which no earlier build wrote there."""
    place = next(place for place in (out, *out.parents) if place.exists())
    if not place.is_dir():
        raise PublishError(f"{place}: is a file; name another place for the release")
    if place != out:
        return
    known = _listed(out / SUMS)
    foreign = (file for file in sorted(out.rglob("*")) if not file.is_dir())
    stranger = next((file for file in foreign if file.relative_to(out).as_posix() not in known), None)
    if stranger:
        name = stranger.relative_to(out)
        raise PublishError(f"{out}: holds {name}, which no earlier build wrote; name an empty folder or a new one")


def _listed(sums: Path) -> set[str]:
    if not sums.is_file():
        return set()
    lines = sums.read_text(encoding="utf-8").splitlines()
    return {SUMS} | {line.partition("  ")[2] for line in lines}
