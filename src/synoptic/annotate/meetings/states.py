"""What becomes of a meeting in a sentence: held, planned, offered, asked for, possible, refused, cancelled, postponed, adjourned, denied.

In: an Occasion. Out: its state, or None where no verb says it ("Talks in Geneva on Monday"): the linker tells from the day. From the nouns
over it, its modifiers, the verb with those that govern it, and tense; closed classes in `words`.
"""

from __future__ import annotations

from spacy.tokens import Token

from synoptic.annotate.events.governors import FUTURE, NOBODY, SOFT, auxiliaries, is_negated, lemma, operator
from synoptic.annotate.meetings.occasions import Occasion
from synoptic.annotate.meetings.words import AFTER, ALONE, ATTENDING, BEFORE, COMING, MODIFIERS, OVER, STATES
from synoptic.annotate.positions.stances import CONDITION

MAYBE = frozenset(["may", "might", "could", "can"])
OUGHT = frozenset(["should", "must", "ought"])
IF = frozenset(["if", "unless", "once", "provided", "whether"])
DUE = frozenset(["due", "set", "scheduled", "expected", "likely", "poised", "slated", "planned"])
WISHING = frozenset(["want", "hope", "wish", "seek", "ready", "willing", "open", "prepared", "offer", "propose", "keen", "eager", "able"])
ENDED = frozenset(["fail", "unable", "failure"])  # "failed to meet": no meeting
WITHOUT = frozenset(["without", "instead"])


def state_of(occasion: Occasion) -> str | None:
    """The state, or None."""
    found = next((OVER[t.lemma_.lower()] for t in occasion.over if t.lemma_.lower() in OVER), None)
    if found:
        return turned(found, occasion.verb, occasion.link)
    own = next((s for t in occasion.words for c in t.lefts if (s := MODIFIERS.get(c.lower_))), None)
    if own in ("cancelled", "postponed") or (own and occasion.verb is None):
        return own
    if any(c.lower_ in NOBODY and c.dep_ == "det" for t in occasion.words for c in t.lefts):
        return "denied"
    if occasion.verb is None:
        return None
    if occasion.over and not occasion.meets:  # "reached no deal in talks": what is denied is the deal
        path = path_of(occasion)
        told = by_tense(path, mood_of(path), occasion)
        return "held" if told == "denied" else told or own
    if occasion.meets or occasion.link in ("subject", "object", "attr"):
        return of_predicate(occasion) or own
    return by_preposition(occasion) or own


def turned(state: str, verb: Token | None, link: str) -> str:
    """The state that a noun over a meeting gives, as its verb has it: who turns down an offer of talks refuses them, who accepts it plans them."""
    if verb is None or state not in ("offered", "asked for", "possible") or link not in ("object", "dobj", "nsubjpass", "to", "from"):
        return state
    if STATES.get(lemma(verb)) == "refused":
        return "refused"
    if verb.lemma_ in ("accept", "welcome", "agree", "embrace") and state != "possible":
        return "refused" if is_negated(verb) else "planned"
    return state


def of_predicate(occasion: Occasion) -> str | None:
    """The state of a meeting that is the predicate, its subject or its object."""
    verb = occasion.verb
    assert verb is not None
    name, own = lemma(verb), occasion.link == "subject"
    made = None if occasion.meets else (ALONE.get(name) if own else STATES.get(name))
    path = path_of(occasion)
    mood = mood_of(path)
    if made and made != "held":
        if made in ("cancelled", "postponed", "adjourned"):
            only_wanted = mood in ("possible", "ought") or any(operator(t) in ("demand", "urge", "threaten") for t in path[:-1])
            return "planned" if only_wanted or is_negated(verb) else made
        if is_negated(verb):
            return {"planned": "denied", "offered": None, "asked for": "refused", "refused": "planned"}.get(made)
        return governed(path, made) or made
    if verb.dep_ == "acl" and verb.head.lemma_.lower() in OVER and occasion.meets:
        return turned(OVER[verb.head.lemma_.lower()], verb.head.head, verb.head.dep_)  # "an invitation to meet"
    if verb.dep_ == "pcomp" and verb.head.lower_ in WITHOUT:
        return None
    if is_supposed(path[0]) or is_supposed(verb):
        return "possible"
    if name in ATTENDING and any(is_negated(t) for t in path):
        return None
    return governed(path, None) or by_tense(path, mood, occasion)


def path_of(occasion: Occasion) -> list[Token]:
    """The verbs that govern the meeting's own, outermost first."""
    verb = occasion.verb
    assert verb is not None
    path = list(occasion.frame.path) if occasion.frame is not None else [verb]
    path = path[: path.index(verb) + 1] if verb in path else [verb]
    if path[0].dep_ in ("xcomp", "acl", "advcl") and path[0].tag_ == "VB" and path[0].head not in path and path[0].head.i != path[0].i:
        path.insert(0, path[0].head)  # "a decision to meet", "prepare to meet"
    return path


