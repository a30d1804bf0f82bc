"""What the evals share: where the shared data lie, documents of a task, and their language passes kept in a cache.

The cache (`.cache/`, never committed) holds spaCy Docs, so that an annotator can be tuned on a task's articles without
parsing them again: `for reading in readings("quotes"): ...`. It is keyed by the model's name and by the texts.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin

from synoptic.annotate.language import Language
from synoptic.annotate.reading import Reading
from synoptic.ids import make_id, text_hash
from synoptic.model import Document

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"


def shared() -> Path:
    """The folder with data that others annotated. Exits with a clear message where it is absent."""
    folder = Path(os.environ.get("SYNOPTIC_SHARED", ROOT.parent / "shared"))
    if not (folder / "score").is_dir():
        raise SystemExit(f"The evals need the shared folder with score/ and data/; there is none at {folder}. Set SYNOPTIC_SHARED to where it is.")
    return folder


def documents(task: str) -> list[Document]:
    """The documents of a task folder of data/, or of `seeds`."""
    if task == "seeds":
        rows = [{"name": p.name, "text": p.read_text(encoding="utf-8")} for p in sorted((shared() / "seeds").glob("*.txt"))]
    else:
        with open(shared() / "data" / task / "documents.jsonl", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    made = []
    for row in rows:
        fields = {k: row.get(k) for k in ("name", "url", "title", "publisher", "published")}
        made.append(Document(id=make_id("d", row["name"], row["text"]), sha256=text_hash(row["text"]), text=row["text"], **fields))
    return made


def readings(task: str) -> Iterator[Reading]:
    """Each document of a task with its language pass, from the cache where it holds it."""
    docs = documents(task)
    key = hashlib.sha256("".join(d.sha256 for d in docs).encode()).hexdigest()[:12]
    file = CACHE / f"{task}-{key}.spacy"
    language = Language()
    if file.exists():
        parses: Iterator[Doc] = DocBin().from_disk(file).get_docs(language.pipeline.vocab)
    else:
        CACHE.mkdir(exist_ok=True)
        parsed = list(language.read(d.text for d in docs))
        DocBin(store_user_data=False, docs=parsed).to_disk(file)
        parses = iter(parsed)
    vectors = language.pipeline.get_pipe("tok2vec")
    for doc, one in zip(docs, parses, strict=True):
        if not one.tensor.size and len(one):  # the cache keeps no vectors of tokens; they are quickly made again
            vectors.set_annotations([one], vectors.predict([one]))
        yield Reading(doc, one)
