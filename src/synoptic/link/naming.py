"""When names of several documents of one story name one person, body or place.

In: clusters (of one chain each at first). Out: fewer clusters. Rules, not scores: the same words; alike spellings of both names
of a person; a part of a name where only one person has it; initials; places by the gazetteer's alternate names; offices with their country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.gazetteer import look_up
from synoptic.annotate.groups import ALIKE, SMALL, bare, is_junior, parts_of, same_person
from synoptic.annotate.vocabulary import LEADING, OFFICES, QUALIFIERS
from synoptic.model import Chain

MANY = 3  # a bare surname that two persons of the story share goes to the one with this many times the other's mentions
ARTICLES = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "these", "those"})


class Cluster:
    """Chains that are one entity."""

    def __init__(self, chains: list[Chain]) -> None:
        """Start with these chains."""
        self.chains = chains
        self.named = any(m.form == "name" for c in chains for m in c.mentions)
        self.renew()

    def renew(self) -> None:
        """Work out name, type, country and the rest from the chains."""
        self.first = min((c.id for c in self.chains), default="")
        types = Counter(c.type for c in self.chains)
        self.type = min(types, key=lambda t: (-types[t], t)) if types else ""
        self.kind = "NORP" if self.type == "NORP" else "GPE" if self.type in {"GPE", "LOC"} else self.type
        countries = Counter(c.country for c in self.chains if c.country)
        self.country = min(countries, key=lambda t: (-countries[t], t)) if countries else None
        genders = Counter(c.gender for c in self.chains if c.gender)
        self.gender = min(genders, key=lambda t: (-genders[t], t)) if genders else None
        self.roles = {r for c in self.chains for r in c.roles}
        self.size = sum(len(c.mentions) for c in self.chains)
        self.names = Counter(c.name for c in self.chains if not self.named or any(m.form == "name" for m in c.mentions))
        self.name = min(self.names, key=self.order) if self.names else ""
        self.plural = self.kind == "NORP" and self.name.endswith("s")
        place = look_up(self.name) if self.kind in {"GPE", "NORP"} else None
        self.place = place.key + ":s" * self.plural if place else None

    def order(self, name: str) -> tuple[object, ...]:
        """Full names first, the usual one of them; of a place the usual one, but no initials."""
        if self.kind in {"GPE", "NORP"}:
            return (name.replace(".", "").isupper(), -self.names[name], -len(name), name)
        return (len(significant(name)) < 2, name.replace(".", "").isupper(), -self.names[name], -len(name), name)

    def take(self, other: Cluster) -> None:
        """Join another cluster to this one, which empties it."""
        if other is self:
            return
        self.chains = [*self.chains, *other.chains]
        other.chains = []
        self.renew()


def significant(name: str) -> list[str]:
    """The words of a name that are no initials."""
    return [w for w in name.split() if len(w.strip(".")) > 1]


def keep(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters that still have chains, in order of their first."""
    return sorted((c for c in clusters if c.chains), key=lambda c: c.first)


def join_by(clusters: list[Cluster], key: Callable[[Cluster], object]) -> list[Cluster]:
    """Join what has the same key (None joins nothing)."""
    first: dict[object, Cluster] = {}
    for cluster in clusters:
        value = key(cluster)
        if value is not None and first.setdefault(value, cluster) is not cluster:
            first[value].take(cluster)
    return keep(clusters)


def conflict(one: Cluster, two: Cluster) -> bool:
    """Whether two clusters differ in gender."""
    return bool(one.gender and two.gender and one.gender != two.gender)


