"""`synoptic read`: articles into an archive."""

# ruff: noqa: PLC0415
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synoptic.cli.common import TIME_LIMIT, Articles, TimeLimit, Workers, code_of, read_shown
from synoptic.cli.program import app, err


@app.command()
def read(
    articles: Articles,
    archive: Annotated[Path, typer.Option("--archive", "-a", help="The archive to keep them in; made where it is not there.", show_default=False)],
    workers: Workers = None,
    time_limit: TimeLimit = TIME_LIMIT,
) -> int:
    """Read articles into an archive. Again and again as more arrive: what is known is left as it is."""
    from synoptic.pipeline import open_archive

    with open_archive(archive, time_limit=time_limit) as opened:
        reading = read_shown(opened, articles, workers)
    parts = [f"{reading.new} read", f"{reading.known} known", f"{len(reading.refused)} refused"]
    err.print(f"{archive}: {', '.join(parts)}.", markup=False)
    return code_of(reading)
