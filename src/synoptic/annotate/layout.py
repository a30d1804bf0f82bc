"""What each paragraph of a plain text is: headline, dateline, caption, credit, bullet, teaser or the article's body.

In: the text and, where known, its title. Out: blocks that cover the text's lines in order. Pages keep little of their
form once they are text, so this goes by length, punctuation and the closed words of captions and credits.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["headline", "caption", "credit", "bullet", "teaser", "body"]
CREDIT = re.compile(r"(getty images|reuters|\bAP photo|\bafp\b|handout|anadolu|via ap\b|photo by|photo:|image:|file photo|\(.*/.*\)\s*$)", re.I)
REPRINT = re.compile(r"^\s*(read (the )?(original|more|also|next)|related( coverage| stories| articles)?\s*:|see also|also read|advertisement|click here|sign up|follow us|watch:|more:)", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph from `start` to `end`, without the line breaks around it."""

    start: int
    end: int
    kind: Kind


def lay_out(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text, in order. Empty lines are in none."""
    blocks: list[Block] = []
    for m in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        end = m.start() + len(m[0].rstrip())
        blocks.append(Block(start, end, kind_of(text[start:end], first=not blocks, title=title)))
    return tuple(blocks)


def kind_of(line: str, *, first: bool, title: str | None) -> Kind:
    """What a line is, by itself and by whether it is the text's first."""
    if title and line.strip().rstrip(".") == title.strip().rstrip("."):
        return "headline"
    if re.match(r"[•·▪*–-]\s", line):
        return "bullet"
    if REPRINT.match(line):
        return "teaser"
    if CREDIT.search(line) and len(line) < 400 and not re.search(r"[”\"]", line):
        return "caption"
    if not re.search(r"[.!?:…][\"'”’)\]]*$", line) and len(line) < 120:
        return "headline" if first else "teaser"
    return "body"
