"""What every section of an account shares: evidence, lines that carry it, and the section itself.

A line stands on spans (exact words in a document) and counts the independent origins behind them. A section keeps its lines
in the order in which they read; `top` picks the weightiest and folds the rest. Tables (terminal, Markdown, notebook) are
drawn from `columns` and `row`, so that each section says once what it shows.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, NamedTuple, Self, TypeVar

from synoptic.account.passages import SENTENCE_END
from synoptic.model import Span

NOTEBOOK_LINES = 12
SHORT = 36  # code points: a verb and its object; fewer leave open what is meant


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Exact words (`words`) in their context (`passage`); `source` is the number of the document in the sources."""

    words: Span
    passage: Span
    source: int
    outlet: str

    @property
    def told(self) -> str:
        """The words where they say enough by themselves; else their sentence."""
        return self.words.exact if len(self.words.exact) >= SHORT else self.sentence

    @property
    def sentence(self) -> str:
        """The sentence that the words stand in, as far as the passage has it."""
        text, start = self.passage.exact, self.words.start - self.passage.start
        end = start + len(self.words.exact)
        first = max((m.end() for m in SENTENCE_END.finditer(text) if m.end() <= start), default=0)
        after = SENTENCE_END.search(text, max(start, end - 1))
        return text[first : max(end, after.end()) if after else len(text)].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an account. `documents` are sorted by their numbers; `origins` counts independent sources among them."""

    id: str
    story: str | None
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]
    origins: int

    @property
    def spans(self) -> tuple[Span, ...]:
        """The exact words that the line stands on."""
        return tuple(e.words for e in self.evidence)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who has it, each once, in the order of the sources."""
        return tuple(dict.fromkeys(e.outlet for e in self.evidence))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sources that have it."""
        return tuple(dict.fromkeys(e.source for e in self.evidence))

    @property
    def weight(self) -> tuple[int, ...]:
        """How much stands behind it: origins, documents, spans. The more, the earlier in a list that must be cut."""
        return (self.origins, len(self.documents), len(self.evidence))

    def _repr_html_(self) -> str:
        """Its words in their passages, for a notebook."""
        rows = "".join(f"<tr>{_cell('td', f'{e.source} {e.outlet}')}<td style='text-align:left'>{_marked(e)}</td></tr>" for e in self.evidence[:NOTEBOOK_LINES])
        more = f"<p>{len(self.evidence) - NOTEBOOK_LINES} more</p>" if len(self.evidence) > NOTEBOOK_LINES else ""
        return f"<table><tbody>{rows}</tbody></table>{more}"


class Row(NamedTuple):
    """A line as cells of plain text, with who has it."""

    cells: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    origins: int = 0


class Table(NamedTuple):
    """What a section shows beside its lines: rows of plain text under a title of their own."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class Section(Generic[L]):
    """Lines in reading order."""

    lines: tuple[L, ...]
    title: ClassVar[str] = ""
    columns: ClassVar[tuple[str, ...]] = ()

    def cells(self, line: L) -> tuple[str, ...]:
        """What a table shows of a line, one cell a column, as plain text."""
        raise NotImplementedError

    def rows(self, line: L) -> tuple[Row, ...]:
        """The rows of a line; mostly one."""
        return (Row(self.cells(line), line.numbers, line.outlets, line.origins),)

    def more(self) -> tuple[Table, ...]:
        """Tables beside the lines; mostly none."""
        return ()

    @property
    def size(self) -> int:
        """How much there is to show: lines, and what stands in no line."""
        return len(self.lines)

    def of(self, story: str | None) -> Self:
        """The lines of one story."""
        return replace(self, lines=tuple(x for x in self.lines if x.story == story))

    def top(self, count: int) -> tuple[tuple[L, ...], tuple[L, ...]]:
        """The `count` weightiest lines and the rest, both in reading order."""
        ranked = sorted(range(len(self.lines)), key=lambda i: (tuple(-w for w in self.lines[i].weight), i))
        kept = set(ranked[:count])
        return tuple(x for i, x in enumerate(self.lines) if i in kept), tuple(x for i, x in enumerate(self.lines) if i not in kept)

    def __iter__(self) -> Iterator[L]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, at: int) -> L:
        return self.lines[at]

    def _repr_html_(self) -> str:
        """A table for a notebook; words of articles are escaped."""
        kept, folded = self.top(NOTEBOOK_LINES)
        rows = tuple(row for line in kept for row in self.rows(line))
        main = Table(self.title, (*self.columns, "outlets"), tuple(Row((*row.cells, ", ".join(row.outlets))) for row in rows))
        more = f"<p>{len(folded)} more</p>" if folded else ""
        return _table(main) + more + "".join(_table(table) for table in self.more())


def _table(table: Table) -> str:
    head = "".join(_cell("th", c) for c in table.columns)
    body = "".join("<tr>" + "".join(_cell("td", c) for c in row.cells) + "</tr>" for row in table.rows)
    note = f"<p>{html.escape(table.note)}</p>" if table.note else ""
    return f"<h4>{html.escape(table.title)}</h4>{note}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _marked(evidence: Evidence) -> str:
    text, start = evidence.passage.exact, evidence.words.start - evidence.passage.start
    end = start + len(evidence.words.exact)
    return f"<bdi>{html.escape(text[:start])}<mark>{html.escape(text[start:end])}</mark>{html.escape(text[end:])}</bdi>"


def _cell(tag: str, text: str) -> str:
    return f"<{tag} style='text-align:left'><bdi>{html.escape(text)}</bdi></{tag}>"
