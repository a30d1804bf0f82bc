"""Attributions of one document: cue, source and the stretches of content, put together from the models' choices.

In: a Tree. Out: Attributions in order. What each cue would attribute is judged beside the rest (`verdict`).
Quoted regions that no cue reached are judged by themselves and follow the speech around them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from synoptic.annotate.quotations.contents import find_contents
from synoptic.annotate.quotations.cues import Cue, find_cues
from synoptic.annotate.quotations.details import addressee
from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.net import Net
from synoptic.annotate.quotations.passages import find_passages
from synoptic.annotate.quotations.proposals import Stretch
from synoptic.annotate.quotations.sources import Candidate, find_source
from synoptic.annotate.quotations.tree import Tree
from synoptic.annotate.quotations.verdict import Claim, judge, quoting

LEAST_CUE = -1.0  # log odds: what is less likely is not looked at; on 50 articles of PolNeAR dev no claim of a cue between -2 and -1.4 stood
LEAST_SOURCE = -1.5  # tuned on PolNeAR dev in folds by article
LEAST_PASSAGE = 0.0  # log odds: as likely as not
# What carries writing; the words on it are nobody's.
SIGNS = frozenset(
    {"sign", "banner", "placard", "poster", "plaque", "label", "billboard", "sticker", "graffiti", "signboard", "inscription", "t-shirt", "hat", "cap"}
)
CALLING = frozenset({"call", "describe", "dub", "term", "label", "name", "see", "regard", "consider", "deem"})
CIRCUMSTANCES = frozenset({"as", "while", "after", "before", "when", "during", "amid", "since", "until", "where"})
SURE = 0.8  # probability of a content before its cue
PARAGRAPHS = 2  # line breaks over which speech may go on: one empty line


@dataclass(slots=True)
class Attribution:
    """What one cue attributes: `source` is None where the text names nobody. A passage that goes on from other speech has that one's cue and source."""

    cue: Cue | None
    source: Candidate | None
    contents: list[tuple[float, Stretch]] = field(default_factory=list)
    reporters: list[int] = field(default_factory=list)  # heads of those who pass the words on


def find_attributions(tree: Tree, network: Net, models: Models) -> list[Attribution]:
    """All attributions of a document."""
    found = by_cues(tree, find_cues(tree, network, models.words, LEAST_CUE), models)
    spans = offsets(tree, found)
    for odds, (a, b) in find_passages(tree, spans, models, LEAST_PASSAGE):
        before = speech_before(tree, found, a)
        found.append(Attribution(before.cue if before else None, before.source if before else None, [(odds, Stretch(a, b, "R", ["passage"]))]))
    return found


def by_cues(tree: Tree, cues: Iterable[Cue], models: Models) -> list[Attribution]:
    """An attribution for each cue with a content that stands, in order."""
    claims = [c for cue in cues for c in claims_of(tree, cue)]
    found: dict[int, Attribution] = {}
    claims = [c for c in claims if not (c.source and tree.lemma[c.source[0]] in SIGNS)]
    standing = judge(tree, claims, models)
    heads = [claim.cue.head for _, claim, _ in standing]
    for odds, claim, reporters in standing:
        if names_for(tree, claim, heads):
            continue
        a = found.setdefault(claim.cue.head, Attribution(claim.cue, claim.source))
        a.contents.append((odds, claim.choice.stretch))
        a.reporters += [r for r in reporters if r not in a.reporters]
    for a in found.values():
        a.contents.sort(key=lambda c: c[1].first)
    return [found[head] for head in sorted(found)]


def claims_of(tree: Tree, cue: Cue) -> list[Claim]:
    """What a cue would attribute, to whom, on either side."""
    source, odds = find_source(tree, cue.head, cue.first, cue.last, cue.pointers)
    if odds < LEAST_SOURCE:
        source = None
    choices = find_contents(tree, cue, source)
    if any(c.stretch.side == "L" and (c.hit >= SURE or quoting(tree, c.stretch.first, c.stretch.last) == "direct") for c in choices):
        choices = [c for c in choices if c.stretch.side == "L" or goes_on(tree, c.stretch)]
    if len(choices) > 1 and (hearer := addressee(tree, cue.head, [])):
        choices = [c for c in choices if c.stretch.first != hearer[0]]  # "..., she told reporters": the hearers are not what she told
    return [Claim(cue, source, odds, c, next((o for o in choices if o is not c), None)) for c in choices]


def names_for(tree: Tree, claim: Claim, cues: list[int]) -> bool:
    """Whether a content only uses somebody's name for a thing ("began what it called an exercise"): that is said by who calls it so."""
    c = claim.choice.stretch
    if tree.lower[c.first] != "what":
        return False
    verb = next((k for k in tree.ancestors(c.first, 2) if tree.pos[k] == "VERB"), -1)
    return verb in cues and c.first <= verb <= c.last and verb != claim.cue.head and tree.lemma[verb] in CALLING


def goes_on(tree: Tree, c: Stretch) -> bool:
    """Whether words after a cue whose content stands before it may be its content too: no hearer, no circumstance ("said as rain fell")."""
    if any(tree.region[i] >= 0 for i in (c.first, c.last)):
        return True
    top = next((i for i in range(c.first, c.last + 1) if not c.first <= tree.head[i] <= c.last or tree.head[i] == i), c.first)
    marks = {tree.lower[k] for k in tree.kids[top] if k < top} | {tree.lower[c.first]}
    return tree.pos[top] in ("VERB", "AUX") and not marks & CIRCUMSTANCES


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
