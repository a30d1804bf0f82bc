"""Parquet: a zip file with one table a kind (`quotation.parquet`), through polars.

A span is four columns (`source.start`), a list of names or numbers is a list, anything deeper is JSON in one column.
"""

from __future__ import annotations

import io
import typing
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from synoptic.serialize import dump
from synoptic.show.export.folder import entry, packed
from synoptic.show.export.tables import columns, flat, typed

if TYPE_CHECKING:
    import polars


def write(kinds: Iterable[tuple[str, Iterable[dict[str, Any]]]], file: BinaryIO) -> None:
    """One table a kind."""
    with packed(file) as folder:
        for kind, records in kinds:
            buffer = io.BytesIO()
            frame(kind, records).write_parquet(buffer, compression="zstd")
            folder.writestr(entry(f"{kind}.parquet"), buffer.getvalue())


def frame(kind: str, records: Iterable[dict[str, Any]]) -> polars.DataFrame:
    """The records of a kind, as the export contract has them, as a polars frame."""
    import polars  # noqa: PLC0415  (loaded only where it is asked for)

    types = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}

    def type_of(hint: Any) -> Any:
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is tuple and inner[-1] is Ellipsis and inner[0] in types:
            return polars.List(types[inner[0]])
        return types.get(hint, polars.String)

    schema = {name: type_of(typed(kind)[name]) for name in columns(kind)}
    rows = [{k: fit(v, schema[k], polars.String) for k, v in flat(r).items() if k in schema} for r in records]
    return polars.DataFrame(rows, schema=schema)


def fit(value: Any, wanted: Any, string: Any) -> Any:
    """A value for a column: what has no column type of its own is JSON."""
    return dump(value) if wanted == string and isinstance(value, list | dict) else value
