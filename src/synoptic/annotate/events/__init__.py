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
from synoptic.annotate.events.agents import is_deed, names_doer, owners
from synoptic.annotate.events.clauses import Clauses, clause_of, is_earlier, lead_of, word_at
from synoptic.annotate.events.coding import Coding, code, demanded, event_noun, offered_by
from synoptic.annotate.events.contexts import contexts_of, mode_of
from synoptic.annotate.events.governors import REPORT, auxiliaries, controls, denies, governor_of, is_condition, lemma, operator
from synoptic.annotate.events.participants import Parties, Party
from synoptic.annotate.events.phrases import NOUNS
from synoptic.annotate.events.recipients import place_of, undergoers
from synoptic.annotate.events.roles import Frame, find_frames
from synoptic.annotate.events.subjects import is_passive, subject_of
from synoptic.annotate.events.trusting import trust
from synoptic.annotate.events.weighing import decide
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, EventMention, Figure, Quotation, Timex

MUTUAL = frozenset(["AGREE", "CONSULT", "COOPERATE", "SUPPORT"])  # what two parties do, each does with the other
PAST_MODES = frozenset(["happened", "reported", "denied"])
STAFF = frozenset(["LAB", "EDU", "HLH", "AGR"])
NAMES = frozenset(["DATE", "TIME", "ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "LAW", "FAC"])
ARMED = frozenset(["MIL", "REB", "UAF", "COP", "GOV"])


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
            if frame.noun is not None and (frame.noun.ent_type_ in NAMES or event_noun(frame.noun) not in codebook().nouns):
                continue  # part of a name or a date ("12 March"); an operation, but no military one
            set_voice(frame)
            set_owner(frame)
            coding = demanded(frame) or decide(frame, code(frame))
            if coding is None or clauses.retracted(frame) or is_lifeless(frame, coding, parties) or addresses_reader(frame, parties):
                continue
            found = mention(reading, frame, coding=coding, parties=parties, clauses=clauses, lead=lead)
            if is_event(found):
                yield found


def set_voice(frame: Frame) -> None:
    """What is expected or prepared to do something does it: the passive of a verb of intention makes nobody a recipient."""
    if frame.passive and not frame.actors and len(frame.path) > 1 and operator(frame.top) == "intend" and not is_passive(frame.verb):
        frame.actors = [t for t in frame.objects if t.i < frame.top.i]
        frame.objects = [t for t in frame.objects if t.i >= frame.top.i]
        frame.passive = False


def set_owner(frame: Frame) -> None:
    """Whose plan or call something is does or asks it, not the subject of the verb around: "the mayor condemned the rebels' plan to bomb the bridge"."""
    noun = offered_by(frame)
    if noun is not None:
        frame.actors = [t for t in owners(noun) if t.pos_ in NOUNS] or frame.actors


def is_lifeless(frame: Frame, coding: Coding, parties: Parties) -> bool:
    """Whether a thing that can neither act nor be anybody's act is said to do it: "as soon as the river allows"; things can strike and kill."""
    if frame.noun is not None or coding.type == "ASSAULT" or not frame.actors:
        return False
    return not any(t.pos_ == "PRON" or is_deed(t.lemma_.lower()) or parties.acting(t) for t in frame.actors)


def addresses_reader(frame: Frame, parties: Parties) -> bool:
    """Whether the page speaks to whoever reads it: "Thank you for signing up", "You agree to the terms"; in quotation marks somebody is meant."""
    spoken = [t for t in (*frame.actors, *frame.objects, *frame.datives) if t.lower_ in ("you", "your")]
    return bool(spoken) and not parties.quotations.around(spoken[0].idx, spoken[0].idx + len(spoken[0].text))


def is_event(found: EventMention) -> bool:
    """Whether a mention tells of an event: "no sign of an attack" tells of none, and who flees from home is not a force that withdraws."""
    if found.modality == "denied" and not (found.actor_names or found.recipient_names):
        return False
    return not (found.type == "RETREAT" and found.actor_sectors and not ARMED.intersection(found.actor_sectors) and found.lemma in ("flee", "leave"))


def mention(reading: Reading, frame: Frame, *, coding: Coding, parties: Parties, clauses: Clauses, lead: tuple[int, int]) -> EventMention:
    """The record of a coded frame."""
    actors = [p for t in doers(frame, coding) for p in parties.acting(t)]
    recipients = undergoers(frame, coding, parties)
    if coding.modality == "demanded" and is_condition(frame):
        setter = subject_of(governor_of(frame.top))
        recipients, actors = [*actors, *recipients], [parties.of(setter)] if setter is not None else []
    elif coding.modality == "demanded" and (not controls(frame.top) or auxiliaries(frame.top) & {"must", "should"}):
        # "the council says that the mayor must go": who says so demands it, of the subject
        demander = told_by(frame)
        if demander is not None:
            actors, recipients = [parties.of(demander)], [*actors, *recipients]
    if (len(actors) > 1 or any(a.pair for a in actors)) and (not recipients or coding.type in MUTUAL):
        recipients = [*recipients, *actors]
    elif coding.type not in MUTUAL:
        # nobody asks himself: "let us meet" asks the others
        themselves = {a.own for a in actors if a.own}
        recipients = [r for r in recipients if r.own not in themselves]
    if coding.type == "ASSAULT" and STAFF.intersection(sectors_of(actors)) and any(t.lemma_ == "strike" for t in (coding.trigger, *frame.objects)):
        coding = replace(coding, type="PROTEST", cameo="143", mode=None)  # workers who launch a strike lay down their work
    start, end = coding.trigger.idx, coding.trigger.idx + len(coding.trigger.text)
    timex, figures = clauses.of(frame)
    around = parties.quotations.around(start, end)
    shown = contexts_of(frame, coding, reading.columns)
    if coding.modality in ("happened", "reported") and denies(frame):
        coding = replace(coding, modality="denied")
    elif coding.modality == "happened" and (around or is_reported(frame)):
        coding = replace(coding, modality="reported")
    return EventMention(
        **reading.where("e", start, end, coding.type),  # type: ignore[arg-type]
        type=coding.type,
        cameo=coding.cameo,
        mode=mode_of(frame, coding),
        context=tuple(sorted(shown)),
        context_words=tuple(word_at(reading, i) for i in sorted({i for i in shown.values() if i >= 0})),
        modality=coding.modality,
        lemma=lemma(coding.trigger),
        actors=ids(actors),
        actor_names=names(actors),
        recipients=ids(recipients),
        recipient_names=names(recipients),
        who=tuple(dict.fromkeys(s for p in actors for s in p.shown)),
        whom=tuple(dict.fromkeys(s for p in recipients for s in p.shown)),
        place=place_of(frame, coding, parties),
        timex=timex,
        earlier=timex is None and coding.modality in PAST_MODES and is_earlier(frame),
        clause=clause_of(reading, frame),
        quotation=around[-1].id if around else None,
        figures=figures,
        actor_countries=countries(actors),
        actor_sectors=sectors_of(actors),
        recipient_countries=countries(recipients),
        recipient_sectors=sectors_of(recipients),
        score=trust(frame, coding, actors, recipients, parties),
        leads=lead[0] <= start < lead[1],
    )


def doers(frame: Frame, coding: Coding) -> list[Token]:
    """Heads of those who do it; forces that "are deployed" by nobody named move themselves; a town before a deed says where it was."""
    if frame.noun is not None:
        return [t for t in frame.actors if t.dep_ != "compound" or (names_doer(t) and frame.noun.lemma_ != "explosion")]
    if frame.passive and not frame.actors and (coding.type in ("MOBILIZE", "RETREAT") or lemma(frame.verb) == "deploy"):
        return list(frame.objects)
    return frame.actors


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


def ids(parties: Iterable[Party]) -> tuple[str, ...]:
    """The chains of parties, each once."""
    return tuple(dict.fromkeys(c for p in parties for c in p.chains))


def names(parties: Iterable[Party]) -> tuple[str, ...]:
    """The names of parties, each once."""
    return tuple(dict.fromkeys(n for p in parties for n in p.names))


def countries(parties: Iterable[Party]) -> tuple[str, ...]:
    """The countries that parties act for, each once."""
    return tuple(dict.fromkeys(p.code for p in parties if p.code))


def sectors_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """The sectors of parties, each once."""
    return tuple(dict.fromkeys(s for p in parties for s in p.sectors))
