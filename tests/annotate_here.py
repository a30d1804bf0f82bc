"""Stub annotators for tests: a worker without the language model, in this process in place of the pool's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from synoptic import pool
from synoptic.pipeline import annotating


class Here:
    """A pool whose work is done in this process: nothing to start, nothing that another process must import."""

    def __init__(self, make: Callable[[], Callable[[list[Any]], Iterable[Any]]], *, limit: float | None = None) -> None:
        self.make, self.limit = make, limit

    def work(self, chunk: list[Any]) -> list[Any]:
        return list(self.make()(chunk))

    def close(self) -> None:
        pass


def annotate_here(worker: type, patch: Callable[[Any, str, Any], None] = setattr) -> None:
    """Have `worker` annotate, here. `patch`: monkeypatch.setattr, where the test gives it back."""
    patch(pool, "Pool", Here)
    patch(annotating, "Annotating", worker)
