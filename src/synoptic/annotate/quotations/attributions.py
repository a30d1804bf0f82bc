"""Attributions of one document: cue, source and the stretches of content, put together from the models' choices.

In: a Tree. Out: Attributions in order. What each cue would attribute is judged beside the rest (`verdict`).
Quoted regions that no cue reached are judged by themselves and follow the speech around them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from synoptic.annotate.quotations.contents import Stretch, find_contents
from synoptic.annotate.quotations.cues import Cue, find_cues
from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.passages import find_passages
from synoptic.annotate.quotations.sources import Candidate, find_source
from synoptic.annotate.quotations.tree import Tree
from synoptic.annotate.quotations.verdict import Claim, judge

LEAST_CUE = -1.4  # log odds: what is less likely is not looked at; on 50 articles of PolNeAR dev no claim of a cue between -2 and -1.4 stood
LEAST_SOURCE = -1.5  # tuned on PolNeAR dev in folds by article
LEAST_PASSAGE = 0.0
PARAGRAPHS = 2  # line breaks over which speech may go on: one empty line


@dataclass(slots=True)
class Attribution:
    """What one cue attributes: `source` is None where the text names nobody. A passage that goes on from other speech has that one's cue and source."""

    cue: Cue | None
    source: Candidate | None
    contents: list[tuple[float, Stretch]] = field(default_factory=list)


def find_attributions(tree: Tree, models: Models) -> list[Attribution]:
    """All attributions of a document."""
    found = by_cues(tree, find_cues(tree, models, LEAST_CUE), models)
    spans = offsets(tree, found)
    for odds, (a, b) in find_passages(tree, spans, models, LEAST_PASSAGE):
        before = speech_before(tree, found, a)
        found.append(Attribution(before.cue if before else None, before.source if before else None, [(odds, Stretch(a, b, "R", ["passage"]))]))
    return found


def by_cues(tree: Tree, cues: Iterable[Cue], models: Models) -> list[Attribution]:
    """An attribution for each cue with a content that stands, in order."""
    claims = [c for cue in cues for c in claims_of(tree, cue, models)]
    found: dict[int, Attribution] = {}
    for odds, claim in judge(tree, claims, models):
        found.setdefault(claim.cue.head, Attribution(claim.cue, claim.source)).contents.append((odds, claim.choice.stretch))
    for a in found.values():
        a.contents.sort(key=lambda c: c[1].first)
    return [found[head] for head in sorted(found)]


def claims_of(tree: Tree, cue: Cue, models: Models) -> list[Claim]:
    """What a cue would attribute, to whom, on either side."""
    source, odds = find_source(tree, cue.head, cue.first, cue.last, models)
    if odds < LEAST_SOURCE:
        source = None
    choices = find_contents(tree, cue, source, models=models)
    return [Claim(cue, source, odds, c, max((o.hit for o in choices if o is not c), default=0.0)) for c in choices]


def offsets(tree: Tree, attributions: Iterable[Attribution]) -> list[tuple[int, int]]:
    """The offsets of all contents."""
    return [(tree.start[c.first], tree.end[c.last]) for a in attributions for _, c in a.contents]


def speech_before(tree: Tree, found: list[Attribution], first: int) -> Attribution | None:
    """The attribution whose words go on at token `first`: the last one with quoted words in this paragraph, or in the one before."""
    best: Attribution | None = None
    at = -1
    for a in found:
        for _, c in a.contents:
            if at < c.last < first and any(tree.region[i] >= 0 for i in (c.first, c.last)):
                best, at = a, c.last
    if best is None or tree.text.count("\n", tree.end[at], tree.start[first]) > PARAGRAPHS:
        return None
    return best
