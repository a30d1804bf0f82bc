"""The pool: order, errors, processes that die, and none left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from synoptic.pool import Lost, Pool, PoolError, map_chunks

WORKER = """
import os, time

class Worker:
    def __init__(self):
        print("what a library prints does not disturb the answers")
    def __call__(self, numbers):
        time.sleep(0.001 * (numbers[0] % 7))
        if 13 in numbers:
            os.kill(os.getpid(), 9)
        if -1 in numbers:
            raise ValueError("no negative numbers")
        return [(n, n * n, os.getpid()) for n in numbers]

class Slow:
    def __init__(self):
        time.sleep(0.6)
    def __call__(self, numbers):
        for n in numbers:
            time.sleep(60 if n == 13 else 0.01)
            yield n, os.getpid()

class Broken:
    def __init__(self):
        raise RuntimeError("no model")
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module with workers that other processes can import."""
    (tmp_path / "pool_worker.py").write_text(textwrap.dedent(WORKER))
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("pool_worker", None)
    return import_module("pool_worker")


def chunks(count: int, size: int = 3) -> list[list[int]]:
    return [list(range(n * size + 20, n * size + 20 + size)) for n in range(count)]


def test_results_come_in_order_from_several_processes(made: ModuleType) -> None:
    """Whoever is done first, results come in the order of the chunks, and the work is shared."""
    done = list(map_chunks(made.Worker, chunks(40), workers=2))
    assert [chunk for chunk, _ in done] == chunks(40)
    assert [[n for n, _, _ in results] for _, results in done] == chunks(40)
    assert len({pid for _, results in done for _, _, pid in results} - {os.getpid()}) == 2


def test_a_process_that_dies_loses_the_one_at_fault_alone(made: ModuleType) -> None:
    """Where one entry kills its process, the others of its chunk and all other chunks have their results."""
    given = [[11, 12, 13, 14], [15, 16], [17]]
    results = [r for _, rs in map_chunks(made.Worker, given, workers=2) for r in rs]
    assert [r[0] if isinstance(r, tuple) else None for r in results] == [11, 12, None, 14, 15, 16, 17]
    assert results[2] == Lost("was ended by SIGKILL")


def test_a_process_that_hangs_is_replaced_and_the_one_at_fault_is_lost(made: ModuleType) -> None:
    """Where one entry takes longer than it may, its process is ended and another goes on with the next; loading is not timed."""
    started = time.monotonic()
    results = [r for _, rs in map_chunks(made.Slow, [[11, 12, 13, 14], [15, 16]], workers=1, limit=0.4) for r in rs]
    assert [r[0] if isinstance(r, tuple) else None for r in results] == [11, 12, None, 14, 15, 16]
    assert results[2] == Lost("took longer than 0.4 seconds")
    assert results[1][1] != results[3][1]
    assert time.monotonic() - started < 30


def test_a_pool_that_is_kept_starts_another_process_after_an_error(made: ModuleType) -> None:
    """What a worker raises ends its process; the next work is done by another, with no answer of the one before."""
    pool = Pool(made.Worker)
    try:
        assert [n for n, _, _ in pool.work([1, 2])] == [1, 2]
        with pytest.raises(ValueError, match="no negative"):
            pool.work([-1, 5])
        assert [n for n, _, _ in pool.work([3, 4])] == [3, 4]
    finally:
        pool.close()


@pytest.mark.parametrize(("name", "chunk", "message"), [("Worker", [-1], "no negative"), ("Broken", [1], "no model")])
def test_what_a_worker_raises_is_raised_here(made: ModuleType, name: str, chunk: list[int], message: str) -> None:
    """An error of the worker reaches the caller, and the processes end."""
    with pytest.raises(Exception, match=message):
        list(map_chunks(getattr(made, name), [chunk], workers=1))


def test_gives_up_where_every_process_dies(made: ModuleType) -> None:
    """Where nothing comes to an answer any more, it says so in place of starting a process for each document."""
    with pytest.raises(PoolError, match="SIGKILL"):
        list(map_chunks(made.Worker, [[13]] * 100, workers=1))


def test_a_worker_that_cannot_be_imported_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process cannot import raises here."""
    module = ModuleType("only_in_this_process")
    module.nowhere = nowhere  # type: ignore[attr-defined]
    monkeypatch.setattr(nowhere, "__module__", module.__name__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    with pytest.raises((AttributeError, ImportError)):
        list(map_chunks(nowhere, [[1]], workers=1))


def nowhere() -> None:
    """A worker of a module that no other process has."""


def test_input_is_taken_only_as_fast_as_results(made: ModuleType) -> None:
    """Memory stays bounded: no more chunks are read ahead than a few for each process."""
    taken = 0

    def counted() -> object:
        nonlocal taken
        for chunk in chunks(200):
            taken += 1
            yield chunk

    results = map_chunks(made.Worker, counted(), workers=2)  # type: ignore[arg-type]
    next(results)
    time.sleep(0.3)
    assert taken < 10
    results.close()


def test_closing_ends_the_processes(made: ModuleType) -> None:
    """When the results are no longer wanted, nothing runs on."""
    results = map_chunks(made.Worker, chunks(50), workers=2)
    pids = {pid for _, rs in [next(results), next(results)] for _, _, pid in rs}
    results.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_processes_end_when_their_parent_is_killed(made: ModuleType, tmp_path: Path) -> None:
    """A parent killed with SIGKILL leaves no process behind."""
    script = f"""
import sys; sys.path.insert(0, {str(tmp_path)!r})
import pool_worker, time
from synoptic.pool import map_chunks
for _, results in map_chunks(pool_worker.Worker, ([n] for n in range(20, 10**6)), workers=1):
    print(results[0][2], flush=True)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()
