"""What persons decided, as a table for a terminal: when, who, what, why, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from synoptic.model import Judgement
from synoptic.show.safe import clip

WORDS = 120  # code points of a cell


def show_judgements(console: Console, judgements: Iterable[Judgement], linked: Mapping[type, Iterable[Any]]) -> None:
    """All judgements in their order. `linked` says whether each holds."""
    standing = {j.id: j for j in linked.get(Judgement, ())}
    table = Table(box=None, pad_edge=False)
    for column in ("judgement", "when", "who", "what", "why", "status"):
        table.add_column(column, no_wrap=column == "judgement")  # an id is to be passed on
    rows = [standing.get(j.id, j) for j in judgements]
    for judgement in rows:
        status = " ".join(x for x in (judgement.status or "kept", judgement.status_why) if x)
        cells = (judgement.id, judgement.when[:16].replace("T", " "), judgement.who, what(judgement), judgement.why, status)
        table.add_row(*(Text(clip(cell, WORDS)) for cell in cells))
    console.print(table if rows else "Nothing was decided.")


def what(judgement: Judgement) -> str:
    """What was done to what."""
    if judgement.withdraws:
        return f"withdraw {judgement.withdraws}"
    told = f"{judgement.act} {judgement.over}"
    if judgement.field:
        return f"{told}: {judgement.field} from {judgement.before or 'not known'} to {judgement.after or 'not known'}"
    return f"{told}: {judgement.before}" if judgement.before else told
