"""What is in an archive, for the terminal: tables that fit 80 columns, refusals with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.model import Document, Refusal, Run

if TYPE_CHECKING:
    from synoptic.archive import Holdings

MOST_PUBLISHERS = 12
UNKNOWN = "not stated"


def show_status(console: Console, where: str, holdings: Holdings, documents: Iterable[Document], refused: Iterable[Refusal]) -> None:
    """Print what an archive holds."""
    console.print(status(where, holdings, tuple(documents), tuple(refused)))


def status(where: str, holdings: Holdings, documents: tuple[Document, ...], refused: tuple[Refusal, ...]) -> Group:
    """The parts, each with its heading."""
    replaced = holdings.versions - holdings.documents
    versions = f", and {plural(replaced, 'earlier version')}" if replaced else ""
    parts: list[RenderableType] = [Text(f"{where}: {plural(holdings.documents, 'document')}{versions}", style="bold")]
    if not holdings.documents:
        return Group(*parts, *refused_section(refused))
    parts += section("Publishers", counts(Counter(d.publisher or UNKNOWN for d in documents), MOST_PUBLISHERS))
    parts += section("Days published", counts(Counter((d.published or UNKNOWN)[:10] for d in documents), MOST_PUBLISHERS, by_name=True))
    parts += section("Found", counts(Counter(holdings.kinds), len(holdings.kinds)))
    parts += section("Components", components(holdings.components))
    return Group(*parts, *refused_section(refused))


def refused_section(refused: tuple[Refusal, ...]) -> list[RenderableType]:
    """What was refused, with reasons."""
    return section(f"Refused: {len(refused):,}", refusals(refused)) if refused else [Text("\nNothing was refused.")]


def section(title: str, body: RenderableType) -> list[RenderableType]:
    """A heading and what stands under it."""
    return [Text(f"\n{title}", style="bold"), Padding(body, (0, 0, 0, 2))]


def counts(counter: Counter[str], most: int, *, by_name: bool = False) -> Table:
    """Names with their counts, the largest first (`by_name`: in order of the names), the rest in one line."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    kept = sorted(counter.items(), key=lambda c: (-c[1], c[0]))[:most]
    for name, count in sorted(kept) if by_name else kept:
        table.add_row(Text(name.replace("_", " ")), f"{count:,}")
    if len(counter) > most:
        table.add_row(Text(f"{len(counter) - most:,} more"), f"{counter.total() - sum(c for _, c in kept):,}")
    return table


def components(used: Iterable[tuple[Run, int]]) -> Table:
    """Components with their versions, and how many documents each read."""
    table = Table.grid(padding=(0, 2))
    for run, count in used:
        table.add_row(Text(run.component), Text(run.version), Text(run.settings), plural(count, "document"))
    return table


def refusals(refused: Iterable[Refusal]) -> Text:
    """Each reason once, with the places that it was given for."""
    lines = []
    ordered = sorted(refused, key=lambda r: (r.reason, r.advice, r.where))
    for (reason, advice), group in groupby(ordered, key=lambda r: (r.reason, r.advice)):
        lines.append(f"{reason} {advice}".rstrip())
        lines += [f"  {r.where}" for r in group]
    return Text("\n".join(lines))


def plural(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
