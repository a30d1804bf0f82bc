"""What was fetched and noted -> the archive: pages out of the evidence, read, annotated and kept; their versions compared; notices recognised.

A killed process does this again for what was not finished: documents are known by what they say, versions by their place in the evidence, tellings by what they
tell, so that nothing is there twice.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.read.documents import not_understood
from synoptic.watch.changes import Difference, compare
from synoptic.watch.errors import WatchError
from synoptic.watch.evidence import Evidence
from synoptic.watch.notices import notice_of
from synoptic.watch.reading import read_fetched
from synoptic.watch.state import State
from synoptic.watch.telling import Telling, telling

if TYPE_CHECKING:
    from synoptic.pipeline import Archive

AT_ONCE = 16  # pages read and kept together: about a second of annotating
SHOWN = 3  # pieces of a change that are told


def read_inbox(archive: Archive, state: State, evidence: Evidence, now: float) -> int:
    """Read the oldest pages that wait; how many they were. Raises ArchiveError."""
    rows = state.rows("SELECT * FROM inbox ORDER BY seq LIMIT ?", AT_ONCE)
    found = [(row, one_of(row, state, evidence)) for row in rows]
    inputs: list[Document | Refusal] = []
    for _, result in found:
        inputs.append(result)
        if isinstance(result, Document) and (notice := not_understood(result)):
            inputs.append(notice)
    archive.take(inputs)
    kept = archive.reader.known([r.id for _, r in found if isinstance(r, Document)])
    with state.writing():
        for row, result in found:
            if isinstance(result, Document) and result.id in kept:
                tellings = keep_version(archive, state, row, result)
                state.tell((t.id, now, t.body()) for t in tellings)
            else:
                reason = result.reason if isinstance(result, Refusal) else "could not be annotated."
                state.set_page(row["url"], state="refused", reason=reason)
            state.do("DELETE FROM inbox WHERE seq = ?", row["seq"])
    return len(rows)


def read_again(archive: Archive, state: State) -> int:
    """Put versions that the archive lacks back among what waits to be read: after a power cut, or where it was replaced; how many those are."""
    rows = state.rows("SELECT * FROM versions ORDER BY seq")
    known = archive.reader.known(row["document"] for row in rows)
    missing = [row for row in rows if row["document"] not in known]
    with state.writing():
        for row in missing:
            state.do("DELETE FROM versions WHERE seq = ?", row["seq"])
            state.add_to_inbox(row["url"], (row["file"], row["place"]), final=row["final"], taken=row["taken"], digest=row["digest"])
    return len(missing)


def one_of(row: sqlite3.Row, state: State, evidence: Evidence) -> Document | Refusal:
    """The article of one fetched page, or why there is none."""
    page = state.one("SELECT hint FROM pages WHERE url = ?", row["url"])
    try:
        content, headers = evidence.read(row["file"], row["place"])
    except WatchError as error:
        return Refusal(id=make_id("r", row["final"], error.reason), where=row["final"], reason=error.reason, advice=error.advice)
    return read_fetched(content, headers, row["final"], json.loads(page["hint"]) if page else {})


def keep_version(archive: Archive, state: State, row: sqlite3.Row, doc: Document) -> list[Telling]:
    """Note a version of an article; what there is to tell of it."""
    last = state.last_version(row["url"])
    state.set_page(row["url"], state="kept", reason=None)
    values = (row["url"], doc.id, row["final"], row["file"], row["place"], row["taken"], row["digest"])
    made = state.do("INSERT OR IGNORE INTO versions (url, document, final, file, place, taken, digest) VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
    if not made or (last and last["document"] == doc.id):
        return []
    state.add_fresh([doc.id])
    return tellings_of(archive.reader.document(last["document"]) if last else None, doc, row["url"])


def tellings_of(before: Document | None, doc: Document, url: str) -> list[Telling]:
    """What is told of a version: how it differs from the one before, and a notice that it carries."""
    found: list[Telling] = []
    outlet = doc.publisher or doc.name
    notice = notice_of(doc.text, doc.title)
    if notice and not (before and notice_of(before.text, before.title) == notice):
        found.append(telling("notice", f"{notice.kind} by {outlet}: {notice.words}", doc.id, notice.kind, urls=[url], documents=[doc.id]))
    if before and (change := compare(before.text, doc.text, title_before=before.title, title_after=doc.title)):
        details = [*(f"gone: {g}" for g in change.gone[:SHOWN]), *(f"new: {c}" for c in change.came[:SHOWN])]
        line = f"{outlet}: {summary(change)}"
        found.append(telling("changed", line, before.id, doc.id, urls=[url], details=details, documents=[doc.id, before.id]))
    return found


def summary(change: Difference) -> str:
    """A change in a line: headline, figures and words that vanished, how much came."""
    parts = []
    if change.headline:
        parts.append(f"headline “{change.headline[0]}” is now “{change.headline[1]}”")
    if change.figures_gone:
        came = f", new: {', '.join(change.figures_came[:SHOWN])}" if change.figures_came else ""
        parts.append(f"figures gone: {', '.join(change.figures_gone[:SHOWN])}{came}")
    if change.gone:
        parts.append(f"words gone: “{max(change.gone, key=len)}”")
    if change.came:
        parts.append(f"{sum(len(c.split()) for c in change.came)} words new")
    return "; ".join(parts)
