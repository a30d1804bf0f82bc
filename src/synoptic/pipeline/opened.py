"""An archive that is open: what reads it, what writes it where that may be, and what annotates for it.

`Archive` adds what can be done with it; the other modules of this room work on this.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from synoptic.errors import ArchiveError
from synoptic.pipeline import annotating
from synoptic.pipeline.annotating import TIME_LIMIT, Components

if TYPE_CHECKING:
    from synoptic.archive import Reader, Writer
    from synoptic.pool import Pool

Progress = Callable[[str, int, int | None], None]  # the step, how many articles are done, of how many (None: not known)


class Opened:
    """The reader and the writer of one archive, and what annotates for it."""

    def __init__(self, reader: Reader, writer: Writer | None, *, time_limit: float | None = TIME_LIMIT) -> None:
        """`writer`: None where it may not be written. `time_limit`: seconds that annotating one document may take."""
        self.reader, self.writer, self.time_limit = reader, writer, time_limit
        self.given_up: set[str] = set()  # documents that the annotators of today failed on, where that cannot be kept

    @property
    def where(self) -> str:
        """Its path or URL."""
        return self.reader.where

    def may_be_written(self) -> Writer:
        """What writes. Raises ArchiveError where nothing may."""
        if self.writer is None:
            raise ArchiveError(self.where, "may not be written.", "Check your rights on it and on its folder.")
        return self.writer

    @cached_property
    def components(self) -> Components:
        """The components that annotate here and now."""
        return annotating.Components()

    @cached_property
    def keeping(self) -> Pool:
        """The process that stays, for those who bring a few documents again and again."""
        return annotating.keeping(limit=self.time_limit)

    def close(self) -> None:
        """Let go of the file, and end the process."""
        if "keeping" in self.__dict__:
            self.keeping.close()
        self.reader.close()
