"""CSV: a zip file with one table a kind (`quotation.csv`), UTF-8, RFC 4180, a header line.

A span is four columns (`source.start`), a list or a mapping is JSON in one column, null is empty.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from synoptic.serialize import dump
from synoptic.show.export.folder import entry, packed
from synoptic.show.export.tables import columns, flat


def write(kinds: Iterable[tuple[str, Iterable[dict[str, Any]]]], file: BinaryIO) -> None:
    """One table a kind."""
    with packed(file) as folder:
        for kind, records in kinds:
            with folder.open(entry(f"{kind}.csv"), "w") as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as lines:
                table = csv.DictWriter(lines, columns(kind), extrasaction="ignore")
                table.writeheader()
                for record in records:
                    table.writerow({k: cell(v) for k, v in flat(record).items()})


def cell(value: Any) -> Any:
    """A value as one cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return dump(value) if isinstance(value, list | dict) else value
