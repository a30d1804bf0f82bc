"""One state of an archive, as the desk shows it: the account, every line and record by its id, and where each is shown.

A State is made once from linked records and never changes; pages made from it may be kept as long as it is the last. Looking things up
costs nothing; what costs (the account of one story, the search index) is made when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from threading import Lock
from typing import Any

from synoptic.account import Account, build
from synoptic.account.figures import Count
from synoptic.account.section import Line
from synoptic.account.sources import Source
from synoptic.account.stories import Tale
from synoptic.account.talks import Stand
from synoptic.account.timeline import Entry
from synoptic.account.utterances import Said
from synoptic.account.voices import Voice
from synoptic.account.wording import Term
from synoptic.model import Entity, Event, EventMention, Figure, Judgement, Position, Quotation, Refusal, Relation
from synoptic.show.web.search import Search

Records = Mapping[type, tuple[Any, ...]]
KINDS = {Entry: "event", Said: "said", Count: "series", Stand: "position", Term: "wording", Source: "article", Tale: "story", Entity: "entity"}


class State:
    """What the desk knows at one moment. `tag` names it: the same archive has the same tag."""

    def __init__(self, tag: str, records: Records, refusals: Iterable[Refusal] = (), account: Account | None = None) -> None:
        """`records`: all kinds, linked; `account`: what they say, where that is made."""
        self.tag, self.records, self.refusals = tag, records, tuple(refusals)
        self.judgements: tuple[Judgement, ...] = tuple(records.get(Judgement, ()))
        self.drawn: dict[str, str | None] = {}  # charts by the id of what they show
        self.account: Account = account or build(records)
        self._stories: dict[str, Account] = {}
        self._tops: dict[tuple[str, int], tuple[Entry, ...]] = {}
        self._lock = Lock()

    def all(self, kind: type) -> tuple[Any, ...]:
        """The records of a kind."""
        return tuple(self.records.get(kind, ()))

    # ------------------------------------------------------------ lines of the account

    @cached_property
    def tales(self) -> dict[str, Tale]:
        """Stories by the id in their URL."""
        return {tale.id: tale for tale in self.account.stories}

    def of(self, tale: Tale) -> Account:
        """The account of one story."""
        with self._lock:
            if tale.id not in self._stories:
                self._stories[tale.id] = self.account.of(tale.story)
            return self._stories[tale.id]

    def weightiest(self, tale: Tale, count: int) -> tuple[Entry, ...]:
        """The weightiest lines of a story's timeline; looked for once (0.2 s of a long one)."""
        key = (tale.id, count)
        if key not in self._tops:
            self._tops[key] = self.of(tale).timeline.top(count)[0]
        return self._tops[key]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Articles by id."""
        return self.account.sources.by_id

    @cached_property
    def events(self) -> dict[str, Entry]:
        """Events of the timeline by id."""
        return {e.id: e for e in (*self.account.timeline, *self.account.timeline.undated) if e.kind == "event"}

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

    # ------------------------------------------------------------ from any id to what shows it

    def find(self, name: str) -> tuple[str, str] | None:
        """The kind and id of the page that shows a record or line of that id: `("series", "s-...")`. None where there is none."""
        for kind, known in self._pages:
            if name in known:
                return kind, name
        return self._parts.get(name)

    @cached_property
    def _pages(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        return (
            ("event", self.events),
            ("said", self.said),
            ("series", self.series),
            ("position", self.positions),
            ("wording", self.wordings),
            ("article", self.sources),
            ("story", self.tales),
            ("entity", self.entities),
        )

    @cached_property
    def _parts(self) -> dict[str, tuple[str, str]]:
        """What stands within a line: quotations, figures, event mentions, positions, mentions and chains."""
        found: dict[str, tuple[str, str]] = {f"said-{name}": ("said", name) for name in self.said}
        for event in self.all(Event):
            if event.id in self.events:
                found.update((part, ("event", event.id)) for part in event.event_mentions)
        for said in self.said.values():
            found.update((variant.id, ("said", said.id)) for variant in said.variants)
        found.update((q.id, ("said", q.utterance)) for q in self.all(Quotation) if q.utterance in self.said)
        for count in self.series.values():
            found.update((point.id, ("series", count.id)) for point in count.points)
        for position, line in self._position_lines:
            found[position] = ("position", line)
        for entity in self.entities.values():
            found.update((chain, ("entity", entity.id)) for chain in entity.chains)
        return found

    @cached_property
    def _position_lines(self) -> list[tuple[str, str]]:
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
        for entry in (*self.account.timeline, *self.account.timeline.undated):
            if record := self.event_records.get(entry.id):
                for entity in dict.fromkeys((*record.actors, *record.recipients, *((record.place,) if record.place else ()))):
                    put(entity, "events", entry.id)
        lines = dict(self._position_lines)
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
        lines: list[Line] = [*self.events.values(), *self.said.values(), *self.series.values(), *self.positions.values()]
        for line in sorted(lines, key=lambda x: (tuple(-w for w in x.weight), x.id)):
            for document in line.documents:
                found.setdefault(document, []).append(line)
        return found

    @cached_property
    def anchors(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Where evidence starts and ends in each document: what links may lead to."""
        found: dict[str, set[tuple[int, int]]] = {}
        for line in [*self.account.timeline.undated, *self.account.talks.meetings, *(line for section in self.account.sections for line in section)]:
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

    def title(self, kind: str, name: str) -> str:
        """What a line is, in a few words."""
        if kind == "event":
            return f"{self.events[name].label}: {self.events[name].told}"
        if kind == "said":
            return f"{self.said[name].speaker_name or 'No speaker named'}: {self.said[name].told}"
        if kind == "series":
            return f"{self.series[name].label}: {self.series[name].value}"
        if kind == "position":
            stand = self.positions[name]
            return f"{stand.party or '?'}: {stand.stance} {stand.topic or ''}".strip()
        if kind == "wording":
            return self.wordings[name].referent
        if kind == "article":
            return self.sources[name].title or self.sources[name].name
        return self.tales[name].heading if kind == "story" else self.entities[name].name

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """All outlets by name."""
        return tuple(sorted({source.outlet for source in self.account.sources}, key=lambda o: (o.casefold(), o)))

    @cached_property
    def decided(self) -> dict[str, tuple[Judgement, ...]]:
        """Record id -> the judgements that shaped it or were made on it."""
        found: dict[str, dict[str, Judgement]] = {}
        for judgement in self.judgements:
            parts = (*judgement.records, *judgement.seen)
            for record in dict.fromkeys((*parts, *(page[1] for part in parts if (page := self.find(part))))):
                found.setdefault(record, {})[judgement.id] = judgement
        return {record: tuple(made.values()) for record, made in found.items()}

    @cached_property
    def search(self) -> Search:
        """The full-text index over articles and lines."""
        return Search(self)

    def warm(self) -> None:
        """Make what pages need most before the first reader asks."""
        for tale in self.account.stories.lines[:3]:
            self.of(tale)
        _ = (self._parts, self.by_entity, self.by_document, self.anchors)

    def warm_search(self) -> None:
        """Make the index before the first reader searches: what takes longest and is seen least."""
        _ = self.search
