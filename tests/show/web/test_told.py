"""Webhooks: what changed is told to the addresses that the user named, to private ones only where allowed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from account.story import DOCS
from show.web.shelf import Shelf
from synoptic.cli.program import UsageError
from synoptic.cli.serve import tellers_of
from synoptic.model import Document
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.told import Tellers, between


def states() -> tuple[Any, Any]:
    """The story without its third article, and with it and a decision."""
    shelf = Shelf()
    whole = shelf.linked

    def early(story: str | None = None) -> dict[type, tuple[Any, ...]]:
        records = whole(story)
        return {**records, Document: tuple(d for d in records[Document] if d.id != DOCS["herald"].id)}

    shelf.linked = early  # type: ignore[method-assign]
    keeper = Keeper(lambda: shelf)
    before = keeper.refresh()
    shelf.linked = whole  # type: ignore[method-assign]
    shelf.judge("note", ["v-1"], linked=shelf.linked(), who="Ana", why="x")
    return before, keeper.refresh()


def test_what_changed_between_two_states() -> None:
    """The new article, the count that it moved, the position that it brought and the decision are told, each with its page."""
    found = {(c["kind"], c["was"], c["now"]): c for c in between(*states())}
    assert ("article", None, None) in found
    assert ("series", "≥ 12", "19") in found
    assert ("position", None, "conditional") in found
    assert found["judgement", None, None]["url"].startswith("/judgement/")
    before, _ = states()
    assert between(before, before) == []


def test_one_address_that_fails_keeps_no_other_from_hearing() -> None:
    """Each is told once; nothing is told at the start."""
    heard: list[str] = []

    def post(address: str, said: dict[str, Any]) -> None:
        heard.append(address)
        assert said["changes"]
        raise OSError("gone")

    before, after = states()
    tell = Tellers(["one", "two"], post)
    tell(None, before)
    assert heard == []
    tell(before, after)
    assert heard == ["one", "two"]


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[Any]]]:
    """A server on this machine that keeps what is posted to it."""
    posted: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", posted
    server.shutdown()
    server.server_close()


def test_this_machine_is_told_only_where_allowed(receiver: tuple[str, list[Any]]) -> None:
    """A loopback address is refused, and reached with --allow; what is no address of the web is wrong usage."""
    address, posted = receiver
    before, after = states()
    tellers_of([address], [], Path("story.db"))[0](before, after)
    assert posted == []
    tellers_of([address], ["127.0.0.1"], Path("story.db"))[0](before, after)
    assert posted[0]["archive"] == "story.db"
    assert {c["kind"] for c in posted[0]["changes"]} >= {"article", "series", "judgement"}
    with pytest.raises(UsageError):
        tellers_of(["file:///etc/passwd"], [], Path("story.db"))
