"""Closed lists of words that tell what a noun phrase stands for, and the gender of first names.

Nouns by their most frequent sense in WordNet 3.0 (person, body, act ...), first names of the US census of 1990 by way of the
package `names` (MIT); both made by evals/build_vocabulary.py. Titles and classes of office are our own closed lists.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

TITLES = {
    "mr": "m",
    "mr.": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "miss": "f",
    "lady": "f",
    "dame": "f",
    "madam": "f",
}
SHORT_TITLES = frozenset(
    [
        "dr",
        "dr.",
        "sen",
        "sen.",
        "rep",
        "rep.",
        "gov",
        "gov.",
        "gen",
        "gen.",
        "lt",
        "lt.",
        "lt.gen.",
        "col",
        "col.",
        "maj",
        "maj.",
        "sgt",
        "sgt.",
        "capt",
        "capt.",
        "cmdr",
        "cmdr.",
        "adm",
        "adm.",
        "prof",
        "prof.",
        "rev",
        "rev.",
        "hon",
        "hon.",
        "st.",
        "pres",
        "pres.",
        "sens",
        "sens.",
        "reps",
        "reps.",
        "supt",
        "supt.",
        "det",
        "det.",
        "cpl",
        "cpl.",
        "pvt",
        "pvt.",
        "atty",
        "atty.",
        "dep",
        "dep.",
        "brig",
        "brig.",
        "amb",
        "amb.",
        "sec",
        "sec.",
        "messrs",
        "messrs.",
        "justice",
        "judge",
    ]
)
# Words that stand between "the" and an office without changing which office it is.
QUALIFIERS = frozenset(
    [
        "former",
        "then",
        "acting",
        "incoming",
        "outgoing",
        "late",
        "longtime",
        "long-time",
        "new",
        "current",
        "ex",
        "interim",
        "ousted",
        "deposed",
        "embattled",
        "newly",
        "elect",
        "senior",
        "top",
    ]
)
# Offices that a more general word may stand for: "the leader" for a president.
OFFICES = {
    "leader": frozenset(
        [
            "president",
            "premier",
            "minister",
            "chancellor",
            "king",
            "queen",
            "emir",
            "sultan",
            "monarch",
            "ruler",
            "dictator",
            "chief",
            "head",
            "chairman",
            "commander",
            "prince",
            "chair",
            "speaker",
        ]
    ),
    "spokesperson": frozenset(["spokesman", "spokeswoman", "spokesperson", "secretary"]),
    "spokesman": frozenset(["spokesperson", "secretary"]),
    "spokeswoman": frozenset(["spokesperson", "secretary"]),
    "official": frozenset(
        [
            "minister",
            "secretary",
            "director",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "governor",
            "mayor",
            "commissioner",
            "administrator",
            "ambassador",
            "envoy",
            "deputy",
            "chief",
            "adviser",
        ]
    ),
    "lawmaker": frozenset(["senator", "congressman", "congresswoman", "representative", "parliamentarian"]),
    "politician": frozenset(["senator", "congressman", "congresswoman", "minister", "lawmaker", "leader", "candidate"]),
    "candidate": frozenset(["nominee", "contender", "hopeful"]),
    "nominee": frozenset(["candidate"]),
    "premier": frozenset(["minister"]),
    "diplomat": frozenset(["ambassador", "envoy", "minister"]),
    "chief": frozenset(["director", "head", "commander", "commissioner", "chairman", "secretary", "minister"]),
    "head": frozenset(["director", "chief", "commander", "commissioner", "chairman", "president"]),
    "ambassador": frozenset(["envoy"]),
    "envoy": frozenset(["ambassador"]),
    "billionaire": frozenset(["businessman", "mogul", "tycoon", "magnate"]),
    "suspect": frozenset(["gunman", "shooter", "attacker", "man"]),
}
LEADING = frozenset(["president", "premier", "chancellor", "king", "queen", "emir", "sultan", "monarch", "ruler", "dictator"])


@cache
def nouns(kind: str) -> frozenset[str]:
    """Lemmas of one kind: person, female, male, body, place, act, message."""
    return _table("nouns").get(kind, frozenset())


@cache
def gender_of(first_name: str) -> str | None:
    """`m` or `f` where nine of ten bearers of a first name (as written) are of one gender."""
    names = _table("first_names")
    return "m" if first_name in names["male"] else "f" if first_name in names["female"] else None


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is in the list of first names."""
    return any(word in names for names in _table("first_names").values())


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    lines = (files("synoptic.annotate") / f"data/{name}.txt").read_text(encoding="utf-8").splitlines()
    return {kind: frozenset(words.split()) for kind, _, words in (line.partition("\t") for line in lines)}
