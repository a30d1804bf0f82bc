"""The noun phrases of a sentence that name who meets.

In: an Occasion. Out: heads: what stands with the meeting ("between A and B", "with C", "A-B talks", "A's talks"), whom its predicate meets or brings together,
and its subject where that takes part. What each of them names is the matter of `seats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.events.agents import is_day
from synoptic.annotate.events.governors import lemma
from synoptic.annotate.events.phrases import coordinated
from synoptic.annotate.events.subjects import subject_of
from synoptic.annotate.meetings.occasions import Occasion, word
from synoptic.annotate.meetings.words import BODIES, BRINGING, COMING, HOLDING, NOUNS, PAIRED, SIDES

WITH = frozenset(["with", "between", "among", "amongst"])
FROM = frozenset(["offer", "proposal", "invitation", "call", "appeal", "request"])  # of talks, from whom
BESIDE = frozenset(["object", "attr", "to", "for", "in", "at", "into", "from", "after", "of", "on"])
NEAR = 12  # words between the name of a meeting and "between", where the parser hangs that elsewhere


def heads(occasion: Occasion) -> Iterator[Token]:
    """Heads of the noun phrases that name who meets."""
    nouns = [t for t in occasion.words if t.pos_ in ("NOUN", "PROPN")]
    beside = [*under_noun(nouns, occasion), *under_verb(occasion), *between(occasion), *brought(occasion)]
    if occasion.frame is not None and subject_meets(occasion, bool(beside)):
        yield from (q for t in occasion.frame.actors for q in joined(t))
        if occasion.frame.passive and len(occasion.frame.path) > 1 and (subject := subject_of(occasion.frame.top)) is not None:
            yield from joined(subject)  # "A and B are scheduled to meet"
        elif occasion.frame.passive and occasion.meets:
            yield from (q for t in occasion.frame.objects for q in joined(t))
    for noun in nouns:
        for child in noun.lefts:
            if child.dep_ == "poss" and not is_day(child):
                yield from coordinated(child)
            elif child.dep_ in ("amod", "compound", "nmod") and names_side(child):
                yield from (c for c in child.lefts if c.dep_ in ("compound", "nmod", "amod") and names_side(c) and hyphen_between(c, child))
                yield child
    yield from beside


def is_pair(token: Token) -> bool:
    """Whether a noun phrase stands for those who meet without naming them: "both sides", "the two countries", "delegations from the two sides"."""
    before = {c.lower_ for c in token.lefts}
    if token.lower_ == "both" or (
        base(token) in PAIRED and (before & {"both", "two"} or (token.tag_ == "NNS" and base(token) in ("side", "party") and "the" in before))
    ):
        return True
    return base(token) in BODIES and any(is_pair(p) for c in token.rights if c.dep_ == "prep" and c.lower_ in ("of", "from", "for") for p in pobjs(c))


def names_side(token: Token) -> bool:
    """Whether a word before a noun names a country, a people or a body."""
    if token.ent_type_ in SIDES:
        return True
    place = look_up(token.text) if token.text[:1].isupper() else None
    return place is not None and place.kind in ("country", "nationality")


def hyphen_between(one: Token, other: Token) -> bool:
    """Whether two names are one modifier of two: "Norland-Sorland talks"."""
    return any(t.text in ("-", "–", "/", "‑") for t in one.doc[one.i + 1 : other.i])


def pobjs(preposition: Token) -> list[Token]:
    """Heads under a preposition, those joined to them too."""
    return [q for p in preposition.children if p.dep_ in ("pobj", "pcomp") for q in joined(p)]


def joined(token: Token) -> list[Token]:
    """A noun and those joined to it by "and", also where the parser takes the first for a part of the second's name ("the dockers' union and Harbor Lines")."""
    first = next((c for c in token.lefts if c.dep_ in ("nmod", "compound", "poss") and any(d.dep_ == "cc" and d.i > c.i for d in c.rights)), None)
    return [*([first] if first is not None and first.pos_ in ("NOUN", "PROPN") else []), *coordinated(token)]


def under_noun(nouns: Iterable[Token], occasion: Occasion) -> Iterator[Token]:
    """Those named after the words of a meeting: "talks between A and B", "a meeting with C", "an offer of talks from D"."""
    offered = any(t.lemma_.lower() in FROM for t in occasion.over)
    for noun in [*nouns, *(occasion.over if offered else ())]:
        for child in noun.rights:
            if child.dep_ == "prep" and (child.lower_ in WITH or (child.lower_ in ("from", "by") and offered)):
                yield from pobjs(child)
            elif child.dep_ == "prep" and child.lower_ == "of" and word(noun) not in ("round", "day"):
                yield from (p for p in pobjs(child) if p.ent_type_ in SIDES or base(p) in BODIES)
            elif child.dep_ == "acl" and child.lemma_ == "involve":
                yield from (q for c in child.rights if c.dep_ == "dobj" for q in joined(c))
            elif child.dep_ == "acl" and child.lemma_ in ("hold", "attend"):
                yield from (p for c in child.rights if c.dep_ == "agent" or c.lower_ in WITH for p in pobjs(c))


def under_verb(occasion: Occasion) -> Iterator[Token]:
    """Those beside the predicate: "held talks with A", "met B", "negotiated with C"."""
    if occasion.verb is None or not (occasion.meets or occasion.link in BESIDE | {"subject"}):
        return
    for verb in occasion.frame.path if occasion.frame is not None else (occasion.verb,):
        for child in verb.rights:
            if (child.dep_ == "prep" and child.lower_ in WITH) or (child.dep_ == "agent" and occasion.link == "object"):
                yield from pobjs(child)
    if occasion.meets and occasion.verb.lemma_ == "meet":
        yield from (q for c in occasion.verb.rights if c.dep_ == "dobj" and word(c) not in NOUNS for q in joined(c))


def between(occasion: Occasion) -> Iterator[Token]:
    """Those after "between" near the meeting, wherever the parser hangs it."""
    last = max(occasion.words, key=lambda t: t.i)
    for token in last.doc[last.i + 1 : min(last.i + NEAR, last.sent.end)]:
        if token.pos_ == "VERB" and token.tag_ != "VBN":
            return
        if token.lower_ == "between":
            yield from pobjs(token)


def brought(occasion: Occasion) -> Iterator[Token]:
    """Those whom somebody brings together or invites: "brought A and B together for talks"."""
    if occasion.verb is not None and lemma(occasion.verb) in BRINGING and occasion.link in ("for", "to", "at", "in"):
        yield from (q for c in occasion.verb.children if c.dep_ in ("dobj", "nsubjpass", "dative") for q in joined(c))


def subject_meets(occasion: Occasion, with_others: bool) -> bool:
    """Whether the subject of the predicate takes part: it meets, holds or begins talks, comes for them, or does something to its talks with others."""
    verb = occasion.verb
    if verb is None or occasion.meets:
        return occasion.meets
    if occasion.link not in BESIDE or lemma(verb) in BRINGING:
        return False
    name = lemma(verb)
    coming = name in COMING and occasion.link in ("for", "to")
    return coming or name in HOLDING or name.split("_")[0] in HOLDING or (with_others and name not in ("announce", "say", "call", "host", "mediate", "broker"))


def base(token: Token) -> str:
    """The lemma in lower case, of a capitalised plural at the head of a sentence too ("Envoys of Norland")."""
    name = token.lemma_.lower()
    return name[:-1] if token.pos_ == "PROPN" and name.endswith("s") and name[:-1] in BODIES | PAIRED else name
