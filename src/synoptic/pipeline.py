"""The only place where rooms are wired: read -> annotate -> archive -> link -> account, export.

An `Archive` is what Python and the command line work with: `open_archive("story.db")` keeps, `open_archive()` does the same in memory. What is
read is annotated in a pool of processes and committed batch by batch, so that a process killed at any moment loses the last batch at most,
and reading again goes on from there.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from synoptic import archive as store
from synoptic.archive import Heading, Holdings, Records, Row
from synoptic.errors import ArchiveError, UnknownNameError
from synoptic.ids import make_id
from synoptic.model import FOUND, Document, Entity, Event, Judgement, Provenance, Refusal, Relation, Series, Story, Utterance, Wording
from synoptic.pool import Lost, map_chunks

if TYPE_CHECKING:
    from synoptic.account import Account
    from synoptic.show.frames import Frames

Path_ = str | Path
Progress = Callable[[str, int, int | None], None]  # the step, how many articles are done, of how many (None: not known)

CHUNK_CHARS = 30_000  # characters a chunk: half a second of work, so that little is lost and a pipe is no burden
CHUNK_DOCS = 64
ALONE_CHARS = 120_000  # fewer are annotated in this process: starting others takes about as long (2.5 s each)


@dataclass(frozen=True)
class Reading:
    """What one call of `read` did: documents that were new or a new version, that were known, and inputs refused."""

    new: int
    known: int
    refused: tuple[Refusal, ...]


@dataclass(frozen=True)
class Failed:
    """What stands in place of the annotations of a document that an annotator failed on."""

    reason: str


Batch = list[tuple[Document, list[Row] | Failed]]
Annotate = Callable[[list[Document]], list[list[Row] | Failed]]


class Annotating:
    """The worker of the pool: documents in, rows out, one document at a time so that no other changes what is found in it."""

    def __init__(self) -> None:
        """Load the language model."""
        from synoptic.annotate import Annotate  # noqa: PLC0415  (spaCy takes a second to import)

        self.annotate = Annotate()

    def __call__(self, docs: list[Document]) -> list[list[Row] | Failed]:
        """Rows of each document, or why there are none. The words that they add to the model's vocabulary are forgotten, so that memory stays flat."""
        with self.annotate.language.pipeline.memory_zone():
            return [self.one(doc) for doc in docs]

    def one(self, doc: Document) -> list[Row] | Failed:
        """Rows of one document; none of one in another language, which is kept and not understood."""
        if doc.language != "en":
            return []
        try:
            return [row for _, found in self.annotate.run([doc]) for row in store.to_rows(found)]
        except Exception as error:  # an annotator must not stop the others: the document is refused with the reason
            return Failed(blame(error))


