"""One process that works for a pool: a fresh Python, told over a pipe what to make its worker with, then asked chunk after chunk.

Here both ends: `Child` in the process that asks, `serve` in the one that answers, entry by entry. What a worker raises is raised where it was
asked; a process that ended is told apart by how, and one that was ended because an entry took too long says so.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # one a process: two with two threads each are slower (packages.md 1)
GARBAGE = 20_000  # objects between collections in a process (Python has 700)
CHILD = "from synoptic.pool.child import serve; serve()"

Make = Callable[[], Callable[[list[Any]], Iterable[Any]]]  # a worker: entries in, a result each out, one by one


class DiedError(Exception):
    """The process ended without an answer."""


class TooLongError(DiedError):
    """It was ended because one entry took too long."""


class Child:
    """One process and the pipes to it."""

    def __init__(self, make: Make) -> None:
        """Start it; it makes its worker at once, and is asked when that is done."""
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
        self.since: float | None = None  # when it began with the entry that it is at; loading is not timed
        self.late: float | None = None  # the limit that it passed

    def answers(self, chunk: list[Any]) -> Iterator[Any]:
        """Its answers, one an entry. Raises DiedError; and what its worker raised."""
        if self.fresh:
            self.say(self.make)
            self.hear()
            self.fresh = False
        self.say(chunk)
        for _ in chunk:
            self.since = time.monotonic()
            answer = self.hear()
            self.since = None
            yield answer

    def say(self, value: Any) -> None:
        """Send a value."""
        assert self.process.stdin is not None
        with self.alive():
            send(self.process.stdin, value)

    def hear(self) -> Any:
        """The next answer."""
        assert self.process.stdout is not None
        with self.alive():
            answer = receive(self.process.stdout)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @contextmanager
    def alive(self) -> Iterator[None]:
        """A pipe that closes is the end of the process. Raises DiedError."""
        try:
            yield
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self.end()
            status = self.process.wait()
            if self.late and self.since and time.monotonic() - self.since >= self.late:
                raise TooLongError(f"took longer than {self.late:g} seconds") from None
            raise DiedError(how_ended(status)) from None

    def end_if_late(self, limit: float) -> None:
        """Kill it where it has been at one entry for longer than `limit` seconds."""
        since = self.since
        if since is not None and time.monotonic() - since > limit:
            self.late = limit
            self.end()

    def end(self) -> None:
        """Kill it where it still runs."""
        self.process.kill()
        self.process.wait()


def serve() -> None:
    """What runs in the process: makes the worker, says that it is ready, then answers entry after entry until the pipe closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to stderr, not between the answers
    try:
        try:
            worker = settled(receive(sys.stdin.buffer)())
            send(answers, None)
            while True:
                chunk = receive(sys.stdin.buffer)
                for _, result in zip(chunk, worker(chunk), strict=True):
                    send(answers, result)
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:  # sent to the parent, which raises it
            send(answers, error)
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
