"""The account on paper: as PDF (tagged, searchable) and as DOCX. What both show is laid out here; how, in `pdf` and `docx`.

Each line with its labels, its words, who stands behind it and how many origins, and below it the exact words of each source in their context,
numbered as in the list of sources. The weightiest lines of each section, as on the page; what is left out is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from synoptic.account import Account
from synoptic.account.section import Evidence, Row, Section
from synoptic.account.sources import Source, Sources
from synoptic.account.voices import Voices
from synoptic.show.days import show_day
from synoptic.show.layout import GLOSSES, SHOWN, count, facts, sections, told
from synoptic.show.safe import clip, one_line

WITNESSES = 4  # sources whose words are printed under a line, one passage a document first
STATEMENTS = 6  # of one speaker
AROUND = 140  # code points of context on either side of the words
LABEL = 300  # code points of a cell
PLAIN = ("day", "what", "who", "party", "stance", "speaker", "given", "count", "referent")  # columns whose cells say what they are
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
DAYS = ("day", "dated", "from", "to")


@dataclass(frozen=True, slots=True)
class Witness:
    """The exact words of one source, with what stands around them."""

    number: int
    outlet: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its labels, its words, who has it, and their exact words."""

    labels: tuple[str, ...]
    words: str
    backing: str
    witnesses: tuple[Witness, ...]
    more: int  # sources that are not printed


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, columns and rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a story."""

    title: str
    gloss: str
    items: tuple[Item, ...]
    grids: tuple[Grid, ...]
    beyond: int  # lines that are not printed


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story."""

    heading: str
    facts: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole account."""

    title: str
    chapters: tuple[Chapter, ...]
    others: tuple[str, ...]  # stories that are only named


def lay_out(account: Account) -> Paper:
    """What is printed."""
    stories, others = told(account)
    chapters = tuple(Chapter(one_line(s.tale.heading), facts(s.tale), tuple(part(s.account, n) for n in sections(s.account))) for s in stories)
    title = chapters[0].heading if len(chapters) == 1 else f"{len(stories) + len(others)} stories" if stories else "Nothing to show: no article was read."
    return Paper(title, chapters, tuple(f"{one_line(tale.heading)} · {facts(tale)}" for tale in others))


def part(account: Account, name: str) -> Part:
    """One section: its lines, and the tables beside them."""
    section: Section[Any] = getattr(account, name)
    kept, folded = section.top(SHOWN[name])
    if isinstance(section, Sources):
        rows = tuple((*cells(section.columns, row.cells), address(line)) for line in kept for row in section.rows(line))
        return Part(section.title, GLOSSES[name], (), (Grid("", (*section.columns, "address"), rows),), len(folded))
    items = tuple(i for line in kept for i in (statements(line) if isinstance(section, Voices) else [item(section, line)]))
    grids = tuple(Grid(t.title, t.columns, tuple(cells(t.columns, row.cells) for row in t.rows), t.note) for t in section.more())
    return Part(section.title, GLOSSES[name], items, grids, len(folded))


def item(section: Section[Any], line: Any) -> Item:
    """A line of any section: the cell called "words" is its words, the others are its labels."""
    row = section.rows(line)[0]
    named = dict(zip(section.columns, cells(section.columns, row.cells), strict=True))
    words = named.pop("words", "")
    labels = tuple(v if n in PLAIN else f"{n}: {v}" for n, v in named.items() if v)
    return Item(labels, words, backing(row), *witnesses(line.evidence))


def statements(voice: Any) -> list[Item]:
    """What one speaker said, the first of it under their name."""
    made = []
    for said in voice.said[:STATEMENTS]:
        labels = (voice.name or "no speaker named", said.words.type, show_day(said.said) if said.said else "undated")
        row = Row((), said.numbers, said.outlets, said.origins)
        made.append(Item(tuple(one_line(x) for x in labels), one_line(said.told), backing(row), *witnesses(said.evidence)))
    return made


def backing(row: Row) -> str:
    """Who has it: outlets with the numbers of their sources, and how many independent origins."""
    who = ", ".join(one_line(outlet) for outlet in row.outlets)
    numbers = "".join(f" [{n}]" for n in row.numbers)
    return f"{who}{numbers}" + (f" · {count(row.origins, 'independent origin')}" if row.origins else "")


def witnesses(evidence: tuple[Evidence, ...]) -> tuple[tuple[Witness, ...], int]:
    """One passage of each document, the first few; and how many documents more there are."""
    first = list({e.words.document: e for e in reversed(evidence)}.values())[::-1]
    return tuple(witness(e) for e in first[:WITNESSES]), max(0, len(first) - WITNESSES)


def witness(evidence: Evidence) -> Witness:
    """Words in their context, on one line."""
    text, start = evidence.passage.exact, evidence.words.start - evidence.passage.start
    end = start + len(evidence.words.exact)
    left, right = one_line(text[:start]), one_line(text[end:])
    before = left if len(left) <= AROUND else "… " + left[-AROUND:].partition(" ")[2]
    gap_left, gap_right = " " * text[:start][-1:].isspace(), " " * text[end : end + 1].isspace()
    return Witness(evidence.source, one_line(evidence.outlet), before + gap_left, one_line(evidence.words.exact), gap_right + clip(right, AROUND))


def address(source: Source) -> str:
    """Where an article stands on the web; nothing for what is no such address."""
    return one_line(source.url or "") if WEB.fullmatch(source.url or "") else ""


def cells(columns: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """Cells as they are printed: on one line, days as a person writes them."""
    return tuple(clip(show_day(c) if n in DAYS and c not in ("undated", "") else c, LABEL) for n, c in zip(columns, given, strict=True))
