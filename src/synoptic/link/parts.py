"""The records of several stories as one mapping, each kind put together when it is first asked for.

What `together` makes of all of them at once, for those who look at some kinds only, and again and again as single stories change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from synoptic.link import together


class Part(NamedTuple):
    """The linked records of one story, and what they were made from: the same state, the same records."""

    state: str
    records: Mapping[type, tuple[Any, ...]]


class Joined(Mapping[type, tuple[Any, ...]]):
    """The records of all parts, by kind."""

    def __init__(self, parts: Iterable[Part]) -> None:
        """Nothing is put together yet."""
        self.parts = [part.records for part in parts]
        self.kinds = list(dict.fromkeys(kind for records in self.parts for kind in records))
        self.made: dict[type, tuple[Any, ...]] = {}

    def __getitem__(self, kind: type) -> tuple[Any, ...]:
        """The records of a kind, sorted as `together` sorts them. Raises KeyError for one that no part has."""
        if kind not in self.made:
            if kind not in self.kinds:
                raise KeyError(kind)
            self.made[kind] = together([{kind: records[kind]} for records in self.parts if kind in records])[kind]
        return self.made[kind]

    def __iter__(self) -> Iterator[type]:
        return iter(self.kinds)

    def __len__(self) -> int:
        return len(self.kinds)
