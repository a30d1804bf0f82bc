"""Why a record is as it is: what it is made of, with the words, and the components that made it."""

from __future__ import annotations

from typing import Any

from synoptic.account.index import Index
from synoptic.model import (
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Position,
    Provenance,
    Quotation,
    Relation,
    Run,
    Series,
    Span,
    Story,
    Timex,
    Utterance,
    Wording,
)

KINDS = (Document, Entity, Quotation, Utterance, Figure, Series, Timex, Event, EventMention, Story, Position, Relation, Provenance, Wording)
MEMBERS = 40


def records_by_id(index: Index) -> dict[str, Any]:
    """Every record that can be asked about."""
    rows: list[Any] = [row for kind in KINDS for row in index.all(kind)]
    return {row.id: row for row in rows}


def members_of(index: Index, record: Any) -> list[tuple[str, Span]]:
    """What a record is made of: the id of each member and its words; the record's own where it stands on words itself."""
    found: list[tuple[str, Span]] = []
    if isinstance(record, Utterance):
        found = [(q, index.quotations[q].span) for q in record.quotations if q in index.quotations]
    elif isinstance(record, Series):
        found = [(f, index.figures[f].span) for f in record.figures if f in index.figures]
    elif isinstance(record, Event):
        known = [index.event_mentions[m] for m in record.event_mentions if m in index.event_mentions]
        found = [(m.id, m.clause or m.span) for m in known] or [(record.id, span) for span in record.mentions]
    elif isinstance(record, Entity):
        found = [(record.id, span) for span in record.mentions]
    elif isinstance(record, Provenance):
        found = [(record.id, record.evidence)] if record.evidence else []
    elif isinstance(record, Relation):
        ends = records_by_id(index)
        return [m for end in (record.from_, record.to) if end in ends for m in members_of(index, ends[end])][:MEMBERS]
    elif hasattr(record, "span") and not isinstance(record, Document):
        found = [(record.id, record.span)]
    return [(name, span) for name, span in found if span.document in index.documents][:MEMBERS]


def runs_of(kind: type) -> list[Run]:
    """The components that find or link records of a kind, with their versions."""
    from synoptic.annotate import ANNOTATORS  # noqa: PLC0415  (spaCy takes a second to import)
    from synoptic.link import LINKERS  # noqa: PLC0415

    found = [Run(component=a.name, version=a.version, settings="finds") for a in ANNOTATORS if a.gives is kind]
    return found + [Run(component=x.name, version=x.version, settings="links") for x in LINKERS if kind in x.gives]
