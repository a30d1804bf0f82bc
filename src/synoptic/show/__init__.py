"""An account -> a person: terminal, Markdown, JSON, one HTML page; and `explain`, what a label means.

`render` gives text and writes nothing. To add a format: a file with a function from an account to text, and a line in FORMATS.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from synoptic.errors import UnknownNameError

if TYPE_CHECKING:
    from synoptic.account import Account

FORMATS = {  # loaded when asked for: `synoptic explain` must not wait for a chart engine
    "terminal": ("synoptic.show.terminal", "render_terminal"),
    "md": ("synoptic.show.markdown", "render_markdown"),
    "json": ("synoptic.show.data", "render_data"),
    "html": ("synoptic.show.page", "render_page"),
}
PRINTED = {"pdf": ("synoptic.show.paper.pdf", "render_pdf"), "docx": ("synoptic.show.paper.docx", "render_docx")}
WIDEST = 120  # columns: longer lines are hard to read


def render(account: Account, format: str = "terminal", *, width: int | None = None, color: bool | None = None) -> str:
    """The account as text in a format: terminal, md, json or html.

    `width` (columns) and `color` concern the terminal only; where they are None, they are taken from it, and output that goes elsewhere is
    80 columns without colour. Raises UnknownNameError.
    """
    if format not in FORMATS:
        raise UnknownNameError("format of an account", format, sorted(FORMATS))
    module, name = FORMATS[format]
    show: Callable[..., str] = getattr(import_module(module), name)
    if format != "terminal":
        return show(account)
    watched = sys.stdout.isatty()
    width = width or (min(WIDEST, shutil.get_terminal_size().columns) if watched else 80)
    return show(account, width=width, color=watched and "NO_COLOR" not in os.environ if color is None else color)


def render_file(account: Account, format: str) -> bytes:
    """The account as the bytes of a file: pdf, docx, or a text format as UTF-8. Raises UnknownNameError."""
    if format not in PRINTED:
        if format not in FORMATS:
            raise UnknownNameError("format of an account", format, sorted((*FORMATS, *PRINTED)))
        return render(account, format).encode("utf-8", "replace")
    module, name = PRINTED[format]
    show: Callable[..., bytes] = getattr(import_module(module), name)
    return show(account)


def explain(term: str) -> str:
    """What a label or term that Synoptic prints means, with its source. Raises UnknownNameError with the nearest terms."""
    from synoptic.show.glossary import explain as explained  # noqa: PLC0415

    return explained(term)
