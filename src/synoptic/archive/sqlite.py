"""An archive in one SQLite file: how it is opened, and what its errors mean.

Write-ahead log, so that others read while one writes; a transaction that writes takes the lock at its start, so that two writers wait
for each other and never deadlock. A file that may not be written is opened read-only, without the log where need be.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from synoptic.errors import ArchiveError

MAGIC = b"SQLite format 3\x00"
CACHE_KIB = 65_536  # of pages held in memory: an archive of 100,000 articles takes 1.2 GB, and one more article touches some hundred pages of it
WAIT_S = 60  # for another process that writes; one batch of documents takes well under a second
MEMORY = ":memory:"

MAKE_ONE = "Give the path of an archive; `synoptic read ARTICLES --archive FILE` makes one."
REASONS = (  # words in SQLite's message -> reason, advice
    ("disk is full", "the disk is full; what was written before is kept.", "Free some space and read again: it goes on where it stopped."),
    ("locked", f"another process has been writing to it for {WAIT_S} s.", "Wait until it is done."),
    ("readonly", "may not be written.", "Check your rights on it and on its folder."),
    ("unable to open", "cannot be opened.", "Check the path, and your rights on it and on its folder."),
    ("not a database", "is no archive.", MAKE_ONE),
    ("malformed", "is damaged.", "Restore it from a copy, or read the articles into a new one."),
    ("disk I/O error", "the disk reports an error.", "Check the disk."),
)


def is_archive(path: str | Path) -> bool:
    """Whether a file starts as an SQLite file does.

    Never to be asked of an archive that this process has open: closing the file drops the locks that SQLite holds on it (POSIX), and another process
    could take away the log that is in use.
    """
    try:
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def connect(where: str, *, write: bool) -> Engine:
    """An engine for the file (`:memory:` for none). `write`: it is made where it is not there.

    A connection with the execution option `write` takes the lock as its transaction begins. Raises ArchiveError where the file is not
    there, cannot be opened, or is something else.
    """
    if where == MEMORY:
        return prepare(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}), log=False)
    path = Path(where)
    check(path, write=write)
    uri = f"file:{quote(os.fsencode(path.absolute()))}"
    modes = ("mode=rwc",) if write else ("mode=ro", "immutable=1")  # without the right to write in its folder only the last opens a file with a log
    for mode in modes:
        made = prepare(engine(f"{uri}?{mode}"), log=write)
        try:
            with made.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            return made
        except DBAPIError as error:
            made.dispose()
            failed = told(where, error)
    raise failed


def check(path: Path, *, write: bool) -> None:
    """Raises ArchiveError where the path can be no archive, before anything is made; the file itself only SQLite may open (see `is_archive`)."""
    if path.is_dir():
        raise ArchiveError(str(path), "is a folder, no archive.", "Give the path of a file.")
    if not path.exists():
        if not write:
            raise ArchiveError(str(path), "there is no such archive.", "Check the path, or make one with `synoptic read ARTICLES --archive FILE`.")
        if not path.absolute().parent.is_dir():
            raise ArchiveError(str(path), "its folder does not exist.", "Make the folder first.")


def engine(uri: str) -> Engine:
    """An engine with one connection, which opens that URI."""

    def open_one() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=WAIT_S, check_same_thread=False)

    return create_engine("sqlite://", creator=open_one, poolclass=StaticPool)


def prepare(made: Engine, *, log: bool) -> Engine:
    """The same engine, with transactions that start where we say (the driver starts them too late to give one view of all tables)."""

    @event.listens_for(made, "connect")
    def on_connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        if log:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")  # a killed process loses nothing; a power cut at most the last batches

    @event.listens_for(made, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")

    return made


def told(where: str, error: BaseException) -> ArchiveError:
    """What an error of the database means to a person."""
    message = str(getattr(error, "orig", None) or error)
    for words, reason, advice in REASONS:
        if words in message:
            return ArchiveError(where, reason, advice)
    return ArchiveError(where, f"the database says: {message}.")
