"""Linked records, looked up by id: what every section of the account is built from.

Holds each kind by id, the story of each document, the number and the label of each source, and who shares an origin with
whom. It decides nothing about what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from synoptic.account.origins import SAME_ORIGIN, connect
from synoptic.account.passages import Passages
from synoptic.account.section import Evidence
from synoptic.model import (
    Document,
    Entity,
    EventMention,
    Figure,
    Provenance,
    Quotation,
    Span,
    Story,
)

R = TypeVar("R")
HOST = re.compile(r"https?://(?:www\.)?([^/?#:@\s]+)", re.IGNORECASE)
OPAQUE = re.compile(r"[0-9a-f]{12,}")  # a name that tells a person nothing
LABEL = 34  # code points of a name that stands for an outlet where none is known


class Index:
    """Records of all documents, by id."""

    def __init__(self, linked: Mapping[type, tuple[Any, ...]]) -> None:
        """`linked`: records by kind, as the linkers give them; kinds may be absent."""
        self.linked = linked
        copies = {p.from_ for p in self.all(Provenance) if p.type in SAME_ORIGIN}
        self.documents = {d.id: d for d in sorted(self.all(Document), key=lambda d: _source_order(d, d.id in copies))}
        self.numbers = {doc: number for number, doc in enumerate(self.documents, 1)}
        self.entities = self._by_id(Entity)
        self.quotations = self._by_id(Quotation)
        self.figures = self._by_id(Figure)
        self.event_mentions = self._by_id(EventMention)
        self.stories = self._by_id(Story)
        self.story_of = {doc: story.id for story in self.all(Story) for doc in story.documents}
        self.groups = connect(self.documents, self.all(Provenance))
        self._passages: dict[str, Passages] = {}
        self._witnesses: dict[tuple[str, int, int], Evidence] = {}

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind."""
        return tuple(self.linked.get(kind, ()))

    def _by_id(self, kind: type[R]) -> dict[str, R]:
        return {record.id: record for record in self.all(kind)}  # type: ignore[attr-defined]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name that a document is shown under: its publisher, original outlet or host; where none is known, a name of its own.

        Two documents share a label only where they are known to share an outlet: else one outlet would be counted for two.
        """
        known = {doc.id: _outlet(doc) for doc in self.documents.values()}
        made = {doc: label for doc, label in known.items() if label}
        used = set(made.values())
        for doc, number in self.numbers.items():
            if doc not in made:
                label = _clip(_own_name(self.documents[doc]) or f"unnamed source {number}")
                made[doc] = label if label not in used else f"{label} [{number}]"
                used.add(made[doc])
        return made

    def name(self, entity: str | None, otherwise: str | None = None) -> str | None:
        """An entity's name; where the id is unknown, `otherwise`, else the words themselves."""
        if entity in self.entities:
            return self.entities[entity].name
        return otherwise or entity

    def names(self, entities: Iterable[str], otherwise: Iterable[str]) -> tuple[str, ...]:
        """The names of several entities; `otherwise` where none is known by id."""
        known = tuple(self.entities[e].name for e in entities if e in self.entities)
        return tuple(dict.fromkeys(known or tuple(otherwise)))

    def in_order(self, docs: Iterable[str]) -> tuple[str, ...]:
        """Documents, each once, by their number."""
        return tuple(sorted({d for d in docs if d in self.documents}, key=self.numbers.__getitem__))

    def origins(self, docs: Iterable[str]) -> int:
        """How many independent sources stand behind these documents: a copy counts as what it copies."""
        return len({self.groups[d] for d in docs if d in self.groups})

    def story(self, docs: Iterable[str]) -> str | None:
        """The story that most of these documents belong to."""
        found = [self.story_of[d] for d in docs if d in self.story_of]
        if len(found) < 2:
            return found[0] if found else None
        return min(set(found), key=lambda s: (-found.count(s), s)) if found else None

    def evidence(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Words with their context, each once, by number of the source and start."""
        unique = {(self.numbers[s.document], s.start, s.end): s for s in spans if s.document in self.numbers}
        return tuple(self.witness(unique[key]) for key in (sorted(unique) if len(unique) > 1 else unique))

    def witness(self, span: Span) -> Evidence:
        """One span with its context, made once: sections share it."""
        key = (span.document, span.start, span.end)
        found = self._witnesses.get(key)
        if found is None:
            if span.document not in self._passages:
                self._passages[span.document] = Passages(self.documents[span.document])
            around = self._passages[span.document].around(span.start, span.end)
            found = self._witnesses[key] = Evidence(span, around, self.numbers[span.document], self.labels[span.document])
        return found

    def backing(self, spans: Iterable[Span]) -> dict[str, Any]:
        """The fields that every line has from its spans: story, evidence, documents, origins."""
        return self.backed(self.evidence(spans))

    def backed(self, evidence: tuple[Evidence, ...]) -> dict[str, Any]:
        """The same from evidence, which is each once and in the order of the sources."""
        docs = tuple(dict.fromkeys(e.words.document for e in evidence))
        return {"story": self.story(docs), "evidence": evidence, "documents": docs, "origins": self.origins(docs)}

    @staticmethod
    def once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Evidence each once, by number of the source and start."""
        places = {(e.source, e.words.start, e.words.end): e for e in evidence}
        return tuple(places[place] for place in (sorted(places) if len(places) > 1 else places))


def _source_order(doc: Document, copy: bool) -> tuple[object, ...]:
    """By day, a copy after what it can be a copy of, so that the words shown first are the original's."""
    return (doc.dated is None, doc.dated or "", copy, doc.published or "", doc.publisher or "", doc.name, doc.id)


def _outlet(doc: Document) -> str:
    """Who published it, as far as it is known."""
    found = HOST.match(doc.url or "")
    return _clip(doc.publisher or doc.original_outlet or (found.group(1) if found else ""))


def _own_name(doc: Document) -> str:
    """Its title, else the name of its file where that is no hash."""
    stem = doc.name.rsplit("/", 1)[-1].split(".", 1)[0]
    return doc.title or ("" if OPAQUE.search(stem) else stem)


def _clip(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"
