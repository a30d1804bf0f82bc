"""`synoptic export`: all records of an archive, for other programs."""

# ruff: noqa: PLC0415
from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from synoptic.cli.common import ArchiveFile, progress_bar, require_folder
from synoptic.cli.program import UsageError, app
from synoptic.errors import UnknownNameError

FORMATS_HELP = (
    "jsonl (the export contract), csv or parquet (a zip file with one table a kind), sqlite (for Datasette); events as geojson, gdelt, acled or plover; "
    "graphml; annotations (W3C Web Annotation); claimreview (schema.org); ninjs (IPTC)."
)


@app.command()
def export(
    archive: ArchiveFile,
    format: Annotated[str, typer.Option("--format", "-f", help=FORMATS_HELP)] = "jsonl",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file [default: standard output].", show_default=False)] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Documents with their text.")] = False,
) -> int:
    """Write all records of an archive for other programs. The same bytes on every run."""
    from synoptic.pipeline import open_archive
    from synoptic.show.export import BINARY, FORMATS
    from synoptic.show.export import export as write

    if format not in FORMATS:
        raise UnknownNameError("export format", format, sorted(FORMATS))
    require_folder(output)
    if output is None and format in BINARY and sys.stdout.isatty():
        raise UsageError(f"{format} is no text for a terminal: give a file with -o.")
    with open_archive(archive, create=False) as opened:
        with progress_bar() as progress:
            records = opened.linked(progress=progress)
        write(records, format, output or sys.stdout.buffer, with_text=with_text)
    return 0
