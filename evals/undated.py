"""How many undated articles get their right day: `published` is taken away from a quarter of each story's articles, then `dating` runs.

usage: undated.py [--misses]. The quarter is that whose names have a SHA-1 divisible by 4; stories are the gold ones of data/stories (newscluster, basil).
The measure counts only articles whose story keeps a dated one. Figures: with the URLs (a date in a URL is metadata that most undated articles still
have) and without them, so that only texts and story decide; and what copying the day of the story's most alike dated article gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import replace

from common import readings, shared
from synoptic.annotate import times
from synoptic.annotate.reading import Reading
from synoptic.link import dating
from synoptic.link.dating.clues import clues_of
from synoptic.link.dating.evidence import likeness, rarities, vector
from synoptic.model import Document, Story, Timex

WANTED = {"undated: right day": 0.70}

Found = tuple[list[Document], list[Story], list[Timex]]


def load() -> Found:
    """All documents of data/stories, their gold stories as records, and their time expressions (found without `published`)."""
    with open(shared() / "data" / "stories" / "gold.jsonl", encoding="utf-8") as lines:
        story_of = {row["name"]: f"{row['set']}/{row['story']}" for row in map(json.loads, lines)}
    docs, timexes = [], []
    members: dict[str, list[str]] = defaultdict(list)
    for reading in readings("stories"):
        docs.append(reading.doc)
        members[story_of[reading.doc.name]].append(reading.doc.id)
        timexes += times.find(Reading(replace(reading.doc, published=None), reading.parsed))
    return docs, [Story(id=key, title=key, documents=tuple(ids)) for key, ids in sorted(members.items())], timexes


def is_hidden(doc: Document, salt: str = "") -> bool:
    """Whether a document loses its day: a quarter, by its name."""
    return hashlib.sha1((salt + doc.name).encode()).digest()[0] % 4 == 0


def dated_again(found: Found, *, urls: bool = True, salt: str = "") -> list[tuple[Document, Document]]:
    """Each hidden document of a story that keeps a dated one: as it was, and as `dating` gives it back."""
    docs, stories, timexes = found
    given = [replace(d, published=None if is_hidden(d, salt) else d.published, url=d.url if urls else None) for d in docs]
    back = {d.id: d for d in dating.link(given, stories, timexes, (), (), (), ())[0]}
    still = {i for s in stories for i in s.documents if any(d.published for d in given if d.id in s.documents)}
    return [(d, back[d.id]) for d in docs if d.published and is_hidden(d, salt) and d.id in still]


def copied(found: Found) -> float:
    """The share right where the day of the most alike dated article of the story is copied."""
    docs, stories, _ = found
    by_id = {d.id: d for d in docs}
    right = total = 0
    for story in stories:
        clues = {i: clues_of(by_id[i], ()) for i in story.documents}
        rarity = rarities(list(clues.values()))
        vectors = {i: vector(c.words, rarity) for i, c in clues.items()}
        kept = [i for i in story.documents if by_id[i].published and not is_hidden(by_id[i])]
        for i in story.documents:
            if is_hidden(by_id[i]) and by_id[i].published and kept:
                best = max(kept, key=lambda k: (likeness(vectors[i], vectors[k]), k))
                right += by_id[best].published == by_id[i].published
                total += 1
    return right / total


def measure() -> dict[str, float]:
    """The figures, by name: what a gate holds against WANTED."""
    found = load()
    figures = {}
    for name, urls in (("undated: right day", True), ("undated: right day, without URLs", False)):
        rows = dated_again(found, urls=urls)
        figures[name] = sum(a.published == b.dated for a, b in rows) / len(rows)
    return figures | {"undated: copying the most alike article": copied(found)}


def main() -> int:
    """Print the figures; with --misses also each wrong day with its reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if args.misses:
        for was, now in dated_again(load()):
            if was.published != now.dated:
                print(f"{was.name[:40]:40} {was.published} not {now.dated} ({now.dated_from}: {now.dated_why})")
    for name, value in measure().items():
        print(f"{name:45} {value:.3f}" + (f"  wanted {WANTED[name]:.2f}" if name in WANTED else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
