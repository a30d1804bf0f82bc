"""Which documents have to be grouped together, and their groups: the part of an archive that one more article can change.

In: documents, and for each its edges (how alike others are). Out: units, and in each the stories. Two groups are only ever joined where some pair of
theirs reaches TOGETHER, so that whatever stands in two connected components of such pairs is in two stories: one component is grouped
by itself. A component of more than MOST documents (a war of many months) is cut along its weaker pairs, level by level, so
that the cost of an article stays flat. Which unit a document is in hangs on the set of documents alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import FLOOR

TOGETHER = -0.75  # mean log-odds in a story; on ../shared/data from -0.75 to 0 every set's B3 F1 stays within 0.025 (evals/train_likeness.py)
MOST = 200  # documents of a unit; more make an article dearer in a large archive, fewer cut stories that hang together loosely
AT_ONCE = 16  # documents whose pairs are asked for at once, where it suffices to know that a component is too large
LEVELS = (TOGETHER, 1.0, 2.0, 3.0, 4.0, 6.0)  # log-odds that tie a component; what still holds more than MOST at the last is copies, and one story

Edges = Callable[[Collection[str], bool], Mapping[str, Mapping[str, float]]]  # documents -> for each how alike others are; if asked so, strong pairs alone


def group(documents: Iterable[str], edges: Edges) -> Iterator[tuple[str, ...]]:
    """The stories of the units that those documents are in, each sorted."""
    for unit, level in units(documents, edges):
        if level == len(LEVELS) or len(unit) == 1:
            yield tuple(unit)
            continue
        place = {doc: i for i, doc in enumerate(unit)}
        scores = {
            (i, place[other]): score for doc, near in edges(unit, False).items() for other, score in near.items() if (i := place[doc]) < place.get(other, -1)
        }
        for members in agglomerate(len(unit), scores, TOGETHER, floor=FLOOR):
            yield tuple(unit[i] for i in members)


def units(documents: Iterable[str], edges: Edges) -> Iterator[tuple[list[str], int]]:
    """The units that those documents are in, each once, sorted, with its level."""
    done: set[str] = set()
    large: list[set[str]] = [set() for _ in LEVELS]
    for doc in sorted(set(documents)):
        if doc not in done:
            unit, level = unit_of(doc, edges, large)
            done.update(unit)
            yield unit, level


def unit_of(doc: str, edges: Edges, large: list[set[str]]) -> tuple[list[str], int]:
    """The component of a document at the first level at which it is not too large. `large`: documents known to be in one that is, by level."""
    for level, least in enumerate(LEVELS):
        if not is_large(doc, edges, least, large[level]):
            return sorted(reach(doc, edges, least, MOST)), level
    return sorted(reach(doc, edges, LEVELS[-1])), len(LEVELS)


def is_large(doc: str, edges: Edges, least: float, large: set[str], *, without: Collection[str] = ()) -> bool:
    """Whether a document's component is too large; those that it meets on the way are noted in `large`."""
    if doc not in large and len(found := reach(doc, edges, least, MOST, without=without)) > MOST:
        large |= found
    return doc in large


def reach(doc: str, edges: Edges, least: float, most: int | None = None, *, without: Collection[str] = ()) -> set[str]:
    """The documents that are tied to one by pairs of `least` or more; looked for until there are more than `most`."""
    found, waiting = {doc}, {doc}
    while waiting and (most is None or len(found) <= most):
        asked = sorted(waiting)[: len(waiting) if most is None else AT_ONCE]  # one that is near very many would ask for the pairs of all of them
        near = edges(asked, True)
        met = {other for doc in asked for other, score in near[doc].items() if score >= least and other not in without} - found
        waiting = waiting.difference(asked) | met
        found |= met
    return found


def touched(added: Collection[str], edges: Edges) -> set[str]:
    """The documents whose unit may be another one since those were added: they, and the units that they made too large."""
    changed = set(added)
    now: list[set[str]] = [set() for _ in LEVELS]
    before: list[set[str]] = [set() for _ in LEVELS]
    for doc in sorted(added):
        for level, least in enumerate(LEVELS):
            if not is_large(doc, edges, least, now[level]):
                break
            for other in sorted(o for o, score in edges([doc], True)[doc].items() if score >= least):
                if other not in changed and not is_large(other, edges, least, before[level], without=added):
                    changed |= reach(other, edges, least, MOST, without=added)
    return changed
