"""What each document leads with: the event that its lead tells of, shared by all documents that lead with it.

In: documents, stories, events, event mentions, signatures, citations. Out: Documents with `lead` and `original_outlet`, Stories with their
events. Documents of a story are grouped by their likeness and by the words and names that set them apart from each other; where
their leads tell of one event the pair gains, where they tell of two of one kind by the same parties (another appeal, another
strike) it loses. Where no event fits, the group's own id stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from synoptic.link.grouping import group_documents
from synoptic.link.stories.likeness import Likeness
from synoptic.model import Citation, Document, Event, EventMention, Signature, Story

# Log-odds that two documents of a story lead with one event: a logistic regression's on pairs of ECB+ and GVA documents (evals/train_leads.py). `words` and
# `names`: how alike they are in those that set the story's articles apart from each other
BIAS, WEIGHTS = -1.71, {"likeness": 0.69, "words": 2.04, "names": 2.99}
SAME_EVENT = 1.14  # what a pair gains where both lead with one event
# And loses where they lead with two that are alike: by hand, as ECB+ has no days (fitted, -1.2); with -4 two appeals days apart, in the seeds, led as one
OTHER_EVENT = -6.0
LEAST = -6.0  # log-odds of a pair that was not compared, or has less
# One article stays with its story's lead unless much speaks against it; two sets of articles, each on its own matter, need more in common the larger they are,
# as a mean over many pairs is surer. With ALIKE from -1.9 to -1.6 and RISE from 0.5 to 0.6 ECB+ documents' B3 F1 is 0.904 to 0.922, different events of a
# topic are apart in 0.968 or more, GVA pairs F1 0.897 to 0.911; without RISE no ALIKE has both 0.9 of the first and 0.86 of the second
ALIKE = -1.85  # mean log-odds that it takes to join an article
RISE = 0.55  # and what more with every doubling of the smaller of two groups
PAIRED = 100  # documents of a story that lead with one kind of act, beyond which only neighbours in time are paired


def link(  # noqa: PLR0917 (a linker is called with the kinds that it needs, in their order)
    docs: Sequence[Document],
    stories: Sequence[Story],
    events: Sequence[Event],
    mentions: Sequence[EventMention],
    signatures: Sequence[Signature],
    citations: Sequence[Citation],
) -> tuple[Iterable[Document], Iterable[Story]]:
    """Documents with what they lead with, and where they first stood; stories with their events."""
    told = leading(events, mentions)
    changed = changes(docs, stories, told)
    groups = group_documents(docs, stories, signatures, weigh=lambda likeness: weighed(likeness, changed), alike=ALIKE, rise=RISE, floor=LEAST)
    lead = events_of(groups, told)
    outlet: dict[str, str] = {}
    for c in sorted(citations, key=lambda c: (c.document, c.start, c.id)):
        if c.type == "republishes":
            outlet.setdefault(c.document, c.outlet)
    home = {d: s.id for s in stories for d in s.documents}
    inside: dict[str, list[str]] = defaultdict(list)
    for event in events:
        inside[home.get(event.documents[0], "")].append(event.id)
    return (
        [replace(d, lead=lead.get(d.id, d.lead), original_outlet=d.original_outlet or outlet.get(d.id)) for d in docs],
        [replace(s, events=tuple(sorted(inside[s.id]))) for s in stories],
    )


def leading(events: Sequence[Event], mentions: Sequence[EventMention]) -> dict[str, list[Event]]:
    """Document -> the events of its lead sentence, in the order in which it has them, those with parties first."""
    event_of = {m: e for e in events for m in e.event_mentions}
    told: dict[str, list[Event]] = defaultdict(list)
    leads = [m for m in mentions if m.leads and m.id in event_of]
    for m in sorted(leads, key=lambda m: (m.document, not (m.actors or m.actor_names), m.start, m.id)):
        if event_of[m.id] not in told[m.document]:
            told[m.document].append(event_of[m.id])
    return told


def changes(docs: Sequence[Document], stories: Sequence[Story], told: dict[str, list[Event]]) -> dict[tuple[str, str], float]:
    """What the leads' events add to the likeness of pairs of documents (ids, the smaller first)."""
    day = {d.id: d.dated or d.published or "" for d in docs}
    found: dict[tuple[str, str], float] = {}
    for story in stories:
        kinds: dict[str, list[str]] = defaultdict(list)
        for doc in sorted(story.documents, key=lambda d: (day.get(d, ""), d)):
            for kind in sorted({e.type for e in told.get(doc, []) if e.type}):
                kinds[kind].append(doc)
        for holders in kinds.values():
            for at, one in enumerate(holders):
                for other in holders[at + 1 : at + 1 + PAIRED]:
                    found[min(one, other), max(one, other)] = bearing(told[one], told[other])
    return {pair: value for pair, value in found.items() if value}


def weighed(likeness: Likeness, changed: Mapping[tuple[str, str], float]) -> dict[tuple[int, int], float]:
    """Log-odds that pairs of a story's documents lead with one event: their likeness, what sets them apart, and what their leads' events say."""
    pairs, ids = likeness.pairs(), likeness.ids
    scores: dict[tuple[int, int], float] = {}
    for (i, j), (words, names) in likeness.contrasts().items():
        score = BIAS + WEIGHTS["likeness"] * pairs[i, j] + WEIGHTS["words"] * words + WEIGHTS["names"] * names
        scores[i, j] = round(score + changed.get((ids[i], ids[j]), 0.0), 4)
    return scores


def bearing(one: Sequence[Event], other: Sequence[Event]) -> float:
    """What two documents' leading events say about whether they lead with one."""
    if {e.id for e in one} & {e.id for e in other}:
        return SAME_EVENT
    return OTHER_EVENT if any(alike(a, b) for a in one for b in other) else 0.0


def alike(a: Event, b: Event) -> bool:
    """Whether two events are of one kind, by one party or by nobody named at two places, and on different days: happenings easily taken for one."""
    party = bool(set(a.actors) & set(b.actors)) or (not a.actor_names and not b.actor_names and bool(a.place and b.place) and a.place != b.place)
    return a.type == b.type and party and bool(a.date and b.date) and a.date != b.date


def events_of(groups: dict[str, str], told: dict[str, list[Event]]) -> dict[str, str]:
    """Document -> the id of the event that most documents of its group lead with, no event for two groups; else the group's id."""
    members: dict[str, list[str]] = defaultdict(list)
    for doc, group in groups.items():
        members[group].append(doc)
    votes: list[tuple[float, str, str]] = []
    for group, docs in members.items():
        weight: Counter[str] = Counter()
        for doc in docs:
            for place, event in enumerate(told.get(doc, [])):
                weight[event.id] += 2 if place == 0 else 1
        votes += [(-w, group, event) for event, w in weight.items()]
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for _, group, event_id in sorted(votes):
        if group not in chosen and event_id not in taken:
            chosen[group] = event_id
            taken.add(event_id)
    return {doc: chosen.get(group, group) for doc, group in groups.items()}
