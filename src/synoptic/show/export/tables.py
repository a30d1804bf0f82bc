"""Records as rows of a table: the columns of a kind, from the model, with a span as four of them (`source.start`)."""

import types
import typing
from dataclasses import fields
from functools import cache
from typing import Any

from synoptic.model import Document, Span
from synoptic.serialize import KINDS

SPAN = tuple(f.name for f in fields(Span))


@cache
def typed(kind: str) -> dict[str, Any]:
    """Each column of a kind with its type: str, int, float or bool, or a container for what is written as a list or mapping."""
    cls = KINDS[kind]
    hints = typing.get_type_hints(cls)
    made: dict[str, Any] = {}
    for field in fields(cls):
        name, hint = str(field.metadata.get("name", field.name)), hints[field.name]
        if typing.get_origin(hint) in (types.UnionType, typing.Union):
            hint = next(a for a in typing.get_args(hint) if a is not types.NoneType)
        if hint is Span:
            made.update({f"{name}.{part}": int if part in ("start", "end") else str for part in SPAN})
        else:
            made[name] = hint
    if cls is Document:
        made["length"] = int
    return made


def columns(kind: str) -> list[str]:
    """The columns of a kind, in the order of the model. Documents have `text` last, empty where it was not asked for."""
    names = list(typed(kind))
    return [n for n in names if n != "text"] + (["text"] if "text" in names else [])


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with its spans laid flat."""
    row: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and tuple(value) == SPAN:
            row.update({f"{key}.{part}": value[part] for part in SPAN})
        else:
            row[key] = value
    return row
