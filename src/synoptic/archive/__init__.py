"""The archive: keeps documents, what was found in them, what was linked and what was refused. A Writer and a Reader.

`open_archive` chooses the database by the path or URL. To add one: a file with `connect(where, *, write) -> Engine`, and a line in `BACKENDS`;
the contract suite in tests/archive runs over all of them.
"""

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from synoptic.archive import sqlite
from synoptic.archive.index import Index, Kept, Member
from synoptic.archive.reader import Heading, Holdings, Reader
from synoptic.archive.rooms import Records
from synoptic.archive.rows import Row, from_rows, to_rows
from synoptic.archive.sqlite import MEMORY, is_archive
from synoptic.archive.writer import NOT_ANEW, Writer
from synoptic.errors import UnknownNameError

__all__ = [
    "MEMORY",
    "NOT_ANEW",
    "Heading",
    "Holdings",
    "Index",
    "Kept",
    "Member",
    "Reader",
    "Records",
    "Row",
    "Writer",
    "from_rows",
    "is_archive",
    "open_archive",
    "to_rows",
]

BACKENDS: dict[str, Callable[..., Engine]] = {"sqlite": sqlite.connect}


def open_archive(where: str | Path, *, create: bool = True, read_only: bool = False) -> tuple[Reader, Writer | None]:
    """A Reader, and a Writer unless it may only be read.

    `where` is a path, or `scheme://...` of a database in `BACKENDS`. `create`: make it where it is not there. Raises ArchiveError;
    UnknownNameError for another scheme.
    """
    given = str(where)
    scheme, _, rest = given.rpartition("://")
    scheme, place = (scheme, rest) if scheme else ("sqlite", given)
    if scheme not in BACKENDS:
        raise UnknownNameError("kind of archive", scheme, sorted(BACKENDS))
    if scheme == "sqlite" and place != MEMORY and not may_write(Path(place), create=create):
        read_only = True
    engine = BACKENDS[scheme](place, write=not read_only)
    try:
        writer = None if read_only else Writer(engine, given)
        return Reader(engine, given), writer
    except BaseException:
        engine.dispose()
        raise


def may_write(path: Path, *, create: bool) -> bool:
    """Whether a file may be written, or be made."""
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    return create
