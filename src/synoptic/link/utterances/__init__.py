"""Quotations of all documents -> utterances: the same words of one speaker, said once, however often reported.

In: stories, quotations with entities and dates, entities. Out: utterances, and the quotations with theirs; each has exactly one. Pairs are proposed by
words that they share within a story and decided by speaker, day and words; decisions join by union, so that no order of input matters.
A speaker without a name may be any speaker, where the words agree closely.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.utterances.same_words import Saying, disagree, shared, verbatim
from synoptic.model import Entity, Quotation, Story, Utterance

COMMON = 60  # a word in more quotations of a story than this proposes no pair
FEWEST = 3  # content words that two quotations must share
PART = 0.6  # of the shorter's content words that the longer holds; different statements of one speaker on one day share under 0.45
PART_UNNAMED = 0.8  # the same where a speaker has no name
DAYS_ALIKE = 1  # a day's difference is a time zone, or an article of the morning after
DAYS_VERBATIM = 7  # words that agree one by one are still quoted a week later
VERBATIM, VERBATIM_FEWEST = 0.9, 6


def link(stories: Sequence[Story], quotations: Sequence[Quotation], entities: Sequence[Entity]) -> tuple[tuple[Utterance, ...], tuple[Quotation, ...]]:
    """The utterances, and the quotations with `utterance` filled."""
    named = {e.id for e in entities if is_name(e.name)}
    story_of = {d: s.id for s in stories for d in s.documents}
    rooms: dict[str, list[Quotation]] = defaultdict(list)
    for q in sorted(quotations, key=lambda q: q.id):
        rooms[story_of.get(q.document, q.document)].append(q)
    utterances: list[Utterance] = []
    utterance_of: dict[str, str] = {}
    for key in sorted(rooms):
        for members, why in join_story(rooms[key], named):
            u = make_utterance(members, named, why)
            utterances.append(u)
            utterance_of.update(dict.fromkeys(u.quotations, u.id))
    return tuple(sorted(utterances, key=lambda u: u.id)), tuple(replace(q, utterance=utterance_of[q.id]) for q in quotations)


def is_name(name: str) -> bool:
    """Whether an entity goes by a name, rather than by "a spokesperson" or "two officials"."""
    first, _, rest = name.partition(" ")
    return first[:1].isupper() and not (first.lower() in ("a", "an", "one", "two", "some", "several", "another") and rest)


def join_story(quotations: Sequence[Quotation], named: set[str]) -> Iterator[tuple[list[Quotation], str]]:
    """Groups of quotations of one story that give the same words, with why."""
    sayings = [Saying(q.exact) for q in quotations]
    leader = list(range(len(quotations)))
    reasons: dict[int, str] = {}

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, j in sorted(proposed_pairs(quotations, sayings)):
        why = same_utterance(quotations[i], quotations[j], sayings[i], sayings[j], named)
        if why:
            a, b = sorted((find(i), find(j)))
            leader[b] = a
            reasons.setdefault(a, why)
    groups: dict[int, list[Quotation]] = defaultdict(list)
    for i, q in enumerate(quotations):
        groups[find(i)].append(q)
    for root, members in sorted(groups.items()):
        yield members, reasons.get(root, "")


def proposed_pairs(quotations: Sequence[Quotation], sayings: Sequence[Saying]) -> set[tuple[int, int]]:
    """Pairs that share content words, and those of which one lies inside the other."""
    having: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(sayings):
        for stem in s.kinds:
            having[stem].append(i)
    counts: Counter[tuple[int, int]] = Counter()
    for _, places in sorted(having.items()):
        if len(places) <= COMMON:
            counts.update((i, j) for n, i in enumerate(places) for j in places[n + 1 :])
    pairs = {p for p, n in counts.items() if n >= min(2, len(sayings[p[0]].kinds), len(sayings[p[1]].kinds))}
    inside: dict[str, list[int]] = defaultdict(list)
    for i, q in enumerate(quotations):
        inside[q.document].append(i)
    for places in inside.values():
        places.sort(key=lambda i: (quotations[i].start, -quotations[i].end))
        for n, i in enumerate(places):
            for j in places[n + 1 :]:
                if quotations[j].start >= quotations[i].end:
                    break
                pairs.add((min(i, j), max(i, j)))
    return pairs


def same_utterance(a: Quotation, b: Quotation, x: Saying, y: Saying, named: set[str]) -> str:
    """Why two quotations give the same words, or an empty text."""
    known = [q.speaker for q in (a, b) if q.speaker in named]
    if len(known) == 2 and known[0] != known[1]:
        return ""
    same_speaker = len(known) == 2 or (a.speaker is not None and a.speaker == b.speaker)
    if a.document == b.document and same_speaker and a.start < b.end and b.start < a.end:
        return "one stands in the other"
    if a.polarity != b.polarity or disagree(x, y):
        return ""
    both, part = shared(x, y)
    if both >= VERBATIM_FEWEST and verbatim(x, y) >= VERBATIM and days_apart(a.said, b.said) <= DAYS_VERBATIM:
        return f"the same {both} words in their order"
    if days_apart(a.said, b.said) > DAYS_ALIKE:
        return ""
    fewest = min(FEWEST, len(x.kinds), len(y.kinds)) if "direct" not in (a.type, b.type) else FEWEST
    if both >= max(fewest, 2) and part >= (PART if same_speaker else PART_UNNAMED) and (same_speaker or both > FEWEST):
        return f"{both} words of content in common, {part:.0%} of the shorter"
    return ""


def days_apart(a: str | None, b: str | None) -> int:
    """Days between two dates; 0 where one is unknown, open, or holds the other."""
    if not a or not b or a.startswith(b) or b.startswith(a):
        return 0
    try:
        return abs((datetime.date.fromisoformat(a[:10]) - datetime.date.fromisoformat(b[:10])).days)
    except ValueError:
        return 0


def make_utterance(members: Iterable[Quotation], named: set[str], why: str) -> Utterance:
    """One utterance of its quotations: the speaker whom most name, the earliest day."""
    members = sorted(members, key=lambda q: q.id)
    speakers = Counter(q.speaker for q in members if q.speaker in named) or Counter(q.speaker for q in members if q.speaker)
    speaker = min(speakers, key=lambda s: (-speakers[s], s or ""), default=None)
    said = min((q.said for q in members if q.said), default=None)
    return Utterance(id=make_id("u", members[0].id), speaker=speaker, said=said, quotations=tuple(q.id for q in members), why=why)
