"""The program itself, which verbs add themselves to, and what it writes to beside standard output."""

# ruff: noqa: T201
from typing import Annotated

import typer
from rich.console import Console

from synoptic import __version__
from synoptic.errors import SynopticError

DATA, USAGE, INTERRUPTED = 1, 2, 130  # exit codes; 0 is all well


class UsageError(SynopticError):
    """A command that cannot mean what it says."""


app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def tell_version(asked: bool) -> None:
    """Print which Synoptic this is, and end."""
    if asked:
        print(f"synoptic {__version__}")
        raise typer.Exit


@app.callback()
def synoptic(version: Annotated[bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Show the version and exit.")] = False) -> None:
    """One account of what many outlets report, in which every line shows who stands behind it."""