class Archive:
    """Documents kept with what was found in them. Made by `open_archive`; a context manager."""

    def __init__(self, reader: store.Reader, writer: store.Writer | None) -> None:
        """Tie the reader and the writer (None: may not be written) of one archive."""
        self.reader, self.writer = reader, writer

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        held = self.holdings()
        return f"<Archive {self.where}: {held.documents} documents>"

    def _repr_html_(self) -> str:
        """How much it holds, for a notebook."""
        from synoptic.show.frames import show_archive  # noqa: PLC0415

        return show_archive(self.where, self.holdings())

    @property
    def where(self) -> str:
        """Its path or URL."""
        return self.reader.where

    def read(self, paths: Iterable[Path_] | Path_, *, workers: int | None = None, progress: Progress | None = None, stdin: BinaryIO | None = None) -> Reading:
        """Read files and folders into the archive; what is known is left as it is. See `read_into`."""
        return read_into(self, [paths] if isinstance(paths, str | Path) else paths, workers=workers, progress=progress, stdin=stdin)

    def take(self, inputs: Iterable[Document | Refusal], *, workers: int | None = None) -> Reading:
        """Keep documents that are already read, as `read` does. Without `workers` one worker here stays loaded for the next."""
        return take_into(self, inputs, workers=workers, annotate=None if workers else self.annotating)

    def stories(self, *, workers: int | None = None, progress: Progress | None = None) -> tuple[Heading, ...]:
        """What each story is about and how large it is, the largest first, without its records."""
        if self.bring_up_to_date(workers=workers, progress=progress):
            return self.reader.headings()
        from synoptic.relinking import listing  # noqa: PLC0415

        return listing(self.linked_here(workers=workers, progress=progress))

    def linked(self, story: str | None = None, *, workers: int | None = None, progress: Progress | None = None) -> Records:
        """All records of the current documents by kind, linked; of one story, by its id, only its own.

        Kept in the archive by story until that story's documents, what was decided over them, or the linkers change. Raises UnknownNameError for a
        story that is not here.
        """
        from synoptic.link import LINKERS, together  # noqa: PLC0415  (the linkers load what they need)

        if not self.bring_up_to_date(workers=workers, progress=progress):
            made = self.linked_here(workers=workers, progress=progress)
            return made if story is None else narrowed(made, story)
        given = list(dict.fromkeys([*(kind for linker in LINKERS for kind in linker.gives), Judgement]))
        other = [kind for kind in FOUND if kind not in given]
        with self.reader.one_view():
            kept = self.reader.linked(story)
            if story is not None and not kept.get(Story):
                raise UnknownNameError("story", story, [h.id for h in self.reader.headings()[:10]])
            found = self.reader.found(other) if story is None else self.reader.found_in([d.id for d in kept[Document]], other)
        return together([dict.fromkeys([*found, *given], ()), found, kept])

    def bring_up_to_date(self, *, workers: int | None = None, progress: Progress | None = None) -> bool:
        """Link what has changed since; False where the archive may not be written and is not up to date."""
        from synoptic.relinking import bring_up_to_date, facts_of  # noqa: PLC0415

        if self.writer is None:
            facts = facts_of(linkers(), self.reader.judgements())
            return self.reader.up_to_date(facts) and not self.reader.older_than(self.components.run)
        for _ in self.annotate_again(workers=workers, progress=progress):
            pass
        told = progress or (lambda step, done, total: None)
        bring_up_to_date(self.reader, self.writer, linkers(), lambda done, total: told("linking", done, total))
        return True

    def linked_here(self, *, workers: int | None = None, progress: Progress | None = None) -> Records:
        """The same without anything kept, for an archive that may not be written."""
        from synoptic.link import link  # noqa: PLC0415

        again = dict(self.annotate_again(workers=workers, progress=progress))
        with self.reader.one_view():
            found, docs, decided = self.reader.found(without=again), self.reader.documents(), self.reader.judgements()
        for name, rows in again.items():
            for kind, records in store.from_rows(name, rows).items():
                found[kind] = (*found.get(kind, ()), *records)
        if progress:
            progress("linking", 0, None)
        return link({Document: docs, **found}, judgements=decided)

    def account(self, story: str | None = None, *, workers: int | None = None, progress: Progress | None = None) -> Account:
        """What the documents say together; those of one story, by its id. Raises UnknownNameError for a story that is not here."""
        from synoptic.account import build  # noqa: PLC0415

        return build(self.linked(story, workers=workers, progress=progress))

    def export(self, format: str, file: Path_ | BinaryIO, *, with_text: bool = False) -> None:
        """Write all records in a format of `synoptic.show.export`, sorted by kind, document, start and id."""
        from synoptic.show.export import export  # noqa: PLC0415

        export(self.linked(), format, file, with_text=with_text)

    def frames(self, story: str | None = None, *, with_text: bool = False) -> Frames:
        """All records, or those of one story, as frames for a notebook: `frames()["quotation"].to_polars()`."""
        from synoptic.show.frames import frames  # noqa: PLC0415

        return frames(self.linked(story), with_text=with_text)

    def judge(
        self,
        act: str,
        records: Iterable[str] | str,
        *,
        who: str,
        why: str = "",
        field: str | None = None,
        value: str | None = None,
        parts: Iterable[Iterable[str]] = (),
        linked: Records | None = None,
    ) -> Judgement:
        """Append what a person decides over linked records, by their ids: see `synoptic.judge.decide`. It holds from the next `linked` on.

        `linked`: the records as the person saw them, where they are at hand. Raises ArchiveError, JudgementError, UnknownNameError.
        """
        from synoptic.judge import decide  # noqa: PLC0415

        writer = self.may_be_written()
        seen = self.linked() if linked is None else linked
        names = [records] if isinstance(records, str) else records
        return writer.judge(decide(seen, act, names, who=who, why=why, field=field, value=value, parts=parts))

    def undo(self, judgement: str, *, who: str, why: str = "") -> Judgement:
        """Withdraw a judgement by a further one; undoing that makes it hold again. Raises ArchiveError, JudgementError."""
        from synoptic.judge import withdraw  # noqa: PLC0415

        return self.may_be_written().judge(withdraw(self.judgements(), judgement, who=who, why=why))

    def judgements(self) -> tuple[Judgement, ...]:
        """What persons decided, in their order, as it was kept; `linked()[Judgement]` says which hold, and what they shaped."""
        return self.reader.judgements()

    def may_be_written(self) -> store.Writer:
        """What writes. Raises ArchiveError where nothing may."""
        if self.writer is None:
            raise ArchiveError(self.where, "may not be written.", "Check your rights on it and on its folder.")
        return self.writer

    def documents(self) -> tuple[Document, ...]:
        """The current version of every article, by id, as read."""
        return self.reader.documents()

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused and not read since."""
        return self.reader.refusals()

    def holdings(self) -> Holdings:
        """How much it holds."""
        return self.reader.holdings()

    def annotate_again(self, *, workers: int | None = None, progress: Progress | None = None) -> Iterator[tuple[str, list[Row]]]:
        """Bring documents that older components annotated up to date; where the archive may not be written, give what is found now."""
        older = self.reader.older_than(self.components.run)
        docs = (self.reader.document(name) for name in older)
        count = 0
        for batch in annotated(docs, workers=workers):
            count += len(batch)
            if progress:
                progress("annotating anew", count, len(older))
            done = [(doc, rows) for doc, rows in batch if not isinstance(rows, Failed)]
            if self.writer:
                self.writer.keep_runs(self.components.run, self.components.runs)
                self.writer.annotate_again(done, self.components.run)
            else:
                yield from ((doc.id, rows) for doc, rows in done)

    @cached_property
    def annotating(self) -> Annotating:
        """The worker of this process, for those who bring a few documents again and again."""
        return Annotating()

    @cached_property
    def components(self) -> Components:
        """The components that annotate here and now."""
        return Components()

    def close(self) -> None:
        """Let go of the file."""
        self.reader.close()


class Components:
    """The components of the annotate pass, and a hash that stands for their versions."""

    def __init__(self) -> None:
        """Ask the room."""
        from synoptic.annotate import runs  # noqa: PLC0415  (spaCy takes a second to import)

        self.runs = runs()
        self.run = make_id("run", [(r.component, r.version, r.settings) for r in self.runs])


def open_archive(where: Path_ = store.MEMORY, *, create: bool = True, read_only: bool = False) -> Archive:
    """The archive at a path, made where it is not there (`create`); without a path one in memory, gone when it is closed. Raises ArchiveError."""
    return Archive(*store.open_archive(where, create=create, read_only=read_only))


def read_into(
    archive: Archive, paths: Iterable[Path_], *, workers: int | None = None, progress: Progress | None = None, stdin: BinaryIO | None = None
) -> Reading:
    """Read files and folders into an archive: skip what is known, annotate the rest, keep it with what was found, batch by batch.

    `progress(step, done, total)` is called after each batch; `workers` is the number of processes (default: the cores). A document that an
    annotator fails on is refused with the reason. Raises ArchiveError.
    """
    from synoptic import read as room  # noqa: PLC0415  (readers load what they need)

    paths = list(paths)
    total = room.count(paths) if progress else None
    return take_into(archive, room.read(paths, stdin=stdin), workers=workers, progress=progress, total=total)


def take_into(
    archive: Archive,
    inputs: Iterable[Document | Refusal],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    total: int | None = None,
    annotate: Annotate | None = None,
) -> Reading:
    """The same with documents that are already read, wherever they come from, and with what was refused on the way. Raises ArchiveError."""
    writer = archive.writer
    if writer is None:
        raise ArchiveError(archive.where, "may not be written.", "Check your rights on it and on its folder.")
    for _ in archive.annotate_again(workers=workers, progress=progress):
        pass
    sifted = Sifted(archive, writer, inputs, lambda done: progress("reading", done, total) if progress else None)
    sifted.tell(0)
    run = archive.components.run
    writer.keep_runs(run, archive.components.runs)
    with closing(alone(in_chunks(sifted), annotate) if annotate else annotated(sifted, workers=workers)) as batches:
        for batch in batches:
            sifted.keep(batch, run)
    sifted.flush()
    return Reading(sifted.new, sifted.known, tuple(sifted.refused))


class Sifted:
    """The documents of an input that an archive does not know, in order; on the way it notes what was known and what was refused."""

    def __init__(self, archive: Archive, writer: store.Writer, inputs: Iterable[Document | Refusal], tell: Callable[[int], None]) -> None:
        """Nothing is read yet. `tell` hears how many inputs are done."""
        self.archive, self.writer, self.inputs, self.tell = archive, writer, inputs, tell
        self.new = self.known = 0
        self.refused: list[Refusal] = []
        self.unkept: list[Refusal] = []
        self.coming: set[str] = set()

    def __iter__(self) -> Iterator[Document]:
        for given in self.inputs:
            if isinstance(given, Refusal):
                self.refuse(given)
            elif self.is_known(given):
                self.known += 1
            else:
                self.coming.add(given.id)
                yield given
                continue
            self.tell(self.done)

    @property
    def done(self) -> int:
        """How many inputs are dealt with."""
        return self.new + self.known + len(self.refused)

    def is_known(self, doc: Document) -> bool:
        """Whether this version is kept, or on its way. One that was superseded is the current one again."""
        if doc.id in self.coming:
            return True
        current = self.archive.reader.known([doc.id]).get(doc.id)
        if current is False:
            self.writer.make_current(doc)
        return current is not None

    def keep(self, batch: Batch, run: str) -> None:
        """Keep a batch with what was found in it, and refuse what an annotator failed on."""
        self.new += self.writer.add([(doc, rows) for doc, rows in batch if not isinstance(rows, Failed)], run)
        for doc, rows in batch:
            self.coming.discard(doc.id)
            if isinstance(rows, Failed):
                self.refuse(refusal_of(doc, rows))
        self.flush()
        self.tell(self.done)

    def refuse(self, refusal: Refusal) -> None:
        """Note what was refused; `flush` keeps it."""
        self.refused.append(refusal)
        self.unkept.append(refusal)

    def flush(self) -> None:
        """Keep what was refused."""
        if self.unkept:
            self.writer.refuse(self.unkept)
            self.unkept = []


def annotated(docs: Iterable[Document], *, workers: int | None = None) -> Generator[Batch, None, None]:
    """Batches of documents with what was found in them, in order; few are done here, more in a pool of processes."""
    workers = workers or os.cpu_count() or 1
    docs = iter(docs)
    few = list(up_to(ALONE_CHARS, docs))
    more = next(docs, None)
    chunks = in_chunks(chain(few, [more] if more else [], docs))
    if more is None or workers == 1:
        yield from alone(chunks)
        return
    with closing(map_chunks(Annotating, chunks, workers=workers)) as done:
        for chunk, results in done:
            yield [(doc, Failed(f"the process that read it {r.reason}") if isinstance(r, Lost) else r) for doc, r in zip(chunk, results, strict=True)]


def alone(chunks: Iterable[list[Document]], annotate: Annotate | None = None) -> Generator[Batch, None, None]:
    """The same in this process, which loads the model only where there is something to do."""
    for chunk in chunks:
        annotate = annotate or Annotating()
        yield list(zip(chunk, annotate(chunk), strict=True))


def up_to(chars: int, docs: Iterator[Document]) -> Iterator[Document]:
    """The next documents, until they have so many characters."""
    while chars > 0 and (doc := next(docs, None)):
        chars -= len(doc.text)
        yield doc


def in_chunks(docs: Iterable[Document]) -> Iterator[list[Document]]:
    """Lists of documents of about CHUNK_CHARS characters."""
    chunk: list[Document] = []
    size = 0
    for doc in docs:
        chunk.append(doc)
        size += len(doc.text)
        if size >= CHUNK_CHARS or len(chunk) >= CHUNK_DOCS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def refusal_of(doc: Document, failed: Failed) -> Refusal:
    """A document that could not be annotated, as a refusal."""
    where = doc.path or doc.url or doc.name
    reason = f"could not be annotated: {failed.reason}"
    return Refusal(id=make_id("r", where, reason), where=where, reason=reason, advice="Tell the makers of Synoptic; all other articles were read.")


def blame(error: Exception) -> str:
    """An error in one line, with the innermost place in our own code that it passed."""
    places = [f for f in traceback.extract_tb(error.__traceback__) if "synoptic" in Path(f.filename).parts]
    place = f" ({Path(places[-1].filename).parent.name}/{Path(places[-1].filename).name}, line {places[-1].lineno})" if places else ""
    return f"{type(error).__name__}: {error}"[:300] + place


def narrowed(records: Records, story: str) -> Records:
    """The records of one story. Raises UnknownNameError."""
    chosen = next((s for s in records.get(Story, ()) if s.id == story), None)
    if chosen is None:
        raise UnknownNameError("story", story, [s.id for s in records.get(Story, ())][:10])
    inside = set(chosen.documents)
    kept = {kind: tuple(r for r in rows if getattr(r, "document", "") in inside) for kind, rows in records.items()}
    kept[Document] = tuple(d for d in records[Document] if d.id in inside)
    kept[Story] = (chosen,)
    kept[Entity] = tuple(replace(e, mentions=mentions) for e in records.get(Entity, ()) if (mentions := tuple(m for m in e.mentions if m.document in inside)))
    kept[Event] = tuple(e for e in records.get(Event, ()) if inside.issuperset(e.documents))
    kept[Provenance] = tuple(p for p in records.get(Provenance, ()) if p.from_ in inside)
    kept[Wording] = tuple(w for w in records.get(Wording, ()) if inside.issuperset(d for d, _ in w.variants))
    ids = {r.id for rows in kept.values() for r in rows}
    kept[Utterance] = tuple(u for u in records.get(Utterance, ()) if not ids.isdisjoint(u.quotations))
    kept[Series] = tuple(s for s in records.get(Series, ()) if not ids.isdisjoint(s.figures))
    kept[Relation] = tuple(r for r in records.get(Relation, ()) if r.from_ in ids and r.to in ids)
    return kept


@cache
def linkers() -> str:
    """What the linked records depend on beside the documents: the versions and the very source of the linkers."""
    from synoptic.link import LINKERS  # noqa: PLC0415

    room = Path(str(files("synoptic.link")))
    sources = sorted((f.relative_to(room).as_posix(), f.read_bytes().hex()) for f in room.rglob("*") if f.suffix in (".py", ".tsv", ".json"))
    return make_id("linkers", [(linker.name, linker.version) for linker in LINKERS], sources)
