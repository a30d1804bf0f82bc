"""What the showings share: which stories are shown in full, how many lines of a section, and a story's headline facts.

A 300-article story must stay readable: the weightiest lines are shown, the rest is folded (page) or counted (terminal, Markdown);
the data form always holds all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from synoptic.account import Account
from synoptic.account.section import Line, Section
from synoptic.account.stories import Tale
from synoptic.account.voices import Voices
from synoptic.show.days import show_day

SECTIONS = ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "decisions", "sources")
GLOSSES = {
    "timeline": "what happened, and when it was said",
    "voices": "who said what, in whose words",
    "figures": "how many, and how that moved",
    "talks": "where the parties stand",
    "relations": "what contradicts, confirms or follows what",
    "wording": "one thing, named differently",
    "gaps": "what several have, and who leaves it out",
    "decisions": "what persons decided, and why",
    "sources": "from whom each has it",
}
SHOWN = {"figures": 12, "timeline": 30, "voices": 12, "talks": 20, "relations": 12, "wording": 12, "gaps": 20, "decisions": 40, "sources": 60}
FOLDED = 60  # lines in a fold of the page; the data form holds all
FULL_STORIES = 12  # stories shown with all sections; the rest are named only


L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class Told:
    """One story and its account."""

    tale: Tale
    account: Account


def told(account: Account, full: int = FULL_STORIES) -> tuple[tuple[Told, ...], tuple[Tale, ...]]:
    """The `full` weightiest stories, shown with all sections, and those that are only named."""
    tales = account.stories.lines
    return tuple(Told(tale, account.of(tale.story)) for tale in tales[:full]), tales[full:]


def sections(account: Account) -> tuple[str, ...]:
    """The sections that have something to show, in their order; of one speaker what they said comes first."""
    order = ("voices", *(name for name in SECTIONS if name != "voices")) if account.voices.alone else SECTIONS
    return tuple(name for name in order if getattr(account, name).size or (name == "timeline" and account.timeline.undated))


@dataclass(frozen=True)
class Picked(Generic[L]):
    """The lines of a section that a page shows, those that it folds, and how many more there are."""

    shown: tuple[L, ...]
    folded: tuple[L, ...]
    beyond: int


def pick(section: Section[L], name: str) -> Picked[L]:
    """The weightiest lines of a section, all in reading order."""
    most = FOLDED if isinstance(section, Voices) and section.alone else SHOWN[name]
    shown, rest = section.top(most)
    held = {line.id for line in shown}
    folded = tuple(line for line in section.top(most + FOLDED)[0] if line.id not in held)[:FOLDED]
    return Picked(shown, folded, len(rest) - len(folded))


def facts(tale: Tale) -> str:
    """How many articles, outlets and origins, and the days: the line under a headline."""
    days = show_day(tale.first) if tale.first == tale.last else f"{show_day(tale.first)} to {show_day(tale.last)}"
    parts = [count(len(tale.documents), "article"), count(len(tale.outlet_names), "outlet"), count(tale.origins, "independent origin"), days]
    return " · ".join(parts + ([f"{tale.undated} undated"] if tale.undated and tale.first else []))


def count(number: int, noun: str) -> str:
    """`1 article`, `3 articles`."""
    return f"{number:,} {noun}".replace(",", "\u202f") + ("" if number == 1 or noun.endswith("series") else "s")
