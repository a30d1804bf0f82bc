"""Whose words they are: the noun phrase that a cue makes the source.

In: a Tree and a cue. Out: a span of tokens or none. Subjects, agents, possessors and governors' subjects are proposed,
whole and cut before a relative clause or apposition, and the cue's pointers pick. Which entity the words mean is for the chains.
"""

from __future__ import annotations

from synoptic.annotate.quotations.cues import is_subject
from synoptic.annotate.quotations.pointers import SOURCE, Pointers
from synoptic.annotate.quotations.tree import Tree

Candidate = tuple[int, int, int, str]  # head, first, last, path
SHUT = ("PUNCT", "SPACE")
FAR = -99.0  # log odds of no candidate at all


def source_candidates(tree: Tree, head: int, first: int, last: int) -> list[Candidate]:
    """Noun phrases that may be the source of the cue at `head`, with the path that leads there."""
    heads: list[tuple[int, str]] = []
    _below(tree, head, "", heads)
    at, path = head, ""
    for _ in range(4):
        over = tree.head[at]
        if over == at:
            break
        dep = tree.dep[at]
        path = f"{path}<{dep}"
        if dep in ("relcl", "acl", "prep", "agent", "appos", "nsubj", "poss", "compound", "amod") and tree.pos[over] in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            heads.append((over, path))
        if dep in ("ccomp", "parataxis", "nsubj") and at != head and path.count("<") > 2:
            break
        for k in tree.kids[over]:
            if k != at and (is_subject(tree.dep[k]) or tree.dep[k] in ("agent", "poss")):
                heads.append((k, f"{path}>{tree.dep[k]}"))
        at = over
    near = last + 1
    if near < tree.size and tree.pos[near] in ("NOUN", "PROPN", "PRON", "DET", "ADJ"):
        top = near
        while tree.head[top] != top and tree.pos[tree.head[top]] in ("NOUN", "PROPN", "PRON") and tree.head[top] > last and tree.left[tree.head[top]] >= near:
            top = tree.head[top]
        heads.append((top, "next"))
    found: dict[tuple[int, int], Candidate] = {}
    if tree.lower[head] == "according":  # whose words they are always follows; who stands before it said them in another way
        heads = [(h, p) for h, p in heads if h > last]
    for h, p in heads:
        for a, b, cut in _cuts(tree, h, first, last):
            if (a, b) not in found:
                found[a, b] = (h, a, b, f"{p}|{cut}")
    return list(found.values())


def _below(tree: Tree, i: int, path: str, heads: list[tuple[int, str]]) -> None:
    for k in tree.kids[i]:
        d = tree.dep[k]
        if (
            is_subject(d)
            or d in ("poss", "dobj", "npadvmod", "attr", "dep", "compound", "amod", "oprd", "appos", "pobj")
            or (d == "ccomp" and tree.pos[k] in ("NOUN", "PROPN"))
        ):
            if tree.pos[k] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "VERB", "ADV"):
                heads.append((k, f"{path}>{d}"))
        elif d in ("prep", "agent") and not path.count("prep"):
            _below(tree, k, f"{path}>{d}:{tree.lower[k]}", heads)


def _cuts(tree: Tree, h: int, first: int, last: int) -> list[tuple[int, int, str]]:
    """The phrase of a head: whole, and without what may be cut from its end; never over the cue."""
    a, b = tree.left[h], tree.right[h]
    if a <= last and b >= first:
        if h < first:
            b = first - 1
        elif h > last:
            a = last + 1
    ends = [(b, "all")]
    for k in tree.kids[h]:
        if h < k <= b and tree.dep[k] in (
            "relcl",
            "acl",
            "appos",
            "prep",
            "advcl",
            "conj",
            "cc",
            "punct",
            "npadvmod",
            "advmod",
            "ccomp",
            "dep",
            "amod",
            "parataxis",
        ):
            ends.append((tree.left[k] - 1, tree.dep[k]))
            if tree.dep[k] == "relcl":
                pronoun = next((j for j in range(tree.left[k], k) if tree.lower[j] in ("who", "that", "which")), None)
                if pronoun is not None:
                    ends.append((pronoun, "pronoun"))
    starts = [a]
    if tree.lower[a] in ("but", "and", "that", "as", "while"):
        starts = [a + 1]
    comma = next((j for j in range(a, h) if tree.lower[j] == ","), None)
    if comma is not None:
        starts.append(comma + 1)
    found: dict[tuple[int, int], str] = {}
    for n, s in enumerate(starts):
        for e, name in ends[:6]:
            x, y = s, e
            while x <= y and tree.pos[x] in SHUT and tree.lower[x] not in ("(", '"', "“"):
                x += 1
            while y >= x and tree.pos[y] in SHUT and tree.lower[y] not in (")",):
                y -= 1
            if name == "all" and y + 1 < tree.size and tree.lower[y + 1] == "," and any(tree.dep[k] in ("appos", "relcl", "acl") for k in range(h + 1, y + 1)):
                found.setdefault((x, y + 1), f"comma{n}")
            if x <= h <= y:
                found.setdefault((x, y), name + (str(n) if n else ""))
    return [(x, y, name) for (x, y), name in found.items()]


def find_source(tree: Tree, head: int, first: int, last: int, to: Pointers) -> tuple[Candidate | None, float]:
    """The best candidate and its log odds against there being none."""
    best, top = None, FAR
    for c in source_candidates(tree, head, first, last):
        weight = to.at(SOURCE, c[1]) + to.at(SOURCE + 1, c[2])
        if weight > top:
            best, top = c, weight
    return best, round(top - to.nothing(SOURCE), 2) if best else FAR
