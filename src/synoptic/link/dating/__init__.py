"""The day that each document speaks from, and with it every date of every record.

In: documents, stories, time expressions, and the records that are dated by one. Out: the same, with `Document.dated`, `dated_from` and `dated_why`;
each Timex resolved again from its document's day; `said`, `as_of` and `date` from the record's own time expression, else from the
document's day. How an undated document is placed is in `undated`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from synoptic.annotate.times.calendar import precision
from synoptic.annotate.times.values import resolve
from synoptic.link.dating.clues import clues_of
from synoptic.link.dating.press import Press
from synoptic.link.dating.undated import Placed, place
from synoptic.model import Document, EventMention, Figure, Position, Quotation, Story, Timex

DAY = re.compile(r"\d{4}-\d\d-\d\d")
Linked = tuple[list[Document], list[Timex], list[Quotation], list[Figure], list[EventMention], list[Position]]


def link(  # noqa: PLR0917 - the registry hands each kind by place
    docs: Sequence[Document],
    stories: Sequence[Story],
    timexes: Sequence[Timex],
    quotations: Sequence[Quotation],
    figures: Sequence[Figure],
    event_mentions: Sequence[EventMention],
    positions: Sequence[Position],
) -> Linked:
    """All of them with their dates.

    A record whose time expression says no day ("recently") gets none; a position without one has the day on which its words were said; what else
    has none has its document's day.
    """
    of: dict[str, list[Timex]] = defaultdict(list)
    for timex in timexes:
        of[timex.document].append(timex)
    placed = place_all(docs, stories, of)
    first = first_days(stories, of, placed)
    resolved = [t for doc in docs for t in resolve_all(of.get(doc.id, ()), placed[doc.id].day, first.get(doc.id))]
    values = {t.id: t for t in resolved}
    day = {i: p.day for i, p in placed.items()}
    counts = {i: [t for t in rows if (t.rule or "").startswith("nth-day:")] for i, rows in of.items()}
    said = {q.id: when(values.get(q.timex or ""), day.get(q.document)) for q in quotations}
    return (
        [replace(d, dated=placed[d.id].day, dated_from=placed[d.id].found_in, dated_why=placed[d.id].why) for d in docs],
        resolved,
        [replace(q, said=said[q.id]) for q in quotations],
        [replace(f, as_of=when(values.get(f.timex or ""), day.get(f.document)), occurred=when(values.get(f.occurred_timex or ""), None)) for f in figures],
        [replace(e, date=began(e, counts, day) or when(values.get(e.timex or ""), None if e.earlier else day.get(e.document))) for e in event_mentions],
        [replace(p, date=when(values.get(p.timex or ""), said.get(p.quotation or "", day.get(p.document)))) for p in positions],
    )


def place_all(docs: Iterable[Document], stories: Iterable[Story], of: dict[str, list[Timex]]) -> dict[str, Placed]:
    """The day of every document: its metadata, else its text, else its story."""
    by_id = {d.id: d for d in docs}
    placed = {d.id: Placed(published, "metadata", f"published {d.published}") for d in by_id.values() if (published := published_day(d))}
    if len(placed) == len(by_id):
        return placed
    clues = {i: clues_of(by_id[i], of.get(i, ())) for i in sorted(by_id)}
    groups = [list(s.documents) for s in sorted(stories, key=lambda s: s.id)]
    inside = {i for g in groups for i in g}
    for group in [*groups, *([i] for i in sorted(by_id) if i not in inside)]:
        ids = [i for i in group if i in by_id]
        if all(i in placed for i in ids):
            continue
        known = {i: day for i in ids if i in placed and (day := placed[i].day)}
        press = Press((clues[i], datetime.date.fromisoformat(known[i])) for i in sorted(known))  # the story's: another story's article changes no day here
        for i, found in place({i: clues[i] for i in ids}, known, press).items():
            placed.setdefault(i, found)
    return placed


def published_day(doc: Document) -> str | None:
    """The local day that `published` says, in the publisher's own zone as written."""
    found = DAY.match(doc.published or "")
    try:
        return datetime.date.fromisoformat(found[0]).isoformat() if found else None
    except ValueError:
        return None


def first_days(stories: Iterable[Story], of: dict[str, list[Timex]], placed: dict[str, Placed]) -> dict[str, str]:
    """For each document, the day that most "Nth day" expressions of its story count from: what "the first day" means there."""
    first: dict[str, str] = {}
    for story in sorted(stories, key=lambda s: s.id):
        votes: Counter[str] = Counter()
        for i in sorted(story.documents):
            for timex in of.get(i, ()):
                n = (timex.rule or "").removeprefix("nth-day:")
                if n != timex.rule and n.isdigit() and int(n) > 1 and i in placed and placed[i].day:
                    votes[resolve(f"day:{1 - int(n)}", placed[i].day) or ""] += 1
        if votes:
            first |= dict.fromkeys(story.documents, min(votes, key=lambda d: (-votes[d], d)))
    return first


def resolve_all(timexes: Iterable[Timex], day: str | None, first: str | None = None) -> list[Timex]:
    """The time expressions of one document, resolved in their order, so that each finds its anchor resolved. `first`: the story's first day."""
    values: dict[str, str | None] = {}
    done = []
    for timex in sorted(timexes, key=lambda t: (t.start, t.end, t.id)):
        value = timex.value
        if timex.rule == "nth-day:1":
            value = first if first and day and first <= day else None
        elif timex.rule:
            value = resolve(timex.rule, day, values.get(timex.anchor or "")) if not timex.anchor or values.get(timex.anchor or "") else None
        values[timex.id] = value
        done.append(replace(timex, value=value))
    return done


def began(mention: EventMention, counts: dict[str, list[Timex]], day: dict[str, str | None]) -> str | None:
    """The day on which an event began that stands inside "the 8th day of the war": what is counted, not when it is told."""
    for timex in counts.get(mention.document, ()):
        if timex.start <= mention.start and mention.end <= timex.end:
            return resolve(f"day:{1 - int((timex.rule or '').partition(':')[2])}", day.get(mention.document))
    return None


def when(timex: Timex | None, day: str | None) -> str | None:
    """The date of a record: what its time expression says, cut to the day; the document's day where it has none or says "now"."""
    if timex is None or timex.value == "PRESENT_REF" or timex.type in ("DURATION", "SET"):
        return day
    if not precision(timex.value):
        return None
    return (timex.value or "")[:10]
