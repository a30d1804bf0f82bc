"""The index of an archive: what finds the documents that one more may change, and what of the linked records has to be made anew.

Works on one open transaction. Documents are named by their ids outside and by their numbers (`seq`) in the tables; sketches and states are bytes and
text here, so that nothing of what they mean is known in this room.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from synoptic.archive.rooms import Records, documents_in, found_in, parts, traced_in
from synoptic.archive.schema import changes, documents, facts, members, near, rooms, shingles, stale, telling, traces
from synoptic.model import Document, Provenance
from synoptic.serialize import dump, load, to_dict

NO_DAY = 0  # of an article that nothing dates
HERE, THERE = members.alias("here"), members.alias("there")
EDGES = select(HERE.c.id, THERE.c.id, near.c.score).join(near, near.c.document == HERE.c.document).join(THERE, THERE.c.document == near.c.other)
ASKED = "WITH asked (word, weight, first, last) AS (VALUES {rows}) "
HELD = "SELECT t.document, t.weight * asked.weight AS product FROM asked CROSS JOIN telling t ON t.word = asked.word "
SUMMED = "SELECT document, sum(product) FROM ({held}) GROUP BY document HAVING count(*) >= ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the index keeps it: its sketch as bytes, its day, its telling words with weights, its sampled shingles."""

    id: str
    run: str
    sketch: bytes
    day: int | None
    telling: Sequence[tuple[int, float]]
    shingles: Sequence[int]
    claim: str  # the day of a claim, else ""


@dataclass(frozen=True, slots=True)
class Member:
    """A current document in its place."""

    id: str
    run: str
    story: str
    room: str
    day: str


