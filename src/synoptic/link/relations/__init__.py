"""How records of one story bear on each other: contradiction, equivalence, subsumption, follow-up, elaboration (CST, Radev 2000).

In: documents, stories, events, event mentions, series, figures, utterances, quotations, positions, entities, timexes. Out: Relations, each with its reason.
A contradiction is claimed only where structure shows it: counts that cannot both hold, a denial against an assertion of one act (`denials`),
two doers or two days of one deed (`clashes`), opposite stances of one party on one day; of documents that are one claim each, by the signs in
`disputes`, whose relations say that they are a likelihood. Relations are chains and stars, not all pairs, so that they stay linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from synoptic.ids import make_id
from synoptic.link.events.comparing import interval
from synoptic.link.events.words import content_words
from synoptic.link.relations.agreeing import find_agreeing
from synoptic.link.relations.claims import LONGEST, find_claims
from synoptic.link.relations.clashes import clashes
from synoptic.link.relations.confirmed import confirmations
from synoptic.link.relations.denials import denials
from synoptic.link.relations.disputes import find_disputes, reason
from synoptic.model import Document, Entity, Event, EventMention, Figure, Position, Quotation, Relation, Series, Story, Timex, Utterance

ASSERTED = frozenset({"happened", "reported"})
OPPOSED = {frozenset({"accept", "refuse"}), frozenset({"propose", "refuse"})}
WORDS = 2  # content words, beside the predicate, that the clauses of two events must share to be one deed, done and denied
NEAR = 40  # events of one kind and party, in order of their day, that an event is compared with


def link(  # noqa: PLR0917 (a linker is called with the kinds that it needs, in their order)
    docs: Sequence[Document],
    stories: Sequence[Story],
    events: Sequence[Event],
    mentions: Sequence[EventMention],
    series: Sequence[Series],
    figures: Sequence[Figure],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    positions: Sequence[Position],
    entities: Sequence[Entity] = (),
    timexes: Sequence[Timex] = (),
) -> tuple[Iterable[Relation]]:
    """All relations, sorted by id."""
    story_of = {d: s.id for s in stories for d in s.documents}
    counts, clauses, said = {f.id: f for f in figures}, {m.id: m for m in mentions}, {q.id: q for q in quotations}
    made = [
        *between_figures(series, counts),
        *between_events(events, clauses, story_of),
        *(relate("contradiction", *found) for found in denials(quotations, events, clauses, entities=entities, story_of=story_of)),
        *(relate("contradiction", *found) for found in clashes(events, clauses, said, {t.id: t for t in timexes}, entities=entities, story_of=story_of)),
        *(relate("equivalence", *found) for found in confirmations(events, clauses, said, series, counts, entities=entities, story_of=story_of)),
        *between_quotations(utterances, said),
        *between_positions(positions, story_of),
        *between_documents(docs, events),
    ]
    return (sorted({r.id: r for r in made}.values(), key=lambda r: r.id),)


def relate(kind: str, one: str, other: str, why: str) -> Relation:
    """A relation; of a symmetric one the smaller id comes first."""
    if kind in ("contradiction", "equivalence") and other < one:
        one, other = other, one
    return Relation(id=make_id("r", kind, one, other), type=kind, from_=one, to=other, why=why)


def between_figures(series: Sequence[Series], figures: dict[str, Figure]) -> Iterator[Relation]:
    """Counts in conflict, and counts that a later one replaces: each value's first figure with that of the next value."""
    for row in series:
        if row.status not in ("conflict", "revised") or not row.counted:  # of what is counted by no word, two numbers may count two things
            continue
        known = sorted((figures[f] for f in row.figures if f in figures), key=lambda f: (f.as_of or "", f.document, f.start))
        firsts: dict[tuple[float | None, float | None], Figure] = {}
        for f in known:
            firsts.setdefault((f.low, f.high), f)
        values = list(firsts.values())
        if row.status == "conflict":
            values.sort(key=lambda f: (f.low if f.low is not None else float("-inf"), f.id))
        for a, b in pairwise(values):
            if row.status == "conflict" and apart(a, b) and a.document != b.document:
                yield relate("contradiction", a.id, b.id, f"“{a.exact}” and “{b.exact}” {row.counted or 'counted'} cannot both hold")
            elif row.status == "revised" and (a.as_of or "") < (b.as_of or ""):
                yield relate("follow_up", b.id, a.id, f"“{b.exact}” ({b.as_of}) replaces “{a.exact}” ({a.as_of})")


def apart(a: Figure, b: Figure) -> bool:
    """Whether no number lies in both ranges."""
    high, low = min(x.high if x.high is not None else float("inf") for x in (a, b)), max(x.low if x.low is not None else float("-inf") for x in (a, b))
    return high < low


def between_events(events: Sequence[Event], mentions: dict[str, EventMention], story_of: dict[str, str]) -> Iterator[Relation]:
    """Denials, and what follows what, among events of one kind by one party in one story."""
    acts: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.type:
            for party in event.actors:
                acts[story_of.get(event.documents[0], event.documents[0]), event.type, party].append(event)
    for _, found in sorted(acts.items()):
        ordered = sorted(found, key=lambda e: (e.date or "", e.id))
        for at, a in enumerate(ordered):
            for b in ordered[at + 1 : at + 1 + NEAR]:
                yield from denial(a, b, mentions)
        yield from in_turn(ordered)


