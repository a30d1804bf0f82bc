"""Nouns that say what befell somebody: "the death of", "his murder", "a gunshot wound", "in critical condition", "beaten to death".

In: the token of such a noun. Out: the tokens that head the victims' phrases, with what befell them. The words are those of `harm_words`; verbs and
states are read by `harm`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from synoptic.annotate.figures.harm_words import CAME, CARE, CONDITIONS, FATAL, TAKEN, TO_DEATH
from synoptic.annotate.figures.patients import objects, real, subjects


def of_noun(noun: Token, what: str) -> Iterator[tuple[Token, str]]:
    """The victims of "the death of", "his murder", "the shooting of"."""
    if any(c.lower_ in FATAL for c in noun.children):
        what = "killed"
    if any(c.lower_ in ("attempted", "alleged", "no") for c in noun.children):
        return
    if noun.lemma_ == "body" and noun.head.lemma_ not in ("find", "discover", "recover", "locate", "identify", "see", "lie"):
        return
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ in ("PERSON", "") and noun.lemma_ in ("death", "murder", "killing", "slaying", "body"):
            yield child, what
        elif (child.lower_ == "of" and noun.lemma_ != "shooting") or child.lower_ == "of":
            for victim in child.children:
                if victim.dep_ == "pobj":
                    yield victim, what


def ended_by(noun: Token) -> Token | None:
    """The verb of "beaten to death", "bled to death", "committed suicide"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ == "commit":
        return noun.head if real(noun.head) else None
    verb = noun.head.head
    return verb if noun.dep_ == "pobj" and noun.head.lower_ == "to" and verb.lemma_ in TO_DEATH and real(verb) else None


def wounded(wound: Token) -> list[Token]:
    """Who "suffered a gunshot wound", "was found with wounds", "a man suffering from an injury"."""
    head = wound.head
    if wound.dep_ == "dobj" and head.lemma_ in ("suffer", "sustain", "have", "receive") and real(head):
        return subjects(head)
    if wound.dep_ != "pobj" or head.lower_ not in ("with", "from", "for") or any(c.lower_ in ("no", "his", "her", "their") for c in wound.children):
        return []
    verb = head.head
    if verb.pos_ in ("NOUN", "PROPN"):
        return [verb] if head.lower_ == "with" else []
    if verb.lemma_ in ("suffer", "bleed", "recover") or (verb.lemma_ in CAME and head.lower_ == "with"):
        return subjects(verb)
    return objects(verb) if verb.lemma_ in ("find", "discover", "treat", "take", "transport", "hospitalize", "leave") else []


def of_care(noun: Token, lemma: str) -> Iterator[tuple[Token, str]]:
    """Who "was taken to hospital", "is in critical condition", or "lost their lives"."""
    head = noun.head
    if lemma == "life":
        if noun.dep_ == "dobj" and (head.lemma_ == "lose" or (head.lemma_ in TAKEN and any(c.lower_ == "own" for c in noun.children))):
            yield from ((t, "killed") for t in subjects(head) if real(head))
        elif noun.dep_ in ("dobj", "nsubjpass") and head.lemma_ in TAKEN and real(head):
            yield from ((t, "killed") for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
        elif noun.dep_ == "pobj" and head.lower_ == "for" and head.head.lemma_ in ("fight", "battle", "cling"):
            yield from ((t, "hospitalized") for t in subjects(head.head))
        return
    if (lemma == "condition" and not any(c.lower_ in CONDITIONS for c in noun.children)) or noun.dep_ != "pobj":
        return
    verb = head.head
    while verb.pos_ == "ADP" and verb.head.i != verb.i:
        verb = verb.head
    if verb.lemma_ in CARE and any(c.dep_ in ("auxpass", "nsubjpass", "dobj") for c in verb.children) and real(verb):
        yield from ((t, "hospitalized") for t in objects(verb))
    elif verb.lemma_ in ("be", "remain", "list", "stay") and (lemma == "condition" or (head.lower_ == "in" and noun.right_edge.i == noun.i)):
        yield from ((t, "hospitalized") for t in subjects(verb))
