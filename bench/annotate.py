"""The whole annotate pass against the bare language-model pass at its best, over the same texts in one run.

Bare: two processes, matrix products by numpy, one thread each, batches of 32 texts, nothing sent back but the entities' words. Whole: the pool as
`pipeline` runs it, with all annotators. Rounds alternate; processor time is the processes' own, without loading. Wanted: at most 1.5.
`--parts` shows what each annotator costs instead.

usage: python bench/annotate.py [--articles N] [--rounds R] [--parts] [--jsonl FILE]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from common import articles
from synoptic.annotate import ANNOTATORS
from synoptic.annotate.language import Language
from synoptic.annotate.reading import Reading
from synoptic.model import Document
from synoptic.pipeline import in_chunks
from synoptic.pool import map_chunks
from synoptic.read import read
from workers import Bare, Timed, Whole

WANTED = 1.5


def measure(make: type[Timed], docs: list[Document], workers: int) -> tuple[float, float, float]:
    """Wall seconds after loading, processor seconds, and the largest memory of a process in MiB."""
    warm = [docs[:1]] * workers
    results = map_chunks(make, [*warm, *in_chunks(docs)], workers=workers)
    start, cpu, memory = 0.0, 0.0, 0
    for number, (_, (told, _)) in enumerate(results):
        if number == workers - 1:
            start = time.perf_counter()
        elif number >= workers:
            cpu += told[1]
            memory = max(memory, told[2])
    return time.perf_counter() - start, cpu, memory / 1024


def parts(docs: list[Document]) -> None:
    """What each annotator costs, as a share of the bare pass, in this process."""
    language = Language()
    start = time.process_time()
    parsed = list(language.read(d.text for d in docs))
    bare = time.process_time() - start
    words = sum(len(d.text.split()) for d in docs)
    print(f"{'language':12} {bare / words * 1e6:8.1f} µs a word")
    spent = dict.fromkeys((a.name for a in ANNOTATORS), 0.0)
    for doc, one in zip(docs, parsed, strict=True):
        reading, found = Reading(doc, one), {}
        for annotator in ANNOTATORS:
            start = time.process_time()
            found[annotator.gives] = tuple(annotator.find(reading, *(found[kind] for kind in annotator.needs)))
            spent[annotator.name] += time.process_time() - start
    for name, seconds in spent.items():
        print(f"{name:12} {seconds / words * 1e6:8.1f} µs a word   {seconds / bare:5.2f} of the bare pass")
    print(f"{'all':12} {sum(spent.values()) / words * 1e6:8.1f} µs a word   {sum(spent.values()) / bare:5.2f} of the bare pass")


def compare(docs: list[Document], rounds: int, workers: int) -> float:
    """Print the two passes, and give the ratio of their best wall times."""
    words = sum(len(d.text.split()) for d in docs)
    taken: dict[str, list[tuple[float, float, float]]] = {"bare": [], "whole": []}
    for _ in range(rounds):
        for name, make in (("bare", Bare), ("whole", Whole)):
            taken[name].append(measure(make, docs, workers))
    for name, runs in taken.items():
        wall, cpu, memory = (min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs))
        print(
            f"{name:6} {wall:7.1f} s  {words / wall:8,.0f} words/s  {len(docs) / wall:6.1f} articles/s  {cpu:7.1f} s of processors  {memory:6.0f} MiB a process"
        )
    best = {name: min(r[0] for r in runs) for name, runs in taken.items()}
    work = {name: min(r[1] for r in runs) for name, runs in taken.items()}
    print(f"whole / bare: {best['whole'] / best['bare']:.2f} by the clock, {work['whole'] / work['bare']:.2f} of processor time (wanted: at most {WANTED})")
    return best["whole"] / best["bare"]


def chosen(arguments: argparse.Namespace) -> Iterable[Document]:
    """The articles to measure with."""
    if arguments.jsonl:
        return [d for d in read([arguments.jsonl]) if isinstance(d, Document)][: arguments.articles]
    return articles(arguments.articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--jsonl", type=Path, help="articles in the contract's input form, in place of the demo story's sentences")
    arguments = parser.parse_args()
    docs = list(chosen(arguments))
    print(f"{len(docs)} articles, {sum(len(d.text.split()) for d in docs):,} words")
    if arguments.parts:
        parts(docs)
    elif compare(docs, arguments.rounds, arguments.workers) > WANTED:
        sys.exit(1)


if __name__ == "__main__":
    main()
