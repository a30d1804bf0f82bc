"""Sectors: which part of society a party belongs to (GOV, MIL, REB, MED ...), as CAMEO codes it.

In: the words of a noun phrase, a chain with its roles, or the name of a body. Out: sector codes, the most telling first. The
table (`data/sectors.txt`) is a closed list of general nouns; what it does not have stays without a sector. Knows no countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.events.governors import words
from synoptic.model import Chain

# Heads that say a rank only: what stands before them tells the sector ("rebel commander", "union leader", "opposition members")
RANKS = frozenset(
    words("""
    leader chief head member spokesman spokeswoman spokesperson source force group side commander representative secretary director boss candidate
    supporter delegation team staff personnel fighter official officer figure cell unit leadership wing faction movement organisation organization
    agency department office service chairman chairwoman deputy adviser advisor aide expert
    """)
)
FORMER = frozenset(["former", "ex", "ousted", "deposed", "exiled", "onetime", "retired"])
GOVERNING = frozenset(["leader", "official", "secretary", "delegation", "adviser", "advisor", "aide", "leadership", "representative"])  # of a country


class Sectors:
    """The table, ready for looking up."""

    def __init__(self, text: str) -> None:
        """Read the table from the text of `data/sectors.txt`."""
        self.words: dict[str, str] = {}
        self.names: dict[tuple[str, ...], str] = {}
        for row in text.splitlines():
            code, colon, listed = row.partition(": ")
            if not colon or row.startswith("#"):
                continue
            for word in listed.split():
                if word.startswith("="):
                    self.names[tuple(word[1:].split("_"))] = code
                else:
                    self.words.setdefault(word, code)

    def of_words(self, phrase: Sequence[str], *, national: bool = False) -> tuple[str, ...]:
        """The sectors of a noun phrase from its lemmas in lower case, the head last. `national`: a country stands with it."""
        if not phrase:
            return ()
        *before, head = phrase
        if FORMER.intersection(before):
            return ("ELI",)
        found = [self.words[pair] for word in reversed(before) if (pair := f"{word}_{head}") in self.words]
        if head in RANKS:
            found += [self.words[word] for word in reversed(before) if word in self.words]
        if head in self.words:
            found.append(self.words[head])
        elif not found and national and head in GOVERNING:
            found.append("GOV")
        return tuple(dict.fromkeys(found[:1]))

    def of_body(self, name: str) -> tuple[str, ...]:
        """The sector of a body from its name: a known one, or the kind that its name says ("Belmora Police Department")."""
        parts = [w.strip(".,'’") for w in name.lower().replace("’s", "").replace("'s", "").split()]
        parts = [w for w in parts if w != "the"]
        for size in range(min(5, len(parts)), 0, -1):
            for at in range(len(parts) - size + 1):
                code = self.names.get(tuple(parts[at : at + size]))
                if code and (size > 1 or len(parts) == 1):
                    return (code,)
        cut = next((i for i, w in enumerate(parts) if w in ("of", "for", "and") and i), len(parts))
        for at in range(cut - 1, -1, -1):
            pair = f"{parts[at - 1]}_{parts[at]}" if at else ""
            code = self.words.get(pair) or self.words.get(parts[at]) or self.words.get(parts[at].removesuffix("s"))
            if code:
                return (code,)
        return ()


@cache
def sectors() -> Sectors:
    """The table of this package, read once."""
    return Sectors((files("synoptic.annotate") / "data" / "sectors.txt").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def of_chain(chain: Chain) -> tuple[str, ...]:
    """The sectors of a chain: of a person by what the text says he is, of a body by its name, of a capital or seat its government."""
    table = sectors()
    for role in chain.roles:
        found = table.of_words(role.lower().replace("-", " ").split(), national=chain.country is not None)
        if found:
            return found
    if chain.type in ("ORG", "NORP", "FAC"):
        return table.of_body(chain.name)
    if chain.type == "GPE":
        place = look_up(chain.name)
        return ("GOV",) if place is not None and place.kind in ("capital", "seat") else ()
    return table.of_words(chain.name.lower().split(), national=chain.country is not None) if chain.name.islower() else ()
