"""Who leads, is in or speaks for a delegation, as a sentence says it, whether or not it names the meeting.

In: a sentence. Out: MeetingParts with roles leader and member, with the side that they sit for: "a delegation from A led by X", "X will lead A's delegation",
"A's chief negotiator, X", "X represented A". Knows structure and closed classes; persons and sides come from `seats`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.events.governors import lemma
from synoptic.annotate.events.phrases import coordinated
from synoptic.annotate.events.subjects import subject_of
from synoptic.annotate.meetings.heads import base, pobjs
from synoptic.annotate.meetings.seats import NOBODY, Seats, Side, is_top
from synoptic.annotate.meetings.words import LEADING, SITTING
from synoptic.model import MeetingPart

MEMBERSHIP = frozenset(["include", "comprise", "consist", "feature"])
JOINED = frozenset(["join", "accompany"])


def delegations(sentence: Phrase, seats: Seats) -> Iterator[MeetingPart]:
    """The delegates that a sentence names."""
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN"):
            name = base(token)
            if name in ("delegation", "team"):
                yield from of_delegation(token, seats)
            elif name in SITTING and not (name in ("representative", "delegate") and token.tag_ == "NNP"):  # a title: "Representative Ann Lee"
                yield from of_negotiator(token, seats)
        elif token.pos_ == "VERB" and token.lemma_ == "represent":
            yield from representing(token, seats)


def of_delegation(token: Token, seats: Seats) -> Iterator[MeetingPart]:
    """Who leads a delegation or is in it."""
    side: Side = next(((p.entity, p.name) for o in seats.owners(token) for p in seats.party(o)), NOBODY)
    if base(token) == "team" and side[1] is None and not any(c.lower_ in ("negotiating", "bargaining") for c in token.lefts):
        return
    for child in token.rights:
        if child.dep_ == "acl" and child.lemma_ in LEADING:
            yield from seats.people([p for c in child.rights if c.dep_ == "agent" for p in pobjs(c)], "leader", side)
    for role, heads in around(token):
        yield from seats.people(heads, role, side)


def around(token: Token) -> Iterator[tuple[str, list[Token]]]:
    """(role, heads) of those whom the predicate says to lead a delegation or to be in it."""
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in ("head", "leader", "member", "part"):
        post = verb.head
        role = "member" if post.lemma_ in ("member", "part") else "leader"
        if post.dep_ == "appos":
            yield role, [post.head]
        elif post.head.pos_ in ("AUX", "VERB") and (subject := subject_of(post.head)) is not None:
            yield role, coordinated(subject)
    elif verb.pos_ == "VERB" and token.dep_ == "dobj" and (lemma(verb) in LEADING or verb.lemma_ in JOINED):
        subject = subject_of(verb)
        yield "leader" if lemma(verb) in LEADING else "member", coordinated(subject) if subject is not None else []
    elif verb.pos_ == "VERB" and token.dep_ == "nsubjpass" and verb.lemma_ in LEADING:
        yield "leader", [p for c in verb.rights if c.lower_ == "by" for p in pobjs(c)]
    elif verb.pos_ == "VERB" and token.dep_ == "nsubj" and verb.lemma_ in MEMBERSHIP:
        yield "member", [q for c in verb.rights if c.dep_ == "dobj" for q in coordinated(c)] + [p for c in verb.rights if c.lower_ == "of" for p in pobjs(c)]


def of_negotiator(token: Token, seats: Seats) -> Iterator[MeetingPart]:
    """The person whom a sentence calls negotiator, envoy or delegate."""
    if token.dep_ == "compound" and seats.is_person(token.head):
        heads, source = [token.head], token.head
    elif token.dep_ == "appos" and seats.is_person(token.head):
        heads, source = [token.head], token
    else:
        heads, source = [c for c in token.rights if c.dep_ == "appos" and seats.is_person(c)], token
    side: Side = next(((p.entity, p.name) for o in seats.owners(source) if not seats.is_person(o) for p in seats.party(o)), NOBODY)
    yield from seats.people(heads, "leader" if is_top([token, *token.lefts, *source.lefts]) else "member", side)


def representing(verb: Token, seats: Seats) -> Iterator[MeetingPart]:
    """Who represents whom."""
    subject = subject_of(verb)
    by = [p for c in verb.rights if c.dep_ == "agent" for p in pobjs(c)]
    people = by or ([subject] if subject is not None else [])
    sides = [c for c in verb.children if c.dep_ == ("nsubjpass" if by else "dobj")]
    for part in (p for side in sides for p in seats.party(side)):
        yield from seats.people(people, "member", (part.entity, part.name))
