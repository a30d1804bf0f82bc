"""Records point to the groups that hold now, once persons have regrouped: to entities by chain, to utterances and series by what these hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from synoptic.link.entities import put, put_all
from synoptic.model import Entity, EventMention, Figure, Position, Quotation

Table = dict[type, tuple[Any, ...]]

REFERENCES: dict[type, tuple[str, ...]] = {  # fields of records that hold an entity
    Quotation: ("speaker",),
    Figure: ("attributed_to", "of", "place"),
    EventMention: ("actors", "recipients", "who", "whom", "place"),
    Position: ("party", "toward"),
}


def forget(table: Table, chains: set[str]) -> None:
    """Records that name one of these chains name nobody by id any more; the words that name it stay."""
    for kind, names in REFERENCES.items():
        table[kind] = tuple(without(r, names, chains) for r in table.get(kind, ()))


def without(record: Any, names: Iterable[str], gone: set[str]) -> Any:
    """A record without references to what is gone."""
    changes: dict[str, Any] = {}
    for name in names:
        value = getattr(record, name)
        if isinstance(value, tuple):
            if not gone.isdisjoint(value):
                changes[name] = tuple(v for v in value if v not in gone)
        elif value in gone:
            changes[name] = None
    return replace(record, **changes) if changes else record


def point_anew(before: Mapping[type, tuple[Any, ...]], table: Table) -> None:
    """Records name the entities as they are grouped now, by the chains that they named before."""
    to = {chain: e.id for e in table[Entity] for chain in e.chains}
    for kind, names in REFERENCES.items():
        given = {r.id: r for r in before.get(kind, ())}
        rows = []
        for record in table.get(kind, ()):
            old = given.get(record.id, record)
            values = {n: getattr(old, n) for n in names}
            rows.append(replace(record, **{n: put_all(v, to) if isinstance(v, tuple) else put(v, to) for n, v in values.items()}))
        table[kind] = tuple(rows)


def name_groups(table: Table, member: type, field: str, of: Mapping[str, str]) -> None:
    """Members name their group: `of` is member -> group."""
    table[member] = tuple(replace(r, **{field: of.get(r.id)}) if getattr(r, field) != of.get(r.id) else r for r in table.get(member, ()))
