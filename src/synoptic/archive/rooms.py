"""What was read and found, and who has it from whom, of some documents: asked alike by who only reads and inside a transaction that writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from synoptic.archive.rows import from_row, to_document
from synoptic.archive.schema import documents, found, members, traces
from synoptic.model import FOUND, Document, Provenance
from synoptic.serialize import KINDS, from_dict, kind_name, load

Records = dict[type, tuple[Any, ...]]
AT_ONCE = 500  # ids in one question; SQLite of old allows 999


def documents_in(connection: Connection, names: Collection[str]) -> tuple[Document, ...]:
    """Those documents as read, by id."""
    asked = select(documents.c.id, documents.c.body, documents.c.text)
    return tuple(to_document(*row) for part in parts(names) for row in connection.execute(asked.where(documents.c.id.in_(part)).order_by(documents.c.id)))


def found_in(connection: Connection, names: Collection[str], kinds: Iterable[type] = FOUND) -> Records:
    """The annotations of those documents, by kind."""
    records: dict[str, list[Any]] = {kind_name(kind): [] for kind in kinds}
    a = found.c
    asked = select(a.kind, documents.c.id, a.start, a.end, a.id, a.body).join(documents).where(a.kind.in_(records)).order_by(a.seq)
    for part in parts(names):
        for kind, document, *row in connection.execute(asked.where(documents.c.id.in_(part))):
            records[kind].append(from_row(kind, document, tuple(row)))
    return {KINDS[kind]: tuple(rows) for kind, rows in records.items()}


def traced_in(connection: Connection, room: str) -> tuple[Provenance, ...]:
    """Where the documents of a room have it from, by id."""
    rows = connection.scalars(select(traces.c.body).join(members, members.c.document == traces.c.document).where(members.c.room == room))
    return tuple(sorted((from_dict(Provenance, load(body)) for body in rows), key=lambda p: p.id))


def parts(values: Collection[Any]) -> Iterator[list[Any]]:
    """Values in order, AT_ONCE at a time."""
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
