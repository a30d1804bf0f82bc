"""`synoptic watch`: keep an archive up to date while a story runs; `digest`: what changed since; `compare`: versions of an article."""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synoptic.cli.common import TIME_LIMIT, ArchiveFile, TimeLimit
from synoptic.cli.program import DATA, UsageError, app, err

if TYPE_CHECKING:
    from synoptic.watch import Watch

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
SOURCES = "Addresses of feeds, sitemaps or pages, OPML files, files and folders [default: those followed before]."


@app.command()
def watch(  # noqa: PLR0917 (one option each)
    archive: Annotated[Path, typer.Option("--archive", "-a", help="The archive to keep; made where it is not there.", show_default=False)],
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCES", help=SOURCES, show_default=False)] = None,
    every: Annotated[str, typer.Option(help="How often a source is asked: 90s, 15m, 2h.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Ask what is due, tell what changed, and end.")] = False,
    follow: Annotated[
        list[str] | None, typer.Option(help='A question to save: "talks between X and Y", "tolls in Z", "what X says", or words.', show_default=False)
    ] = None,
    allow: Annotated[list[str] | None, typer.Option(help="A host, address or network that may be reached though it is not public.", show_default=False)] = None,
    atom: Annotated[Path | None, typer.Option(help="Write what changed to an Atom feed in this file.", show_default=False)] = None,
    webhook: Annotated[list[str] | None, typer.Option(help="Post what changed to this address, as JSON.", show_default=False)] = None,
    slack: Annotated[list[str] | None, typer.Option(help="The same to a webhook of Slack or its like.", show_default=False)] = None,
    mail_to: Annotated[list[str] | None, typer.Option(help="Send what changed to this address of e-mail.", show_default=False)] = None,
    smtp: Annotated[str, typer.Option(help="The mail server, host or host:port.")] = "localhost",
    contact: Annotated[str | None, typer.Option(help="An address or URL that the hosts asked can reach you at.", show_default=False)] = None,
    time_limit: TimeLimit = TIME_LIMIT,
) -> int:
    """Watch sources, keep their articles in an archive, and tell what changes. Stop it at any time: the same command goes on from there."""
    from synoptic.pipeline import open_archive
    from synoptic.watch import Watch, folder_of
    from synoptic.watch.addresses import Allowed
    from synoptic.watch.clock import Clock
    from synoptic.watch.fetch import AGENT, Fetcher
    from synoptic.watch.pace import Pace
    from synoptic.watch.questions import understand
    from synoptic.watch.tell import channels

    clock = Clock()
    agent = AGENT.replace(")", f"; {' '.join(contact.split())})") if contact else AGENT
    fetcher = Fetcher(clock, allowed=Allowed.of(allow or ()), agent=agent)
    told = channels(atom=atom, webhooks=webhook, slack=slack, mail_to=mail_to, smtp=smtp, agent=agent)
    signal.signal(signal.SIGTERM, lambda *_: clock.stop())
    with (
        open_archive(archive, time_limit=time_limit) as opened,
        Watch(opened, folder_of(archive), clock=clock, fetcher=fetcher, pace=Pace(every=seconds(every)), channels=told) as watching,
    ):
        refused = follow_all(watching, sources or [])
        for question in follow or ():
            watching.ask(question)
            err.print(f"Following {question!r}: {understand(question).understood}.", markup=False)
        if not watching.state.has("sources"):
            raise UsageError("no source is followed yet. Give an address, an OPML file or a folder.")
        if not once:
            followed = len(watching.state.rows("SELECT 1 FROM sources WHERE NOT ended"))
            err.print(f"{archive}: {followed} sources followed, asked every {every}. Ctrl-C stops; the same command goes on from there.", markup=False)
        try:
            counts = watching.run(once=once)
        finally:
            err.print(standing(watching), markup=False)
        return DATA if refused or (once and counts.failed) else 0


@app.command()
def digest(
    archive: ArchiveFile,
    since: Annotated[
        str | None, typer.Option(help="A span (12h, 2d) or a moment (2031-05-02T09:00) [default: since you last looked].", show_default=False)
    ] = None,
) -> int:
    """Show what changed since you last looked at a watched archive. And which sources fail, and why."""
    from synoptic.watch.clock import Clock
    from synoptic.watch.digest import digest as made

    print(made(archive, since=since, now=Clock().now(), span=seconds))
    return 0


@app.command()
def compare(
    archive: ArchiveFile,
    url: Annotated[str | None, typer.Argument(metavar="URL", help="The article [default: list those that changed].", show_default=False)] = None,
) -> int:
    """Show the versions of an article in a watched archive. What vanished from one to the next, and what came."""
    from synoptic.pipeline import open_archive
    from synoptic.watch.digest import versions

    with open_archive(archive, create=False, read_only=True) as opened:
        print(versions(opened, archive, url))
    return 0


def follow_all(watching: Watch, given: list[str]) -> int:
    """Follow what the user named; how many could not be."""
    from synoptic.errors import ReadError
    from synoptic.watch.errors import FetchError

    refused = 0
    for one in given:
        try:
            watching.follow(one)
        except (ReadError, FetchError) as error:
            refused += 1
            err.print(f"{error}" if isinstance(error, ReadError) else f"{one}: {error}", markup=False)
    return refused


def standing(watching: Watch) -> str:
    """What a run did and how its sources stand, in a few lines."""
    from synoptic.watch.digest import troubles

    done: Any = watching.counts
    lines = [f"{done.asked} asked, {done.fetched} fetched, {done.read} read, {done.failed} failed, {done.told} told."]
    return "\n".join(lines + troubles(watching.state))


def seconds(span: str) -> float:
    """`90s`, `15m`, `2h`, `1d` in seconds. Raises UsageError."""
    number, unit = span[:-1].strip(), span[-1:].lower()
    try:
        found = float(number) * UNITS[unit]
    except (ValueError, KeyError):
        raise UsageError(f"{span!r} is no span of time. Write 90s, 15m, 2h or 1d.") from None
    if not 1 <= found <= 10 * UNITS["w"]:
        raise UsageError(f"{span!r} is no span that can be waited for. Give one between 1s and 10w.")
    return found
