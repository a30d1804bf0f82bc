"""Which stance on talks a frame takes, on what, and under which condition.

In: a Frame. Out: a Stance (propose, accept, conditional, refuse, demand) with its topic's word and the condition's offsets. A stance is
a governor ("ready to", "refused to", "called for") or a verb that takes one by itself ("rejected"), over a word of the field of
talks, or a demand on another party. Closed classes of English; knows no parties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.events.governors import FUTURE, SOFT, auxiliaries, is_hypothetical, is_negated, lemma, operator, words
from synoptic.annotate.events.roles import Frame

TOPIC_NOUNS = frozenset(
    words("""
    talk negotiation dialogue dialog meeting summit discussion consultation mediation ceasefire cease-fire truce armistice deal agreement accord
    pact settlement compromise offer proposal bargaining invitation peace arbitration conversation treaty table plan demand ultimatum contract
    concession
    """)
)
WEAK_NOUNS = frozenset(words("plan demand table contract peace concession agreement deal"))  # topics only of accepting and refusing
LOOSE_VERBS = frozenset(["talk", "meet", "sit", "sit_down", "discuss", "compromise"])
TOPIC_VERBS = frozenset(words("negotiate talk meet mediate discuss bargain confer parley compromise sit_down sit arbitrate"))
ACCEPTING = frozenset(words("accept welcome approve embrace endorse consent agree"))
REFUSING = frozenset(
    words("""
    reject refuse decline rule_out cancel boycott break_off suspend call_off turn_down rebuff dismiss spurn walk_out abandon halt withdraw quit
    oppose
    """)
)
PROPOSING = frozenset(words("propose offer suggest seek request want invite moot float renew"))
DEMANDING = frozenset(["demand", "insist"])
OFFERING = frozenset(["offer", "propose", "proposal", "invite", "suggest"])
WISHING = frozenset(words("expect hope consider happen due likely schedule plan set able poise seek mean aim want wish determine"))
OUGHT = frozenset(["should", "must", "could", "may", "might"])  # what one ought to do is nobody's stance yet
BEARING = frozenset(["for", "to", "with", "in", "on", "at", "into", "toward", "towards"])  # "before the meeting" is a time
COMMANDING = frozenset(["direct", "order", "command", "instruct", "encourage", "advise", "tell", "summon"])
NEAR = 40  # tokens before or after a bare "we accept" in which what is accepted is looked for: about two sentences
CONDITION = re.compile(
    r"\b(?:(?:but |and )?only (?:if|when|after|once)|if and only if|if|unless|until|provided(?: that)?|providing(?: that)?|as soon as|(?:as|so) long as|once"
    r"|on (?:the )?condition (?:that|of)|in (?:exchange|return) for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance: from `first` to `last` are the words that say so; `condition` are offsets in the text."""

    name: str
    topic: str
    head: Token  # the topic's word
    first: Token
    last: Token
    condition: tuple[int, int] | None = None
    needs_other: bool = False  # the topic's word is about talks only where another party stands with it


def stance_of(frame: Frame, sentence: Phrase) -> Stance | None:
    """The stance that a frame takes, or None."""
    if frame.noun is not None or is_hypothetical(frame) or any(auxiliaries(t) & OUGHT for t in frame.path):
        return None
    found = governed(frame) or taken(frame)
    if found is None:
        return None
    name, topic, word = found
    condition = condition_of(frame, sentence) if name in ("accept", "refuse", "propose", "will") else None
    if name == "will" and not condition:
        return None  # a meeting that is to be is an event; who sets a condition for it takes a stance
    if condition and (name in ("accept", "will") or (name == "refuse" and is_until(sentence, condition))):
        name = "conditional"
    tokens = [word, *frame.path[list(frame.path).index(word) :], topic]
    first = min(tokens, key=lambda t: t.i)
    return Stance(name, topic.lemma_.lower(), topic, first, max(tokens, key=lambda t: t.i), condition, is_loose(topic, word, name))


def is_loose(topic: Token, word: Token, name: str) -> bool:
    """Whether a topic's word stands for much else too ("approved the plan", "stopped talking"), so that it needs another party beside it."""
    if topic.lemma_ in LOOSE_VERBS and topic.pos_ == "VERB":
        at_table = any(t.lemma_ in TOPIC_NOUNS for t in topic.subtree)
        return not at_table and not (name == "accept" and lemma(word) in ("ready", "willing", "prepared", "open")) and operator(word) != "urge"
    return name != "demand" and topic.lemma_ in WEAK_NOUNS


def topic_of(frame: Frame, strong: bool) -> Token | None:
    """The word of the field of talks in what a frame does: its verb, an object, an oblique. `strong`: none that stands for much else."""
    if lemma(frame.verb) in TOPIC_VERBS:
        return frame.verb
    for token in [*frame.objects, *(t for p, t in frame.obliques if p in BEARING)]:
        word = token.lemma_.lower()
        if word in TOPIC_NOUNS and not (strong and word in WEAK_NOUNS):
            return token
    return None