def governed(path: list[Token], made: str | None) -> str | None:
    """What the words that govern a meeting's verb make of it: "agreed to meet", "refused to hold talks"."""
    for token in path[:-1] if made is None else path[:-1][:1]:
        name, word = operator(token), lemma(token)
        if token.lower_ in DUE or word in DUE:
            return "denied" if is_negated(token) else "planned"
        if word in ENDED:
            return "denied"
        if name == "refuse":
            return "planned" if is_negated(token) else "refused"
        if name == "stop":
            return "adjourned"
        if name in ("demand", "urge"):
            return "offered" if word == "invite" else "asked for"
        if name == "threaten":
            return "possible"
        if name == "intend":
            if is_negated(token):
                return "refused"
            return "offered" if word in WISHING else "planned"
        if word in ("try", "attempt"):
            return "possible"
    return None


def mood_of(path: list[Token]) -> str:
    """future, possible, ought or plain: from the auxiliaries of the outermost verb that has some."""
    for token in path:
        given = auxiliaries(token)
        if given & FUTURE:
            return "future"
        if given & MAYBE:
            return "possible"
        if given & OUGHT:
            return "ought"
    return "plain"


def by_tense(path: list[Token], mood: str, occasion: Occasion) -> str | None:
    """The state that tense and negation tell."""
    verb = path[-1]
    negated = any(is_negated(t) for t in path)
    if mood == "future":
        return "refused" if negated and occasion.meets else "planned" if not negated else "denied"
    if mood == "possible":
        return "possible" if not negated else "denied"
    if mood == "ought":
        return "asked for"
    if verb.tag_ == "VB" and not auxiliaries(verb) & {"did", "do", "does"}:
        if (path[0].lemma_ == "be" and len(path) > 1) or (verb.dep_ == "ROOT" and "to" in auxiliaries(verb)):
            return "planned"  # "are to meet", "Dockers to meet owners"
        return "possible" if path[0].tag_ in ("VB", "VBZ", "VBP") or len(path) == 1 else "planned"
    if negated:
        return "denied"
    outer = path[0]
    perfect = bool(auxiliaries(verb) & {"have", "has", "had", "'ve", "’ve", "having"})
    if perfect or outer.tag_ in ("VBD", "VBN") or (verb.tag_ in ("VBD", "VBN") and not auxiliaries(verb)):
        return "held"
    if verb.tag_ == "VBG":
        return "held" if auxiliaries(verb) & {"were", "was", "are", "is"} and not to_come(verb) else None
    return None


def to_come(verb: Token) -> bool:
    """Whether a present progressive says what is arranged: "are meeting on Monday"."""
    return bool(auxiliaries(verb) & {"are", "is"}) and any(t.ent_type_ == "DATE" and t.lower_ != "today" for t in verb.subtree)


def is_supposed(verb: Token) -> bool:
    """Whether a predicate hangs on a condition: "would meet if", "once they have met"."""
    marks = [c for c in verb.children if c.dep_ == "mark"]
    if any(m.lower_ in IF for m in marks) and not (marks[0].lower_ == "once" and verb.tag_ == "VBD"):
        return True
    return bool(auxiliaries(verb) & (FUTURE | MAYBE)) and CONDITION.search(verb.sent.text, verb.idx - verb.sent.start_char) is not None


def by_preposition(occasion: Occasion) -> str | None:
    """The state of a meeting that a verb has beside it: "after talks", "ahead of talks", "called for talks", "in talks"."""
    verb, link = occasion.verb, occasion.link
    assert verb is not None
    if link in AFTER and lemma(verb) not in ("withdraw", "retreat"):
        return "held"
    if link in BEFORE or (link == "of" and any(c.lower_ == "ahead" for c in verb.children)):
        return "planned"
    if link in WITHOUT:
        return "denied"
    path = path_of(occasion)
    mood, name = mood_of(path), lemma(verb)
    if operator(verb) == "demand" and link in ("for", "to"):
        return "offered" if name == "invite" else "asked for"
    if operator(verb) == "intend":
        return "offered" if name in WISHING else "planned"
    if operator(verb) == "refuse":
        return "refused"
    if link in ("from", "of", "out") and name in ("withdraw", "walk", "walk_out", "pull", "pull_out", "storm"):
        return "adjourned"
    if name in SOFT and link == "for":
        return "asked for"
    made = governed(path, None)
    if made or is_supposed(path[0]):
        return made or "possible"
    if mood != "plain":
        return by_tense(path, mood, occasion)
    if link == "for" and name in COMING:
        return "planned"
    told = by_tense(path, mood, occasion) if link in ("in", "at", "to", "for", "into", "on", "by", "through", "over") else None
    return "held" if told == "denied" and link in ("in", "at") else told  # "reached no deal in talks"
