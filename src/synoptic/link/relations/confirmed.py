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

from synoptic.link.events.words import content_words
from synoptic.link.relations.sides import Keys, Sides, opponents
from synoptic.link.relations.words import covered
from synoptic.model import Entity, Event, EventMention, Figure, Quotation, Series

Confirmation = tuple[str, str, str]  # ids of what both say, and the reason
ASSERTED = frozenset({"happened", "reported"})
HARMED = frozenset({"killed", "injured", "missing", "displaced", "captured", "detained", "arrested", "evacuated", "rescued", "freed", "released", "hostages"})
# Both set by reading: of 17 confirmations named on 334 articles of ../shared/data/stories without them 3 were right, with them none is named
SHARED = 2  # content words of both that opposed sides' words must have
COVERED = 0.35  # and their share of the weight of the words of either
WISHED = re.compile(
    r"\b(?:want|wish|hop|ask|seek|sought|sue|call(?:ed|s|ing)? (?:for|on)|urg|demand|order|plan|threat|vow|promis|offer|propos|expect|fear|warn)\w*",
    re.IGNORECASE,
)
GROUPS = ["sides", "parties", "armies", "militaries", "governments", "countries", "nations", "states", "camps", "delegations", "ministries"]
COLLECTIVE = re.compile(rf"\b(?:both|the two|the warring)(?: [\w-]+)? (?:{'|'.join(GROUPS)})$", re.IGNORECASE)

ACCUSES = re.compile(r"\b(?:accus|blam|alleg)\w*", re.IGNORECASE)


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
        said = [q for q in dict.fromkeys(words) if q.speaker and tells(q, event, mentions)]
        done_by = {q.id: doers(q, event, mentions, sides) for q in said}
        if all(a & b or not a or not b for a, b in combinations(done_by.values(), 2)):  # else they tell of one deed by two doers: see `clashes`
            yield from first([(q, sides.of(q.speaker)) for q in said], opposed.get(story_of.get(event.documents[0], ""), frozenset()))
    for row in series:
        counts = sorted((figures[f] for f in row.figures if f in figures and not figures[f].withdrawn), key=lambda f: f.id)
        by_value: dict[tuple[float | None, float | None], list[tuple[Figure, Keys]]] = defaultdict(list)
        for f in counts:
            if f.attributed_to and f.counted in HARMED:
                by_value[f.low, f.high].append((f, sides.of(f.attributed_to)))
        for _, alike in sorted(by_value.items(), key=lambda item: item[1][0][0].id):
            yield from first(alike, opposed.get(story_of.get(alike[0][0].document, ""), frozenset()))
    yield from by_both(events, mentions, quotations, story_of)


def tells(q: Quotation, event: Event, mentions: Mapping[str, EventMention]) -> bool:
    """Whether somebody's words assert that an event happened: they hold its trigger, and are no wish, order or question."""
    inside = any(m.document == q.document and q.start <= m.start and m.end <= q.end for i in event.event_mentions if (m := mentions.get(i)))
    return inside and q.polarity and not wished(q) and not (q.cue and ACCUSES.search(q.cue.exact))


def doers(q: Quotation, event: Event, mentions: Mapping[str, EventMention], sides: Sides) -> Keys:
    """Who did it, in somebody's words."""
    return frozenset(k for i in event.event_mentions if (m := mentions.get(i)) and m.quotation == q.id for k in sides.all_of(m.actors))


def first(said: Sequence[tuple[Quotation | Figure, Keys]], opposed: frozenset[tuple[str, str]]) -> Iterator[Confirmation]:
    """The first two that opposed sides say, by id."""
    for (a, one), (b, other) in combinations(sorted(said, key=lambda s: s[0].id), 2):
        if not one & other and any((x, y) in opposed for x in one for y in other) and same_content(a, b):
            yield a.id, b.id, f"opposed sides say the same: {who(a)} and {who(b)}"
            return


def wished(q: Quotation) -> bool:
    """Whether somebody's words are a wish, an order or a fear rather than what they say is so."""
    return bool(q.cue and WISHED.search(q.cue.exact))


def same_content(a: Quotation | Figure, b: Quotation | Figure) -> bool:
    """Whether two quotations say the same, by their words; counts of one series do."""
    if isinstance(a, Figure) or isinstance(b, Figure):
        return True
    one, other = content_words(a.exact), content_words(b.exact)
    return len(one & other) >= SHARED and min(covered(one, other), covered(other, one)) >= COVERED


def who(record: Quotation | Figure) -> str:
    """The name of who says it."""
    return (record.speaker_name if isinstance(record, Quotation) else record.attributed_name) or "one side"


def by_both(
    events: Sequence[Event], mentions: Mapping[str, EventMention], quotations: Mapping[str, Quotation], story_of: Mapping[str, str]
) -> Iterator[Confirmation]:
    """What "both armies" say, with the event that it tells of, or that has its doer and one to whom it was done among its names."""
    collective = [q for _, q in sorted(quotations.items()) if q.polarity and q.source and COLLECTIVE.search(q.source.exact) and not wished(q)]
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
