"""How soon the desk answers: 20 readers, from a process of their own, walk the pages of one story of some 300 articles.

The articles are real news where --jsonl gives them, else made of the demo story's sentences; whatever stories they fall into, here they are one,
so that no page is small because its story is. Each reader asks for page after page without a pause, which no person does. The first visit of a page
makes it; later ones find it kept. Ends with 1 where the 95th percentile of all answers is over BOUND.

usage: python bench/desk.py [--jsonl FILE] [--articles N] [--archive FILE] [--readers N] [--pages N] [--pause S]
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from common import articles as made_articles
from synoptic.ids import make_id
from synoptic.link.parts import Part
from synoptic.model import Document, Story
from synoptic.pipeline import open_archive
from synoptic.serialize import dump

BOUND = 0.200  # seconds, at the 95th percentile
SECTIONS = ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "sources", "places", "changes")


class OneStory:
    """An archive whose documents are all of one story."""

    def __init__(self, archive: Any) -> None:
        self.archive = archive

    def __enter__(self) -> OneStory:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.archive, name)

    def parts(self, known: Mapping[str, Part]) -> dict[str, Part]:
        """The records, with one story around them all."""
        records = dict(self.archive.linked())
        docs = tuple(d.id for d in records[Document])
        whole = replace(records[Story][0], documents=docs, title="All of it")
        return {whole.id: Part(make_id("all", docs), {**records, Story: (whole,)})}


def serve(archive: Path) -> None:
    """The server's process: tell the port once the story is linked, then serve."""
    from synoptic.show.web.app import create_app  # noqa: PLC0415
    from synoptic.show.web.keeper import Keeper  # noqa: PLC0415
    from synoptic.show.web.server import listen, server  # noqa: PLC0415

    keeper = Keeper(lambda: OneStory(open_archive(archive, create=False)), where=str(archive))
    app = create_app(keeper, background=False)
    started = time.perf_counter()
    keeper.refresh()
    bound = listen("127.0.0.1", 0)
    print(f"{bound.getsockname()[1]} {time.perf_counter() - started:.1f}", flush=True)
    server(app).run(sockets=[bound])


def fill(archive: Path, jsonl: Path | None, count: int) -> None:
    """Read the articles."""
    with tempfile.TemporaryDirectory() as folder:
        file = jsonl or Path(folder) / "made.jsonl"
        if jsonl is None:
            rows = [{"name": d.name, "publisher": d.publisher, "published": d.published, "text": d.text} for d in made_articles(count)]
            file.write_text("\n".join(dump(row) for row in rows))
        with open_archive(archive) as opened:
            opened.read(file)


class Desk:
    """A reader's connection."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, path: str) -> tuple[bytes, float]:
        """A page, and the seconds until its last byte."""
        start = time.perf_counter()
        self.line.request("GET", path, headers={"Accept": "text/html"})
        answer = self.line.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return body, took


def addresses(port: int, most: int) -> list[str]:
    """Pages of the story: its sections on several pages each, and what they link to."""
    desk = Desk(port)
    story = json.loads(desk.get("/stories.json")[0])["stories"][0]["url"]
    found = {story: None}
    for section in SECTIONS:
        for page in (1, 2, 3):
            asked = "?show=all&" if section == "timeline" else "?"
            path = f"{story}/{section}.json{asked}page={page}" if section not in ("places", "changes") else f"{story}/{section}.json"
            try:
                text = desk.get(path)[0].decode()
            except SystemExit:
                break
            found[path.replace(".json", "")] = None
            for link in re.findall(r'"url":"(/(?:event|said|series|position|wording|article|entity)/[^"#?]+)', text):
                found[link] = None
    links = list(found)
    random.Random(0).shuffle(links)
    return [story, *(f"{story}/{s}" for s in SECTIONS), *links[:most]]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--archive", type=Path, help="one that is kept; made where it is not there")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pages", type=int, default=60, help="that each reader asks for")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds that a reader reads a page")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archive = given.archive or Path(folder) / "desk.db"
        if not archive.exists():
            fill(archive, given.jsonl, given.articles)
        process = subprocess.Popen([sys.executable, __file__, "--serve", str(archive)], stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout
            port, linking = process.stdout.readline().split()
            print(f"{'linked and ready':34} {float(linking):7.1f} s")
            return measure(int(port), given)
        finally:
            process.terminate()
            process.wait()


def measure(port: int, given: argparse.Namespace) -> int:
    """All readers at once; the figures, and whether the bound holds."""
    pages = addresses(port, given.readers * given.pages // 3)
    taken: list[tuple[float, bool]] = []
    seen: set[str] = set()
    lock = threading.Lock()

    def read(number: int) -> None:
        desk, chosen = Desk(port), random.Random(number)
        for _ in range(given.pages):
            path = chosen.choice(pages)
            with lock:
                first = path not in seen
                seen.add(path)
            took = desk.get(path)[1]
            with lock:
                taken.append((took, first))
            time.sleep(given.pause)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(given.readers)]
    started = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    whole = time.perf_counter() - started
    print(f"{'pages, different ones':34} {len(taken):7}, {len(seen)}; {len(taken) / whole:.0f} a second")
    for name, chosen in (("all", [t for t, _ in taken]), ("made for the first time", [t for t, f in taken if f]), ("kept", [t for t, f in taken if not f])):
        print(f"{name + ': median, 95 %, longest':34} {percentile(chosen, 50):7.3f} {percentile(chosen, 95):7.3f} {max(chosen, default=0):7.3f} s")
    late = percentile([t for t, _ in taken], 95)
    print(f"{'bound at 95 %':34} {BOUND:7.3f} s: {'holds' if late <= BOUND else 'PASSED'}")
    return 0 if late <= BOUND else 1


def percentile(values: list[float], share: int) -> float:
    """The value that so many per cent do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


if __name__ == "__main__":
    sys.exit(main())
