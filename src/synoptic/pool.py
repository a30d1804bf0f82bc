"""Work in several processes at once, results in order, bounded in memory, and none lost with a process that dies.

Each process is a fresh Python that makes one worker (a callable that loads what it needs) and answers with plain values over a pipe. It is no
child of `multiprocessing`, so that a script or notebook that calls Synoptic needs no `if __name__ == "__main__"`, and it ends by itself when the
pipe closes, however the parent ended. One thread here talks with one process; where a process dies, its work is done again one by one,
so that only the one at fault is given up.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any

from synoptic.errors import SynopticError

AHEAD = 3  # chunks a process may be ahead of the results taken: bounds memory, and keeps all busy behind a long article
MOST_DEATHS = 10  # in a row without one answer between; a document that kills its process is tried twice
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # one a process: two with two threads each are slower (packages.md 1)
GARBAGE = 20_000  # objects between collections in a process (Python has 700)
CHILD = "from synoptic.pool import serve; serve()"


@dataclass(frozen=True)
class Lost:
    """What stands in place of a result whose process died."""

    reason: str


class DiedError(Exception):
    """The process ended without an answer."""


class PoolError(SynopticError):
    """Processes end again and again without one answer: something is wrong with more than single documents."""


def map_chunks(
    make: Callable[[], Callable[[list[Any]], list[Any]]], chunks: Iterable[list[Any]], *, workers: int
) -> Generator[tuple[list[Any], list[Any]], None, None]:
    """Each chunk with its results (one an entry; `Lost` where a process died over it), in order.

    `make` is importable by name; each process calls it once, and what it returns for every chunk. When the iterator is closed, by an error or
    Ctrl-C too, the processes are ended.
    """
    pool = Pool(make)
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

    def __init__(self, make: Callable[..., Any]) -> None:
        """Nothing starts before there is work."""
        self.make = make
        self.local = threading.local()
        self.lock = threading.Lock()
        self.children: list[Child] = []
        self.closed = False
        self.deaths = 0

    def work(self, chunk: list[Any]) -> list[Any]:
        """The results of a chunk, from this thread's process. Raises PoolError where none comes to an answer any more."""
        try:
            answer = self.child().ask(chunk)
            self.deaths = 0
            return answer
        except DiedError as died:
            self.local.child = None
            self.deaths += 1
            if self.closed:
                raise
            if self.deaths > MOST_DEATHS:
                raise PoolError(
                    f"The last {self.deaths} processes that annotate {died} without an answer. Is there enough memory? Try `--workers 1`."
                ) from None
            if len(chunk) == 1:
                return [Lost(str(died))]
        return [result for one in chunk for result in self.work([one])]

    def child(self) -> Child:
        """The process of this thread, started where there is none. Raises DiedError after `close`."""
        child: Child | None = getattr(self.local, "child", None)
        if child is None:
            with self.lock:
                if self.closed:
                    raise DiedError("closed")
                child = Child(self.make)
                self.children.append(child)
            self.local.child = child
        return child

    def close(self) -> None:
        """End all processes at once."""
        with self.lock:
            self.closed = True
            for child in self.children:
                child.end()


class Child:
    """One process and the pipes to it."""

    def __init__(self, make: Callable[..., Any]) -> None:
        """Start it; it makes its worker with the first chunk."""
        env = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            start_new_session=True,  # Ctrl-C reaches us alone; we end it
        )
        self.make = make
        self.fresh = True

    def ask(self, chunk: list[Any]) -> list[Any]:
        """Its answer. Raises DiedError; and what its worker raised."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            if self.fresh:
                send(self.process.stdin, self.make)
                self.fresh = False
            send(self.process.stdin, chunk)
            answer = receive(self.process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self.end()
            raise DiedError(how_ended(self.process.wait())) from None
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    def end(self) -> None:
        """Kill it where it still runs."""
        self.process.kill()
        self.process.wait()


def serve() -> None:
    """What runs in the process: makes the worker, then answers chunk after chunk until the pipe closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to stderr, not between the answers
    worker: Any = None
    try:
        try:
            make = receive(sys.stdin.buffer)
        except (AttributeError, ImportError) as error:  # not importable here: what follows in the pipe cannot be read
            send(answers, error)
            return
        while True:
            chunk = receive(sys.stdin.buffer)
            try:
                worker = worker or settled(make())
                answer = worker(chunk)
            except Exception as error:  # sent to the parent, which raises it
                answer = error
            send(answers, answer)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def settled(worker: Any) -> Any:
    """The same worker, all that it has loaded left out of garbage collection, and that run less often: it took 6 % of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    return worker


def send(pipe: IO[bytes], value: Any) -> None:
    """Write a value to a pipe."""
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read a value from a pipe of our own. Raises EOFError where it closed."""
    return pickle.load(pipe)


def how_ended(status: int) -> str:
    """The end of a process in words."""
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
