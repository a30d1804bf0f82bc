"""What is linked over documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from synoptic.model.found import MeetingPart
from synoptic.model.records import Record, Span


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
