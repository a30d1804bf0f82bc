"""What came of an address -> what is noted of it: what a source listed, that a page has new words, that something failed or vanished, and when to ask again.

All of one round is one transaction, so that a source's marks (ETag) are never kept without what it listed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synoptic.ids import make_id
from synoptic.model import Refusal
from synoptic.watch.clock import Clock
from synoptic.watch.errors import FetchError
from synoptic.watch.evidence import Evidence
from synoptic.watch.jobs import Outcome
from synoptic.watch.pace import MOST_LASTING, MOST_PAGE_FAILURES, Pace
from synoptic.watch.sources import Hint, Listing
from synoptic.watch.state import State
from synoptic.watch.telling import telling

if TYPE_CHECKING:
    from synoptic.pipeline import Archive

TROUBLE = 3  # failures in a row of a source that are told
NOT_THERE = (404, 410)
MOVED = "has moved for good to"
ADOPTED = ("feed", "sitemap", "opml")  # kinds that list: what stands at a new address is the source, and no page that says that it is gone


@dataclass
class Counts:
    """What one run did."""

    asked: int = 0
    fetched: int = 0
    read: int = 0
    failed: int = 0
    told: int = 0


@dataclass
class Noting:
    """Notes outcomes in the state of a watch."""

    archive: Archive
    state: State
    evidence: Evidence
    clock: Clock
    pace: Pace
    counts: Counts

    def note(self, outcomes: list[Outcome], robots: dict[str, tuple[float, str, str]]) -> None:
        """Keep answers as evidence, then note all that came in one transaction."""
        if not outcomes:
            return
        changed = [
            (o.row["url"], o.fetched)
            for o in outcomes
            if o.what == "page" and o.fetched and o.fetched.status == 200 and digest_of(o.fetched.content) != o.row["digest"]
        ]
        changed += [(url, o.fetched) for o in outcomes if o.listing and o.fetched for url, hint in o.listing.entries if self.is_new(url, hint)]
        kept = self.evidence.keep([fetched for _, fetched in changed]) if changed else []
        places = dict(zip([url for url, _ in changed], kept, strict=True))
        with self.state.writing():
            for outcome in outcomes:
                self.counts.asked += 1
                if outcome.failed:
                    self.failed(outcome.what, outcome.row, outcome.failed)
                elif outcome.what == "source":
                    self.listed(outcome)
                    self.entries(outcome, places)
                else:
                    self.page(outcome, places.get(outcome.row["url"]))
            self.state.set_note("evidence_number", str(self.evidence.number))
            self.state.set_note("evidence_size", str(self.evidence.size))
            self.state.keep_robots(robots)

    def listed(self, outcome: Outcome) -> None:
        """Note what a source listed, with its answer's marks."""
        row, fetched, listing = outcome.row, outcome.fetched, outcome.listing or Listing(kind=outcome.row["kind"])
        assert fetched
        now = self.clock.now()
        for url, hint in listing.pages:
            self.state.add_page(url, row["url"], hint, now=now)
        for url in listing.old:
            self.state.do("INSERT OR IGNORE INTO pages (url, source, hint, found, state) VALUES (?, ?, '{}', ?, 'old')", url, row["url"], now)
        for url, kind, title in listing.sources:
            self.state.add_source(url, kind, title=title, parent=row["url"], due=now)
        fresh = fetched.status != 304
        self.state.set_source(
            row["url"],
            kind=listing.kind,
            title=row["title"] or listing.title,
            due=now + self.pace.source(listing.ttl),
            etag=fetched.header("etag") if fresh else row["etag"],
            modified=fetched.header("last-modified") if fresh else row["modified"],
            failures=0,
            reason=f"{MOVED} {fetched.moved}." if fetched.moved else None,
            good=now,
            ended=listing.kind in ("page", "front"),  # an article is followed as a page, a front page through its feeds
        )
        if fetched.moved and row["reason"] == f"{MOVED} {fetched.moved}." and listing.kind in ADOPTED:
            self.adopt(row, listing.kind, fetched.moved)
        if row["failures"] >= TROUBLE:
            self.tell("source", f"{row['title'] or row['url']} answers again.", row["url"], "again", now)

    def adopt(self, row: dict[str, Any], kind: str, moved: str) -> None:
        """Follow a source where it has moved for good: it said so twice in a row, and what stands there lists articles."""
        now = self.clock.now()
        self.state.add_source(moved, kind, title=row["title"], parent=row["parent"], due=now + self.pace.source())
        self.state.set_source(row["url"], ended=True, reason=f"{MOVED} {moved}, and is followed there.")
        self.tell("source", f"{row['title'] or row['url']} {MOVED} {moved}, and is followed there.", row["url"], moved)

    def is_new(self, url: str, hint: Hint) -> bool:
        """Whether an entry without an address was not seen before, or has other words now."""
        known = self.state.one("SELECT digest FROM pages WHERE url = ?", url)
        return known is None or known["digest"] != hint["digest"]

    def entries(self, outcome: Outcome, places: dict[str, tuple[str, int]]) -> None:
        """Note the new entries of a feed that have no address: they wait to be read in the feed as it was fetched, and are never asked for."""
        for url, hint in outcome.listing.entries if outcome.listing else ():
            if (place := places.get(url)) and outcome.fetched:
                self.state.add_page(url, outcome.row["url"], hint, now=self.clock.now())
                self.state.set_page(url, due=None, digest=hint["digest"])
                self.state.add_to_inbox(url, place, final=url, taken=outcome.fetched.taken, digest=hint["digest"] or "")

    def page(self, outcome: Outcome, place: tuple[str, int] | None) -> None:
        """Note an answer of a page: new words wait to be read, and it is asked again later."""
        row, fetched = outcome.row, outcome.fetched
        assert fetched
        if fetched.status in NOT_THERE:
            self.vanished(row, fetched.status)
            return
        checks = row["checks"] + 1
        wait = self.pace.page(checks)
        news: dict[str, Any] = {"due": None if wait is None else self.clock.now() + wait, "checks": checks, "failures": 0, "reason": row["reason"]}
        if fetched.status != 304:
            self.counts.fetched += 1
            digest = digest_of(fetched.content)
            news |= {"etag": fetched.header("etag"), "modified": fetched.header("last-modified"), "digest": digest}
            if place:
                self.state.add_to_inbox(row["url"], place, final=fetched.url, taken=fetched.taken, digest=digest)
        if row["failures"]:
            news["reason"] = None
        self.state.set_page(row["url"], **news)

    def vanished(self, row: dict[str, Any], status: int) -> None:
        """A page that is not there: one that was is told when it is missing twice, or says that it is gone; one that never was is given up."""
        reason = f"it answers {status}."
        if row["state"] not in ("kept", "refused"):
            self.failed("page", row, FetchError(reason, lasting=True, status=status))
        elif status == 404 and not row["failures"]:
            self.state.set_page(row["url"], failures=1, due=self.clock.now() + self.pace.failed(1), reason=reason)
        else:
            self.state.set_page(row["url"], state="gone", due=None, reason=reason)
            if last := self.state.last_version(row["url"]):
                doc = self.archive.reader.document(last["document"])
                line = f"{doc.title or row['url']} ({doc.publisher or doc.name}) answers {status}; what was fetched on {last['taken']} is kept."
                self.tell("gone", line, row["url"], last["document"], doc.id, documents=[doc.id])

    def failed(self, what: str, row: dict[str, Any], error: FetchError) -> None:
        """Note a failure with its reason, and when it is tried again; a page that fails for long is refused with the reason."""
        self.counts.failed += 1
        failures = row["failures"] + 1
        due = self.clock.now() + self.pace.failed(failures, error.after)
        if what == "source":
            self.state.set_source(row["url"], failures=failures, reason=error.reason, due=due)
            if failures == TROUBLE:
                self.tell("source", f"{row['title'] or row['url']} fails: {error.reason} It is tried again.", row["url"], error.reason, row["good"])
            return
        given_up = failures >= (MOST_LASTING if error.lasting else MOST_PAGE_FAILURES)
        self.state.set_page(row["url"], failures=failures, reason=error.reason, due=None if given_up else due)
        if given_up and row["state"] == "new":
            self.state.set_page(row["url"], state="lost")
            reason = f"could not be fetched: {error.reason}"
            if self.archive.writer:
                refusal = Refusal(id=make_id("r", row["url"], reason), where=row["url"], reason=reason, advice="It was tried again and again.")
                self.archive.writer.refuse([refusal])

    def tell(self, kind: str, line: str, url: str, *about: object, documents: Any = ()) -> None:
        """Keep one thing to tell."""
        told = telling(kind, line, url, *about, urls=[url], documents=documents)
        self.state.tell([(told.id, self.clock.now(), told.body())])


def digest_of(content: bytes) -> str:
    """The hash of a page, unpacked."""
    return hashlib.sha256(content).hexdigest()
