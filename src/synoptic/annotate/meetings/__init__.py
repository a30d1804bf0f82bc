"""Meetings: rounds of talks, who sits for whom, who mediates, where and when, as one document tells of them.

In: a Reading with its chains, time expressions and quotations. Out: MeetingMentions: the words that name the meeting, its state, its round, and parts on
words of their own. A sentence that names no meeting may say who leads a delegation or who mediates: that goes to the nearest mention. Only
sentences with a word of the field are looked at. Which mentions are one meeting is the matter of the linker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.events.governors import controls, lemma
from synoptic.annotate.events.participants import Parties, country_names
from synoptic.annotate.events.roles import find_frames
from synoptic.annotate.meetings.delegations import delegations
from synoptic.annotate.meetings.heads import base, heads, is_pair
from synoptic.annotate.meetings.occasions import Occasion, clauses_on, occasions, rounds, word
from synoptic.annotate.meetings.seats import Seats
from synoptic.annotate.meetings.settings import Settings
from synoptic.annotate.meetings.states import state_of
from synoptic.annotate.meetings.words import CARRIERS, FIELD, GO_BETWEENS, HELD_AS, STATES
from synoptic.annotate.reading import Reading
from synoptic.annotate.vocabulary import nouns
from synoptic.model import Chain, MeetingMention, MeetingPart, Quotation, Timex

NEAR = 3  # sentences between a mention and what is said of its delegations
OWN_DAY = frozenset(["cancelled", "refused", "offered", "asked for", "postponed"])  # whose verb's day is that of the act
YEAR = re.compile(r"\d{4}")  # "the 2030 summit" names one, and tells no day
MOVED = frozenset(["to", "until", "till", "for"])


@dataclass(slots=True)
class Found:
    """A mention in the making, with the number of its sentence."""

    mention: MeetingMention
    sentence: int


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> Iterator[MeetingMention]:
    """The meetings that a document tells of."""
    lemmas = reading.columns.lemma
    finder: Finder | None = None
    for number, sentence in enumerate(reading.parsed.sents):
        if FIELD.isdisjoint(lemmas[sentence.start : sentence.end]):
            continue
        finder = finder or Finder(reading, chains, timexes, quotations)
        finder.look(number, sentence)
    if finder is not None:
        yield from finder.mentions()


class Finder:
    """The meetings of one document, sentence by sentence."""

    def __init__(self, reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> None:
        """Nothing is found yet."""
        self.reading = reading
        self.parties = Parties(reading, chains, quotations)
        self.seats = Seats(self.parties)
        self.settings = Settings(self.seats)
        self.timexes = [t for t in timexes if t.type in ("DATE", "TIME")]
        self.values = {t.id: t.value for t in self.timexes}
        self.found: list[Found] = []
        self.loose: list[tuple[int, MeetingPart]] = []

    def look(self, number: int, sentence: Phrase) -> None:
        """Take in a sentence."""
        frames = {}
        for frame in find_frames(sentence, self.reading.columns, controls=controls, event_nouns=()):
            for token in frame.path:
                frames[token.i] = frame
        named = occasions(sentence, frames, known=bool(self.found))
        here = [made for one in named if (made := self.mention(one, sentence)) is not None]
        self.found.extend(Found(made, number) for made in here)
        if not CARRIERS.isdisjoint(t.lemma_.lower() for t in sentence) or any(t.lower_ in ("auspices", "offices", "team") for t in sentence):
            self.loose.extend((number, part) for part in (*delegations(sentence, self.seats), *self.settings.go_betweens(sentence)))

    def mention(self, occasion: Occasion, sentence: Phrase) -> MeetingMention | None:
        """The record of a meeting that a sentence names, or None where nobody in particular meets."""
        named = list(heads(occasion))
        both = [t for t in named if is_pair(t)]
        parts = [*self.seats.of(t for t in named if t not in both), *self.settings.of_occasion(occasion, sentence)]
        parts = list(persons_of_one_country(parts))
        between = {p.words.start for p in parts if p.role in ("mediator", "host", "chair", "venue")}
        parts = [p for p in parts if p.role != "party" or p.words.start not in between]
        number = None
        for which, token in rounds(occasion):
            number = which
            words = self.reading.span(token.idx, token.idx + len(token.text))
            parts.append(MeetingPart(role="round", words=words, name=words.exact.lower()))
            break
        state = state_of(occasion)
        timex = self.day(occasion, state)
        parts += [self.seats.part("pair", t, (None, "both sides")) for t in both[:1]]
        pair = bool(both) and (timex is not None or any(p.role in ("venue", "round", "mediator") for p in parts))
        go_between = occasion.meets and bool(parts) and any(base(t) in GO_BETWEENS for t in named)  # mediators meet one side
        if not pair and not go_between and not self.tells(occasion, parts, state, timex):
            return None
        start, end = extent(occasion)
        around = self.parties.quotations.around(start, end)
        return MeetingMention(
            **self.reading.where("mm", start, end),  # type: ignore[arg-type]
            state=state,
            round=number,
            topic=word(occasion.head),
            parts=tuple(parts),
            timex=timex,
            quotation=around[-1].id if around else None,
        )

    def tells(self, occasion: Occasion, parts: list[MeetingPart], state: str | None, timex: str | None) -> bool:
        """Whether a meeting is one in particular: parties that meet, a round that is counted, or talks with a day, a place or a go-between."""
        parties = {p.entity or p.name.lower() for p in parts if p.role == "party"}
        roles = {p.role for p in parts} - {"party", "pair"}
        if occasion.head.pos_ == "VERB" and state is None and timex is None:
            return False  # "often meets", "while they negotiate"
        if occasion.head.pos_ == "VERB" or not occasion.strong:
            weighty = [p for p in parts if p.role in ("leader", "member")] or any(self.is_side(p) for p in parts if p.role == "party")
            if len(parties) > 1 and weighty:
                return True
            if self.found and parties and any(c.lower_ in ("the", "that", "this") for c in occasion.head.lefts):
                return True  # "Norland confirmed the meeting"
            return "round" in roles and (occasion.strong or any(word(t) == "round" for t in occasion.words))
        if len(parties) > 1 or "round" in roles:
            return True
        if roles & {"venue", "mediator", "host"}:
            return True
        if timex is not None and not YEAR.fullmatch(self.values.get(timex) or ""):
            return state is not None or bool(parties)
        return bool(self.found) and state in ("cancelled", "postponed", "adjourned")

    def is_side(self, part: MeetingPart) -> bool:
        """Whether a party is no private person: a country, a body, who holds an office, or several."""
        chain = self.parties.by_id.get(part.entity or "")
        if chain is not None and (chain.type != "PERSON" or chain.country is not None or chain.roles):
            return True
        phrase = self.reading.phrase(part.words.start, part.words.end)
        head = phrase[-1] if phrase is not None and len(phrase) else None
        return head is not None and head.pos_ == "NOUN" and (head.tag_ == "NNS" or head.lemma_.lower() in nouns("body"))

    def day(self, occasion: Occasion, state: str | None) -> str | None:
        """The time expression that dates the meeting: that of its words before that of its predicate, which may date only what is done to it."""
        own = {t.i for t in (*occasion.words, *clauses_on(occasion))}
        verb = occasion.verb.i if occasion.verb is not None else -1
        best: tuple[int, str] | None = None
        sentence = occasion.head.sent
        for timex in self.timexes:
            if timex.start < sentence.start_char or timex.end > sentence.end_char:
                continue
            phrase = self.reading.phrase(timex.start, timex.end)
            if phrase is not None and any(t.i in own for t in phrase):
                continue  # "a second day of talks"
            rank = self.hangs(phrase.root, own, verb, occasion, state) if phrase is not None and len(phrase) else None
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, timex.id)
        return best[1] if best else None

    @staticmethod
    def hangs(token: Token, own: set[int], verb: int, occasion: Occasion, state: str | None) -> int | None:
        """How near a time expression hangs to a meeting: 0 on its words, 1 on its predicate; None where it hangs elsewhere."""
        preposition = ""
        for _ in range(8):
            if token.i in own and token.i != verb:
                return 0
            if token.i == verb:
                own_act = occasion.verb is not None and STATES.get(lemma(occasion.verb)) == state
                acts = state in OWN_DAY and own_act and not occasion.meets and preposition not in MOVED
                core = occasion.meets or occasion.link in ("subject", "object", "attr", "in", "at", "for", "to") or state == "adjourned"
                return None if acts or not core else 1
            if token.dep_ == "prep":
                preposition = token.lower_
            if token.pos_ in ("VERB", "AUX") and not (token.dep_ == "acl" and token.lemma_ in HELD_AS) and token.dep_ not in ("xcomp", "aux", "auxpass"):
                return None
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def mentions(self) -> Iterator[MeetingMention]:
        """What was found, with the parts that other sentences tell, each part of a role once a mention."""
        extra: dict[int, list[MeetingPart]] = {}
        for number, part in self.loose:
            near = [i for i, f in enumerate(self.found) if abs(f.sentence - number) <= NEAR and belongs(part, f.mention, apart=abs(f.sentence - number))]
            at = min(near, key=lambda i: (abs(self.found[i].sentence - number), self.found[i].sentence > number, -i), default=None)
            if at is not None:
                extra.setdefault(at, []).append(part)
        made: dict[str, MeetingMention] = {}
        for at, one in enumerate(self.found):
            mention = replace(one.mention, parts=tidy((*one.mention.parts, *extra.get(at, ()))))
            made.setdefault(mention.id, mention)
        yield from made.values()


def belongs(part: MeetingPart, mention: MeetingMention, *, apart: int) -> bool:
    """Whether a delegate or go-between of another sentence is of a meeting: his side meets there, or its sides are not all named. `apart`: in sentences."""
    parties = {x for p in mention.parts if p.role == "party" for x in (p.entity, p.name.lower()) if x}
    if part.role == "mediator" or apart == 0:
        return True
    if part.side_name is None:
        return apart == 1 and len(parties) < 2
    lasts = {p.name.lower().split()[-1] for p in mention.parts if p.role == "party"}  # "the union", of the dockers' union
    return part.side in parties or part.side_name.lower().split()[-1] in lasts or sum(p.role == "party" for p in mention.parts) < 2


def persons_of_one_country(parts: list[MeetingPart]) -> Iterator[MeetingPart]:
    """Parts, where persons sit for a country only if another country meets: a senator who meets a president does so for himself."""
    nations = {p.name for p in parts if p.role == "party"} & frozenset(country_names().values())
    private = {p.words.start for p in parts if p.role in ("leader", "member") and p.side_name in nations} if len(nations) == 1 else set()
    for part in parts:
        if part.role == "member" and part.words.start in private:
            yield replace(part, role="party", side=None, side_name=None)
        elif part.role != "party" or part.words.start not in private:
            yield part


def tidy(parts: Iterable[MeetingPart]) -> tuple[MeetingPart, ...]:
    """Each part once, in order of the text; who leads is no mere member, who mediates no party, and a side that somebody sits for is a party."""
    rows = list(parts)
    leaders = {p.entity or p.name for p in rows if p.role == "leader"}
    between = {p.entity or p.name for p in rows if p.role == "mediator"}
    kept: dict[tuple[str, str, str], MeetingPart] = {}
    for p in rows:
        who = p.entity or p.name
        if (p.role == "member" and who in leaders) or (p.role in ("party", "leader", "member") and who in between):
            continue
        key = (p.role, who, "")
        if key not in kept or (kept[key].side_name is None and p.side_name is not None):
            kept[key] = p
    return tuple(sorted(kept.values(), key=lambda p: (p.words.start, p.words.end, p.role, p.name)))


def extent(occasion: Occasion) -> tuple[int, int]:
    """Offsets of the words that name a meeting: from what counts it to its last word; of a verb the verb."""
    tokens = [t for t in occasion.words if t.pos_ != "VERB"] or occasion.words
    marks = [n[1] for n in rounds(occasion)][:1]
    run = sorted([*tokens, *marks], key=lambda t: t.i)
    if run[-1].i - run[0].i > 10:
        run = [occasion.head]
    first, last = run[0], run[-1]
    return first.idx, last.idx + len(last.text)
