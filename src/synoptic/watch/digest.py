"""What a person asks of a watch afterwards: what was told since, which sources fail, how an article changed. Plain text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from synoptic.show.safe import one_line
from synoptic.watch.changes import compare
from synoptic.watch.clock import stamp
from synoptic.watch.errors import WatchError
from synoptic.watch.fetch import clean
from synoptic.watch.loop import folder_of
from synoptic.watch.news import told_since
from synoptic.watch.notices import notice_of
from synoptic.watch.state import State
from synoptic.watch.tell.terminal import line_of
from synoptic.watch.telling import KINDS

if TYPE_CHECKING:
    from synoptic.pipeline import Archive

SHOWN = 40  # pieces of one difference


def state_of(archive: Path) -> State:
    """What the watch of an archive knows. Raises WatchError where it is not watched."""
    file = folder_of(archive) / "state.db"
    if not file.exists():
        raise WatchError(str(archive), "was never watched.", "`synoptic watch SOURCES --archive FILE` does.")
    return State(file)


def digest(archive: Path, *, since: str | None, now: float, span: Callable[[str], float]) -> str:
    """What was told since a moment, kind by kind; `since` None: since the last digest. Raises WatchError, and what `span` raises."""
    state = state_of(archive)
    looked = state.note("looked")
    start = moment(since, now, span) if since else float(looked or 0)
    found = sorted(told_since(state, start), key=lambda t: (list(KINDS).index(t[1].kind), t[0]))
    lines = [f"Since {stamp(start) if start else 'the beginning'}: {len(found)} told."]
    for kind, group in groupby(found, key=lambda t: t[1].kind):
        lines += ["", KINDS[kind].capitalize()]
        for when, told in group:
            lines.append(f"  {line_of(when, told)}")
            lines += [f"      {detail}" for detail in told.details]
    lines += ["", *troubles(state)]
    state.set_note("looked", repr(now))
    state.close()
    return "\n".join(lines).rstrip()


def moment(since: str, now: float, span: Callable[[str], float]) -> float:
    """A span back from now, or a moment in ISO 8601 (UTC where it names no zone). Raises what `span` raises."""
    try:
        given = datetime.fromisoformat(since)
    except ValueError:
        return now - span(since)
    return (given if given.tzinfo else given.replace(tzinfo=UTC)).timestamp()


def troubles(state: State) -> list[str]:
    """How many sources and pages there are, and each failing source and channel with its reason."""
    count = state.rows("SELECT state, count(*) AS n FROM pages GROUP BY state ORDER BY state")
    sources = state.rows("SELECT * FROM sources ORDER BY url")
    pages = ", ".join(f"{row['n']} {row['state']}" for row in count)
    lines = [f"{len(sources)} sources; pages: {pages or 'none'}."]
    for row in sources:
        if row["reason"]:
            last = f"last good {stamp(row['good'])}" if row["good"] else "never good"
            times = f"{row['failures']} times, {last}; next {stamp(row['due'])}" if row["failures"] else last
            lines.append(f"  {one_line(row['url'])}: {one_line(row['reason'])} ({times})")
    lines += [
        f"  {one_line(row['key'].removeprefix('trouble: '))}: {one_line(row['value'])}"
        for row in state.rows("SELECT * FROM notes WHERE key LIKE 'trouble: %' ORDER BY key")
    ]
    return lines


def versions(archive: Archive, path: Path, url: str | None) -> str:
    """The versions of an article, each with its difference from the one before; without a URL those articles that have several. Raises WatchError."""
    state = state_of(path)
    if url is None:
        rows = state.rows("SELECT url, count(DISTINCT document) AS n FROM versions GROUP BY url HAVING n > 1 ORDER BY url")
        return "\n".join(f"{row['n']} versions  {one_line(row['url'])}" for row in rows) or "No article changed."
    rows = state.rows("SELECT * FROM versions WHERE url = ? ORDER BY seq", clean(url))
    if not rows:
        raise WatchError(url, "is no article that was fetched.", "`synoptic compare ARCHIVE` lists those that changed.")
    docs = [archive.reader.document(row["document"]) for row in rows]
    lines = [f"{stamp_of(rows[0]['taken'])}  first fetched: {one_line(docs[0].title or docs[0].name)}"]
    for (_, old), (row, new) in pairwise(zip(rows, docs, strict=True)):
        change = compare(old.text, new.text, title_before=old.title, title_after=new.title)
        lines.append(f"{stamp_of(row['taken'])}  changed" if change else f"{stamp_of(row['taken'])}  the same words")
        if change.headline:
            lines += [f"  - {one_line(change.headline[0])}", f"  + {one_line(change.headline[1])}"]
        if change.figures_gone or change.figures_came:
            lines.append(f"  figures gone: {', '.join(change.figures_gone) or 'none'}; new: {', '.join(change.figures_came) or 'none'}")
        lines += [f"  - {one_line(piece)}" for piece in change.gone[:SHOWN]] + [f"  + {one_line(piece)}" for piece in change.came[:SHOWN]]
        if notice := notice_of(new.text, new.title):
            lines.append(f"  {notice.kind}: {one_line(notice.words)}")
    lines += [f"  kept as fetched: {row['file']} at {row['place']}, sha256 {row['digest']}" for row in rows]
    return "\n".join(lines)


def stamp_of(taken: str) -> str:
    """A time as it is shown."""
    return taken[:16].replace("T", " ")
