"""Records as the rows of an archive: where a record stands in columns, the rest as JSON.

A worker makes rows and sends them as they are, so that nothing is unpacked between an annotator and the disk.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from synoptic.model import Document
from synoptic.serialize import KINDS, dump, from_dict, kind_name, load, to_dict

COLUMNS = ("id", "document", "start", "end")


class Row(NamedTuple):
    """One annotation of one document."""

    kind: str
    start: int
    end: int
    id: str
    body: str


def to_rows(found: Mapping[type, Iterable[Any]]) -> list[Row]:
    """What was found in one document. Raises TypeError for text that UTF-8 cannot hold."""
    return [Row(kind_name(kind), r.start, r.end, r.id, body_of(r)) for kind, records in found.items() for r in records]


def from_row(kind: str, document: str, row: tuple[int, int, str, str]) -> Any:
    """The annotation of a row (start, end, id, body)."""
    start, end, name, body = row
    return from_dict(KINDS[kind], {**load(body), "id": name, "document": document, "start": start, "end": end})


def linked_row(record: Any, story: str, room: str) -> dict[str, Any]:
    """A linked record of a story as a row of its table, with `document` "" where it stands on no one span."""
    standing = {c: getattr(record, c) for c in COLUMNS} if hasattr(record, "start") else {"id": record.id, "document": "", "start": 0, "end": 0}
    return {"kind": kind_name(type(record)), **standing, "body": body_of(record), "story": story, "room": room}


def from_linked(row: Mapping[str, Any], texts: Mapping[str, str]) -> Any:
    """The linked record of a row; documents get their text from `texts`."""
    plain = {**load(row["body"]), "id": row["id"]}
    if row["document"]:
        plain.update({c: row[c] for c in COLUMNS})
    elif row["kind"] == "document":
        plain["text"] = texts[row["id"]]
    return from_dict(KINDS[row["kind"]], plain)


def document_body(doc: Document) -> str:
    """A document without its text and id."""
    return body_of(doc)


def to_document(name: str, body: str, text: str) -> Document:
    """A document from its row."""
    return from_dict(Document, {**load(body), "id": name, "text": text})


def body_of(record: Any) -> str:
    """All fields of a record but those that have columns."""
    plain = to_dict(record, kind=False)
    stands = "start" in plain
    return dump({k: v for k, v in plain.items() if not (k == "id" or (stands and k in COLUMNS))})


def from_rows(document: str, rows: Iterable[Row]) -> dict[type, tuple[Any, ...]]:
    """The annotations of one document by kind."""
    records: dict[type, list[Any]] = {}
    for row in rows:
        records.setdefault(KINDS[row.kind], []).append(from_row(row.kind, document, (row.start, row.end, row.id, row.body)))
    return {kind: tuple(found) for kind, found in records.items()}
