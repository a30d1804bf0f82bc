"""PLOVER and CAMEO as closed vocabularies, and the table that says which predicates mean what.

In: `data/frames.txt`, our own table of verbs, objects and prepositions. Out: the definitions that Synoptic prints, and `Codebook.look_up`.
Sources: PLOVER (Halterman, Bagozzi, Beger, Schrodt, Scraborough 2023, arXiv:2304.01331), CAMEO codebook 1.1b3 (Schrodt 2012);
definitions in our own words. Codes a predicate by itself; what is planned, refused or demanded is the matter of `coding`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TYPES = {
    "AGREE": "agrees to do something, or says that it means to cooperate",
    "CONSULT": "meets, visits, talks or negotiates with another",
    "SUPPORT": "backs, praises or recognises another, or signs an agreement with it",
    "COOPERATE": "works with another in matters of trade, arms, justice or intelligence",
    "AID": "gives another money, goods, protection or refuge",
    "CONCEDE": "gives way: lifts a restriction, frees somebody, allows what was refused, stops fighting",
    "RETREAT": "withdraws forces, surrenders or disarms",
    "REQUEST": "asks, appeals or demands that another do something",
    "ACCUSE": "blames, criticises, investigates, charges or convicts another",
    "REJECT": "refuses or turns down what another wants or proposes",
    "THREATEN": "warns another of what it will do, or sets an ultimatum",
    "PROTEST": "demonstrates, strikes, boycotts or riots against another",
    "SANCTION": "reduces what it does with another: ties, aid, trade, missions",
    "MOBILIZE": "readies, moves or gathers forces without using them",
    "COERCE": "uses power short of violence: arrests, bans, seizes, deports",
    "ASSAULT": "uses violence: attacks, bombs, kills, abducts, captures",
}
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})

# the two digits of CAMEO that stand behind a type, where no finer code is known
ROOTS = {
    "AGREE": "030",
    "CONSULT": "040",
    "SUPPORT": "050",
    "COOPERATE": "060",
    "AID": "070",
    "CONCEDE": "080",
    "RETREAT": "087",
    "REQUEST": "100",
    "ACCUSE": "110",
    "REJECT": "120",
    "THREATEN": "130",
    "PROTEST": "140",
    "MOBILIZE": "150",
    "SANCTION": "160",
    "COERCE": "170",
    "ASSAULT": "190",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what a predicate with such an object and preposition means."""

    type: str
    cameo: str
    mode: str | None
    objects: frozenset[str]
    prepositions: frozenset[str]
    order: int

    def fits(self, objects: Collection[str], obliques: Collection[str]) -> bool:
        """Whether the lemmas of a predicate's objects and obliques are such as this line asks for."""
        return (not self.objects or not self.objects.isdisjoint(objects)) and (not self.prepositions or not self.prepositions.isdisjoint(obliques))

    @property
    def rank(self) -> tuple[int, int]:
        """Lines with more conditions say more; of equals the later was written to correct the earlier."""
        return bool(self.objects) + bool(self.prepositions), self.order


class Codebook:
    """The table, ready for looking up."""

    def __init__(self, text: str) -> None:
        """Read the table from the text of `data/frames.txt`."""
        self.classes: dict[str, frozenset[str]] = {}
        self.verbs: dict[str, list[Line]] = defaultdict(list)
        self.nouns: dict[str, Line] = {}
        for order, row in enumerate(text.splitlines()):
            if row.startswith("@"):
                name, _, words = row.partition(":")
                self.classes[name] = self.expand(words)
            elif row.strip() and not row.startswith("#"):
                self.add(row, order)
        self.noun_heads = frozenset(w.rpartition("_")[2] for w in self.nouns)
        self.class_of: dict[str, list[str]] = defaultdict(list)
        for name in self.classes:
            for word in sorted(self.classes[name]):
                self.class_of[word].append(name)

    def add(self, row: str, order: int) -> None:
        """Take in one line of the table."""
        head, _, body = row.partition(":")
        kind, cameo, *more = head.split()
        mode = more[0] if more and more[0] != "-" else None
        fields = [self.expand(f) for f in body.split("|")] + [frozenset[str]()] * 2
        line = Line(kind, cameo, mode, fields[1], fields[2], order)
        if body.strip().startswith("="):
            self.nouns.update(dict.fromkeys((w.lstrip("=") for w in fields[0]), line))
        else:
            for verb in fields[0]:
                self.verbs[verb].append(line)

    def expand(self, words: str) -> frozenset[str]:
        """Words of a field, with the members of the classes that it names."""
        found: set[str] = set()
        for word in words.split():
            found |= self.classes[word] if word.startswith("@") else {word} - {"-"}
        return frozenset(found)

    def look_up(self, verb: str, objects: Collection[str], obliques: Collection[str]) -> Line | None:
        """The line that fits a verb (with its particle: "call_off") with these lemmas, or None."""
        return max((line for line in self.verbs.get(verb, ()) if line.fits(objects, obliques)), key=lambda line: line.rank, default=None)

    def noun(self, lemmas: Iterable[str]) -> Line | None:
        """The line of the first lemma that is an event noun."""
        return next((self.nouns[w] for w in lemmas if w in self.nouns), None)


@cache
def codebook() -> Codebook:
    """The table of this package, read once."""
    return Codebook((files("synoptic.annotate") / "data" / "frames.txt").read_text(encoding="utf-8"))
