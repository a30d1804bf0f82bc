"""What is said last of one thing: confirmed or rejected, a field corrected to this or to that. The last word holds; the same word again is no conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synoptic.judge.anchors import PAIRS
from synoptic.model import Judgement

Placed = Mapping[str, Sequence[tuple[str, int]]]  # judgement -> its units, each with its part
Slot = tuple[str, ...]


def slots(judgement: Judgement, placed: Placed) -> list[tuple[Slot, str]]:
    """What a judgement gives a word on, each with the unit; nothing of a note, a join or a split."""
    if judgement.act not in ("confirm", "reject", "correct"):
        return []
    about = judgement.field or "" if judgement.act == "correct" else "is it so"
    if judgement.over in PAIRS:
        return [((judgement.over, about, judgement.before or ""), "")]
    over = "quotation" if judgement.over == "utterance" and judgement.act == "correct" else judgement.over
    return [((over, about, unit), unit) for unit, _ in placed[judgement.id]]


def last_words(judgements: Sequence[Judgement], placed: Placed) -> tuple[dict[str, Judgement], dict[str, list[str]]]:
    """Judgements of which nothing is left, each with one that overruled it; and for each rejection the units that it takes away."""
    last = {slot: j for j in judgements for slot, _ in slots(j, placed)}
    overruled: dict[str, Judgement] = {}
    rejected: dict[str, list[str]] = {}
    for judgement in judgements:
        words = [(last[slot], unit) for slot, unit in slots(judgement, placed)]
        if words and all((w.act, w.after) != (judgement.act, judgement.after) for w, _ in words):
            overruled[judgement.id] = words[0][0]
        elif judgement.act == "reject":
            rejected[judgement.id] = [unit for word, unit in words if word.act == "reject"]
    return overruled, rejected
