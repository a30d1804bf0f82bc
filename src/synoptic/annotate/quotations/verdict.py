"""Which of the proposed attributions are told: one judgement over the cue's, the source's and the content's odds together.

In: what each cue of a document would attribute. Out: log odds of each that 0 divides. A cue by itself, or a content by itself, tells less than both
beside what else claims the same words; of two claims to nearly the same words only the surer stays. The threshold is chosen
within the training articles (evals/train_quotations.py) and lies in the model's bias.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log

from synoptic.annotate.quotations.contents import Choice
from synoptic.annotate.quotations.cues import Cue, kind_of
from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.sources import Candidate
from synoptic.annotate.quotations.tree import Tree
from synoptic.annotate.vocabulary import nouns

CLASSES = ("person", "body", "message", "place", "act")
SAME = 0.7  # of two contents' words in common, by letters: they are one content, claimed twice; on PolNeAR dev 0.7 gave the best F1 of 0.5, 0.7, 1.0
FAR = -9.0  # log odds of what is not there
LINK = -1.0  # log odds at which an inner link of a chain stands: PolNeAR mostly marks the outer one alone, a reader wants both
PASSING_ON = frozenset({"accord", "report", "quote", "cite", "carry", "translate"})  # cues of those who pass on what another said
NEAR = 2  # sentences on either side in which claims meet


@dataclass(frozen=True, slots=True)
class Claim:
    """A content that one cue claims, with the odds of its source and the content on the cue's other side."""

    cue: Cue
    source: Candidate | None
    source_odds: float
    choice: Choice
    across: Choice | None  # on the cue's other side

    @property
    def strength(self) -> float:
        """Log odds of cue and content together."""
        return self.cue.odds + logit(self.choice.hit)


def logit(p: float) -> float:
    """Log odds of a probability, within reason."""
    return log(max(p, 1e-4) / max(1 - p, 1e-4))


def weigh_claims(tree: Tree, claims: list[Claim], models: Models) -> list[float]:
    """The log odds of each claim of a document."""
    model = models["verdict"]
    near: dict[int, list[Claim]] = defaultdict(list)
    for c in claims:
        near[tree.sent[c.cue.head]].append(c)
    weighed = []
    for c in claims:
        here = tree.sent[c.cue.head]
        rivals = [r for s in range(here - NEAR, here + NEAR + 1) for r in near.get(s, ()) if r.cue.head != c.cue.head]
        numbers, words = verdict_features(tree, c, rivals)
        weighed.append(model.weigh(words) + sum(w * x for w, x in zip(model.dense, numbers, strict=True)))
    return weighed


def verdict_features(tree: Tree, c: Claim, rivals: list[Claim]) -> tuple[list[float], list[str]]:
    """What the model sees of a claim: numbers, and features as the other models have them."""
    head, choice, stretch = c.cue.head, c.choice, c.choice.stretch
    same = max((r.strength for r in rivals if overlap_of(r, c) >= 0.5 and not nested(c, r)), default=FAR)
    odds, hit, strength = c.cue.odds, logit(choice.hit), c.strength
    numbers = [
        odds,
        hit,
        choice.odds,
        c.source_odds,
        logit(choice.any),
        logit(choice.alone),
        logit((c.across.hit if c.across else 0.0) + 1e-3),
        min(same, 3.0),
        max(0.0, odds),
        max(0.0, hit),
        min(0.0, c.source_odds),
        strength,
        max(0.0, strength - same) if same > FAR else 0.0,
    ]
    kind = speaker_kind(tree, c.source[0]) if c.source else "none"
    quoted = quoting(tree, stretch.first, stretch.last)
    top = next((j for j in range(stretch.first, stretch.last + 1) if not stretch.first <= tree.head[j] <= stretch.last or tree.head[j] == j), stretch.first)
    words = [
        f"ty={quoted}",
        f"ty={quoted}|{step(strength, 1)}",
        f"k={kind}",
        f"k={kind}|{quoted}",
        f"l={tree.lemma[head]}",
        f"t={tree.tag[head]}",
        f"d={tree.dep[head]}",
        f"n={min((stretch.last - stretch.first) // 3, 8)}",
        f"s={stretch.side}|{tree.tag[head]}",
        f"hd={tree.dep[top]}|{tree.tag[top]}",
        f"fw={tree.tag[stretch.first]}",
        f"rv={step(same, 2)}",
        f"qo={step(hit, 2)}|{step(odds, 2)}",
        f"so={step(c.source_odds, 1)}|{step(odds, 2)}",
        f"q={tree.region[head] >= 0}",
        f"ac={quoted}|{quoting(tree, c.across.stretch.first, c.across.stretch.last)}|{step(logit(c.across.hit), 2)}" if c.across else f"ac={quoted}",
        f"at={min(tree.sent[head], 4)}",
        *(f"nm:{name}" for name in stretch.names),
    ]
    return numbers, words