def governed(frame: Frame) -> tuple[str, Token, Token] | None:
    """(stance, topic, governing word) where a governor takes the stance: "is ready for talks", "refused to meet"."""
    for word in frame.path:
        name = operator(word)
        if name not in ("intend", "refuse", "demand", "urge", "stop"):
            if word.pos_ in ("VERB", "AUX") and auxiliaries(word) & FUTURE and lemma(frame.verb) in TOPIC_VERBS:
                return "refuse" if is_negated(word) else "will", frame.verb, word
            continue
        topic = topic_of(frame, strong=True)
        if topic is None:
            return demanded(frame, word) if name == "demand" else None
        if name == "demand" and lemma(word) in COMMANDING:
            continue
        if topic.i == word.i or (name == "intend" and lemma(word) in WISHING):
            continue
        stance = {"refuse": "refuse", "stop": "refuse", "urge": "propose"}.get(name, "")
        if name == "demand":
            stance = "propose" if lemma(word).split("_")[0] in SOFT | {"press", "push", "lobby"} else "demand"
        elif name == "intend":
            stance = "propose" if lemma(word) in OFFERING else "accept"
        if lemma(frame.verb) in REFUSING and frame.verb.i != word.i:
            stance = {"propose": "demand", "accept": "refuse", "refuse": "accept"}.get(stance, stance)  # "urged them to call off the talks"
        if is_negated(word) or (word.i and word.dep_ == "acomp" and is_negated(word.head)):
            stance = {"accept": "refuse", "propose": "refuse", "refuse": "accept"}.get(stance, "")
        if stance:
            return stance, topic, word
    return None


def demanded(frame: Frame, word: Token) -> tuple[str, Token, Token] | None:
    """A demand on another party: "demanded that the owners pay", whatever is demanded."""
    if lemma(word) not in DEMANDING or is_negated(word):
        return None
    if lemma(word) == "insist" and not any(c.tag_ == "VB" and not auxiliaries(c) for c in word.children):
        return None  # "insisted that it was safe" claims
    topic = next((t for t in [*frame.path[::-1], *frame.objects] if t.i != word.i), None)  # what is to be done, else what is demanded
    return ("demand", topic, word) if topic is not None else None


def taken(frame: Frame) -> tuple[str, Token, Token] | None:
    """(stance, topic, verb) where the verb takes the stance by itself: "rejected the offer", "proposed a truce"."""
    verb, word = frame.verb, lemma(frame.verb)
    topic = topic_of(frame, strong=word in PROPOSING)
    if topic is None or topic.i == verb.i:
        return None
    stance = "accept" if word in ACCEPTING else "refuse" if word in REFUSING else "propose" if word in PROPOSING else ""
    if not stance or (stance == "propose" and topic.lemma_ in ("offer", "proposal", "invitation")):
        return None
    if is_negated(verb):
        stance = {"accept": "refuse", "refuse": "accept", "propose": "refuse"}[stance]
    return stance, topic, verb


def answered(frame: Frame, sentence: Phrase) -> Stance | None:
    """The stance of a bare answer: "We accept", where a sentence near it names what is on the table."""
    verb = frame.verb
    stance = "accept" if verb.lemma_ in ("accept", "agree") else "refuse" if verb.lemma_ in ("refuse", "decline") else ""
    if not stance or len(frame.path) > 1 or not frame.actors or frame.actors[0].lower_ not in ("we", "i"):
        return None
    if any(c.dep_ not in ("nsubj", "aux", "neg", "punct", "advmod", "cc", "conj", "intj") for c in verb.children) or auxiliaries(verb) & OUGHT:
        return None
    if is_negated(verb):
        stance = {"accept": "refuse", "refuse": "accept"}[stance]
    doc = sentence.doc
    near = [*(doc[i] for i in range(sentence.start - 1, max(-1, sentence.start - NEAR), -1)), *doc[sentence.end : sentence.end + NEAR]]
    topic = next((t for t in near if t.lemma_ in TOPIC_NOUNS and t.lemma_ not in WEAK_NOUNS), None)
    return Stance(stance, topic.lemma_, verb, min(frame.actors[0], verb, key=lambda t: t.i), verb) if topic is not None else None


def condition_of(frame: Frame, sentence: Phrase) -> tuple[int, int] | None:
    """Offsets of the words that set a condition in a sentence, from the connective to the end of its clause."""
    base = sentence.start_char
    for match in CONDITION.finditer(sentence.text):
        tokens = [t for t in sentence if base + match.start() <= t.idx < base + match.end()]
        # "once again" and "if only" set no condition: a lone connective has to mark a clause or govern one
        if tokens and (len(tokens) > 1 or (tokens[0].dep_ in ("mark", "prep", "advmod") and tokens[0].head.pos_ in ("VERB", "AUX", "ADJ", "ADV"))):
            break
    else:
        return None
    if len(tokens) == 1 and tokens[0].dep_ == "advmod" and tokens[0].i + 1 < sentence.end and tokens[0].nbor().pos_ == "ADV":
        return None
    head = tokens[-1].head
    end = sentence.end
    if head.i > tokens[-1].i:
        end = head.right_edge.i + 1
    else:
        following = [c.right_edge.i + 1 for c in tokens[-1].children if c.i > tokens[-1].i]
        end = max(following, default=end)
    if head.i in {t.i for t in frame.path} and head.i > tokens[-1].i:
        return None
    last = sentence.doc[min(end, sentence.end) - 1]
    while last.i > tokens[0].i and (last.is_punct or last.is_space or last.is_quote):
        last = sentence.doc[last.i - 1]
    return (tokens[0].idx, last.idx + len(last.text)) if last.i > tokens[-1].i else None


def is_until(sentence: Phrase, condition: tuple[int, int]) -> bool:
    """Whether a refusal holds only as long as something is not done: "will not talk unless", "until"."""
    words = sentence.doc.text[condition[0] : condition[1]].lower()
    return words.startswith(("unless", "until", "only", "but only"))
