"""What opposed sides both say: a capture that both armies report is stronger than one that the victor reports.

In: the events, mentions, quotations, figures, series and entities of a room. Out: equivalences between what one side says and what the other
says. Opposed are those of whom one does harm to the other in an event of the same story, and their countries with them; a source such as
"both armies" speaks for two sides by itself. It does not judge who is right, and one side's own account is not confirmed by its allies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from synoptic.model import Entity, Event, EventMention, Figure, Quotation, Series

Confirmation = tuple[str, str, str]  # ids of what both say, and the reason
Keys = frozenset[str]  # ids and countries that stand for a side

ASSERTED = frozenset({"happened", "reported"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE"})
BODIES = frozenset({"GPE", "NORP", "ORG"})
GROUPS = ["sides", "parties", "armies", "militaries", "governments", "countries", "nations", "states", "camps", "delegations", "ministries"]
COLLECTIVE = re.compile(rf"\b(?:both|the two|the warring)(?: [\w-]+)? (?:{'|'.join(GROUPS)})$", re.IGNORECASE)


def confirmations(
    events: Sequence[Event],
    mentions: Mapping[str, EventMention],
    quotations: Mapping[str, Quotation],
    series: Sequence[Series],
    figures: Mapping[str, Figure],
    *,
    entities: Sequence[Entity],
    story_of: Mapping[str, str],
) -> Iterator[Confirmation]:
    """Pairs of records in which opposed sides say the same, each event and each count once."""
    sides = Sides(entities)
    opposed = opponents(events, sides, story_of)
    for event in events:
        told = (mentions[i] for i in event.event_mentions if i in mentions)
        words = [quotations[m.quotation] for m in told if m.modality in ASSERTED and m.quotation and m.quotation in quotations]
        said = [(q, sides.of(q.speaker)) for q in dict.fromkeys(words) if q.speaker and q.polarity]
        yield from first(said, opposed.get(story_of.get(event.documents[0], ""), frozenset()))
    for row in series:
        counts = sorted((figures[f] for f in row.figures if f in figures and not figures[f].withdrawn), key=lambda f: f.id)
        by_value: dict[tuple[float | None, float | None], list[tuple[Figure, Keys]]] = defaultdict(list)
        for f in counts:
            if f.attributed_to:
                by_value[f.low, f.high].append((f, sides.of(f.attributed_to)))
        for _, alike in sorted(by_value.items(), key=lambda item: item[1][0][0].id):
            yield from first(alike, opposed.get(story_of.get(alike[0][0].document, ""), frozenset()))
    yield from by_both(events, mentions, quotations, story_of)


class Sides:
    """For whom an entity speaks: itself, its country, and the body or country that its name begins with ("Norland's army")."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Index entities by id and bodies by the names that they go by."""
        self.by_id = {e.id: e for e in entities}
        self.bodies: dict[str, list[str]] = defaultdict(list)
        for e in entities:
            if e.type in BODIES:
                for name in dict.fromkeys([e.name, *e.aliases]):
                    self.bodies[name.lower()].append(e.id)

    def of(self, entity: str | None) -> Keys:
        """The keys of an entity's side; of one that is not here only its id."""
        found = self.by_id.get(entity or "")
        if found is None:
            return frozenset([entity] if entity else [])
        words = found.name.lower().replace("’", "'").split()
        begun = (" ".join(words[:n]).removesuffix("'s").removesuffix("'") for n in range(1, len(words)))
        return frozenset([found.id, *(i for name in begun for i in self.bodies.get(name, ())), *([found.country] if found.country else [])])


def opponents(events: Iterable[Event], sides: Sides, story_of: Mapping[str, str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Of each story the pairs of keys of whom one harms the other, both ways round."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in events:
        if event.type in HARM:
            story = story_of.get(event.documents[0], "")
            one = {k for a in event.actors for k in sides.of(a)} | set(event.actor_countries)
            other = {k for r in event.recipients for k in sides.of(r)} | set(event.recipient_countries)
            if not one & other:
                found[story].update((a, b) for x, y in ((one, other), (other, one)) for a in x for b in y)
    return {story: frozenset(pairs) for story, pairs in found.items()}


def first(said: Sequence[tuple[Quotation | Figure, Keys]], opposed: frozenset[tuple[str, str]]) -> Iterator[Confirmation]:
    """The first two that opposed sides say, by id."""
    for (a, one), (b, other) in combinations(sorted(said, key=lambda s: s[0].id), 2):
        if not one & other and any((x, y) in opposed for x in one for y in other):
            yield a.id, b.id, f"opposed sides say the same: {who(a)} and {who(b)}"
            return


def who(record: Quotation | Figure) -> str:
    """The name of who says it."""
    return (record.speaker_name if isinstance(record, Quotation) else record.attributed_name) or "one side"


def by_both(
    events: Sequence[Event], mentions: Mapping[str, EventMention], quotations: Mapping[str, Quotation], story_of: Mapping[str, str]
) -> Iterator[Confirmation]:
    """What "both armies" say, with the event that it tells of, or that has its doer and one to whom it was done among its names."""
    collective = [q for _, q in sorted(quotations.items()) if q.polarity and q.source and COLLECTIVE.search(q.source.exact)]
    if not collective:
        return
    told = {m.quotation: event for event in reversed(events) for i in event.event_mentions if (m := mentions.get(i)) and m.quotation}
    asserted = [e for e in events if e.type and e.modality in ASSERTED]
    for q in collective:
        near = (e for e in asserted if story_of.get(e.documents[0]) == story_of.get(q.document) and not (q.said and e.date and e.date > q.said))
        event = told.get(q.id) or next((e for e in near if names(q, e.actor_names) and names(q, [*e.recipient_names, e.place or ""])), None)
        if event is not None and event.modality in ASSERTED:
            yield q.id, event.id, f"opposed sides say the same: “{q.source.exact if q.source else ''}”"


def names(q: Quotation, listed: Iterable[str]) -> bool:
    """Whether somebody's words have one of some proper names."""
    return any(re.search(rf"\b{re.escape(name)}\b", q.exact) for name in listed if name[:1].isupper() and not name.lower().startswith(("the ", "a ", "an ")))
