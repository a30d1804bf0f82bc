"""Inputs -> the archive: skip what is known, annotate the rest, keep it with what was found, batch by batch, and refuse what cannot be read.

A batch is one transaction, so that a process killed at any moment loses the last batch at most, and reading again goes on from there.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from synoptic.model import Document, Refusal
from synoptic.pipeline.again import annotate_again, refusal_of
from synoptic.pipeline.annotating import Batch, Failed, annotated, batch_of, in_chunks

if TYPE_CHECKING:
    from synoptic.archive import Reader, Writer
    from synoptic.pipeline.opened import Opened, Progress
    from synoptic.pool import Pool


@dataclass(frozen=True)
class Reading:
    """What one call of `read` did: documents that were new or a new version, that were known, and inputs refused."""

    new: int
    known: int
    refused: tuple[Refusal, ...]


def read_into(
    opened: Opened, paths: Iterable[str | Path], *, workers: int | None = None, progress: Progress | None = None, stdin: BinaryIO | None = None
) -> Reading:
    """Read files and folders into an archive.

    `progress(step, done, total)` is called after each batch; `workers` is the number of processes (default: the cores). A document that an
    annotator fails on is refused with the reason. Raises ArchiveError.
    """
    from synoptic import read as room  # noqa: PLC0415  (readers load what they need)

    paths = list(paths)
    total = room.count(paths) if progress else None
    return take_into(opened, room.read(paths, stdin=stdin), workers=workers, progress=progress, total=total)


def take_into(
    opened: Opened,
    inputs: Iterable[Document | Refusal],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    total: int | None = None,
    keeping: Pool | None = None,
) -> Reading:
    """The same with documents that are already read, wherever they come from, and with what was refused on the way. Raises ArchiveError.

    `keeping`: the pool that annotates them, where one is at hand.
    """
    writer = opened.may_be_written()
    for _ in annotate_again(opened, workers=workers, progress=progress):
        pass
    sifted = Sifted(opened.reader, writer, inputs, progress, total)
    run = opened.components.run
    writer.keep_runs(run, opened.components.runs)
    with closing(kept(sifted, keeping) if keeping else annotated(sifted, workers=workers, limit=opened.time_limit)) as batches:
        for batch in batches:
            sifted.keep(batch, run)
    sifted.flush()
    return Reading(sifted.new, sifted.known, tuple(sifted.refused))


def kept(docs: Iterable[Document], keeping: Pool) -> Generator[Batch, None, None]:
    """Batches of documents with what a pool that stays finds in them."""
    for chunk in in_chunks(docs):
        yield batch_of(chunk, keeping.work(chunk))


class Sifted:
    """The documents of an input that an archive does not know, in order; on the way it notes what was known and what was refused."""

    def __init__(self, reader: Reader, writer: Writer, inputs: Iterable[Document | Refusal], progress: Progress | None, total: int | None) -> None:
        """Nothing is read yet. `progress` hears how many inputs are done, of `total`."""
        self.reader, self.writer, self.inputs = reader, writer, inputs
        self.progress, self.total = progress, total
        self.new = self.known = 0
        self.refused: list[Refusal] = []
        self.unkept: list[Refusal] = []
        self.coming: set[str] = set()
        self.begun = False  # whether anything was annotated

    def __iter__(self) -> Iterator[Document]:
        for given in self.inputs:
            if isinstance(given, Refusal):
                self.refuse(given)
            elif self.is_known(given):
                self.known += 1
            else:
                self.coming.add(given.id)
                self.tell()
                yield given
                continue
            self.tell()

    @property
    def done(self) -> int:
        """How many inputs are dealt with."""
        return self.new + self.known + len(self.refused)

    def tell(self) -> None:
        """Say how many inputs are done, and what keeps the others waiting."""
        if self.progress:
            loading = self.coming and not self.begun
            self.progress("loading the language model" if loading else "reading", self.done, None if loading and not self.done else self.total)

    def is_known(self, doc: Document) -> bool:
        """Whether this version is kept, or on its way. One that was superseded is the current one again."""
        if doc.id in self.coming:
            return True
        current = self.reader.known([doc.id]).get(doc.id)
        if current is False:
            self.writer.make_current(doc)
        return current is not None

    def keep(self, batch: Batch, run: str) -> None:
        """Keep a batch with what was found in it, and refuse what an annotator failed on."""
        self.begun = True
        self.new += self.writer.add([(doc, rows) for doc, rows in batch if not isinstance(rows, Failed)], run)
        for doc, rows in batch:
            self.coming.discard(doc.id)
            if isinstance(rows, Failed):
                self.refuse(refusal_of(doc, rows))
        self.flush()
        self.tell()

    def refuse(self, refusal: Refusal) -> None:
        """Note what was refused; `flush` keeps it."""
        self.refused.append(refusal)
        self.unkept.append(refusal)

    def flush(self) -> None:
        """Keep what was refused."""
        if self.unkept:
            self.writer.refuse(self.unkept)
            self.unkept = []
