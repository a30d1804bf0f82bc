"""Chains of all documents -> entities, and the ids of entities put in the place of chains' ids in every record.

Within a story names are joined as a reader joins them: "Petrenko" with "Ivan Petrenko", spellings with each other, "the Ukrainian
president" with the person of that office. Between stories only the same full name joins: an entity that has one takes its id from it
(`identity`), so that a story can be linked by itself, and an id stays when articles come. Everything is blocked by name, so that cost stays near
linear; the result does not depend on the order of the input. Two persons with one surname and different first names are never joined.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from synoptic.annotate.entities.groups import bare, is_junior, parts_of
from synoptic.ids import make_id
from synoptic.link.entities.naming import Cluster, join_bodies, join_places, join_said_alike
from synoptic.link.entities.persons import give_countries, join_offices, join_persons
from synoptic.model import Chain, Entity, EventMention, Figure, Position, Quotation, Story

Records = tuple[tuple[Entity, ...], tuple[Quotation, ...], tuple[Figure, ...], tuple[EventMention, ...], tuple[Position, ...]]


def link(  # noqa: PLR0917 - the registry of linkers gives what each needs by position
    stories: Iterable[Story],
    chains: Iterable[Chain],
    quotations: Iterable[Quotation],
    figures: Iterable[Figure],
    event_mentions: Iterable[EventMention],
    positions: Iterable[Position],
) -> Records:
    """The entities, and the other records with entities' ids in the place of chains'. A document in no story is one by itself."""
    story_of = {d: s.id for s in stories for d in s.documents}
    rooms: dict[str, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.id):
        rooms[story_of.get(chain.document, chain.document)].append(chain)
    entities = join_stories(entity for key in sorted(rooms) for entity in name_all(join_story(rooms[key])))
    to = {chain: entity.id for entity in entities for chain in entity.chains}
    return (
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(replace(q, speaker=put(q.speaker, to)) for q in quotations),
        tuple(replace(f, attributed_to=put(f.attributed_to, to), of=put(f.of, to), place=put(f.place, to)) for f in figures),
        tuple(in_entities(e, to) for e in event_mentions),
        tuple(replace(p, party=put(p.party, to), toward=put(p.toward, to)) for p in positions),
    )


def in_entities(mention: EventMention, to: dict[str, str]) -> EventMention:
    """An event mention with entities in the place of chains."""
    return replace(
        mention,
        place=put(mention.place, to),
        actors=put_all(mention.actors, to),
        recipients=put_all(mention.recipients, to),
        who=put_all(mention.who, to),
        whom=put_all(mention.whom, to),
    )


def join_story(chains: list[Chain]) -> list[Cluster]:
    """The clusters of one story's chains."""
    clusters = [Cluster([c]) for c in chains]
    persons = [c for c in clusters if c.named and c.type == "PERSON"]
    places = [c for c in clusters if c.named and c.type in {"GPE", "LOC", "NORP"}]
    bodies = [c for c in clusters if c.named and c.type not in {"PERSON", "GPE", "LOC", "NORP"}]
    unnamed = [c for c in clusters if not c.named]
    persons = join_persons(persons)
    places = join_places(places)
    bodies = join_bodies(bodies, places)
    unnamed = join_offices(unnamed, persons)
    give_countries(unnamed, persons)
    return [c for c in (*persons, *places, *bodies, *join_said_alike(unnamed)) if c.chains]


def name_all(clusters: list[Cluster]) -> list[Entity]:
    """The entities of one story. Of two that have one full name and stay apart, the larger is the one that other stories mean by it."""
    named: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if name := identity(cluster):
            named[name].append(cluster)
    of = {id(min(same, key=lambda c: (-c.size, c.first))): name for name, same in named.items()}
    return [make_entity(c, of.get(id(c))) for c in clusters]


def identity(cluster: Cluster) -> str | None:
    """The id of what any story means by this full name: a place, a person's first name and surname, a body's name and country; None where it has none."""
    if not cluster.named:
        return None
    if cluster.type in {"GPE", "LOC", "NORP"}:
        return make_id("e", cluster.kind, cluster.place or bare(cluster.name))
    if cluster.type == "PERSON":
        parts = parts_of(cluster.name)
        return make_id("e", "PERSON", spelled(parts[0]), spelled(parts[-1]), is_junior(cluster.name)) if len(parts) > 1 else None
    return make_id("e", "ORG", bare(cluster.name), cluster.country or "")


def spelled(word: str) -> str:
    """A name's word without what transliterations differ in: doubled letters, and how a final i is written."""
    single = re.sub(r"(.)\1", r"\1", word.lower())
    return re.sub(r"(?<=..)(iy|ij|yi|i)$", "y", single)


def join_stories(entities: Iterable[Entity]) -> list[Entity]:
    """Entities of several stories, those of one id as one: under the name, type and country that the most mentions have."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        found[entity.id].append(entity)
    return [same[0] if len(same) == 1 else join(same) for _, same in sorted(found.items())]


def join(same: list[Entity]) -> Entity:
    """One entity of several of one id."""
    same = sorted(same, key=lambda e: (-len(e.mentions), e.name, e.chains))
    roles = Counter(r for e in same for r in e.roles)
    place = {r: n for e in reversed(same) for n, r in enumerate(e.roles)}
    first = same[0]
    return replace(
        first,
        aliases=tuple(sorted({n for e in same for n in (e.name, *e.aliases)} - {first.name})),
        mentions=tuple(sorted((m for e in same for m in e.mentions), key=lambda s: (s.document, s.start, s.end))),
        country=next((e.country for e in same if e.country), None),
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], place[r], r))),
        chains=tuple(sorted(c for e in same for c in e.chains)),
        judgements=tuple(sorted({j for e in same for j in e.judgements})),
    )


def make_entity(cluster: Cluster, name: str | None = None) -> Entity:
    """A cluster as an entity, under an id of its own where it has no `name`."""
    mentions = sorted((m.span for c in cluster.chains for m in c.mentions), key=lambda s: (s.document, s.start, s.end))
    aliases = {" ".join(m.exact.split()) for c in cluster.chains for m in c.mentions if m.form == "name"} | set(cluster.names)
    roles = Counter(r for c in cluster.chains for r in c.roles)
    return Entity(
        id=name or make_id("e", cluster.first),
        name=cluster.name,
        type=cluster.type,
        aliases=tuple(sorted(aliases - {cluster.name})),
        mentions=tuple(mentions),
        country=cluster.country,
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r))),
        chains=tuple(sorted(c.id for c in cluster.chains)),
    )


def put(value: str | None, to: dict[str, str]) -> str | None:
    """The entity's id in the place of a chain's; any other value as it is."""
    return to.get(value, value) if value is not None else None


def put_all(values: tuple[str, ...], to: dict[str, str]) -> tuple[str, ...]:
    """The same for several, each once."""
    return tuple(dict.fromkeys(to.get(v, v) for v in values))