def join_persons(clusters: list[Cluster]) -> list[Cluster]:
    """Persons of one story: full names with their spellings, then partial names with full ones."""
    clusters = join_by(clusters, lambda c: (" ".join(w), is_junior(c.name)) if len(w := parts_of(c.name)) > 1 else None)
    full = [c for c in clusters if len(parts_of(c.name)) > 1]
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        blocks[parts_of(cluster.name)[-1][:2]].append(cluster)
    for block in blocks.values():
        for i, one in enumerate(block):
            for two in block[i + 1 :]:
                if one.chains and two.chains and are_one(one, two):
                    one.take(two)
    full = keep(full)
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        words = parts_of(cluster.name)
        for word in {words[-1], *(parts_of(n)[-1] for n in cluster.names if parts_of(n))}:
            by_word[word].append(cluster)
    by_first: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        by_first[parts_of(cluster.name)[0]].append(cluster)
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in sorted(by_word):
        by_start[word[:2]].append(word)
    single = [c for c in clusters if c.chains and len(parts_of(c.name)) < 2]
    single = join_by(single, lambda c: (bare(c.name), c.gender) if not by_word.get(bare(c.name)) else None)
    for cluster in single:
        owner = owner_of(cluster, by_word, by_first, by_start)
        if owner is not None:
            owner.take(cluster)
    return keep(join_spellings([*full, *keep(single)]))


def are_one(one: Cluster, two: Cluster) -> bool:
    """Whether two full names are one person's: alike in both words, or with one surname and one office."""
    if conflict(one, two) or (is_junior(one.name) != is_junior(two.name) and {c.document for c in one.chains} & {c.document for c in two.chains}):
        return False
    a, b = parts_of(one.name), parts_of(two.name)
    if same_person(a, b):
        return True
    return a[-1] == b[-1] and a[0][0] == b[0][0] and bool(one.roles & two.roles)


def owner_of(cluster: Cluster, by_word: dict[str, list[Cluster]], by_first: dict[str, list[Cluster]], by_start: dict[str, list[str]]) -> Cluster | None:
    """The person with a full name whom a single name means, where that is clear."""
    word = bare(cluster.name).split()[-1] if bare(cluster.name) else ""
    fits = [c for c in by_word.get(word, ()) if c.chains and not conflict(c, cluster)]
    if not fits and len(word) >= 5:
        alike = [key for key in by_start.get(word[:2], ()) if JaroWinkler.similarity(key, word) >= ALIKE]
        fits = [c for key in alike for c in by_word[key] if c.chains and not conflict(c, cluster)]
    if not fits:
        fits = [c for c in by_first.get(word, ()) if c.chains and not conflict(c, cluster)]
    if len(fits) > 1:
        shared = [c for c in fits if c.roles & cluster.roles]
        fits = shared if len(shared) == 1 else sorted(fits, key=lambda c: (-c.size, c.first))
        if len(fits) > 1 and fits[0].size < MANY * fits[1].size:
            return None
    return fits[0] if fits else None


def join_spellings(clusters: list[Cluster]) -> list[Cluster]:
    """Join single names that are alike where neither belongs to a full name."""
    single = [c for c in clusters if c.chains and len(parts_of(c.name)) < 2]
    join_alike(single, lambda one, two: not conflict(one, two))
    return clusters


def join_alike(clusters: list[Cluster], may: Callable[[Cluster, Cluster], bool]) -> None:
    """Join clusters whose names of five letters or more start alike and are spellings of each other."""
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if len(cluster.name) >= 5:
            blocks[bare(cluster.name)[:2]].append(cluster)
    for block in blocks.values():
        for i, one in enumerate(block):
            for two in block[i + 1 :]:
                if one.chains and two.chains and JaroWinkler.similarity(bare(one.name), bare(two.name)) >= ALIKE and may(one, two):
                    one.take(two)


def join_places(clusters: list[Cluster]) -> list[Cluster]:
    """Places and peoples: by the gazetteer, by their words, by alike spellings of what the gazetteer lacks."""
    clusters = join_by(clusters, lambda c: (c.kind, c.place or bare(c.name)))
    unknown = [c for c in clusters if c.place is None and c.kind == "GPE"]
    join_alike(unknown, lambda one, two: len(one.name.split()) == len(two.name.split()))
    return keep(clusters)


