"""Who can act: persons, bodies, groups of people, and places as those who live or govern there. A date, an explosion or a report cannot.

In: the head of a noun phrase with its chain. Out: whether it can be a party, and, of what cannot ("Norland's missiles", "the army's
raid"), whose it is. Nouns by WordNet's classes (`vocabulary`), the table of sectors, and a closed list of what both lack.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.events.governors import words
from synoptic.annotate.events.sectors import sectors
from synoptic.annotate.vocabulary import nouns
from synoptic.model import Chain

PEOPLE = frozenset(["PERSON", "ORG", "GPE", "NORP"])
NAMED = frozenset(["LOC", "FAC", "PRODUCT", "WORK_OF_ART"])  # what the language model takes many bodies and peoples for
NEVER = frozenset(["DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY", "MONEY", "EVENT", "LAW", "LANGUAGE"])
THINGS = frozenset(["this", "that", "which", "what", "there", "these", "those", "whatever", "itself", "something", "anything", "nothing", "everything"])
OTHERS = frozenset(
    words("""
    people crowd majority minority community population power side party camp wing faction ally movement office palace house network channel bench airport
    public other both all some many most one two several hundred thousand dozen hall street circle quarter neighbourhood neighborhood world west east north
    south border-guard mission leadership dead wounded injured victim bomber
    """)
)
NO_ONES = frozenset(["case", "figure", "subject", "match", "strike", "draw", "head", "hand", "star", "model", "account", "issue", "point", "object", "act"])
CALENDAR = frozenset(
    words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    """)
)


def is_agent(token: Token, chain: Chain | None) -> bool:
    """Whether a noun phrase with this head can take part in what happens as a party."""
    if token.pos_ == "PRON":
        return chain is not None or token.lower_ not in THINGS
    label = chain.type if chain is not None else token.ent_type_
    if is_day(token):
        return False
    if token.lower_ in CALENDAR and token.pos_ == "PROPN":
        return True  # a surname
    if label in PEOPLE or (label in NAMED and token.pos_ == "PROPN"):
        return True
    if token.pos_ in ("NUM", "ADJ"):
        return True
    if token.pos_ == "PROPN" and not label:
        return not is_deed(token.lemma_.lower())
    return is_people(token.lemma_.lower())


def is_people(word: str) -> bool:
    """Whether a noun stands for people, a body of people, or a place as those who live there."""
    if word in NO_ONES:
        return False
    return word in OTHERS or word in sectors().words or any(word in nouns(kind) for kind in ("person", "body", "place"))


def is_deed(word: str) -> bool:
    """Whether a noun stands for what is done or said, and for nobody."""
    return word not in OTHERS and any(word in nouns(kind) for kind in ("act", "message")) and not is_people(word)


def owners(token: Token) -> Iterator[Token]:
    """Heads of the parties whose thing or deed a noun is: "Norland's missiles", "the army's raid", "shells fired by the rebels"."""
    for child in token.children:
        if (child.dep_ == "poss" and not is_day(child)) or (child.dep_ in ("amod", "compound", "nmod") and names_doer(child)):
            yield child
        elif child.dep_ in ("agent", "prep") and child.lower_ in ("by", "between"):
            yield from (p for p in child.children if p.dep_ == "pobj")
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from (p for by in child.children if by.dep_ == "agent" for p in by.children if p.dep_ == "pobj")


def names_doer(modifier: Token) -> bool:
    """Whether a noun or adjective before a deed or thing says whose it is: a people, a body, a country; a town says where it was."""
    if modifier.ent_type_ == "GPE":
        place = look_up(modifier.text)
        return place is not None and place.kind in ("country", "nationality")
    return modifier.ent_type_ in ("NORP", "ORG", "PERSON") or (modifier.pos_ == "NOUN" and modifier.lemma_.lower() in sectors().words)


def is_day(token: Token) -> bool:
    """Whether a word stands for a day or a time, and for nobody ("May" may be a name)."""
    if token.lower_ in CALENDAR:
        return token.ent_type_ not in PEOPLE and not any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)
    return token.ent_type_ in NEVER
