"""Plain text and Markdown -> one Document a file, with the metadata of its front matter where it has one.

Front matter is what static sites and newsrooms' exports use: `key: value` lines (YAML) between two lines of `---`.
Markdown is read through markdown-it and kept as plain paragraphs, since spans point into text, not into markup.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.decoding import decode
from synoptic.read.documents import make_document
from synoptic.read.layout import headline
from synoptic.read.sources import Source

FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n+|\Z)", re.DOTALL)


def read_text(source: Source) -> Iterator[Document]:
    """The article of a plain text file. Raises ReadError."""
    front, text = split_front(decode(source.bytes(), source.shown), source.shown)
    yield from_text(source, text, front, front.get("title") or headline(text))


def read_markdown(source: Source) -> Iterator[Document]:
    """The article of a Markdown file; its first heading is its title. Raises ReadError."""
    front, text = split_front(decode(source.bytes(), source.shown), source.shown)
    title, plain = without_markup(text)
    yield from_text(source, plain, front, front.get("title") or title)


def from_text(source: Source, text: str, front: dict[str, str], title: str | None) -> Document:
    """A Document of a file's text and its front matter."""
    return make_document(
        text,
        name=front.get("name") or source.name,
        where=source.shown,
        path=source.shown,
        url=front.get("url") or front.get("canonical"),
        title=title,
        publisher=front.get("publisher") or front.get("source") or front.get("outlet"),
        author=front.get("author"),
        published=front.get("published") or front.get("date"),
    )


def split_front(text: str, where: str) -> tuple[dict[str, str], str]:
    """The front matter as strings, keys in lower case, and the text after it. Raises ReadError where it is neither YAML nor `key: value` lines."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    try:
        values: Any = yaml.load(found[1], Loader=yaml.BaseLoader)  # BaseLoader makes strings only and runs nothing
    except (yaml.YAMLError, RecursionError) as error:
        values = by_line(found[1])
        if values is None:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
            raise ReadError(f"{where}, line {line}", "the front matter is no YAML.", "Write `key: value` lines between the two lines of ---.") from None
    if not isinstance(values, dict):
        return {}, text
    return {str(k).lower(): v for k, v in values.items() if isinstance(v, str)}, text[found.end() :]


def by_line(front: str) -> dict[str, str] | None:
    """Plain `key: value` lines, which YAML refuses where a headline holds a colon of its own; None where there is another line."""
    pairs = [re.fullmatch(r"\s*(\w+)\s*:\s(?!\s*[\[{&*|>])(.*)", line) for line in front.splitlines() if line.strip()]
    return {p[1]: p[2].strip().strip("'\"") for p in pairs if p} if all(pairs) else None


def without_markup(text: str) -> tuple[str | None, str]:
    """The first heading and the plain paragraphs of a Markdown text."""
    title, lines, kind, bullet = None, [], "", ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("heading_open", "paragraph_open"):
            kind = token.type
        elif token.type == "list_item_open":
            bullet = "• "
        elif token.type == "inline":
            plain = "".join(t.content if t.type in ("text", "code_inline") else " " if t.type.endswith("break") else "" for t in token.children or ())
            if kind == "heading_open" and title is None:
                title = plain
            if plain.strip():
                lines.append(bullet + plain.strip())
            bullet = ""
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip())
    return title, "\n\n".join(lines)
