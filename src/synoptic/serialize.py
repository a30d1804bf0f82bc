"""Records <-> plain dicts with the names of the export contract, and JSON.

One converter a dataclass, made once from its type hints: nested spans and mentions, tuples, None. Two names differ from
the fields: `from_` is written "from", and the `variants` of a Wording are a dict {document: [words]}. Whole numbers
are written as ints. What is read back equals what was written; keys that a record does not have are left aside.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, TypeVar, cast

import orjson

from synoptic.model import EXPORTED, FOUND, Document, Refusal, Wording

R = TypeVar("R")
Convert = Callable[[Any], Any]

KINDS: dict[str, type] = {}  # filled below: name -> record class
NAMES: dict[type, str] = {}
PLANS: dict[type, tuple[Field, ...]] = {}
HIDDEN = "text"  # of a document: written only where asked for


@dataclass(frozen=True)
class Field:
    """How one field is written and read."""

    name: str
    key: str
    write: Convert
    read: Convert
    required: bool


def kind_of(record: type) -> str:
    """The name of a kind: `EventMention` -> "event_mention"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def to_dict(record: Any, *, kind: bool = True, text: bool = False) -> dict[str, Any]:
    """A record as a dict of plain values. `kind`: with its kind first. `text`: a document with its text."""
    cls = type(record)
    plain = {"kind": kind_name(cls)} if kind else {}
    for field in plan(cls):
        plain[field.key] = field.write(getattr(record, field.name))
    if cls is Document:
        plain["length"] = record.length
        if not text:
            del plain[HIDDEN]
    return plain


def from_dict(cls: type[R], plain: Mapping[str, Any]) -> R:
    """The record of that class. Raises ValueError where a field without a default is missing."""
    given = {}
    for field in plan(cls):
        if field.key in plain:
            given[field.name] = field.read(plain[field.key])
        elif field.required:
            raise ValueError(f"a {kind_of(cls)} without {field.key!r}")
    return cls(**given)


def dump(plain: Any) -> str:
    """Compact JSON of plain values, in the order of their keys. Raises TypeError for text that UTF-8 cannot hold."""
    return orjson.dumps(plain).decode()


def load(line: str | bytes) -> Any:
    """Plain values from JSON."""
    return orjson.loads(line)


def kind_name(cls: type) -> str:
    """`kind_of`, remembered."""
    if cls not in NAMES:
        NAMES[cls] = kind_of(cls)
    return NAMES[cls]


def plan(cls: type) -> tuple[Field, ...]:
    """How the fields of a dataclass are written and read, in their order; made once."""
    if cls not in PLANS:
        PLANS[cls] = tuple(make_plan(cls))
    return PLANS[cls]


def make_plan(cls: type) -> Iterator[Field]:
    """The same, made."""
    hints = typing.get_type_hints(cls)
    for field in fields(cls):
        write, read = converters(hints[field.name])
        if cls is Wording and field.name == "variants":
            write, read = variants_to_dict, variants_from_dict
        required = field.default is MISSING and field.default_factory is MISSING
        yield Field(field.name, field.metadata.get("name", field.name), write, read, required)


def converters(hint: Any) -> tuple[Convert, Convert]:
    """What writes a value of that type as a plain one, and what reads it back."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        write, read = converters(next(a for a in arguments if a is not types.NoneType))
        return optional(write), optional(read)
    if typing.get_origin(hint) is tuple:
        return tuple_converters(arguments)
    if is_dataclass(hint):
        cls = cast(type, hint)
        return lambda value: to_dict(value, kind=False), lambda value: from_dict(cls, value)
    if hint is float:
        return whole, float
    return same, same


def tuple_converters(arguments: tuple[Any, ...]) -> tuple[Convert, Convert]:
    """For `tuple[X, ...]` and for `tuple[X, Y]`: lists when plain."""
    if arguments[-1] is Ellipsis:
        write, read = converters(arguments[0])
        if write is same:
            return list, tuple
        return lambda value: [write(v) for v in value], lambda value: tuple(read(v) for v in value)
    pairs = [converters(a) for a in arguments]
    return (
        lambda value: [write(v) for (write, _), v in zip(pairs, value, strict=True)],
        lambda value: tuple(read(v) for (_, read), v in zip(pairs, value, strict=True)),
    )


def optional(convert: Convert) -> Convert:
    """The same, with None left as it is."""
    if convert is same:
        return same
    return lambda value: None if value is None else convert(value)


def same(value: Any) -> Any:
    """The value itself."""
    return value


def whole(value: float) -> float:
    """A whole number as an int: 100.0 -> 100."""
    return int(value) if value == value // 1 and abs(value) < 2**53 else value


def variants_to_dict(variants: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, list[str]]:
    """`variants` as the contract has them."""
    return {document: list(words) for document, words in variants}


def variants_from_dict(variants: Mapping[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`variants` as the model has them."""
    return tuple((document, tuple(words)) for document, words in variants.items())


KINDS.update({kind_of(cls): cls for cls in dict.fromkeys((*EXPORTED, *FOUND, Refusal))})
