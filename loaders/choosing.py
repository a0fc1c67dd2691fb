"""Which profile a file is read by, and the file opened as that profile says."""

from pathlib import Path

from loaders.errors import LoadError
from loaders.profile_files import known_profiles, read_profile
from loaders.profiles import Profile
from loaders.reading import CsvFile, Format
from loaders.reading.shown import shown, shown_names


class UnknownHeaderError(LoadError):
    """Raised when no profile knows the header of a file: one may be proposed for it."""


def open_landscape_file(path: Path, name: str | None = None, home: Path | None = None) -> tuple[CsvFile, Profile]:
    """Return the file at `path`, opened as its profile says, and that profile.

    Args:
        path: the file.
        name: name of a profile, or path of one (``my.toml``); by default the one that recognises the header.
        home: its folder ``profiles`` is searched too, and first.

    Raises:
        LoadError: the file cannot be read, there is no such profile, it does not fit, or none does.
    """
    if name is not None:
        profile = named_profile(name, home)
        file = CsvFile(path, profile.form)
        choose_profile(path, file.header, name, home)
    else:
        file, profile = _recognised(path, home)
    refuse_repeated(file, profile)
    return file, profile


def named_profile(name: str, home: Path | None = None) -> Profile:
    """Return the profile called `name`, or the one in the file `name` where that ends in ``.toml``.

    Raises:
        LoadError: there is no such profile, or the file is none.
    """
    if name.endswith(".toml"):
        return read_profile(Path(name))
    profiles = known_profiles(home)
    if name not in profiles:
        raise LoadError(f"no profile is named {name!r}; there are: {', '.join(sorted(profiles))}")
    return profiles[name]


def choose_profile(file: Path, header: list[str], name: str | None = None, home: Path | None = None) -> Profile:
    """Return the profile for a file with this header: the one called `name`, or the one that recognises it.

    Arguments are those of `open_landscape_file`.

    Raises:
        LoadError: there is no such profile, it does not fit the header, or none does.
    """
    candidates = [named_profile(name, home)] if name else list(known_profiles(home).values())
    fitting = [profile for profile in candidates if profile.recognises(header)]
    if fitting:
        return max(fitting, key=lambda profile: len(profile.recognised_by))
    if name:
        missing = [column for column in candidates[0].recognised_by if column not in header]
        raise LoadError(
            f"{file}:1: profile {name} needs the column {shown_names(missing)}; the file has: {shown_names(header)}"
        )
    known = "; ".join(f"{profile.name} ({shown_names(list(profile.recognised_by))})" for profile in candidates)
    raise UnknownHeaderError(
        f"{file}:1: no profile knows this header: {shown_names(header)}. "
        f"`cxscape profile suggest {file}` proposes one. Known headers: {known}"
    )


def refuse_repeated(file: CsvFile, profile: Profile) -> None:
    """Check that the header of `file` names no column twice that `profile` reads once.

    Raises:
        LoadError: it does.
    """
    unclear = [name for name in file.repeated if name in profile.columns and f"{name} (2)" not in profile.columns]
    if unclear:
        raise LoadError(
            f"{file.path}:{file.header_line}: the header names a column twice: {shown_names(unclear)}: rename one, "
            f"or let a profile say what {shown(unclear[0])} (2) means"
        )


def _recognised(path: Path, home: Path | None) -> tuple[CsvFile, Profile]:
    """Return the file and the profile that knows it by most columns, each profile opening it in its own way."""
    plain = _opened(path, Format())
    fitting = []
    for profile in known_profiles(home).values():
        opened = plain if profile.form == Format() else _opened(path, profile.form)
        if opened and profile.recognises(opened.header):
            fitting.append((opened, profile))
    if not fitting:
        file = plain or CsvFile(path)
        return file, choose_profile(path, file.header, None, home)
    return max(fitting, key=lambda found: len(found[1].recognised_by))


def _opened(path: Path, form: Format) -> CsvFile | None:
    try:
        return CsvFile(path, form)
    except LoadError:
        return None
