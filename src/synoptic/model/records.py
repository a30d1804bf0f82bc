"""What is read: documents, what was refused, spans of words, and which components made records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import escape
from typing import Any

SHOWN, MANY = 400, 8  # code points and members that a notebook shows of a field


class Record:
    """What shows itself in a notebook: its fields as a table, in which words of articles are text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """A table of the fields that are filled."""
        rows = "".join(f"<tr><th>{escape(name)}</th><td><bdi>{escape(value)}</bdi></td></tr>" for name, value in _filled(self))
        return f"<table><caption>{escape(type(self).__name__)}</caption><tbody>{rows}</tbody></table>"


def _filled(record: Any) -> Iterator[tuple[str, str]]:
    """The fields that have something to show, cut where they are long."""
    for name in (f.name for f in fields(record)):
        value = getattr(record, name)
        if value not in (None, "", ()):
            shown = value.exact if isinstance(value, Span) else f"{len(value)} of them" if isinstance(value, tuple) and len(value) > MANY else str(value)
            yield name.rstrip("_"), shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True, order=True)
class Span(Record):
    """Exact words in a document."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """One version of one article. `published` is what its metadata say; `dated` is found by the linker `dating`."""

    id: str
    name: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    language: str = "en"
    published: str | None = None  # ISO 8601, a day or a time with its zone
    dated: str | None = None
    dated_from: str | None = None  # metadata, text, story
    dated_why: str | None = None  # the reason in words, and the interval where the day stays open
    original_outlet: str | None = None
    lead: str | None = None
    sha256: str = ""
    text: str = ""
    judgements: tuple[str, ...] = ()  # ids of what persons decided that made it what it is

    @property
    def length(self) -> int:
        """Code points of the text."""
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The words from `start` to `end`."""
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Record):
    """An input, or a part of one, that was not read, and why. `where` is a path or URL, with the line where there is one."""

    id: str
    where: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Record):
    """A component and its version, as it made records."""

    component: str
    version: str
    settings: str = ""
