"""What takes things out of an archive: current documents, what was found in them, what was linked, what was refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, or_, select, true
from sqlalchemy.exc import DBAPIError

from synoptic.archive import judgements
from synoptic.archive.migrations import MIGRATIONS, version_of
from synoptic.archive.rooms import AT_ONCE, Records, documents_in, found_in, traced_in
from synoptic.archive.rows import from_linked, from_row, to_document
from synoptic.archive.schema import changes, documents, facts, found, linked, members, refusals, rooms, runs, stale, stories
from synoptic.archive.sqlite import told
from synoptic.errors import ArchiveError
from synoptic.ids import make_id
from synoptic.model import FOUND, Document, Judgement, Provenance, Refusal, Run
from synoptic.serialize import KINDS, kind_name


@dataclass(frozen=True)
class Holdings:
    """How much an archive holds: `documents` current ones, `versions` of all, annotations by kind, components by the documents they read."""

    documents: int
    versions: int
    kinds: dict[str, int]
    components: tuple[tuple[Run, int], ...]


@dataclass(frozen=True)
class Heading:
    """A story in a listing: its title, how many documents and outlets it has, the first and last day that they speak from."""

    id: str
    title: str
    documents: int
    outlets: int
    first: str | None
    last: str | None


class Reader:
    """Reads an archive; never changes it."""

    def __init__(self, engine: Engine, where: str) -> None:
        """Raises ArchiveError where `where` is no archive, or one of a newer or (read-only) an older Synoptic."""
        self.engine, self.where = engine, where
        self.view: Connection | None = None
        with self.reading() as connection:
            version = version_of(connection, where)
        if version < len(MIGRATIONS):
            raise ArchiveError(where, "was made by an older Synoptic and may not be written, so that it cannot be brought up to date.", "Copy it.")

    def known(self, ids: Iterable[str]) -> dict[str, bool]:
        """Of those ids the ones that are here, each with whether it is the current version."""
        ids, here = list(ids), {}
        with self.reading() as connection:
            for start in range(0, len(ids), AT_ONCE):
                asked = select(documents.c.id, documents.c.current).where(documents.c.id.in_(ids[start : start + AT_ONCE]))
                here.update({row.id: bool(row.current) for row in connection.execute(asked)})
        return here

    def documents(self) -> tuple[Document, ...]:
        """The current version of every article, by id."""
        with self.reading() as connection:
            rows = connection.execute(select(documents.c.id, documents.c.body, documents.c.text).where(documents.c.current).order_by(documents.c.id))
            return tuple(to_document(*row) for row in rows)

    def older_than(self, run: str) -> list[str]:
        """Ids of current documents that other versions of the components annotated."""
        with self.reading() as connection:
            return list(
                connection.scalars(
                    select(documents.c.id).where(documents.c.current == true(), or_(documents.c.run < run, documents.c.run > run)).order_by(documents.c.seq)
                )
            )

    def document(self, name: str) -> Document:
        """The document with that id. Raises KeyError."""
        with self.reading() as connection:
            row = connection.execute(select(documents.c.id, documents.c.body, documents.c.text).where(documents.c.id == name)).first()
        if row is None:
            raise KeyError(name)
        return to_document(*row)

    def found(self, kinds: Iterable[type] = FOUND, *, without: Iterable[str] = ()) -> Records:
        """The annotations of the current documents by kind, but those of the documents `without`."""
        records: dict[str, list[Any]] = {kind_name(kind): [] for kind in kinds}
        skipped = set(without)
        a = found.c
        asked = select(a.kind, documents.c.id, a.start, a.end, a.id, a.body).join(documents).where(documents.c.current, a.kind.in_(records)).order_by(a.seq)
        with self.reading() as connection:
            for kind, document, *row in connection.execute(asked.execution_options(yield_per=1000)):
                if document not in skipped:
                    records[kind].append(from_row(kind, document, tuple(row)))
        return {KINDS[kind]: tuple(rows) for kind, rows in records.items()}

    def state(self) -> str:
        """A hash of the current documents and of what annotated them."""
        with self.reading() as connection:
            rows = connection.execute(select(documents.c.id, documents.c.run).where(documents.c.current).order_by(documents.c.id))
            return make_id("state", [tuple(row) for row in rows])

    def up_to_date(self, facts_: Mapping[str, str]) -> bool:
        """Whether all that is current is linked, by those linkers and with those judgements (keys and values of `archive`)."""
        with self.reading() as connection:
            kept = {r.key: r.value for r in connection.execute(select(facts).where(facts.c.key.in_(facts_)))}
            waiting = any(connection.execute(select(table).limit(1)).first() for table in (changes, stale))
        return kept == dict(facts_) and not waiting

    def states(self) -> dict[str, str]:
        """Story -> what its linked records were made from; another state, other records. "" stands for what belongs to no story."""
        s, m = stories.c, members.c
        homes = select(s.id, rooms.c.id, rooms.c.made).join(rooms, rooms.c.id == s.room)
        days = select(m.story, rooms.c.id, rooms.c.made).join(rooms, rooms.c.id == "day " + m.day).where(m.day != "").distinct()
        nowhere = select(linked.c.story, rooms.c.id, rooms.c.made).join(rooms, rooms.c.id == linked.c.room).where(linked.c.story == "").distinct()
        found: dict[str, set[tuple[str, str]]] = {}
        with self.reading() as connection:
            for asked in (homes, days, nowhere):
                for story, room, made in connection.execute(asked):
                    found.setdefault(story, set()).add((room, made))
        return {story: make_id("state", sorted(made)) for story, made in sorted(found.items())}

    def linked(self, story: str | None = None) -> Records:
        """The linked records that are kept, by kind; of one story only its own. Empty for a story that is not here."""
        asked = select(linked).order_by(linked.c.kind, linked.c.document, linked.c.start, linked.c.id, linked.c.seq)
        texts = select(documents.c.id, documents.c.text)
        if story is None:
            texts = texts.where(documents.c.current)
        else:  # not asked whether current: SQLite would look through all that are
            asked = asked.where(linked.c.story == story)
            inside = select(linked.c.id).where(linked.c.story == story, linked.c.kind == "document")
            texts = texts.where(documents.c.id.in_(inside))
        with self.reading() as connection:
            text_of = {row.id: row.text for row in connection.execute(texts)}
            records: dict[type, list[Any]] = {}
            for row in connection.execute(asked).mappings():
                records.setdefault(KINDS[row["kind"]], []).append(from_linked(dict(row), text_of))
        return {kind: tuple(rows) for kind, rows in records.items()}

    def room(self, column: str, value: str) -> tuple[tuple[Document, ...], Records]:
        """The documents of a room (or, as `day`, the claims of one), as read, and what was found in them."""
        names = self.stories_of(column, value)
        with self.reading() as connection:
            return documents_in(connection, names), found_in(connection, names)

    def stories_of(self, column: str, value: str) -> dict[str, str]:
        """The documents of a room or day, each with its story."""
        with self.reading() as connection:
            return {r.id: r.story for r in connection.execute(select(members.c.id, members.c.story).where(members.c[column] == value))}

    def traced(self, room: str) -> tuple[Provenance, ...]:
        """Where the documents of a room have it from."""
        with self.reading() as connection:
            return traced_in(connection, room)

    def stale(self) -> list[tuple[str, str]]:
        """The rooms that are to be linked anew, with the state that their records should be made from."""
        with self.reading() as connection:
            return [(r.id, r.wanted) for r in connection.execute(select(stale).order_by(stale.c.id))]

    def found_in(self, names: Collection[str], kinds: Iterable[type] = FOUND) -> Records:
        """The annotations of those documents, by kind."""
        with self.reading() as connection:
            return found_in(connection, names, kinds)

    def headings(self) -> tuple[Heading, ...]:
        """The stories, the largest first."""
        s = stories.c
        asked = select(s.id, s.title, s.documents, s.outlets, s.first, s.last)
        with self.reading() as connection:
            return tuple(sorted((Heading(*row) for row in connection.execute(asked)), key=lambda h: (-h.documents, h.first or "~", h.id)))

    def homes(self, names: Iterable[str]) -> dict[str, str]:
        """The story of each of those documents that is linked."""
        names, found = list(names), {}
        with self.reading() as connection:
            for start in range(0, len(names), AT_ONCE):
                asked = select(linked.c.id, linked.c.story).where(linked.c.kind == "document", linked.c.id.in_(names[start : start + AT_ONCE]))
                found.update({r.id: r.story for r in connection.execute(asked)})
        return found

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused and not read since, by place."""
        with self.reading() as connection:
            rows = connection.execute(select(refusals).where(~refusals.c.resolved).order_by(refusals.c.where, refusals.c.id))
            return tuple(Refusal(id=r.id, where=r.where, reason=r.reason, advice=r.advice) for r in rows)

    def refused(self, ids: Iterable[str]) -> set[str]:
        """Of those ids of refusals the ones that still hold."""
        ids, here = list(ids), set[str]()
        with self.reading() as connection:
            for start in range(0, len(ids), AT_ONCE):
                here.update(connection.scalars(select(refusals.c.id).where(~refusals.c.resolved, refusals.c.id.in_(ids[start : start + AT_ONCE]))))
        return here

    def judgements(self) -> tuple[Judgement, ...]:
        """What persons decided, in the order in which they did, as it was kept."""
        with self.reading() as connection:
            return judgements.all_of(connection)

    def holdings(self) -> Holdings:
        """How much is here."""
        with self.reading() as connection:
            versions = connection.scalar(select(func.count()).select_from(documents)) or 0
            current = connection.scalar(select(func.count()).select_from(documents).where(documents.c.current)) or 0
            kinds = select(found.c.kind, func.count()).join(documents).where(documents.c.current).group_by(found.c.kind)
            counted = {row.kind: int(row[1]) for row in connection.execute(kinds.order_by(found.c.kind))}
            used = select(documents.c.run, func.count().label("n")).where(documents.c.current).group_by(documents.c.run).subquery()
            r = runs.c
            rows = connection.execute(
                select(r.component, r.version, r.settings, func.sum(used.c.n)).join(used, used.c.run == r.run).group_by(r.component, r.version, r.settings)
            )
            components = tuple((Run(component=c, version=v, settings=s), int(n)) for c, v, s, n in sorted(tuple(row) for row in rows))
        return Holdings(current, versions, counted, components)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """What is asked in this block sees the archive as it was at its start, whatever others write meanwhile."""
        with self.reading() as connection, connection.begin():
            self.view = connection
            try:
                yield
            finally:
                self.view = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises ArchiveError for what the database cannot do."""
        if self.view:
            yield self.view
            return
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise told(self.where, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
