"""What was said: the stretches of words that a cue attributes.

In: a Tree, a cue and its source. Out: at most one stretch before and one after the cue (a content may stand in two parts).
Clauses and phrases below the cue, the rest of the sentence on either side, the clause that it interrupts, the antecedent of
a relative clause and quoted regions next to it are proposed; one model picks among them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import exp

from synoptic.annotate.quotations.cues import Cue
from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.sources import Candidate
from synoptic.annotate.quotations.tree import Tree, trim_span

SKIP = {"aux", "auxpass", "neg", "punct", "cc", "mark", "expl", "intj", "det"}
DEEPER = {"prep", "xcomp", "acomp", "dobj", "advcl", "agent", "attr", "ccomp", "oprd", "dative", "pcomp", "npadvmod", "prt", "nsubj", "pobj"}
MOST = 10  # likeliest stretches of a side among which is chosen
LEAN = 0.3  # of 0, 0.3, 1, 3 the best for overlap on PolNeAR dev in folds, and as good as the highest for exact bounds
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
    head, first, last = cue.head, cue.first, cue.last
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


def content_features(tree: Tree, cue: Cue, source: Candidate | None, c: Stretch, *, rank: int) -> list[str]:
    """What the model sees of a stretch; `rank` counts the shorter ones on its side."""
    head, first, last = cue.head, cue.first, cue.last
    a, b, side = c.first, c.last, c.side
    lemma, dep, tag = tree.lemma[head], tree.dep[head], tree.tag[head]
    begin, end = tree.sentences[tree.sent[head]]
    where = "none" if source is None else "L" if source[2] < first else "R"
    whole = f"{a <= begin + 1 or tree.sent[a] != tree.sent[head]}|{b >= end - 1}"
    gap = (a - last if side == "R" else first - b) - 1
    qa, qb = tree.region[a], tree.region[b]
    cut = (
        "whole"
        if qa == qb >= 0 and tree.covers[qa] == (a, b)
        else "in"
        if qa == qb >= 0
        else "no"
        if qa == qb
        else "both"
        if qa >= 0 <= qb
        else "to"
        if qb >= 0
        else "from"
    )
    if qb >= 0 and qa != qb and tree.covers[qb][1] - b > 2:
        cut += "cut"
    after = next((tree.lower[j] for j in range(b + 1, min(b + 4, tree.size)) if tree.pos[j] != "SPACE"), "")
    before = tree.lower[a - 1] if a else ""
    size = min(b - a, 40) // 4 if b - a > 7 else b - a
    f = [
        f"{side}len={size}",
        f"{side}whole={whole}",
        f"{side}wholed={whole}|{dep}",
        f"{side}gap={min(gap, 6)}|{where}",
        f"{side}cut={cut}",
        f"{side}cutl={lemma}|{cut}",
        f"{side}cutg={cut}|{min(gap, 6)}|{where}",
        f"{side}after={after}",
        f"{side}aftert={after}|{whole}|{cut}",
        f"{side}before={before}",
        f"{side}fw={tree.lower[a]}",
        f"{side}fwl={tree.lower[a]}|{lemma}",
        f"{side}ft={tree.tag[a]}",
        f"{side}lt={tree.tag[b]}",
        f"{side}where={where}|{dep}",
        f"{side}l={lemma}",
        f"{side}tag={tag}|{where}|{whole}",
        f"{side}sent={tree.sent[b] - tree.sent[a]}|{cut}",
        f"{side}rank={min(rank, 6)}",
    ]
    for name in c.names:
        f.append(name)
        f.append(f"{name}|{lemma}")
        f.append(f"{name}|{where}|{tag}")
        f.append(f"{name}|{tree.lower[last]}")
        f.append(f"{name}|{dep}")
        f.append(f"{name}|{cut}")
        f.append(f"{name}|{whole}")
        f.append(f"{name}|{tree.tag[a]}")
        f.append(f"{name}|{after}")
        f.append(f"{name}|{before}")
    f.append("names=" + ",".join(sorted(c.names)[:5]))
    return f


@dataclass(frozen=True, slots=True)
class Choice:
    """The stretch chosen on one side of a cue, by offsets too, with its log odds and three probabilities."""

    stretch: Stretch
    start: int
    end: int
    odds: float
    alone: float  # that it is just this
    hit: float  # that it is this or one that shares half of its words
    any: float  # that something on this side is attributed


def ranked(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches by side, the shorter first."""
    return sorted(stretches, key=lambda c: (c.side, c.last - c.first, c.first))


def find_contents(tree: Tree, cue: Cue, source: Candidate | None, *, models: Models) -> list[Choice]:
    """The best stretch on each side of a cue."""
    model = models["content"]
    stretches = ranked(content_candidates(tree, cue, source))
    return choose(tree, [(model.weigh(content_features(tree, cue, source, c, rank=n)), c) for n, c in enumerate(stretches)])


def choose(tree: Tree, weighed: list[tuple[float, Stretch]]) -> list[Choice]:
    """On each side the stretch most likely to share half of its words with what is attributed (least Bayes risk), leaning to the likeliest itself."""
    found = []
    for side in "LR":
        own = sorted((w for w in weighed if w[1].side == side), key=lambda w: (-w[0], w[1].first, w[1].last))
        total = 1 + sum(exp(min(odds, 20.0)) for odds, _ in own)
        some = [(odds, exp(min(odds, 20.0)) / total, c, trim_span(tree.text, tree.start[c.first], tree.end[c.last])) for odds, c in own[:MOST]]
        best: Choice | None = None
        for odds, p, c, (start, end) in some:
            hit = sum(q for _, q, _, (x, y) in some if 2 * (min(y, end) - max(x, start)) >= max(y, end) - min(x, start))
            if best is None or hit + LEAN * p > best.hit + LEAN * best.alone:
                best = Choice(c, start, end, odds, p, hit, (total - 1) / total)
        if best:
            found.append(best)
    return found
