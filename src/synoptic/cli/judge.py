"""`synoptic judge`: what a person decides over records: join, split, confirm, reject, correct, note, undo; and a list of what was decided."""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from synoptic.cli.common import ArchiveFile
from synoptic.cli.program import app

verbs = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(verbs, name="judge", help="Decide over records, as a person. Join, split, confirm, reject, correct, note; undo. Kept through every later read.")

Records = Annotated[list[str], typer.Argument(metavar="RECORDS", help="Ids of records, as the export and the pages have them.", show_default=False)]
Record = Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record, as the export and the pages have it.", show_default=False)]
Who = Annotated[str, typer.Option("--who", help="Who decides.", default_factory=getpass.getuser, show_default="your user name")]
Why = Annotated[str, typer.Option("--why", help="The reason.", show_default=False)]


@verbs.command()
def join(archive: ArchiveFile, records: Records, who: Who, why: Why = "") -> int:
    """Say that entities, utterances, series, events or stories are one."""
    return decided(archive, "join", records, who=who, why=why)


@verbs.command()
def split(
    archive: ArchiveFile,
    record: Record,
    who: Who,
    part: Annotated[list[str], typer.Option("--part", help="Members that are a thing apart: their ids with commas. Once for each part.", show_default=False)],
    why: Why = "",
) -> int:
    """Say that members of a record are another thing. Members that no part names stay together."""
    return decided(archive, "split", [record], who=who, why=why, parts=[one.split(",") for one in part])


@verbs.command()
def confirm(archive: ArchiveFile, records: Records, who: Who, why: Why = "") -> int:
    """Say that records are as the articles have them."""
    return decided(archive, "confirm", records, who=who, why=why)


@verbs.command()
def reject(archive: ArchiveFile, records: Records, who: Who, why: Why = "") -> int:
    """Say that records are wrong. They are left out until somebody confirms them or the judgement is undone."""
    return decided(archive, "reject", records, who=who, why=why)


@verbs.command()
def correct(
    archive: ArchiveFile,
    record: Record,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="speaker, range, date, dated, title ...", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='A date, a range (12, 12..20, 12..), the id of an entity or a name; "" for not known.')],
    *,
    who: Who,
    why: Why = "",
) -> int:
    """Put another value in the place of one."""
    return decided(archive, "correct", [record], who=who, why=why, field=field, value=value)


@verbs.command()
def note(archive: ArchiveFile, records: Records, who: Who, why: Why) -> int:
    """Write a note (--why) on records."""
    return decided(archive, "note", records, who=who, why=why)


@verbs.command()
def undo(
    archive: ArchiveFile,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, as `synoptic judge list` shows it.", show_default=False)],
    who: Who,
    why: Why = "",
) -> int:
    """Withdraw a judgement, by a further one. Undoing that makes it hold again."""
    from synoptic.pipeline import open_archive

    with open_archive(archive, create=False) as opened:
        print(opened.undo(judgement, who=who, why=why).id)
    return 0


@verbs.command("list")
def list_all(archive: ArchiveFile) -> int:
    """Show what was decided, by whom, and whether it holds."""
    from rich.console import Console

    from synoptic.pipeline import open_archive
    from synoptic.show.judgements import show_judgements

    with open_archive(archive, create=False) as opened:
        show_judgements(Console(highlight=False), opened.judgements(), opened.linked())
    return 0


def decided(archive: Path, act: str, records: list[str], *, who: str, why: str, **more: object) -> int:
    """Append a judgement, and print its id."""
    from synoptic.pipeline import open_archive

    with open_archive(archive, create=False) as opened:
        print(opened.judge(act, records, who=who, why=why, **more).id)  # type: ignore[arg-type]
    return 0
