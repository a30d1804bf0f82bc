"""Records for a notebook: each kind as a frame that shows itself and becomes a table of polars or pandas.

`frames(linked)["quotation"].to_polars()`. Columns are those of the Parquet export: a span is four of them (`source.start`), a list is a list. pandas is
nothing that Synoptic needs: where it is not installed, `to_pandas` says how to get it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from synoptic.errors import MissingError, UnknownNameError
from synoptic.model import EXPORTED, FOUND
from synoptic.serialize import kind_name, to_dict
from synoptic.show.export.parquet_files import frame
from synoptic.show.export.tables import columns
from synoptic.show.safe import clip

if TYPE_CHECKING:
    import polars

ROWS, CELL = 10, 80  # lines and code points that a notebook shows
FIRST = (
    *("outlet", "name", "title", "exact", "speaker_name", "type", "counted", "low", "high", "date"),
    *("said", "as_of", "value", "status", "stance", "who", "act", "why"),
)


class Frame:
    """The records of one kind, in the order of the export."""

    def __init__(self, kind: str, records: Iterable[Any], *, with_text: bool = False) -> None:
        """`with_text`: documents with their text."""
        self.kind, self.records, self.with_text = kind, tuple(records), with_text

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.records)

    def __getitem__(self, at: int) -> Any:
        return self.records[at]

    def __repr__(self) -> str:
        return f"<Frame {self.kind}: {len(self)} records>"

    @property
    def columns(self) -> list[str]:
        """The columns of its tables."""
        return columns(self.kind)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each record as the export contract has it."""
        return (to_dict(record, text=self.with_text) for record in self.records)

    def to_polars(self) -> polars.DataFrame:
        """As a polars frame."""
        return frame(self.kind, self.rows())

    def to_pandas(self) -> Any:
        """As a pandas frame, with the same columns. Raises MissingError where pandas is not installed."""
        try:
            pandas = import_module("pandas")
        except ImportError:
            raise MissingError("pandas", "A frame of pandas") from None
        made = self.to_polars()
        return pandas.DataFrame({name: made[name].to_list() for name in made.columns}, columns=made.columns)

    def _repr_html_(self) -> str:
        """The first records as a table; words of articles are escaped."""
        plain = [to_dict(record) for record in self.records[:ROWS]]
        shown = [name for name in FIRST if any(row.get(name) not in (None, "", []) for row in plain)] or ["id"]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in shown)
        body = "".join("<tr>" + "".join(cell(row.get(name)) for name in shown) + "</tr>" for row in plain)
        more = f"<p>{len(self) - ROWS} more</p>" if len(self) > ROWS else ""
        return f"<h4>{html.escape(self.kind)} ({len(self)})</h4><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Frames(Mapping[str, Frame]):
    """All kinds of records, by name."""

    def __init__(self, made: Mapping[str, Frame]) -> None:
        """The frames by kind."""
        self.made = made

    def __getitem__(self, kind: str) -> Frame:
        """The frame of a kind. Raises UnknownNameError."""
        if kind not in self.made:
            raise UnknownNameError("kind of record", kind, sorted(self.made))
        return self.made[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __contains__(self, kind: object) -> bool:
        return kind in self.made

    def __repr__(self) -> str:
        return f"<Frames: {', '.join(f'{kind} {len(made)}' for kind, made in self.made.items())}>"

    def _repr_html_(self) -> str:
        """How many there are of each kind."""
        rows = "".join(f"<tr><td>{html.escape(kind)}</td><td>{len(made)}</td></tr>" for kind, made in self.made.items())
        return f"<table><thead><tr><th>kind</th><th>records</th></tr></thead><tbody>{rows}</tbody></table>"


def frames(linked: Mapping[type, Iterable[Any]], *, with_text: bool = False) -> Frames:
    """Linked records as frames, one a kind: those of the export, then what linkers only use."""
    kinds = [*sorted(EXPORTED, key=kind_name), *sorted(set(FOUND) - set(EXPORTED), key=kind_name)]
    made = {}
    for kind in kinds:
        rows = sorted(linked.get(kind, ()), key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id))
        made[kind_name(kind)] = Frame(kind_name(kind), rows, with_text=with_text)
    return Frames(made)


def cell(value: Any) -> str:
    """A value as one cell."""
    if value is None or value == []:
        return "<td></td>"
    shown = ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)
    return f"<td style='text-align:left'><bdi>{html.escape(clip(shown, CELL))}</bdi></td>"


def show_archive(where: str, holdings: Any) -> str:
    """An archive in a notebook: where it is, and how much it holds."""
    rows = [("articles", holdings.documents), ("versions", holdings.versions), *holdings.kinds.items()]
    body = "".join(f"<tr><td>{html.escape(str(name).replace('_', ' '))}</td><td>{number}</td></tr>" for name, number in rows)
    return f"<h4>Archive {html.escape(clip(where, CELL))}</h4><table><tbody>{body}</tbody></table>"
