"""`synoptic status`: what is in an archive, and what was refused."""

# ruff: noqa: PLC0415
from __future__ import annotations

from rich.console import Console

from synoptic.cli.common import ArchiveFile
from synoptic.cli.program import app


@app.command()
def status(archive: ArchiveFile) -> int:
    """Show what is in an archive, and what was refused. With the reasons, and the components that read it."""
    from synoptic.pipeline import open_archive
    from synoptic.show.status import show_status

    with open_archive(archive, create=False) as opened:
        show_status(Console(highlight=False), str(archive), opened.holdings(), opened.documents(), opened.refusals())
    return 0
