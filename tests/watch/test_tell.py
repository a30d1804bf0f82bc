"""Telling: each channel gets every telling once, in words that can do nothing; one that fails gets it later."""

from __future__ import annotations

import io
import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import feedparser
import pytest

from synoptic.watch.errors import FetchError, WatchError
from synoptic.watch.news import deliver, told_since
from synoptic.watch.state import State
from synoptic.watch.tell import channels
from synoptic.watch.tell.atom import Atom
from synoptic.watch.tell.mail import Mail
from synoptic.watch.tell.slack import Slack
from synoptic.watch.tell.terminal import Terminal
from synoptic.watch.tell.webhook import Webhook
from synoptic.watch.telling import Telling, telling

EVIL = "<script>alert(1)</script> & <https://evil.example|click> @here \x1b[31m ]]> \u202e"
NOW = 1_935_000_000.0


def told(number: int, line: str = "killed, Tarn: 17 → 19") -> Telling:
    return telling("toll", line, number, story="Ferry sinks", urls=["https://post.example/1"], details=["Post: the mayor said 19."])


@pytest.fixture
def state(tmp_path: Path) -> State:
    """An empty state."""
    return State(tmp_path / "state.db")


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[tuple[dict[str, str], dict[str, object]]], list[int]]]:
    """A server that takes posts: its address, what it took, and the status of its next answers."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    taken: list[tuple[dict[str, str], dict[str, object]]] = []
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = statuses.pop(0) if statuses else 204
            if status < 300:
                taken.append((dict(self.headers), json.loads(body)))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", taken, statuses
    server.shutdown()
    server.server_close()


def test_a_telling_is_kept_once(state: State) -> None:
    """What says the same about the same is one telling, whenever it is made."""
    assert state.tell([(told(1).id, NOW, told(1).body()), (told(1).id, NOW + 9, told(1).body()), (told(2).id, NOW, told(2).body())]) == 2
    assert [t for _, t in told_since(state, 0)] == [told(1), told(2)]
    assert told_since(state, NOW + 1) == []


def test_each_channel_gets_each_once(state: State) -> None:
    """A channel gets what it has not had, in order; a new channel gets all."""
    state.tell((told(n).id, NOW, told(n).body()) for n in range(120))
    first, second = io.StringIO(), io.StringIO()
    assert deliver(Terminal(first), state) == 120
    assert deliver(Terminal(second), state) == 0
    assert first.getvalue().count("\n") == 120
    assert first.getvalue().startswith("2031-04-26 ")
    assert "toll revised: killed, Tarn: 17 → 19  https://post.example/1" in first.getvalue()


def test_a_channel_that_fails_gets_it_later(state: State, hook: tuple[str, list[tuple[dict[str, str], dict[str, object]]], list[int]]) -> None:
    """Nothing is marked as brought that was not taken; the id goes along, so that a receiver knows what it had."""
    url, taken, statuses = hook
    state.tell((told(n).id, NOW, told(n).body()) for n in range(3))
    statuses += [204, 500]
    with pytest.raises(FetchError, match="500"):
        deliver(Webhook(url), state)
    deliver(Webhook(url), state)
    assert {body["id"] for _, body in taken} == {told(n).id for n in range(3)}
    headers, body = taken[-1]
    assert headers["Idempotency-Key"] == body["id"]
    assert (body["kind"], body["line"], body["urls"]) == ("toll", "killed, Tarn: 17 → 19", ["https://post.example/1"])


def test_words_of_articles_do_nothing_anywhere(tmp_path: Path, hook: tuple[str, list[tuple[dict[str, str], dict[str, object]]], list[int]]) -> None:
    """Markup, links, calls and control signs in an article's words are words in a terminal, a feed, a chat and a mail."""
    evil = telling("toll", EVIL, 1, story=EVIL, details=[EVIL], urls=["https://post.example/?a=1&b=\"'<"])
    stream = io.StringIO()
    Terminal(stream).send([(NOW, evil)])
    assert "\x1b" not in stream.getvalue()
    assert "\u202e" not in stream.getvalue()
    Atom(tmp_path / "feed.xml").send([(NOW, evil)])
    feed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries[0].title_detail.type == "text/plain"
    assert "<script>" in feed.entries[0].title
    Slack(hook[0]).send([(NOW, evil)])
    assert "<" not in str(hook[1][-1][1]["text"])


def test_the_atom_file_holds_the_latest(tmp_path: Path, state: State) -> None:
    """The feed is rewritten whole: newest first, each with its own id, two hundred at most."""
    state.tell((told(n).id, NOW + n, told(n, f"line {n}").body()) for n in range(260))
    deliver(Atom(tmp_path / "feed.xml"), state)
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert len(entries) == 200
    assert entries[0].title == "toll revised: line 259"
    assert len({e.id for e in entries}) == 200


def test_a_mail_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new tellings come in one plain message through the server that was named."""
    for name in ("SYNOPTIC_SMTP_USER", "SYNOPTIC_SMTP_PASSWORD", "SYNOPTIC_SMTP_FROM"):
        monkeypatch.delenv(name, raising=False)
    lines: list[str] = []

    class Server(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            body = False
            while line := self.rfile.readline().decode():
                lines.append(line.rstrip())
                if body:
                    body = line.strip() != "."
                    if not body:
                        self.wfile.write(b"250 taken\r\n")
                elif line.upper().startswith("DATA"):
                    body = True
                    self.wfile.write(b"354 go on\r\n")
                elif line.upper().startswith("QUIT"):
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 fine\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        Mail(["desk@post.example"], f"127.0.0.1:{server.server_address[1]}").send([(NOW, told(1)), (NOW, told(2, "Zoë's harbour"))])
        server.shutdown()
    assert "RCPT TO:<desk@post.example>" in [line.upper().replace("DESK@POST.EXAMPLE", "desk@post.example") for line in lines]
    assert any(line.startswith("Subject: 2 changes: toll revised") for line in lines)
    assert any("https://post.example/1" in line for line in lines)


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not encrypt gets no password."""
    monkeypatch.setenv("SYNOPTIC_SMTP_USER", "desk")
    monkeypatch.setenv("SYNOPTIC_SMTP_PASSWORD", "secret")
    heard: list[bytes] = []

    class Server(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                heard.append(line)
                self.wfile.write(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 fine\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        with pytest.raises(WatchError, match="in the clear"):
            Mail(["desk@post.example"], f"127.0.0.1:{server.server_address[1]}").send([(NOW, told(1))])
        server.shutdown()
    assert not any(b"AUTH" in line for line in heard)


@pytest.mark.parametrize("given", [{"webhooks": ["ftp://x/"]}, {"slack": ["here"]}, {"mail_to": ["desk"]}, {"mail_to": ["a@b\r\nBcc: c@d"]}])
def test_channels_that_cannot_be_are_refused(given: dict[str, list[str]]) -> None:
    """An address that is none is told before anything is watched."""
    with pytest.raises(WatchError):
        channels(**given)  # type: ignore[arg-type]
