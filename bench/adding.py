"""What one more article costs, in a small archive and in a large one: adding it, linking what it changes, and reading its story.

Articles are stories of ../shared/data/stories (or the demo story's, where those are absent), cut to a few sentences and annotated once; each further
story is one of them with its words exchanged for others as long and as common in other news (rare ones for invented ones), records and all, a few
hundred a day, so that 100,000 articles are a stream of many months. Only the stories that get an article hold all their annotations; the others are in
the index alike. Wanted: at most twice the cost in the large archive; making and indexing 100,000 takes half an hour.

usage: python bench/adding.py [--small N] [--large N] [--added K]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from rich.progress import Progress, track

from common import articles
from synoptic import relinking
from synoptic.annotate import Annotate
from synoptic.archive import Row, to_rows
from synoptic.ids import make_id, text_hash
from synoptic.link.stories.sketch import fold, news
from synoptic.model import Document, Run
from synoptic.pipeline import Archive, linkers, open_archive
from synoptic.serialize import dump, load

WANTED = 2.0
CHARS = 900  # of an article: half a dozen sentences
A_DAY = 300  # articles of a stream
CHOICES = 5  # words as common as another from which one is chosen; where there are fewer, rarer ones are added
BATCH = 500  # articles that are kept at once
INVENTED = 2_000  # words of one length that stand for those that other news do not have
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+")
SAID = {"exact", "name", "head", "lemma", "speaker_name", "attributed_name", "actor_names", "recipient_names", "of", "outlet", "terms", "lead_terms"}


@dataclass(frozen=True)
class Base:
    """One annotated article of a story."""

    doc: Document
    rows: list[Row]


def base_stories() -> list[list[Base]]:
    """Stories with their articles, annotated."""
    shared = Path(os.environ.get("SYNOPTIC_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data" / "stories"
    grouped: dict[str, list[Document]] = defaultdict(list)
    if shared.is_dir():
        gold = {g["name"]: f"{g['set']} {g['story']}" for g in map(json.loads, (shared / "gold.jsonl").open(encoding="utf-8")) if g.get("name")}
        for row in map(json.loads, (shared / "documents.jsonl").open(encoding="utf-8")):
            text = row["text"][:CHARS].rsplit(" ", 1)[0]
            grouped[gold[row["name"]]].append(Document(id=make_id("d", row["name"]), name=row["name"], publisher=row.get("publisher"), text=text))
    else:
        for n, doc in enumerate(articles(200, 6)):
            grouped[str(n // 5)].append(doc)
    annotate = Annotate()
    return [[Base(d, [r for _, found in annotate.run([d]) for r in to_rows(found)]) for d in docs] for _, docs in sorted(grouped.items()) if len(docs) > 2]


class Words:
    """What words may be exchanged for: others of one length that are about as common in other news."""

    def __init__(self) -> None:
        """Words by length and by how common they are, in powers of two."""
        self.counts, _ = news()
        self.pool: dict[tuple[int, int], list[str]] = defaultdict(list)
        for word in sorted(w for w in self.counts if WORD.fullmatch(w)):
            self.pool[len(word), self.counts[word].bit_length()].append(word)

    def other(self, word: str, chosen: random.Random) -> str:
        """Another word in the place of one in lower case; an invented one for one that other news do not have."""
        band = self.counts.get(fold(word), 0).bit_length()
        choices: list[str] = []
        while band and len(choices) < CHOICES:
            choices = choices + self.pool.get((len(word), band), [])
            band -= 1
        return chosen.choice(choices) if len(choices) >= CHOICES else invented(len(word), chosen.randrange(INVENTED))


@cache
def invented(length: int, number: int) -> str:
    """A word that no news have."""
    return "".join(random.Random(f"{length} {number}").choices(LETTERS, k=length))


class Retelling:
    """A base story told of other people and things: its words exchanged for others of one length and case."""

    def __init__(self, number: int, words: Words) -> None:
        """`number` tells the retellings apart."""
        self.number, self.vocabulary, self.chosen = number, words, random.Random(number)
        self.known: dict[str, str] = {}

    def words(self, text: str) -> str:
        """A text with its rarer words exchanged, offsets kept."""
        return NUMBER.sub(lambda m: self.number_for(m[0]), WORD.sub(lambda m: self.word(m[0]), text))

    def number_for(self, digits: str) -> str:
        """Another number in the place of one; a year and a single digit stay."""
        if len(digits) == 1 or (len(digits) == 4 and digits[:2] in ("19", "20")):
            return digits
        return str(random.Random(f"{self.number} {digits}").randrange(10 ** (len(digits) - 1), 10 ** len(digits)))

    def word(self, word: str) -> str:
        """Another word in its place."""
        low = word.lower()
        if low not in self.known:
            self.known[low] = self.vocabulary.other(low, self.chosen)
        made = self.known[low]
        return made.upper() if word.isupper() else made.capitalize() if word[0].isupper() else made

    def document(self, base: Base, day: date) -> Document:
        """The document retold."""
        text = self.words(base.doc.text)
        name = f"{self.number}-{base.doc.name}"
        where = {"publisher": base.doc.publisher, "published": day.isoformat()}
        return Document(id=make_id("d", name, text), name=name, sha256=text_hash(text), text=text, **where)  # type: ignore[arg-type]

    def rows(self, base: Base, doc: Document, *, kinds: set[str] | None = None) -> list[Row]:
        """Its annotations retold."""
        kept = [r for r in base.rows if kinds is None or r.kind in kinds]
        return [Row(r.kind, r.start, r.end, self.named(r.id, doc, base), dump(self.told(load(r.body), doc, base))) for r in kept]

    def named(self, name: str, doc: Document, base: Base) -> str:
        """An id of its own."""
        return doc.id if name == base.doc.id else make_id(name.split("-", maxsplit=1)[0], doc.id, name)

    def told(self, value: Any, doc: Document, base: Base, key: str = "") -> Any:
        """A record's values retold."""
        if isinstance(value, dict):
            return {k: self.told(v, doc, base, k) for k, v in value.items()}
        if isinstance(value, list):
            if key == "shingles":
                return sorted({(s * 2654435761 + self.number * 40503) % 2**32 for s in value})
            return [self.told(v, doc, base, key) for v in value]
        if isinstance(value, str):
            return self.named(value, doc, base) if ID.fullmatch(value) else self.words(value) if key in SAID else value
        return value


