"""What a time expression means, and the words that a pattern matched: what the grammar and its builders share.

A `Meaning` is a TIMEX3 type with a value where the words alone have one, else a rule (values) and what that rule hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

NAMES = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "W2": "week"}
STEP = dict.fromkeys(("last", "previous", "past", "preceding", "prior"), -1)
STEP |= dict.fromkeys(("this", "these", "same", "latest", "current", "that", "those"), 0)
STEP |= dict.fromkeys(("next", "coming", "following", "upcoming", "forthcoming"), 1)
BACK = frozenset({"previous", "preceding", "following", "same", "that", "those", "prior"})  # seen from the time that the text speaks of
TURN = {-1: "last", 0: "near", 1: "next"}


@dataclass(frozen=True)
class Meaning:
    """What an expression says. `hangs` on: day (the document's), text (the day spoken of last), told (that, where it stands near, else the
    document's), period (the quarter or year spoken of last).
    """

    type: str
    value: str | None = None
    rule: str | None = None
    hangs: str = "day"


class Words:
    """The words that a pattern matched."""

    def __init__(self, match: re.Match[str], words: list[str], direction: Callable[[], str]) -> None:
        """`words` are lower case, one for each class letter; `direction` tells past, before, future or near by the verb."""
        self.match, self.all, self.asked = match, words, direction

    def direction(self) -> str:
        """past, future or near."""
        found = self.asked()
        return "past" if found == "before" else found

    def is_before(self) -> bool:
        """Whether the verb says that it was before what is told: "had met them on Tuesday"."""
        return self.asked() == "before"

    @property
    def words(self) -> list[str]:
        """All words of the expression."""
        return self.all[self.match.start() : self.match.end()]

    def of(self, group: str) -> list[str]:
        """The words of a group, none where it did not take part."""
        if group not in self.match.re.groupindex:
            return []
        start, end = self.match.span(group)
        return self.all[start:end] if start >= 0 else []

    def one(self, group: str) -> str:
        """The first word of a group, or an empty string."""
        return next(iter(self.of(group)), "")

    def before(self, n: int = 1) -> str:
        """The word n places before the expression."""
        i = self.match.start() - n
        return self.all[i] if i >= 0 else ""

    def after(self, n: int = 1) -> str:
        """The word n places after the expression."""
        i = self.match.end() + n - 1
        return self.all[i] if i < len(self.all) else ""


class Renamed(Words):
    """The same words where one of several groups, whichever took part, stands for the first."""

    def __init__(self, words: Words, *names: str) -> None:
        """`names`: the name asked for, then the groups that may stand for it."""
        super().__init__(words.match, words.all, words.asked)
        self.names = names

    def of(self, group: str) -> list[str]:
        """The words of a group."""
        if group != self.names[0]:
            return super().of(group)
        return next((found for name in self.names if (found := super(Renamed, self).of(name))), [])
