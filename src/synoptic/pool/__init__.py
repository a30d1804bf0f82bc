"""Work in several processes at once, results in order, bounded in memory, and none lost with a process that dies or hangs.

Each process is a fresh Python that makes one worker (a callable that loads what it needs) and answers entry by entry, with plain values over a pipe. It
is no child of `multiprocessing`, so that a script or notebook that calls Synoptic needs no `if __name__ == "__main__"`, and it ends by itself when the
pipe closes, however the parent ended. One thread here talks with one process; where a process dies or takes too long, the entry that it was at is
given up alone, and another process goes on with the next.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from synoptic.errors import SynopticError
from synoptic.pool.child import Child, DiedError, Make, TooLongError

AHEAD = 3  # chunks a process may be ahead of the results taken: bounds memory, and keeps all busy behind a long article
MOST_DEATHS = 10  # in a row without one answer between
TRIES = 2  # of an entry whose process died: it may have been another's fault (memory)
WATCH_S = 0.5  # between looks at whether a process takes too long; a limit is kept to within this


@dataclass(frozen=True)
class Lost:
    """What stands in place of a result whose process died."""

    reason: str


class PoolError(SynopticError):
    """Processes end again and again without one answer: something is wrong with more than single documents."""


def map_chunks(make: Make, chunks: Iterable[list[Any]], *, workers: int, limit: float | None = None) -> Generator[tuple[list[Any], list[Any]], None, None]:
    """Each chunk with its results (one an entry; `Lost` where a process died over it, or took longer than `limit` seconds), in order.

    `make` is importable by name; each process calls it once, and what it returns for every chunk. When the iterator is closed, by an error or
    Ctrl-C too, the processes are ended.
    """
    pool = Pool(make, limit=limit)
    threads = ThreadPoolExecutor(workers, thread_name_prefix="synoptic")
    waiting: deque[tuple[list[Any], Future[list[Any]]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, threads.submit(pool.work, chunk)))
            while len(waiting) >= workers * AHEAD or (waiting and waiting[0][1].done()):
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        pool.close()
        threads.shutdown(cancel_futures=True)


class Pool:
    """The processes, one a thread that asks for work."""

    def __init__(self, make: Make, *, limit: float | None = None) -> None:
        """Nothing starts before there is work. `limit`: seconds that an entry may take."""
        self.make, self.limit = make, limit
        self.local = threading.local()
        self.lock = threading.Lock()
        self.children: list[Child] = []
        self.closed = threading.Event()
        self.deaths = 0

    def work(self, chunk: list[Any]) -> list[Any]:
        """The results of a chunk, from this thread's process. Raises PoolError where none comes to an answer any more."""
        results: list[Any] = []
        tries = 0
        while len(results) < len(chunk):
            try:
                left = chunk[len(results) :]
                for result in self.child().answers(left[:1] if tries else left):  # alone, so that it is surely the one at fault
                    results.append(result)
                    self.deaths = tries = 0
            except DiedError as died:
                self.mourn(died)
                tries += 1
                if tries == TRIES or isinstance(died, TooLongError):
                    results.append(Lost(str(died)))
                    tries = 0
            except BaseException:  # what the process still sends belongs to nobody
                self.forget()
                raise
        return results

    def forget(self) -> None:
        """End this thread's process; the next work starts another."""
        child: Child | None = getattr(self.local, "child", None)
        if child:
            child.end()
        self.local.child = None

    def mourn(self, died: DiedError) -> None:
        """Forget this thread's process. Raises what ended it where the pool is closed; PoolError where too many died."""
        self.forget()
        if self.closed.is_set():
            raise died
        self.deaths += not isinstance(died, TooLongError)
        if self.deaths > MOST_DEATHS:
            raise PoolError(f"The last {self.deaths} processes that annotate {died} without an answer. Is there enough memory? Try `--workers 1`.") from None

    def child(self) -> Child:
        """The process of this thread, started where there is none. Raises DiedError after `close`."""
        child: Child | None = getattr(self.local, "child", None)
        if child is None:
            with self.lock:
                if self.closed.is_set():
                    raise DiedError("closed")
                child = Child(self.make)
                if self.limit and not self.children:
                    threading.Thread(target=self.watch, args=(self.limit,), name="synoptic-watch", daemon=True).start()
                self.children = [*(c for c in self.children if c.process.poll() is None), child]
            self.local.child = child
        return child

    def watch(self, limit: float) -> None:
        """End each process that has been at one entry for too long."""
        while not self.closed.wait(min(WATCH_S, limit / 4)):
            with self.lock:
                for child in self.children:
                    child.end_if_late(limit)

    def close(self) -> None:
        """End all processes at once."""
        self.closed.set()
        with self.lock:
            for child in self.children:
                child.end()
