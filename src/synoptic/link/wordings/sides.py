"""Whom a name or a phrase for people counts for: itself, a country, a group, or the camp of a person.

In: the entities and chains of a story, and its namings. Out: the referents of each entity. A country's words are those of its people, seat,
bodies and unnamed officials; a group's those of its members, bodies and unnamed people ("Agrarian donors"), and, of a party, of those whom a text
presents by it; a camp's those of the people whom a text ties to a person ("Vale aides", "Vale's lawyer Lena Holm"). Critics are in no camp.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.entities.groups import bare
from synoptic.model import Chain, Entity, Naming

Key = tuple[str, str]  # entity, side, group, camp or noun; and which
Named = tuple[int, int, Entity]  # start and end of a name, and whose it is
PEOPLES = frozenset({"NORP", "LOC"})
SHORTEST = 5  # letters of an adjective that names a group
ENDING = re.compile(r"(?:ans?|ns|ics?|ists?|ish|s|e|a)$")  # Europe, European; Democrats, Democratic; Crimea, Crimean
# Nouns for bodies that act for the group in whose name they have them. "The Muslim Times" does not.
POLITICAL = frozenset(
    "party committee union commission parliament council caucus convention congress bloc coalition alliance leadership headquarters government".split()  # noqa: SIM905
)
# Nouns for people who do not act for whom they are said to be of.
APART = frozenset(
    "critic opponent rival enemy foe adversary detractor counterpart neighbor neighbour predecessor successor victim accuser challenger".split()  # noqa: SIM905
)


class Sides:
    """The referents of the entities of one story."""

    def __init__(self, entities: Iterable[Entity], chains: Iterable[Chain], namings: Iterable[Naming]) -> None:
        """Gather which name stands inside which phrase. `entities` and `chains` are the story's."""
        entities, chains = sorted(entities, key=lambda e: e.id), sorted(chains, key=lambda c: c.id)
        self.of_chain = {c: e for e in entities for c in e.chains}
        chains = [c for c in chains if c.id in self.of_chain]
        self.named = {self.of_chain[c.id].id for c in chains if any(m.form == "name" for m in c.mentions)}
        self.entities = {e.id: e for e in entities}
        self.parties: set[str] = set()
        self.roots = self.find_roots(entities)
        places = names_in(chains, self.of_chain)
        self.owners: dict[str, Counter[Key]] = defaultdict(Counter)
        self.known: dict[str, tuple[Key, ...]] = {}
        self.presented: dict[str, list[Key]] = {}  # naming of a person -> whom it names besides
        for chain in chains:
            entity = self.of_chain[chain.id]
            if entity.id not in self.named:
                for mention in chain.mentions:
                    if mention.form == "nominal" and mention.head.lower().removesuffix("s") not in APART:
                        self.owners[entity.id].update(self.owners_in(places[chain.document], mention.start, mention.end, entity))
        for naming in namings:
            person = self.of_chain.get(naming.chain or "")
            if person is not None and person.type == "PERSON" and person.id in self.named and APART.isdisjoint(naming.exact.lower().split()):
                self.presented[naming.id] = self.owners_in(places[naming.document], naming.start, naming.end, person)
                self.owners[person.id].update(self.presented[naming.id])

    def find_roots(self, entities: Iterable[Entity]) -> dict[str, str]:
        """Entity -> the root of the group's name, of peoples and parties that are no country's, and of bodies that have it in their names."""
        free = [e for e in entities if e.id in self.named and e.country is None and e.type in {*PEOPLES, "GPE", "ORG"}]
        words = {e.id: bare(e.name).split() for e in free}
        single = [e for e in free if e.type in PEOPLES and len(words[e.id]) == 1 and len(words[e.id][0]) >= SHORTEST and not e.name.isupper()]
        found = {e.id: root(words[e.id][0]) for e in single}
        roots = set(found.values())
        for entity in free:
            if entity.id not in found and entity.type == "GPE" and len(words[entity.id]) == 1 and (place := root(words[entity.id][0])) in roots:
                found[entity.id] = place
            elif entity.id not in found and not POLITICAL.isdisjoint(words[entity.id]):
                shared = [r for w in words[entity.id] if (r := root(w)) in roots]
                found.update({entity.id: shared[0]} if shared else {})
                self.parties.update(shared[:1])
        return found

    def owners_in(self, names: list[Named], start: int, end: int, entity: Entity) -> list[Key]:
        """The groups and camps of the names inside a phrase for people, each once."""
        low, high = bisect_left(names, start, key=itemgetter(0)), bisect_right(names, end, key=itemgetter(0))
        inside = (e for s, t, e in names[low:high] if t <= end and e.id != entity.id)
        return list(dict.fromkeys(key for e in inside if (key := self.owner(e, person=entity.id in self.named))))

    def owner(self, entity: Entity, *, person: bool) -> Key | None:
        """What the people that a name is put before belong to, a person with a name or unnamed ones; what ties them to a country is said by them."""
        if entity.id in self.roots:
            group = self.roots[entity.id]
            return ("group", group) if not person or group in self.parties else None
        if entity.type == "PERSON":
            return ("camp", entity.id)
        return ("entity", entity.id) if entity.type in {"ORG", "NORP"} and entity.country is None else None

    def keys(self, entity: Entity) -> tuple[Key, ...]:
        """The referents that an entity's words count for."""
        if entity.id not in self.known:
            self.known[entity.id] = self.find_keys(entity)
        return self.known[entity.id]

    def find_keys(self, entity: Entity) -> tuple[Key, ...]:
        """The same, worked out."""
        own: Key = ("entity", entity.id)
        first = self.first_owner(entity)
        if entity.type == "PERSON" and entity.id in self.named:
            return (own, first) if first else (own,)
        place = look_up(entity.name) if entity.type in {"GPE", "LOC", "NORP"} else None
        if entity.country is None:
            group = self.roots.get(entity.id)
            adjective = entity.type == "NORP" and not entity.name.endswith("s")
            return (first or own,) if group is None else () if adjective else (("group", group),)
        if place is not None and place.kind in {"city", "state"}:
            return (own,)
        if place is not None and place.kind == "nationality" and not entity.name.endswith("s"):
            return ()  # an adjective
        side: Key = ("side", entity.country)
        if first is not None and first[0] == "camp":
            return (first, side)
        return (side, own) if place is not None and place.kind == "capital" else (side,)

    def counts(self, naming: Naming, key: Key) -> bool:
        """Whether a naming's words are words for a referent of its entity: a surname says nothing of a party or camp, nor a name of a body that it does
        not name as well.
        """
        entity = self.of_chain[naming.chain or ""]
        if key[1] == entity.id or entity.type != "PERSON" or entity.id not in self.named:
            return True
        return key in self.presented.get(naming.id, ()) if key[0] == "entity" else " " in naming.exact

    def name(self, key: Key, members: Iterable[Naming]) -> str:
        """What a record is about, in words: the name of the entity, of the country, of the group; those around the person whose camp it is."""
        if key[0] == "noun":
            return key[1]
        if key[0] == "camp":
            return f"those around {self.entities[key[1]].name}"
        names = Counter(self.of_chain[m.chain].id for m in members if m.chain in self.of_chain)
        own = {e: n for e, n in names.items() if self.is_own(self.entities[e], key)}
        found = own or dict.fromkeys((e for e, group in self.roots.items() if key == ("group", group)), 1) or names
        return self.entities[min(found, key=lambda e: (-found[e], self.entities[e].name))].name

    def is_own(self, entity: Entity, key: Key) -> bool:
        """Whether an entity's name is that of the referent itself, not of one of its people or bodies."""
        if key[0] == "side":
            place = look_up(entity.name)
            return place is not None and place.kind == "country"
        return self.roots.get(entity.id) == key[1] if key[0] == "group" else entity.id == key[1]

    def first_owner(self, entity: Entity) -> Key | None:
        """The group or camp that most of an entity's phrases tie it to."""
        owners = self.owners.get(entity.id)
        return min(owners, key=lambda k: (-owners[k], k)) if owners else None


def names_in(chains: Iterable[Chain], of_chain: Mapping[str, Entity]) -> dict[str, list[Named]]:
    """Document -> its names in order, each with its entity."""
    found: dict[str, list[Named]] = defaultdict(list)
    for chain in chains:
        found[chain.document] += [(m.start, m.end, of_chain[chain.id]) for m in chain.mentions if m.form == "name"]
    for names in found.values():
        names.sort(key=itemgetter(0, 1))
    return found


def root(word: str) -> str:
    """A group's name without its endings, so that noun and adjective meet."""
    return ENDING.sub("", ENDING.sub("", word))
