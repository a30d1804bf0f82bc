"""What a watch must not forget, in one SQLite file: sources, pages, what was fetched and not yet read, versions, what was told. Every call is one transaction.

It stands beside the archive and not in it: it knows the clock, which no record of the archive does, and the archive is whole without it. A process killed at
any moment loses what was on its way and nothing that was noted; what was noted is not fetched again. All times are seconds since 1970.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from synoptic.watch.errors import WatchError

VERSION = "1"
TABLES = """
CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (url TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, parent TEXT, due REAL NOT NULL, etag TEXT, modified TEXT,
  failures INTEGER NOT NULL DEFAULT 0, reason TEXT, good REAL, ended INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, source TEXT NOT NULL, hint TEXT NOT NULL, updated TEXT, found REAL NOT NULL, due REAL,
  etag TEXT, modified TEXT, digest TEXT, checks INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, reason TEXT,
  state TEXT NOT NULL DEFAULT 'new');
CREATE INDEX IF NOT EXISTS pages_due ON pages (due);
CREATE TABLE IF NOT EXISTS inbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, final TEXT NOT NULL, file TEXT NOT NULL,
  place INTEGER NOT NULL, taken TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS versions (seq INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, document TEXT NOT NULL, final TEXT NOT NULL,
  file TEXT NOT NULL, place INTEGER NOT NULL, taken TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE (file, place));
