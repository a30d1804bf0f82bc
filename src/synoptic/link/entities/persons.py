"""Persons of one story: full names with their spellings, surnames, and offices that stand for their holder.

In: clusters of one chain each. Out: fewer clusters. Two persons with one surname and different first names stay two; a bare
surname goes to one of them only where gender, office or frequency tells which.
"""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.entities.gazetteer import country_of
from synoptic.annotate.entities.groups import ALIKE, bare, is_junior, parts_of, same_person
from synoptic.annotate.vocabulary import LEADING, OFFICES, QUALIFIERS, is_first_name
from synoptic.link.entities.naming import ARTICLES, Cluster, conflict, join_alike, join_by, keep
from synoptic.model import Chain

MORE = ("another ", "other ", "one ", "two ", "some ", "several ")  # says that there are others
FEWEST = 3  # consonants that two spellings of a first name share; with two, "Jon" and "Jane" would meet
NEARLY = 0.75  # Jaro-Winkler of two first names of one office and surname: Mike/Michael 0.78, Serhiy/Sergey 0.84; Nadia/Nuruddin and Jane/John under 0.68
MANY = 3  # a bare surname that two persons of the story share goes to the one with this many times the other's mentions


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
    if a[-1] == b[-1] and are_transliterations(a[0], b[0]) and (heads(one) & heads(two) or (one.country and one.country == two.country)):
        return True
    return a[-1] == b[-1] and a[0][0] == b[0][0] and JaroWinkler.similarity(a[0], b[0]) >= NEARLY and bool(one.roles & two.roles)


def heads(cluster: Cluster) -> set[str]:
    """The nouns of a person's offices: "president" of "former president"."""
    return {role.split()[-1] for role in cluster.roles if role.split()}


def are_transliterations(one: str, two: str) -> bool:
    """Whether two first names write the same consonants with other vowels: "Samir" and "Sameer". Two that the census knows as given names of
    English are two names ("Karen", "Karin"), and so are those with fewer than three consonants ("Jon", "Jane").
    """
    if is_first_name(one.title()) and is_first_name(two.title()):
        return False
    skeleton = consonants(one)
    return len(skeleton) >= FEWEST and skeleton == consonants(two)


def consonants(name: str) -> str:
    """The consonants of a name in the Latin alphabet, doubled ones once; y counts where it begins the name."""
    kept = name[:1] + "".join(c for c in name[1:] if c.isalpha() and c not in "aeiouyw")
    return "".join(c for n, c in enumerate(kept) if n == 0 or c != kept[n - 1])


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
        if cluster.type != "PERSON" or not cluster.country or chain.name.lower().startswith(MORE):
            continue
        words = {w for w in bare(chain.name).split() if w not in ARTICLES and w not in QUALIFIERS and w not in {head, "s", "of"} and not country_of(w)}
        fits = [p for p in holders.get((head, cluster.country), ()) if p.chains and not conflict(p, cluster) and holds(p, head, words)]
        if len(fits) == 1 and (starts_definite(chain.name) or speaks_for(head, chain, fits[0])):
            fits[0].take(cluster)
    return keep(unnamed)


def speaks_for(head: str, chain: Chain, person: Cluster) -> bool:
    """Whether "a Palace spokesperson" is the one whom the same document names as the Palace's spokesman."""
    return head.startswith("spokes") and any(c.document == chain.document for c in person.chains)


def holds(person: Cluster, head: str, words: set[str]) -> bool:
    """Whether a person holds an office: with the same words before its head, or one that a more general word stands for."""
    own = [r.split() for r in person.roles]
    return any(r[-1] == head and set(r[:-1]) == words for r in own) or (not words and not any(r[-1] == head for r in own))


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
