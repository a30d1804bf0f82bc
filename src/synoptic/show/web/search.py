"""Full-text search over one state: articles, and every line and entity of the account, narrowed by kind, story, day, outlet and entity.

SQLite's FTS5 in memory, built from the state (about a second for ten thousand articles): nothing to keep in step, and a read-only archive is
searched like any other. What a person types is cut into words and phrases first, so that no operator of FTS5 and no SQL comes from outside.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from synoptic.account.days import read_day
from synoptic.show.web.lookup import Lookup

KINDS = ("article", "said", "event", "series", "position", "wording", "entity")
TOKEN = re.compile(r'"([^"]+)"|(\S+)')
WORD = re.compile(r"\w+")
MOST_WORDS = 24  # of a query; more are left aside
MARK = "\x02", "\x03"  # around what matched in a snippet: no article has them (they are shown as signs)
SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE found (row INTEGER PRIMARY KEY, kind TEXT, id TEXT, story TEXT, first TEXT, last TEXT, weight INTEGER);
CREATE TABLE outlets (row INTEGER, outlet TEXT);
CREATE TABLE entities (row INTEGER, entity TEXT);
CREATE INDEX by_outlet ON outlets (outlet, row);
CREATE INDEX by_entity ON entities (entity, row);
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for; what is empty does not narrow."""

    q: str = ""
    kind: str | None = None
    story: str | None = None
    outlet: str | None = None
    entity: str | None = None
    since: str | None = None  # ISO days, both included
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind and id, its title, and the words around what matched, in pieces with whether they matched."""

    kind: str
    id: str
    title: str
    pieces: tuple[tuple[str, bool], ...]


class Search:
    """The index of one state."""

    def __init__(self, state: Lookup) -> None:
        """Build it."""
        self.lock = Lock()
        self.db = sqlite3.connect(":memory:", check_same_thread=False)
        self.db.executescript(SCHEMA)
        by_line: dict[str, list[str]] = {}
        for entity, kinds in state.by_entity.items():
            for lines in kinds.values():
                for line in lines:
                    by_line.setdefault(line, []).append(entity)
        for row, (kind, name, story, days, weight, outlets, title, text) in enumerate(rows_of(state), 1):
            span = [d for day in days if (d := read_day(day))]
            first, last = min((d.first for d in span), default=None), max((d.last for d in span), default=None)
            self.db.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)", (row, kind, name, story, first, last, weight))
            self.db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (row, clean(title), clean(text)))
            self.db.executemany("INSERT INTO outlets VALUES (?, ?)", [(row, outlet) for outlet in outlets])
            entities = [name] if kind == "entity" else by_line.get(name, ())
            self.db.executemany("INSERT INTO entities VALUES (?, ?)", [(row, entity) for entity in entities])
        self.db.commit()

    def find(self, asked: Asked, *, start: int, count: int) -> tuple[list[Hit], int]:
        """Hits `start` to `start + count`, the best first, and how many there are in all."""
        match = match_of(asked.q)
        where, given = narrowing(asked)
        if match:
            table, order = "words JOIN found ON found.row = words.rowid", "bm25(words, 4.0, 1.0), found.weight DESC, found.row"
            where, given = ["words MATCH ?", *where], [match, *given]
            shown = f"snippet(words, 1, '{MARK[0]}', '{MARK[1]}', '…', 28)"
        else:
            table, order, shown = "found JOIN words ON words.rowid = found.row", "found.weight DESC, found.row", "substr(words.text, 1, 240)"
        if asked.q.strip() and not match:
            return [], 0
        condition = " WHERE " + " AND ".join(where) if where else ""
        with self.lock:
            total = self.db.execute(f"SELECT count(*) FROM {table}{condition}", given).fetchone()[0]
            rows = self.db.execute(
                f"SELECT found.kind, found.id, words.title, {shown} FROM {table}{condition} ORDER BY {order} LIMIT ? OFFSET ?", [*given, count, start]
            ).fetchall()
        return [Hit(kind, name, title, tuple(pieces_of(snippet))) for kind, name, title, snippet in rows], int(total)


def narrowing(asked: Asked) -> tuple[list[str], list[Any]]:
    """The conditions of a question beside its words, and what they are given."""
    where: list[str] = []
    given: list[Any] = []
    for condition, value in (
        ("found.kind = ?", asked.kind),
        ("found.story = ?", asked.story),
        ("found.last >= ?", asked.since),
        ("found.first <= ?", asked.until),
        ("found.row IN (SELECT row FROM outlets WHERE outlet = ?)", asked.outlet),
        ("found.row IN (SELECT row FROM entities WHERE entity = ?)", asked.entity),
    ):
        if value:
            where.append(condition)
            given.append(value)
    return where, given


def match_of(query: str) -> str:
    """What a person typed as an FTS5 expression: each word quoted, phrases kept, a last * for any ending. Empty where it holds no word."""
    terms: list[str] = []
    for phrase, word in TOKEN.findall(clean(query))[:MOST_WORDS]:
        words = WORD.findall(phrase or word)
        if words:
            terms.append('"' + " ".join(words) + '"' + ("*" if word.endswith("*") else ""))
    return " AND ".join(terms)


def pieces_of(snippet: str) -> Iterator[tuple[str, bool]]:
    """A snippet in pieces, each with whether it matched."""
    for at, part in enumerate(re.split(f"[{MARK[0]}{MARK[1]}]", snippet)):
        if part:
            yield part, at % 2 == 1


def clean(text: str) -> str:
    """Text that SQLite can hold, without our marks."""
    return text.replace(MARK[0], " ").replace(MARK[1], " ").replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def rows_of(state: Lookup) -> Iterator[tuple[str, str, str | None, list[str | None], int, tuple[str, ...], str, str]]:
    """Kind, id, story, days, weight, outlets, title and text of everything that can be found."""
    for source in state.account.sources:
        yield "article", source.id, source.story, [source.dated], 0, (source.outlet,), source.title or source.name, source.text
    for said in state.said.values():
        told = " ".join(dict.fromkeys(v.told for v in said.variants))
        yield "said", said.id, said.story, [said.said], len(said.documents), said.outlets, said.speaker_name or "no speaker named", told
    for entry in state.events.values():
        title = f"{entry.label}: {', '.join((*entry.who, *entry.whom)) or 'nobody named'}" + (f", {entry.place}" if entry.place else "")
        told = " ".join(dict.fromkeys(e.told for e in entry.evidence))
        yield "event", entry.id, entry.story, [entry.date], len(entry.documents), entry.outlets, title, told
    for count in state.series.values():
        told = " ".join(dict.fromkeys(p.evidence.sentence for p in count.points))
        yield "series", count.id, count.story, [p.day for p in count.points], len(count.documents), count.outlets, f"{count.label}: {count.value}", told
    for stand in state.positions.values():
        title = f"{stand.party or '?'}: {stand.stance} {stand.topic or ''}".strip()
        told = " ".join(dict.fromkeys(e.told for e in stand.evidence))
        yield "position", stand.id, stand.story, [stand.date], len(stand.documents), stand.outlets, title, told
    for term in state.wordings.values():
        yield "wording", term.id, term.story, [], len(term.documents), term.outlets, term.referent, ", ".join(term.by_words)
    outlet = {source.id: source.outlet for source in state.account.sources}
    for entity in state.entities.values():
        documents = tuple(dict.fromkeys(span.document for span in entity.mentions))
        outlets = tuple(dict.fromkeys(outlet[d] for d in documents if d in outlet))
        yield "entity", entity.id, None, [], len(documents), outlets, entity.name, ", ".join((*entity.aliases, *entity.roles))
