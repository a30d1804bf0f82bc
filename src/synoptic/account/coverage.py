"""Who could have had a thing and has it not: the documents of its story that lack it, apart from those dated before its day.

An outlet that has it in one article does not lack it in another. What an article has is what Synoptic found in it: the absence may be ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from synoptic.account.days import read_day
from synoptic.account.index import Index


@dataclass(frozen=True, slots=True)
class Absent:
    """Documents that lack a thing, those dated before its day, and the outlets none of whose documents has it: `without` and `before`."""

    lacking: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Coverage:
    """The documents of each story with their outlet and the last day that they can speak from."""

    def __init__(self, index: Index) -> None:
        """Over all documents."""
        self.index = index
        self.known: dict[tuple[str | None, tuple[str, ...], str], Absent] = {}  # most lines stand on one document and one of few days

    @cached_property
    def members(self) -> dict[str | None, list[tuple[str, str, str]]]:
        """Story -> document, outlet, last day (empty where it is not known), in the order of the sources."""
        found: dict[str | None, list[tuple[str, str, str]]] = {}
        for doc in self.index.documents.values():
            dated = read_day(doc.dated)
            found.setdefault(self.index.story_of.get(doc.id), []).append((doc.id, self.index.labels[doc.id], dated.last if dated else ""))
        return found

    def absent(self, story: str | None, documents: tuple[str, ...], day: str | None) -> Absent:
        """Who of a story lacks what these documents have, and which happened or was said on `day`."""
        since = read_day(day)
        key = (story, documents, since.first if since else "")
        if key not in self.known:
            self.known[key] = self._absent(*key)
        return self.known[key]

    def _absent(self, story: str | None, documents: tuple[str, ...], first: str) -> Absent:
        members = self.members.get(story, [])
        held = set(documents)
        if len(held) >= len(members):
            return Absent()
        having = {outlet for doc, outlet, _ in members if doc in held}
        lacking = [(doc, outlet) for doc, outlet, last in members if doc not in held and not "" < last < first]
        earlier = [(doc, outlet) for doc, outlet, last in members if doc not in held and "" < last < first]
        without = tuple(dict.fromkeys(outlet for _, outlet in lacking if outlet not in having))
        return Absent(
            lacking=tuple(doc for doc, _ in lacking),
            earlier=tuple(doc for doc, _ in earlier),
            without=without,
            before=tuple(dict.fromkeys(outlet for _, outlet in earlier if outlet not in having and outlet not in without)),
        )
