"""The nouns of Synoptic, frozen: what is read, what is found in it, what is linked.

Every record that stands on words carries `document`, `start`, `end` and `exact`: Unicode code points in the
document's text as stored, end excluded, so that `text[start:end] == exact`. Records are made by the rooms `read`,
`annotate` and `link` and never changed; `dataclasses.replace` makes a new one.

An annotator knows one document only: there `speaker`, `attributed_to`, `actors`, `party` ... are ids of `Chain`s. The
linker `entities` puts ids of `Entity`s in their place, and `dating` fills every date, from `timex` or from the
document's own day. The names of fields are those of the export contract; fields beyond it have their reason beside them.
"""

from synoptic.model.decided import Anchor, Judgement
from synoptic.model.found import (
    Annotation,
    Chain,
    Citation,
    EventMention,
    Figure,
    MeetingMention,
    MeetingPart,
    Mention,
    Naming,
    Position,
    Quotation,
    Signature,
    Timex,
)
from synoptic.model.linked import Entity, Event, Meeting, Provenance, Relation, Series, Story, Utterance, Wording
from synoptic.model.records import Document, Record, Refusal, Run, Span

__all__ = [
    "EXPORTED",
    "FOUND",
    "Anchor",
    "Annotation",
    "Chain",
    "Citation",
    "Document",
    "Entity",
    "Event",
    "EventMention",
    "Figure",
    "Judgement",
    "Meeting",
    "MeetingMention",
    "MeetingPart",
    "Mention",
    "Naming",
    "Position",
    "Provenance",
    "Quotation",
    "Record",
    "Refusal",
    "Relation",
    "Run",
    "Series",
    "Signature",
    "Span",
    "Story",
    "Timex",
    "Utterance",
    "Wording",
]

EXPORTED = (Document, Entity, Quotation, Utterance, Figure, Series, Timex, Event, Story, Position, Meeting, Relation, Provenance, Wording, Judgement)
FOUND = (Chain, Timex, Quotation, Figure, EventMention, Position, MeetingMention, Citation, Naming, Signature)
