"""Noun phrases of a parse: those joined by "and", those under a preposition, those in what a verb is done for.

In: a token. Out: heads of noun phrases, in the order of the text. Labels are those of spaCy's English pipelines (ClearNLP).
Knows structure only: whether a phrase stands for somebody is the matter of `agents`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset(["nsubj", "csubj"])
PASSIVE_SUBJECTS = frozenset(["nsubjpass", "csubjpass"])
NOUNS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"])


def coordinated(token: Token) -> list[Token]:
    """A noun and those that are joined to it by "and", in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOUNS:
            found.extend(coordinated(child))
    return found


def obliques(preposition: Token) -> list[tuple[str, Token]]:
    """The (preposition, head) pairs under a preposition, through coordination and stacked prepositions ("from inside the town")."""
    found: list[tuple[str, Token]] = []
    if preposition.lower_ == "according":
        return found  # whoever says so takes no part
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.pos_ in NOUNS:
            for head in coordinated(child):
                found.append((preposition.lower_, head))
                found.extend(o for c in head.children if c.dep_ == "prep" and c.lower_ != "of" for o in obliques(c))
        elif child.dep_ == "prep":
            found.extend(obliques(child))
    return found


def purposes(verb: Token, path: tuple[Token, ...]) -> Iterator[Token]:
    """Heads of the noun phrases in what a verb is done for: "sent experts to inspect the plant", "for them to return home"."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp", "ccomp", "acl") and child not in path and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children):
            for inner in child.children:
                if inner.dep_ in SUBJECTS or inner.dep_ == "dobj":
                    yield from coordinated(inner)
                    yield from (t for c in inner.children if c.dep_ == "prep" for _, t in obliques(c))
                elif inner.dep_ == "prep":
                    yield from (t for _, t in obliques(inner))
