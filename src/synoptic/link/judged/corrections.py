"""Values that persons corrected, put in the place of those that were found, where the linkers read them.

A value that a text bears (a range, a stance) is put in before anything is linked, so that the linkers work with it; who and where once entities are
known; a day once dates are; what belongs to a group once it is made. Of two corrections of one field the later holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from synoptic.judge.anchors import GROUPS, SINGLE
from synoptic.judge.fields import read_range
from synoptic.model import Entity, Judgement, Quotation

Placed = Mapping[str, Sequence[tuple[str, int]]]  # judgement -> its units, each with its part
NAMES = {"speaker": "speaker_name", "attributed_to": "attributed_name", "party": "party_name", "toward": "toward_name"}
STAGES = {  # (kind, field) -> the linker after which it is put in
    ("figure", "range"): "found",
    ("figure", "counted"): "found",
    ("position", "stance"): "found",
    **{(kind, field): "entities" for kind in ("quotation", "utterance", "figure", "position") for field in NAMES},
    **{(kind, field): "dating" for kind in ("quotation", "utterance", "figure", "position") for field in ("said", "as_of", "occurred", "date")},
    ("entity", "name"): "entities",
    ("entity", "type"): "entities",
    ("story", "title"): "stories",
    **{("event", field): "events" for field in ("date", "place", "type", "modality")},
}


def corrections(judgements: Sequence[Judgement], stage: str) -> list[Judgement]:
    """The corrections that are put in at a stage."""
    return [j for j in judgements if j.act == "correct" and STAGES.get((j.over, j.field or "")) == stage]


def correct_records(table: dict[type, tuple[Any, ...]], judgements: Sequence[Judgement], placed: Placed, *, entity_of: Mapping[str, str]) -> set[type]:
    """Correct what stands on words, in `table`. `entity_of`: judgement -> the entity that its value names. The kinds that changed."""
    changes: dict[type, dict[str, dict[str, Any]]] = {}
    for judgement in judgements:
        kind = Quotation if judgement.over == "utterance" else SINGLE[judgement.over]
        for unit, _ in placed[judgement.id]:
            changes.setdefault(kind, {}).setdefault(unit, {}).update(values(judgement, entity_of.get(judgement.id)))
    for kind, rows in changes.items():
        table[kind] = tuple(replace(r, **rows[r.id]) if r.id in rows else r for r in table.get(kind, ()))
    return set(changes)


def values(judgement: Judgement, entity: str | None) -> dict[str, Any]:
    """The fields that a correction sets."""
    field, value = judgement.field or "", judgement.after
    if field == "range":
        low, high = read_range(value) if value else (None, None)
        return {"low": low, "high": high}
    if field in NAMES:
        return {field: entity, NAMES[field]: value}
    if field == "place":
        return {field: entity or value}
    return {field: value}


def correct_groups(
    table: dict[type, tuple[Any, ...]], kind: str, judgements: Sequence[Judgement], *, nearest: Mapping[str, str], entity_of: Mapping[str, str]
) -> None:
    """Correct groups of a kind, in `table`. `nearest`: judgement -> the group that holds most of what it was decided over."""
    cls = GROUPS[kind][0]
    rows: dict[str, dict[str, Any]] = {}
    for judgement in judgements:
        if judgement.id in nearest:
            rows.setdefault(nearest[judgement.id], {}).update(values(judgement, entity_of.get(judgement.id)))
    table[cls] = tuple(corrected(r, rows[r.id]) if r.id in rows else r for r in table.get(cls, ()))


def corrected(record: Any, changes: Mapping[str, Any]) -> Any:
    """A group with other values; an entity that was called otherwise keeps that name among its others, an event in another place loses its coordinates."""
    if isinstance(record, Entity) and changes.get("name") not in (None, record.name):
        changes = {**changes, "aliases": tuple(sorted({*record.aliases, record.name} - {changes["name"]}))}
    if "place" in changes:
        changes = {**changes, "lat": None, "lon": None, "place_country": None, "place_precision": None}
    return replace(record, **changes)


def holding_most(units: Sequence[str], group_of: Mapping[str, str]) -> str | None:
    """The group that holds most of these; the smallest id of equals."""
    held = Counter(group_of[u] for u in units if u in group_of)
    return min(held, key=lambda g: (-held[g], g), default=None)
