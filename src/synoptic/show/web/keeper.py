"""Keeps the last state of an archive, and makes the next one in a thread of its own while readers are served the last.

Looks every few seconds whether the archive's file has changed; each time it opens the archive anew, so that what other processes write is
seen, links what is new and swaps the state. Where that fails the last state stays and the reason is told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Protocol

from synoptic import __version__
from synoptic.account.kept import Accounts
from synoptic.errors import SynopticError
from synoptic.ids import make_id
from synoptic.link.parts import Joined, Part
from synoptic.model import Refusal
from synoptic.show.web.drawn import warm_charts
from synoptic.show.web.state import State

POLL_S = 2.0
log = logging.getLogger("synoptic.desk")


class Opened(Protocol):
    """What the desk asks of an open archive; `synoptic.pipeline.Archive` is one."""

    reader: Any
    writer: Any

    @property
    def where(self) -> str:
        """Its path."""

    def parts(self, known: Mapping[str, Part]) -> dict[str, Part]:
        """The linked records, story by story; parts of a state that is `known` are given back."""

    def holdings(self) -> Any:
        """How much it holds."""

    def refusals(self) -> tuple[Any, ...]:
        """What was refused."""


Open = Callable[[], AbstractContextManager[Any]]
Told = Callable[[State | None, State], None]


class Keeper:
    """The last state of the archive that `open_archive` opens."""

    def __init__(self, open_archive: Open, *, where: str = "", poll_s: float = POLL_S, told: Iterable[Told] = ()) -> None:
        """`told`: called with the state before and the new one, in the keeper's thread."""
        self.open, self.where, self.poll_s, self.told = open_archive, where, poll_s, tuple(told)
        self.state: State | None = None
        self.failed: str | None = None
        self.linking = False
        self.parts: dict[str, Part] = {}
        self.accounts = Accounts()
        self._seen: object = None
        self._stop, self._now, self._lock = Event(), Event(), Lock()
        self._thread: Thread | None = None

    def refresh(self) -> State:
        """The state of the archive as it is now, made where it is another than the last."""
        with self._lock:
            before, seen = self.state, self._stamp()
            self.linking = True
            try:
                with self.open() as archive:
                    self.parts = archive.parts(self.parts)
                    refused = archive.refusals()
                tag = make_id("desk", __version__, sorted((story, part.state) for story, part in self.parts.items()))
                if before is None or before.tag != tag:
                    self.state = self._made(tag, refused)
            finally:
                self.linking = False
            self._seen, self.failed = seen, None
            assert self.state is not None
            if self.state is not before:
                for tell in self.told:
                    tell(before, self.state)
                self.state.warm_search()
            return self.state

    def _made(self, tag: str, refused: Iterable[Refusal]) -> State:
        """The state of the parts, of which those that did not change cost little."""
        records = Joined(self.parts.values())
        made = State(tag, records, refused, self.accounts.build(self.parts, records))
        made.warm()
        warm_charts(made)
        return made

    def start(self) -> None:
        """Refresh now and whenever the file changes, in a thread."""
        self._thread = Thread(target=self._run, name="desk-keeper", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look now."""
        self._now.set()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._now.set()
        if self._thread:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._now.is_set() or self.state is None or self._stamp() != self._seen:
                self._now.clear()
                try:
                    self.refresh()
                except SynopticError as error:
                    self.failed = str(error)
                except Exception as error:
                    self.failed = f"{type(error).__name__}: {error}"
                    log.exception("the archive could not be shown")
            self._now.wait(self.poll_s)

    def _stamp(self) -> object:
        """What changes whenever the file does."""
        found = []
        for name in (self.where, f"{self.where}-wal"):
            try:
                stat = Path(name).stat()
                found.append((stat.st_mtime_ns, stat.st_size))
            except OSError:
                found.append((0, 0))
        return found
