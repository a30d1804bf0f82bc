"""Nouns at the heads of a story's phrases that name one thing: "deal" and "agreement", "invasion" and "operation".

In: namings of a story by their head. Out: the same, where nouns that may name one thing share a group under the most frequent of
them. Only nouns that WordNet, a common event or their kind brings together are compared, so that cost stays near linear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from synoptic.link.entities.naming import ARTICLES
from synoptic.link.wordings.kinship import FORCE, KIND, NONE, SAME, kinship, senses, usual
from synoptic.model import Entity, Naming

LIGHT = ARTICLES | {"my", "your", "other", "new", "first", "last", "any", "some", "no", "more", "many", "such", "own", "recent", "further"}
AFTER = re.compile(r"(?<=\w)[\"”'’]?\s(?:of|into|on|over|between|against|with|about)\s")  # what annotate/namings lets stand after a noun
SHARED = 2  # namings of two nouns that one event must hold to join them


class Nouns:
    """What is known of the nouns of one story: the words before them, whom they are about, the events that they name."""

    def __init__(self, heads: Mapping[str, list[Naming]], of_chain: Mapping[str, Entity], event_of: Mapping[str, str]) -> None:
        """Gather it from the namings."""
        self.words = {h: modifiers(ns) for h, ns in heads.items()}
        self.about = {h: {e.country or e.id for n in ns for c in n.about if (e := of_chain.get(c))} for h, ns in heads.items()}
        self.events = {h: Counter(event_of[n.event] for n in ns if n.event is not None and n.event in event_of) for h, ns in heads.items()}
        self.leaders: dict[str, set[str]] = defaultdict(set)  # trait -> nouns that lead a group and have it

    def lead(self, noun: str) -> None:
        """Make a noun the head of a group."""
        for trait in self.traits(noun):
            self.leaders[trait].add(noun)

    def traits(self, noun: str) -> set[str]:
        """What two nouns must have one of in common to be compared."""
        own, above = senses(noun)
        force = {"force"} if noun in FORCE else set()
        return {f"s{s}" for s in own | above} | set(self.events[noun]) | force

    def leader_of(self, noun: str) -> str | None:
        """The group that a noun joins: the one it most surely names the same thing as."""
        candidates = {leader for trait in self.traits(noun) for leader in self.leaders.get(trait, ())}
        best = max(sorted(candidates), key=lambda c: self.likeness(noun, c), default=None)
        return best if best is not None and self.likeness(noun, best) else None

    def likeness(self, one: str, two: str) -> int:
        """How surely two nouns name one thing; 0 where nothing says so. A kind of the other needs a common modifier, too (measured on NewsWCL50)."""
        kin = kinship(one, two)
        if kin == SAME and (usual(one, two) or self.words[one] & self.words[two] or self.about[one] & self.about[two]):
            return 4
        if kin == KIND and self.words[one] & self.words[two]:
            return 3
        if one in FORCE and two in FORCE and (self.about[one] & self.about[two] or self.words[one] & self.words[two]):
            return 2
        return 1 if kin == NONE and sum((self.events[one] & self.events[two]).values()) >= SHARED else 0


def join_heads(heads: Mapping[str, list[Naming]], of_chain: Mapping[str, Entity], event_of: Mapping[str, str]) -> dict[str, list[Naming]]:
    """The groups, each under its most frequent noun. `event_of` gives the event of an event mention."""
    nouns = Nouns(heads, of_chain, event_of)
    found: dict[str, list[Naming]] = {}
    for head in sorted(heads, key=lambda h: (-len(heads[h]), h)):
        leader = nouns.leader_of(head)
        if leader is None:
            found[head] = list(heads[head])
            nouns.lead(head)
            continue
        found[leader] += heads[head]
        if head in FORCE:  # a war's words are those of all its names
            nouns.words[leader] |= nouns.words[head]
            nouns.about[leader] |= nouns.about[head]
    return found


def modifiers(namings: list[Naming]) -> set[str]:
    """The words of content before the head."""
    return {w for n in namings for w in re.sub(r"[\"“”'’]", "", to_head(n.exact.lower())).split()[:-1] if w not in LIGHT}


def to_head(words: str) -> str:
    """A phrase without what follows its noun: "inquiry" of "inquiry into the fire"."""
    return AFTER.split(words, maxsplit=1)[0]
