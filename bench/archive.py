"""An archive as it grows: how fast articles are read into it, its size and the memory, then export and reading again.

Articles are shuffled sentences of the demo story, streamed as JSON Lines, so that nothing but Synoptic grows. Memory must stay flat after the first
steps: it is that of this process and of its workers, at each step. `--stub` puts a worker without a language model in, to see the archive alone.

usage: python bench/archive.py [--articles N] [--steps S] [--sentences S] [--stub] [--link]
Ends with 1 where memory grew by more than GROWTH between the second step and the last.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import SENTENCES, articles
from synoptic import pool
from synoptic.archive import to_rows
from synoptic.ids import make_id
from synoptic.model import Document, Timex
from synoptic.pipeline import Archive, annotating, open_archive
from synoptic.serialize import dump

GROWTH = 0.1  # of the memory of all processes: the first step still fills caches


class Stub:
    """A worker that finds every word that starts with a capital, to load the archive without a model."""

    def __call__(self, docs: list[Document]) -> list[object]:
        """Rows of each document."""
        return [to_rows({Timex: tuple(self.capitals(doc))}) for doc in docs]

    def capitals(self, doc: Document) -> list[Timex]:
        """A record on each word that starts with a capital."""
        found, start = [], 0
        for word in doc.text.split():
            start = doc.text.index(word, start)
            if word[0].isupper():
                where = {"document": doc.id, "start": start, "end": start + len(word), "exact": word}
                found.append(Timex(id=make_id("t", doc.id, start), **where, type="DATE"))  # type: ignore[arg-type]
        return found


class Here:
    """Work in this process, in place of a pool's."""

    def __init__(self, make: type[Stub], **_: object) -> None:
        self.worker = make()

    def work(self, docs: list[Document]) -> list[object]:
        """Rows of each document."""
        return self.worker(docs)

    def close(self) -> None:
        """Nothing was started."""


def memory() -> int:
    """MiB in use by this process and its children now."""
    listed = subprocess.run(["ps", "-o", "pid=,ppid=,rss=", "-A"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    me = [r for r in rows if r[0] == os.getpid()]
    return sum(r[2] for r in me + [r for r in rows if r[1] == me[0][0]]) // 1024


def fill(archive: Archive, file: Path, count: int, steps: int) -> list[int]:
    """Read the articles of a file, print a line a step, and give the memory at each."""
    start = last = time.perf_counter()
    told = 0
    used: list[int] = []

    def progress(_: str, done: int, __: int | None) -> None:
        nonlocal told, last
        if done - told >= count / steps:
            now = time.perf_counter()
            size = sum(p.stat().st_size for p in file.parent.glob("story.db*"))
            used.append(memory())
            speed, each = (done - told) / (now - last), size / done / 1024
            print(f"{done:7,} articles  {speed:7.1f} articles/s  {size / 2**20:8.1f} MiB  {each:6.1f} KiB an article  {used[-1]:6,} MiB memory", flush=True)
            told, last = done, now

    archive.read([file], progress=progress)
    print(f"read in {time.perf_counter() - start:.1f} s")
    return used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="sentences an article; few make many articles affordable")
    parser.add_argument("--stub", action="store_true")
    parser.add_argument("--link", action="store_true", help="link and export as well")
    arguments = parser.parse_args()
    if arguments.stub:
        annotating.Annotating, pool.Pool = Stub, Here  # type: ignore[misc,assignment]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        with open(file, "w", encoding="utf-8") as lines:
            for doc in articles(arguments.articles, arguments.sentences):
                lines.write(dump({"name": doc.name, "publisher": doc.publisher, "published": doc.published, "text": doc.text}) + "\n")
        with open_archive(Path(folder) / "story.db") as archive:
            used = fill(archive, file, arguments.articles, arguments.steps)
            start = time.perf_counter()
            archive.read([file])
            print(f"read again, all known, in {time.perf_counter() - start:.1f} s")
            for step in ("linked and exported", "exported again") if arguments.link else ():
                start = time.perf_counter()
                archive.export("jsonl", Path(folder) / "out.jsonl")
                print(f"{step} in {time.perf_counter() - start:.1f} s; memory {memory():,} MiB")
    growth = used[-1] / used[1] - 1 if len(used) > 2 else 0.0
    print(f"memory grew by {growth:.1%} between the second step and the last (wanted: at most {GROWTH:.0%})")
    if growth > GROWTH:
        sys.exit(1)


if __name__ == "__main__":
    main()
