"""What is found in one document, by an annotator that knows no other."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.model.records import Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """What stands on words of one document."""

    id: str
    document: str
    start: int
    end: int
    exact: str

    @property
    def span(self) -> Span:
        """The words that this stands on."""
        return Span(self.document, self.start, self.end, self.exact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Annotation):
    """A name, nominal ("the Ukrainian president") or pronoun that stands for an entity."""

    form: str  # name, nominal, pronoun
    head: str  # the head word, as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(Annotation):
    """All mentions of one entity in one document (its span is its first mention). `name` is its fullest name there."""

    name: str
    type: str  # OntoNotes label
    mentions: tuple[Mention, ...]
    country: str | None = None  # ISO 3166-1 alpha-3: of a place, a nationality, or a body or person that the text ties to one
    roles: tuple[str, ...] = ()  # what the text says that it is: "president", "foreign minister"
    gender: str | None = None  # m, f; None where the text does not tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex(Annotation):
    """A time expression. `value` is filled by the annotator where the text alone suffices, else by the linker `dating`
    from `rule` (how the value follows from an anchor; see annotate/times).
    """

    type: str  # TIMEX3: DATE, TIME, DURATION, SET
    value: str | None = None
    rule: str | None = None
    anchor: str | None = None  # id of the timex that `rule` starts from; None: the document's own day


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Annotation):
    """Somebody's words as this document gives them; the span is the content without its quotation marks."""

    type: str  # direct, indirect, mixed
    speaker: str | None = None
    speaker_name: str | None = None
    source: Span | None = None
    cue: Span | None = None
    via: tuple[str, ...] = ()
    said: str | None = None
    timex: str | None = None  # when it was said, where the text says so
    medium: Span | None = None  # "in a video message"
    addressee: Span | None = None  # "told reporters"
    polarity: bool = True  # False: the cue denies or doubts the content
    bare: bool = False  # names what is spoken of and says nothing of it ("it", "his offer"): nothing to show a reader by itself
    utterance: str | None = None
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Annotation):
    """A count: the number with its hedge. `low` and `high` are the closed range that the words allow; None is open."""

    low: float | None
    high: float | None
    counted: str | None
    of: str | None = None
    place: str | None = None
    as_of: str | None = None
    timex: str | None = None
    attributed_to: str | None = None
    attributed_name: str | None = None
    via: tuple[str, ...] = ()
    hedge: str | None = None  # exact, at least, more than, at most, less than, about, range, vague
    part_of: str | None = None  # id of the figure that this is a part of ("including 12 children")
    increment: bool = False  # "two more died": adds to a total, is none
    clause: Span | None = None  # the clause that it counts in
    occurred: str | None = None  # when that happened which it counts: two days are two counts; `as_of` is when it stood at this
    occurred_timex: str | None = None
    withdrawn: bool = False  # the text says that it no longer holds ("an earlier version said 23"): never the best value
    series: str | None = None
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(Annotation):
    """A trigger in a clause (its span is the trigger) that says who did what to whom."""

    type: str  # PLOVER
    cameo: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    context_words: tuple[Span, ...] = ()  # that show its contexts; what is not among them the code itself implies
    modality: str = "happened"
    lemma: str = ""
    actors: tuple[str, ...] = ()
    actor_names: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    recipient_names: tuple[str, ...] = ()
    who: tuple[str, ...] = ()  # what a reader is shown of the actors: of each the entity that it is itself, else its words
    whom: tuple[str, ...] = ()  # the same of the recipients that are a party, or are themselves what is hit or rejected
    place: str | None = None
    timex: str | None = None
    date: str | None = None
    earlier: bool = False  # told as older than the article, with no day: the article's own day is not its date
    clause: Span | None = None
    quotation: str | None = None  # id of the quotation that reports it, where one does
    figures: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-3 of the sides that the actors act for, each once
    actor_sectors: tuple[str, ...] = ()  # CAMEO's sectors of the actors (GOV, MIL, REB ...), each once
    recipient_countries: tuple[str, ...] = ()
    recipient_sectors: tuple[str, ...] = ()
    score: float = 0.0
    leads: bool = False  # stands in the lead sentence, outside a headline or caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Annotation):
    """Where a party stands on talks, or on another party's demand; the span is the words that say so."""

    party: str | None = None
    party_name: str | None = None
    toward: str | None = None
    toward_name: str | None = None
    topic: str | None = None
    stance: str = "propose"  # propose, accept, conditional, refuse, demand
    condition: Span | None = None
    date: str | None = None
    timex: str | None = None
    quotation: str | None = None
    earlier: bool = False  # told in the past perfect with no day: older than the article's own day, which is not its date
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPart(Record):
    """One part of a meeting on words of its own: a party, who leads or sits in a delegation, a mediator, host or chair, the venue, the means, the round."""

    role: str  # party, pair ("both sides"), leader, member, mediator, host, chair, venue, means, round
    words: Span
    name: str
    entity: str | None = None  # of what the words name, where it is an entity
    side: str | None = None  # for whom a leader or member sits
    side_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMention(Annotation):
    """Words of one document that tell of a meeting or round of talks; the span is the words that name it, its parts have spans of their own."""

    state: str | None = None  # held, planned, offered, asked for, possible, refused, cancelled, postponed, adjourned, denied; None: the day will tell
    round: int | None = None  # which round of talks, where the text counts them
    topic: str | None = None  # talk, summit, meet: the lemma of the word
    parts: tuple[MeetingPart, ...] = ()
    date: str | None = None  # the day that the text gives; none where it gives none
    timex: str | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Annotation):
    """Words that say from whom the article has it: "told the New York Times", "Read the original article on ..."."""

    type: str  # cites, republishes
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming(Annotation):
    """A noun phrase that names something which outlets may name differently; the raw material of `wording`."""

    head: str  # lemma of the head
    chain: str | None = None  # of the entity that it names, where it names one
    event: str | None = None  # of the event mention that it is, where it is one
    scare: bool = False  # stands in quotation marks that are nobody's speech
    about: tuple[str, ...] = ()  # chains that its modifiers and complements name: whose war it is, and on whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Annotation):
    """What linkers compare documents by, so that they need not open texts again (its span is the lead)."""

    terms: tuple[tuple[str, int], ...]  # content lemma or name -> count, sorted
    lead_terms: tuple[tuple[str, int], ...]  # the same, of the headline and first paragraphs
    shingles: tuple[int, ...]  # sorted hashes of word 5-grams, sampled where their hash is 0 modulo SHINGLE_SAMPLE
    triggers: tuple[tuple[int, int, str], ...] = ()  # start, end, lemma of words that say that something happens, coded or not
