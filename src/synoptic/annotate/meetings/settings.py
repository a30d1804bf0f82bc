"""Where a meeting is held, by which means, and who mediates, hosts or chairs it.

In: an Occasion or a sentence, and the parties of the document. Out: MeetingParts with roles venue, means, mediator, host and chair, each on its own words.
A venue is a place that hangs on the meeting or on its predicate by "in" or "at"; a town that is host is a venue too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.events.governors import lemma
from synoptic.annotate.events.phrases import coordinated
from synoptic.annotate.meetings.heads import base, names_side, pobjs
from synoptic.annotate.meetings.occasions import Occasion, clauses_on, word
from synoptic.annotate.meetings.seats import Seats
from synoptic.annotate.meetings.words import AT, BETWEEN_ROLES, COMING, GO_BETWEENS, NOUNS, PLACES, VENUES
from synoptic.model import MeetingPart

MEANS = re.compile(
    r"\b(?:(?:by|via|over|through|on|in) (?:a |an |the )?(?:secure |encrypted )?(?:video(?:[- ]?(?:link|conference|call|conferencing))?"
    r"|(?:tele)?phone(?: call| line)?|satellite link|teleconference|conference call|Zoom)|virtually|remotely)\b",
    re.IGNORECASE,
)
NEUTRAL = frozenset(["neutral", "common"])
OFFICES = frozenset(["mediation", "auspex", "auspice", "auspices", "arbitration", "facilitation", "sponsorship", "patronage"])
BROKERED = frozenset(["mediated", "brokered", "facilitated", "sponsored", "hosted", "chaired", "backed", "led"])
LONGEST = 14  # words of a venue


class Settings:
    """Finds venues and go-betweens in one document."""

    def __init__(self, seats: Seats) -> None:
        """Over the same parties."""
        self.seats = seats
        self.parties, self.reading = seats.parties, seats.reading

    def of_occasion(self, occasion: Occasion, sentence: Phrase) -> Iterator[MeetingPart]:
        """Venue and means of a meeting, and who stands between or over its parties."""
        yield from self.venues(occasion)
        yield from self.between(occasion)
        for found in MEANS.finditer(sentence.text):
            start = sentence.start_char + found.start()
            if self.near(occasion, start):
                words = self.reading.span(start, start + len(found[0]))
                yield MeetingPart(role="means", words=words, name=words.exact)

    def near(self, occasion: Occasion, start: int) -> bool:
        """Whether words stand with a meeting's own predicate and not with another verb."""
        phrase = self.reading.phrase(start, start + 1)
        token = phrase[0] if phrase is not None and len(phrase) else None
        for _ in range(6):
            if token is None or token in occasion.words or token.i == (occasion.verb.i if occasion.verb is not None else -1):
                return token is not None
            if token.pos_ == "VERB":
                return False
            token = token.head if token.head.i != token.i else None
        return False

    # ------------------------------------------------------------ where

    def venues(self, occasion: Occasion) -> Iterator[MeetingPart]:
        """Places that hang on the meeting or its predicate; the words of one that lies inside another are its own."""
        taken = -1
        for preposition in self.prepositions(occasion):
            for place in pobjs(preposition):
                if place.i > taken and self.is_venue(place, preposition.lower_):
                    start, last = self.venue_words(place)
                    taken = last.i
                    words = self.reading.span(start.idx, last.idx + len(last.text))
                    named = next((t for t in place.doc[start.i : last.i + 1] if t.ent_type_ in PLACES and self.parties.chains.at(t) is not None), None)
                    chain = self.parties.chains.at(named) if named is not None else None
                    yield MeetingPart(role="venue", words=words, name=" ".join(words.exact.split()), entity=chain.id if chain is not None else None)

    def prepositions(self, occasion: Occasion) -> list[Token]:
        """The prepositions of place that hang on a meeting's words, on its predicate, and on what it is held by ("talks held in", "talks on Monday in")."""
        holders = [*occasion.words, *clauses_on(occasion)]
        if occasion.verb is not None and (occasion.meets or occasion.link in ("subject", "object", "attr", "for", "in", "at", "to")):
            path = occasion.frame.path if occasion.frame is not None else (occasion.verb,)
            holders += [t for t in path if t.pos_ != "ADJ" and (t.i == occasion.verb.i or lemma(t) in ("expect", "schedule", "due", "set", "plan", "agree"))]
        motion = occasion.verb is not None and occasion.link in ("for", "subject", "to") and occasion.verb.lemma_ in COMING | {"move"}
        found: dict[int, Token] = {}
        for holder in holders:
            for child in holder.rights:
                self.place_words(child, motion and occasion.verb is not None and holder.i == occasion.verb.i, found)
                for deeper in child.children:  # "on Monday in Geneva", "between A and B in Geneva"
                    if child.dep_ in ("npadvmod", "advmod") or (child.dep_ == "prep" and deeper.dep_ == "pobj"):
                        for part in (deeper, *coordinated(deeper)):
                            if child.dep_ != "prep" or child.lower_ in ("on", "with", "between", "for"):
                                for last in part.rights:
                                    self.place_words(last, False, found, inner=True)
        return [found[i] for i in sorted(found)]

    @staticmethod
    def place_words(token: Token, motion: bool, found: dict[int, Token], *, inner: bool = False) -> None:
        """Note a preposition of place."""
        if token.dep_ == "prep" and (token.lower_ in (AT - {"on", "under"} if inner else AT) or (motion and token.lower_ in ("to", "into"))):
            found[token.i] = token

    def is_venue(self, token: Token, preposition: str) -> bool:
        """Whether a noun phrase names a place to meet at."""
        if preposition == "under" or word(token) in NOUNS:
            return False
        if token.ent_type_ in PLACES:
            return preposition != "on" or token.ent_type_ != "GPE"
        lemma_ = token.lemma_.lower()
        if lemma_ in ("ground", "territory"):
            return any(c.lower_ in NEUTRAL or c.ent_type_ for c in token.lefts)
        chain = self.parties.chain_of(token)
        if token.pos_ == "PROPN" and chain is not None and chain.type in PLACES:
            return preposition != "on"
        return lemma_ in VENUES or (token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "") and any(t.lower_ in VENUES for t in (token, *token.lefts)))

    def venue_words(self, token: Token) -> tuple[Token, Token]:
        """First and last word of a venue: with the town that it lies in, without a clause, a day or the parties."""
        first, last = token.left_edge, token
        while first.i < token.i and (first.dep_ == "det" or first.is_punct):
            first = first.nbor()
        while True:
            deeper = None
            following = last.nbor() if last.i + 1 < len(last.doc) else None
            if (
                following is not None
                and following.text == ","
                and last.i + 2 < last.sent.end
                and last.nbor(2).dep_ == "appos"
                and last.nbor(2).ent_type_ in PLACES
            ):
                deeper = last.nbor(2)
            for child in last.rights:
                if child.dep_ == "prep" and child.lower_ in ("of", "in", "near", "on", "outside", "at"):
                    deeper = next(
                        (p for p in child.rights if p.dep_ == "pobj" and p.ent_type_ not in ("DATE", "TIME") and (p.ent_type_ or p.pos_ in ("PROPN", "NOUN"))),
                        None,
                    )
                    if deeper is not None and (child.lower_ != "of" and not self.is_venue(deeper, "in")):
                        deeper = None
                elif child.dep_ == "appos" and child.ent_type_ in PLACES:
                    deeper = child
                if deeper is not None:
                    break
            if deeper is None or deeper.i - first.i > LONGEST:
                break
            last = deeper
        while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I" and last.nbor().ent_type_ in PLACES:
            last = last.nbor()
        return first, last

    # ------------------------------------------------------------ between

    def between(self, occasion: Occasion) -> Iterator[MeetingPart]:
        """Who mediates, hosts or chairs: "brokered by Oman", "Oman hosted the talks", "Omani-mediated talks"."""
        for noun in (t for t in occasion.words if t.pos_ in ("NOUN", "PROPN")):
            for child in noun.children:
                if child.dep_ in ("acl", "relcl") and child.lemma_ in BETWEEN_ROLES:
                    yield from self.agents(child)
                elif child.dep_ in ("amod", "compound") and child.lower_ in BROKERED:
                    yield from self.hyphened(child)
        verb = occasion.verb
        if (
            verb is not None
            and lemma(verb) in ("bring", "call", "summon")
            and occasion.link in ("for", "to")
            and occasion.frame is not None
            and not occasion.frame.passive
        ):
            yield from self.parts((t for t in occasion.frame.actors if base(t) not in GO_BETWEENS), "mediator")
        if verb is not None and verb.lemma_ in BETWEEN_ROLES and occasion.link in ("object", "subject", "in", "over", "at"):
            yield from self.agents(verb)
            if occasion.frame is not None and not occasion.frame.passive:
                yield from self.parts(occasion.frame.actors, BETWEEN_ROLES[verb.lemma_])

    def agents(self, verb: Token) -> Iterator[MeetingPart]:
        """Those by whom something is mediated, hosted or chaired, also by two: "hosted and mediated by Oman"."""
        for one in (verb, *(c for c in verb.rights if c.dep_ == "conj" and c.lemma_ in BETWEEN_ROLES)):
            for child in one.rights:
                if child.dep_ in ("agent", "prep") and child.lower_ == "by":
                    yield from self.parts(pobjs(child), BETWEEN_ROLES[one.lemma_])
                    if one.i != verb.i and not any(c.dep_ == "agent" for c in verb.rights):
                        yield from self.parts(pobjs(child), BETWEEN_ROLES[verb.lemma_])

    def hyphened(self, participle: Token) -> Iterator[MeetingPart]:
        """Those before a participle: "Omani-mediated talks"."""
        role = BETWEEN_ROLES.get(participle.lemma_, "mediator")
        before = [c for c in participle.lefts if c.dep_ in ("npadvmod", "amod", "compound", "advmod", "nmod") and (c.ent_type_ or c.pos_ == "PROPN")]
        at = participle.i - 1
        if not before and at > 0 and participle.doc[at].text in ("-", "‑", "–") and participle.doc[at - 1].ent_type_ in ("NORP", "GPE", "ORG"):
            before = [participle.doc[at - 1]]
        yield from self.parts(before, role)

    def go_betweens(self, sentence: Phrase) -> Iterator[MeetingPart]:
        """Mediators that a sentence names, whether or not it names the meeting: "federal mediator Ann Lee", "Oman is mediating", "under UN auspices"."""
        for token in sentence:
            name = base(token)
            if name in GO_BETWEENS and token.pos_ in ("NOUN", "PROPN"):
                yield from self.mediator(token)
            elif name in OFFICES or (name == "office" and any(c.lower_ == "good" for c in token.lefts)):
                yield from self.parts(self.seats.owners(token), "mediator")
            elif token.pos_ == "VERB" and name in ("mediate", "broker") and token.dep_ in ("advcl", "conj") and token.tag_ == "VBN":
                yield from self.agents(token)  # "resumed talks, mediated by Oman"
            elif token.pos_ == "VERB" and name in ("mediate", "broker") and self.about_talks(token):
                subject = [q for c in token.lefts if c.dep_ == "nsubj" for q in coordinated(c)] or [
                    c for c in token.head.lefts if c.dep_ == "nsubj" and token.dep_ == "xcomp"
                ]
                yield from self.parts(subject, "mediator")

    @staticmethod
    def about_talks(verb: Token) -> bool:
        """Whether a verb of mediating says between whom, or in which talks, and not which truce came of it long ago."""
        return any(c.dep_ == "prep" and c.lower_ in ("between", "in") for c in verb.rights) or any(c.dep_ == "dobj" and word(c) in NOUNS for c in verb.rights)

    def mediator(self, token: Token) -> Iterator[MeetingPart]:
        """A mediator by name, else by whose he is, else as he is called."""
        if token.dep_ == "compound" and self.seats.is_person(token.head):
            yield from self.parts([token.head], "mediator")
            return
        if token.dep_ in ("appos", "attr") or (token.dep_ == "pobj" and token.head.lower_ == "as"):
            head = token.head if token.dep_ == "appos" else next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
            if token.dep_ == "pobj":
                verb = token.head.head
                head = next((c for c in verb.lefts if c.dep_ == "nsubj"), verb if verb.pos_ in ("PROPN", "NOUN") else None)
            if head is not None and (self.seats.is_person(head) or head.ent_type_ in ("ORG", "GPE")):
                yield from self.parts([head], "mediator")
                return
        people = [c for c in token.rights if c.dep_ == "appos" and self.seats.is_person(c)]
        owners = [o for o in self.seats.owners(token) if o.ent_type_ in ("NORP", "GPE", "ORG")]
        if people or owners:
            yield from self.parts(people or owners, "mediator", named=token if not people else None)
        elif token.dep_ not in ("compound", "amod") and any(c.dep_ in ("amod", "compound", "poss") for c in token.lefts):
            _, name = self.seats.named(token)
            yield self.seats.part("mediator", token, (None, name or token.text))

    def parts(self, heads: Iterable[Token], role: str, *, named: Token | None = None) -> Iterator[MeetingPart]:
        """Parts of one role. `named`: the words that show it, where they are not the name's own ("Omani mediators")."""
        for head in heads:
            head = next((c for c in head.rights if c.dep_ == "appos" and self.seats.is_person(c)), head)  # "by the minister, Ann Lee"  # noqa: PLW2901
            if word(head) in NOUNS or head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ") or head.ent_type_ in ("DATE", "TIME"):
                continue
            entity, name = self.seats.named(head)
            party = self.parties.of(head)
            if party.country and not self.seats.is_person(head) and (names_side(head) or named is not None):
                own = self.parties.sides.get(party.code or "")
                entity, name = (own.id if own else entity), party.country
            if name is None:
                continue
            place = look_up(name) if head.ent_type_ == "GPE" and role == "host" else None
            town = place is not None and place.kind not in ("country", "nationality", "state")
            yield self.seats.part("venue" if town else role, named if named is not None else head, (entity, name))
