"""A linked record -> the anchors that a judgement over it holds on to: what it is made of, found in one document each.

Which kinds can be judged, and what each is made of, stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from synoptic.errors import JudgementError
from synoptic.model import (
    Anchor,
    Chain,
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Position,
    Provenance,
    Quotation,
    Relation,
    Series,
    Span,
    Story,
    Utterance,
)

Linked = Mapping[type, Sequence[Any]]

GROUPS: dict[str, tuple[type, str, str]] = {  # kind -> its class, the kind of its members, and the field that lists them
    "entity": (Entity, "chain", "chains"),
    "utterance": (Utterance, "quotation", "quotations"),
    "series": (Series, "figure", "figures"),
    "event": (Event, "event_mention", "event_mentions"),
    "story": (Story, "document", "documents"),
}
SINGLE: dict[str, type] = {"quotation": Quotation, "figure": Figure, "position": Position, "document": Document}
PAIRS: dict[str, type] = {"relation": Relation, "provenance": Provenance}
FOUND: dict[str, type] = {"chain": Chain, "quotation": Quotation, "figure": Figure, "event_mention": EventMention, "position": Position}
KINDS = (*GROUPS, *SINGLE, *PAIRS)
CONTEXT = 32  # characters around the words that are kept, to find them again


def look_up(linked: Linked, name: str) -> tuple[str, Any]:
    """The record with that id, with its kind. Raises JudgementError."""
    for kind, cls in {**{k: v[0] for k, v in GROUPS.items()}, **SINGLE, **PAIRS}.items():
        for record in linked.get(cls, ()):
            if record.id == name:
                return kind, record
    raise JudgementError(f"There is no record {name!r} that can be judged.", f"Give the id of one of these: {', '.join(KINDS)}.")


def anchors_of(linked: Linked, docs: Mapping[str, Document], kind: str, record: Any, part: int) -> tuple[Anchor, ...]:
    """What a record is made of, as anchors."""
    if kind in PAIRS:
        ends = [(n, side) for n, name in enumerate((record.from_, record.to)) if (side := side_of(linked, name))]
        return tuple(a for n, (k, row) in ends for a in anchors_of(linked, docs, k, row, n))
    if kind in SINGLE:
        return (anchor(docs, kind, record, part),)
    _, member, listed = GROUPS[kind]
    names = getattr(record, listed)
    if member == "document":
        return tuple(anchor(docs, member, docs[name], part) for name in names if name in docs)
    if not names and kind == "event":  # a happening without a code stands on words alone
        return tuple(anchor(docs, "words", span, part) for span in record.mentions)
    wanted = dict.fromkeys(names)
    return tuple(anchor(docs, member, row, part) for row in linked.get(FOUND[member], ()) if row.id in wanted)


def side_of(linked: Linked, name: str) -> tuple[str, Any] | None:
    """The record at one end of a relation; None where it is no record (an outlet's name)."""
    try:
        return look_up(linked, name)
    except JudgementError:
        return None


def anchor(docs: Mapping[str, Document], kind: str, record: Any, part: int) -> Anchor:
    """One record as an anchor, with the words around it."""
    if isinstance(record, Document):
        return Anchor(kind=kind, id=record.id, document=record.id, article=article_of(record), sha256=record.sha256, part=part)
    doc = docs[record.document]
    text, start, end = doc.text, record.start, record.end
    return Anchor(
        kind=kind,
        id="" if isinstance(record, Span) else record.id,
        document=doc.id,
        article=article_of(doc),
        sha256=doc.sha256,
        start=start,
        end=end,
        exact=record.exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        part=part,
    )


def article_of(doc: Document) -> str:
    """What tells an article apart from others over its versions: its URL, else its file, else the name that its input gave."""
    if doc.url:
        return f"url {doc.url}"
    named = doc.path and doc.name in (PurePath(doc.path).name, PurePath(doc.path).stem)
    return f"path {doc.path}" if named else f"name {doc.name}"


def name_of(kind: str, record: Any) -> str:
    """A record in words, for a person who reads later what was decided."""
    if kind in PAIRS:
        return f"{record.type} {record.from_} {record.to}"
    if kind == "event":
        return str(record.summary.exact if record.summary else record.id)
    for field in ("name", "title", "exact", "counted"):
        if value := getattr(record, field, None):
            return str(value)
    return str(record.id)
