"""The command line: one command a verb, each a thin call of what Python calls. All that prints for a person is here and in `show`. Rooms are
imported where they are used, so that `--help` comes at once.

Exit codes, in one place (`main`): 0 all was read, 1 something was refused or the data are at fault, 2 wrong usage.
"""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from synoptic import __version__
from synoptic.errors import ArchiveError, SynopticError, UnknownNameError

if TYPE_CHECKING:
    from synoptic.pipeline import Reading

DATA, USAGE, INTERRUPTED = 1, 2, 130


class UsageError(SynopticError):
    """A command that cannot mean what it says."""


app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

READS = "Files and folders: .txt .md .html .jsonl, each also .gz; - is standard input."

Articles = Annotated[list[str], typer.Argument(metavar="ARTICLES", help=READS, show_default=False)]
ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", readable=False, help="An archive made by `synoptic read`.", show_default=False)]
Workers = Annotated[int | None, typer.Option(help="Processes that annotate [default: the cores].", min=1, show_default=False)]


def tell_version(asked: bool) -> None:
    """Print which Synoptic this is, and end."""
    if asked:
        print(f"synoptic {__version__}")
        raise typer.Exit


@app.callback()
def synoptic(version: Annotated[bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Show the version and exit.")] = False) -> None:
    """One account of what many outlets report, in which every line shows who stands behind it."""


@app.command()
def account(
    articles: Articles,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file: .html, .md or .json [default: show in the terminal].", show_default=False)
    ] = None,
    workers: Workers = None,
) -> int:
    """Show what articles, or an archive, say together. What happened, who said what, how many, and from whom each has it."""
    from synoptic.archive import MEMORY, is_archive
    from synoptic.pipeline import open_archive
    from synoptic.show import render
    from synoptic.show.whole import written_whole

    form = form_of(output)
    kept = len(articles) == 1 and (is_archive(articles[0]) or articles[0].endswith(".db"))
    with open_archive(articles[0] if kept else MEMORY, create=not kept) as archive:
        reading = None if kept else read_shown(archive, articles, workers)
        if not archive.holdings().documents:
            raise ArchiveError(articles[0], "nothing to give an account of: no article was read.", "See `synoptic --help` for what can be read.")
        with progress_bar() as progress:
            made = archive.account(workers=workers, progress=progress)
    shown = render(made, form)
    if output:
        with written_whole(output) as file:
            file.write(shown.encode())
    else:
        print(shown, end="" if shown.endswith("\n") else "\n")
    return code_of(reading)


@app.command()
def read(
    articles: Articles,
    archive: Annotated[Path, typer.Option("--archive", "-a", help="The archive to keep them in; made where it is not there.", show_default=False)],
    workers: Workers = None,
) -> int:
    """Read articles into an archive. Again and again as more arrive: what is known is left as it is."""
    from synoptic.pipeline import open_archive

    with open_archive(archive) as opened:
        reading = read_shown(opened, articles, workers)
    parts = [f"{reading.new} read", f"{reading.known} known", f"{len(reading.refused)} refused"]
    err.print(f"{archive}: {', '.join(parts)}.", markup=False)
    return code_of(reading)


@app.command()
def export(
    archive: ArchiveFile,
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl, csv or parquet (the last two: a zip file with one table a kind).")] = "jsonl",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file [default: standard output].", show_default=False)] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Documents with their text.")] = False,
) -> int:
    """Write all records of an archive for other programs. The same bytes on every run."""
    from synoptic.pipeline import open_archive
    from synoptic.show.export import EXPORTERS
    from synoptic.show.export import export as write

    if format not in EXPORTERS:
        raise UnknownNameError("export format", format, sorted(EXPORTERS))
    require_folder(output)
    if output is None and format != "jsonl" and sys.stdout.isatty():
        raise UsageError(f"{format} is no text for a terminal: give a file with -o.")
    with open_archive(archive, create=False) as opened:
        with progress_bar() as progress:
            records = opened.linked(progress=progress)
        write(records, format, output or sys.stdout.buffer, with_text=with_text)
    return 0


@app.command()
def explain(
    term: Annotated[str, typer.Argument(metavar="TERM", help="Any label or term that Synoptic prints: CONSULT, quotation, GPE.", show_default=False)],
) -> int:
    """Say what a label or term means."""
    from synoptic.show import explain as explained

    print(explained(term))
    return 0


@app.command()
def status(archive: ArchiveFile) -> int:
    """Show what is in an archive, and what was refused. With the reasons, and the components that read it."""
    from synoptic.pipeline import open_archive
    from synoptic.show.status import show_status

    with open_archive(archive, create=False) as opened:
        show_status(Console(highlight=False), str(archive), opened.holdings(), opened.documents(), opened.refusals())
    return 0


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


def form_of(output: Path | None) -> str:
    """The format that the ending of a file asks for. Raises UnknownNameError."""
    if output is None:
        return "terminal"
    forms = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}
    require_folder(output)
    if output.suffix.lower() not in forms:
        raise UnknownNameError("ending of an account's file", output.suffix or output.name, sorted(forms))
    return forms[output.suffix.lower()]


def require_folder(output: Path | None) -> None:
    """Raises UsageError, before any work is done, where a file cannot be made because of its folder, or is one."""
    if output and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: its folder does not exist. Make it first.")
    if output and output.is_dir():
        raise UsageError(f"{output}: is a folder. Give the path of a file.")


def code_of(reading: Reading | None) -> int:
    """0 where all was read, 1 where something was refused."""
    return DATA if reading and reading.refused else 0


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: the one place where errors become exit codes."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    try:
        code = int(app(arguments, standalone_mode=False) or 0)  # typer gives 130 where Ctrl-C was pressed
        sys.stdout.flush()  # here, where a closed pipe is no error
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except typer.Exit as ended:
        code = ended.exit_code
    except SystemExit:  # typer's way to say that the reader of our output has gone, as `head` does
        return 0
    except (UnknownNameError, UsageError) as error:
        err.print(f"synoptic: {error}", markup=False)
        return USAGE
    except SynopticError as error:
        err.print(f"synoptic: {error}", markup=False)
        return DATA
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's flush at exit does not fail too
        return 0
    except OSError as error:
        advice = " Free some space and try again." if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        err.print(f"synoptic: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}.{advice}", markup=False)
        return DATA
    except Exception as error:
        if hasattr(error, "exit_code") and hasattr(error, "format_message"):  # click's own: wrong usage
            if type(error).__name__ == "NoArgsIsHelpError":
                print(error.format_message())
                return USAGE
            err.print(f"synoptic: {error.format_message()} See `synoptic --help`.", markup=False)
            return USAGE
        raise
    if code == INTERRUPTED:
        err.print("Stopped. What was read before is kept; the same command goes on from there.")
    return code


if __name__ == "__main__":
    main()
