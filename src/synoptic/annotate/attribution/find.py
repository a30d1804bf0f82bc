"""Attributions of one document: cue, source and the stretches of content, put together from the models' choices.

In: a Tree. Out: Attributions in order. A cue that attributes nothing is dropped, and words that two cues claim go to the surer one.
Quoted regions that no cue reached are judged by themselves and follow the speech around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.vocab import Vocab

from synoptic.annotate.attribution.contents import Stretch, find_contents
from synoptic.annotate.attribution.cues import Cue, find_cues
from synoptic.annotate.attribution.linear import Models
from synoptic.annotate.attribution.sources import Candidate, find_source
from synoptic.annotate.attribution.tree import Tree

LEAST_CUE = -1.6  # log odds; these are tuned by evals/train_quotations.py on PolNeAR dev, in folds by article
LEAST_SOURCE = -1.0
LEAST_CONTENT = -1.2
LEAST_SUM = -1.6


@dataclass(slots=True)
class Attribution:
    """What one cue attributes: `source` is None where the text names nobody."""

    cue: Cue | None
    source: Candidate | None
    contents: list[tuple[float, Stretch]] = field(default_factory=list)


def find_attributions(tree: Tree, vocab: Vocab, models: Models) -> list[Attribution]:
    """All attributions of a document."""
    found: list[Attribution] = []
    for cue in find_cues(tree, vocab, models, LEAST_CUE):
        source, odds = find_source(tree, cue.head, cue.first, cue.last, models)
        if odds < LEAST_SOURCE:
            source = None
        contents = find_contents(tree, cue.head, cue.first, cue.last, source, models, LEAST_CONTENT)
        contents = [(o, c) for o, c in contents if o + cue.odds >= LEAST_SUM]
        if contents:
            found.append(Attribution(cue, source, contents))
    return found
