"""Who could have had a thing and has it not: the documents of its story that lack it, apart from those of another time.

An article dated before a thing's day cannot have it, and one dated more than a week after need not tell it again. What is too short to tell
anything, or in a language that is not understood, lacks nothing. An outlet that has a thing in one article does not lack it in
another. What an article has is what Synoptic found in it: the absence may be ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from synoptic.account.days import read_day
from synoptic.account.index import Index
from synoptic.model import Document

LATE = timedelta(days=7)  # after which an article of the same story has other news; chosen by looking, measured on nothing
SHORTEST = 25  # words: what pages without an article leave, and headlines alone
UNDERSTOOD = "en"


@dataclass(frozen=True, slots=True)
class Absent:
    """Documents that lack a thing, those dated before its day or long after it, and the outlets none of whose documents has it: `without` and `before`."""

    lacking: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story: its outlet, and the first and last day that it can speak from (empty where they are not known)."""

    document: str
    outlet: str
    first: str
    last: str


class Coverage:
    """The documents of each story that can tell something, with their outlet and the days that they can speak from."""

    def __init__(self, index: Index) -> None:
        """Over all documents."""
        self.index = index
        self.known: dict[tuple[str | None, tuple[str, ...], str, str], Absent] = {}  # most lines stand on one document and one of few days

    @cached_property
    def members(self) -> dict[str | None, list[Member]]:
        """Story -> its documents, in the order of the sources."""
        found: dict[str | None, list[Member]] = {}
        for doc in self.index.documents.values():
            if tells(doc):
                dated = read_day(doc.dated)
                member = Member(doc.id, self.index.labels[doc.id], dated.first if dated else "", dated.last if dated else "")
                found.setdefault(self.index.story_of.get(doc.id), []).append(member)
        return found

    def absent(self, story: str | None, documents: tuple[str, ...], day: str | None) -> Absent:
        """Who of a story lacks what these documents have, and which happened or was said on `day`."""
        since = read_day(day)
        key = (story, documents, since.first if since else "", since.last if since else "")
        if key not in self.known:
            self.known[key] = self._absent(*key)
        return self.known[key]

    def _absent(self, story: str | None, documents: tuple[str, ...], first: str, last: str) -> Absent:
        members = self.members.get(story, [])
        held = set(documents)
        if held.issuperset(m.document for m in members):
            return Absent()
        having = {self.index.labels[doc] for doc in documents if doc in self.index.labels}
        late = week_after(last)
        absent = [m for m in members if m.document not in held]
        apart = [m for m in absent if "" < m.last < first or (late and m.first > late)]
        lacking = [m for m in absent if m not in apart]
        without = tuple(dict.fromkeys(m.outlet for m in lacking if m.outlet not in having))
        return Absent(
            lacking=tuple(m.document for m in lacking),
            earlier=tuple(m.document for m in apart),
            without=without,
            before=tuple(dict.fromkeys(m.outlet for m in apart if m.outlet not in having and m.outlet not in without)),
        )


def tells(doc: Document) -> bool:
    """Whether a document could have anything: it is understood, and more than a headline."""
    return doc.language == UNDERSTOOD and len(doc.text.split(maxsplit=SHORTEST)) > SHORTEST


def week_after(day: str) -> str:
    """The last day on which a thing that ended on `day` is still news; empty where no day is known."""
    try:
        return (date.fromisoformat(day[:10]) + LATE).isoformat() if day else ""
    except OverflowError:
        return ""
