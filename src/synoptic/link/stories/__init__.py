"""Documents -> stories: which of them belong to one developing matter.

In: documents and their signatures. Out: Story records over the documents only (`leads` adds their events). Pairs are scored by `likeness`, and
grouped by average link in `units`, so that one article that touches two matters does not glue them together, and one more
article changes the stories near it alone. A story's title is a title, or else the first words, of one of its documents: the one
most like the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from synoptic.ids import make_id
from synoptic.link.stories.likeness import FLOOR, Likeness
from synoptic.link.stories.sketch import Sketch, fold, hash_of
from synoptic.link.stories.units import group
from synoptic.model import Document, Signature, Story

TITLE = 100  # characters of a title made of an article's first words
SAID = 5  # words that a reason names
ALONE = "like no other article here"


def link(docs: Sequence[Document], signatures: Sequence[Signature], _: object = ()) -> tuple[Iterable[Story]]:
    """Stories, each document in one; a document like no other is a story of its own."""
    likeness = Likeness(docs, signatures)
    near: dict[str, dict[str, float]] = {d.id: {} for d in docs}
    for (i, j), score in likeness.pairs().items():
        near[likeness.ids[i]][likeness.ids[j]] = near[likeness.ids[j]][likeness.ids[i]] = score
    by_id, of = {d.id: d for d in docs}, {s.document: s for s in signatures}
    return ([tell([by_id[d] for d in ids], [of[d] for d in ids if d in of]) for ids in group(by_id, lambda names, _: {n: near[n] for n in names})],)


def tell(docs: Sequence[Document], signatures: Sequence[Signature]) -> Story:
    """The story of documents that are one: its title, and why they are."""
    likeness = Likeness(docs, signatures)
    closeness: dict[str, float] = defaultdict(float)
    for (i, j), score in sorted(likeness.pairs().items()):
        closeness[likeness.ids[i]] += score - FLOOR
        closeness[likeness.ids[j]] += score - FLOOR
    centre = min(docs, key=lambda d: (-round(closeness[d.id], 3), d.title is None, d.id))
    ids = sorted(d.id for d in docs)
    return Story(id=story_id(ids), title=title_of(centre), documents=tuple(ids), why=reason(likeness.sketches, signatures))


def story_id(documents: Iterable[str]) -> str:
    """The id of the story of those documents."""
    return make_id("s", min(documents))


def title_of(doc: Document) -> str:
    """The document's title, else its first line cut at a word."""
    if doc.title and doc.title.strip():
        return " ".join(doc.title.split())
    first = " ".join(next((line for line in doc.text.splitlines() if line.strip()), doc.name).split())
    return first if len(first) <= TITLE else first[:TITLE].rsplit(" ", 1)[0] + " …"


def reason(sketches: Sequence[Sketch], signatures: Sequence[Signature]) -> str:
    """Why the documents are one story, in words: what most of them share, and within how many days they stand."""
    if len(sketches) < 2:
        return ALONE
    held: Counter[int] = Counter()
    weight: dict[int, float] = defaultdict(float)
    for one in sketches:
        for word, w in zip(one.words.hashes.tolist(), one.words.weights.tolist(), strict=True):
            held[word] += 1
            weight[word] += w
    common = [w for w, n in held.items() if n * 2 >= len(sketches) and n > 1]
    telling = sorted(common, key=lambda w: (-round(weight[w], 3), w))[:SAID]
    shown = surfaces(signatures)
    days = sorted(one.day for one in sketches if one.day is not None)
    within = f"; published within {days[-1] - days[0] + 1} days" if len(days) > 1 else ""
    return f"{len(sketches)} articles share {len(common)} telling words, such as {', '.join(shown.get(w, '?') for w in telling)}{within}"


def surfaces(signatures: Iterable[Signature]) -> Mapping[int, str]:
    """How to show a folded word, by its hash: as the last of the signatures has it."""
    return {hash_of(fold(t)): t.lstrip("@#") for s in sorted(signatures, key=lambda s: s.document) for t, _ in (*s.lead_terms, *s.terms)}
