"""For whom an entity speaks, and which sides of a story are opposed.

In: the entities and events of a room. Out: the keys of an entity's side (its id, the bodies that its name begins with, the country of a body or of who
holds an office), and of each story the pairs of keys of whom one does harm to the other. A citizen does not speak for a country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from synoptic.model import Entity, Event, Span

Keys = frozenset[str]  # ids and countries that stand for a side

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE"})
BODIES = frozenset({"GPE", "NORP", "ORG"})
SPEAK = (
    "president premier minister chancellor secretary spokesman spokeswoman spokesperson ambassador envoy general commander colonel admiral marshal governor "
    "leader king queen prime chief official"
)
OFFICES = frozenset(SPEAK.split())  # who holds one speaks for its country


class Sides:
    """The sides of the entities of a room."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Index entities by id and bodies by the names that they go by."""
        self.by_id = {e.id: e for e in entities}
        self.bodies: dict[str, list[str]] = defaultdict(list)
        for e in entities:
            if e.type in BODIES:
                for name in dict.fromkeys([e.name, *e.aliases]):
                    self.bodies[name.lower()].append(e.id)

    def own(self, entity: str | None) -> Keys:
        """An entity and the bodies that its name begins with ("Norland's army"); of one that is not here only its id."""
        found = self.by_id.get(entity or "")
        if found is None:
            return frozenset([entity] if entity else [])
        words = found.name.lower().replace("’", "'").split()
        begun = (" ".join(words[:n]).removesuffix("'s").removesuffix("'") for n in range(1, len(words)))
        return frozenset([found.id, *(i for name in begun for i in self.bodies.get(name, ()))])

    def of(self, entity: str | None) -> Keys:
        """The keys of an entity's side: its own, and the country that it speaks for."""
        found = self.by_id.get(entity or "")
        speaks = found is not None and (found.type != "PERSON" or any(w in OFFICES for r in found.roles for w in r.lower().split()))
        return self.own(entity) | frozenset([found.country] if found and speaks and found.country else [])

    def all_of(self, entities: Iterable[str]) -> Keys:
        """The keys of several."""
        return frozenset(k for i in entities for k in self.of(i))

    @cached_property
    def mentions(self) -> dict[str, list[tuple[int, str]]]:
        """Where entities are mentioned: document -> starts with ids, sorted."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for e in self.by_id.values():
            for m in e.mentions:
                found[m.document].append((m.start, e.id))
        return {doc: sorted(rows) for doc, rows in found.items()}

    def named_in(self, span: Span) -> Keys:
        """The sides of the entities that some words mention."""
        rows = self.mentions.get(span.document, [])
        inside = rows[bisect_left(rows, (span.start, "")) : bisect_left(rows, (span.end, ""))]
        return self.all_of(i for _, i in inside)


def opponents(events: Iterable[Event], sides: Sides, story_of: Mapping[str, str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Of each story the pairs of keys of whom one harms the other, both ways round."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in events:
        if event.type in HARM:
            story = story_of.get(event.documents[0], "")
            one, other = sides.all_of(event.actors) | set(event.actor_countries), sides.all_of(event.recipients) | set(event.recipient_countries)
            if not one & other:
                found[story].update((a, b) for x, y in ((one, other), (other, one)) for a in x for b in y)
    return {story: frozenset(pairs) for story, pairs in found.items()}
