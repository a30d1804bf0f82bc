"""One attack is one line: who was killed, who was hurt and the blast itself, where the sources tell them in one sentence.

In: entries of a timeline. Out: the same, acts of violence of one day that share sentences as one entry, under the words and the id of the one
with most behind it; its parties are those of all. The events stay apart in the export: a count of the dead is not a count of the hurt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from synoptic.account.entries import Entry
from synoptic.account.index import Index
from synoptic.link.graph import Union

TYPE = "ASSAULT"
SHARED = 0.5  # of the articles of the smaller entry: in so many both stand in one sentence
SHOWN = 4  # parties of an entry


def fold(index: Index, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, in any order, those of one act of violence as one."""
    rooms: dict[tuple[str | None, str | None], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.type == TYPE and entry.modality != "denied" and entry.day:
            rooms[entry.story, entry.date].append(entry)
        else:
            yield entry
    for _, room in sorted(rooms.items(), key=lambda r: (r[0][0] or "", r[0][1] or "")):
        for group in grouped(room):
            yield joined(index, group) if len(group) > 1 else group[0]


def grouped(room: list[Entry]) -> Iterator[list[Entry]]:
    """Entries of one day in groups, the one with most behind it first."""
    room = sorted(room, key=lambda e: (tuple(-w for w in e.weight), e.id))
    told = [{(e.words.document, e.sentence) for e in entry.evidence} for entry in room]
    groups = Union(range(len(room)))
    for i, one in enumerate(told):
        for j in range(i):
            both = {document for document, _ in one & told[j]}
            least = min(len(room[i].documents), len(room[j].documents))
            if both and len(both) >= SHARED * least and may_be_one(room[i], room[j]):
                groups.join(j, i)
    for group in groups.groups():
        yield [room[i] for i in group]


def may_be_one(one: Entry, other: Entry) -> bool:
    """Whether nothing keeps two entries apart: no two doers, no two places."""
    doers = not one.who or not other.who or not set(one.who).isdisjoint(other.who)
    return doers and (not one.place or not other.place or one.place == other.place)


def joined(index: Index, group: list[Entry]) -> Entry:
    """One entry of several."""
    first = group[0]
    evidence = index.once(e for entry in group for e in entry.evidence)
    more = len(group) - 1
    return replace(
        first,
        **index.backed(evidence),
        who=tuple(dict.fromkeys(w for entry in group for w in entry.who))[:SHOWN],
        whom=tuple(dict.fromkeys(w for entry in group for w in entry.whom))[:SHOWN],
        place=next((e.place for e in group if e.place), None),
        modality="happened" if any(e.modality == "happened" for e in group) else first.modality,
        leads=max(e.leads for e in group),
        led=any(e.led for e in group),
        trust=max(e.trust for e in group),
        also=tuple(sorted(e.id for e in group[1:])),
        why=f"{first.why}; told in one sentence with {more} more act{'s' * (more > 1)} of violence of that day",
    )
