"""What of a record a person can correct, which values fit, and how they are written.

A range is `12`, `12..20`, `12..` (at least) or `..20` (at most); a date is ISO 8601; who or where is an entity's id, or a name where no entity has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from synoptic.model import Entity

PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
MODALITIES = ("happened", "planned", "offered", "demanded", "threatened", "denied", "reported")
STANCES = ("propose", "accept", "conditional", "refuse", "demand")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
RANGE = re.compile(r"(\d+(?:\.\d+)?)?(\.\.)?(\d+(?:\.\d+)?)?")


def is_date(value: str) -> str | None:
    """Why a value is no date; None where it is."""
    return None if DAY.fullmatch(value) else "a date is 2031-05-02, 2031-05, 2031, or two of them with a slash between"


def is_range(value: str) -> str | None:
    """Why a value is no range; None where it is."""
    try:
        low, high = read_range(value)
    except ValueError:
        return "a range is 12, 12..20, 12.. (at least) or ..20 (at most)"
    return None if low is None or high is None or low <= high else "the lower end comes first"


def one_of(choices: Sequence[str]) -> Callable[[str], str | None]:
    """A check that a value is one of those."""
    return lambda value: None if value in choices else f"it is one of {', '.join(choices)}"


def is_text(value: str) -> str | None:
    """Why a value is no text; None where it is."""
    return None if value.strip() else "it is empty"


ENTITY = "entity"  # the value is an entity's id, or a name where no entity has it
FIELDS: dict[str, dict[str, Callable[[str], str | None] | str]] = {  # kind -> what of it can be corrected -> why a value does not fit
    "document": {"dated": is_date},
    "entity": {"name": is_text, "type": is_text},
    "event": {"date": is_date, "place": ENTITY, "type": one_of(PLOVER), "modality": one_of(MODALITIES)},
    "figure": {"range": is_range, "counted": is_text, "as_of": is_date, "occurred": is_date, "attributed_to": ENTITY},
    "position": {"party": ENTITY, "toward": ENTITY, "stance": one_of(STANCES), "date": is_date},
    "quotation": {"speaker": ENTITY, "said": is_date},
    "story": {"title": is_text},
    "utterance": {"speaker": ENTITY, "said": is_date},
}


def value_of(entities: Iterable[Entity], row: Any, field: str) -> str | None:
    """A field as it is, in words."""
    if field == "range":
        return write_range(row.low, row.high)
    value = getattr(row, field)
    named = getattr(row, {"speaker": "speaker_name", "attributed_to": "attributed_name"}.get(field, f"{field}_name"), None)
    entity = next((e.name for e in entities if e.id == value), None)
    return entity or named or (None if value is None else str(value))


def read_range(value: str) -> tuple[float | None, float | None]:
    """The ends of a range in words. Raises ValueError.

    >>> read_range("12.."), read_range("..20"), read_range("12"), read_range("12..20")
    ((12.0, None), (None, 20.0), (12.0, 12.0), (12.0, 20.0))
    """
    found = RANGE.fullmatch(value.replace(" ", ""))
    if not found or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise ValueError(value)
    low, high = (float(x) if x else None for x in (found[1], found[3]))
    return (low, high) if found[2] else (low, low)


def write_range(low: float | None, high: float | None) -> str:
    """A range in words.

    >>> write_range(12, None), write_range(12, 12), write_range(None, 20)
    ('12..', '12', '..20')
    """
    a, b = ("" if x is None else f"{x:g}" if x % 1 else str(int(x)) for x in (low, high))
    return a if a == b else f"{a}..{b}"
