"""Event mentions -> events: every happening once, over all documents that report it; similar but different ones apart.

In: documents with their days, stories, event mentions with entities and dates, entities, figures, provenance. Out: Events. Mentions of a
story are proposed to each other by predicate, parties and day, scored by `comparing`, and joined by average link,
so that a chain of likenesses does not glue two strikes on one city together. No event spans two stories.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.events.background import began, find_background
from synoptic.link.events.comparing import Facing, Facts, features, interval, reasons, score
from synoptic.link.events.deeds import senses
from synoptic.link.events.places import where_is
from synoptic.link.events.uncoded import find_uncoded
from synoptic.link.graph import agglomerate
from synoptic.link.grouping import group_documents
from synoptic.link.provenance import origin_of
from synoptic.model import Document, Entity, Event, EventMention, Figure, Provenance, Signature, Story

SAME = 0.0  # mean log-odds in an event
FLOOR = -6.0  # of a pair that was not proposed
WINDOW = 30  # neighbours in time that a mention is compared with under each key: keeps cost flat in a long story
ID = re.compile(r"e-[0-9a-f]{16}")  # of an entity
MENTIONED = 4  # names of an event's parties that are kept


def link(  # noqa: PLR0917 (a linker is called with the kinds that it needs, in their order)
    docs: Sequence[Document],
    stories: Sequence[Story],
    mentions: Sequence[EventMention],
    entities: Sequence[Entity],
    figures: Sequence[Figure],
    provenance: Sequence[Provenance],
    signatures: Sequence[Signature],
) -> tuple[Iterable[Event]]:
    """The events of all stories, sorted by id."""
    groups = group_documents(docs, stories, signatures)
    facing = Facing(docs, entities, figures, groups)
    story_of = {d: s.id for s in stories for d in s.documents}
    origin = origin_of((d.id for d in docs), provenance)
    rooms: dict[str, list[Facts]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.document, m.start, m.id)):
        rooms[story_of.get(m.document, m.document)].append(facing.facts(m))
    made = [event for _, facts in sorted(rooms.items()) for event in join(facts, origin)]
    made = list(find_uncoded(docs, signatures, groups, mentions, origin, made))
    return (sorted(made, key=lambda e: e.id),)


def join(facts: list[Facts], origin: dict[str, str]) -> Iterator[Event]:
    """The events of one story."""
    for group in (background := find_background(facts)):
        whole = [facts[i] for i in group]
        joined = event(whole, (), origin)
        why = f"{len(whole)} mentions in {len(joined.documents)} article{'s' * (len(joined.documents) > 1)}: one war, waged by the same side"
        yield replace(joined, date=began(whole) or joined.date, why=why)
    taken = {i for group in background for i in group}
    facts = [f for i, f in enumerate(facts) if i not in taken]
    found = {pair: features(facts[pair[0]], facts[pair[1]]) for pair in proposed(facts)}
    scores = {pair: s for pair, f in found.items() if (s := score(f)) > FLOOR}
    for group in agglomerate(len(facts), scores, SAME, floor=FLOOR):
        inside = [found[i, j] for at, i in enumerate(group) for j in group[at + 1 :] if (i, j) in found]
        yield event([facts[i] for i in group], inside, origin)


def proposed(facts: list[Facts]) -> list[tuple[int, int]]:
    """Pairs of mentions to compare: one predicate, one kind of act between the same parties, one kind of act on one day or in leads."""
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    order = sorted(range(len(facts)), key=lambda i: (begins(facts[i]), facts[i].mention.document, facts[i].mention.start, facts[i].mention.id))
    for i in order:
        for key in sorted(set(keys(facts[i])), key=repr):
            index[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for holders in index.values():
        for at, i in enumerate(holders):
            pairs.update((i, j) if i < j else (j, i) for j in holders[at + 1 : at + 1 + WINDOW])
    return sorted(pairs)


def begins(f: Facts) -> int:
    """The first day that a mention is tied to; 0 where there is none."""
    return f.days[0] if f.days else f.told or 0


def keys(f: Facts) -> Iterator[tuple[object, ...]]:
    """What a mention is found by."""
    m = f.mention
    yield "predicate", f.lemma
    for sense in sorted(senses(m.lemma)):
        yield "sense", sense
    for party in f.actors | f.actor_sides | f.recipients:
        yield "kind", m.type, party
    if f.days:
        yield "day", m.type, f.days[0]
    if m.leads:
        yield "lead", m.type
    if f.place:
        yield "place", m.type, f.place


def event(facts: list[Facts], inside: Sequence[dict[str, float]], origin: dict[str, str]) -> Event:
    """The event that mentions tell of: what most of them say, and the most exact day and place."""
    mentions = [f.mention for f in facts]
    best = max(facts, key=lambda f: (telling(f, facts), f.mention.leads, -len(f.mention.exact), -f.mention.start, f.mention.id)).mention
    kinds = Counter(m.type for m in mentions)
    kind = min(kinds, key=lambda t: (-kinds[t], t != best.type, t))
    of_kind = [m for m in mentions if m.type == kind]
    actors, recipients = most(m.actors for m in of_kind), most(m.recipients for m in of_kind)
    documents = tuple(sorted({m.document for m in mentions}))
    figures = tuple(sorted({f for m in mentions for f in m.figures}))
    shared = set.intersection(*(set(f.words) for f in facts)) if len(facts) > 1 else set()
    n = f"{len(mentions)} mentions in {len(documents)} article{'s' * (len(documents) > 1)}: " if len(mentions) > 1 else "one mention"
    place = common(m.place for m in mentions)
    spot = where_is(place)
    return Event(
        id=make_id("h", *sorted(m.id for m in mentions)[:1]),
        type=kind,
        cameo=common(m.cameo for m in of_kind),
        mode=common(m.mode for m in of_kind),
        context=tuple(sorted({c for m in of_kind for c in m.context})),
        modality=modality_of(mentions),
        actors=actors,
        actor_names=names(m.actor_names for m in of_kind),
        recipients=recipients,
        recipient_names=names(m.recipient_names for m in of_kind),
        who=shown(m.who for m in of_kind),
        whom=apart(shown(m.whom for m in of_kind), shown(m.who for m in of_kind)),
        date=date_of(facts),
        place=place,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        place_country=spot.country if spot else None,
        place_precision=spot.precision if spot else None,
        mentions=tuple(sorted(m.span for m in mentions)),
        documents=documents,
        origins=len({origin.get(d, d) for d in documents}),
        summary=best.clause or best.span,
        figures=figures,
        event_mentions=tuple(m.id for m in mentions),
        actor_countries=codes(m.actor_countries for m in of_kind),
        actor_sectors=codes(m.actor_sectors for m in of_kind),
        recipient_countries=codes(m.recipient_countries for m in of_kind),
        recipient_sectors=codes(m.recipient_sectors for m in of_kind),
        why=n + reasons(inside, len(shared)) if len(mentions) > 1 else n,
    )


def telling(f: Facts, facts: list[Facts]) -> float:
    """How well a mention's clause stands for all: who, to whom, when, where it says, and how many of the others' words it has."""
    m = f.mention
    filled = bool(m.actors or m.actor_names) + bool(m.recipients or m.recipient_names) + bool(m.timex) + bool(m.place) + bool(m.figures)
    others = Counter(w for g in facts for w in g.words)
    held = sum(others[w] - 1 for w in f.words) / max(1, len(facts) - 1) / max(1, len(f.words))
    return round(filled + 2 * held - (m.modality not in ("happened", "reported")), 6)


def most(parties: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The parties that at least a third of the mentions with any name, the most frequent first."""
    rows = [p for p in parties if p]
    counts = Counter(p for row in rows for p in dict.fromkeys(row))
    kept = [p for p in sorted(counts, key=lambda p: (-counts[p], p)) if counts[p] * 3 >= len(rows)]
    return tuple(kept[:MENTIONED])


