"""The words of a sentence that name a meeting, those of one meeting together: "met for a second round of talks" is one.

In: a sentence and its frames. Out: Occasions: the naming word, its other words, the predicate that it stands under and how it hangs on it.
Knows words and structure only; whether anybody meets there is the matter of the room's `find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.events.agents import is_people
from synoptic.annotate.events.governors import lemma
from synoptic.annotate.events.roles import Frame
from synoptic.annotate.meetings.words import CARDINALS, GATHERINGS, HELD_AS, NOT_ROUNDS, NOUNS, ORDINALS, OTHER_MATTERS, PLURAL, RELATIVE, TALKS, UNITS, VERBS

CORE = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object", "attr": "attr", "csubj": "subject", "oprd": "object"}
DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
BARGAINING = frozenset(["bargaining", "negotiating"])
CLIMB = 6  # words between a noun and the verb that it stands under


@dataclass(slots=True)
class Occasion:
    """A meeting as a sentence names it. `link` is "subject", "object", "attr" or the preposition by which it hangs on `verb`."""

    head: Token
    words: list[Token]
    verb: Token | None = None
    link: str = ""
    over: list[Token] = field(default_factory=list)  # nouns that it hangs under: "offer of talks"
    frame: Frame | None = None

    @property
    def meets(self) -> bool:
        """Whether the predicate itself is the meeting: "met"."""
        return self.verb is not None and self.verb in self.words

    @property
    def strong(self) -> bool:
        """Whether one of its words stands for talks by itself."""
        return any(word(t) in TALKS or word(t) == "conference" or any(c.lower_ in BARGAINING for c in t.lefts) for t in self.words)


def word(token: Token) -> str:
    """The lemma by which the tables know a word, also of a noun in a headline ("Talks")."""
    name = lemma(token)
    return name[:-1] if token.pos_ == "PROPN" and name.endswith("s") and name[:-1] in NOUNS else name


def occasions(sentence: Phrase, frames: Mapping[int, Frame], *, known: bool) -> list[Occasion]:
    """The meetings that a sentence names, in order. `known`: the text has told of talks before, so that "the second round" is one of talks."""
    found: dict[int, Occasion] = {}
    talking = known or any(word(t) in TALKS for t in sentence)
    for token in sentence:
        name = word(token)
        if token.pos_ in ("NOUN", "PROPN") and name in NOUNS and names_meeting(token, name, talking=talking):
            made = hung(token)
        elif token.pos_ == "VERB" and name in VERBS and token.dep_ not in ("amod", "compound") and not any(c.dep_ == "auxpass" for c in token.lefts):
            made = Occasion(token, [token], token)
        else:
            continue
        made.frame = frames.get(made.verb.i) if made.verb is not None else None
        key = key_of(made)
        if key in found and not apart(found[key], made):
            join(found[key], made)
        else:
            found[key if key not in found else -token.i - 1] = made
    return sorted(found.values(), key=lambda o: min(t.i for t in o.words))


def names_meeting(token: Token, name: str, *, talking: bool) -> bool:
    """Whether a noun of the field names a meeting here, and no lecture, vote or game."""
    before = {c.lower_ for c in token.lefts}
    if token.dep_ == "compound" or before & OTHER_MATTERS or (name in PLURAL and token.tag_ not in ("NNS", "NNPS") and not token.lower_.endswith("s")):
        return False
    if name == "call":
        return bool(before & {"phone", "telephone", "video", "conference"})
    if name == "table":
        return bool(before & BARGAINING)
    if name == "summit":
        return not any(c.lower_ == "of" and not (p.ent_type_ or is_people(p.lemma_.lower())) for c in token.rights for p in c.rights)
    if name == "conference":
        return bool(before & {"peace", "climate", "donor", "donors", "disarmament", "reconciliation"})
    if name != "round":
        return True
    of = [p for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.rights if p.dep_ == "pobj"]
    if of:
        return any(word(p) in NOUNS for p in of)
    named = any(word(c) in TALKS or c.lower_ in BARGAINING for c in token.lefts)
    return named or (talking and not NOT_ROUNDS & {t.lemma_.lower() for t in token.sent} and which(token) is not None)


def hung(token: Token) -> Occasion:
    """A noun with what it hangs on: the nouns over it, the verb and how."""
    made = Occasion(token, [token])
    at, link = token, ""
    for _ in range(CLIMB):
        head = at.head
        if head.i == at.i:
            break
        if at.dep_ in ("pobj", "pcomp"):
            link = at.head.lower_
        elif at.dep_ == "prep" and head.pos_ in ("NOUN", "PROPN"):
            if word(head) in UNITS | NOUNS and at.lower_ in ("of", "in", "to"):
                made.words.append(head)
            else:
                made.over.append(head)
            link = ""
        elif head.pos_ in ("VERB", "AUX", "ADJ"):
            made.verb, made.link = head, link or CORE.get(at.dep_, at.dep_)
            break
        at = head
    return made


def key_of(made: Occasion) -> int:
    """What words of one meeting share: their predicate, where they are its subject or object; else the outermost of them."""
    core = made.link in ("subject", "object", "attr") or (
        made.link in ("for", "in", "at", "to", "into") and made.verb is not None and lemma(made.verb) in VERBS
    )
    if made.verb is not None and not made.over and (core or made.verb in made.words):
        return made.verb.i
    return made.words[-1].i


def apart(one: Occasion, other: Occasion) -> bool:
    """Whether two words under one predicate name two meetings: "met before the third round", "the first and the second round"."""
    numbers = {n for o in (one, other) for t in o.words if (n := which(t)) and n[0]}
    return len(numbers) > 1


def join(one: Occasion, other: Occasion) -> None:
    """Take the words of another: a noun says more than the verb, and the plainest noun that stands for talks names it."""
    one.words.extend(t for t in other.words if t not in one.words)
    if other.head.pos_ != "VERB" and one.head.pos_ == "VERB":
        one.head = other.head
    if one.verb is None or other.meets:
        one.verb, one.link, one.frame = other.verb, other.link, other.frame
    one.over.extend(other.over)


def which(token: Token) -> tuple[int | None, Token] | None:
    """(number, word) that says which meeting it is; the number is None of "next" or "another". "The first meeting since" counts nothing."""
    for child in token.lefts:
        name = child.lower_
        digits = DIGITS.match(name)
        number = ORDINALS.get(name) or (int(digits[1]) if digits and not name.isdigit() else None)
        if number and (number > 1 or word(token) in ("round", "session")) and not is_since(token):
            return number, child
        if name in RELATIVE:
            return None, child
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and word(token) == "round":
        number = CARDINALS.get(after.lower_) or (int(after.text) if after.text.isdigit() and len(after.text) < 3 else None)
        if number:
            return number, after
    return None


def is_since(token: Token) -> bool:
    """Whether a number only says that it was long ago: "the third meeting this year", "their first session since the strike"."""
    following = token.doc[token.i + 1 : token.i + 6]
    gathering = word(token) in GATHERINGS - {"round"}
    return any(t.lower_ == "since" or (t.lower_ == "in" and t.nbor().ent_type_ == "DATE") for t in following if t.i + 1 < len(token.doc)) or (
        gathering and any(t.lower_ in ("this", "last") and t.nbor().lower_ in ("week", "month", "year") for t in following if t.i + 1 < len(token.doc))
    )


def clauses_on(occasion: Occasion) -> list[Token]:
    """Predicates of clauses on a meeting that tell its day and place: "talks held in", "a meeting with A that was due on", wherever the parser hangs them."""
    nouns = [t for t in occasion.words if t.pos_ != "VERB"]
    inside = [*nouns, *(p for n in nouns for c in n.rights if c.dep_ == "prep" for p in c.rights if p.dep_ == "pobj")]
    made = [c for t in inside for c in t.rights if c.dep_ in ("acl", "relcl") and (c.lemma_ in HELD_AS or c.lemma_ == "be")]
    return [*made, *(c for t in made for c in t.rights if c.dep_ == "acomp" and c.lower_ in ("due", "set"))]


def rounds(occasion: Occasion) -> Iterator[tuple[int | None, Token]]:
    """What its words say of which meeting it is, a number before "next"."""
    found = [n for t in occasion.words if t.pos_ != "VERB" and word(t) in NOUNS and (n := which(t))]  # a second day of talks is no second round
    yield from sorted(found, key=lambda n: (n[0] is None, n[1].i))
