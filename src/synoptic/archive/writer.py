"""What puts things into an archive. Every call is one transaction: all of it is kept, or nothing.

A document and what was found in it are written together, so that an archive whose process was killed holds whole documents only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from synoptic.archive import judgements
from synoptic.archive.index import Index
from synoptic.archive.migrations import MIGRATIONS, migrate, version_of
from synoptic.archive.reader import Heading
from synoptic.archive.rows import Row, document_body, linked_row
from synoptic.archive.schema import changes, documents, found, linked, refusals, rooms, runs, stale, stories
from synoptic.archive.sqlite import told
from synoptic.archive.views import make_views
from synoptic.model import Document, Judgement, Refusal, Run

LINKED_ROWS = 5_000  # rows an insert; more gain nothing
NOT_ANEW = "could not be annotated anew"  # begins the reason of a refusal that lasts until that succeeds


class Writer:
    """Writes to an archive, bringing its tables up to date first."""

    def __init__(self, engine: Engine, where: str) -> None:
        """Raises ArchiveError where `where` is no archive, or one of a newer Synoptic."""
        self.engine, self.where = engine, where
        with self.reading() as connection:
            current = version_of(connection, where)
        if current < len(MIGRATIONS):
            with self.writing() as connection:
                migrate(connection, where)
                make_views(connection)

    def add(self, batch: Iterable[tuple[Document, list[Row]]], run: str) -> int:
        """Keep documents with what was found in them; those known are left as they are. How many were new."""
        with self.writing() as connection:
            return sum(add_one(connection, doc, rows, run) for doc, rows in batch)

    def annotate_again(self, batch: Iterable[tuple[Document, list[Row]]], run: str) -> None:
        """Put what newer components found in the place of what older ones did."""
        with self.writing() as connection:
            for doc, rows in batch:
                seq = connection.scalar(select(documents.c.seq).where(documents.c.id == doc.id))
                changed(connection, documents.c.id == doc.id)
                connection.execute(delete(found).where(found.c.document == seq))
                connection.execute(update(documents).where(documents.c.seq == seq).values(run=run))
                put_rows(connection, seq, rows)
                connection.execute(update(refusals).where(refusals.c.where.in_(wheres(doc)), refusals.c.reason.startswith(NOT_ANEW)).values(resolved=True))

    def make_current(self, doc: Document) -> None:
        """A version that is in the archive is the one that was read last."""
        with self.writing() as connection:
            retire(connection, doc)
            connection.execute(update(documents).where(documents.c.id == doc.id).values(current=True))
            changed(connection, documents.c.id == doc.id)

    def refuse(self, refused: Iterable[Refusal]) -> None:
        """Keep what was refused; of one place the last reason counts."""
        with self.writing() as connection:
            for r in refused:
                connection.execute(delete(refusals).where(refusals.c.id == r.id))
                connection.execute(update(refusals).where(refusals.c.where == r.where).values(resolved=True))
                connection.execute(insert(refusals).values(id=r.id, where=r.where, reason=r.reason, advice=r.advice, resolved=False))

    def keep_runs(self, run: str, components: Iterable[Run]) -> None:
        """Keep the versions that `run` stands for."""
        with self.writing() as connection:
            if not connection.scalar(select(func.count()).select_from(runs).where(runs.c.run == run)):
                connection.execute(insert(runs), [{"run": run, "component": c.component, "version": c.version, "settings": c.settings} for c in components])

    def judge(self, judgement: Judgement) -> Judgement:
        """Append what a person decided; it is given its time and id."""
        with self.writing() as connection:
            return judgements.append(connection, judgement)

    @contextmanager
    def indexing(self, strong: float = 0.0) -> Iterator[Index]:
        """The index of the archive, in one transaction that writes. `strong`: the least score of a pair that is strong."""
        with self.writing() as connection:
            yield Index(connection, strong)

    def keep_room(self, room: str, state: str, records: Mapping[str, Iterable[Any]], listed: Iterable[Heading] = ()) -> None:
        """Keep the linked records of a room by story, in the place of older ones; nothing where another state is wanted by now."""
        with self.writing() as connection:
            if connection.scalar(select(stale.c.wanted).where(stale.c.id == room)) != state:
                return
            for table in (linked, stories):
                connection.execute(delete(table).where(table.c.room == room))
            for table in (rooms, stale):
                connection.execute(delete(table).where(table.c.id == room))
            rows = [linked_row(record, story, room) for story, found in records.items() for record in found]
            for start in range(0, len(rows), LINKED_ROWS):
                connection.execute(insert(linked), rows[start : start + LINKED_ROWS])
            if headings := [{**asdict(h), "room": room} for h in listed]:
                connection.execute(delete(stories).where(stories.c.id.in_([h["id"] for h in headings])))
                connection.execute(insert(stories), headings)
            if state:
                connection.execute(insert(rooms).values(id=room, made=state))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction. Raises ArchiveError for what the database cannot do."""
        try:
            with self.engine.connect() as opened:
                connection = opened.execution_options(write=True)
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise told(self.where, error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise told(self.where, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def add_one(connection: Connection, doc: Document, rows: list[Row], run: str) -> bool:
    """Keep one document; False where another process did meanwhile."""
    if connection.scalar(select(documents.c.seq).where(documents.c.id == doc.id)):
        return False
    retire(connection, doc)
    values = {"id": doc.id, "key": key_of(doc), "current": True, "run": run, "body": document_body(doc), "text": doc.text}
    made = connection.execute(insert(documents).values(values))
    put_rows(connection, cast(Any, made.inserted_primary_key)[0], rows)
    changed(connection, documents.c.id == doc.id)
    connection.execute(update(refusals).where(refusals.c.where.in_(wheres(doc))).values(resolved=True))
    return True


def wheres(doc: Document) -> list[str]:
    """Where a refusal may say that a document is."""
    return [w for w in (doc.path, doc.url, doc.name) if w]


def retire(connection: Connection, doc: Document) -> None:
    """No version of this article is current any more."""
    changed(connection, and_(documents.c.key == key_of(doc), documents.c.current))
    connection.execute(update(documents).where(documents.c.key == key_of(doc), documents.c.current).values(current=False))


def changed(connection: Connection, which: ColumnElement[bool]) -> None:
    """Note that those documents have to be looked at when all is linked."""
    known = exists().where(changes.c.document == documents.c.seq)  # looked up one by one: many may wait, where articles are read and not yet linked
    connection.execute(insert(changes).from_select(["document"], select(documents.c.seq).where(which, ~known)))


def put_rows(connection: Connection, seq: int | None, rows: list[Row]) -> None:
    """Keep annotations of a document."""
    if rows:
        connection.execute(insert(found), [{"document": seq, **row._asdict()} for row in rows])


def key_of(doc: Document) -> str:
    """What tells an article apart from others, over its versions: its URL, else the name that it was given, else its path."""
    if doc.url:
        return f"url {doc.url}"
    if doc.path and doc.name in (PurePath(doc.path).name, PurePath(doc.path).stem):
        return f"path {Path(doc.path).absolute()}"
    return f"name {doc.name}"
