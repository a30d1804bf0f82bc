"""The whole annotate pass against the bare language-model pass at its best, over the same texts in one run.

Bare: two processes, matrix products by numpy, one thread each, batches of 32 texts, nothing sent back but the entities' words. Whole: the pool as
`pipeline` runs it, with all annotators. Rounds alternate; processor time is the processes' own, without loading. Wanted: at most 1.5.
`--parts` shows what each annotator costs instead, beside our own language pass (about 0.8 of the bare one, which has spaCy's own rules).

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
from synoptic.pipeline.annotating import in_chunks
from synoptic.pool import map_chunks
from synoptic.read import read
from workers import Bare, Timed, Whole

WANTED = 1.5


def measure(make: type[Timed], docs: list[Document], workers: int) -> tuple[float, float, float, float]:
    """Wall seconds after loading, processor seconds, the largest memory of a process in MiB, and wall seconds with loading."""
    begin = time.perf_counter()
    warm = [docs[:1]] * workers
    results = map_chunks(make, [*warm, *in_chunks(docs)], workers=workers)
    start, cpu, memory = 0.0, 0.0, 0
    for number, (_, ((told, _), *_)) in enumerate(results):
        if number == workers - 1:
            start = time.perf_counter()
        elif number >= workers:
            cpu += told[1]
            memory = max(memory, told[2])
    end = time.perf_counter()
    return end - start, cpu, memory / 1024, end - begin


def parts(docs: list[Document]) -> None:
    """What each annotator costs, as a share of the bare pass, in this process."""
    language = Language()
    start = time.process_time()
    parsed = list(language.read(d.text for d in docs))
    bare = time.process_time() - start
    words = sum(len(d.text.split()) for d in docs)
    print(f"{'language':12} {bare / words * 1e6:8.1f} µs a word")
    spent = dict.fromkeys((a.name for a in ANNOTATORS), 0.0)
    with language.threads.limit(limits=1):  # as the workers have it: idle threads of a matrix product would count as work
        for doc, one in zip(docs, parsed, strict=True):
            reading, found = Reading(doc, one), {}
            for annotator in ANNOTATORS:
                start = time.process_time()
                found[annotator.gives] = tuple(annotator.find(reading, *(found[kind] for kind in annotator.needs)))
                spent[annotator.name] += time.process_time() - start
    for name, seconds in spent.items():
        print(f"{name:12} {seconds / words * 1e6:8.1f} µs a word   {seconds / bare:5.2f} of the language pass")
    print(f"{'all':12} {sum(spent.values()) / words * 1e6:8.1f} µs a word   {sum(spent.values()) / bare:5.2f} of the language pass")


def compare(docs: list[Document], rounds: int, workers: int) -> float:
    """Print the two passes, and give the ratio of their least processor times: that of the clock tells of others on the machine, too."""
    words = sum(len(d.text.split()) for d in docs)
    taken: dict[str, list[tuple[float, float, float, float]]] = {"bare": [], "whole": []}
    for _ in range(rounds):
        for name, make in (("bare", Bare), ("whole", Whole)):
            taken[name].append(measure(make, docs, workers))
    print(f"{'':8}{'seconds':>9}{'with loading':>14}{'of processors':>15}{'words/s':>9}{'MiB a process':>15}")
    best: dict[str, list[float]] = {}
    for name, runs in taken.items():
        wall, cpu, _, loaded = best[name] = [min(column) for column in zip(*runs, strict=True)]
        print(f"{name:8}{wall:9.1f}{loaded:14.1f}{cpu:15.1f}{words / wall:9,.0f}{max(r[2] for r in runs):15.0f}")
    clock, processors, loading = (best["whole"][n] / best["bare"][n] for n in (0, 1, 3))
    print(f"{'ratio':8}{clock:9.2f}{loading:14.2f}{processors:15.2f}   (wanted: at most {WANTED})")
    return processors


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