class Index:
    """The index, on one connection."""

    def __init__(self, connection: Connection, strong: float = 0.0) -> None:
        """Nothing is read yet. `strong`: the least score of a pair that is strong."""
        self.connection, self.strong = connection, strong
        self.seen: dict[bool, dict[str, dict[str, float]]] = {True: {}, False: {}}

    # ------------------------------------------------------------ what has changed

    def changed(self, most: int) -> tuple[list[tuple[int, str, str, bool]], list[str]]:
        """Some of the documents that changed (number, id, run, whether current), and those of them that are linked."""
        some = select(changes.c.document).order_by(changes.c.document).limit(most)  # asked for first: a join would look through all documents
        rows = self.connection.execute(select(documents.c.seq, documents.c.id, documents.c.run, documents.c.current).where(documents.c.seq.in_(some)))
        found = [(r.seq, r.id, r.run, bool(r.current)) for r in rows]
        linked = self.many(lambda part: select(members.c.id).where(members.c.document.in_(part)), [r[0] for r in found])
        return found, sorted(r.id for r in linked)

    def settled(self, numbers: Iterable[int]) -> None:
        """Those documents have been dealt with."""
        self.connection.execute(delete(changes).where(changes.c.document == bindparam("n")), [{"n": n} for n in numbers])

    def start_anew(self) -> None:
        """Forget everything: all current documents have changed."""
        for table in (changes, members, telling, near, shingles, traces):
            self.connection.execute(delete(table))
        self.connection.execute(insert(stale).from_select(["id", "wanted"], select(rooms.c.id, literal("")).where(rooms.c.id.not_in(select(stale.c.id)))))
        self.connection.execute(update(rooms).values(made="none"))
        self.connection.execute(insert(changes).from_select(["document"], select(documents.c.seq).where(documents.c.current)))

    def fact(self, key: str) -> str | None:
        """What is noted under a key."""
        return self.connection.scalar(select(facts.c.value).where(facts.c.key == key))

    def note(self, key: str, value: str) -> None:
        """Note something under a key."""
        self.connection.execute(delete(facts).where(facts.c.key == key))
        self.connection.execute(insert(facts).values(key=key, value=value))

    # ------------------------------------------------------------ likeness

    def put(self, number: int, kept: Kept) -> None:
        """Take a document in, still in no story."""
        held = array("Q", kept.shingles)
        row = {"document": number, "id": kept.id, "run": kept.run, "story": "", "room": "", "day": kept.claim}
        self.connection.execute(insert(members).values(**row, size=len(held), sketch=kept.sketch, shingles=held.tobytes()))
        day = NO_DAY if kept.day is None else kept.day
        if kept.telling:
            self.connection.execute(insert(telling), [{"word": w, "day": day, "document": number, "weight": x} for w, x in kept.telling])
        if kept.shingles:
            self.connection.execute(insert(shingles), [{"shingle": s, "document": number} for s in kept.shingles])

    def kept(self, name: str) -> tuple[int, Kept]:
        """A document's number, and it as it was put in (without its telling words, which `sketch` has)."""
        row = self.connection.execute(select(members).where(members.c.id == name)).one()
        held = array("Q")
        held.frombytes(row.shingles)
        return row.document, Kept(row.id, row.run, row.sketch, None, (), held.tolist(), row.day)

    def drop(self, number: int, kept: Kept) -> None:
        """Take a document out; `kept` as it was put in."""
        day = NO_DAY if kept.day is None else kept.day
        for word, _ in kept.telling:
            self.connection.execute(delete(telling).where(telling.c.word == word, telling.c.day == day, telling.c.document == number))
        for shingle in kept.shingles:
            self.connection.execute(delete(shingles).where(shingles.c.shingle == shingle, shingles.c.document == number))
        others = list(self.connection.scalars(select(near.c.other).where(near.c.document == number)))
        for other in others:
            self.connection.execute(delete(near).where(near.c.document == other, near.c.other == number))
        self.connection.execute(delete(near).where(near.c.document == number))
        self.connection.execute(delete(traces).where(traces.c.document == number))
        self.connection.execute(delete(members).where(members.c.document == number))

    def holders(self, words: Sequence[tuple[int, float, int]], least: int, day: int | None) -> dict[int, float]:
        """Who holds `least` or more of those words (word, weight, days that it reaches), by number, with the sum of the products of weights.

        Of a document without a day (`day`, or the other's) every word counts. Added up where the rows are, which are thousands.
        """
        if not words:
            return {}
        at = NO_DAY if day is None else day
        given = [value for word, weight, days in words for value in (word, weight, at - days, at + days)]
        held = HELD if day is None else f"{HELD} AND t.day BETWEEN asked.first AND asked.last UNION ALL {HELD} AND t.day = {NO_DAY}"
        asked = ASKED.format(rows=", ".join(["(?, ?, ?, ?)"] * len(words))) + SUMMED.format(held=held)
        return {r[0]: r[1] for r in self.connection.exec_driver_sql(asked, (*given, least))}

    def sketches(self, numbers: Collection[int]) -> dict[int, bytes]:
        """The sketches of documents, by number."""
        return {r.document: r.sketch for r in self.many(lambda part: select(members.c.document, members.c.sketch).where(members.c.document.in_(part)), numbers)}

    def tie(self, number: int, scores: Mapping[int, float]) -> None:
        """Keep how alike a document is to others."""
        rows = [{"document": number, "other": o, "score": s} for o, s in scores.items()]
        if rows:
            self.connection.execute(insert(near), [*rows, *({"document": r["other"], "other": number, "score": r["score"]} for r in rows)])

    def edges(self, names: Collection[str], strong: bool) -> dict[str, dict[str, float]]:
        """How alike others are to documents, by id; or only what is `strong` or more. Remembered until `forget`."""
        seen = self.seen[strong]
        if unseen := [n for n in names if n not in seen]:
            seen.update((n, {}) for n in unseen)
            asked = EDGES.where(near.c.score >= self.strong) if strong else EDGES
            for one, other, score in self.many(lambda part: asked.where(HERE.c.id.in_(part)), unseen):
                seen[one][other] = score
        return {n: seen[n] for n in names}

    def forget(self) -> None:
        """The edges are not what they were."""
        self.seen = {True: {}, False: {}}

    # ------------------------------------------------------------ who has it from whom

    def shared(self, wanted: Collection[int], widest: int) -> tuple[Counter[int], set[int]]:
        """How many of those shingles other documents (by number) have, those that more than `widest` have left out; and who holds one that `widest` or
        one more hold: one document more or less changes what they share.
        """
        held: dict[int, list[int]] = {}
        for row in self.many(lambda part: select(shingles.c.shingle, shingles.c.document).where(shingles.c.shingle.in_(part)), wanted):
            held.setdefault(row.shingle, []).append(row.document)
        counts: Counter[int] = Counter()
        at_the_edge: set[int] = set()
        for holders in held.values():
            if len(holders) <= widest:
                counts.update(holders)
            if widest <= len(holders) <= widest + 1:
                at_the_edge.update(holders)
        return counts, at_the_edge

    def sizes(self, numbers: Collection[int]) -> dict[int, tuple[str, int]]:
        """Id and number of shingles of documents, by number."""
        rows = self.many(lambda part: select(members.c.document, members.c.id, members.c.size).where(members.c.document.in_(part)), numbers)
        return {r.document: (r.id, r.size) for r in rows}

    def trace(self, number: int, found: Iterable[Provenance]) -> bool:
        """Keep where a document has it from; whether that has changed."""
        rows = {p.id: dump(to_dict(p, kind=False)) for p in found}
        kept = {r.id: r.body for r in self.connection.execute(select(traces.c.id, traces.c.body).where(traces.c.document == number))}
        if rows != kept:
            self.connection.execute(delete(traces).where(traces.c.document == number))
            if rows:
                self.connection.execute(insert(traces), [{"document": number, "id": i, "body": b} for i, b in rows.items()])
        return rows != kept

    def traced(self, room: str) -> tuple[Provenance, ...]:
        """Where the documents of a room have it from."""
        return traced_in(self.connection, room)

    # ------------------------------------------------------------ what was read and found

    def documents(self, names: Collection[str]) -> tuple[Document, ...]:
        """Those documents, by id."""
        return documents_in(self.connection, names)

    def found(self, names: Collection[str], kinds: Iterable[type]) -> Records:
        """What was found in those documents."""
        return found_in(self.connection, names, kinds)

    # ------------------------------------------------------------ stories and rooms

    def members(self, column: str, values: Collection[str]) -> list[Member]:
        """The documents with one of those ids, stories, rooms or days."""
        m = members.c
        asked = select(m.id, m.run, m.story, m.room, m.day)
        return [Member(*row) for row in self.many(lambda part: asked.where(m[column].in_(part)), values)]

    def place(self, story_of: Mapping[str, str]) -> None:
        """Put documents in stories."""
        if story_of:
            self.connection.execute(update(members).where(members.c.id == bindparam("name")).values(story=bindparam("to")), named(story_of))

    def house(self, room_of: Mapping[str, str]) -> None:
        """Put stories in rooms."""
        if room_of:
            self.connection.execute(update(members).where(members.c.story == bindparam("name")).values(room=bindparam("to")), named(room_of))

    def want(self, room: str, state: str) -> None:
        """A room's records should be made from that state; "" where it is no more."""
        made = self.connection.scalar(select(rooms.c.made).where(rooms.c.id == room))
        self.connection.execute(delete(stale).where(stale.c.id == room))
        if state != (made or ""):
            self.connection.execute(insert(stale).values(id=room, wanted=state))

    def stale(self) -> list[tuple[str, str]]:
        """Rooms whose records are not those of the state that they should be made from, with that state."""
        return [(r.id, r.wanted) for r in self.connection.execute(select(stale).order_by(stale.c.id))]

    def article(self, key: str) -> str | None:
        """The id of the current version of an article, by what a judgement calls it: a path as it was read, wherever Synoptic runs now."""
        asked = select(documents.c.id).where(documents.c.key == key, documents.c.current)
        kind, _, path = key.partition(" ")
        if (found := self.connection.scalar(asked)) or kind != "path":
            return found
        ends = documents.c.key.endswith(f"/{path.removeprefix('./')}", autoescape=True)  # the key has the whole path
        rows = self.connection.execute(select(documents.c.id, documents.c.body).where(ends, documents.c.current).order_by(documents.c.id))
        return next((row.id for row in rows if load(row.body).get("path") == path), None)

    def count(self) -> int:
        """How many documents are linked."""
        return self.connection.scalar(select(func.count()).select_from(members)) or 0

    def many(self, ask: Callable[[list[Any]], Any], values: Collection[Any]) -> Iterator[Any]:
        """The rows of a question about many values, some at a time."""
        for part in parts(values):
            yield from self.connection.execute(ask(part))


def named(pairs: Mapping[str, str]) -> list[dict[str, str]]:
    """Pairs as values of a statement."""
    return [{"name": name, "to": to} for name, to in sorted(pairs.items())]
