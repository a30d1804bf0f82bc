"""robots.txt, as RFC 9309 has it: asked once a day a host, obeyed for every address, feeds and redirects too.

Where there is none (4xx) all is allowed; where the host fails (5xx, no answer) nothing is, until it answers. Read by protego.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from synoptic.watch.clock import Clock
from synoptic.watch.errors import FetchError
from synoptic.watch.fetched import Fetched

KEPT_S = 86_400.0  # RFC 9309: not longer than a day
FAILED_S = 900.0  # until a host that failed is asked again
MOST_CHARS = 500_000  # RFC 9309: at least 500 KiB are read
CLOSED = "User-agent: *\nDisallow: /\n"


class Robots:
    """The rules of hosts. `fetch` gives what stands at an address without asking for rules."""

    def __init__(self, agent: str, clock: Clock, fetch: Callable[[str], Fetched]) -> None:
        """No rules are known yet; `known` may be filled with those of an earlier run."""
        self.agent, self.clock, self.fetch = agent, clock, fetch
        self.lock = threading.Lock()
        self.known: dict[str, tuple[float, str, str]] = {}  # origin -> until, text, why it is closed
        self.parsed: dict[str, tuple[str, Protego]] = {}

    def permit(self, url: str) -> float:
        """The pause that the host asks for. Raises FetchError where it does not want this address read."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        text, why = self.rules(origin)
        with self.lock:
            held = self.parsed.get(origin)
            if held is None or held[0] != text:
                if len(self.parsed) > 5_000:
                    self.parsed.clear()
                held = self.parsed[origin] = (text, Protego.parse(text))
            if not held[1].can_fetch(url, self.agent):
                raise FetchError(why or "its robots.txt does not want this address read.", lasting=not why)
            return float(held[1].crawl_delay(self.agent) or 0.0)

    def rules(self, origin: str) -> tuple[str, str]:
        """The text of a host's rules, and why it is closed where it is."""
        now = self.clock.now()
        with self.lock:
            if (held := self.known.get(origin)) and held[0] > now:
                return held[1], held[2]
        until, text, why = now + KEPT_S, "", ""
        try:
            found = self.fetch(f"{origin}/robots.txt")
            if found.status == 200:
                text = found.content[:MOST_CHARS].decode("utf-8", "replace")
        except FetchError as error:
            if error.lasting:
                raise
            if not (error.status and 400 <= error.status < 500 and error.status != 429):
                until, text, why = now + FAILED_S, CLOSED, f"its robots.txt cannot be had: {error.reason}"
        with self.lock:
            self.known[origin] = (until, text, why)
        return text, why
