"""Who only says it: the source of "..., the ministry said" is not the doer in the clause that it reports.

In: a verb without a subject of its own. Out: whether it takes its subject from a verb of saying, and from where it takes it instead.
Parsers hang what is reported under the verb of saying in several ways (a complement, a fragment, the dateline's noun, a second
verb after the attribution), and a search for a subject that climbs the tree would end at the source in each of them.
"""

from __future__ import annotations

from spacy.tokens import Token

SAYING = frozenset(["say", "tell", "announce", "report", "add", "state", "claim", "confirm", "estimate", "reveal", "disclose", "note", "write", "explain"])
FINITE = frozenset(["VBD", "VBP", "VBZ"])
CONTENT = frozenset(["ccomp", "parataxis", "dep"])
QUOTES = frozenset(['"', "“", "”", "''", "``", "»", "«"])


def is_reported(verb: Token) -> bool:
    """Whether a finite clause, or one cut short, hangs under a verb of saying: "40 more hurt, the ministry said"."""
    return verb.dep_ in ("ccomp", "dep", "advcl") and verb.head.lemma_ in SAYING and (verb.tag_ in FINITE or verb.tag_ == "VBN")


def is_main_clause(verb: Token) -> bool:
    """Whether what the parser took for a modifier of a noun is a sentence with that noun as its subject: finite, without a relative pronoun
    ("a blast at the mill killed three", where a dateline before it holds the verb of saying's place).
    """
    return verb.dep_ == "acl" and verb.tag_ in FINITE and verb.head.i < verb.i and not any(c.dep_ in ("aux", "mark") for c in verb.children)


def is_fragment(noun: Token) -> bool:
    """Whether a noun phrase stands for reported words under a verb of saying, so that what it holds is nobody's who says so."""
    return noun.dep_ in CONTENT and noun.head.lemma_ in SAYING


def carried_on(verb: Token) -> Token | None:
    """The verb of reported words whose subject a later verb shares: "troops crossed, the ministry said, and burned ...": troops burned.
    After words in quotation marks the speaker goes on: "'We won,' she said, and left".
    """
    said = verb.head
    if verb.dep_ != "conj" or said.lemma_ not in SAYING or said.i > verb.i:
        return None
    told = said.head if said.dep_ == "parataxis" else next((c for c in said.lefts if c.dep_ == "ccomp"), None)
    if told is None or told.i > said.i or told.pos_ not in ("VERB", "AUX"):
        return None
    start = min([said.i, *(c.left_edge.i for c in said.lefts if c.dep_ == "nsubj")])
    before = {t.text for t in said.doc[max(0, start - 3) : start]}
    comma = any(t.text == "," for t in said.doc[said.i + 1 : verb.i])
    return told if comma and "," in before and not before & QUOTES else None
