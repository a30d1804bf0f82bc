"""Quotation marks: which stretches of a text stand in them, nested, unbalanced and of every shape.

In: a text. Out: regions without their marks. A mark that is never closed ends with its paragraph; an apostrophe is none.
"""

import re
from dataclasses import dataclass

PAIRS = {"“": "”", "«": "»", '"': '"', "„": "“", "``": "''"}


@dataclass(frozen=True, slots=True)
class Region:
    """`text[start:end]` stands between quotation marks. `depth` 0 is outermost; `closed` is False where a mark is missing."""

    start: int
    end: int
    depth: int = 0
    closed: bool = True


def find_regions(text: str) -> tuple[Region, ...]:
    """The quoted regions of a text, by paragraph."""
    found: list[Region] = []
    for block in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in re.finditer(r"[“”«»\"]|``|''", block[0]):
            at = block.start() + mark.start()
            if opened is None:
                if mark[0] not in "”»''":
                    opened = at + len(mark[0])
            elif mark[0] != "“":
                found.append(Region(opened, at))
                opened = None
        if opened is not None:
            found.append(Region(opened, block.end(), closed=False))
    return tuple(found)
