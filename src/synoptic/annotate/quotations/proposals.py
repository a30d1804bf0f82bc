"""The stretches of words that a cue may attribute, as the parse and the quotation marks propose them.

In: a Tree, a cue and its source. Out: Stretches on both sides of the cue: clauses and phrases below it, the rest of the sentence on either side, the clause
that it interrupts, the antecedent of a relative clause, quoted regions next to it. Which of them is meant is not decided here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from synoptic.annotate.quotations.cues import Cue
from synoptic.annotate.quotations.details import quoted_speaker
from synoptic.annotate.quotations.sources import Candidate
from synoptic.annotate.quotations.tree import Tree

SKIP = {"aux", "auxpass", "neg", "punct", "cc", "mark", "expl", "intj", "det"}
DEEPER = {"prep", "xcomp", "acomp", "dobj", "advcl", "agent", "attr", "ccomp", "oprd", "dative", "pcomp", "npadvmod", "prt", "nsubj", "pobj"}
LEADING = {"but", "and", "so", "yet", "or", "still", "meanwhile", "however"}


@dataclass(slots=True)
class Stretch:
    """Tokens `first` to `last` (included), proposed in the ways `names`; `side` is L before the cue and R after it."""

    first: int
    last: int
    side: str
    names: list[str]


class Proposals:
    """Collects stretches, trimmed, each once with all the ways that led to it."""

    def __init__(self, tree: Tree, first: int, last: int, source: Candidate | None) -> None:
        """Stretches never touch the cue `first`..`last` nor swallow the source."""
        self.tree, self.first, self.last, self.source = tree, first, last, source
        self.found: dict[tuple[int, int], Stretch] = {}

    def add(self, a: int, b: int, name: str) -> None:
        """Propose tokens `a` to `b`, without what lies on the other side of the cue or inside the source."""
        tree = self.tree
        if a > b:
            return
        side = "R" if b > self.last and (a > self.last or b - self.last >= self.first - a) else "L"
        if side == "R":
            a = max(a, self.last + 1)
        else:
            b = min(b, self.first - 1)
        if self.source:
            _, x, y, _ = self.source
            if side == "R" and x > self.last and a <= y and b >= x:
                if a >= x or x - a <= 2:
                    a = y + 1
                else:
                    b = x - 1
            elif side == "L" and y < self.first and a <= y and b >= x:
                if b <= y or y >= self.first - 4:
                    b = x - 1
                else:
                    a = y + 1
        a, b = tree.trim(a, b)
        if a > b:
            return
        known = self.found.get((a, b))
        if known is None:
            self.found[a, b] = Stretch(a, b, side, [name])
        elif name not in known.names:
            known.names.append(name)


def content_candidates(tree: Tree, cue: Cue, source: Candidate | None) -> list[Stretch]:
    """What the cue may attribute, on both sides of it."""
    head, first = cue.head, cue.first
    last = after_quoted(tree, head, cue.last)
    p = Proposals(tree, first, last, source)
    begin, end = tree.sentences[tree.sent[head]]
    _below(p, head, "", 0)
    core_end = last
    core_begin = first
    if source:
        if 0 < source[1] - last <= 4:
            core_end = source[2]
        if 0 < first - source[2] <= 6:
            core_begin = source[1]
    quoted_end = _quoted_end(tree, core_end, end)
    if core_end < end:
        p.add(core_end + 1, end, "R:sent")
        p.add(core_end + 1, tree.right[head], "R:subtree")
        mark = next((j for j in range(core_end + 2, end) if tree.lower[j] == "," and tree.head[j] == head), None)
        if mark:
            p.add(core_end + 1, mark - 1, "R:comma")
    if quoted_end is not None:
        a, b = quoted_end
        p.add(a, b, "R:region")
        p.add(core_end + 1, b, "R:toregion")
    if core_begin <= begin + 1:
        _sentence_before(p, begin)
    if core_begin > begin:
        start = begin
        p.add(start, core_begin - 1, "L:sent")
        if tree.lower[start] in LEADING:
            p.add(start + 1, core_begin - 1, "L:lead")
        comma = next((j for j in range(core_begin - 3, begin, -1) if tree.lower[j] in (",", "that", "―", "--", "—")), None)
        if comma:
            p.add(comma + 1, core_begin - 1, "L:comma")
        _quoted_before(p, core_begin, begin)
    _above(p, head, core_begin)
    return list(p.found.values())


def after_quoted(tree: Tree, head: int, last: int) -> int:
    """The last token of a cue with whom it quotes: "quoted the mayor as saying"."""
    if quoted_speaker(tree, head) is None:
        return last
    saying = next((k for k in tree.kids[head] if tree.lower[k] == "as" and k > head), None)
    if saying is None:
        return last
    verb = next((k for k in tree.kids[saying] if tree.tag[k] == "VBG"), saying)
    return max(last, verb)


def _below(p: Proposals, i: int, path: str, depth: int) -> None:
    tree = p.tree
    kids = [k for k in tree.kids[i] if tree.dep[k] not in SKIP]
    right = [k for k in kids if tree.right[k] > p.last]
    for k in kids:
        name = f"{path}>{tree.dep[k]}"
        if p.source and k == p.source[0] and depth == 0:
            continue
        p.add(tree.left[k], tree.right[k], name)
        for g in tree.kids[k]:
            d = tree.dep[g]
            if g > k and d in ("relcl", "acl", "appos", "advcl", "conj", "npadvmod", "prep", "punct", "cc") and depth == 0 and tree.left[g] > p.last + 1:
                p.add(tree.left[k], tree.left[g] - 1, f"{name}-{d}")
        if tree.dep[k] in DEEPER and depth < 2:
            _below(p, k, name, depth + 1)
    if depth == 0:
        for k, j in itertools.pairwise(right):
            p.add(tree.left[k], tree.right[j], f"{tree.dep[k]}+{tree.dep[j]}")
        if len(right) > 2:
            p.add(tree.left[right[0]], tree.right[right[-1]], "run")


def _above(p: Proposals, head: int, core_begin: int) -> None:
    """The clause that the cue interrupts or hangs on, and the antecedent of its relative clause."""
    tree, at, path = p.tree, head, ""
    for _ in range(3):
        over, dep = tree.head[at], tree.dep[at]
        if over == at:
            return
        path = f"{path}<{dep}"
        if dep in ("relcl", "acl") and tree.pos[over] in ("NOUN", "PROPN", "PRON"):
            stop = tree.left[at] - 1
            p.add(tree.left[over], stop, path)
            p.add(over, stop, f"{path}-bare")
            for k in range(tree.left[at], at):
                if tree.lower[k] in ("which", "that", "what", "who", "whom"):
                    p.add(k, k, f"{path}-pronoun")
        elif dep in ("parataxis", "advcl", "prep", "ccomp", "csubj", "nsubj", "appos", "amod", "advmod", "xcomp", "pcomp", "conj"):
            p.add(tree.left[over], core_begin - 1, f"{path}L")
            p.add(max(tree.right[at], p.last) + 1, tree.right[over], f"{path}R")
            for k in tree.kids[over]:
                if k != at and tree.dep[k] in ("nsubj", "nsubjpass", "dobj", "ccomp"):
                    p.add(tree.left[k], tree.right[k], f"{path}>{tree.dep[k]}")
        at = over


def _quoted_end(tree: Tree, after: int, end: int) -> tuple[int, int] | None:
    """The next quoted region after a token: first and last token, with regions that follow it without a word between."""
    limit = min(end + 3, tree.size - 1)
    n = next((tree.region[j] for j in range(after + 1, limit + 1) if tree.region[j] >= 0), None)
    if n is None:
        return None
    a, b = tree.covers[n]
    while n + 1 < len(tree.covers) and not any(c.isalnum() for c in tree.text[tree.regions[n].end : tree.regions[n + 1].start]):
        n += 1
        b = tree.covers[n][1]
    return a, b


def _sentence_before(p: Proposals, begin: int) -> None:
    """Words in marks that end where a sentence begins, on the same line: "Stop!" she said."""
    tree = p.tree
    j = begin - 1
    while j >= 0 and tree.region[j] < 0 and not tree.lower[j].isalnum() and "\n" not in tree.lower[j]:
        j -= 1
    if j < 0 or (n := tree.region[j]) < 0 or "\n" in tree.text[tree.end[j] : tree.start[begin]]:
        return
    p.add(*tree.covers[n], "L:region")
    m = n
    while m > 0 and not any(c.isalnum() for c in tree.text[tree.regions[m - 1].end : tree.regions[m].start]):
        m -= 1
    if m != n:
        p.add(tree.covers[m][0], tree.covers[n][1], "L:regions")


def _quoted_before(p: Proposals, core_begin: int, begin: int) -> None:
    tree = p.tree
    n = next((tree.region[j] for j in range(core_begin - 1, begin - 1, -1) if tree.region[j] >= 0), None)
    if n is None:
        return
    a, b = tree.covers[n]
    p.add(a, b, "L:region")
    if begin <= a:
        p.add(begin, b, "L:toregion")
    m = n
    while m > 0 and not any(c.isalnum() for c in tree.text[tree.regions[m - 1].end : tree.regions[m].start]):
        m -= 1
    if m != n:
        p.add(tree.covers[m][0], b, "L:regions")
