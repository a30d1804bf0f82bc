"""Every line and record of an account, by its id and by what it is about. Looking things up costs nothing; each table is made when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from synoptic.account import Account
from synoptic.account.entries import Entry
from synoptic.account.figures import Count
from synoptic.account.section import Line
from synoptic.account.sources import Source
from synoptic.account.stories import Tale
from synoptic.account.talks import Stand
from synoptic.account.utterances import Said
from synoptic.account.voices import Voice
from synoptic.account.wording import Term
from synoptic.model import Entity, Event, EventMention, Figure, Position, Relation

Records = Mapping[type, tuple[Any, ...]]


class Lookup:
    """Tables over linked records and what they say."""

    def __init__(self, records: Records, account: Account) -> None:
        """Of all kinds of records, and the account of them."""
        self.records, self.account = records, account

    def all(self, kind: type) -> tuple[Any, ...]:
        """The records of a kind."""
        return tuple(self.records.get(kind, ()))

    @cached_property
    def tales(self) -> dict[str, Tale]:
        """Stories by the id in their URL."""
        return {tale.id: tale for tale in self.account.stories}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Articles by id."""
        return self.account.sources.by_id

    @cached_property
    def events(self) -> dict[str, Entry]:
        """Events of the timeline by id, doubtful ones too; of several that one line tells of, each leads to it."""
        told = [e for e in self.account.timeline.every if e.kind == "event"]
        return {**{name: e for e in told for name in e.also}, **{e.id: e for e in told}}

    @cached_property
    def said(self) -> dict[str, Said]:
        """Utterances by id."""
        return {said.id: said for said in self.account.voices.said}

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """The voice of each utterance, by the utterance's id."""
        return {said.id: voice for voice in self.account.voices for said in voice.said}

    @cached_property
    def series(self) -> dict[str, Count]:
        """Figure series by id."""
        return {count.id: count for count in self.account.figures}

    @cached_property
    def positions(self) -> dict[str, Stand]:
        """Lines of the talks by id."""
        return {stand.id: stand for stand in self.account.talks}

    @cached_property
    def wordings(self) -> dict[str, Term]:
        """Wordings by id."""
        return {term.id: term for term in self.account.wording}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """People, bodies and places by id."""
        return {entity.id: entity for entity in self.all(Entity)}

    @cached_property
    def position_lines(self) -> list[tuple[str, str]]:
        """Each position with the line of the talks that it is in."""
        return [(position, stand.id) for stand in self.positions.values() for position in stand.positions]

    @cached_property
    def event_records(self) -> dict[str, Event]:
        """Event records by id."""
        return {event.id: event for event in self.all(Event)}

    @cached_property
    def event_mentions(self) -> dict[str, EventMention]:
        """Event mentions by id."""
        return {mention.id: mention for mention in self.all(EventMention)}

    @cached_property
    def by_entity(self) -> dict[str, dict[str, list[str]]]:
        """Entity id -> `said`, `events`, `positions`, `series`, `wordings`: the ids of lines that it has a part in, in reading order."""
        found: dict[str, dict[str, list[str]]] = {}

        def put(entity: str | None, kind: str, line: str) -> None:
            if entity in self.entities:
                lines = found.setdefault(entity, {}).setdefault(kind, [])
                if not lines or lines[-1] != line:
                    lines.append(line)

        for said in self.account.voices.said:
            put(said.speaker, "said", said.id)
        for entry in self.account.timeline.shown:
            for record in (r for name in (entry.id, *entry.also) if (r := self.event_records.get(name))):
                for entity in dict.fromkeys((*record.actors, *record.recipients, *((record.place,) if record.place else ()))):
                    put(entity, "events", entry.id)
        lines = dict(self.position_lines)
        for position in self.all(Position):
            for entity in dict.fromkeys((position.party, position.toward)):
                if position.id in lines:
                    put(entity, "positions", lines[position.id])
        for figure in self.all(Figure):
            if figure.series in self.series:
                for entity in dict.fromkeys((figure.attributed_to, figure.place)):
                    put(entity, "series", figure.series)
        for term in self.account.wording:
            put(term.entity, "wordings", term.id)
        return {entity: {kind: list(dict.fromkeys(lines)) for kind, lines in kinds.items()} for entity, kinds in found.items()}

    @cached_property
    def by_document(self) -> dict[str, list[Line]]:
        """Document id -> the lines that stand on words of it, the weightiest first."""
        found: dict[str, list[Line]] = {}
        events = [e for e in self.account.timeline.shown if e.kind == "event"]
        lines: list[Line] = [*events, *self.said.values(), *self.series.values(), *self.positions.values()]
        for line in sorted(lines, key=lambda x: (tuple(-w for w in x.weight), x.id)):
            for document in line.documents:
                found.setdefault(document, []).append(line)
        return found

    @cached_property
    def anchors(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Where evidence starts and ends in each document: what links may lead to."""
        found: dict[str, set[tuple[int, int]]] = {}
        for line in [
            *self.account.timeline.undated,
            *self.account.timeline.doubtful,
            *self.account.talks.meetings,
            *(line for section in self.account.sections for line in section),
        ]:
            has_from = (h.evidence for h in getattr(line, "has_from", ()) if h.evidence)
            seats = (e for s in getattr(line, "seats", ()) for e in s.words)
            for evidence in (*line.evidence, *getattr(line, "conditions", ()), *has_from, *seats):
                found.setdefault(evidence.words.document, set()).add((evidence.words.start, evidence.words.end))
        return {doc: tuple(sorted(places)) for doc, places in found.items()}

    @cached_property
    def related(self) -> dict[str, tuple[Relation, ...]]:
        """Record id -> the relations that it has a part in."""
        found: dict[str, list[Relation]] = {}
        for relation in self.all(Relation):
            for end in dict.fromkeys((relation.from_, relation.to)):
                found.setdefault(end, []).append(relation)
        return {name: tuple(rows) for name, rows in found.items()}
