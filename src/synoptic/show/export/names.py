"""What exporters for other programs share: identifiers that are URIs, names of parties and places, the days of an event, JSON as bytes."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import orjson

from synoptic.account.index import Index
from synoptic.model import Document, Event, Span

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MAKER = "Synoptic"
QUADS = {  # PLOVER's four classes of types; GDELT numbers them alike
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}


def urn(name: str) -> str:
    """A record's id as a URI: the same in every file and on every run."""
    return f"urn:synoptic:{name}"


def uri_of(doc: Document) -> str:
    """Where an article stands on the web, as its input says; else its own id."""
    return doc.url if doc.url and WEB.fullmatch(doc.url) else urn(doc.id)


def place_of(index: Index, event: Event) -> str | None:
    """The name of an event's place."""
    return index.name(event.place)


def first_day(date: str | None) -> str | None:
    """The day that a date begins with, where it names one."""
    found = FULL_DAY.match(date or "")
    return found[0] if found else None


def plain_span(span: Span) -> dict[str, Any]:
    """A span as the export contract has it."""
    return {"document": span.document, "start": span.start, "end": span.end, "exact": span.exact}


def write_json(value: Any, file: BinaryIO) -> None:
    """One JSON value, indented, with a line break at its end."""
    file.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    """The keys that have something to say."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}
