"""What was said: of the stretches that a cue may attribute, the one before and the one after it that are likeliest meant.

In: a Tree, a cue and its source. Out: at most one choice a side (a content may stand in two parts), with its odds. The cue's pointers weigh where a stretch
begins and ends; two rules of grammar help where they are at a loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from synoptic.annotate.quotations.cues import Cue
from synoptic.annotate.quotations.pointers import LEFT, RIGHT
from synoptic.annotate.quotations.proposals import Stretch, after_quoted, content_candidates
from synoptic.annotate.quotations.sources import Candidate
from synoptic.annotate.quotations.tree import Tree, trim_span

MOST = 10  # likeliest stretches of a side among which is chosen
TINY = 7.0  # log odds under the likeliest at which a stretch weighs nothing
LEAN = 0.3  # of 0, 0.3, 1, 3 the best for overlap on PolNeAR dev in folds, and as good as the highest for exact bounds
WHOLE = 1.0  # log odds for the whole of a sentence that ends with "according to ..."; it is that in 74 of 98 of PolNeAR dev
OWED = 2.0  # log odds of the likeliest words before a cue that grammar leaves no others


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


def find_contents(tree: Tree, cue: Cue, source: Candidate | None) -> list[Choice]:
    """The best stretch on each side of a cue."""
    to = cue.pointers
    weighed = []
    stretches = content_candidates(tree, cue, source)
    owed = after_quoted(tree, cue.head, cue.last) > cue.last and all(c.side == "L" for c in stretches)  # "..., the agency quoted him as saying."
    ending = tree.lemma[cue.head] == "accord" and source is not None and ends(tree, source[2])
    for c in stretches:
        role = LEFT if c.side == "L" else RIGHT
        whole = ending and "L:sent" in c.names
        weighed.append((round(to.at(role, c.first) + to.at(role + 1, c.last) - to.nothing(role) + WHOLE * whole, 2), c))
    if owed and weighed:
        top = max(odds for odds, _ in weighed)
        weighed = [(odds + max(0.0, OWED - top), c) for odds, c in weighed]
    return choose(tree, weighed)


def choose(tree: Tree, weighed: list[tuple[float, Stretch]]) -> list[Choice]:
    """On each side the stretch most likely to share half of its words with what is attributed (least Bayes risk), leaning to the likeliest itself."""
    found = []
    for side in "LR":
        own = sorted((w for w in weighed if w[1].side == side), key=lambda w: (-w[0], w[1].first, w[1].last))
        total = 1 + sum(exp(min(odds, 20.0)) for odds, _ in own)
        some = [
            (odds, exp(min(odds, 20.0)) / total, c, trim_span(tree.text, tree.start[c.first], tree.end[c.last]))
            for odds, c in own[:MOST]
            if odds >= own[0][0] - TINY
        ]
        best: Choice | None = None
        for odds, p, c, (start, end) in some:
            hit = sum(q for _, q, _, (x, y) in some if 2 * (min(y, end) - max(x, start)) >= max(y, end) - min(x, start))
            if best is None or hit + LEAN * p > best.hit + LEAN * best.alone:
                best = Choice(c, start, end, odds, p, hit, (total - 1) / total)
        if best:
            found.append(best)
    return found


def ends(tree: Tree, last: int) -> bool:
    """Whether no word of the sentence follows a token."""
    return not any(tree.pos[i] not in ("PUNCT", "SPACE") for i in range(last + 1, tree.sentences[tree.sent[last]][1] + 1))
