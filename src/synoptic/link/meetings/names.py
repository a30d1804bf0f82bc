"""Names of one party that differ: "the union" and the dockers' union, "Maravian" and Maravia.

In: names in lower case, without article. Closed to two patterns, since a story has few parties: a single word that a longer name begins or ends with, and a
people's name that is its country's with an ending. Whatever else differs is two parties, unless the entities are one.
"""

from __future__ import annotations

from collections.abc import Mapping

STEM, DEMONYM = 5, 3  # letters of a country's name at least, and of a people's ending at most
ENDINGS = "s’'"


def matched(some: Mapping[str, str], others: Mapping[str, str]) -> int:
    """How many parties two have in common: by key (an entity), else by name."""
    left = dict(others)
    count = 0
    for key, name in some.items():
        found = key if key in left else next((k for k, n in left.items() if is_short_for(name, n) or is_short_for(n, name)), None)
        if found is not None:
            del left[found]
            count += 1
    return count


def is_demonym(people: str, place: str) -> bool:
    """Whether a name is a people's and the other their place's: "maravian", "maravia"."""
    return " " not in people and len(place) >= STEM and people.startswith(place) and 0 < len(people) - len(place) <= DEMONYM


def says_more(name: str, other: str) -> bool:
    """Whether the first of two names of one party is the better: the country before its people, else the longer."""
    return is_demonym(other, name) or (not is_demonym(name, other) and (-len(name), name) < (-len(other), other))


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is another's first or last word, the same, or its people's: "union" of "dockers' union", "dockers"."""
    if short == long or is_demonym(long, short) or is_demonym(short, long):
        return True
    first, _, _ = long.partition(" ")
    _, _, last = long.rpartition(" ")
    return " " not in short and short.rstrip(ENDINGS) in (first.rstrip(ENDINGS), last.rstrip(ENDINGS))
