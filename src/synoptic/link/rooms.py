"""What is linked together: one story by itself, or several that a person's judgements tie.

In: stories and judgements. Out: rooms, each with its stories and judgements, and records given to the story that they belong to. A judgement holds on to
documents; where it holds on to those of two stories, these are linked in one room. Judgements whose documents are not here make a room without stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from synoptic.judge.anchors import article_of
from synoptic.link.graph import Union
from synoptic.model import Anchor, Chain, Document, Entity, Event, Judgement, Meeting, Provenance, Relation, Series, Story, Utterance, Wording

Linked = dict[type, tuple[Any, ...]]
NOWHERE = ""  # the room of judgements whose documents are not here


@dataclass(frozen=True, slots=True)
class Ties:
    """Story -> the room that judgements put it in, of those that they touch; room -> judgements."""

    room_of: Mapping[str, str]
    judgements: Mapping[str, Sequence[Judgement]]

    def room(self, story: str) -> str:
        """The room of a story: its own where no judgement ties it."""
        return self.room_of.get(story, story)


def tie(judgements: Iterable[Judgement], story_of: Callable[[Anchor], str | None]) -> Ties:
    """What judgements tie. `story_of`: anchor -> the story of its article, None where that is not here."""
    judged = sorted(judgements, key=lambda j: (j.when, j.id))
    union: Union[str] = Union()
    home: dict[str, str] = {}
    for judgement in judged:
        stories = sorted({s for a in (*judgement.anchors, *judgement.toward) if (s := story_of(a))})
        for story in stories:
            union.join(stories[0], story)
        home[judgement.id] = stories[0] if stories else home.get(judgement.withdraws or "", NOWHERE)
    listed: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        story = home[judgement.id]
        listed[union.root(story) if story else NOWHERE].append(judgement)
    return Ties({s: union.root(s) for s in sorted(union.parent)}, dict(listed))


def finder(docs: Iterable[Document], story_of: Mapping[str, str]) -> Callable[[Anchor], str | None]:
    """What finds the story of an anchor among documents: by the document's id, else its article."""
    ids, articles = set(story_of), {article_of(d): d.id for d in docs}
    return lambda a: story_of.get(a.document if a.document in ids else articles.get(a.article, ""))


def divide(table: Mapping[type, Sequence[Any]], room_of: Mapping[str, str]) -> dict[str, Linked]:
    """Records of documents, stories and provenance, by the room of their document; what has none is left out."""
    found: dict[str, dict[type, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind, rows in table.items():
        for record in rows:
            for room in sorted({room for document in stands_on(record) if (room := room_of.get(document)) is not None}):
                found[room][kind].append(record)
    return {room: {kind: tuple(rows) for kind, rows in kinds.items()} for room, kinds in found.items()}


def stands_on(record: Any) -> Sequence[str]:
    """The documents of a record that is found, or a story or provenance."""
    match record:
        case Document():
            return (record.id,)
        case Story():
            return record.documents
        case Provenance():
            return (record.from_,)
    return (record.document,)


def by_story(linked: Mapping[type, Iterable[Any]]) -> dict[str, list[Any]]:
    """The records of a room, by the story that they belong to; what belongs to several is in the first, but entities, which are divided."""
    home = {d: s.id for s in linked.get(Story, ()) for d in s.documents}
    if len(set(home.values())) == 1:
        return {next(iter(home.values())): [r for rows in linked.values() for r in rows]}
    chains = {c.id: c.document for c in linked.get(Chain, ())}
    member = {r.id: r.document for rows in linked.values() for r in rows if hasattr(r, "document")}
    where: dict[str, str] = {}
    found: dict[str, list[Any]] = defaultdict(list)
    for record in (r for rows in linked.values() for r in rows if not isinstance(r, Relation)):
        parts = divided(record, home, chains) if isinstance(record, Entity) else {home.get(document_of(record, member), NOWHERE): record}
        for story, part in parts.items():
            found[story].append(part)
            where.setdefault(record.id, story)
    for relation in linked.get(Relation, ()):
        found[where.get(relation.from_, NOWHERE)].append(relation)
    return dict(found)


def document_of(record: Any, member: Mapping[str, str]) -> str:
    """The document whose story a record belongs to; "" where it has none."""
    match record:
        case Document():
            return record.id
        case Utterance():
            return member.get(record.quotations[0], "")
        case Series():
            return member.get(record.figures[0], "")
        case Story() | Event() | Meeting():
            return record.documents[0]
        case Provenance():
            return record.from_
        case Wording():
            return record.variants[0][0]
        case Judgement():
            return ""
    return str(record.document)


def divided(entity: Entity, home: Mapping[str, str], chains: Mapping[str, str]) -> dict[str, Entity]:
    """An entity by story: its mentions and chains there."""
    stories = sorted({home.get(m.document, NOWHERE) for m in entity.mentions})
    if len(stories) == 1:
        return {stories[0]: entity}
    return {
        s: replace(
            entity,
            mentions=tuple(m for m in entity.mentions if home.get(m.document, NOWHERE) == s),
            chains=tuple(c for c in entity.chains if home.get(chains.get(c, ""), NOWHERE) == s),
        )
        for s in stories
    }
