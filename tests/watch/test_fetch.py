"""Fetching: what may be reached, what robots.txt says, what is bounded, and what is asked again only where it changed."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from synoptic.watch import wire
from synoptic.watch.addresses import Allowed, kind_of, resolve
from synoptic.watch.errors import FetchError
from synoptic.watch.fetch import MOST_UNPACKED, Fetcher, clean, unpack, wait_of
from synoptic.watch.fetched import Fetched
from synoptic.watch.hosts import Hosts
from watch.conftest import HandClock

Answers = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxies of whoever runs the tests are not asked."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def serve() -> Iterator[Callable[..., int]]:
    """Answer each connection on loopback with what a function makes of its request, piece by piece."""
    servers: list[socket.socket] = []

    def start(answer: Callable[[bytes], list[bytes]], *, pause: float = 0.0) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def run() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with connection:
                try:
                    for piece in answer(connection.recv(65_536)):
                        connection.sendall(piece)
                        time.sleep(pause)
                except OSError:
                    pass

        threading.Thread(target=run, daemon=True).start()
        return int(server.getsockname()[1])

    yield start
    for server in servers:
        server.close()


def response(body: bytes, *headers: str, status: str = "200 OK") -> list[bytes]:
    return ["\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]).encode() + body]


def fetcher(clock: HandClock, *allow: str) -> Fetcher:
    return Fetcher(clock, allowed=Allowed.of(allow), hosts=Hosts(0.0))


NOT_PUBLIC = """127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255
::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ::ffff:10.0.0.1"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    """Loopback, private, link-local, shared, multicast and reserved addresses are refused, also inside IPv6; public ones are not."""
    assert Allowed().refuses("news.example", address)
    assert Allowed.of(["news.example"]).refuses("news.example", address) is None
    assert kind_of(ipaddress.ip_address("93.184.216.34")) is None
    assert Allowed().refuses("news.example", "2606:2800:220:1::1") is None


@pytest.mark.parametrize("url", ["http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://localhost/", "http://[::ffff:7f00:1]/"])
def test_other_ways_to_write_loopback_are_refused(url: str, clock: HandClock) -> None:
    """However an address is written, it is judged by where it leads."""
    with pytest.raises(FetchError, match="--allow"):
        fetcher(clock).follow(url, {})


def test_a_name_that_changes_its_address_gains_nothing(clock: HandClock, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., int]) -> None:
    """The connection goes to the address that was judged: a second answer of the name server is never asked for."""
    port = serve(lambda _: response(b"secret"))
    asked: list[str] = []

    def rebinding(host: str, *more: object, **how: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    reached: list[str] = []

    def connect(self: object, host: str, port: int, **how: object) -> object:
        reached.append(host)
        raise wire.httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(wire.httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(FetchError, match="not in a test"):
        fetcher(clock).follow(f"http://news.example:{port}/", {})
    assert reached == ["93.184.216.34"]
    with pytest.raises(FetchError, match="this machine itself"):
        fetcher(clock).follow(f"http://news.example:{port}/", {})
    assert reached == ["93.184.216.34"]


def test_one_bad_address_of_many_refuses_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that has a public and a private address is refused, whichever would be tried first."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(FetchError, match="private"):
        resolve("news.example", 80, Allowed())


def test_a_redirect_is_judged_as_an_address(clock: HandClock, serve: Callable[..., int]) -> None:
    """A redirect to a forbidden address, to another scheme or in a circle is refused with its reason."""
    inner = serve(lambda _: response(b"secret"))
    targets = [f"http://127.0.0.2:{inner}/", "file:///etc/passwd", "/again"]
    for target, reason in zip(targets, ["--allow", "no address of the web", "more than 5 times"], strict=True):
        port = serve(lambda _, target=target: response(b"", f"Location: {target}", status="302 Found"))
        with pytest.raises(FetchError, match=reason):
            fetcher(clock, "127.0.0.1").follow(f"http://127.0.0.1:{port}/", {})


def test_a_page_that_moved_for_good_tells_where(clock: HandClock, serve: Callable[..., int]) -> None:
    """301 gives the new address, 302 does not; the answer says where it was."""
    for status, moved in (("301 Moved", True), ("302 Found", False)):
        port = serve(lambda r, status=status: response(b"here") if b"GET /new" in r else response(b"", "Location: /new", status=status))
        found = fetcher(clock, "127.0.0.1").follow(f"http://127.0.0.1:{port}/old", {})
        assert (found.content, found.url) == (b"here", f"http://127.0.0.1:{port}/new")
        assert (found.moved == found.url) is moved


def test_what_is_known_is_asked_for_by_its_marks(clock: HandClock, serve: Callable[..., int]) -> None:
    """ETag and time go along, and 304 is an answer."""
    seen: list[bytes] = []

    def answer(request: bytes) -> list[bytes]:
        seen.append(request)
        return response(b"", status="304 Not Modified")

    port = serve(answer)
    found = fetcher(clock, "127.0.0.1").get(f"http://127.0.0.1:{port}/a", etag='"x"', modified="Fri, 02 May 2031 09:30:00 GMT")
    assert found.status == 304
    assert b'If-None-Match: "x"' in seen[-1]
    assert b"If-Modified-Since: Fri, 02 May 2031" in seen[-1]
    assert b"User-Agent: Synoptic/" in seen[-1]
    assert b"GET /robots.txt" in seen[0]
    assert b"If-None-Match" not in seen[0]


@pytest.mark.parametrize(
    ("status", "rules", "allowed"),
    [
        ("200 OK", "User-agent: *\nDisallow: /closed\n", False),
        ("200 OK", "User-agent: Synoptic\nDisallow: /\n", False),
        ("200 OK", "User-agent: *\nDisallow: /other\n", True),
        ("200 OK", "<html>no rules</html>", True),
        ("404 Not Found", "", True),
        ("403 Forbidden", "", True),
        ("503 Unavailable", "", False),
    ],
)
def test_robots_are_obeyed(clock: HandClock, serve: Callable[..., int], status: str, rules: str, allowed: bool) -> None:
    """What robots.txt closes is not fetched; none means open, a failing host means closed until it answers; it is asked once."""
    asked: list[bytes] = []

    def answer(request: bytes) -> list[bytes]:
        asked.append(request.split()[1])
        return response(rules.encode(), status=status) if b"GET /robots" in request else response(b"page")

    port = serve(answer)
    fetching = fetcher(clock, "127.0.0.1")
    for _ in range(2):
        if allowed:
            assert fetching.get(f"http://127.0.0.1:{port}/closed/1").content == b"page"
        else:
            with pytest.raises(FetchError, match=r"robots\.txt"):
                fetching.get(f"http://127.0.0.1:{port}/closed/1")
    assert asked.count(b"/robots.txt") == 1
    assert asked.count(b"/closed/1") == (2 if allowed else 0)


def test_a_host_is_left_in_peace(clock: HandClock, serve: Callable[..., int]) -> None:
    """Between two requests to a host lies a pause, the longer of ours and the one that robots.txt asks for."""
    port = serve(lambda r: response(b"User-agent: *\nCrawl-delay: 7\n") if b"GET /robots" in r else response(b"page"))
    fetching = Fetcher(clock, allowed=Allowed.of(["127.0.0.1"]))
    times = []
    for n in range(3):
        fetching.get(f"http://127.0.0.1:{port}/{n}")
        times.append(clock.now())
    assert times[2] - times[1] == pytest.approx(7.0)


def test_an_endless_answer_ends(clock: HandClock, serve: Callable[..., int]) -> None:
    """A body without end is left at its bound."""
    port = serve(lambda _: [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", *([b"x" * 1_000_000] * 20)])
    with pytest.raises(FetchError, match="longer than"):
        fetcher(clock, "127.0.0.1").follow(f"http://127.0.0.1:{port}/", {})


def test_a_trickle_ends_with_its_deadline(serve: Callable[..., int]) -> None:
    """A server that sends a byte now and then holds us no longer than the whole exchange may take, in headers and in the body."""
    for pieces in ([b"H", b"T", b"T", b"P"] * 50, [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", *([b"x"] * 200)]):
        port = serve(lambda _, pieces=pieces: pieces, pause=0.05)
        began = time.monotonic()
        with pytest.raises(FetchError, match=r"in time|broken"):
            wire.exchange(f"http://127.0.0.1:{port}/", {"Host": "x"}, Allowed.of(["127.0.0.1"]), whole_s=0.5)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "answer",
    [
        [b""],
        [b"nonsense\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"],
        [b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello"],
        [b"HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n"],
        [b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n"],
        [b"HTTP/1.1 302 Found\r\nLocation: http://a:b@c/\r\nContent-Length: 0\r\n\r\n"],
    ],
)
def test_a_broken_answer_is_told(clock: HandClock, serve: Callable[..., int], answer: list[bytes]) -> None:
    """What is no answer, or half of one, is a reason and nothing else."""
    port = serve(lambda _: answer)
    with pytest.raises(FetchError) as raised:
        fetcher(clock, "127.0.0.1").follow(f"http://127.0.0.1:{port}/", {})
    assert raised.value.reason.endswith(".")


def test_a_bomb_is_not_unpacked() -> None:
    """A small body that unpacks to a large one is left at the bound; a cut one is told; packed and plain ones are read."""
    bomb = gzip.compress(b"\0" * (MOST_UNPACKED + 10))
    with pytest.raises(FetchError, match="unpacks to more"):
        unpack(bomb, "gzip")
    with pytest.raises(FetchError, match="cut off"):
        unpack(gzip.compress(b"words" * 1000)[:-20], "gzip")
    assert unpack(gzip.compress(b"words"), "gzip") == b"words"
    assert unpack(zlib.compress(b"words"), "deflate") == b"words"
    assert unpack(zlib.compress(b"words")[2:-4], "deflate") == b"words"
    assert unpack(gzip.compress(gzip.compress(b"words")), "gzip, gzip") == b"words"
    assert unpack(b"words", "") == b"words"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("HTTPS://News.Example:443/a b?utm_source=x&id=2#top", "https://news.example/a%20b?id=2"),
        ("http://news.example", "http://news.example/"),
        ("http://münster.example/ä", "http://xn--mnster-3ya.example/%C3%A4"),
        ("http://news.example:8080/?q=1,2", "http://news.example:8080/?q=1,2"),
        ("https://news.example/%C3%A4?a=%20b", "https://news.example/%C3%A4?a=%20b"),
    ],
)
def test_addresses_have_one_form(given: str, wanted: str) -> None:
    """Case, ports, fragments, letters and what only counts readers are made one; doing it again changes nothing."""
    assert clean(given) == wanted
    assert clean(wanted) == wanted


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://", "http://a:b@c.example/", "javascript:alert(1)", "http://[", "http://a.example:x/", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    """Other schemes, passwords and nonsense are refused."""
    with pytest.raises(FetchError):
        clean(url)


def test_retry_after_is_read_and_bounded() -> None:
    """Seconds and dates are understood, nonsense is none, and nobody makes us wait for a year."""
    assert wait_of("120", 0) == 120
    assert wait_of("Fri, 02 May 2031 09:30:00 GMT", 1_935_480_600 - 60) == pytest.approx(60, abs=3600)
    assert wait_of("99999999999", 0) == 86_400
    assert wait_of("soon", 0) is None
    assert wait_of(None, 0) is None


def test_a_proxy_of_the_environment_is_used(clock: HandClock, serve: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests go through the proxy that the environment names, though that is at loopback; NO_PROXY is heeded; forbidden hosts stay forbidden."""
    seen: list[bytes] = []

    def answer(request: bytes) -> list[bytes]:
        seen.append(request.split(b"\r\n")[0])
        return response(b"through")

    port = serve(answer)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "127.0.0.9")
    monkeypatch.setattr(socket, "getaddrinfo", public_names(socket.getaddrinfo))
    found: Fetched = fetcher(clock).follow("http://news.example/page", {})
    assert found.content == b"through"
    assert seen == [b"GET http://news.example/page HTTP/1.1"]
    with pytest.raises(FetchError, match="--allow"):
        fetcher(clock).follow("http://10.0.0.1/", {})
    with pytest.raises(FetchError, match="--allow"):
        fetcher(clock).follow("http://127.0.0.9/", {})
    assert len(seen) == 1


def public_names(real: Callable[..., list[tuple[object, ...]]]) -> Callable[..., list[tuple[object, ...]]]:
    """Names of `.example` are at a public address; all else as it is."""

    def resolve(host: str, *more: object, **how: object) -> list[tuple[object, ...]]:
        if str(host).endswith(".example"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]
        return real(host, *more, **how)

    return resolve