def stream(stories: list[list[Base]], count: int) -> list[tuple[int, list[Base], date]]:
    """Which stories are told again, and from which day on, until there are so many articles; the number tells the retellings apart."""
    told: list[tuple[int, list[Base], date]] = []
    made = 0
    while made < count:
        bases = stories[len(told) % len(stories)]
        told.append((len(told), bases, date(2031, 1, 1) + timedelta(made // A_DAY)))
        made += len(bases)
    return told


def fill(archive: Archive, stories: list[list[Base]], count: int, added: int) -> list[tuple[Document, list[Row]]]:
    """An archive with so many articles in its index; the articles that are still to be added, one each of stories throughout it."""
    writer = archive.writer
    assert writer
    run = archive.components.run
    writer.keep_runs(run, (Run(component="bench", version="1"),))
    words, told = Words(), stream(stories, count + added)
    step = max(1, len(told) // added)
    held, batch = [], []
    for number, bases, day in track(told, description=f"making {count:,}", transient=True, disable=not sys.stdout.isatty()):
        retelling, whole = Retelling(number, words), number % step == step // 2
        docs = [(b, retelling.document(b, day + timedelta(n % 3))) for n, b in enumerate(bases)]
        if whole:
            last, doc = docs.pop()
            held.append((doc, retelling.rows(last, doc)))
        batch += [(doc, retelling.rows(b, doc, kinds=None if whole else {"signature"})) for b, doc in docs]
        if len(batch) > BATCH:
            writer.add(batch, run)
            batch = []
    writer.add(batch, run)
    return held[:added]


def index_only(archive: Archive) -> None:
    """Bring the index up to date, and take all stories for linked: linking a hundred thousand articles is not what is measured."""
    reader, writer = archive.reader, archive.writer
    assert writer
    link_stale, take_in = relinking.link_stale, relinking.take_in
    with Progress(transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task("indexing", total=archive.holdings().documents)

        def taken(*given: Any) -> bool:
            progress.advance(task, relinking.BATCH)
            return take_in(*given)

        relinking.link_stale, relinking.take_in = lambda reader, writer, room, state, judgements: writer.keep_room(room, state, {}), taken
        try:
            relinking.bring_up_to_date(reader, writer, linkers())
        finally:
            relinking.link_stale, relinking.take_in = link_stale, take_in


def measure(stories: list[list[Base]], count: int, added: int, folder: Path) -> tuple[float, float]:
    """Median processor seconds of adding an article and linking what it changes, and of reading its story."""
    with open_archive(folder / f"{count}.db") as archive:
        start = time.perf_counter()
        held = fill(archive, stories, count, added)
        filled = time.perf_counter()
        index_only(archive)
        documents = archive.holdings().documents
        size = sum(f.stat().st_size for f in folder.glob(f"{count}.db*")) / documents / 1024
        print(f"{documents:9,} articles made in {filled - start:.0f} s, indexed in {time.perf_counter() - filled:.0f} s; {size:.1f} KiB each", flush=True)
        assert archive.writer
        adding, reading = [], []
        for doc, rows in held:
            began = time.process_time()
            archive.writer.add([(doc, rows)], archive.components.run)
            archive.bring_up_to_date()
            linked = time.process_time()
            story = story_of(archive, doc.id)
            assert doc.id in {d.id for d in archive.linked(story=story)[Document]}
            adding.append(linked - began)
            reading.append(time.process_time() - linked)
    return statistics.median(adding), statistics.median(reading)


def story_of(archive: Archive, name: str) -> str:
    """The story that a document is in."""
    assert archive.writer
    with archive.writer.indexing() as index:
        return index.members("id", [name])[0].story


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--added", type=int, default=20)
    arguments = parser.parse_args()
    stories = base_stories()
    print(f"{len(stories)} stories to tell again, {sum(map(len, stories))} articles")
    with tempfile.TemporaryDirectory() as folder:
        costs = [measure(stories, count, arguments.added, Path(folder)) for count in (arguments.small, arguments.large)]
    for what, small, large in (("adding an article", costs[0][0], costs[1][0]), ("reading its story", costs[0][1], costs[1][1])):
        print(f"{what}: {small * 1000:.0f} ms with {arguments.small:,}, {large * 1000:.0f} ms with {arguments.large:,}: {large / small:.2f} times")
    if costs[1][0] > WANTED * costs[0][0]:
        sys.exit(1)


if __name__ == "__main__":
    main()
