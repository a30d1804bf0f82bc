"""Parts and their wholes: "including 12 children", "two of them", the members of a sum, and one victim where the article counts several.

In: the drafts of a document's figures. Out: the same in order, each part with the id of its whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from synoptic.annotate.figures.befell import Draft
from synoptic.annotate.figures.harm import RANK
from synoptic.model import Figure

PART = re.compile(
    r"\b(?:including|among\s+them|of\s+whom|of\s+them|of\s+which|included|at\s+least\s+one\s+of\s+them)\s+(?:at\s+least\s+|about\s+|some\s+)?$", re.IGNORECASE
)
FEW = 10  # of so few a smaller count told later is mostly a part ("two women were in stable condition"); of more it may be another's count
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|the\s+(?:dead|wounded|injured|victims))\b", re.IGNORECASE)


def tie(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts in order, parts tied to their wholes."""
    ordered = sorted(drafts, key=lambda d: (d.figure.start, d.figure.end))
    totals = first_totals(ordered)
    sum_of = {part: draft.figure for draft in ordered for part in draft.parts}
    last: Draft | None = None
    for draft in ordered:
        figure = draft.figure
        included = PART.search(text, max(0, figure.start - 40), figure.start) or OF_THEM.match(text, figure.end)
        whole = sum_of.get(figure.id)
        if included and last is not None and last.figure.start < figure.start:
            whole = last.figure
            if draft.what is None and last.what:
                draft.what, figure = last.what, replace(figure, counted=last.what, of=figure.of or figure.counted)
        elif whole is None and draft.what in totals and is_part(draft, totals[draft.what]):
            whole = totals[draft.what]
        draft.figure = replace(figure, part_of=whole.part_of or whole.id) if whole is not None else figure
        last = last if included else draft
    return ordered


def first_totals(drafts: list[Draft]) -> dict[str, Figure]:
    """What befell -> the first figure that counts several so."""
    totals: dict[str, Figure] = {}
    for draft in drafts:
        if draft.what in RANK and (draft.figure.low or draft.figure.high or 0) >= 2 and not draft.figure.increment:
            totals.setdefault(draft.what, draft.figure)
    return totals


def is_part(draft: Draft, total: Figure) -> bool:
    """Whether a draft is one of those that the total counts: a smaller sum, or one person."""
    figure = draft.figure
    if bool(draft.parts and (total.low or 0) > (figure.low or 0)) or (figure.low == figure.high == 1.0 and total.id != figure.id):
        return True
    fewer = 0 < (figure.low or 0) < (total.low or 0) < FEW and figure.start > total.end and not figure.increment
    return fewer and not apart(figure, total)


def apart(figure: Figure, total: Figure) -> bool:
    """Whether a smaller count is a rival's or another day's, and so no part."""
    rival = figure.attributed_name and total.attributed_name and figure.attributed_name != total.attributed_name
    days = {t for t in (figure.occurred_timex, total.occurred_timex) if t}
    elsewhere = figure.place and total.place and figure.place != total.place
    return bool(rival or elsewhere) or figure.withdrawn or total.withdrawn or len(days) > 1
