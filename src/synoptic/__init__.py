"""Synoptic: one account of what many outlets report, in which every line shows who stands behind it.

    import synoptic
    archive = synoptic.open("story.db")
    archive.read(["articles/"])
    account = archive.account()

and `synoptic.account(["articles/"])` without keeping anything. Importing this loads nothing else.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synoptic.pipeline import Archive as Archive
    from synoptic.pipeline import account as account
    from synoptic.pipeline import open_archive as open

__version__ = "0.1.0"
__all__ = ["Archive", "SynopticError", "account", "explain", "open"]

PUBLIC = {
    "open": ("pipeline", "open_archive"),
    "Archive": ("pipeline", "Archive"),
    "SynopticError": ("errors", "SynopticError"),
    "explain": ("show", "explain"),
}


class CallableRoom(ModuleType):
    """The room `synoptic.account`, which may be called as the function of the same name."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """See `synoptic.pipeline.account`."""
        return import_module("synoptic.pipeline").account(*arguments, **named)


class Package(ModuleType):
    """The class of this package: the room `account` becomes callable as soon as the import system puts it here."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "account" and type(value) is ModuleType:
            value.__class__ = CallableRoom
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    """What is public, loaded when it is first asked for."""
    if name == "account":
        return import_module("synoptic.account")
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, inside = PUBLIC[name]
    return getattr(import_module(f"synoptic.{room}"), inside)


sys.modules[__name__].__class__ = Package
