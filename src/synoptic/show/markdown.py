"""The account as Markdown (CommonMark with tables, as GitHub reads it): one table a section, sources numbered.

Words of articles are escaped, so that none of them makes a heading, a link, a picture or HTML.
"""

from __future__ import annotations

import re
from typing import Any

from synoptic.account import Account
from synoptic.account.section import Section, Table
from synoptic.account.voices import Speech, Voices
from synoptic.show.days import show_day
from synoptic.show.interlinear import LEGEND, compared, interlinear
from synoptic.show.layout import FOLDED, SHOWN, facts, sections, told
from synoptic.show.safe import clip

SPECIAL = re.compile(r"([\\`*_\[\]<>#!|~&$@])")
WEB = re.compile(r"\b(https?|ftp|www)([:.])", re.IGNORECASE)  # GitHub makes links of bare addresses
WORDS = 400
COMPARED = 6  # utterances shown word by word; of one speaker alone all
WIDE = 100  # columns of a block of code
DAYS = ("day", "dated", "from", "to")  # columns that hold a date


def render_markdown(account: Account) -> str:
    """All stories, each under its heading."""
    stories, others = told(account)
    parts = ["Nothing to show: no article was read."] if not stories else []
    for story in stories:
        parts += [f"# {escape(story.tale.heading)}", facts(story.tale)]
        for name in sections(story.account):
            section = getattr(story.account, name)
            if section.size:
                parts += [_table(section, SHOWN[name]), *(_more(table) for table in section.more())]
            if name == "voices":
                parts += _wordings(story.account.voices)
    if others:
        parts.append("# Other stories\n\n" + "\n".join(f"- {escape(tale.heading)} · {facts(tale)}" for tale in others))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Words as they read, never as markup."""
    return WEB.sub(lambda m: f"{m.group(1)}&#{ord(m.group(2))};", SPECIAL.sub(r"\\\1", clip(text, WORDS)))


def _table(section: Section[Any], shown: int) -> str:
    kept, folded = section.top(FOLDED if isinstance(section, Speech) else shown)
    backed = section.title != "Sources"
    if not kept:
        return f"## {section.title}"
    columns = (*section.columns, *(("sources", "origins") if backed else ()))
    lines = [f"## {section.title}", "", "| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    for row in (r for line in kept for r in section.rows(line)):
        cells = [escape(show_day(cell) if column in DAYS and cell != "undated" else cell) for column, cell in zip(section.columns, row.cells, strict=True)]
        backing = [", ".join(str(n) for n in row.numbers), str(row.origins or "")] if backed else []
        lines.append("| " + " | ".join(cells + backing) + " |")
    if folded:
        lines += ["", f"{len(folded)} more in the data form."]
    return "\n".join(lines)


def _more(table: Table) -> str:
    """A table beside the lines, under a heading of its own."""
    rows = [
        "| " + " | ".join(escape(show_day(c) if n in DAYS and c != "undated" else c) for n, c in zip(table.columns, row.cells, strict=True)) + " |"
        for row in table.rows
    ]
    head = [f"### {escape(table.title)}", "", *([escape(table.note), ""] if table.note else [])]
    return "\n".join([*head, "| " + " | ".join(escape(c) for c in table.columns) + " |", "|" + " --- |" * len(table.columns), *rows])


def _wordings(voices: Voices) -> list[str]:
    """Utterances word under word, as indented code, in which nothing is markup."""
    found = compared(voices, COMPARED)
    parts = [f"### Word by word\n\nThe numbers are those of the sources. {escape(LEGEND)}"] if found else []
    for said in found:
        lines = "\n".join("    " + line for line in interlinear(said, WIDE))
        parts.append(f"**{escape(said.speaker_name or 'no speaker named')}**, {show_day(said.said)}\n\n{lines.rstrip()}")
    return parts
