"""How it ended for those of whom an article says only that they were shot, stabbed or taken to hospital.

In: the drafts of a document and its text. Out: the same drafts, killed or injured where the article settles it; what it leaves open is settled over all
articles of a story by the linker `series`. "More" is settled here too: what it adds to is known only beside the other counts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from synoptic.annotate.figures.befell import Draft
from synoptic.annotate.figures.harm import RANK
from synoptic.annotate.figures.sayers import Setting
from synoptic.annotate.figures.victims import Victim

SOFT_HYPHEN = "\xad"  # stands within words of pages that were set for narrow columns
OPEN = {"shot", "hospitalized"}  # how it ended is not said
DEATH = re.compile(
    r"\b(?:died|(?<!non-)(?<!not )fatal|fatally|deadly (?!weapon|force|conduct)|slain|pronounced dead|"
    r"(?<!attempted )(?<!attempt )(?<!attempted first-degree )(?<!attempted second-degree )murder(?!-? ?attempt))\b",
    re.IGNORECASE,
)
ALIVE = re.compile(
    r"(?<!nobody was )(?<!no one was )(?<!no one else was )(?<!not )\b(?:(?:critical|stable|serious|fair|good|guarded|grave)(?:\s+but\s+\w+)?\s+condition"
    r"|non-?\s?life|survived?|recover(?:y|ed|ing)?|wounded|injured|paraly[sz]ed)\b",
    re.IGNORECASE,
)
SURVIVED = re.compile(
    r"\b(?:non-?\s?life|not\s(?:considered\s)?life|expected\sto\s(?:survive|recover|live|be\sok(?:ay)?)|minor\s(?:injur|wound)|stable\scondition)",
    re.IGNORECASE,
)
DIED = re.compile(r"\b(?:died|dead|pronounced|succumbed|deaths?|dies|killed|fatally)\b", re.IGNORECASE)
OTHERS = re.compile(r"\s+others?\b", re.IGNORECASE)
THEY = re.compile(r"\s*(?:they|their|all|both|those|the\s(?:victims|injured|wounded|men|women)|he|she|his|her)\b", re.IGNORECASE)


def only_death(text: str, people: list[Victim], drafts: list[Draft]) -> None:
    """Settle the end of an article's only victim, shot with no more said of it, where the article speaks of a death all the same, and of no survivor."""
    if len(people) != 1 or any(m.what not in OPEN for m in people[0].mentions) or any(d.what == "killed" for d in drafts):
        return
    plain = text.replace(SOFT_HYPHEN, "")
    if DEATH.search(plain) and not ALIVE.search(plain):
        people[0].mentions = [replace(m, what="killed") for m in people[0].mentions]


def settle_shot(drafts: list[Draft]) -> None:
    """Those "shot" with no word on how it ended are killed where the article counts as many dead; else the linker `series` settles it. Others are others."""
    killed = [d.figure.low or 0 for d in drafts if d.what == "killed"]
    for draft in drafts:
        if draft.what == "shot" and killed and max(killed) == draft.figure.low and max(killed) > 1 and "other" not in (draft.figure.of or ""):
            draft.what, draft.figure = "killed", replace(draft.figure, counted="killed")


def settle_alive(drafts: list[Draft], setting: Setting) -> None:
    """Those shot or in hospital are injured where the words beside them say that they live, or all words of an article that tells of no death."""
    text = setting.reading.doc.text
    nobody = not any(d.what == "killed" and (d.figure.low or 0) > 0 for d in drafts) and not DEATH.search(text) and bool(SURVIVED.search(text))
    most = max((d.figure.low or 0 for d in drafts if d.what == "injured" and not d.person), default=0)
    for draft in drafts:
        if draft.what in OPEN and ((nobody and not draft.person) or ((draft.figure.low or 0) > most and lives(draft, setting))):
            draft.what, draft.figure = "injured", replace(draft.figure, counted="injured")


def lives(draft: Draft, setting: Setting) -> bool:
    """Whether those whom a draft counts live: "three others were shot", "six were taken to hospital", "they are expected to survive"."""
    text = setting.reading.doc.text
    first, last = setting.sentence(draft.figure.start)
    around = text[first:last]
    if not draft.person and not DIED.search(around) and (draft.what == "hospitalized" or OTHERS.match(text, draft.figure.end)):
        return True
    after = text[last : setting.sentence(last + 1)[1]] if last + 1 < len(text) else ""
    return bool(SURVIVED.search(text, draft.figure.end, last)) or bool(THEY.match(after) and SURVIVED.search(after))


def settle_more(drafts: list[Draft]) -> None:
    """Settle what "more" adds to, a count of the same harm: in "one guard died and three more were hurt" it adds to none, and four is the count."""
    for draft in drafts:
        figure = draft.figure
        if not figure.increment or draft.what not in RANK:
            continue
        before = [d for d in drafts if d.what in RANK and d.figure.start < figure.start and d.head.sent.start == draft.head.sent.start]
        if before and all(d.what != draft.what for d in before):
            draft.figure = replace(figure, increment=False)
