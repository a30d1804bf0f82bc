"""The account as tables for a terminal: 80 columns suffice, and in a narrow one lines stand one below the other. The numbers in the last
columns are those of the sources.

Colour is written only where asked for, which the caller does on a terminal alone. Words of articles are clipped to their
column's height, never to something that they do not say.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.account import Account
from synoptic.account import section as account
from synoptic.account.days import read_day
from synoptic.account.section import Row, Section
from synoptic.account.voices import Speech, Voices
from synoptic.show.days import show_day
from synoptic.show.interlinear import LEGEND, compared, interlinear
from synoptic.show.layout import FOLDED, SHOWN, facts, sections, told
from synoptic.show.safe import clip, one_line

NARROWEST = 72  # columns: in fewer a table has no room for the words, and lines stand one below the other
WORDS = 150  # code points of an article's words in a table: four lines of a column of 38
WIDTHS = {  # columns in 80; a wider terminal gives half of what it has more to the words, the rest to these
    "day": 7, "dated": 8, "what": 12, "who": 16, "stance": 11, "status": 8, "given": 8, "no": 3, "origin": 6,
    "count": 13, "party": 17, "speaker": 14, "outlet": 15, "referent": 15, "left out by": 17, "not in": 14, "why": 18, "has it from": 16, "backing": 11,
}  # fmt: skip
TERSE = {"timeline": 20, "voices": 8, "figures": 10, "talks": 12, "relations": 8, "wording": 8, "gaps": 10}  # lines of a section: a story in 400 lines
FULL = 5  # stories with all sections: the rest are named
MORE = 12  # rows of a table beside the lines
COMPARED = 4  # utterances shown word by word; of one speaker alone all
NAMES = 60  # code points of other cells
WIDE = ("words", "title", "round, seats and venue")
DAYS = ("day", "dated")  # columns that hold a date
STYLES = {"conflict": "bold red", "revised": "yellow", "refuse": "red", "accept": "green", "conditional": "yellow", "propose": "cyan"}


def render_terminal(account: Account, *, width: int = 80, color: bool = False) -> str:
    """All stories as text; with ANSI colours where `color`."""
    console = Console(file=StringIO(), width=width, force_terminal=color, color_system="standard" if color else None, highlight=False, legacy_windows=False)
    stories, others = told(account, FULL)
    if not stories:
        console.print("Nothing to show: no article was read.")
    for story in stories:
        console.rule(characters="─")
        console.print(Text(one_line(story.tale.heading), style="bold"))
        console.print(Text(facts(story.tale), style="dim"))
        for name in sections(story.account):
            _print(console, getattr(story.account, name), TERSE.get(name, SHOWN[name]))
            if name == "voices":
                _wordings(console, story.account.voices)
        _undated(console, story.account)
    for tale in others:
        console.print(Text(f"{one_line(tale.heading)} · {facts(tale)}"))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _print(console: Console, section: Section[Any], shown: int) -> None:
    if not section.size:
        return
    kept, folded = section.top(FOLDED if isinstance(section, Speech) else shown)
    rows = [r for line in kept for r in section.rows(line)]
    if not rows:
        console.print(Text(f"{section.title.upper()}\n", style="bold"))
    elif console.width < NARROWEST:
        _print_narrow(console, section, rows)
    else:
        _print_table(console, section, rows)
    if folded:
        console.print(Text(f"  and {len(folded)} more: in the page, the Markdown or the data form\n", style="dim"))
    for table in section.more():
        _print_more(console, table)


def _print_more(console: Console, table: account.Table) -> None:
    """A table beside the lines: as wide as it needs; in a narrow terminal one line a row."""
    console.print(Text(one_line(table.title), style="bold"), Text(one_line(table.note), style="dim"), sep="\n" if table.note else "")
    if console.width < NARROWEST:
        for row in table.rows[:MORE]:
            cells = (f"{name} {cell}" if at else cell for at, (name, cell) in enumerate(zip(table.columns, row.cells, strict=True)) if cell)
            console.print(Text(" · ".join(one_line(cell) for cell in cells)))
    else:
        drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
        for at, column in enumerate(table.columns):
            drawn.add_column(Text(one_line(column)), ratio=None if at < len(table.columns) - 1 else 1, overflow="fold", max_width=None if at else 20)
        for row in table.rows[:MORE]:
            drawn.add_row(*(_cell(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)))
        console.print(drawn)
    if len(table.rows) > MORE:
        console.print(Text(f"  and {len(table.rows) - MORE} more\n", style="dim"))


def _wordings(console: Console, voices: Voices) -> None:
    """The most widely reported utterances word under word."""
    found = compared(voices, COMPARED)
    if not found:
        return
    console.print(Text("Word by word", style="bold"), Text(LEGEND, style="dim"), sep="\n")
    for said in found:
        console.print(Text(f"{one_line(said.speaker_name or 'no speaker named')}, {show_day(said.said)}", style="bold"))
        for line in interlinear(said, console.width - 2):
            console.print(Text(f"  {line}".rstrip()), no_wrap=True, crop=False, overflow="ignore")


def _print_table(console: Console, section: Section[Any], rows: list[Row]) -> None:
    backed = section.title != "Sources"
    table = Table(title=section.title.upper(), title_justify="left", title_style="bold", box=SIMPLE_HEAD, width=console.width, pad_edge=False)
    more = max(0, console.width - 80) // (2 * len(section.columns))
    for column in section.columns:
        table.add_column(column, width=None if column in WIDE else WIDTHS.get(column, 14) + more, ratio=1 if column in WIDE else None, overflow="fold")
    if backed:
        table.add_column("origins:\nsources", width=WIDTHS["backing"])
    for row in rows:
        cells = [_cell(column, cell) for column, cell in zip(section.columns, row.cells, strict=True)]
        table.add_row(*cells, *([_backing(row)] if backed else []))
    console.print(table)


def _print_narrow(console: Console, section: Section[Any], rows: list[Row]) -> None:
    console.print(Text(f"{section.title.upper()}\n", style="bold"))
    for row in rows:
        cells = {column: _cell(column, cell) for column, cell in zip(section.columns, row.cells, strict=True) if cell}
        console.print(Text(" · ").join(cell for column, cell in cells.items() if column not in WIDE))
        for column in (c for c in WIDE if c in cells):
            console.print(Padding(cells[column], (0, 0, 0, 2)))
        console.print(Padding(Text(f"origins {_backing(row)}" if row.origins else "", style="dim"), (0, 0, 1, 2)))


def _undated(console: Console, account: Account) -> None:
    if account.timeline.undated:
        console.print(Text(f"{len(account.timeline.undated)} events and statements have no day that any source gives.", style="dim"))
    if account.timeline.doubtful:
        what = "1 line is doubtful" if len(account.timeline.doubtful) == 1 else f"{len(account.timeline.doubtful)} lines are doubtful"
        console.print(Text(f"{what}: perhaps no event, or another than it is called. The page and the desk have them.", style="dim"))


def _cell(column: str, cell: str) -> Text:
    if column in DAYS and read_day(cell):
        return Text(show_day(cell, short=True))
    return Text(clip(cell, WORDS if column in WIDE else NAMES), style=STYLES.get(cell, ""))


def _backing(row: Row) -> str:
    """`3: 1 2 4 7`: three independent origins among these sources."""
    shown = " ".join(str(n) for n in row.numbers[:6]) + (f" +{len(row.numbers) - 6}" if len(row.numbers) > 6 else "")
    return f"{row.origins}: {shown}" if row.origins else shown
