"""The nouns of Synoptic, frozen: what is read, what is found in it, what is linked.

Every record that stands on words carries `document`, `start`, `end` and `exact`: Unicode code points in the
document's text as stored, end excluded, so that `text[start:end] == exact`. Records are made by the rooms `read`,
`annotate` and `link` and never changed; `dataclasses.replace` makes a new one.

An annotator knows one document only: there `speaker`, `attributed_to`, `actors`, `party` ... are ids of `Chain`s. The
linker `entities` puts ids of `Entity`s in their place, and `dating` fills every date, from `timex` or from the
document's own day. The names of fields are those of the export contract; fields beyond it have their reason beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any

SHOWN, MANY = 400, 8  # code points and members that a notebook shows of a field


class Record:
    """What shows itself in a notebook: its fields as a table, in which words of articles are text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """A table of the fields that are filled."""
        rows = "".join(f"<tr><th>{escape(name)}</th><td><bdi>{escape(value)}</bdi></td></tr>" for name, value in _filled(self))
        return f"<table><caption>{escape(type(self).__name__)}</caption><tbody>{rows}</tbody></table>"


def _filled(record: Any) -> Iterator[tuple[str, str]]:
    """The fields that have something to show, cut where they are long."""
    for name in (f.name for f in fields(record)):
        value = getattr(record, name)
        if value not in (None, "", ()):
            shown = value.exact if isinstance(value, Span) else f"{len(value)} of them" if isinstance(value, tuple) and len(value) > MANY else str(value)
            yield name.rstrip("_"), shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True, order=True)
class Span(Record):
    """Exact words in a document."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """One version of one article. `published` is what its metadata say; `dated` is found by the linker `dating`."""

    id: str
    name: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    language: str = "en"
    published: str | None = None  # ISO 8601, a day or a time with its zone
    dated: str | None = None
    dated_from: str | None = None  # metadata, text, story
    dated_why: str | None = None  # the reason in words, and the interval where the day stays open
    original_outlet: str | None = None
    lead: str | None = None
    sha256: str = ""
    text: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is

    @property
    def length(self) -> int:
        """Code points of the text."""
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The words from `start` to `end`."""
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Record):
    """An input, or a part of one, that was not read, and why. `where` is a path or URL, with the line where there is one."""

    id: str
    where: str
    reason: str
    advice: str = ""


# ---------------------------------------------------------------- what is found in one document


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


# ---------------------------------------------------------------- what is linked over documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """One person, body or place over all documents, under its fullest name."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    country: str | None = None
    roles: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()  # ids of the chains that it joins
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Record):
    """The same words said once, however often reported, translated or paraphrased."""

    id: str
    speaker: str | None
    said: str | None
    quotations: tuple[str, ...]
    why: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Record):
    """The figures that speak of one count."""

    id: str
    counted: str | None
    of: str | None
    place: str | None
    figures: tuple[str, ...]
    status: str  # single, agree, revised, conflict
    why: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One happening, over all documents that report it. `origins` counts independent sources, not articles."""

    id: str
    type: str | None  # PLOVER; None of a happening that PLOVER has no code for and that several articles tell of
    cameo: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    modality: str = "happened"
    actors: tuple[str, ...] = ()
    actor_names: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    recipient_names: tuple[str, ...] = ()
    who: tuple[str, ...] = ()  # what a reader is shown of the actors: entities, else words
    whom: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    mentions: tuple[Span, ...] = ()
    documents: tuple[str, ...] = ()
    origins: int = 0
    summary: Span | None = None
    figures: tuple[str, ...] = ()
    event_mentions: tuple[str, ...] = ()  # ids of the event mentions that it joins
    actor_countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-3 of the sides that the actors act for, each once
    actor_sectors: tuple[str, ...] = ()  # CAMEO's sectors of the actors (GOV, MIL, REB ...), each once
    recipient_countries: tuple[str, ...] = ()
    recipient_sectors: tuple[str, ...] = ()
    lat: float | None = None  # of `place`, degrees, WGS 84; None where the gazetteer does not have it
    lon: float | None = None
    place_country: str | None = None  # ISO 3166-1 alpha-3
    place_precision: str | None = None  # what `place` is: city, capital, state, country
    why: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One meeting or round of talks over all documents that tell of it. A follow-up round is another meeting (`follows`)."""

    id: str
    round: int | None
    state: str
    date: str | None
    parties: tuple[str, ...]  # ids of entities
    party_names: tuple[str, ...]
    topic: str | None = None
    parts: tuple[MeetingPart, ...] = ()
    mentions: tuple[Span, ...] = ()
    documents: tuple[str, ...] = ()
    meeting_mentions: tuple[str, ...] = ()  # ids of the mentions that it joins
    follows: str | None = None  # the meeting of the same parties before it
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """Documents on one developing matter, and its events."""

    id: str
    title: str
    documents: tuple[str, ...]
    events: tuple[str, ...] = ()
    why: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """How two records bear on each other (Cross-document Structure Theory, Radev 2000)."""

    id: str
    type: str  # equivalence, subsumption, contradiction, follow_up, elaboration
    from_: str = field(metadata={"name": "from"})
    to: str
    why: str
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Record):
    """Where a document has it from. `to` is a document's id, or an outlet's name where that document is not here."""

    id: str
    type: str  # cites, republishes, copies
    from_: str = field(metadata={"name": "from"})
    to: str
    evidence: Span | None = None
    why: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Record):
    """One thing named in different ways; `variants` is document id -> words, in the order of their first use."""

    id: str
    referent: str
    variants: tuple[tuple[str, tuple[str, ...]], ...]
    entity: str | None = None
    event: str | None = None


# ---------------------------------------------------------------- what persons decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Record):
    """What a judgement holds on to: something found in one document, by its id and by its words and their surroundings.

    Groups (entities, events) have ids that change as members join; what stands on words does not. `part` says which of the things that
    were seen it belonged to (join) or is to belong to (split). A document itself has no words: `start` and `end` are 0.
    """

    kind: str  # chain, quotation, figure, event_mention, position, document; words: of no record
    id: str
    document: str
    article: str  # what tells the article apart over its versions
    sha256: str  # of the text that it was seen in
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """What a person decided. Appended to an archive and never changed; a further one may withdraw it, a later one that says otherwise holds.

    `status`, `status_why` and `records` are filled when the records are linked: whether it holds, and which records it shaped.
    """

    id: str
    act: str  # join, split, confirm, reject, correct, note, withdraw
    over: str  # the kind of what it decides over
    who: str
    when: str  # ISO 8601, UTC
    why: str = ""
    anchors: tuple[Anchor, ...] = ()
    seen: tuple[str, ...] = ()  # ids of the records as they were shown to the person
    field: str | None = None  # what is corrected
    before: str | None = None  # as it was shown, in words
    after: str | None = None
    toward: tuple[Anchor, ...] = ()  # the entity that `after` names, where it names one
    withdraws: str | None = None  # id of the judgement that it undoes
    status: str | None = None  # holds, overruled, rests, withdrawn
    status_why: str = ""
    records: tuple[str, ...] = ()  # ids of the records that it shaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Record):
    """A component and its version, as it made records."""

    component: str
    version: str
    settings: str = ""


EXPORTED = (Document, Entity, Quotation, Utterance, Figure, Series, Timex, Event, Story, Position, Meeting, Relation, Provenance, Wording, Judgement)
FOUND = (Chain, Timex, Quotation, Figure, EventMention, Position, MeetingMention, Citation, Naming, Signature)