def shown(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What a reader is shown of the parties: entities, the most frequent first; only where no mention knows one, the fullest words."""
    kept = [r for r in rows if r]
    known = most(tuple(p for p in r if is_id(p)) for r in kept)
    if known:
        return known
    counts = Counter(p for row in kept for p in dict.fromkeys(row))
    first = min(kept, key=lambda r: (-max(counts[p] for p in r), -sum(len(p) for p in r), r), default=())
    return first[:MENTIONED]


def apart(whom: tuple[str, ...], who: tuple[str, ...]) -> tuple[str, ...]:
    """Those to whom it is done without those who do it; all where that leaves nobody."""
    return tuple(p for p in whom if p not in who) or whom


def is_id(party: str) -> bool:
    """Whether a party is an entity's id, and no words."""
    return ID.fullmatch(party) is not None


def names(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Names of the parties as the articles have them, the most frequent first, then as they stand in their first row."""
    kept = list(rows)
    counts = Counter(n for row in kept for n in dict.fromkeys(row))
    place = {n: i for row in reversed(kept) for i, n in enumerate(row)}
    return tuple(sorted(counts, key=lambda n: (-counts[n], place[n], n))[:MENTIONED])


def codes(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The codes that at least a third of the mentions with any give, sorted."""
    return tuple(sorted(most(rows)))


def modality_of(mentions: Sequence[EventMention]) -> str:
    """What the mentions make of it: that it happened where any says so as its own, else what most say."""
    counts = Counter(m.modality for m in mentions)
    return "happened" if counts["happened"] else min(counts, key=lambda x: (-counts[x], x))


def common(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the longest and first of equals; None where there is none."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)


def date_of(facts: Sequence[Facts]) -> str | None:
    """The day that most mentions name; where none names one, the earliest day that an article gives it."""
    named_days = Counter(f.mention.date for f in facts if f.mention.timex and f.mention.date)
    if named_days:
        return min(named_days, key=lambda d: (-named_days[d] * (len(d) >= 10 and "/" not in d), width(d), d))
    return min((f.mention.date for f in facts if f.mention.date), default=None)


def width(value: str) -> int:
    """How many days a date leaves open."""
    days = interval(value)
    return days[1] - days[0] if days else 10**6
