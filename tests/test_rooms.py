"""Imports point one way: down the flow of the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import synoptic

HOME = Path(synoptic.__file__).parent
NOUNS = {"model", "ids", "errors"}
ALLOWED = {  # room -> the rooms that it may import, beside itself
    "model": set(),
    "ids": set(),
    "errors": set(),
    "serialize": NOUNS,
    "pool": NOUNS,
    "judge": NOUNS,
    "read": NOUNS,
    "annotate": NOUNS | {"read"},  # the layout of a text is found by the room that read it
    "link": NOUNS | {"annotate", "judge"},
    "account": NOUNS | {"annotate", "link"},
    "archive": NOUNS | {"serialize", "judge"},
    "show": NOUNS | {"serialize", "account", "annotate", "link", "archive", "judge"},
    "relinking": NOUNS | {"link", "archive"},  # keeps what is linked up to date in an archive
    "pipeline": NOUNS | {"relinking", "serialize", "pool", "read", "annotate", "judge", "link", "account", "archive", "show"},
    "watch": NOUNS | {"read", "account", "pipeline", "show"},  # the clock and the network are here alone
    "cli": NOUNS | {"pipeline", "show", "archive", "account", "watch"},
    "__init__": {"pipeline", "errors", "show", "account", "model"},
}
FILES = sorted(HOME.rglob("*.py"))


def room_of(file: Path) -> str:
    """The room that a file stands in: `annotate/figures.py` -> annotate, `pipeline.py` -> pipeline."""
    return file.relative_to(HOME).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The rooms of ours that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: imports are absolute"
            whole = node.module == "synoptic"
            names = [f"synoptic.{alias.name}" for alias in node.names] if whole else [node.module or ""]
        for name in names:
            if name.startswith("synoptic."):
                yield name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(HOME)))
def test_imports_point_one_way(file: Path) -> None:
    """A room knows those before it in the flow, and none after; only `pipeline` wires them."""
    room = room_of(file)
    assert set(imported(file)) - {room, "__version__"} <= ALLOWED[room]


def test_every_room_is_known() -> None:
    """A new room is put in its place in the flow here."""
    assert {room_of(file) for file in FILES} <= set(ALLOWED) | {"__main__"}
