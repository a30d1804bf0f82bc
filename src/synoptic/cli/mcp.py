"""`synoptic mcp`: an archive for language-model tools, which answer only from sourced records."""

# ruff: noqa: PLC0415
from __future__ import annotations

from synoptic.cli.common import ArchiveFile
from synoptic.cli.program import app


@app.command()
def mcp(archive: ArchiveFile) -> int:
    """Serve an archive to language-model tools over the Model Context Protocol. On standard input and output; read-only."""
    from synoptic.pipeline import open_archive
    from synoptic.show.mcp import Held, server

    with open_archive(archive, create=False, read_only=True) as opened:
        held = Held(opened.parts)
        held.now()  # what is wrong with the archive is told before anything is served
        server(held).run()
    return 0
