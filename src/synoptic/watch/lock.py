"""One watch at a time an archive: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from synoptic.watch.errors import WatchError


class Lock:
    """A locked file."""

    def __init__(self, path: Path) -> None:
        """Raises WatchError where another process has it."""
        self.file = open(path, "a+b")  # noqa: SIM115 (held open as long as the lock)
        try:
            if os.name == "posix":
                import fcntl  # noqa: PLC0415  (not on Windows)

                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                import msvcrt  # noqa: PLC0415  (on Windows only)

                msvcrt.locking(self.file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            self.file.close()
            raise WatchError(str(path.parent), "is watched by another process.", "End that one first.") from None

    def close(self) -> None:
        """Let go."""
        self.file.close()
