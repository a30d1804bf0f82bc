"""How the documents of a story name the same thing: records of a referent with each document's words for it.

In: namings, chains and entities of each story. Out: a Wording for each referent that at least two documents name in at least two ways.
A person's words are names and roles; a country's are those of its people, seat, bodies and unnamed officials (the side); a city's its
spellings. Acts, events, documents and ideas are grouped by the noun at the head of the phrase, joined where WordNet and a shared
modifier, or an event, say that two nouns name one thing. Words are compared without article and case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.entities.groups import ALIKE
from synoptic.ids import make_id
from synoptic.link.entities.naming import without_article
from synoptic.link.wordings.nouns import join_heads
from synoptic.model import Chain, Entity, Event, Naming, Story, Wording

Key = tuple[str, str]  # entity, side or noun; and which
POSSESSIVE = re.compile(r"^.*?(?:['’]s|s['’]) (?=\S)")


def link(
    stories: Iterable[Story], namings: Iterable[Naming], chains: Iterable[Chain], entities: Iterable[Entity], events: Iterable[Event]
) -> tuple[tuple[Wording, ...]]:
    """The wordings of every story."""
    entities, chains = sorted(entities, key=lambda e: e.id), list(chains)
    of_chain = {c: e for e in entities for c in e.chains}
    named = {c.id for c in chains if any(m.form == "name" for m in c.mentions)}
    keys = {e.id: keys_of(e, named) for e in entities}
    event_of = {m: e.id for e in events for m in e.event_mentions}
    rooms: dict[str, list[Naming]] = defaultdict(list)
    for naming in (*namings, *(n for c in chains for n in mentions_of(c))):
        rooms[naming.document].append(naming)
    found = []
    for story in sorted(stories, key=lambda s: s.id):
        mine = sorted((n for d in story.documents for n in rooms[d]), key=lambda n: (n.document, n.start, n.end))
        groups: dict[Key, list[Naming]] = defaultdict(list)
        heads: dict[str, list[Naming]] = defaultdict(list)
        for naming in mine:
            entity = of_chain.get(naming.chain or "")
            if entity is None:
                heads[naming.head].append(naming)
            for key in keys[entity.id] if entity else ():
                groups[key].append(naming)
        for head, members in join_heads(heads, of_chain, event_of).items():
            groups["noun", head] = members
        found += [w for key, members in sorted(groups.items()) if (w := make_wording(story, key, members, of_chain))]
    return (tuple(found),)


def mentions_of(chain: Chain) -> list[Naming]:
    """A chain's names and nominals as namings."""
    return [
        Naming(id=m.id, document=m.document, start=m.start, end=m.end, exact=m.exact, head=m.head.lower(), chain=chain.id)
        for m in chain.mentions
        if m.form != "pronoun"
    ]


def keys_of(entity: Entity, named: set[str]) -> tuple[Key, ...]:
    """The referents that an entity's words count for: itself, and its country where it is one of its sides' bodies or peoples."""
    if entity.country is None or (entity.type == "PERSON" and any(c in named for c in entity.chains)):
        return (("entity", entity.id),)
    place = look_up(entity.name) if entity.type in {"GPE", "LOC", "NORP"} else None
    if place is not None and place.kind in {"city", "state"}:
        return (("entity", entity.id),)
    if place is not None and place.kind == "nationality" and not entity.name.endswith("s"):
        return ()  # an adjective
    side = ("side", entity.country)
    return (side, ("entity", entity.id)) if place is not None and place.kind == "capital" else (side,)


def make_wording(story: Story, key: Key, members: list[Naming], of_chain: dict[str, Entity]) -> Wording | None:
    """A record of what several documents call one thing; None where they call it the same."""
    if len({m.document for m in members}) < 2:
        return None
    variants: dict[str, dict[str, str]] = defaultdict(dict)
    spelled = spellings(key, members, of_chain)
    for naming in members:
        for words in [*wordings_of(naming), *(w for w in naming.exact.split()[-1:] if w.lower() in spelled)]:
            variants[naming.document].setdefault(words.lower(), words)
    if len({w for words in variants.values() for w in words}) < 2:
        return None
    entity = next((of_chain[m.chain] for m in members if m.chain in of_chain), None)
    return Wording(
        id=make_id("w", story.id, key[0], min(m.id for m in members)),
        referent=referent(key, members, of_chain),
        variants=tuple((d, tuple(words.values())) for d, words in sorted(variants.items())),
        entity=entity.id if entity and key[0] == "entity" else None,
    )


def spellings(key: Key, members: list[Naming], of_chain: dict[str, Entity]) -> set[str]:
    """A person's family name as spelled, in lower case, where the documents spell it in more than one way."""
    entity = next((of_chain[m.chain] for m in members if m.chain in of_chain), None)
    if key[0] != "entity" or entity is None or entity.type != "PERSON":
        return set()
    whole = entity.name.split()[-1].lower()
    found = {w for n in (entity.name, *entity.aliases) for w in n.lower().split()[-1:] if JaroWinkler.similarity(w, whole) >= ALIKE}
    return found if len(found) > 1 else set()


def wordings_of(naming: Naming) -> list[str]:
    """The words of a naming without article; of what is somebody's, also without whose it is."""
    words = " ".join(naming.exact.split())
    bare = strip_article(words)
    whose = POSSESSIVE.sub("", bare) if naming.chain is None else bare
    return [bare, whose] if whose != bare and " " in whose else [bare]


def referent(key: Key, members: list[Naming], of_chain: dict[str, Entity]) -> str:
    """What a record is about, in words: the entity's name, the country's, the noun."""
    if key[0] == "noun":
        return key[1]
    names = Counter(of_chain[m.chain].name for m in members if m.chain in of_chain)
    countries = {n: c for n, c in names.items() if (p := look_up(n)) and p.kind == "country"} if key[0] == "side" else {}
    best = countries or names
    return min(best, key=lambda n: (-best[n], n))


def strip_article(words: str) -> str:
    """The words without a leading article, as they stand."""
    parts = words.split()
    return " ".join(parts[len(parts) - len(without_article(words).split()) :])
