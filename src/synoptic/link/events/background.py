"""The one large happening that articles of a story mention in passing: "the war", "their invasion", "launched a military operation".

In: the facts of a story's event mentions. Out: groups of those that name a whole war, one a story and aggressor, and the day it began. Articles
name it by words that no likeness joins, and by days of their own ("on Thursday the war went on"), so that neither may keep them
apart; who wages it does. Single attacks and battles in it are left to `comparing`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from synoptic.link.events.comparing import Facts, interval
from synoptic.link.wordings.kinship import FORCE

WHOLE = FORCE - {"assault", "offensive", "onslaught", "intervention", "occupation"}  # these are as often one attack, or what comes after
BEGINNING = frozenset(["launch", "begin", "start", "wage", "unleash", "mount"])
BETWEEN = frozenset(["war", "conflict", "warfare"])  # has two sides, of which either may stand as its doer
NAMED = re.compile(rf"\b(?:{'|'.join(sorted(WHOLE))})\b", re.IGNORECASE)
APART = 400  # days between two that one side wages beyond which the later is another war


def is_whole(f: Facts) -> bool:
    """Whether a mention names a whole war: by a noun, or by a verb of beginning over one."""
    m = f.mention
    if m.type not in ("ASSAULT", "MOBILIZE") or m.modality not in ("happened", "reported"):
        return False
    return m.lemma in WHOLE or (m.lemma in BEGINNING and m.clause is not None and bool(NAMED.search(m.clause.exact)))


def find_background(facts: Sequence[Facts]) -> list[list[int]]:
    """Groups of indexes into the facts of one story, each one war's, in order of who wages it; one mention alone is none."""
    whole = [i for i, f in enumerate(facts) if is_whole(f)]
    waged = Counter(s for i in whole for s in facts[i].actor_sides if facts[i].mention.lemma not in BETWEEN)
    waged.update(s for i in whole for s in facts[i].actor_sides if not waged)
    order = sorted(waged, key=lambda s: (-waged[s], s))
    groups: dict[str, list[int]] = {side: [] for side in order}
    for i in whole:
        f = facts[i]
        sides = f.actor_sides | (f.recipient_sides if f.mention.lemma in BETWEEN else frozenset())
        # who names no side means the war that everybody speaks of
        side = next((s for s in order if s in sides), order[0] if order and not f.actor_sides else None)
        if side is not None:
            groups[side].append(i)
    return [kept for side in order if len(kept := of_one_time(groups[side], facts)) > 1]


def of_one_time(group: Sequence[int], facts: Sequence[Facts]) -> list[int]:
    """Those that no named day puts far from where most stand: the war of another year is another."""
    days = sorted(d[0] for i in group if (d := facts[i].days or told(facts[i])))
    if not days:
        return list(group)
    middle = days[len(days) // 2]
    return [i for i in group if not (d := facts[i].days) or (abs(d[0] - middle) <= APART or d[0] <= middle <= d[1])]


def told(f: Facts) -> tuple[int, int] | None:
    """The article's own day."""
    return (f.told, f.told) if f.told is not None else None


def began(facts: Sequence[Facts]) -> str | None:
    """The day that a war began: the earliest that any article names to the day."""
    named = {f.mention.date for f in facts if f.mention.timex and f.mention.date}
    return min((d for d in named if (days := interval(d)) and days[0] == days[1]), default=None)
