"""Documents of a story that lead with one event, before events are known: by likeness, more strictly than a story.

In: documents with their days, stories, signatures. Out: document -> group. Two articles on two earthquakes may be one story's;
they are not one lead's. `leads` splits further once events are joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from synoptic.ids import make_id
from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import FLOOR, Likeness
from synoptic.model import Document, Signature, Story

LEADS_ALIKE = 0.0  # mean log-odds; at 0.35 chains of events stay as good, but leads that hang on them mix: ECB+ documents B3 F1 0.895, apart 0.83


def group_documents(
    docs: Sequence[Document],
    stories: Sequence[Story],
    signatures: Sequence[Signature],
    *,
    weigh: Callable[[Likeness], Mapping[tuple[int, int], float]] = Likeness.pairs,
    alike: float = LEADS_ALIKE,
    rise: float = 0.0,
    floor: float = FLOOR,
) -> dict[str, str]:
    """Document id -> id of its group. `weigh` gives the log-odds of the pairs of a story's documents, likeness alone if not told; `alike` is the least
    mean log-odds in a group, `floor` those of a pair that was not compared, and `rise` what more it takes to join groups with every doubling of the smaller.
    """
    story_of = {d: s.id for s in stories for d in s.documents}
    rooms: dict[str, list[Document]] = defaultdict(list)
    for doc in docs:
        rooms[story_of.get(doc.id, doc.id)].append(doc)
    signed = {s.document: s for s in signatures}
    groups: dict[str, str] = {}
    for _, room in sorted(rooms.items()):
        likeness = Likeness(room, (signed[d.id] for d in room if d.id in signed))
        ids = likeness.ids
        for members in agglomerate(len(ids), weigh(likeness), alike, floor=floor, rise=rise):
            groups.update(named(ids[i] for i in members))
    for doc in docs:
        if doc.id not in groups:  # nothing to compare it by
            groups.update(named([doc.id]))
    return groups


def named(ids: Iterable[str]) -> dict[str, str]:
    """Each document with the id of their group, made from the smallest."""
    members = sorted(ids)
    return dict.fromkeys(members, make_id("l", members[0]))
