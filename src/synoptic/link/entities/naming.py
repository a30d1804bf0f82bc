"""When names of several documents of one story name one place or body, and what persons' names need too.

In: clusters (of one chain each at first). Out: fewer clusters. Rules, not scores: the same words; alike spellings; initials; a part
of a name where only one body has it; places by the gazetteer's other names. Persons are joined in `persons`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.entities.groups import ALIKE, SMALL, bare
from synoptic.model import Chain

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


def join_said_alike(unnamed: list[Cluster]) -> list[Cluster]:
    """Join bodies without a name that the same words of the same country denote: "the Ukrainian military"."""
    return join_by(unnamed, lambda c: ("ORG", c.country, without_article(c.name)) if c.type == "ORG" and c.country else None)


def without_article(name: str) -> str:
    """The words of a phrase in lower case, without its article."""
    words = name.lower().split()
    return " ".join(words[1:] if words and words[0] in ARTICLES else words)
