"""Documents that older annotators read, read anew by those of today: what is shown never mixes what two versions found.

A document that an annotator fails on keeps what older ones found; it is refused with the reason, and not tried again before the annotators change. Where
the archive may not be written, what is found now is given and not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from synoptic.archive import NOT_ANEW
from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.pipeline.annotating import Batch, Failed, annotated

if TYPE_CHECKING:
    from synoptic.archive import Row
    from synoptic.pipeline.opened import Opened, Progress


def older(opened: Opened) -> list[str]:
    """Documents that are to be annotated again, by id."""
    names = opened.reader.older_than(opened.components.run)
    if not names:
        return []
    tried = opened.reader.refused(refusal_id(name, opened.components.run) for name in names)
    return [n for n in names if n not in opened.given_up and refusal_id(n, opened.components.run) not in tried]


def annotate_again(opened: Opened, *, workers: int | None = None, progress: Progress | None = None) -> Iterator[tuple[str, list[Row]]]:
    """Bring them up to date; where the archive may not be written, give what is found now."""
    names = older(opened)
    if names and progress:
        progress("loading the language model", 0, None)
    count = 0
    for batch in annotated((opened.reader.document(name) for name in names), workers=workers, limit=opened.time_limit):
        count += len(batch)
        if progress:
            progress("annotating anew", count, len(names))
        if opened.writer:
            keep(opened, batch)
        else:
            opened.given_up |= {doc.id for doc, rows in batch if isinstance(rows, Failed)}
            yield from ((doc.id, rows) for doc, rows in batch if not isinstance(rows, Failed))


def keep(opened: Opened, batch: Batch) -> None:
    """Keep what was found anew, and refuse what an annotator failed on."""
    writer, run = opened.may_be_written(), opened.components.run
    writer.keep_runs(run, opened.components.runs)
    writer.annotate_again([(doc, rows) for doc, rows in batch if not isinstance(rows, Failed)], run)
    writer.refuse([refusal_of(doc, rows, again=run) for doc, rows in batch if isinstance(rows, Failed)])


def refusal_of(doc: Document, failed: Failed, *, again: str | None = None) -> Refusal:
    """A document that could not be annotated, as a refusal. `again`: the components that it was to be annotated anew by."""
    where = doc.path or doc.url or doc.name
    if again:
        reason = f"{NOT_ANEW}: {failed.reason}; what older annotators found in it is shown."
        return Refusal(id=refusal_id(doc.id, again), where=where, reason=reason, advice="Tell the makers of Synoptic.")
    reason = f"could not be annotated: {failed.reason}."
    return Refusal(id=make_id("r", where, reason), where=where, reason=reason, advice=advice_on(failed))


def advice_on(failed: Failed) -> str:
    """What to do about it."""
    if "took longer" in failed.reason:
        return "All other articles were read. Read it again with a higher `--time-limit`, or tell the makers of Synoptic."
    return "Tell the makers of Synoptic; all other articles were read."


def refusal_id(document: str, run: str) -> str:
    """The id of the refusal of a document by the components that `run` stands for."""
    return make_id("r", document, run)
