"""An address -> what stands there: redirects followed and judged one by one, robots.txt obeyed, hosts left in peace, what was seen before not sent again.

In: an address and, where it was fetched before, its ETag and time. Out: a `Fetched`, also for 304, 404 and 410. Anything else is a FetchError with its
reason. The body is unpacked piece by piece and never beyond a bound. Nothing is retried here: the loop does that, by its clock.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

import idna

from synoptic import __version__
from synoptic.watch.addresses import Allowed
from synoptic.watch.clock import Clock, stamp
from synoptic.watch.errors import FetchError
from synoptic.watch.fetched import Fetched
from synoptic.watch.hosts import Hosts
from synoptic.watch.robots import Robots
from synoptic.watch.wire import exchange

AGENT = f"Synoptic/{__version__} (news reader; robots.txt obeyed)"
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
MOST_REDIRECTS = 5  # of one request; robots.txt (RFC 9309) asks for at least five
MOST_UNPACKED = 10_000_000  # bytes of a body, unpacked
MOST_URL = 2_000  # characters
MOST_WAIT = 86_400.0  # seconds that a server may ask us to wait
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "at_campaign", "at_medium")
MOVED, FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)


@dataclass
class Fetcher:
    """Fetches for one watch: who asks, what is allowed, and how hosts are spared."""

    clock: Clock
    allowed: Allowed = field(default_factory=Allowed)
    agent: str = AGENT
    hosts: Hosts = field(default_factory=Hosts)
    exchange: Callable[..., tuple[int, list[tuple[str, str]], bytes, str | None]] = exchange

    def __post_init__(self) -> None:
        """The rules of hosts are fetched as all else is."""
        self.robots = Robots(self.agent, self.clock, lambda url: self.follow(url, {}))

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What stands at an address, after its host's rules were asked. Raises FetchError."""
        return self.follow(url, {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}, ask=True)

    def follow(self, url: str, conditions: dict[str, str], *, ask: bool = False) -> Fetched:
        """The answer at the end of the redirects, each judged as the first was."""
        asked, moved, for_good = url, None, True
        for _ in range(MOST_REDIRECTS + 1):
            url = clean(url)
            parts = urlsplit(url)
            delay = self.robots.permit(url) if ask else 0.0
            self.hosts.wait(parts.netloc, self.clock, delay)
            headers = {
                "Host": parts.netloc,
                "User-Agent": self.agent,
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
                **conditions,
            }
            status, given, body, address = self.exchange(url, headers, self.allowed)
            fetched = Fetched(asked=asked, url=url, status=status, headers=tuple(given), body=body, content=b"", taken=stamp(self.clock.now()), address=address)
            target = fetched.header("location")
            if status in MOVED and target:
                for_good = for_good and status in FOR_GOOD
                url = joined(url, target)
                moved = url if for_good else moved
                continue
            return self.judged(fetched, moved)
        raise FetchError(f"it redirects more than {MOST_REDIRECTS} times.")

    def judged(self, fetched: Fetched, moved: str | None) -> Fetched:
        """The answer with its body unpacked. Raises FetchError for those that are none."""
        if fetched.status in (304, 404, 410):
            return replace(fetched, moved=clean(moved) if moved else None)
        if fetched.status != 200:
            after = wait_of(fetched.header("retry-after"), self.clock.now()) if fetched.status in (429, 503) else None
            raise FetchError(f"it answers {fetched.status}.", after=after, status=fetched.status)
        content = unpack(fetched.body, fetched.header("content-encoding") or "")
        return replace(fetched, content=content, moved=clean(moved) if moved else None)


def joined(url: str, target: str) -> str:
    """Where a redirect leads. Raises FetchError where that is nowhere."""
    try:
        return urljoin(url, target)
    except ValueError:
        raise FetchError("it redirects to what is no address of the web.") from None


def clean(url: str) -> str:
    """An address in one form, in ASCII, without what only tells how a reader came. Raises FetchError where it is none of the web."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host or len(url) > MOST_URL:
            raise FetchError("this is no address of the web.", lasting=True)
        if parts.username or parts.password:
            raise FetchError("addresses with a name and password are not fetched.", lasting=True)
        host = f"[{host}]" if ":" in host else host if host.isascii() else idna.encode(host, uts46=True).decode()
    except (ValueError, UnicodeError):
        raise FetchError("this is no address of the web.", lasting=True) from None
    netloc = host if port in (None, 80 if parts.scheme == "http" else 443) else f"{host}:{port}"
    query = parts.query
    if any(mark in query for mark in TRACKING):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.startswith(TRACKING)])
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe=safe), quote(query, safe=safe + "?"), ""))


def unpack(body: bytes, encoding: str) -> bytes:
    """A body without its packing, at most MOST_UNPACKED bytes. Raises FetchError where it is longer, broken, or packed in a way that was not asked for."""
    for name in reversed([e.strip().lower() for e in encoding.split(",") if e.strip() and e.strip().lower() != "identity"][:3]):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(f"its answer is packed with {name[:20]}, which was not asked for.")
        window = 31 if "gzip" in name else 15 if body[:1] and body[0] & 15 == 8 else -15
        try:
            engine = zlib.decompressobj(window)
            body = engine.decompress(body, MOST_UNPACKED + 1)
        except zlib.error:
            raise FetchError("its answer is packed and broken.") from None
        if len(body) > MOST_UNPACKED:
            raise FetchError(f"its answer unpacks to more than {MOST_UNPACKED:,} bytes.", lasting=True)
        if not engine.eof:
            raise FetchError("its answer was cut off.")
    return body


def wait_of(value: str | None, now: float) -> float | None:
    """What `Retry-After` asks, in seconds from now; None where it asks nothing that can be read."""
    if not value:
        return None
    if value.strip().isdigit():
        return min(float(value), MOST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - now), MOST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return None
