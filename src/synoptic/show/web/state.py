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
from synoptic.account.entries import Entry
from synoptic.account.figures import Count
from synoptic.account.sources import Source
from synoptic.account.stories import Tale
from synoptic.account.talks import Stand
from synoptic.account.utterances import Said
from synoptic.account.wording import Term
from synoptic.model import Entity, Event, Judgement, Quotation, Refusal
from synoptic.show.web.lookup import Lookup, Records
from synoptic.show.web.search import Search

KINDS = {Entry: "event", Said: "said", Count: "series", Stand: "position", Term: "wording", Source: "article", Tale: "story", Entity: "entity"}


class State(Lookup):
    """What the desk knows at one moment. `tag` names it: the same archive has the same tag."""

    def __init__(self, tag: str, records: Records, refusals: Iterable[Refusal] = (), account: Account | None = None) -> None:
        """`records`: all kinds, linked; `account`: what they say, where that is made."""
        super().__init__(records, account or build(records))
        self.tag, self.refusals = tag, tuple(refusals)
        self.judgements: tuple[Judgement, ...] = tuple(records.get(Judgement, ()))
        self.drawn: dict[str, str | None] = {}  # charts by the id of what they show
        self._stories: dict[str, Account] = {}
        self._tops: dict[tuple[str, int], tuple[Entry, ...]] = {}
        self._lock = Lock()

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
        for position, line in self.position_lines:
            found[position] = ("position", line)
        for entity in self.entities.values():
            found.update((chain, ("entity", entity.id)) for chain in entity.chains)
        return found

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