def denial(a: Event, b: Event, mentions: dict[str, EventMention]) -> Iterator[Relation]:
    """A denied act against the same act asserted: one party, one predicate, one recipient or much the same words, days that meet."""
    denied = [e for e in (a, b) if e.modality == "denied"]
    if len(denied) == 1 and {a.modality, b.modality} & ASSERTED and days_meet(a, b):
        same = lemmas(a, mentions) & lemmas(b, mentions)
        if same and (set(a.recipients) & set(b.recipients) or len((words(a, mentions) & words(b, mentions)) - same) >= WORDS):
            who = next(iter(denied[0].actor_names), "one side")
            yield relate("contradiction", a.id, b.id, f"one source denies what another asserts of {who}: “{min(same)}”")


def in_turn(ordered: Sequence[Event]) -> Iterator[Relation]:
    """Each event of one kind by one party with the one before it, where their days differ and a recipient is the same."""
    last: dict[str, Event] = {}
    for event in ordered:
        for recipient in event.recipients if event.date else ():
            before = last.get(recipient)
            if before is not None and before.date and event.date and before.date < event.date and not days_meet(before, event):
                yield relate("follow_up", event.id, before.id, f"{event.type} again by the same party to the same, {before.date} then {event.date}")
            last[recipient] = event


def days_meet(a: Event, b: Event) -> bool:
    """Whether two events may be of one day; unknown days meet all."""
    one, other = interval(a.date), interval(b.date)
    return not one or not other or (one[0] <= other[1] and other[0] <= one[1])


def lemmas(event: Event, mentions: dict[str, EventMention]) -> set[str]:
    """The predicates that an event is told by."""
    return {mentions[m].lemma for m in event.event_mentions if m in mentions and mentions[m].lemma}


def words(event: Event, mentions: dict[str, EventMention]) -> set[str]:
    """The content words of its clauses."""
    return {w for m in event.event_mentions if m in mentions and (clause := mentions[m].clause) for w in content_words(clause.exact)}


def between_quotations(utterances: Sequence[Utterance], quotations: dict[str, Quotation]) -> Iterator[Relation]:
    """What one article gives of an utterance, beside the fullest: the same, or a part of it."""
    for utterance in utterances:
        known = [quotations[q] for q in utterance.quotations if q in quotations]
        if len(known) < 2:
            continue
        held = {q.id: content_words(q.exact) for q in known}
        fullest = min(known, key=lambda q: (-len(held[q.id]), q.id))
        for q in known:
            if q.document != fullest.document:
                less = len(held[q.id]) * 2 <= len(held[fullest.id])
                why = "gives more of the same words" if less else "the same words of one speaker"
                yield relate("subsumption" if less else "equivalence", fullest.id, q.id, why)


def between_positions(positions: Sequence[Position], story_of: dict[str, str]) -> Iterator[Relation]:
    """Opposite stances of one party toward another, on one day and one topic, told by two articles."""
    stances: dict[tuple[str, ...], list[Position]] = defaultdict(list)
    for p in positions:
        if p.party and p.date:
            stances[story_of.get(p.document, p.document), p.party, p.toward or "", p.topic or "", p.date].append(p)
    for _, found in sorted(stances.items()):
        firsts: dict[str, Position] = {}
        for p in sorted(found, key=lambda p: p.id):
            firsts.setdefault(p.stance, p)
        for a, b in ((firsts[x], firsts[y]) for x in sorted(firsts) for y in sorted(firsts) if x < y and frozenset({x, y}) in OPPOSED):
            if a.document != b.document:
                yield relate("contradiction", a.id, b.id, f"{a.party_name or 'one party'} is said to {a.stance} and to {b.stance} on {a.date}")


def between_documents(docs: Sequence[Document], events: Sequence[Event]) -> Iterator[Relation]:
    """Documents with one lead: each later one with the first, where it tells of events that the first does not have."""
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for doc_id in event.documents:
            told[doc_id].add(event.id)
    leads: dict[str, list[Document]] = defaultdict(list)
    for doc in docs:
        if doc.lead:
            leads[doc.lead].append(doc)
    for _, group in sorted(leads.items()):
        first, *rest = sorted(group, key=lambda d: (d.dated or d.published or "9", d.id))
        for doc in rest:
            more = len(told[doc.id] - told[first.id])
            if more and told[doc.id] & told[first.id]:
                yield relate("elaboration", doc.id, first.id, f"leads with the same event, and tells of {more} more")


def link_claims(
    docs: Sequence[Document], stories: Sequence[Story], quotations: Sequence[Quotation], mentions: Sequence[EventMention]
) -> tuple[Iterable[Relation]]:
    """Documents of one day that are one claim each, of which one may weaken the other, or which say the same or more of one matter, whatever their stories:
    single sentences are too short to be put together as articles are.
    """
    story_of = {d: s.id for s in stories for d in s.documents}
    claims = find_claims(docs, quotations, mentions)
    disputed = {(a.document, b.document): reason(a, b) for a, b in find_disputes(claims, story_of)}
    made = [relate("contradiction", a, b, why) for (a, b), why in disputed.items()]
    for kind, a, b, why in find_agreeing(claims, story_of):
        if disputed.keys().isdisjoint([(a.document, b.document), (b.document, a.document)]):
            made.append(relate(kind, a.document, b.document, why))
    return (sorted({r.id: r for r in made}.values(), key=lambda r: r.id),)


def day_of_claim(doc: Document) -> str | None:
    """The day of a document that is one claim; None of an article, and of what says no day."""
    return doc.published[:10] if doc.published and 0 < doc.length <= LONGEST else None
