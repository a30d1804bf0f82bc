"""A newsroom of our own on loopback: outlets, each at an address of its own, whose feeds and articles change with the clock as a script says.

What an address answers is a function of the moment, so that a test can say what should have been seen. Every request is counted.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOUR = 3600.0
STREET = ["Quay", "Mill", "Harbour", "Station", "Market", "Castle", "River", "Garden"]
THINGS = ["ferry", "tram", "bridge", "market", "school", "depot", "tower", "theatre"]
FILL = "residents rescue workers officials council morning evening water traffic repairs inquiry budget ambulance engineers report witnesses"


@dataclass
class Article:
    """One article: its texts from a moment on, and when it is listed and when it is gone. `trouble`: how it answers the first times."""

    path: str
    texts: list[tuple[float, str, str]]  # from when, title, text
    gone: float | None = None
    trouble: list[str] = field(default_factory=list)

    def now(self, moment: float) -> tuple[str, str] | None:
        """Title and text at a moment; None where it is not there."""
        if self.gone is not None and moment >= self.gone:
            return None
        held = [t for t in self.texts if t[0] <= moment]
        return held[-1][1:] if held else None


@dataclass
class Outlet:
    """One host with some feeds, each listing some articles."""

    host: str
    feeds: dict[str, list[Article]]
    bad: dict[str, str] = field(default_factory=dict)  # feed -> how it answers


def words(seed: int, count: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(FILL.split()) for _ in range(count))


def make_article(number: int, moment: float, *, change: float | None = None, gone: float | None = None, trouble: list[str] | None = None) -> Article:
    """An article of our own about an accident."""
    where, what, toll = STREET[number % 8], THINGS[(number // 8) % 8], number % 40 + 3
    title = f"{where} {what} accident number {number}"

    def text(dead: int, more: str = "") -> str:
        paragraphs = [f"At least {dead} people died in the {what} accident at {where} Street on Friday, officials said. {words(number, 30)}."]
        paragraphs += [f"The {where} council met in the evening. {words(number * 7 + n, 40)}." for n in range(2)]
        return "\n".join([*paragraphs, *([more] if more else [])])

    texts = [(moment, title, text(toll))]
    if change is not None:
        texts.append((change, f"{title}, corrected", text(toll + 1, f"Correction: an earlier version of this article said that {toll} people died.")))
    return Article(f"/articles/{number}", texts, gone, trouble or [])


def page(title: str, text: str) -> bytes:
    body = "".join(f"<p>{p}</p>" for p in text.split("\n"))
    return f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>".encode()


def feed(host: str, title: str, listed: list[tuple[Article, str, float]], kind: str) -> bytes:
    """A feed of one of three kinds."""
    rows = [(f"http://{host}{a.path}", name, formatdate(when, usegmt=True), when) for a, name, when in listed]
    if kind == "json":
        items = [{"id": u, "url": u, "title": n, "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))} for u, n, _, when in rows]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}).encode()
    if kind == "atom":
        entries = "".join(
            f"<entry><id>{u}</id><title>{n}</title><link href='{u}'/><published>{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(when))}</published></entry>"
            for u, n, _, when in rows
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{entries}</feed>".encode()
    items = "".join(f"<item><title>{n}</title><link>{u}?utm_source=feed</link><pubDate>{d}</pubDate></item>" for u, n, d, _ in rows)
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


class Newsroom:
    """The servers. `now` is the moment; a thread a server answers."""

    def __init__(self, outlets: list[Outlet], now: Callable[[], float], log: Path | None = None) -> None:
        self.outlets, self.now, self.log = {o.host: o for o in outlets}, now, log
        self.lock = threading.Lock()
        self.asked: Counter[tuple[str, str]] = Counter()  # address, how it was answered
        self.refused: Counter[str] = Counter()  # requests at a forbidden address
        self.tries: Counter[str] = Counter()
        self.last: dict[str, tuple[str, str]] = {}
        self.servers: list[ThreadingHTTPServer] = []
        self.port = 0

    def __enter__(self) -> Newsroom:
        for number, (_, outlet) in enumerate(sorted(self.outlets.items())):
            self.start(outlet.host, f"127.0.1.{number + 1}")
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def start(self, name: str, address: str) -> None:
        room = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                try:
                    room.answer(self, name)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer((address, self.port), Handler)
        server.daemon_threads = True
        self.port = server.server_port
        self.servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def url(self, host: str, path: str) -> str:
        """The address of a path of an outlet."""
        number = sorted(self.outlets).index(host) + 1
        return f"http://127.0.1.{number}:{self.port}{path}"

    def note(self, url: str, how: str) -> None:
        with self.lock:
            self.asked[url, how] += 1
            if self.log and how.startswith("200"):
                with open(self.log, "a") as file:
                    file.write(f"{time.time()} {how.split()[1]} {url}\n")

    def answer(self, handler: BaseHTTPRequestHandler, host: str) -> None:
        """One request."""
        outlet, path, moment = self.outlets[host], handler.path.split("?")[0], self.now()
        url = self.url(host, path)
        if path == "/robots.txt":
            self.send(handler, b"User-agent: *\nDisallow: /private/\n", "text/plain", url)
        elif path.startswith("/private/"):
            with self.lock:
                self.refused[url] += 1
            self.send(handler, b"secret", "text/plain", url)
        elif path in outlet.feeds:
            self.answer_feed(handler, outlet, path, moment, url)
        else:
            articles = {a.path: a for listed in outlet.feeds.values() for a in listed}
            self.answer_article(handler, articles.get(path), moment, url)

    def answer_feed(self, handler: BaseHTTPRequestHandler, outlet: Outlet, path: str, moment: float, url: str) -> None:
        bad = outlet.bad.get(path)
        if bad and self.misbehave(handler, bad, url):
            return
        listed = [(a, a.now(moment)[0], a.texts[0][0]) for a in outlet.feeds[path] if a.now(moment)]  # type: ignore[index]
        kind = ("rss", "atom", "json")[len(path) % 3]
        content = feed(handler.headers["Host"], f"{outlet.host} {path}", listed, kind)
        self.send(handler, content, "application/json" if kind == "json" else "application/xml", url)

    def answer_article(self, handler: BaseHTTPRequestHandler, article: Article | None, moment: float, url: str) -> None:
        now = article.now(moment) if article else None
        if article is None or now is None:
            self.note(url, "404")
            handler.send_response(410 if article and article.gone else 404)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        with self.lock:
            tried = self.tries[url]
            self.tries[url] += 1
        if tried < len(article.trouble) and self.misbehave(handler, article.trouble[tried], url):
            return
        self.send(handler, page(*now), "text/html; charset=utf-8", url, pack=len(article.path) % 2 == 0)

    def misbehave(self, handler: BaseHTTPRequestHandler, how: str, url: str) -> bool:
        """Answer badly; False where it is answered well after a while."""
        self.note(url, how)
        if how in ("429", "500", "503"):
            handler.send_response(int(how))
            if how != "500":
                handler.send_header("Retry-After", "600")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif how == "cut":
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", "5000")
            handler.end_headers()
            handler.wfile.write(b"<html><p>half")
            handler.close_connection = True
        elif how == "slow":
            time.sleep(0.3)
            return False
        elif how.startswith(("to ", "301 ")):
            handler.send_response(301 if how.startswith("301") else 302)
            handler.send_header("Location", how.split()[1])
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif how == "garbage":
            content = random.Random(7).randbytes(2000)
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)
        return True

    def send(self, handler: BaseHTTPRequestHandler, content: bytes, kind: str, url: str, *, pack: bool = False) -> None:
        """A good answer, with its ETag; 304 where the asker has it."""
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if handler.headers.get("If-None-Match") == etag:
            self.note(url, "304")
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
            return
        self.note(url, f"200 {etag}")
        body = gzip.compress(content, mtime=0) if pack else content
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("ETag", etag)
        if pack:
            handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
