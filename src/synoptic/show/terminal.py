"""The account as tables for a terminal: 80 columns suffice; the numbers in the last columns are those of the sources.

Colour is written only where asked for, which the caller does on a terminal alone. Words of articles are clipped to their
column's height, never to something that they do not say.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from synoptic.account import Account
from synoptic.account.section import Section
from synoptic.show.layout import SECTIONS, SHOWN, facts, told
from synoptic.show.safe import clip, one_line

WORDS = 150  # code points of an article's words in a table: four lines of a column of 38
NARROW = {"day": 10, "stance": 11, "status": 8, "given": 8, "now": 9, "no": 3, "dated": 10, "origin": 6}
SHARES = {"words": 4, "title": 4, "speaker": 2, "who": 2, "left out by": 2, "condition": 2, "referent": 2}
STYLES = {"conflict": "bold red", "revised": "yellow", "refuse": "red", "accept": "green", "conditional": "yellow", "propose": "cyan"}


def render_terminal(account: Account, *, width: int = 80, color: bool = False) -> str:
    """All stories as text; with ANSI colours where `color`."""
    console = Console(file=StringIO(), width=width, force_terminal=color, color_system="standard" if color else None, highlight=False, legacy_windows=False)
    stories, others = told(account)
    if not stories:
        console.print("Nothing to show: no article was read.")
    for story in stories:
        console.rule(characters="─")
        console.print(Text(one_line(story.tale.heading), style="bold"))
        console.print(Text(facts(story.tale), style="dim"))
        for name in SECTIONS:
            _print(console, getattr(story.account, name), SHOWN[name])
        _undated(console, story.account)
    for tale in others:
        console.print(Text(f"{one_line(tale.heading)} · {facts(tale)}"))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _print(console: Console, section: Section[Any], shown: int) -> None:
    if not len(section):
        return
    kept, folded = section.top(shown)
    backed = section.title != "Sources"
    table = Table(title=section.title.upper(), title_justify="left", title_style="bold", box=SIMPLE_HEAD, width=console.width, pad_edge=False, padding=(0, 1))
    for column in section.columns:
        fixed = NARROW.get(column)
        table.add_column(column, width=fixed, ratio=None if fixed else SHARES.get(column, 1), overflow="fold", no_wrap=column == "day")
    if backed:
        table.add_column("sources", width=9, justify="right", overflow="fold")
        table.add_column("origins", width=7, justify="right")
    for row in (r for line in kept for r in section.rows(line)):
        cells = [Text(clip(cell, WORDS), style=STYLES.get(cell, "")) for cell in row.cells]
        table.add_row(*cells, *((_numbers(row.numbers), str(row.origins or "")) if backed else ()))
    console.print(table)
    if folded:
        console.print(Text(f"  and {len(folded)} more: in the page, the Markdown or the data form", style="dim"))


def _undated(console: Console, account: Account) -> None:
    if account.timeline.undated:
        console.print(Text(f"{len(account.timeline.undated)} events and statements have no day that any source gives.", style="dim"))


def _numbers(numbers: tuple[int, ...]) -> str:
    shown = " ".join(str(n) for n in numbers[:6])
    return shown + (f" +{len(numbers) - 6}" if len(numbers) > 6 else "")
