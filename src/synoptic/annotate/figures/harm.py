"""Who was killed, injured, missing, captured, displaced: the nouns that stand as victims in the frames that say so.

In: a parsed document. Out: `Harm`s: a token that heads a victim noun phrase, what befell it, and the word that says so. The closed vocabulary
is that of FrameNet's frames Killing, Death, Dead_or_alive, Cause_harm, Experience_bodily_harm, Hit_target, Arrest, Kidnapping,
Quitting_a_place, Rescuing. Counting is left to `figures`; whether two victims are one person to `victims`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from synoptic.annotate.figures.harm_nouns import ended_by, of_care, of_noun, wounded
from synoptic.annotate.figures.harm_words import (
    BEFALLS,
    DONE_TO,
    FATAL,
    HOME,
    SERIOUSLY,
    STATES,
    SUFFERED,
    TRIGGERS,
)
from synoptic.annotate.figures.patients import SELF, bearers, objects, real, subjects
from synoptic.annotate.figures.people import is_person_noun

SHOT_DEAD = re.compile(r"\w+(?:\s+\w+)?,?\s+(?:(?:and|then)\s+)?(?:was\s+|were\s+)?(?:killed\b|dead\b|to\s+death\b|fatally\b)", re.IGNORECASE)
WANTED = frozenset(get_string_id(word) for word in TRIGGERS)  # a word's hash is the same in every vocabulary
RANK = {"killed": 0, "injured": 1, "hospitalized": 2, "shot": 3}  # from what is settled to what is open


@dataclass(frozen=True, slots=True)
class Harm:
    """`victim` heads the noun phrase that `word` says was `what` ("shot": hit, with no word on how it ended).

    `group` is the place of the first of those whom the word names together ("a soldier and two children").
    """

    victim: Token
    what: str
    word: Token
    group: int = -1


def harms(parsed: Doc) -> dict[int, Harm]:
    """The victims of a document by the index of their token; where two words bear on one, the gravest."""
    found: dict[int, Harm] = {}
    for i, lemma in enumerate(parsed.to_array("LEMMA").tolist()):
        if lemma not in WANTED:
            continue
        word = parsed[i]
        for victim, what in list(of_word(word)) or beside(word):
            for one in with_conjuncts(victim):
                old = found.get(one.i)
                if old is None or RANK.get(what, 3) < RANK.get(old.what, 3):
                    found[one.i] = Harm(one, what, word, group_of(victim, word))
    return found


def group_of(victim: Token, word: Token) -> int:
    """The place of the first of those whom a word names together: of the doer where it was done to the doer and others."""
    selves = [c for c in word.children if c.dep_ == "dobj" and c.lower_ in SELF]
    together = selves and any(victim.i in (g.i for g in c.conjuncts) for c in selves)
    if together:
        return min((t.i for t in subjects(word)), default=victim.i)
    before = victim.left_edge.i - 1  # "three children and two adults were", parsed as two subjects
    if victim.dep_.startswith("nsubj") and before > 0 and victim.doc[before].lower_ == "and":
        return next((c.i for c in victim.head.children if c.dep_.startswith("nsubj") and c.i == before - 1), victim.i)
    return victim.i


def of_word(word: Token) -> Iterator[tuple[Token, str]]:
    """The victims that one word says harm of."""
    lemma, pos = word.lemma_.lower(), word.pos_
    if pos in ("VERB", "AUX"):
        if not real(word):
            return
        yield from of_verb(word, lemma)
    if word.lower_ in STATES and not either(word) and pos in ("ADJ", "VERB", "NOUN", "ADV", "PROPN"):
        for victim in bearers(word):
            yield victim, STATES[word.lower_]
    if pos in ("NOUN", "PROPN"):
        if lemma in ("death", "suicide") and (verb := ended_by(word)) is not None:
            yield from ((t, "killed") for t in (subjects(verb) if lemma == "suicide" else objects(verb) or subjects(verb)))
        elif lemma in SUFFERED:
            yield from of_noun(word, SUFFERED[lemma])
        elif lemma in ("wound", "injury"):
            yield from ((t, "injured" if lemma == "injury" or any(c.lower_.startswith("non") for c in word.children) else "shot") for t in wounded(word))
        elif lemma in ("hospital", "condition", "life"):
            yield from of_care(word, lemma)


def beside(word: Token) -> Iterator[tuple[Token, str]]:
    """The victim right before a participle that the parse hangs on nothing, as headlines have it: "Man shot, killed in ..."."""
    what = DONE_TO.get(word.lemma_.lower()) or STATES.get(word.lower_)
    if what is None or word.i == 0 or word.tag_ not in ("VBN", "VBD", "JJ", "NN", "NNP", "VB"):
        return
    last = word.nbor(-1)
    if last.lower_ in FATAL | SERIOUSLY | {"accidentally"} and last.i:
        what, last = ("killed" if last.lower_ in FATAL else what), last.nbor(-1)
    if is_person_noun(last) and not any(c.dep_ == "dobj" for c in word.children):
        settled = outcome(word, what)
        if settled:
            yield last, settled


def of_verb(word: Token, lemma: str) -> Iterator[tuple[Token, str]]:
    """The victims of a verb of harm, in its active, passive, participle and headline forms."""
    if either(word):
        return
    if lemma in DONE_TO and (what := outcome(word, DONE_TO[lemma])):
        for victim in objects(word):
            yield victim, what
    if lemma in BEFALLS:
        for victim in subjects(word):
            yield victim, abroad(word, BEFALLS[lemma])
    elif lemma in ("survive", "recover"):
        if not any(c.dep_ in ("dobj", "auxpass") for c in word.children):
            yield from ((t, "injured") for t in subjects(word))
    elif lemma == "pass" and any(c.lower_ == "away" for c in word.children):
        yield from ((t, "killed") for t in subjects(word))
    elif lemma in ("move", "force", "drive", "leave", "cross"):
        what = moved(word, lemma)
        if what:
            yield from ((t, what) for t in (objects(word) if lemma in ("force", "drive") else subjects(word)))
    elif lemma in ("take", "hold") and any(c.lower_ in ("hostage", "prisoner", "captive") for c in word.children):
        for victim in objects(word):
            yield victim, "captured"


def either(word: Token) -> bool:
    """Whether a verb is one of two ends left open: "killed or injured"."""
    pair = (word.head, word) if word.dep_ == "conj" else (word, next((c for c in word.children if c.dep_ == "conj"), None))
    return pair[1] is not None and any(c.lower_ == "or" for c in pair[0].children) and all(v is not None and v.lemma_ in {**DONE_TO, **BEFALLS} for v in pair)


def outcome(word: Token, what: str) -> str | None:
    """What the verb did: "shot" with a word that it was fatal is killed; a shot at something is nothing."""
    if what == "injured" and word.tag_ in ("VB", "VBP") and word.lemma_ in ("hurt", "burn"):
        return None
    if what == "injured" and (any(c.lower_ in FATAL for c in word.children) or to_death(word)):
        return "killed"
    if what != "shot":
        return what
    near = list(word.children)
    if SHOT_DEAD.match(word.doc[word.i : word.i + 7].text):
        return "killed"
    if any(c.lower_ in FATAL and not (c.i and c.nbor(-1).like_num) for c in near) or to_death(word):
        return "killed"
    if any(c.dep_ == "conj" and c.lemma_ in ("kill", "die") and not any(g.dep_.startswith("nsubj") for g in c.children) for c in near):
        return "killed"
    if word.lemma_ in ("strike", "hit") and not any(
        c.dep_ in ("agent", "prep") and any(g.lemma_ in ("bullet", "gunfire", "shot", "shrapnel", "fire", "round") for g in c.children) for c in near
    ):
        return None
    if word.lemma_ == "gun":
        return what if any(c.lower_ == "down" for c in near) else None
    return None if shot_at(word) else what


def to_death(word: Token) -> bool:
    """Whether a verb was done to death."""
    return any(c.lower_ == "to" and any(g.lower_ == "death" for g in c.children) for c in word.children)


def shot_at(word: Token) -> bool:
    """Whether somebody was only aimed at: "shot at the officers", "was shot at"; but not "was shot at a party"."""
    at = next((c for c in word.children if c.lower_ == "at" and c.i > word.i), None)
    if at is None or any(c.dep_ == "dobj" for c in word.children):
        return False
    return (word.tag_ == "VBD" and any(c.dep_ == "nsubj" for c in word.children)) or not any(c.dep_ in ("pobj", "pcomp") for c in at.children)


def moved(word: Token, lemma: str) -> str | None:
    """Whether "moved out of their homes", "left their homes", "crossed the border" says displaced or refugees."""
    below = [t for t in word.subtree if t.i > word.i][:14]
    homes = any(t.lemma_ in HOME and any(c.dep_ == "poss" for c in t.children) for t in below)
    if lemma == "cross":
        return "refugees" if any(t.lemma_ in ("border", "country", "frontier") for t in below) else None
    return "displaced" if homes else None


def abroad(word: Token, what: str) -> str:
    """What "fled" makes of people: refugees where it goes abroad, else displaced."""
    if what != "displaced":
        return what
    outside = any(
        t.lemma_ in ("border", "abroad", "country")
        and t.i > word.i
        and any(c.lemma_ in ("neighboring", "neighbouring", "other", "another", "the") for c in t.children)
        and t.dep_ == "pobj"
        for t in word.subtree
    )
    return "refugees" if outside else what


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and those that "and" joins to it; where the parser takes the second of a list for an apposition, those too."""
    listed = [c for c in token.children if c.dep_ == "appos" and is_list(c)]
    found = [*token.conjuncts, *listed, *(g for c in listed for g in c.conjuncts)]
    return [token, *(c for c in found if c.i > token.i and (c.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or c.lower_ == "old"))]


def is_list(second: Token) -> bool:
    """Whether an apposition goes on as a list does: "a mother, a father and their son were", without a comma behind."""
    last = max((c.right_edge.i for c in second.conjuncts if c.i > second.i), default=-1)
    return last >= 0 and last + 1 < len(second.doc) and second.doc[last + 1].pos_ in ("VERB", "AUX")
