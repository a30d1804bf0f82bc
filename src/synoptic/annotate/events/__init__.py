"""Event mentions: who did what to whom, in one document, as PLOVER and CAMEO codes.

In: a Reading with its chains, time expressions, quotations and figures. Out: EventMentions, one a coded predicate. Structure finds the
parties (`roles`, `participants`), a table with its governors codes the predicate (`coding`), a small linear model weighs the two (`weighing`).
What the codebook has no code for gives nothing. No date is filled: `timex` is the expression of the same clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from synoptic.annotate.codebook import codebook
from synoptic.annotate.events.coding import Coding, code, demanded, event_noun
from synoptic.annotate.events.governors import REPORT, controls, governor_of, is_condition, lemma, words
from synoptic.annotate.events.participants import SIDES, Parties, Party
from synoptic.annotate.events.roles import Frame, find_frames, subject_of
from synoptic.annotate.events.weighing import decide
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, EventMention, Figure, Quotation, Span, Timex

TOWARD = tuple(words("against on with to from at of between for into over by in toward towards upon about near inside across"))
WHERE = frozenset(words("in at near on inside outside around across along into over"))
NO_PARTY = frozenset(["DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY", "MONEY"])
PLACES = frozenset(["GPE", "LOC", "FAC"])
MODIFIERS = frozenset(["poss", "amod", "compound", "nmod"])
MUTUAL = frozenset(["AGREE", "CONSULT", "COOPERATE", "SUPPORT"])  # what two parties do, each does with the other
MOST = 4  # recipients of one event


def find(
    reading: Reading,
    chains: Iterable[Chain],
    timexes: Iterable[Timex],
    quotations: Iterable[Quotation],
    figures: Iterable[Figure],
) -> Iterator[EventMention]:
    """The event mentions of a document."""
    parties = Parties(reading, chains, quotations)
    clauses = Clauses(reading, timexes, figures)
    lead = lead_of(reading)
    nouns = codebook().noun_heads
    for sentence in reading.parsed.sents:
        for frame in find_frames(sentence, reading.columns, controls=controls, event_nouns=nouns):
            if frame.noun is not None and event_noun(frame.noun) not in codebook().nouns:
                continue  # an operation, but no military one
            coding = demanded(frame) or decide(frame, code(frame))
            if coding is not None:
                yield mention(reading, frame, coding=coding, parties=parties, clauses=clauses, lead=lead)


class Clauses:
    """Time expressions and figures of a document, by the predicate that they stand with."""

    def __init__(self, reading: Reading, timexes: Iterable[Timex], figures: Iterable[Figure]) -> None:
        """Find the predicate of each."""
        self.timexes: dict[int, str] = {}
        self.figures: dict[int, list[str]] = {}
        for timex in timexes:
            if timex.type in ("DATE", "TIME"):
                self.timexes.setdefault(self.predicate(reading, timex), timex.id)
        for figure in figures:
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

    def of(self, frame: Frame) -> tuple[str | None, tuple[str, ...]]:
        """The time expression and the figures of a frame's clause."""
        keys = [t.i for t in reversed(frame.path)]
        if frame.noun is not None:
            token = frame.noun
            while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
                token = token.head
            keys.append(token.i)
        timex = next((self.timexes[k] for k in keys if k in self.timexes), None)
        return timex, tuple(f for k in keys for f in self.figures.get(k, ()))


def lead_of(reading: Reading) -> tuple[int, int]:
    """Where the lead sentence stands: the first of the article's own text."""
    block = reading.lead
    if block is None:
        return 0, 0
    phrase = reading.phrase(block.start, block.end)
    if phrase is None or not len(phrase):
        return block.start, block.end
    return block.start, min(block.end, phrase[0].sent.end_char)


