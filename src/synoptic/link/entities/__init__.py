"""Chains of all documents -> entities, and the ids of entities put in the place of chains' ids in every record.

Within a story names are joined as a reader joins them: "Petrenko" with "Ivan Petrenko", spellings with each other, "the Ukrainian
president" with the person of that office. Between stories only the same full name joins. Everything is blocked by name, so
that cost stays near linear; the result does not depend on the order of the input. Two persons with one surname and
different first names are never joined.
"""

from __future__ import annotations

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
    clusters = [c for key in sorted(rooms) for c in join_story(rooms[key])]
    entities = [make_entity(c) for c in join_stories(clusters)]
    to = {chain: entity.id for entity in entities for chain in entity.chains}
    return (
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(replace(q, speaker=put(q.speaker, to)) for q in quotations),
        tuple(replace(f, attributed_to=put(f.attributed_to, to), of=put(f.of, to), place=put(f.place, to)) for f in figures),
        tuple(replace(e, actors=put_all(e.actors, to), recipients=put_all(e.recipients, to), place=put(e.place, to)) for e in event_mentions),
        tuple(replace(p, party=put(p.party, to), toward=put(p.toward, to)) for p in positions),
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


def join_stories(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters of several stories that have the same full name, under any spelling that a story joined, and no two countries."""
    found: dict[tuple[str, str], list[Cluster]] = {}
    for cluster in sorted(clusters, key=lambda c: c.first):
        for key in global_keys(cluster):
            same = found.setdefault(key, [])
            other = next((c for c in same if c.chains and not (c.country and cluster.country and c.country != cluster.country)), None)
            if other is not None and other is not cluster:
                cluster.take(other)
            same.append(cluster)
    return sorted((c for c in clusters if c.chains), key=lambda c: c.first)


def global_keys(cluster: Cluster) -> list[tuple[str, str]]:
    """What makes two clusters of different stories one: the place, a full name; nothing for what has none."""
    if not cluster.named:
        return []
    if cluster.type in {"GPE", "LOC", "NORP"}:
        return [(cluster.kind, cluster.place or bare(cluster.name))]
    if cluster.type == "PERSON":
        parts = [(parts_of(name), is_junior(name)) for name in sorted(cluster.names)]
        return list(dict.fromkeys(("PERSON", " ".join((w[0], w[-1], "jr" * junior))) for w, junior in parts if len(w) > 1))
    return [("ORG", bare(cluster.name))]


def make_entity(cluster: Cluster) -> Entity:
    """A cluster as an entity."""
    mentions = sorted((m.span for c in cluster.chains for m in c.mentions), key=lambda s: (s.document, s.start, s.end))
    aliases = {" ".join(m.exact.split()) for c in cluster.chains for m in c.mentions if m.form == "name"} | set(cluster.names)
    roles = Counter(r for c in cluster.chains for r in c.roles)
    return Entity(
        id=make_id("e", cluster.first),
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
