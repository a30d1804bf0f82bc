"""Foreign bytes are taken apart in a process of their own, with a limit of time and memory: what hangs or crashes there stops nothing here.

In: the name of a task, bytes, and plain arguments. Out: the plain value (what JSON can write) that the task gives. Parsers of HTML, feeds, PDF and
Word files meet whatever the web holds; one that loops, fills the memory or dies costs its document alone. The answer comes as JSON and never as a
pickle, so that a parser that was taken over can say something false and run nothing. It is no sandbox: the process may open files.
"""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

from synoptic.errors import ReadError

TASKS = {  # name -> module:function; it takes bytes and the arguments, and raises ReadError for what it cannot read
    "page": "synoptic.read.page:take_apart",
    "feed": "synoptic.read.feed:take_apart",
    "mail": "synoptic.read.mail:take_apart",
    "pdf": "synoptic.read.pdf:take_apart",
    "docx": "synoptic.read.docx:take_apart",
}
LIMIT_S = 10.0  # of one task; the slowest of the 60 pages of ../shared/data/extraction takes 0.4 s
MEMORY = 2 << 30  # bytes that the process may take; it has 0.2 GiB when all parsers are loaded
TASKS_EACH = 500  # then a fresh process: some parsers remember what they saw
LENGTH = struct.Struct(">Q")
CHILD = "from synoptic.read.guard import serve; serve()"


class Guard:
    """One such process, started when it is first needed, and again after it was ended."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        """Nothing starts here."""
        self.limit_s = limit_s
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.done = 0

    def ask(self, task: str, content: bytes, where: str, *arguments: Any) -> Any:
        """What a task makes of some bytes. Raises ReadError: the task's own, or one that says that it took too long or died."""
        with self.lock:
            process = self.started()
            assert process.stdin
            assert process.stdout
            timed_out = threading.Event()

            def stop() -> None:
                timed_out.set()
                process.kill()

            timer = threading.Timer(self.limit_s, stop)
            timer.start()
            try:
                send(process.stdin, json.dumps([task, where, list(arguments)]).encode())
                send(process.stdin, content)
                answer = json.loads(receive(process.stdout))
            except (EOFError, OSError, ValueError):
                self.end()
                if timed_out.is_set():
                    raise ReadError(where, f"taking it apart took longer than {self.limit_s:.0f} s.", "Give the article as text.") from None
                raise ReadError(where, "the parser ended on it without an answer.", "Give the article as text.") from None
            finally:
                timer.cancel()
            self.done += 1
        if "error" in answer:
            raise ReadError(*answer["error"])
        return answer["value"]

    def started(self) -> subprocess.Popen[bytes]:
        """The process, a fresh one where there is none or it has done its share."""
        if self.process and (self.done >= TASKS_EACH or self.process.poll() is not None):
            self.end()
        if self.process is None:
            env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, start_new_session=True
            )
            self.done = 0
        return self.process

    def end(self) -> None:
        """Kill the process where it runs."""
        process, self.process = self.process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                try:
                    if pipe:
                        pipe.close()
                except OSError:  # what was not sent has nowhere to go
                    pass
            process.wait()


ONE = Guard()
atexit.register(ONE.end)


def guarded(task: str, content: bytes, where: str, *arguments: Any) -> Any:
    """What a task of TASKS makes of some bytes, in the one process that guards us. Raises ReadError."""
    return ONE.ask(task, content, where, *arguments)


def serve() -> None:
    """What runs in the process: one task after another until the pipe closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to stderr, not between the answers
    bound_memory()
    known: dict[str, Callable[..., Any]] = {}
    while True:
        try:
            task, where, arguments = json.loads(receive(sys.stdin.buffer))
            content = receive(sys.stdin.buffer)
        except EOFError:
            os._exit(0)
        try:
            answer = {"value": (known.get(task) or known.setdefault(task, load(task)))(content, where, *arguments)}
        except ReadError as error:
            answer = {"error": [error.where, error.reason, error.advice]}
        except (Exception, RecursionError, MemoryError) as error:  # of whatever kind: a parser met what its makers did not think of
            answer = {"error": [where, f"cannot be taken apart ({type(error).__name__}).", "Save it again, or give the article as text."]}
        del content
        send(answers, json.dumps(answer).encode())


def load(task: str) -> Callable[..., Any]:
    """The function of a task."""
    module, _, name = TASKS[task].partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def bound_memory() -> None:
    """Let this process take no more than MEMORY, where the system can hold it to that."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, OSError, ValueError):
        pass


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write bytes with their length."""
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read bytes of a length that was sent. Raises EOFError where the pipe closed."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    size = LENGTH.unpack(head)[0]
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
