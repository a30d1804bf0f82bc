"""Quotations -> the ids of those that a reader need not see, since a longer one around them has their words.

An annotator marks a few words in marks, and the paraphrase around them too, since both are quotations. An account shows the words once.
"""

from collections.abc import Iterable

from synoptic.model import Quotation

NOBODY = {"", "i", "we", "you", "he", "she", "it", "they", "who"}  # the personal pronouns and "who": they name nobody


def parts_of_others(quotations: Iterable[Quotation]) -> set[str]:
    """Ids of quotations that say nothing of their own: they lie within a longer one of the same speaker, or name no speaker.

    What a speaker quotes of another stays.
    """
    parts: set[str] = set()
    open_: list[Quotation] = []
    for q in sorted(quotations, key=lambda q: (q.document, q.start, -q.end, q.id)):
        open_ = [o for o in open_ if o.document == q.document and o.end > q.start]
        around = [o for o in open_ if q.end <= o.end and (q.start, q.end) != (o.start, o.end)]
        if any(same_speaker(q, o) for o in around):
            parts.add(q.id)
        open_.append(q)
    return parts


def same_speaker(inner: Quotation, outer: Quotation) -> bool:
    """Whether the inner quotation has the speaker of the outer one, or none that it names."""
    if inner.speaker is not None:
        return inner.speaker == outer.speaker
    name = (inner.speaker_name or "").casefold()
    return name in NOBODY or name == (outer.speaker_name or "").casefold()
