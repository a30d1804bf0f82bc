"""Documents -> batches of documents with what was found in them, annotated in a pool of processes, in order.

An annotator that fails, kills its process or takes too long costs its document alone: a `Failed` with the reason stands in the place of its rows. Nothing
is annotated in this process, which could not save itself from either.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from synoptic import pool
from synoptic.archive import Row, to_rows
from synoptic.ids import make_id
from synoptic.model import Document

CHUNK_CHARS = 30_000  # characters a chunk: half a second of work, so that little is lost and a pipe is no burden
CHUNK_DOCS = 64
FIRST_CHARS = 2_000  # of the first chunk, each then twice as large: something is done soon, and the caller hears of it
ALONE_CHARS = 120_000  # fewer are left to one process: starting others takes about as long (2.5 s each)
TIME_LIMIT = 120.0  # seconds a document may take; 400,000 characters, the most that is read, take about 7


@dataclass(frozen=True)
class Failed:
    """What stands in place of the annotations of a document that an annotator failed on."""

    reason: str


Batch = list[tuple[Document, list[Row] | Failed]]


class Components:
    """The components of the annotate pass, and a hash that stands for their versions."""

    def __init__(self) -> None:
        """Ask the room."""
        from synoptic.annotate import runs  # noqa: PLC0415  (only where something is annotated)

        self.runs = runs()
        self.run = make_id("run", [(r.component, r.version, r.settings) for r in self.runs])


class Annotating:
    """The worker of the pool: documents in, rows out, one document at a time so that no other changes what is found in it."""

    def __init__(self) -> None:
        """Load the language model."""
        from synoptic.annotate import Annotate  # noqa: PLC0415  (spaCy takes a second to import)

        self.annotate = Annotate()

    def __call__(self, docs: list[Document]) -> Iterator[list[Row] | Failed]:
        """Rows of each document, or why there are none. The words that they add to the model's vocabulary are forgotten, so that memory stays flat."""
        with self.annotate.language.pipeline.memory_zone():
            for doc in docs:
                yield self.one(doc)

    def one(self, doc: Document) -> list[Row] | Failed:
        """Rows of one document; none of one in another language, which is kept and not understood."""
        if doc.language != "en":
            return []
        try:
            return [row for _, found in self.annotate.run([doc]) for row in to_rows(found)]
        except Exception as error:  # an annotator must not stop the others: the document is refused with the reason
            return Failed(blame(error))


def annotated(docs: Iterable[Document], *, workers: int | None = None, limit: float | None = TIME_LIMIT) -> Generator[Batch, None, None]:
    """Batches of documents with what was found in them, in order. `limit`: seconds a document may take; None: as long as it takes."""
    docs = iter(docs)
    few = list(up_to(ALONE_CHARS, docs))
    more = next(docs, None)
    workers = 1 if more is None else workers or os.cpu_count() or 1
    chunks = in_chunks(chain(few, [more] if more else [], docs), first=FIRST_CHARS)
    with closing(pool.map_chunks(Annotating, chunks, workers=workers, limit=limit)) as done:
        for chunk, results in done:
            yield batch_of(chunk, results)


def keeping(*, limit: float | None = TIME_LIMIT) -> pool.Pool:
    """A pool whose one process stays, for those who bring a few documents again and again: `batch_of(docs, made.work(docs))`."""
    return pool.Pool(Annotating, limit=limit)


def batch_of(docs: list[Document], results: list[Any]) -> Batch:
    """Documents with what was found in them, or why nothing was."""
    told = (Failed(f"the process that read it {r.reason}") if isinstance(r, pool.Lost) else r for r in results)
    return list(zip(docs, told, strict=True))


def up_to(chars: int, docs: Iterator[Document]) -> Iterator[Document]:
    """The next documents, until they have so many characters."""
    while chars > 0 and (doc := next(docs, None)):
        chars -= len(doc.text)
        yield doc


def in_chunks(docs: Iterable[Document], *, first: int = CHUNK_CHARS) -> Iterator[list[Document]]:
    """Lists of documents of about `first` characters, each twice as large as the one before, up to CHUNK_CHARS."""
    chunk: list[Document] = []
    size = 0
    for doc in docs:
        chunk.append(doc)
        size += len(doc.text)
        if size >= min(first, CHUNK_CHARS) or len(chunk) >= CHUNK_DOCS:
            yield chunk
            chunk, size, first = [], 0, first * 2
    if chunk:
        yield chunk


def blame(error: Exception) -> str:
    """An error in one line, with the innermost place in our own code that it passed."""
    places = [f for f in traceback.extract_tb(error.__traceback__) if "synoptic" in Path(f.filename).parts]
    place = f" ({Path(places[-1].filename).parent.name}/{Path(places[-1].filename).name}, line {places[-1].lineno})" if places else ""
    return f"{type(error).__name__}: {error}"[:300] + place
