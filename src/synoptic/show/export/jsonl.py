"""JSON Lines: one record a line, its kind first. What the export contract describes."""

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson


def write(kinds: Iterable[tuple[str, Iterable[dict[str, Any]]]], file: BinaryIO) -> None:
    """One line a record."""
    for _, records in kinds:
        for record in records:
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
