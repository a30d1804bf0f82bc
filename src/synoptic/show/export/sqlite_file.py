"""A SQLite file for Datasette and any other SQLite tool: one table a kind with real columns, foreign keys, full-text search, and what each table is.

Not the archive: that keeps records as they were read and linked, this has them laid out to be browsed and joined. Lists of ids are tables of their own
(`event_actors`), so that every one of them is a link; `about` says in words what each table holds. The same records give the same bytes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Document, Entity, Event, Figure, Judgement, Position, Provenance, Quotation, Relation, Series, Story, Timex, Utterance, Wording
from synoptic.serialize import dump, to_dict
from synoptic.show.export.sqlite_tables import ABOUT, SCHEMA, SEARCHED

Rows = Iterable[tuple[Any, ...]]


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """The database; texts of articles only where they are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.db"
        database = sqlite3.connect(path)
        database.executescript(SCHEMA)
        with database:
            for table, rows in tables(index, with_text=with_text):
                put(database, table, rows)
            for table, columns in SEARCHED.items():
                database.execute(f"INSERT INTO {table}_fts (rowid, {columns}) SELECT rowid, {columns} FROM {table}")
            put(database, "about", ABOUT)
        database.execute("PRAGMA foreign_key_check")
        database.execute("VACUUM")
        database.close()
        file.write(path.read_bytes())


def put(database: sqlite3.Connection, table: str, rows: Rows) -> None:
    """Insert rows."""
    kept = list(rows)
    if kept:
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(kept[0]))})", kept)


def tables(index: Index, *, with_text: bool) -> Iterator[tuple[str, Rows]]:
    """Each table with its rows, what is referred to before what refers to it."""
    docs, entities, events, stories = (by_id(index, kind) for kind in (Document, Entity, Event, Story))
    here = {e.id for e in entities}
    story_of = {doc: s.id for s in stories for doc in s.documents}
    yield "stories", ((s.id, s.title, s.why) for s in stories)
    yield "documents", (document(index, d, story_of.get(d.id), d.text if with_text else None) for d in docs)
    yield "entities", ((e.id, e.name, e.type, e.country, ", ".join(e.roles), ", ".join(e.aliases)) for e in entities)
    yield "entity_mentions", ((e.id, *spot(m)) for e in entities for m in e.mentions)
    yield from said(index, here)
    yield from counted(index, here)
    yield from happened(index, events, here, story_of)
    yield from decided(index)


def document(index: Index, doc: Document, story: str | None, text: str | None) -> tuple[Any, ...]:
    """An article."""
    label = index.labels[doc.id]
    return doc.id, doc.title or doc.name, label, doc.url, doc.published, doc.dated, doc.dated_from, doc.dated_why, story, doc.length, doc.sha256, text


def spot(record: Any) -> tuple[str, int, int, str]:
    """Where something stands."""
    return record.document, record.start, record.end, record.exact


def known(name: str | None, here: set[str]) -> str | None:
    """An id that there is a row for."""
    return name if name in here else None


def by_id(index: Index, kind: type) -> list[Any]:
    """The records of a kind, by id."""
    return sorted(index.all(kind), key=lambda r: r.id)


def said(index: Index, here: set[str]) -> Iterator[tuple[str, Rows]]:
    """Utterances and the quotations that report them, and positions."""
    utterances = by_id(index, Utterance)
    have = {u.id for u in utterances}
    yield "utterances", ((u.id, known(u.speaker, here), index.name(u.speaker), u.said, u.why) for u in utterances)
    yield (
        "quotations",
        (
            (q.id, *spot(q), q.type, known(q.speaker, here), index.name(q.speaker, q.speaker_name), ", ".join(q.via), q.said, known(q.utterance, have))
            for q in by_id(index, Quotation)
        ),
    )
    yield (
        "positions",
        (
            (p.id, *spot(p), known(p.party, here), index.name(p.party, p.party_name), p.stance, p.topic, known(p.toward, here), p.date)
            for p in by_id(index, Position)
        ),
    )


def counted(index: Index, here: set[str]) -> Iterator[tuple[str, Rows]]:
    """Series, the figures in them, and time expressions."""
    series = by_id(index, Series)
    have = {s.id for s in series}
    yield "series", ((s.id, s.counted, index.name(s.of), index.name(s.place), s.status, s.why) for s in series)
    yield (
        "figures",
        (
            (f.id, *spot(f), f.low, f.high, f.counted, index.name(f.of), f.as_of, *giver(index, f, here), f.hedge, f.withdrawn, known(f.series, have))
            for f in by_id(index, Figure)
        ),
    )
    yield "timexes", ((t.id, *spot(t), t.type, t.value) for t in by_id(index, Timex))


def giver(index: Index, figure: Figure, here: set[str]) -> tuple[str | None, str | None]:
    """Who gives a count: the entity that there is a row for, and the name."""
    return known(figure.attributed_to, here), index.name(figure.attributed_to, figure.attributed_name)


def happened(index: Index, events: list[Event], here: set[str], story_of: dict[str, str]) -> Iterator[tuple[str, Rows]]:
    """Events with what they hang on."""
    docs = index.documents
    yield "events", ((e.id, e.summary.exact if e.summary else None, *coded(e), *placed(index, e), home(e, story_of), e.origins, e.why) for e in events)
    yield "event_mentions", ((e.id, *spot(m)) for e in events for m in e.mentions if m.document in docs)
    yield "event_actors", ((e.id, x) for e in events for x in dict.fromkeys(e.actors) if x in here)
    yield "event_recipients", ((e.id, x) for e in events for x in dict.fromkeys(e.recipients) if x in here)
    yield "event_documents", ((e.id, d) for e in events for d in e.documents if d in docs)


def coded(event: Event) -> tuple[Any, ...]:
    """What kind of event it is."""
    return event.type, event.cameo, event.mode, ", ".join(event.context), event.modality, event.date


def placed(index: Index, event: Event) -> tuple[Any, ...]:
    """Where it was."""
    return index.name(event.place), event.place_country, event.lat, event.lon


def home(event: Event, story_of: dict[str, str]) -> str | None:
    """The story of an event: that of its first article."""
    return next((story_of[d] for d in event.documents if d in story_of), None)


def decided(index: Index) -> Iterator[tuple[str, Rows]]:
    """What hangs between records, what things are called, and what persons decided."""
    yield "relations", ((r.id, r.type, r.from_, r.to, r.why) for r in by_id(index, Relation))
    yield "provenance", ((p.id, p.type, p.from_, p.to, p.evidence.exact if p.evidence else None, p.why) for p in by_id(index, Provenance))
    yield "wordings", ((w.id, doc, word) for w in by_id(index, Wording) for doc, words in w.variants for word in dict.fromkeys(words))
    judgements = sorted(index.all(Judgement), key=lambda j: (j.when, j.id))
    yield (
        "judgements",
        (
            (j.id, j.when, j.who, j.act, j.over, j.why, j.field, j.before, j.after, j.withdraws, j.status, j.status_why, dump(to_dict(j)["anchors"]))
            for j in judgements
        ),
    )
    yield "judged", ((j.id, record) for j in judgements for record in j.records)
