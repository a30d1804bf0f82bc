"""Whether figures of one count agree: their ranges, times and sources weighed, and said in words.

In: the figures of a series, in order of time. Out: its status (single, agree, revised, conflict) and why, with values and who says so. A copy of
an article is the same source again and confirms nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model import Document, Figure

Range = tuple[float | None, float | None]


def overlaps(a: Range, b: Range) -> bool:
    """Whether two closed ranges (None: open) share a value.

    >>> overlaps((100, None), (90, 110)), overlaps((9, 9), (100, None))
    (True, False)
    """
    low = max(x for x in (a[0], b[0], float("-inf")) if x is not None)
    high = min(x for x in (a[1], b[1], float("inf")) if x is not None)
    return low <= high


def weigh(figures: Sequence[Figure], docs: dict[str, Document], copied: dict[str, str]) -> tuple[str, str]:
    """The status of a series and the reason in words."""
    sources = {source(f, docs, copied) for f in figures}
    told = tell(figures, docs)
    if len(sources) == 1:
        times = len(figures)
        return "single", f"One source, {told[-1]}." if times == 1 else f"One source, told {times} times: {told[-1]}."
    clash = next(((a, b) for i, a in enumerate(figures) for b in figures[i + 1 :] if not overlaps((a.low, a.high), (b.low, b.high))), None)
    if clash is None:
        return "agree", f"The ranges of {len(sources)} sources overlap: {'; '.join(told)}."
    if when(clash[0], docs) != when(clash[1], docs):
        return "revised", f"A later count takes the place of an earlier: {'; '.join(told)}."
    return "conflict", f"Both cannot hold at one time: {'; '.join(told)}."


def source(figure: Figure, docs: dict[str, Document], copied: dict[str, str]) -> tuple[str, str]:
    """Who stands behind a figure: who says so where somebody does, else the article, or the one that it copies."""
    if figure.attributed_to or figure.attributed_name:
        return "said", figure.attributed_to or figure.attributed_name or ""
    return "article", copied.get(figure.document, figure.document)


def when(figure: Figure, docs: dict[str, Document]) -> str:
    """The day of a figure: its own, else that of its document."""
    doc = docs[figure.document]
    return (figure.as_of or doc.dated or doc.published or "")[:10]


def tell(figures: Sequence[Figure], docs: dict[str, Document]) -> list[str]:
    """Each figure in words, none twice: "more than 100 (2031-05-02, the ministry)"."""
    told: list[str] = []
    for figure in figures:
        doc = docs[figure.document]
        who = figure.attributed_name or doc.publisher or doc.name
        one = f"{figure.exact} ({', '.join(x for x in (when(figure, docs), who, 'withdrawn' if figure.withdrawn else '') if x)})"
        if one not in told:
            told.append(one)
    return told
