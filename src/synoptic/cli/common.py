"""What several verbs share: their arguments, the progress bar, what is said of a reading, and checks of a file to write."""

# ruff: noqa: PLC0415
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synoptic.cli.program import DATA, UsageError, err

if TYPE_CHECKING:
    from synoptic.pipeline import Reading

READS = "Files and folders: .txt .md .html .jsonl .json .xml .eml .pdf .docx .warc .wacz, each also .gz; - is standard input."

Articles = Annotated[list[str], typer.Argument(metavar="ARTICLES", help=READS, show_default=False)]
ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", readable=False, help="An archive made by `synoptic read`.", show_default=False)]
Workers = Annotated[int | None, typer.Option(help="Processes that annotate [default: the cores].", min=1, show_default=False)]
TimeLimit = Annotated[float, typer.Option(help="Seconds that annotating one article may take before it is refused.", min=0.1, max=86_400)]
TIME_LIMIT = 120.0  # as `pipeline.annotating` has it, which is not loaded for `--help`; a test holds the two together


def read_shown(archive: Any, articles: list[str], workers: int | None) -> Reading:
    """Read, with a progress bar where a person watches, then say what was refused, one line each."""
    with progress_bar() as progress:
        reading: Reading = archive.read(articles, workers=workers, progress=progress, stdin=sys.stdin.buffer if sys.stdin else None)
    for refusal in reading.refused:
        err.print(f"{refusal.where}: {refusal.reason} {refusal.advice}".rstrip(), markup=False)
    return reading


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A function to call with the step, what is done and the total; draws only in a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)


def require_folder(output: Path | None) -> None:
    """Raises UsageError, before any work is done, where a file cannot be made because of its folder, or is one."""
    if output and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: its folder does not exist. Make it first.")
    if output and output.is_dir():
        raise UsageError(f"{output}: is a folder. Give the path of a file.")


def code_of(reading: Reading | None) -> int:
    """0 where all was read, 1 where something was refused."""
    return DATA if reading and reading.refused else 0
