"""`synoptic explain`: what a label or term means."""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

from typing import Annotated

import typer

from synoptic.cli.program import app


@app.command()
def explain(
    term: Annotated[str, typer.Argument(metavar="TERM", help="Any label or term that Synoptic prints: CONSULT, quotation, GPE.", show_default=False)],
) -> int:
    """Say what a label or term means."""
    from synoptic.show import explain as explained

    print(explained(term))
    return 0