def join_bodies(clusters: list[Cluster], places: list[Cluster]) -> list[Cluster]:
    """Bodies: by their words, by initials, and a part of a name where only one body has it."""
    clusters = join_by(clusters, lambda c: bare(c.name))
    initials: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = bare(cluster.name).split()
        if len(words) > 1:
            for key in {"".join(w[0] for w in words if w not in SMALL), "".join(w[0] for w in words)}:
                initials[key].append(cluster)
            for i, word in enumerate(words):  # "un high commissioner for refugees" is also "unhcr"
                if word == "un":
                    initials["un" + "".join(w[0] for w in words[i + 1 :] if w not in SMALL)].append(cluster)
    for cluster in [*clusters, *(p for p in places if p.place is None)]:
        name = bare(cluster.name)
        owners = [c for c in initials.get(name, ()) if c.chains and c is not cluster]
        if cluster.chains and " " not in name and 2 <= len(name) <= 6 and len(owners) == 1 and cluster.name.replace(".", "").isupper():
            owners[0].take(cluster)
    names = sorted(((bare(c.name), c) for c in clusters if c.chains), key=lambda p: (len(p[0]), p[0]))
    ends: dict[str, list[Cluster]] = defaultdict(list)
    for name, cluster in names:
        words = name.split()
        for cut in range(1, len(words)):
            ends[" ".join(words[cut:])].append(cluster)
            ends[" ".join(words[:cut])].append(cluster)
    for name, cluster in names:
        owners = [c for c in ends.get(name, ()) if c.chains and c is not cluster]
        if cluster.chains and " " in name and len(owners) == 1 and not (owners[0].country and cluster.country and owners[0].country != cluster.country):
            owners[0].take(cluster)
    return keep(clusters)


def join_offices(unnamed: list[Cluster], persons: list[Cluster]) -> list[Cluster]:
    """Join "the Ukrainian president" to the person who the story says holds that office, where only one does."""
    holders: dict[tuple[str, str | None], list[Cluster]] = defaultdict(list)
    for person in persons:
        for role in person.roles:
            head = role.split()[-1]
            for key in {head, *(general for general, heads in OFFICES.items() if head in heads and (head in LEADING or general != "leader"))}:
                if person not in holders[key, person.country]:
                    holders[key, person.country].append(person)
    for cluster in unnamed:
        chain = cluster.chains[0]
        head = next((m.head.lower() for m in chain.mentions if m.form == "nominal"), "")
        words = {w for w in bare(chain.name).split() if w not in ARTICLES and w not in QUALIFIERS and w != head}
        fits = [p for p in holders.get((head, cluster.country), ()) if p.chains and not conflict(p, cluster)]
        if cluster.type != "PERSON" or not cluster.country or not starts_definite(chain.name):
            continue
        exact = [
            p for p in fits if any(r.split()[-1] == head and set(r.split()[:-1]) <= words for r in p.roles if len(r.split()) > 1 or not words - {"s"} or True)
        ]
        fits = exact if len(exact) == 1 else fits
        if len(fits) == 1:
            fits[0].take(cluster)
    return keep(unnamed)


def give_countries(unnamed: list[Cluster], persons: list[Cluster]) -> None:
    """Give bodies the country of the person whose they are, where another document of the story tells it."""
    country = {parts_of(p.name)[-1]: p.country for p in persons if p.country and parts_of(p.name)}
    for cluster in unnamed:
        if cluster.type == "ORG" and cluster.country is None:
            cluster.country = next((country[w] for w in bare(cluster.name).split() if w in country), None)


def starts_definite(name: str) -> bool:
    """Whether a phrase speaks of one that the reader knows: "the ...", "Ukraine's ..."."""
    first = name.split(maxsplit=1)[0].lower() if name.split() else ""
    return first in {"the", "this", "that"} or "'s " in name.replace("’", "'")


def join_said_alike(unnamed: list[Cluster]) -> list[Cluster]:
    """Join bodies without a name that the same words of the same country denote: "the Ukrainian military"."""
    return join_by(unnamed, lambda c: ("ORG", c.country, without_article(c.name)) if c.type == "ORG" and c.country else None)


def without_article(name: str) -> str:
    """The words of a phrase in lower case, without its article."""
    words = name.lower().split()
    return " ".join(words[1:] if words and words[0] in ARTICLES else words)
