"""Annotations of all documents -> what they say together. One file a kind; `LINKERS` lists them in their order.

A linker is a pure function from records of the kinds that it needs to records of the kinds that it gives; where it gives a
kind that was there before (a Document with its day, a Quotation with its utterance), its records take the place of the
old ones. No linker depends on the order of its input: everything is sorted by what it says, so that articles read one
at a time, all at once or in another order make the same account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from synoptic.link import dating, entities, events, leads, positions, provenance, relations, series, stories, utterances, wordings
from synoptic.link.judged import Judging
from synoptic.model import (
    Chain,
    Citation,
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Naming,
    Position,
    Provenance,
    Quotation,
    Relation,
    Series,
    Signature,
    Story,
    Timex,
    Utterance,
    Wording,
)

Linked = dict[type, tuple[Any, ...]]


@dataclass(frozen=True)
class Linker:
    """What makes records of the kinds `gives` from those of the kinds `needs`, each a tuple sorted by id."""

    name: str
    version: str
    needs: tuple[type, ...]
    gives: tuple[type, ...]
    link: Callable[..., tuple[Iterable[Any], ...]]


LINKERS = (
    Linker("provenance", "1", (Document, Signature, Citation), (Provenance,), provenance.link),
    Linker("stories", "1", (Document, Signature, Chain), (Story,), stories.link),
    Linker(
        "entities",
        "1",
        (Story, Chain, Quotation, Figure, EventMention, Position),
        (Entity, Quotation, Figure, EventMention, Position),
        entities.link,
    ),
    Linker(
        "dating",
        "1",
        (Document, Story, Timex, Quotation, Figure, EventMention, Position),
        (Document, Timex, Quotation, Figure, EventMention, Position),
        dating.link,
    ),
    Linker("utterances", "1", (Story, Quotation, Entity), (Utterance, Quotation), utterances.link),
    Linker("series", "1", (Document, Story, Figure, Entity, Provenance), (Series, Figure), series.link),
    Linker("events", "1", (Document, Story, EventMention, Entity, Figure, Provenance, Signature), (Event,), events.link),
    Linker("leads", "1", (Document, Story, Event, EventMention, Signature, Citation), (Document, Story), leads.link),
    Linker("positions", "1", (Position, Entity), (Position,), positions.link),
    Linker("wordings", "1", (Story, Naming, Chain, Entity, Event), (Wording,), wordings.link),
    Linker(
        "relations",
        "1",
        (Document, Story, Event, EventMention, Series, Figure, Utterance, Quotation, Position),
        (Relation,),
        relations.link,
    ),
)


def link(records: Linked, linkers: Iterable[Linker] = LINKERS, *, judgements: Iterable[Judgement] = ()) -> Linked:
    """All records by kind, linked. `records` holds Documents and what was found in them, in any order; `judgements` are what a person decided."""
    table: Linked = {kind: in_order(rows) for kind, rows in records.items()}
    judging = Judging(table, judgements)
    judging.start(table)
    for linker in linkers:
        needed = judging.before(linker.name, dict(table))
        given = linker.link(*(needed.get(kind, ()) for kind in linker.needs))
        for kind, rows in zip(linker.gives, given, strict=True):
            table[kind] = in_order(rows)
        judging.after(linker.name, needed, table)
    judging.finish(table)
    return table


def in_order(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Records sorted by document, start and id, as the export has them."""
    return tuple(sorted(rows, key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id)))
