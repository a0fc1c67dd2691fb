"""SQLite files of a release that is being built; where that fails, it is told as with any other file."""

import errno
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, OperationalError, connect

CACHE = 65_536
"""KiB of pages that are held in memory: rows come in any order, and would have most pages written several times."""


@contextmanager
def written(file: Path) -> Iterator[Connection]:
    """Give an SQLite file to be written; it has no journal, because a release half built is thrown away.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    try:
        with closing(connect(file)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"PRAGMA cache_size = -{CACHE}")
            with database:
                yield database
    except OperationalError as error:
        number = errno.ENOSPC if "full" in str(error) else errno.EIO
        raise OSError(number, f"{os.strerror(number)}", str(file)) from error