def mention(reading: Reading, frame: Frame, *, coding: Coding, parties: Parties, clauses: Clauses, lead: tuple[int, int]) -> EventMention:
    """The record of a coded frame."""
    actors = [parties.of(t) for t in frame.actors]
    recipients = [parties.of(t) for t in recipients_of(frame, coding)]
    if coding.modality == "demanded" and is_condition(frame):
        setter = subject_of(governor_of(frame.top))
        recipients, actors = [*actors, *recipients], [parties.of(setter)] if setter is not None else []
    elif coding.modality == "demanded" and not controls(frame.top):
        # "the council says that the mayor must go": who says so demands it, of the subject
        demander = told_by(frame)
        if demander is not None:
            actors, recipients = [parties.of(demander)], [*actors, *recipients]
    if (len(actors) > 1 or any(a.pair for a in actors)) and (not recipients or coding.type in MUTUAL):
        recipients = [*recipients, *actors]
    start, end = coding.trigger.idx, coding.trigger.idx + len(coding.trigger.text)
    timex, figures = clauses.of(frame)
    around = parties.quotations.around(start, end)
    if coding.modality == "happened" and (around or is_reported(frame)):
        coding = replace(coding, modality="reported")
    return EventMention(
        **reading.where("e", start, end, coding.type),  # type: ignore[arg-type]
        type=coding.type,
        cameo=coding.cameo,
        mode=coding.mode,
        modality=coding.modality,
        lemma=lemma(coding.trigger),
        actors=ids(actors),
        actor_names=names(actors),
        recipients=ids(recipients),
        recipient_names=names(recipients),
        place=place_of(frame, parties),
        timex=timex,
        clause=clause_of(reading, frame),
        quotation=around[-1].id if around else None,
        figures=figures,
        score=1.0 if frame.noun is None or actors or recipients else 0.5,
        leads=lead[0] <= start < lead[1],
    )


def told_by(frame: Frame) -> Token | None:
    """The head of who says what a frame holds, in the same sentence."""
    return subject_of(frame.top.head) if frame.top.dep_ == "ccomp" and frame.top.head.lemma_ in REPORT else None


def is_reported(frame: Frame) -> bool:
    """Whether a frame stands in what somebody says in this sentence: "the mayor said that ..."."""
    token = frame.top
    for _ in range(4):
        if token.dep_ in ("ccomp", "parataxis") and token.head.lemma_ in REPORT:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def recipients_of(frame: Frame, coding: Coding | None) -> list[Token]:
    """Heads of those to whom it is done, most likely first: whom the object itself names, whom it is given to, the object, then obliques."""
    found: dict[int, Token] = {}
    trigger = coding.trigger.i if coding else -1
    for thing in frame.objects:
        for child in thing.children:
            if (child.dep_ == "poss" and child.pos_ != "PRON") or (thing.i == trigger and child.ent_type_ in SIDES and child.dep_ in MODIFIERS):
                found[child.i] = child
        if thing.i != trigger:
            found[thing.i] = thing
    for token in frame.datives:
        found[token.i] = token
    order = {p: n for n, p in enumerate(TOWARD)}
    for _, token in sorted(((p, t) for p, t in frame.obliques if p in order), key=lambda o: (order[o[0]], o[1].i)):
        found[token.i] = token
    for token in frame.purposes:
        found.setdefault(token.i, token)
    actors = {t.i for t in frame.actors}
    kept = [t for t in found.values() if t.i not in actors and t.i != trigger and t.ent_type_ not in NO_PARTY]
    named = [t for t in kept if t.ent_type_ or t.pos_ == "PROPN"]
    return [*named[:MOST], *(t for t in kept if t not in named)][: MOST + 2]


def place_of(frame: Frame, parties: Parties) -> str | None:
    """The name of the place where the clause has it."""
    for preposition, token in frame.obliques:
        if preposition in WHERE and token.ent_type_ in PLACES:
            chain = parties.chain_of(token)
            return chain.name if chain else token.text
    return None


def clause_of(reading: Reading, frame: Frame) -> Span:
    """The words of a frame: its verbs with their noun phrases."""
    tokens = [*frame.path, *(e for t in [*frame.actors, *frame.objects, *frame.datives, *(t for _, t in frame.obliques)] for e in (t.left_edge, t))]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return reading.span(first.idx, last.idx + len(last.text))


def ids(parties: Iterable[Party]) -> tuple[str, ...]:
    """The chains of parties, each once."""
    return tuple(dict.fromkeys(c for p in parties for c in p.chains))


def names(parties: Iterable[Party]) -> tuple[str, ...]:
    """The names of parties, each once."""
    return tuple(dict.fromkeys(n for p in parties for n in p.names))
