"""The watch: ask what is due, keep what came, read it, tell what changed; and again. What it knows is on the disk before it acts on it.

One thread notes, reads and tells; others fetch. Each step is one transaction and may be done again, so that a process killed between any two goes on
where it was: an answer is first appended to the evidence, then noted with its page, then read into the archive, then compared, then told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synoptic.errors import SynopticError
from synoptic.ids import make_id
from synoptic.watch import news
from synoptic.watch.clock import Clock
from synoptic.watch.evidence import Evidence
from synoptic.watch.fetch import Fetcher
from synoptic.watch.intake import read_again, read_inbox
from synoptic.watch.jobs import Jobs
from synoptic.watch.lock import Lock
from synoptic.watch.noting import Counts, Noting
from synoptic.watch.pace import Pace
from synoptic.watch.sources import named
from synoptic.watch.state import State
from synoptic.watch.tell import Channel

if TYPE_CHECKING:
    from synoptic.pipeline import Archive

IDLE_S = 30.0  # at most, between two looks at what is due
PATIENCE_S = 0.2  # of the system's clock, for results on their way
TROUBLE = "trouble: the account was not looked at"
AT_ONCE = 32  # results noted together


def folder_of(archive: str | Path) -> Path:
    """Where a watch keeps what it knows, beside the archive: `story.db` -> `story.watch`."""
    path = Path(archive)
    return path.with_name(f"{path.stem}.watch")


@dataclass
class Watch:
    """One archive being watched. A context manager; one at a time an archive."""

    archive: Archive
    folder: Path
    clock: Clock = field(default_factory=Clock)
    fetcher: Fetcher | None = None
    pace: Pace = field(default_factory=Pace)
    channels: list[Channel] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open what it knows. Raises WatchError where another process watches this archive, or where what it knows is damaged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = Lock(self.folder / "lock")
        self.state = State(self.folder / "state.db")
        self.evidence = Evidence(self.folder / "evidence")
        self.evidence.recover(int(self.state.note("evidence_number") or 1), int(self.state.note("evidence_size") or 0))
        self.asking = self.fetcher or Fetcher(self.clock)
        self.asking.robots.known |= self.state.robots()
        self.jobs = Jobs(self.asking, self.clock)
        self.counts = Counts()
        self.noting = Noting(self.archive, self.state, self.evidence, self.clock, self.pace, self.counts)
        read_again(self.archive, self.state)
        self.looked = self.clock.now() - self.pace.settle
        self.held: dict[str, tuple[int, float]] = {}  # channel -> failures in a row, not before

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def follow(self, given: str) -> int:
        """Follow what a user names: an address, an OPML file, a file or folder; how many sources were new. Raises FetchError, ReadError."""
        with self.state.writing():
            return sum(self.state.add_source(url, kind, title=title, due=self.clock.now()) for url, kind, title in named(given))

    def ask(self, question: str) -> None:
        """Save a question; articles that come from now on are matched with it."""
        self.state.do("INSERT OR IGNORE INTO questions VALUES (?, ?)", " ".join(question.split()), self.clock.now())

    def run(self, *, once: bool = False) -> Counts:
        """Watch until the clock is stopped; `once`: until nothing is due and all that was due is told."""
        while not self.clock.stopped.is_set():
            if self.step() or self.jobs.busy:
                continue
            now, upcoming = self.clock.now(), self.state.next_due()
            if once and (upcoming is None or upcoming > now):
                break
            if self.state.has("fresh") and now - self.looked >= self.pace.settle:
                continue
            self.clock.wait(min(IDLE_S, max(0.1, (upcoming or now + IDLE_S) - now)))
        self.finish()
        return self.counts

    def step(self) -> int:
        """One round: start what is due, note what came, read a few pages, look at the account where it is time; how much was done."""
        due = [(what, dict(row)) for what, row in self.state.due(self.clock.now())]
        self.read_files([row for _, row in due if row.get("kind") == "file"])
        self.jobs.submit([(what, row) for what, row in due if row.get("kind") != "file" and row["url"] not in self.jobs.asked])
        outcomes = self.jobs.take(AT_ONCE, PATIENCE_S if self.jobs.busy and not self.state.has("inbox") else 0.001)
        self.noting.note(outcomes, self.asking.robots.known)
        read = self.read_inbox()
        if self.state.has("fresh") and self.clock.now() - self.looked >= self.pace.settle:
            self.look()
        self.deliver()
        return len(outcomes) + read

    def read_inbox(self) -> int:
        """Read a few of the pages that wait."""
        read = read_inbox(self.archive, self.state, self.evidence, self.clock.now()) if self.state.has("inbox") else 0
        self.counts.read += read
        return read

    def read_files(self, rows: list[dict[str, Any]]) -> None:
        """Read files and folders that are followed, where something in them changed since."""
        for row in rows:
            mark, reason = mark_of(Path(row["url"])), row["reason"]
            if mark != row["etag"]:
                before = {d.id for d in self.archive.documents()}
                refused = self.archive.read([row["url"]]).refused
                reason = f"{len(refused)} refused, such as {refused[0].where}: {refused[0].reason}" if refused else None
                self.state.add_fresh(d.id for d in self.archive.documents() if d.id not in before)
            now = self.clock.now()
            self.state.set_source(row["url"], etag=mark, due=now + self.pace.source(), good=now, reason=reason)

    def look(self) -> None:
        """Compare the account with what was known of it, and keep what there is to tell. What goes wrong is shown, and tried again with the next articles."""
        self.looked = self.clock.now()
        try:
            self.counts.told += news.look(self.archive, self.state, self.looked)
            self.state.do("DELETE FROM notes WHERE key = ?", TROUBLE)
        except Exception as error:  # sources go on being asked and kept, whatever a linker stumbles over
            self.state.set_note(TROUBLE, f"{type(error).__name__}: {error}"[:300])

    def deliver(self) -> None:
        """Bring what is to be told to every channel; one that fails is tried again later, the others go on."""
        for channel in self.channels:
            failures, not_before = self.held.get(channel.name, (0, 0.0))
            if self.clock.now() < not_before:
                continue
            try:
                news.deliver(channel, self.state)
                if self.held.pop(channel.name, None):
                    self.state.do("DELETE FROM notes WHERE key = ?", f"trouble: {channel.name}")
            except (OSError, SynopticError, ValueError) as error:
                self.held[channel.name] = (failures + 1, self.clock.now() + self.pace.failed(failures + 1))
                self.state.set_note(f"trouble: {channel.name}", str(error)[:300])

    def finish(self) -> None:
        """What is done before a run ends by itself: read, look and tell what is there already. A run that is stopped leaves that to the next."""
        while not self.clock.stopped.is_set() and self.read_inbox():
            pass
        if not self.clock.stopped.is_set() and self.state.has("fresh"):
            self.look()
        self.deliver()

    def close(self) -> None:
        """Let go of everything."""
        self.clock.stop()
        self.jobs.close()
        self.state.close()
        self.lock.close()


def mark_of(path: Path) -> str:
    """What tells that a file, or a file of a folder, changed: names, sizes and times."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    stats = [(str(p), s.st_size, s.st_mtime_ns) for p in files if p.exists() for s in [p.stat()]]
    return make_id("files", stats)
