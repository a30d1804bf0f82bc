"""`synoptic serve`: the desk, an archive as a web application on this machine; and `synoptic password`, a line for its password file."""

# ruff: noqa: PLC0415, T201
from __future__ import annotations

import getpass
import ipaddress
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synoptic.cli.common import ArchiveFile
from synoptic.cli.program import UsageError, app, err

if TYPE_CHECKING:
    from synoptic.show.web.access import Access
    from synoptic.show.web.told import Tellers

LOOPBACK = ("localhost",)


@app.command()
def serve(  # noqa: PLR0917  (typer takes options so)
    archive: ArchiveFile,
    host: Annotated[str, typer.Option(help="The address to bind to. Another than this machine's own wants --token or --passwords.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8100,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody may decide.")] = False,
    token: Annotated[
        str | None, typer.Option(envvar="SYNOPTIC_TOKEN", help="Who sends it may read: `Authorization: Bearer TOKEN`, or the log-in page.", show_default=False)
    ] = None,
    analyst_token: Annotated[str | None, typer.Option(envvar="SYNOPTIC_ANALYST_TOKEN", help="Who sends it may read and decide.", show_default=False)] = None,
    passwords: Annotated[Path | None, typer.Option(help="A file of `name:role:hash` lines, as `synoptic password` prints them.", show_default=False)] = None,
    webhook: Annotated[list[str] | None, typer.Option(help="An address that is told of each change, as JSON.", show_default=False)] = None,
    allow: Annotated[list[str] | None, typer.Option(help="A host of this machine or network that a webhook may be at.", show_default=False)] = None,
    name: Annotated[list[str] | None, typer.Option(help="A further name that this machine is asked by (the Host header).", show_default=False)] = None,
) -> int:
    """Open an archive as a web application on this machine. To read, compare, decide and pass on; the same as data with .json after each path."""
    from synoptic.pipeline import open_archive
    from synoptic.show.web.app import create_app
    from synoptic.show.web.keeper import Keeper
    from synoptic.show.web.server import listen, server

    access = access_of(token, analyst_token, passwords)
    if not is_loopback(host) and access.open:
        raise UsageError(f"{host} can be reached by others: give --token, --analyst-token or --passwords. Without one only 127.0.0.1 is served.")
    with open_archive(archive, create=False) as opened:  # what is wrong with it is told before anything is served
        writable = opened.writer is not None and not read_only
    told = tellers_of(webhook or [], allow or [], archive)
    keeper = Keeper(lambda: open_archive(archive, create=False, read_only=read_only), where=str(archive), told=told)
    made = create_app(keeper, access=access, writable=writable, hosts=[f"[{host}]" if ":" in host else host, *(name or [])])
    try:
        bound = listen(host, port)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror}. Another port: --port 0 takes a free one.") from None
    shown = f"[{host}]" if ":" in host else host
    err.print(f"{archive}: http://{shown}:{bound.getsockname()[1]}/ {'' if writable else '(read-only) '}Ctrl-C stops it.", markup=False)
    server(made).run(sockets=[bound])
    return 0


def access_of(token: str | None, analyst_token: str | None, passwords: Path | None) -> Access:
    """The ways in. Raises UsageError, AccessError."""
    from synoptic.show.web.access import Access, Person, read_passwords

    for given in (token, analyst_token):
        if given is not None and len(given) < 12:
            raise UsageError("A token has 12 characters or more.")
    tokens = {t: role for t, role in ((token, "reader"), (analyst_token, "analyst")) if t}
    try:
        local = getpass.getuser()
    except (KeyError, OSError):
        local = "analyst"
    return Access(tokens=tokens, passwords=read_passwords(passwords) if passwords else {}, local=Person(local, "analyst"))


def tellers_of(webhooks: list[str], allow: list[str], archive: Path) -> list[Tellers]:
    """What tells webhooks of changes. Raises UsageError for what is no address of the web."""
    if not webhooks:
        return []
    from urllib.parse import urlsplit

    from synoptic.show.web.office import to_json
    from synoptic.show.web.told import Tellers
    from synoptic.watch.addresses import Allowed
    from synoptic.watch.errors import FetchError
    from synoptic.watch.fetch import AGENT
    from synoptic.watch.wire import exchange

    for address in webhooks:
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise UsageError(f"{address}: no address of the web. Give https://...")
    allowed = Allowed.of(allow)

    def post(address: str, said: dict[str, Any]) -> None:
        body = to_json(said)
        headers = {"Host": urlsplit(address).netloc.rpartition("@")[2], "User-Agent": AGENT, "Content-Type": "application/json"}
        headers |= {"Content-Length": str(len(body)), "Connection": "close"}
        status, _, _, _ = exchange(address, headers, allowed, method="POST", body=body, whole_s=15.0)
        if not 200 <= status < 300:
            raise FetchError(f"it answers {status}.", status=status)

    return [Tellers(webhooks, post, where=archive.name)]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOOPBACK


@app.command()
def password(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who logs in with it.", show_default=False)],
    role: Annotated[str, typer.Option(help="reader, or analyst, who may decide too.")] = "reader",
) -> int:
    """Print a line for the password file of `synoptic serve`. The password is asked for, or read from standard input."""
    from synoptic.show.web.access import ROLES, hash_password

    if role not in ROLES or ":" in name:
        raise UsageError(f"A role is {' or '.join(ROLES)}; a name has no colon.")
    given = getpass.getpass(f"Password of {name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(given) < 12:
        raise UsageError("A password has 12 characters or more.")
    print(f"{name}:{role}:{hash_password(given)}")
    return 0
