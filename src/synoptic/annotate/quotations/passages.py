"""Quoted regions that no cue reached: speech that goes on from the sentence before, or a title, a name, a scare quote.

In: a Tree and the contents found so far. Out: stretches, with log odds that they are speech. A model goes by their form and by the speech around them.
"""

from __future__ import annotations

from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.tree import Tree

PERSONS = frozenset({"i", "we", "you", "me", "us", "my", "our", "your", "i'm", "we're", "you're"})
Passage = tuple[int, int]  # first and last token


def passages(tree: Tree) -> list[Passage]:
    """Quoted regions; those with no letter or digit between them are one."""
    found: list[Passage] = []
    for n, (a, b) in enumerate(tree.covers):
        if a > b:
            continue
        if found and n and not any(c.isalnum() for c in tree.text[tree.regions[n - 1].end : tree.regions[n].start]):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def orphans(tree: Tree, spans: list[tuple[int, int]]) -> list[Passage]:
    """Passages of which less than half lies in any of the given spans of offsets."""
    found = []
    for a, b in passages(tree):
        start, end = tree.start[a], tree.end[b]
        if not any(min(end, y) - max(start, x) >= 0.5 * (end - start) for x, y in spans):
            found.append((a, b))
    return found


def passage_features(tree: Tree, a: int, b: int, spans: list[tuple[int, int]]) -> list[str]:
    """What the model sees of a passage, beside the contents found so far (spans of offsets)."""
    text, start, end = tree.text, tree.start[a], tree.end[b]
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    words = [tree.lower[i] for i in range(a, min(b + 1, a + 60))]
    size = b - a + 1
    verb = any(tree.pos[i] in ("VERB", "AUX") for i in range(a, min(b + 1, a + 60)))
    capitals = sum(text[tree.start[i]].isupper() for i in range(a, min(b + 1, a + 12))) / min(size, 12)
    before = text[begin:start].strip(" \"“”'`").split()
    after = text[end:stop].lstrip("\"”'`,.?! ").split(None, 1)
    left = before[-1] if before else ""
    last = text[end - 1]
    first_word = tree.lower[a]
    opens = not before or left[-1] in '.!?”"'
    near = max((y for x, y in spans if y <= start), default=-1)
    same = near >= begin
    follows = next((x for x, y in sorted(spans) if x >= end), len(text))
    form = f"{min(size // 3, 5)}|{opens}|{last if not last.isalnum() else 'w'}"
    return [
        f"n={min(size, 12)}",
        f"n3={min(size // 3, 8)}",
        f"opens={opens}|{text[start].isupper()}",
        f"before={left.lower() or '^'}",
        f"mark={left[-1:] if not left[-1:].isalnum() else 'w'}",
        f"after={after[0].lower() if after else '$'}",
        f"alone={not before}|{not after}",
        f"last={last if not last.isalnum() else 'w'}",
        f"verb={verb}|{min(size // 3, 3)}",
        f"person={any(w in PERSONS for w in words)}",
        f"caps={int(capitals * 4)}|{verb}",
        f"first={first_word}",
        f"firstt={tree.tag[a]}",
        f"form={form}",
        f"same={same}|{opens}",
        f"gap={min((start - near) // 40, 6) if near >= 0 else 'none'}|{opens}|{same}",
        f"next={min((follows - end) // 40, 4)}",
        f"closed={all(r.closed for r in tree.regions if r.start < end and r.end > start)}",
        f"dep={tree.dep[tree.head[a]] if tree.head[a] < a else ''}",
        f"whole={opens}|{verb}|{last in '.!?,…'}",
        f"para={not before}|{verb}|{last in '.!?,…'}|{near >= 0}",
    ]


def find_passages(tree: Tree, spans: list[tuple[int, int]], models: Models, least: float) -> list[tuple[float, Passage]]:
    """Orphan passages that are likely speech, in order."""
    model = models["region"]
    weighed = [(model.weigh(passage_features(tree, a, b, spans)), (a, b)) for a, b in orphans(tree, spans)]
    return [(odds, p) for odds, p in weighed if odds >= least]