def speaker_kind(tree: Tree, head: int) -> str:
    """What sort of speaker a noun would make: as for cues, and of a common noun what it mostly names (a person, a body, a message, an act)."""
    kind = kind_of(tree, head)
    if kind not in ("NN", "NNS"):
        return kind
    return next((f"{kind}:{c}" for c in CLASSES if tree.lemma[head] in nouns(c)), kind)


def step(x: float, size: int) -> int:
    """A number in steps of a size, from -5 to 5."""
    return int(max(-5, min(5, x // size)))


def quoting(tree: Tree, first: int, last: int) -> str:
    """Whether a stretch stands in quotation marks wholly, in part, or not: by its first, middle and last words."""
    marks = [tree.region[i] >= 0 for i in (first, (first + last) // 2, last)]
    if all(marks):
        return "direct"
    return "mixed" if any(tree.region[i] >= 0 for i in range(first, last + 1)) else "indirect"


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans of offsets."""
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return inside / (max(a[1], b[1]) - min(a[0], b[0])) if inside > 0 else 0.0


Standing = tuple[float, Claim, tuple[int, ...]]  # log odds, claim, heads of those who pass the words on


def judge(tree: Tree, claims: list[Claim], models: Models) -> list[Standing]:
    """The claims that stand, the surest first. Of two to nearly the same words one stays; who only passes the words on is kept beside it."""
    weighed = with_links(tree, list(zip(weigh_claims(tree, claims, models), claims, strict=True)))
    kept: list[Standing] = []
    taken: dict[int, list[int]] = defaultdict(list)  # places in `kept` by sentence
    for odds, c in sorted(weighed, key=lambda w: (-w[0], w[1].choice.start, w[1].cue.head)):
        sent = tree.sent[c.choice.stretch.first]
        twin = next((n for s in (sent - 1, sent, sent + 1) for n in taken.get(s, ()) if repeats(c, kept[n][1])), None)
        if twin is None:
            taken[sent].append(len(kept))
            kept.append((odds, c, ()))
            continue
        top, first, reporters = kept[twin]
        if passes_on(tree, c, first) and c.source:
            kept[twin] = (top, first, (*reporters, c.source[0]))
        elif passes_on(tree, first, c) and first.source:
            kept[twin] = (top, c, (*reporters, first.source[0]))
    return kept


def passes_on(tree: Tree, outer: Claim, inner: Claim) -> bool:
    """Whether one of two claims to the same words only passes them on: "...," she told them, according to the Herald."""
    if not (outer.source and inner.source and outer.source[0] != inner.source[0] and tree.sent[outer.cue.head] == tree.sent[inner.cue.head]):
        return False
    return tree.lemma[outer.cue.head] in PASSING_ON and tree.lemma[inner.cue.head] not in PASSING_ON and distance(outer) > distance(inner)


def distance(c: Claim) -> int:
    """Tokens between a cue and its content."""
    return max(c.choice.stretch.first - c.cue.last, c.cue.first - c.choice.stretch.last)


def with_links(tree: Tree, weighed: list[tuple[float, Claim]]) -> list[tuple[float, Claim]]:
    """The claims of 0 or more, and of those a little under it the inner links of a chain: a named source's words that a standing claim reports."""
    standing = [w for w in weighed if w[0] >= 0]
    ends: dict[int, list[Claim]] = defaultdict(list)  # by the sentence of their cue
    for _, c in standing:
        ends[tree.sent[c.cue.head]].append(c)
    for odds, c in weighed:
        if LINK <= odds < 0 and c.choice.hit >= 0.5 and c.source_odds >= 1:
            here = tree.sent[c.cue.head]
            near = (o for s in range(here - NEAR, here + NEAR + 1) for o in ends.get(s, ()))
            if any((o.choice.stretch.first <= c.cue.head <= o.choice.stretch.last or passes_on(tree, o, c)) and overlap_of(o, c) >= 0.5 for o in near):
                standing.append((odds, c))
    return standing


def overlap_of(one: Claim, two: Claim) -> float:
    """Intersection over union of two claims' contents."""
    return overlap((one.choice.start, one.choice.end), (two.choice.start, two.choice.end))


def repeats(c: Claim, other: Claim) -> bool:
    """Whether two claims are to nearly the same words, and neither reports the other."""
    return overlap_of(c, other) >= SAME and not nested(c, other)


def nested(one: Claim, two: Claim) -> bool:
    """Whether one claim reports the other ("X said, according to Y"): a chain, in which each link stands by itself."""
    a, b = one.choice.stretch, two.choice.stretch
    return b.first <= one.cue.head <= b.last or a.first <= two.cue.head <= a.last
