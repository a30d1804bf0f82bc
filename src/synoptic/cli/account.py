"""`synoptic account`: what articles, or an archive, say together."""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synoptic.cli.common import TIME_LIMIT, Articles, TimeLimit, Workers, code_of, progress_bar, read_shown, require_folder
from synoptic.cli.program import app
from synoptic.errors import ArchiveError, UnknownNameError


@app.command()
def account(
    articles: Articles,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file: .html, .md, .json, .pdf or .docx [default: show in the terminal].", show_default=False)
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Show one speaker alone, by a name or part of one: all that they are reported to have said.", show_default=False)
    ] = None,
    workers: Workers = None,
    time_limit: TimeLimit = TIME_LIMIT,
) -> int:
    """Show what articles, or an archive, say together. What happened, who said what, how many, and from whom each has it."""
    from synoptic.archive import MEMORY, is_archive
    from synoptic.pipeline import open_archive
    from synoptic.show import render, render_file
    from synoptic.show.whole import written_whole

    form = form_of(output)
    kept = len(articles) == 1 and (is_archive(articles[0]) or articles[0].endswith(".db"))
    with open_archive(articles[0] if kept else MEMORY, create=not kept, time_limit=time_limit) as archive:
        reading = None if kept else read_shown(archive, articles, workers)
        if not archive.holdings().documents:
            raise ArchiveError(articles[0], "nothing to give an account of: no article was read.", "See `synoptic --help` for what can be read.")
        with progress_bar() as progress:
            made = archive.account(workers=workers, progress=progress)
    if speaker:
        made = made.by(speaker)
    if output:
        content = render_file(made, form)
        with written_whole(output) as file:
            file.write(content)
    else:
        shown = render(made, form)
        print(shown, end="" if shown.endswith("\n") else "\n")
    return code_of(reading)


def form_of(output: Path | None) -> str:
    """The format that the ending of a file asks for. Raises UnknownNameError."""
    if output is None:
        return "terminal"
    forms = {".html": "html", ".htm": "html", ".md": "md", ".json": "json", ".pdf": "pdf", ".docx": "docx"}
    require_folder(output)
    if output.suffix.lower() not in forms:
        raise UnknownNameError("ending of an account's file", output.suffix or output.name, sorted(forms))
    return forms[output.suffix.lower()]
