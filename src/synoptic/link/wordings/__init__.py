"""How the documents of a story name the same thing: records of a referent with each document's words for it.

In: namings, chains and entities of each story. Out: a Wording for each referent that at least two documents name in at least two ways.
A person's words are names and roles; a country's are those of its people, seat, bodies and unnamed officials (the side); a city's its
spellings. Acts, events, documents and ideas are grouped by the noun at the head of the phrase, joined where WordNet and a shared
modifier, or an event, say that two nouns name one thing. Words are compared without article and case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.entities.groups import ALIKE
from synoptic.ids import make_id
from synoptic.link.entities.naming import without_article
from synoptic.link.wordings.nouns import join_heads, to_head
from synoptic.link.wordings.sides import Key, Sides
from synoptic.model import Chain, Entity, Event, Naming, Story, Wording

VAGUE = frozenset({"whose", "another", "most", "many", "each", "every", "how", "what", "which"})  # what so begins is not the thing that the story is about
COUNT = re.compile(r"^(?!(?:19|20)\d\d )[\d,.]+ (?=\S)")  # no year
EMPTY = frozenset(
    ["people", "person", "one", "lot", "number", "something", "anything", "everything", "nothing", "bit", "way", "kind"]
)  # nouns that name nothing
MARKS = ' …/,;:()[]"“”‘’'
POSSESSIVE = re.compile(r"^.*?(?:['’]s|s['’]) (?=\S)")


def link(
    stories: Iterable[Story], namings: Iterable[Naming], chains: Iterable[Chain], entities: Iterable[Entity], events: Iterable[Event]
) -> tuple[tuple[Wording, ...]]:
    """The wordings of every story."""
    entities, chains = sorted(entities, key=lambda e: e.id), list(chains)
    event_of = {m: e.id for e in events for m in e.event_mentions}
    rooms: dict[str, list[Naming]] = defaultdict(list)
    for naming in (*namings, *(n for c in chains for n in mentions_of(c))):
        rooms[naming.document].append(naming)
    chains_of: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        chains_of[chain.document].append(chain)
    found: list[Wording] = []
    for story in sorted(stories, key=lambda s: s.id):
        mine = at_length(sorted((n for d in story.documents for n in rooms[d]), key=lambda n: (n.document, n.end, n.start)))
        found += words_of(story, mine, Sides(entities, [c for d in story.documents for c in chains_of[d]], mine), event_of)
    return (tuple(found),)


def at_length(namings: Iterable[Naming]) -> list[Naming]:
    """Namings in order, each at its full length: of "minister Lena Holm" not the name by itself, and none of what is another's or anybody's."""
    found: dict[tuple[str, int, str | None], Naming] = {}
    for naming in namings:
        if naming.chain is not None or names_something(naming):
            found.setdefault((naming.document, naming.end, naming.chain), naming)
    return sorted(found.values(), key=lambda n: (n.document, n.start, n.end))


def names_something(naming: Naming) -> bool:
    """Whether a phrase names a thing, not a count of things or anybody."""
    return naming.exact.lower().split()[0] not in VAGUE and naming.head not in EMPTY and not COUNT.match(naming.exact)


def words_of(story: Story, namings: list[Naming], sides: Sides, event_of: Mapping[str, str]) -> Iterator[Wording]:
    """The wordings of one story."""
    groups: dict[Key, list[Naming]] = defaultdict(list)
    heads: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        entity = sides.of_chain.get(naming.chain or "")
        if entity is None:
            heads[naming.head].append(naming)
        for key in sides.keys(entity) if entity else ():
            if sides.counts(naming, key):
                groups[key].append(naming)
    for head, members in join_heads(heads, sides.of_chain, event_of).items():
        groups["noun", head] = members
    for key, members in sorted(groups.items()):
        if wording := make_wording(story, key, members, sides):
            yield wording


def mentions_of(chain: Chain) -> list[Naming]:
    """A chain's names and nominals as namings."""
    return [
        Naming(id=m.id, document=m.document, start=m.start, end=m.end, exact=m.exact, head=m.head.lower(), chain=chain.id)
        for m in chain.mentions
        if m.form != "pronoun"
    ]


def make_wording(story: Story, key: Key, members: list[Naming], sides: Sides) -> Wording | None:
    """A record of what several documents call one thing; None where they call it the same."""
    if len({m.document for m in members}) < 2:
        return None
    variants: dict[str, dict[str, str]] = defaultdict(dict)
    spelled = spellings(key, members, sides.of_chain)
    for naming in members:
        for words in [*wordings_of(naming), *(w for w in naming.exact.split()[-1:] if w.lower() in spelled)]:
            variants[naming.document].setdefault(words.lower(), words)
    if len({w for words in variants.values() for w in words}) < 2:
        return None
    return Wording(
        id=make_id("w", story.id, key[0], min(m.id for m in members)),
        referent=sides.name(key, members),
        variants=tuple((d, tuple(words.values())) for d, words in sorted(variants.items())),
        entity=key[1] if key[0] == "entity" else None,
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
    """The words of a naming without article; of an act or thing that is somebody's by name, also without whose it is: "war" of "war on Peru"."""
    bare = unstopped(strip_article(" ".join(naming.exact.split()).strip(MARKS)))
    if naming.chain is not None:
        return [COUNT.sub("", bare)]
    short = to_head(bare)
    whose = POSSESSIVE.sub("", short)
    if whose != short and " " in whose:
        return [bare, whose]
    return [bare, short] if any(w[0].isupper() for w in bare[len(short) :].split()) else [bare]


def unstopped(words: str) -> str:
    """Words without a full stop at their end, unless it belongs to initials."""
    return words if "." in words[:-1].rpartition(" ")[2] else words.removesuffix(".")


def strip_article(words: str) -> str:
    """The words without a leading article, as they stand."""
    parts = words.split()
    return " ".join(parts[len(parts) - len(without_article(words).split()) :])
