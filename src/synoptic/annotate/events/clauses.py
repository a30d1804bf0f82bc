"""What stands in the clause of a predicate: its time expression, its figures, its words; and which sentence leads the article.

In: a Reading with time expressions and figures. Out: for a Frame, their ids; spans of words. A time expression belongs to the verb that governs it,
and to what goes on from that verb without a time of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from synoptic.annotate.events.agents import CALENDAR
from synoptic.annotate.events.governors import DENYING, REPORT
from synoptic.annotate.events.phrases import PASSIVE_SUBJECTS, SUBJECTS
from synoptic.annotate.events.roles import Frame
from synoptic.annotate.reading import Reading
from synoptic.model import Figure, Span, Timex

PAST = frozenset(["previous", "earlier", "past", "former", "last", "historic", "prior", "recent"])
CHAIN = 3  # verbs that a time is carried over
DEPTH = 5  # words between "since" and what it counts from


class Clauses:
    """Time expressions and figures of a document, by the predicate that they stand with."""

    def __init__(self, reading: Reading, timexes: Iterable[Timex], figures: Iterable[Figure]) -> None:
        """Find the predicate of each."""
        self.timexes: dict[int, str] = {}
        self.figures: dict[int, list[str]] = {}
        for timex in timexes:
            if timex.type in ("DATE", "TIME"):
                for verb in self.predicates(reading, timex):
                    self.timexes.setdefault(verb, timex.id)
        self.withdrawn = set()
        for figure in figures:
            if figure.withdrawn:
                self.withdrawn.add(figure.id)
            self.figures.setdefault(self.predicate(reading, figure), []).append(figure.id)

    @staticmethod
    def predicate(reading: Reading, found: Timex | Figure) -> int:
        """The index of the verb that governs the words of an annotation; -1 where there is none."""
        phrase = reading.phrase(found.start, found.end)
        token = phrase.root if phrase is not None and len(phrase) else None
        while token is not None:
            if token.pos_ in ("VERB", "AUX"):
                return token.i
            token = token.head if token.head.i != token.i else None
        return -1

    @classmethod
    def predicates(cls, reading: Reading, timex: Timex) -> list[int]:
        """The verb that governs a time expression, and one that tells of that time: "Tuesday, when she had refused"."""
        phrase = reading.phrase(timex.start, timex.end)
        told = [c.i for t in phrase or () for c in t.children if c.dep_ == "relcl" and any(w.lower_ == "when" for w in c.children)]
        return told or [cls.predicate(reading, timex)]

    def of(self, frame: Frame) -> tuple[str | None, tuple[str, ...]]:
        """The time expression and the figures of a frame's clause."""
        keys = [t.i for t in reversed(frame.path)]
        if frame.noun is not None:
            token = frame.noun
            while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
                token = token.head
            keys.append(token.i)
        around = () if is_apart(frame) else carried(frame.top if frame.noun is None else token)
        timex = next((self.timexes[k] for k in (*keys, *(t.i for t in around)) if k in self.timexes), None)
        return timex, tuple(f for k in keys for f in self.figures.get(k, ()))

    def retracted(self, frame: Frame) -> bool:
        """Whether all counts of a frame's clause are withdrawn by the text: what was said in error did not happen so."""
        held = self.figures.get(frame.verb.i, ()) if self.withdrawn and frame.noun is None else ()
        return bool(held) and self.withdrawn.issuperset(held)


def carried(verb: Token) -> Iterator[Token]:
    """The verbs that a verb shares its time with: what it goes on from ("stormed the fort, killing two", "crossed and burned"), and what goes on from it."""
    token = verb
    for _ in range(CHAIN):
        own = any(c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS for c in token.children)
        joined = (token.dep_ in ("conj", "advcl", "dep") and not own) or (token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"))
        if not joined or token.head.i == token.i or any(c.dep_ == "mark" for c in token.children):
            break
        token = token.head
        yield token
    yield from (c for c in verb.children if c.dep_ == "conj" and not any(s.dep_ in SUBJECTS or s.dep_ in PASSIVE_SUBJECTS for s in c.children))


def is_apart(frame: Frame) -> bool:
    """Whether an event noun only says since when something else is: "the first meeting since the invasion", "since the start of the war"."""
    token = frame.noun
    for _ in range(DEPTH):
        if token is None or not (token.dep_ in ("pobj", "conj") or (token.dep_ == "prep" and token.lower_ == "of")):
            return False
        token = token.head
        if token.lower_ == "since":
            return True
    return False


def is_earlier(frame: Frame) -> bool:
    """Whether a frame is told as older than the article: "since the invasion", "an earlier raid", "had fled" where nobody reports it."""
    if frame.noun is not None:
        return is_apart(frame) or any(c.lower_ in PAST and c.dep_ in ("amod", "advmod") for c in frame.noun.children)
    perfect = any(c.dep_ == "aux" and c.lower_ in ("had", "'d", "’d") for t in frame.path for c in t.children)
    return perfect and frame.verb.tag_ in ("VBN", "VBD") and not (frame.top.dep_ == "ccomp" and frame.top.head.lemma_ in REPORT | DENYING)


def lead_of(reading: Reading) -> tuple[int, int]:
    """Where the lead sentence stands: the first of the article's own text."""
    block = reading.lead
    if block is None:
        return 0, 0
    phrase = reading.phrase(block.start, block.end)
    if phrase is None or not len(phrase):
        return block.start, block.end
    return block.start, min(block.end, phrase[0].sent.end_char)


def clause_of(reading: Reading, frame: Frame) -> Span:
    """The words of a frame: its verbs with their noun phrases."""
    heads = [*frame.actors, *frame.objects, *frame.datives, *(t for _, t in frame.obliques)]
    # a day that the parser took for a part of the name after it ("on Monday Norland") opens no clause
    tokens = [*frame.path, *(e for t in heads for e in (t.left_edge, t) if e is t or e.dep_ == "poss" or e.lower_ not in CALENDAR)]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return reading.span(first.idx, last.idx + len(last.text))


def word_at(reading: Reading, token: int) -> Span:
    """The words of one token."""
    return reading.span(reading.columns.start[token], reading.columns.end(token))
