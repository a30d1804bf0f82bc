"""Documents -> stories: which of them belong to one developing matter.

In: documents, their signatures and chains. Out: Story records over the documents only (`leads` adds their events). Pairs are scored by
`likeness`, and grouped by average link, so that one article that touches two matters does not glue them together.
A story's title is a title, or else the first words, of one of its documents: the one most like the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from synoptic.ids import make_id
from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import FLOOR, Likeness, fold
from synoptic.model import Chain, Document, Signature, Story

TOGETHER = 0.25  # mean log-odds in a story; on ../shared/data from -0.25 to 0.75 every set's B3 F1 stays within 0.025 (evals/train_likeness.py)
TITLE = 100  # characters of a title made of an article's first words
SAID = 5  # words that a reason names
ALONE = "like no other article here"


def link(docs: Sequence[Document], signatures: Sequence[Signature], chains: Sequence[Chain]) -> tuple[Iterable[Story]]:
    """Stories, each document in one; a document like no other is a story of its own."""
    likeness = Likeness(docs, signatures)
    scores = likeness.pairs()
    groups = agglomerate(len(likeness.ids), scores, TOGETHER, floor=FLOOR)
    shown = {word: surface for s in sorted(signatures, key=lambda s: s.document) for word, surface in surfaces(s)}
    alone = [Story(id=make_id("s", d.id), title=title_of(d), documents=(d.id,), why=ALONE) for d in docs if d.id not in set(likeness.ids)]
    return ([*(story(group, likeness, scores, shown) for group in groups), *alone],)


def story(group: list[int], likeness: Likeness, scores: dict[tuple[int, int], float], shown: dict[str, str]) -> Story:
    """The story of a group of documents, by index."""
    inside = {(i, j): scores[i, j] for at, i in enumerate(group) for j in group[at + 1 :] if (i, j) in scores}
    closeness: dict[int, float] = defaultdict(float)
    for (i, j), score in inside.items():
        closeness[i] += score - FLOOR
        closeness[j] += score - FLOOR
    centre = min(group, key=lambda i: (-closeness[i], likeness.docs[i].title is None, likeness.ids[i]))
    ids = [likeness.ids[i] for i in group]
    return Story(id=make_id("s", min(ids)), title=title_of(likeness.docs[centre]), documents=tuple(sorted(ids)), why=reason(group, likeness, shown))


def title_of(doc: Document) -> str:
    """The document's title, else its first line cut at a word."""
    if doc.title and doc.title.strip():
        return " ".join(doc.title.split())
    first = " ".join(next((line for line in doc.text.splitlines() if line.strip()), doc.name).split())
    return first if len(first) <= TITLE else first[:TITLE].rsplit(" ", 1)[0] + " …"


def reason(group: list[int], likeness: Likeness, shown: dict[str, str]) -> str:
    """Why the documents are one story, in words: what most of them share, and within how many days they stand."""
    if len(group) == 1:
        return ALONE
    held: Counter[str] = Counter()
    weight: dict[str, float] = defaultdict(float)
    for i in group:
        for word, (w, _) in likeness.vectors[i].words.items():
            held[word] += 1
            weight[word] += w
    common = [w for w, n in held.items() if n * 2 >= len(group) and n > 1]
    telling = sorted(common, key=lambda w: (-round(weight[w], 6), w))[:SAID]
    days = sorted(d for i in group if (d := likeness.vectors[i].day) is not None)
    within = f"; published within {days[-1] - days[0] + 1} days" if len(days) > 1 else ""
    return f"{len(group)} articles share {len(common)} telling words, such as {', '.join(shown.get(w, w) for w in telling)}{within}"


def surfaces(signature: Signature) -> Iterable[tuple[str, str]]:
    """How to show a folded word: as a signature has it."""
    return ((fold(t), t.lstrip("@#")) for t, _ in signature.terms)