CREATE INDEX IF NOT EXISTS versions_url ON versions (url);
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, until REAL NOT NULL, text TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (kind TEXT NOT NULL, member TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, member));
CREATE TABLE IF NOT EXISTS fresh (document TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS told (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, time REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS delivered (channel TEXT PRIMARY KEY, seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS questions (text TEXT PRIMARY KEY, added REAL NOT NULL);
"""
# pages.state: new, kept (read, checked again), refused (no article), old (stood in a list before we came), gone, lost (given up); due NULL: not asked again


class State:
    """The file, and what is asked of it. For one thread."""

    def __init__(self, path: Path) -> None:
        """Made where it is not there. Raises WatchError where it is something else."""
        try:
            self.db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
            self.db.row_factory = sqlite3.Row
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            self.db.executescript(TABLES)
        except sqlite3.DatabaseError as error:
            raise WatchError(str(path), f"is not what a watch remembers ({error}).", "Move it away; the archive is whole without it.") from None
        if (version := self.note("version") or VERSION) != VERSION:
            raise WatchError(str(path), f"was made by another Synoptic (version {version}).", "Update Synoptic.")
        self.set_note("version", VERSION)
        self.kept_robots = self.robots()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing. Blocks may stand in each other."""
        if self.db.in_transaction:
            yield self.db
            return
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def rows(self, question: str, *values: Any) -> list[sqlite3.Row]:
        """What a question finds."""
        return self.db.execute(question, values).fetchall()

    def one(self, question: str, *values: Any) -> sqlite3.Row | None:
        """The first row that a question finds."""
        found: sqlite3.Row | None = self.db.execute(question, values).fetchone()
        return found

    def do(self, statement: str, *values: Any) -> int:
        """Change something; how many rows changed."""
        with self.writing() as db:
            return db.execute(statement, values).rowcount

    def note(self, key: str) -> str | None:
        """A note by its name."""
        row = self.one("SELECT value FROM notes WHERE key = ?", key)
        return row["value"] if row else None

    def set_note(self, key: str, value: str) -> None:
        """Keep a note."""
        self.do("INSERT INTO notes VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)

    def add_source(self, url: str, kind: str, *, due: float, title: str | None = None, parent: str | None = None) -> bool:
        """Follow a source; False where it was followed already."""
        return self.do("INSERT OR IGNORE INTO sources (url, kind, title, parent, due) VALUES (?, ?, ?, ?, ?)", url, kind, title, parent, due) > 0

    def add_page(self, url: str, source: str, hint: dict[str, str | None], *, now: float) -> bool:
        """An address that a source listed; asked soon where it is new, or where the source says that it changed since. Whether it was new."""
        updated = hint.get("updated")
        made = self.do(
            "INSERT OR IGNORE INTO pages (url, source, hint, updated, found, due) VALUES (?, ?, ?, ?, ?, ?)", url, source, json.dumps(hint), updated, now, now
        )
        if not made and updated:
            self.do("UPDATE pages SET updated = ?, due = ? WHERE url = ? AND state = 'kept' AND updated IS NOT ? AND due > ?", updated, now, url, updated, now)
        return made > 0

    def set_source(self, url: str, **fields: Any) -> None:
        """Change what is known of a source."""
        self.set_row("sources", url, fields)

    def set_page(self, url: str, **fields: Any) -> None:
        """Change what is known of a page."""
        self.set_row("pages", url, fields)

    def set_row(self, table: str, url: str, fields: dict[str, Any]) -> None:
        """Change fields of a row."""
        self.do(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in fields)} WHERE url = ?", *fields.values(), url)

    def add_to_inbox(self, url: str, place: tuple[str, int], *, final: str, taken: str, digest: str) -> None:
        """A page that was fetched, where it is kept, and waits to be read. `final`: where it was after redirects."""
        self.do("INSERT INTO inbox (url, final, file, place, taken, digest) VALUES (?, ?, ?, ?, ?, ?)", url, final, *place, taken, digest)

    def add_fresh(self, documents: Iterable[str]) -> None:
        """Documents that the account was not yet looked at with."""
        with self.writing() as db:
            db.executemany("INSERT OR IGNORE INTO fresh VALUES (?)", [(d,) for d in documents])

    def has(self, table: str) -> bool:
        """Whether anything is in a table: `inbox`, `fresh`."""
        return self.one(f"SELECT 1 FROM {table} LIMIT 1") is not None

    def last_version(self, url: str) -> sqlite3.Row | None:
        """The newest version of a page."""
        return self.one("SELECT * FROM versions WHERE url = ? ORDER BY seq DESC LIMIT 1", url)

    def robots(self) -> dict[str, tuple[float, str, str]]:
        """The rules of hosts: origin -> until, text, why it is closed."""
        return {row["origin"]: (row["until"], row["text"], row["why"]) for row in self.rows("SELECT * FROM robots")}

    def keep_robots(self, known: dict[str, tuple[float, str, str]]) -> None:
        """Keep the rules of hosts that were asked since."""
        for origin, held in list(known.items()):
            if self.kept_robots.get(origin) != held:
                self.do("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", origin, *held)
                self.kept_robots[origin] = held

    def due(self, now: float, most: int = 2_000) -> list[tuple[str, sqlite3.Row]]:
        """What is to be asked now: sources first, then pages, the longest due first."""
        sources = self.rows("SELECT * FROM sources WHERE due <= ? AND NOT ended ORDER BY due, url LIMIT ?", now, most)
        pages = self.rows("SELECT * FROM pages WHERE due <= ? ORDER BY due, url LIMIT ?", now, most)
        return [("source", row) for row in sources] + [("page", row) for row in pages]

    def next_due(self) -> float | None:
        """When something is to be asked next."""
        row = self.one("SELECT min(due) AS due FROM (SELECT min(due) AS due FROM sources WHERE NOT ended UNION ALL SELECT min(due) FROM pages)")
        return row["due"] if row else None

    def tell(self, tellings: Iterable[tuple[str, float, dict[str, Any]]]) -> int:
        """Keep what is to be told, each once; how many were new."""
        with self.writing() as db:
            return sum(
                db.execute("INSERT OR IGNORE INTO told (id, time, body) VALUES (?, ?, ?)", (name, when, json.dumps(body, ensure_ascii=False))).rowcount
                for name, when, body in tellings
            )

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()
