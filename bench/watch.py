"""Articles a minute through `synoptic watch` (fetched, kept as evidence, extracted, annotated, linked, compared), against the bare language-model pass.

Pages are served on loopback by processes of their own, without pauses between requests, so that the machine's own work is measured and not politeness.
Processor time is this process's and its guard's; the bare pass has the same texts in this process, one thread, batches of 32. Told apart: all of it, and
without the look at the account at the end. Nothing is wanted as a bound; docs/speed.md has what was measured.

usage: python bench/watch.py [--articles N] [--jsonl FILE]
"""

from __future__ import annotations

import argparse
import html
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from common import articles
from synoptic.model import Document
from synoptic.pipeline import Archive, open_archive
from synoptic.read import read
from synoptic.watch import Watch, folder_of
from synoptic.watch.addresses import Allowed
from synoptic.watch.clock import Clock
from synoptic.watch.fetch import Fetcher
from synoptic.watch.hosts import Hosts
from workers import Bare

HOSTS = 4


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=200)
    arguments.add_argument("--jsonl", help="articles to serve, in place of made ones")
    args = arguments.parse_args()
    found = (d for d in read([args.jsonl]) if isinstance(d, Document)) if args.jsonl else articles(args.articles)
    docs = list(islice(found, args.articles))
    with tempfile.TemporaryDirectory() as folder:
        seconds, cpu, looking, texts = watched(docs, Path(folder))
    bare = Bare()
    chunk = [Document(id=str(n), name=str(n), text=t) for n, t in enumerate(texts)]
    bare(chunk[:2])
    ((_, bare_cpu, _), _), *_ = bare(chunk)
    words = sum(len(t.split()) for t in texts)
    print(f"{len(texts)} of {len(docs)} articles, {words:,} words: {seconds:.1f} s by the clock, {len(texts) / seconds * 60:.0f} articles a minute")
    print(f"processor: watch {cpu:.1f} s, of which {looking:.1f} s looking at the account; bare language pass {bare_cpu:.1f} s")
    print(f"ratio to the bare pass: {cpu / bare_cpu:.2f} with linking and the account, {(cpu - looking) / bare_cpu:.2f} without")
    return 0 if len(texts) > 0.95 * len(docs) else 1


def watched(docs: list[Document], folder: Path) -> tuple[float, float, float, list[str]]:
    """Seconds by the clock, processor seconds, those of looking at the account, and the texts that came in, of one round over all pages."""
    servers = [serve(folder / str(n), docs[n::HOSTS], f"127.0.0.{n + 1}") for n in range(HOSTS)]
    clock = Clock()
    fetcher = Fetcher(clock, allowed=Allowed.of(["127.0.0.0/24"]), hosts=Hosts(0.0))
    try:
        with open_archive(folder / "bench.db") as archive, Watch(archive, folder_of(folder / "bench.db"), clock=clock, fetcher=fetcher) as watch:
            archive.take([Document(id="warm", name="warm", text="Warm.")])
            for _, url in servers:
                watch.follow(url)
            began, cpu, spent = time.perf_counter(), processor() + annotating_seconds(archive), [0.0]
            look = watch.look

            def timed() -> None:
                start = processor()
                look()
                spent[0] += processor() - start

            watch.look = timed  # type: ignore[method-assign]
            watch.run(once=True)
            texts = [d.text for d in archive.documents() if d.id != "warm"]
            return time.perf_counter() - began, processor() + annotating_seconds(archive) - cpu + guard_seconds(), spent[0], texts
    finally:
        for server, _ in servers:
            server.terminate()
            server.wait()


def serve(folder: Path, docs: list[Document], address: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of some pages and the feed that lists them: the process, and the feed's address."""
    folder.mkdir()
    with socket.socket() as free:
        free.bind((address, 0))
        port = free.getsockname()[1]
    items = []
    for number, doc in enumerate(docs):
        title = html.escape(doc.title or doc.name)
        body = "".join(f"<p>{html.escape(p)}</p>" for p in doc.text.split("\n") if p.strip())
        menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40))
        head = f"<html><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>"
        page = f"{head}<article><h1>{title}</h1>{body}</article><footer>All</footer></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
        items.append(f"<item><title>{title}</title><link>http://{address}:{port}/{number}.html</link></item>")
    (folder / "feed.xml").write_text(f"<rss version='2.0'><channel><title>Bench</title>{''.join(items)}</channel></rss>", encoding="utf-8")
    command = [sys.executable, "-m", "http.server", str(port), "--bind", address, "--directory", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as knock:
            if not knock.connect_ex((address, port)):
                break
        time.sleep(0.1)
    return process, f"http://{address}:{port}/feed.xml"


def processor() -> float:
    """Seconds of processor that this process had."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def annotating_seconds(archive: Archive) -> float:
    """Seconds of processor that the processes which annotate for it had so far."""
    stats = [Path(f"/proc/{child.process.pid}/stat").read_text().rsplit(")", 1)[1].split() for child in archive.keeping.children]
    return sum(int(s[11]) + int(s[12]) for s in stats) / os.sysconf("SC_CLK_TCK")


def guard_seconds() -> float:
    """Seconds of processor of the guarded process, which is ended for it."""
    from synoptic.read.guard import ONE  # noqa: PLC0415

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ONE.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
