"""Who stands in a verb's frame: whom it is done to, who does it, whom a state is said of, in active, passive, participle and headline.

In: a token of the parse. Out: tokens that head noun phrases. Relative pronouns give the noun that they stand for, "himself" its subject.
"""

from spacy.tokens import Token

from synoptic.annotate.figures.harm_words import CAME_TO, DONE_TO, FOUND, MEANT, MODALS, STATES, UNREAL, UNSURE

SELF = frozenset(["himself", "herself", "themselves"])


def real(word: Token) -> bool:
    """Whether a verb says what happened: not denied, not only possible, threatened or attempted."""
    if intended(word):
        return False
    verb = word
    for _ in range(3):
        for c in verb.children:
            if c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in MODALS) or c.lower_ in UNSURE or (c.dep_ == "mark" and c.lower_ in ("if", "whether")):
                return False
        if verb.dep_ not in ("xcomp", "conj") or verb.head.pos_ not in ("VERB", "AUX"):
            break
        if verb.dep_ == "xcomp" and verb.head.lemma_ in UNREAL and not any(c.lower_ == "on" for c in verb.head.children):
            return False
        if verb.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            break
        verb = verb.head
    return True


def intended(verb: Token) -> bool:
    """Whether an infinitive says what for, and not what happened: "the intent to kill him"; but "the first guard to die", "he went on to kill two"."""
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "of":
        return head.head.lemma_ in MEANT
    if verb.dep_ not in ("acl", "advcl", "relcl", "xcomp", "ccomp") or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    if head.pos_ in ("VERB", "AUX"):
        return head.lemma_ not in CAME_TO
    return not any(c.lower_ in ("last", "latest", "only") or c.ent_type_ == "ORDINAL" for c in head.children)


def objects(verb: Token) -> list[Token]:
    """Whom a verb is done to: its object, the subject of its passive, the noun that its participle hangs on."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and not (c.i > verb.i and across(verb, c))]
    found += [g for c in found if c.lower_ in SELF for g in c.conjuncts if g.i > c.i]
    if found:
        return [resolved(t, verb) for t in found]
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return objects(verb.head)
    if verb.dep_ == "relcl" and (verb.tag_ == "VBN" or whom_they(verb)):
        return [verb.head]
    if verb.dep_ in ("oprd", "xcomp", "ccomp", "advcl") and verb.tag_ in ("VBN", "VBD") and verb.head.lemma_ in ("find", "leave", "discover"):
        return objects(verb.head)
    if shared := shares(verb):
        return [resolved(c, shared) for c in shared.children if c.dep_ == "dobj"]
    if verb.tag_ in ("VBN", "VBD"):
        return [resolved(c, verb) for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if verb.dep_ == "amod":
        return [verb.head]
    return []


def whom_they(verb: Token) -> bool:
    """Whether a clause leaves its object to the noun that it hangs on: "the man they killed"."""
    return verb.tag_ == "VBD" and any(c.dep_ == "nsubj" and c.tag_ == "PRP" and c.i == verb.i - 1 for c in verb.children)


def shares(verb: Token) -> Token | None:
    """The verb behind "and" whose object an active verb shares: "a man shot and killed his cousin"."""
    if verb.tag_ != "VBD" or not any(c.dep_ == "nsubj" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "conj" and c.lemma_ in DONE_TO and any(g.dep_ == "dobj" for g in c.children)), None)


def across(verb: Token, noun: Token) -> bool:
    """Whether a bar stands between a verb and a noun behind it: the end of a headline, past which the parser looked for an object."""
    return any(t.text == "|" for t in verb.doc[verb.i + 1 : noun.i])


def subjects(verb: Token) -> list[Token]:
    """Who does a verb, or the noun that its clause hangs on."""
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if found:
        return [resolved(t, verb) for t in found]
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head)
    return [verb.head] if verb.dep_ in ("acl", "relcl") else []


def resolved(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, and the subject that "himself" does."""
    if token.tag_ in ("WP", "WDT", "WP$") or token.lower_ == "that":
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.i != clause.i:
            clause = clause.head
        return clause.head if clause.dep_ == "relcl" else token
    if token.lower_ in SELF:
        return next(iter(subjects(verb)), token)
    return token


def bearers(state: Token) -> list[Token]:
    """The nouns that "dead", "injured", "missing" is said of."""
    head = state.head
    own = [c for c in state.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return [resolved(t, state) for t in own]
    if state.dep_ == "amod" and head.pos_ in ("NOUN", "PROPN"):
        return [head]
    if state.dep_ in ("acomp", "oprd", "attr", "xcomp", "advcl", "ccomp", "advmod") and head.pos_ in ("VERB", "AUX") and head.lemma_ in FOUND and real(head):
        done_to = any(c.dep_ in ("dobj", "nsubjpass") and c.i < state.i for c in head.children)  # an object after "found dead" is no bearer
        return objects(head) if done_to or head.dep_ == "acl" else subjects(head)
    if state.dep_ in ("acl", "relcl", "advmod", "nmod") and head.pos_ in ("NOUN", "PROPN", "NUM"):
        return [head]
    if state.dep_ == "conj" and head.lower_ in STATES:
        return [] if any(c.dep_ == "nummod" for c in state.children) else bearers(head)
    return []
