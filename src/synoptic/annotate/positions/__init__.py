"""Positions: where a party stands on talks, or on another party's demand, in one document.

In: a Reading with its chains, time expressions and quotations. Out: Positions: party, toward whom, topic, stance and the words of the
condition. The side that a person speaks for is the party, where the text ties him to one. Only sentences with a word of the field are
parsed into frames, so that the cost stays small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from synoptic.annotate.events.agents import is_people
from synoptic.annotate.events.clauses import Clauses
from synoptic.annotate.events.governors import controls, words
from synoptic.annotate.events.participants import ARMED, Parties, Party
from synoptic.annotate.events.recipients import TOWARD
from synoptic.annotate.events.roles import Frame, find_frames
from synoptic.annotate.positions.stances import DEMANDING, TOPIC_NOUNS, TOPIC_VERBS, Stance, answered, stance_of
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, EventMention, Position, Quotation, Timex

FIELD = TOPIC_NOUNS | TOPIC_VERBS | DEMANDING
ANSWERS = frozenset(["accept", "agree", "refuse", "decline"])
DEMONYM = 3  # letters of a people's ending at most: "Maravian" of Maravia
VENUE = frozenset(words("in at near into across inside of about over upon"))
MOTION = frozenset(words("send dispatch travel go come return fly head bring"))
PRIVATE = frozenset(words("family citizen resident people everyone everybody anyone person fan voter parent child woman man reader viewer public"))
NO_TOPIC_PARTY = frozenset(words("DATE TIME CARDINAL PERCENT MONEY ORDINAL QUANTITY LOC FAC EVENT"))


def find(
    reading: Reading,
    chains: Iterable[Chain],
    timexes: Iterable[Timex],
    quotations: Iterable[Quotation],
    event_mentions: Iterable[EventMention],
) -> Iterator[Position]:
    """The positions of a document."""
    parties: Parties | None = None
    clauses: Clauses | None = None
    lemmas = reading.columns.lemma
    chains, timexes, quotations = list(chains), list(timexes), list(quotations)
    for sentence in reading.parsed.sents:
        held = lemmas[sentence.start : sentence.end]
        bare = FIELD.isdisjoint(held)
        if bare and ANSWERS.isdisjoint(held):
            continue
        for frame in find_frames(sentence, reading.columns, controls=controls, event_nouns=()):
            stance = answered(frame, sentence) if bare else stance_of(frame, sentence)
            if stance is None:
                continue
            parties = parties or Parties(reading, chains, quotations)
            clauses = clauses or Clauses(reading, timexes, ())
            found = position(reading, frame, stance, parties, clauses)
            if found is not None:
                yield found


def position(reading: Reading, frame: Frame, stance: Stance, parties: Parties, clauses: Clauses) -> Position | None:
    """The record of a stance, or None where nobody takes it."""
    start, end = stance.first.idx, stance.last.idx + len(stance.last.text)
    around = parties.quotations.around(start, end)
    party, party_name = side(parties, [parties.of(t) for t in frame.actors])
    if party_name is None and around and not frame.actors and not frame.passive:
        spoken = parties.by_id.get(around[-1].speaker or "")
        party, party_name = side(parties, [parties.of_chain(spoken)] if spoken else [])
    if party_name is None:
        return None
    asked = list(toward_of(frame, stance))
    addressed = [t for t in asked if is_addressee(t)]
    toward, toward_name = side(parties, [p for p in (under_country(parties, t) for t in addressed) if party_name not in p.names])
    if toward_name is None and (stance.needs_other or (asked and not addressed and stance.name in ("demand", "propose"))):
        return None  # "I ask every family to come to the meeting" is no stance toward a party
    timex, _ = clauses.of(frame)
    return Position(
        **reading.where("p", start, end, stance.name),  # type: ignore[arg-type]
        party=party,
        party_name=party_name,
        toward=toward,
        toward_name=toward_name,
        topic=stance.topic,
        stance=stance.name,
        condition=reading.span(*stance.condition) if stance.condition else None,
        timex=timex,
        quotation=around[-1].id if around else None,
        earlier=timex is None and is_earlier(frame),
    )


def is_earlier(frame: Frame) -> bool:
    """Whether a frame is told in the past perfect: "had rejected", older than what the article reports."""
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d", "’d") for t in frame.path for c in t.children) and frame.verb.tag_ in ("VBN", "VBD")


def is_addressee(token: Token) -> bool:
    """Whether a stance can be taken toward whom a noun phrase names: a party, not people at large."""
    return token.lemma_.lower() not in PRIVATE and not any(c.lower_ in ("every", "each", "any") for c in token.lefts)


def under_country(parties: Parties, token: Token) -> Party:
    """The party of a noun phrase; forces are their country's, also where only the document names that ("Maravian troops", Maravia)."""
    party = parties.of(token)
    if party.country or token.lemma_.lower() not in ARMED:
        return party
    for chain in parties.chains_of_modifiers(token):
        people = chain.name.lower()
        own = (
            c
            for c in parties.by_id.values()
            if c.id != chain.id and people.startswith(c.name.lower()) and 0 < len(people) - len(c.name) <= DEMONYM < len(c.name)
        )
        return parties.of_chain(next(own, chain))
    return party


def toward_of(frame: Frame, stance: Stance) -> Iterator[Token]:
    """Heads of those toward whom a stance is taken: whom it is asked of, with whom, whose offer it is."""
    whatever = stance.name == "demand" and stance.topic not in TOPIC_NOUNS | TOPIC_VERBS  # of what is to be done the object is no addressee
    for token in frame.datives if whatever else [*frame.datives, *frame.objects]:
        word = token.lemma_.lower()
        if (
            token.i != stance.head.i
            and token.ent_type_ not in NO_TOPIC_PARTY
            and (token.ent_type_ or token.pos_ == "PROPN" or (word not in FIELD and is_people(word)))
        ):
            yield token
        yield from (c for c in token.children if c.dep_ == "poss")
    venue = frame.verb.lemma_ in MOTION
    for preposition, token in frame.obliques:
        if preposition not in TOWARD or preposition in VENUE or (preposition == "to" and venue) or token.i == stance.head.i:
            continue
        yield from (c for c in token.children if c.dep_ == "poss")
        word = token.lemma_.lower()
        if (token.ent_type_ and token.ent_type_ not in NO_TOPIC_PARTY) or (word not in FIELD and is_people(word)):
            yield token


def side(parties: Parties, found: Iterable[Party]) -> tuple[str | None, str | None]:
    """Chain and name of the first party: of the side that it belongs to, where the text ties it to one."""
    for party in found:
        if party.country:
            own = parties.sides.get(party.code or "")
            return (own.id if own else next(iter(party.chains), None)), party.country
        if party.chains:
            return party.chains[0], parties.by_id[party.chains[0]].name
        if party.names and party.noun:
            return None, party.names[0]
    return None, None
