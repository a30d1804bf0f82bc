"""A line a telling, with its time and where to read it, on standard output."""

from __future__ import annotations

import sys
from typing import TextIO

from synoptic.watch.clock import stamp
from synoptic.watch.telling import Telling


class Terminal:
    """Standard output, or another stream."""

    name = "terminal"
    whole = False

    def __init__(self, stream: TextIO | None = None) -> None:
        """`stream` for tests."""
        self.stream = stream

    def send(self, tellings: list[tuple[float, Telling]]) -> None:
        """Print them."""
        stream = self.stream or sys.stdout
        for when, telling in tellings:
            stream.write(f"{line_of(when, telling)}\n")
        stream.flush()


def line_of(when: float, telling: Telling) -> str:
    """One telling on one line, its address after it."""
    return f"{stamp(when)[:16].replace('T', ' ')}  {telling.headline}" + (f"  {telling.urls[0]}" if telling.urls else "")
