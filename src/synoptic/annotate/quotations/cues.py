"""Which words are cues ("said", "is expected to", "according to", "criticism of"), and how far a cue reaches.

In: a Tree and what the network sees in it. Out: spans of tokens with the log odds that they attribute something to somebody, and the pointers of each
to its source and contents. Verbs, and other words that are known to be cues, are weighed; auxiliaries, adverbs and particles belong to a cue's span.
"""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.annotate.quotations import net, pointers
from synoptic.annotate.quotations.net import Net
from synoptic.annotate.quotations.pointers import Pointers
from synoptic.annotate.quotations.tree import Tree

REACH = 7  # words to either side; 99 of 100 gold cues of PolNeAR dev reach no further from their head


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `first` to `last` (included), the `head` among them, and the log odds that this is a cue."""

    head: int
    first: int
    last: int
    odds: float
    pointers: Pointers


def cue_candidates(tree: Tree, words: frozenset[str]) -> list[int]:
    """Tokens that may head a cue."""
    found = []
    for i in range(tree.size):
        pos = tree.pos[i]
        if pos == "VERB" or (pos == "AUX" and tree.dep[i] not in ("aux", "auxpass")) or (pos != "SPACE" and tree.lemma[i] in words):
            found.append(i)
    return found


def is_subject(dep: str) -> bool:
    """Whether a dependency label is that of a subject."""
    return dep in ("nsubj", "nsubjpass", "csubj")


def kind_of(tree: Tree, i: int) -> str:
    """What sort of speaker a noun would make: its entity type, else pronoun, else its tag."""
    if tree.ent[i]:
        return tree.ent[i]
    if tree.pos[i] == "PRON":
        return tree.lower[i]
    return tree.tag[i]


def reach(tree: Tree, head: int, to: Pointers) -> tuple[int, int]:
    """The span of the cue with that head: the likeliest first and last words in its sentence."""
    begin, end = tree.sentences[tree.sent[head]]
    first = max(range(head, max(begin, head - REACH) - 1, -1), key=lambda i: to.at(pointers.CUE, i))
    last = max(range(head, min(end, head + REACH) + 1), key=lambda i: to.at(pointers.CUE + 1, i))
    return first, last


def find_cues(tree: Tree, network: Net, words: frozenset[str], least: float) -> list[Cue]:
    """Cues with log odds of at least `least`, in order."""
    if not tree.size:
        return []
    x, ids = net.read(tree, network)
    candidates = cue_candidates(tree, words)
    likely = [(i, odds) for i, odds in zip(candidates, net.cue_odds(tree, network, x, candidates), strict=True) if odds >= least]
    found = pointers.point(tree, network, x, ids, [i for i, _ in likely])
    return [Cue(i, *reach(tree, i, to), odds, to) for (i, odds), to in zip(likely, found, strict=True)]
