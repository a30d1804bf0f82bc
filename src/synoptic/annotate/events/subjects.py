"""The grammatical subject of a verb: its own, one that it shares with its governor, or the antecedent of a relative pronoun.

In: a verb. Out: the head of its subject, or None, and whether the subject is what it is done to. Who only says what is done
(`attribution`), a dateline and a day before a name are no subjects.
"""

from __future__ import annotations

from spacy.tokens import Token

from synoptic.annotate.events.attribution import carried_on, is_fragment, is_main_clause, is_reported
from synoptic.annotate.events.phrases import NOUNS, PASSIVE_SUBJECTS, SUBJECTS

DASHES = frozenset(["-", "--", "–", "—"])  # after a dateline
HARMING = frozenset(["kill", "wound", "injure", "hurt", "murder"])  # always do it to somebody
DEPTH = 8  # verbs that a search for a shared subject climbs
# "put out a report accusing ...": whoever put it out accuses
CONTENTS = frozenset(
    [
        "report",
        "statement",
        "letter",
        "decree",
        "order",
        "bill",
        "law",
        "resolution",
        "article",
        "video",
        "message",
        "ruling",
        "warrant",
        "lawsuit",
        "motion",
        "declaration",
    ]
)


def subject_of(verb: Token) -> Token | None:
    """The head of the grammatical subject, its own or the one that it shares with its governor; a relative pronoun gives its antecedent."""
    for _ in range(DEPTH):
        subject = None
        for child in verb.children:
            # the last before the verb: a dateline ("LISBON - The court ...") is often taken for a subject too
            if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
                if subject is not None and child.i > verb.i:
                    break
                subject = child
        if subject is not None:
            subject = after_dateline(subject, verb)
            relative = subject.tag_ in ("WDT", "WP") or (subject.lower_ == "that" and subject.pos_ in ("PRON", "SCONJ"))
            return verb.head if relative and verb.dep_ == "relcl" else subject
        if verb.dep_ == "acl" and verb.head.pos_ in NOUNS and verb.tag_ in ("VBG", "VBN") and verb.head.lemma_ not in CONTENTS:
            return verb.head
        if is_main_clause(verb):
            return verb.head
        if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep") and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            if is_reported(verb):
                return None  # "40 more hurt, the ministry said": who says so did not do it
            verb = carried_on(verb) or verb.head
        elif verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS:
            verb = verb.head
            while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
                if is_fragment(verb):
                    return None
                verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.head.i != verb.i and verb.head.head.pos_ in ("VERB", "AUX"):
            verb = verb.head.head
        else:
            return None
    return None


def after_dateline(subject: Token, verb: Token) -> Token:
    """The subject itself where the parser took the dateline for it: "DUNMORE, Oslavia -- A court (has charged ...)"."""
    dashes = [t.i for t in subject.doc[subject.i : verb.i] if t.text in DASHES and t.nbor(-1).whitespace_] if subject.i < verb.i else ()
    return next((c for c in subject.rights if dashes and dashes[-1] < c.i < verb.i and c.dep_ in ("appos", "dep", "conj", "nmod")), subject)


def cut_off(verb: Token) -> Token | None:
    """The name before a verb without a subject that the parser took for something else: a sentence of its own ("Norland | on Friday rejected ..."),
    or one name with the day before it ("on Monday Norland | launched ...").
    """
    start = verb.left_edge.i
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.doc[verb.i - 1] if verb.i else verb
    if before.dep_ == "pobj" and before.pos_ == "PROPN" and any(c.dep_ == "compound" and c.ent_type_ == "DATE" for c in before.lefts):
        return before
    before = verb.doc[start - 1] if start else verb
    return before if before.dep_ == "ROOT" and before.pos_ == "PROPN" else None


def is_toll(verb: Token) -> bool:
    """Whether a verb of harm has a count for its subject and nobody for its object, as headlines and lists have it: "Vessaly: 26 killed"."""
    if verb.lemma_ not in HARMING or verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("dobj", "auxpass") for c in verb.children):
        return False
    return any(c.dep_ == "nsubj" and (c.pos_ == "NUM" or any(n.dep_ == "nummod" for n in c.children)) for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb's subject is what it is done to."""
    own = {c.dep_ for c in verb.children}
    if own & {"auxpass", "nsubjpass", "csubjpass"} or is_toll(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve", "’ve") for c in verb.children):
        return False
    if own & {"nsubj"} and not own & {"dobj", "aux"}:
        return True
    if verb.dep_ == "acl":
        return True
    return verb.dep_ == "conj" and not own & {"nsubj", "aux"} and is_passive(verb.head)
