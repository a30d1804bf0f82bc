"""Synoptic: one account of what many outlets report, in which every line shows who stands behind it.

    import synoptic
    archive = synoptic.open("story.db")  # without a path: in memory, nothing kept
    archive.read(["articles/"])
    account = archive.account()

Importing this loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synoptic.errors import SynopticError as SynopticError
    from synoptic.pipeline import Archive as Archive
    from synoptic.pipeline import open_archive as open
    from synoptic.show import explain as explain

__version__ = "0.1.0"
__all__ = ["Archive", "SynopticError", "explain", "open"]

PUBLIC = {
    "open": ("pipeline", "open_archive"),
    "Archive": ("pipeline", "Archive"),
    "SynopticError": ("errors", "SynopticError"),
    "explain": ("show", "explain"),
}


def __getattr__(name: str) -> Any:
    """What is public, loaded when it is first asked for."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, inside = PUBLIC[name]
    return getattr(import_module(f"synoptic.{room}"), inside)
