"""Files of a person, saved so that either the old or the new content is there, never a half."""

import os
import tempfile
from pathlib import Path

from plans.errors import PlanError


def save(file: Path, content: str | bytes) -> None:
    """Write `content`, a text as UTF-8, to `file` in one step; only its owner can read a file that is new.

    Raises:
        PlanError: the file cannot be written; what was there stays.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A link stays a link: what it leads to is exchanged.
        target = file.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as handle:
            try:
                handle.write(content.encode() if isinstance(content, str) else content)
                handle.flush()
                os.fsync(handle.fileno())
                Path(handle.name).chmod(mode)
                Path(handle.name).replace(target)
            except BaseException:
                Path(handle.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise PlanError(f"{file}: cannot be written ({error.strerror}), so nothing was changed") from error
