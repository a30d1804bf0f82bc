"""Of whom a count is: what tells the dead of one army from those of the other, and the words that a whole series goes by.

In: figures with `of` ("Orland soldiers"). Out: whether two counts are of different people, and the label of a series. Only closed classes and
proper adjectives tell apart; "people" is compatible with everybody, and what is not said tells nothing apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from synoptic.model import Figure

HANGS = re.compile(r"(?:his|her|their|its|our|my|of)\b", re.IGNORECASE)
ADDED = re.compile(r"^(?:more|other|others|another|further|additional)\b\s*", re.IGNORECASE)
PLAIN = frozenset(
    ["people", "person", "persons", "lives", "life", "others", "dead", "deaths", "body", "bodies", "corpses", "casualties", "victims", "fatalities", "souls"]
)
PROPER = re.compile(r"\b[A-Z][\w’'-]+")
GROUPS = {
    "armed": "soldier soldiers troop troops serviceman servicemen fighter fighters militant militants rebel rebels combatant combatants insurgents marines",
    "police": "policeman policemen policewoman officer officers",
    "civil": "civilian civilians passenger passengers resident residents villager villagers worker workers miner miners student students",
    "young": "child children boy boys girl girls kid kids infant infants baby babies toddler toddlers minor minors schoolchildren pupils",
    "women": "woman women",
    "men": "man men",
}
GROUP_OF = {word: group for group, words in GROUPS.items() for word in words.split()}


def group_of(figure: Figure) -> str | None:
    """The closed class of whom a figure counts, by the last word that has one."""
    return next((GROUP_OF[w] for w in reversed((figure.of or "").lower().split()) if w in GROUP_OF), None)


def kind_of(figure: Figure) -> str | None:
    """The words of whom a figure counts, without what they hang on or add to; None where they are of people at large."""
    words = ADDED.sub("", figure.of or "").lower()
    return None if not words or words in PLAIN or HANGS.match(words) else words


def named(figure: Figure) -> frozenset[str]:
    """The proper words of whom a figure counts: of one person the name, of several the side ("Orland soldiers")."""
    if figure.low == figure.high == 1 and not (figure.of or "")[:1].isupper():
        return frozenset()
    return frozenset(w.lower() for w in PROPER.findall(figure.of or ""))


def apart_in_kind(some: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """Whether both say of whom, and no two of them may be the same people."""
    ours, theirs = list(some), list(others)
    groups = {g for f in ours if (g := group_of(f))}, {g for f in theirs if (g := group_of(f))}
    names = {n for f in ours for n in named(f)}, {n for f in theirs for n in named(f)}
    return any(bool(a and b) and not a & b for a, b in (groups, names))


def whom(figures: Sequence[Figure]) -> str | None:
    """Of whom a series is: the words told most; of equals the first. Words for people at large ("people", "bodies") say nothing that the harm does not."""
    told = [words for f in figures if f.of and (words := ADDED.sub("", f.of)) and not HANGS.match(words)]
    plain = [w for w in told if w.lower() in PLAIN]
    said = [w for w in told if w.lower() not in PLAIN]
    if said and len(said) >= len(plain):
        return min(said, key=lambda words: (-said.count(words), said.index(words)))
    return "people" if told else None
