"""What the benches share: articles of any number and length, made of the demo story's sentences, the same on every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from synoptic.ids import make_id, text_hash
from synoptic.model import Document

STORY = Path(__file__).resolve().parent.parent / "examples" / "belmora"
SENTENCES = 22  # an article: about 400 words, as the seeds have


def sentences() -> list[str]:
    """The sentences of the demo story."""
    found: list[str] = []
    for file in sorted(STORY.rglob("*")):
        if file.suffix in (".txt", ".md", ".html", ".jsonl") and file.is_file() and file.name != "README.md":
            text = re.sub(r"<[^>]+>|\\[nu]\w*|[{}]", " ", file.read_text(encoding="utf-8", errors="replace"))
            found += [s.strip() for s in re.split(r"(?<=[.!?”\"])\s+", text) if 5 <= len(s.split()) <= 60]
    return sorted(set(found))


def articles(count: int, length: int = SENTENCES) -> Iterator[Document]:
    """Documents of `length` shuffled sentences, all different, with outlets and days."""
    pool = sentences()
    for number in range(count):
        chosen = random.Random(number)
        paragraphs = [" ".join(chosen.sample(pool, 2)) for _ in range(max(1, length // 2))]
        paragraphs[0] = f"In report {number} of the day, {chosen.randrange(2, 900)} people were counted. {paragraphs[0]}"
        text = "\n\n".join(paragraphs)
        name = f"bench-{number:06}"
        published = f"2031-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        yield Document(id=make_id("d", name, text), name=name, publisher=f"Outlet {number % 40}", published=published, sha256=text_hash(text), text=text)
