"""What one side denies and another asserts: the denial's words against the words that say it, or against the event that it would undo.

In: the quotations, events, mentions and entities of a room. Out: pairs of a denial and an assertion, each with the reason. A denial is a quotation whose cue
denies or disputes its content. What it denies is looked for by its words; where it only points ("denied the reports"), in what somebody else says just
before it of the one who denies. It does not judge who is right; who refuses or rejects an offer denies nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from synoptic.link.events.words import content_words
from synoptic.link.relations.sides import Sides
from synoptic.link.relations.words import covered, shown
from synoptic.link.stories.likeness import fold
from synoptic.model import Entity, Event, EventMention, Quotation

Denied = tuple[str, str, str]  # ids of the denial and of what it denies, and the reason

ASSERTED = frozenset({"happened", "reported"})
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|contradict(?:s|ed|ing)?|contest(?:s|ed|ing)?)\b", re.I
)
UNSAID = re.compile(
    r"\b(?:not|never|no|nor|nobody|none|without|cannot|den(?:y|ies|ied|ying|ials?)|disput\w+|refut\w+|false\w*|untrue|rumou?rs?|reject\w*|dismiss\w*)\b|n['’]t\b",
    re.I,
)
POINTS = "report reports allegation allegations accusation accusations account story suggestion charge charges claim claims news media article"
POINTING = frozenset(fold(w) for w in POINTS.split())  # what a denial may call what it denies
DENYING = frozenset({"deny", "dispute", "refute", "rebut", "contradict", "contest"})
SAID = frozenset({"said", "say", "says", "told"})
CHARGES = frozenset({"accuse", "allege", "blame", "charge", "accusation", "allegation"})
SHARED = 3  # content words of a denial that an assertion must have; of an event by the same party 2, as its doer is one more
COVERED = 0.45  # of the weight of the denial's words, where they are told again; 0.3 names the same on 334 articles, all 8 of them read as right
NEAR = 60  # assertions that a denial is compared with, those that share most words: keeps cost flat
BEFORE = 400  # characters before a denial that only points, within which stands what it points to


def denials(
    quotations: Iterable[Quotation], events: Sequence[Event], mentions: Mapping[str, EventMention], *, entities: Sequence[Entity], story_of: Mapping[str, str]
) -> Iterator[Denied]:
    """Each denial with what it denies, best first; of one utterance reported by several only the first denial that has an answer."""
    sides = Sides(entities)
    rooms: dict[str, list[Quotation]] = defaultdict(list)
    for q in sorted(quotations, key=lambda q: q.id):
        rooms[story_of.get(q.document, q.document)].append(q)
    told: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.type and e.modality in ASSERTED:
            told[story_of.get(e.documents[0], e.documents[0])].append(e)
    for room, said in sorted(rooms.items()):
        if not any(not q.polarity and q.cue and DENIES.search(q.cue.exact) for q in said):
            continue
        finder = Finder(said, told.get(room, ()), mentions, sides)
        done: set[str] = set()
        for q in (finder.with_speaker(q) for q in said):
            if is_denial(q) and (q.utterance or q.id) not in done:
                found = list(finder.answers(q))
                done.update([q.utterance or q.id] if found else [])
                yield from found


def is_denial(q: Quotation) -> bool:
    """Whether somebody named denies something: "denied that ...", not "did not deny", nor "were denied entry"."""
    cue = q.cue.exact if q.cue else ""
    return (
        not q.polarity
        and bool(q.speaker_name)
        and bool(DENIES.search(cue))
        and not UNSAID.search(DENIES.sub("", cue))
        and not re.search(r"\b(?:was|were|been|be|is|are)\b", cue)
    )


class Finder:
    """What is asserted in one story, by its words."""

    def __init__(self, said: Sequence[Quotation], events: Sequence[Event], mentions: Mapping[str, EventMention], sides: Sides) -> None:
        """Index what nobody doubts."""
        self.said = [q for q in said if q.polarity and not q.bare and not UNSAID.search(q.exact) and not (q.cue and UNSAID.search(q.cue.exact))]
        self.words = {q.id: content_words(q.exact) for q in said}
        self.having: dict[str, list[Quotation]] = defaultdict(list)
        for q in self.said:
            for word in sorted(self.words[q.id]):
                self.having[word].append(q)
        self.events, self.mentions, self.sides = events, mentions, sides
        self.deniers = {(m.document, m.start): m for _, m in sorted(mentions.items()) if m.lemma in DENYING and m.actors}
        self.by_party: dict[str, list[Event]] = defaultdict(list)
        self.by_accused: dict[str, list[Event]] = defaultdict(list)
        for e in events:
            for actor in e.actors:
                self.by_party[actor].append(e)
            for accused in e.recipients if e.type == "ACCUSE" and any(mentions[i].lemma in CHARGES for i in e.event_mentions if i in mentions) else ():
                self.by_accused[accused].append(e)

    def with_speaker(self, q: Quotation) -> Quotation:
        """A denial for whose speaker the words of the cue stand as an act: "Norland denied shelling ..."."""
        m = self.deniers.get((q.document, q.cue.start)) if q.cue and not q.speaker_name else None
        return replace(q, speaker=m.actors[0], speaker_name=m.actor_names[0]) if m and m.actor_names else q

    def answers(self, d: Quotation) -> Iterator[Denied]:
        """What a denial denies: the words of another that have its words, what the same party is said to have done or is accused of, or what it points to."""
        words = self.words[d.id] - content_words(d.speaker_name or "") - POINTING - SAID
        asserted = self.asserted(d, words) if len(words) >= SHARED else self.before(d) if self.points(d, words) else None
        if asserted is not None:
            yield d.id, asserted.id, f"{d.speaker_name} denies what {asserted.speaker_name or 'another'} says{shown(d.exact, words & self.words[asserted.id])}"
        deed = self.deed(d, words)
        if deed is not None:
            yield d.id, deed.id, f"{d.speaker_name} denies what is told as done{shown(d.exact, words & self.clauses(deed, d))}"
        charge = self.charge(d, words)
        if charge is not None:
            by = f" by {charge.actor_names[0]}" if charge.actor_names else ""
            yield d.id, charge.id, f"{d.speaker_name} denies what it is accused of{by}{shown(d.exact, words & self.clauses(charge, d))}"

    def points(self, d: Quotation, words: frozenset[str]) -> bool:
        """Whether a denial names no more than that there were reports or allegations."""
        return len(words) < 2 and bool(self.words[d.id] & POINTING)

    def asserted(self, d: Quotation, words: frozenset[str]) -> Quotation | None:
        """The words of somebody else that say what a denial denies, those that have most of it."""
        shared: dict[str, int] = defaultdict(int)
        by_id: dict[str, Quotation] = {}
        for word in sorted(words):
            for q in self.having.get(word, ()):
                shared[q.id] += 1
                by_id[q.id] = q
        near = sorted(shared, key=lambda i: (-shared[i], i))[:NEAR]
        fit = [(covered(words, self.words[i]), i) for i in near if shared[i] >= SHARED and self.may_answer(d, by_id[i]) and self.of_the_same(d, by_id[i])]
        best = min(((-c, i) for c, i in fit if c >= COVERED), default=None)
        return by_id[best[1]] if best else None

    def may_answer(self, d: Quotation, q: Quotation) -> bool:
        """Whether words are somebody else's, and not part of the denial."""
        inside = q.document == d.document and q.start < d.end and d.start < q.end
        return not inside and bool(q.speaker_name) and q.speaker_name != d.speaker_name and not self.sides.own(q.speaker) & self.sides.own(d.speaker)

    def of_the_same(self, d: Quotation, q: Quotation) -> bool:
        """Whether words speak of the one who denies, or of somebody of whom the denial speaks."""
        return bool((self.sides.of(d.speaker) | self.sides.named_in(d.span)) & self.sides.named_in(q.span))

    def deed(self, d: Quotation, words: frozenset[str]) -> Event | None:
        """An event that the one who denies is said to have done, in the words of the denial."""
        found = (
            (covered(words, told), e) for e in self.by_party.get(d.speaker or "", ()) if e.type != "REJECT" and len((told := self.clauses(e, d)) & words) >= 2
        )
        fit = [(-share, e.id, e) for share, e in found if share >= COVERED]
        return min(fit, key=lambda f: f[:2])[2] if fit else None

    def charge(self, d: Quotation, words: frozenset[str]) -> Event | None:
        """An accusation against the one who denies, with a word of the denial."""
        own = (e for e in self.by_accused.get(d.speaker or "", ()) if d.speaker not in e.actors)
        fit = [(-covered(words, told), e.id, e) for e in own if (told := self.clauses(e, d)) & words]
        return min(fit, key=lambda f: f[:2])[2] if fit else None

    def clauses(self, event: Event, d: Quotation) -> frozenset[str]:
        """The content words of an event's clauses that neither deny nor stand in the denial itself."""
        own = (m for i in event.event_mentions if (m := self.mentions.get(i)) and m.modality in ASSERTED)
        clauses = (m.clause for m in own if m.clause and not UNSAID.search(m.clause.exact) and not near(m, d))
        return frozenset(w for c in clauses for w in content_words(c.exact))

    def before(self, d: Quotation) -> Quotation | None:
        """What somebody else says just before a denial of the side that denies."""
        keys = self.sides.of(d.speaker)
        close = [q for q in self.said if q.document == d.document and 0 < d.start - q.end <= BEFORE and self.may_answer(d, q)]
        speaks_of = [q for q in close if keys & self.sides.named_in(q.span)]
        return max(speaks_of, key=lambda q: (q.end, q.id), default=None)


def near(m: EventMention, d: Quotation) -> bool:
    """Whether a mention stands in the words of a denial or in the same breath."""
    start, end = (d.cue.start, max(d.end, d.cue.end)) if d.cue else (d.start, d.end)
    return m.document == d.document and m.start < max(end, d.end) + 1 and min(start, d.start) - 1 < m.end
