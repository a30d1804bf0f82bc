"""What each paragraph of a plain text is: headline, caption, bullet, teaser or the article's body.

In: the text and, where known, its title. Out: blocks that cover the text's lines in order. Pages keep little of their
form once they are text, so this goes by length, punctuation, repetition and the closed words of captions and credits. It does
not look at what an article is about.
"""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

Kind = Literal["headline", "caption", "bullet", "teaser", "body"]

HEADLINE_CHARS = 120  # 99.6 % of the titles of ../shared/data/stories and quotes are shorter
CAPTION_CHARS = 400
REPEATED = 0.7  # of a paragraph's words stand at the start of the caption below it: it is that picture's alternative text
CREDIT = re.compile(
    r"\b(getty images|getty|reuters|ap photo|afp|epa|handout|via ap|courtesy of|file photo)\s*(/[\w ./-]+)?\)?\.?\s*$"
    r"|\b(photo|image|picture|photograph|graphic|illustration|video)( credit)?( by|:)|^\s*(file|pictured|photo)\s*[:–-]",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"^\s*(read (the )?(original|full|more|also|next)|related( coverage| stories| articles| news)?\s*:?\s*$|see also|also read|advertisement"
    r"|click here|sign up|subscribe|follow us|watch:|more:|share this|recommended|most read|this (article|story) (was )?(first|originally))",
    re.IGNORECASE,
)
BULLET = re.compile(r"[•·▪‣◦*–—-]\s+")
SENTENCE_END = re.compile(r"[.!?:;…,][\"'”’»)\]]*$")
LIST_ITEM = re.compile(r"^\s*\d+[.)]\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, `text[start:end]`, without the white space around it."""

    start: int
    end: int
    kind: Kind


def lay_out(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The paragraphs of a text in order, each a line with something on it.

    Where nothing looks like body (a bare sentence, a telegram), all that is not a repeated title is body.
    """
    blocks: list[Block] = []
    for m in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        end = m.start() + len(m[0].rstrip())
        blocks.append(Block(start, end, kind_of(text[start:end], first=not blocks, title=title)))
    blocks = [replace(b, kind="caption") if repeats_below(text, b, below) else b for b, below in zip_longest(blocks, blocks[1:])]
    if not any(b.kind == "body" for b in blocks):
        only = len(blocks) == 1
        blocks = [replace(b, kind="body") if only or (b.kind in ("headline", "teaser") and not is_title(text[b.start : b.end], title)) else b for b in blocks]
    return tuple(blocks)


def kind_of(line: str, *, first: bool, title: str | None) -> Kind:
    """What a line is, by itself and by whether it is the text's first."""
    if is_title(line, title):
        return "headline"
    if BULLET.match(line):
        return "bullet"
    if POINTER.match(line):
        return "teaser"
    if len(line) < CAPTION_CHARS and CREDIT.search(line) and not re.search(r"[”\"]", line):
        return "caption"
    if len(line) < HEADLINE_CHARS and not SENTENCE_END.search(line) and not LIST_ITEM.match(line):
        return "headline" if first else "teaser"
    return "body"


def is_title(line: str, title: str | None) -> bool:
    """Whether a line is the title again."""
    return bool(title) and bare(line) == bare(title or "")


def repeats_below(text: str, block: Block, below: Block | None) -> bool:
    """Whether a body paragraph says again what the caption below it starts with."""
    if below is None or below.kind != "caption" or block.kind != "body":
        return False
    words, start = bare(text[block.start : block.end]).split(), bare(text[below.start : below.end]).split()
    return bool(words) and sum(w in start for w in words) / len(words) >= REPEATED


def bare(line: str) -> str:
    """Letters and digits only, in lower case."""
    return " ".join(re.findall(r"\w+", line.lower()))


def headline(text: str) -> str | None:
    """The first line where it is a headline above a body, else None."""
    blocks = lay_out(text)
    if len(blocks) > 1 and blocks[0].kind == "headline":
        return text[blocks[0].start : blocks[0].end]
    return None
