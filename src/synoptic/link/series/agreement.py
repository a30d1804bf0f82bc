"""Whether the figures of one count agree: what stands of them weighed, and said in words.

In: the figures of a series and who stands behind each. Out: its status (single, agree, revised, conflict) and why, with values and who says so. A copy
of an article is the same source again and confirms nothing; one source that changes its count has revised it. Parts and increments weigh nothing
beside totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from synoptic.link.series.ranges import clash, hull
from synoptic.link.series.standing import Givers, Moment, Word, course, said


def totals(words: Sequence[Word]) -> list[Word]:
    """The words that count the whole of their line: no additions, and no parts of others in it; where there are none, all."""
    here = {w.figure.id for w in words}
    whole = [w for w in words if w.figure.part_of not in here]
    told = {(w.figure.low, w.figure.high) for w in whole if not w.figure.increment}
    return [w for w in whole if not w.figure.increment or (w.figure.low, w.figure.high) in told] or whole or list(words)


def added_since(words: Sequence[Word], now: Moment) -> list[Word]:
    """Increments later than what stands, as the article gives them that gives most: those of two articles may be the same."""
    increments = [w for w in words if w.figure.increment and not w.figure.withdrawn]
    if not increments or all(w.figure.increment for w in now.words):
        return []
    places = {w.figure.document: w.figure.start for w in now.words}
    newest = max(w.day for w in now.words)
    later: dict[str, list[Word]] = {}
    for word in increments:
        after = places.get(word.figure.document)
        if word.day > newest or (after is not None and word.day == newest and word.figure.start > after):
            later.setdefault(word.figure.document, []).append(word)
    return max(later.values(), key=lambda found: sum(w.figure.low or 0 for w in found), default=[])


def weigh(all_words: Sequence[Word], givers: Givers) -> tuple[str, str]:
    """The status of a series and the reason in words."""
    words = totals(all_words)
    moments = course(words)
    told = tell(all_words, givers)
    if moments and moments[-1].disputed:
        standing = tell(moments[-1].words, givers)
        before = [t for t in told if t not in standing]
        return "conflict", f"Both cannot hold, and none is taken back: {'; '.join(standing)}." + (f" Also told: {'; '.join(before)}." if before else "")
    if moments and (added := added_since(all_words, moments[-1])):
        return "revised", f"Added to since: {'; '.join(tell(added, givers))}. Before: {'; '.join(tell(words, givers))}."
    ranges = {(w.figure.low, w.figure.high, w.figure.hedge == "vague"): w.figure for w in words}
    if any(clash(a, b) for a, b in combinations(ranges.values(), 2)):
        return "revised", f"A later count takes the place of an earlier: {'; '.join(told)}."
    sources = {w.giver for w in words}
    if len(sources) > 1:
        return "agree", f"The ranges of {len(sources)} sources overlap: {'; '.join(told)}."
    if len({hull([w.figure for w in moment.words]) for moment in moments}) > 1:
        return "revised", f"One source has changed its count: {'; '.join(told)}."
    last, times = (tell(words, givers) or told)[-1], len(words)
    return "single", f"One source, {last}." if times == 1 else f"One source, told {times} times: {last}."


def tell(words: Sequence[Word], givers: Givers) -> list[str]:
    """Each count in words, none twice: "more than 100 (2031-05-02, the ministry)"."""
    told: dict[str, None] = {}
    for word in words:
        figure, doc = word.figure, givers.docs[word.figure.document]
        if not word.own and not said(figure) and not figure.withdrawn:
            continue  # a headline: its article gives the same count with its source
        who = figure.attributed_name or doc.publisher or doc.name
        marks = ("withdrawn" if figure.withdrawn else "", "a part" if figure.part_of else "", "added" if figure.increment else "")
        told[f"{figure.exact} ({', '.join(x for x in (word.day, who, *marks) if x)})"] = None
    return list(told)
