"""What is done beside the loop: a host's due sources and pages, fetched one after another in a thread. Each result is handed on at once.

Nothing here touches the state or the archive: a thread gives back what it got, and the loop notes it.
"""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from synoptic.errors import ReadError
from synoptic.watch.clock import Clock
from synoptic.watch.errors import FetchError
from synoptic.watch.fetch import Fetcher
from synoptic.watch.fetched import Fetched
from synoptic.watch.sources import Listing, list_of

THREADS = 16  # hosts asked at once
MOST_EACH = 25  # addresses of one host in a row, so that hosts with few are not kept waiting
WAITING = 16  # results that may wait for the loop: bounds memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one address: an answer (of a source, with what it lists), or why there is none."""

    what: str  # source, page
    row: dict[str, Any]
    fetched: Fetched | None = None
    listing: Listing | None = None
    failed: FetchError | None = None


class Jobs:
    """The threads. A host is in one of them at a time."""

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        """Nothing runs yet."""
        self.fetcher, self.clock = fetcher, clock
        self.results: queue.Queue[Outcome | str] = queue.Queue(WAITING)
        self.busy: set[str] = set()  # hosts
        self.asked: set[str] = set()  # addresses whose results did not come yet
        self.ended = threading.Event()

    def submit(self, due: list[tuple[str, dict[str, Any]]]) -> None:
        """Start on those whose hosts nobody is at."""
        hosts: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for what, row in due:
            hosts[urlsplit(row["url"]).netloc].append((what, row))
        for host, rows in hosts.items():
            if host not in self.busy and len(self.busy) < THREADS:
                self.busy.add(host)
                self.asked |= {row["url"] for _, row in rows[:MOST_EACH]}
                # of no pool, whose threads Python waits for at its end: what is on its way when a person stops us may last a minute
                threading.Thread(target=self.work, args=(host, rows[:MOST_EACH]), name=f"synoptic {host}", daemon=True).start()

    def work(self, host: str, rows: list[tuple[str, dict[str, Any]]]) -> None:
        """One host's addresses."""
        try:
            for what, row in rows:
                if self.clock.stopped.is_set() or self.ended.is_set():
                    break
                self.put(self.fetch(what, row))
        finally:
            self.put(host)

    def fetch(self, what: str, row: dict[str, Any]) -> Outcome:
        """One address."""
        try:
            fetched = self.fetcher.get(row["url"], etag=row["etag"], modified=row["modified"])
            listing = None
            if what == "source":
                if fetched.status in (404, 410):
                    return Outcome(what, row, failed=FetchError(f"it answers {fetched.status}.", lasting=fetched.status == 410, status=fetched.status))
                if fetched.status == 200:
                    listing = list_of(fetched, first=row["good"] is None, now=self.clock.now())
            return Outcome(what, row, fetched, listing)
        except FetchError as error:
            return Outcome(what, row, failed=error)
        except ReadError as error:
            return Outcome(what, row, failed=FetchError(error.reason))
        except Exception as error:  # whatever it was, the other sources go on, and this one is shown with it
            return Outcome(what, row, failed=FetchError(f"{type(error).__name__}: {error}"[:200]))

    def put(self, result: Outcome | str) -> None:
        """Hand on a result, waiting for room; after the end nobody takes it."""
        while not self.ended.is_set():
            try:
                self.results.put(result, timeout=0.5)
                return
            except queue.Full:
                continue

    def take(self, most: int, timeout: float) -> list[Outcome]:
        """The next results; waits for the first."""
        found: list[Outcome] = []
        try:
            result = self.results.get(timeout=timeout)
            while True:
                if isinstance(result, str):
                    self.busy.discard(result)
                else:
                    found.append(result)
                    self.asked.discard(result.row["url"])
                if len(found) >= most:
                    break
                result = self.results.get_nowait()
        except queue.Empty:
            pass
        return found

    def close(self) -> None:
        """Take no more; what is on its way ends with its own deadline, or with us."""
        self.ended.set()
