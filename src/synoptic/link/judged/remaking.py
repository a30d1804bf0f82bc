"""The members of a group that persons joined or split -> its record, made as the linker of its kind makes one, with who decided it and why.

Each function gets the members of one group and the linker's own record that holds most of them, and gives a record. Groups that no judgement changed
keep the linker's record as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from synoptic.ids import make_id
from synoptic.link.entities import make_entity
from synoptic.link.entities.naming import Cluster
from synoptic.link.events import event
from synoptic.link.events.comparing import Facing
from synoptic.link.provenance import origin_of
from synoptic.link.series import Count, Line, copies, series
from synoptic.link.series.standing import Givers
from synoptic.link.stories import title_of
from synoptic.link.utterances import is_name, make_utterance
from synoptic.model import (
    Chain,
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Provenance,
    Quotation,
    Series,
    Story,
    Utterance,
)

Table = Mapping[type, Sequence[Any]]
Remake = Callable[[list[str], Any], Any]  # the units of a group, the linker's record nearest to it -> the record


def units_of(kind: str, record: Any) -> list[str]:
    """The units that a group is made of: ids, or `document:start` of the words of a happening without a code."""
    if kind == "event":
        return list(record.event_mentions) or [f"{m.document}:{m.start}" for m in record.mentions]
    listed = {"entity": "chains", "utterance": "quotations", "series": "figures", "story": "documents"}
    return list(getattr(record, listed[kind]))


def remaking(kind: str, table: Table) -> Remake:
    """What makes the records of a kind anew."""
    makers: dict[str, Callable[[Table], Remake]] = {"entity": entities, "utterance": utterances, "series": lines, "event": events, "story": stories}
    return makers[kind](table)


def entities(table: Table) -> Remake:
    """Entities of their chains."""
    chains = {c.id: c for c in table.get(Chain, ())}

    def remake(units: list[str], nearest: Entity) -> Entity:
        made = make_entity(Cluster([chains[u] for u in units]))
        return replace(made, country=made.country or nearest.country)

    return remake


def utterances(table: Table) -> Remake:
    """Utterances of their quotations."""
    quotations = {q.id: q for q in table.get(Quotation, ())}
    named = {e.id for e in table.get(Entity, ()) if is_name(e.name)}

    def remake(units: list[str], nearest: Utterance) -> Utterance:
        return make_utterance([quotations[u] for u in units], named, nearest.why)

    return remake


def lines(table: Table) -> Remake:
    """Series of their figures."""
    figures = {f.id: f for f in table.get(Figure, ())}
    givers = Givers({d.id: d for d in table.get(Document, ())}, copies(table.get(Provenance, ())), table.get(Entity, ()))

    def remake(units: list[str], nearest: Series) -> Series:
        return series(Line([Count(figures[u].document, [figures[u]]) for u in units]), givers)

    return remake


def events(table: Table) -> Remake:
    """Events of their mentions; words that no mention stands on are kept beside them."""
    mentions = {m.id: m for m in table.get(EventMention, ())}
    spans = {f"{m.document}:{m.start}": m for e in table.get(Event, ()) for m in e.mentions}
    docs = table.get(Document, ())
    facing = Facing(docs, table.get(Entity, ()), table.get(Figure, ()), {d.id: d.id for d in docs})
    origin = origin_of((d.id for d in docs), table.get(Provenance, ()))

    def remake(units: list[str], nearest: Event) -> Event:
        coded = sorted((mentions[u] for u in units if u in mentions), key=lambda m: (m.document, m.start, m.id))
        bare = [spans[u] for u in units if u not in mentions]
        made = event([facing.facts(m) for m in coded], (), origin) if coded else nearest
        if bare:
            words = tuple(sorted({*bare, *(m.span for m in coded)}))
            documents = tuple(sorted({m.document for m in words}))
            made = replace(made, mentions=words, documents=documents, origins=len({origin.get(d, d) for d in documents}))
            made = made if coded else replace(made, id=make_id("h", *min((s.document, s.start, s.end) for s in bare)))
        return replace(made, why=nearest.why)

    return remake


def stories(table: Table) -> Remake:
    """Stories of their documents, under the title that most of them had."""
    docs = {d.id: d for d in table.get(Document, ())}

    def remake(units: list[str], nearest: Story) -> Story:
        keeps = 2 * len(set(units) & set(nearest.documents)) > len(nearest.documents)
        first = min((docs[u] for u in units), key=lambda d: (d.published or "~", d.id))
        return Story(id=make_id("s", min(units)), title=nearest.title if keeps else title_of(first), documents=tuple(sorted(units)), why=nearest.why)

    return remake


def told(judgements: Iterable[Judgement], machine: str) -> str:
    """Why a group is as it is, in words: who decided what, and after it what the linker said."""
    words = [f"{'joined' if j.act == 'join' else 'split'} by {j.who} on {j.when[:10]}" + (f": “{j.why}”" if j.why else "") for j in judgements]
    return "; ".join(words) + (f". The linker's own reason: {machine}" if machine else "")
