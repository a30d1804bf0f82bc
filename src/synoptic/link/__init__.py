"""Annotations of all documents -> what they say together. One file a kind; `LINKERS` lists them in their order.

A linker is a pure function from records of the kinds that it needs to records of the kinds that it gives; where it gives a
kind that was there before (a Document with its day, a Quotation with its utterance), its records take the place of the
old ones. No linker depends on the order of its input: everything is sorted by what it says, so that articles read one
at a time, all at once or in another order make the same account. Only provenance and stories look at all documents; every other linker
works in one room (`rooms`): a story, or stories that judgements tie, so that an archive links anew what an article changes and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synoptic.link import dating, entities, events, leads, meetings, positions, provenance, relations, series, stories, utterances, wordings
from synoptic.link.judged import Judging
from synoptic.link.rooms import divide, finder, tie
from synoptic.model import (
    Chain,
    Citation,
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Meeting,
    MeetingMention,
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
    scope: str = "room"  # what it looks at: all documents, those of one room (see `rooms`), or the claims of one day


LINKERS = (
    Linker("provenance", "3", (Document, Signature, Citation), (Provenance,), provenance.link, scope="all"),
    Linker("stories", "3", (Document, Signature), (Story,), stories.link, scope="all"),
    Linker(
        "entities",
        "2",
        (Story, Chain, Quotation, Figure, EventMention, Position),
        (Entity, Quotation, Figure, EventMention, Position),
        entities.link,
    ),
    Linker(
        "dating",
        "2",
        (Document, Story, Timex, Quotation, Figure, EventMention, Position),
        (Document, Timex, Quotation, Figure, EventMention, Position),
        dating.link,
    ),
    Linker("utterances", "1", (Story, Quotation, Entity), (Utterance, Quotation), utterances.link),
    Linker("series", "3", (Document, Story, Figure, Entity, Provenance), (Series, Figure), series.link),
    Linker("events", "3", (Document, Story, EventMention, Entity, Figure, Provenance, Signature), (Event,), events.link),
    Linker("leads", "3", (Document, Story, Event, EventMention, Signature, Citation), (Document, Story), leads.link),
    Linker("positions", "2", (Position, Entity), (Position,), positions.link),
    Linker("meetings", "1", (Document, Story, MeetingMention, Entity, Timex), (Meeting, MeetingMention), meetings.link),
    Linker("wordings", "2", (Story, Naming, Chain, Entity, Event), (Wording,), wordings.link),
    Linker(
        "relations",
        "4",
        (Document, Story, Event, EventMention, Series, Figure, Utterance, Quotation, Position, Entity, Timex),
        (Relation,),
        relations.link,
    ),
    Linker("claims", "3", (Document, Story, Quotation, EventMention), (Relation,), relations.link_claims, scope="day"),
)


def link(records: Linked, linkers: Sequence[Linker] = LINKERS, *, judgements: Iterable[Judgement] = ()) -> Linked:
    """All records by kind, linked. `records` holds Documents and what was found in them, in any order; `judgements` are what a person decided."""
    table: Linked = {kind: in_order(rows) for kind, rows in records.items()}
    for linker in linkers:
        if linker.scope == "all":
            table.update(run(linker, table))
    docs, story_of = table.get(Document, ()), {d: s.id for s in table.get(Story, ()) for d in s.documents}
    ties = tie(judgements, finder(docs, story_of))
    rooms = divide(table, {d: ties.room(s) for d, s in story_of.items()})
    days = divide(table, {d.id: day for d in docs if (day := relations.day_of_claim(d))})
    made = [link_room(rooms.get(r, {}), linkers, judgements=ties.judgements.get(r, ())) for r in sorted({*rooms, *ties.judgements})]
    made += [link_day(days[day], linkers) for day in sorted(days)]
    return together([dict.fromkeys(records, ()), *(dict.fromkeys(linker.gives, ()) for linker in linkers), *made])


def run(linker: Linker, table: Linked) -> Linked:
    """What one linker gives, by kind."""
    return {kind: in_order(rows) for kind, rows in zip(linker.gives, linker.link(*(table.get(kind, ()) for kind in linker.needs)), strict=True)}


def link_room(records: Linked, linkers: Sequence[Linker] = LINKERS, *, judgements: Iterable[Judgement] = ()) -> Linked:
    """The records of one room, linked: `records` holds its documents and what was found in them, with their Stories and Provenance."""
    table: Linked = {kind: in_order(rows) for kind, rows in records.items()}
    judging = Judging(table, judgements)
    judging.start(table)
    for linker in linkers:
        needed = judging.before(linker.name, dict(table))
        if linker.scope == "room":
            table.update(run(linker, needed))
        judging.after(linker.name, needed, table)
    judging.finish(table)
    return table


def link_day(records: Linked, linkers: Sequence[Linker] = LINKERS) -> Linked:
    """What the linkers of claims give for the documents of one day: `records` holds them and what was found in them, and Stories with their documents."""
    table: Linked = {kind: in_order(rows) for kind, rows in records.items()}
    made: dict[type, list[Any]] = {}
    for linker in linkers:
        if linker.scope == "day":
            for kind, rows in run(linker, table).items():
                made.setdefault(kind, []).extend(rows)
    return {kind: tuple(rows) for kind, rows in made.items()}


def together(parts: Iterable[Mapping[type, Sequence[Any]]]) -> Linked:
    """The records of several rooms or stories as one: an entity that several have once, and what a judgement came to once."""
    table: dict[type, list[Any]] = {}
    for part in parts:
        for kind, rows in part.items():
            table.setdefault(kind, []).extend(rows)
    table[Entity] = entities.join_stories(table.get(Entity, ()))
    table[Judgement] = list({j.id: j for j in table.get(Judgement, ())}.values())
    return {kind: in_order(rows) for kind, rows in table.items()}


def in_order(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Records sorted by document, start and id, as the export has them."""
    return tuple(sorted(rows, key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id)))
