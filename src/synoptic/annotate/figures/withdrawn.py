"""Counts that the text itself no longer holds: "an earlier version of this article said", "has withdrawn that figure", "down from 23".

In: a text and the offsets of a figure and its sentence. Out: whether it is withdrawn. Such a count stays in its series, marked, and is never the best value.
"""

import re

SAID = r"(?:said|stated|reported|gave|put|listed|claimed|misstated|misreported|announced|had)"
WRONGLY = r"(?:previously|originally|initially|incorrectly|mistakenly|erroneously|wrongly)"
BEFORE = re.compile(
    rf"\b(?:earlier|previous|original|prior)\s+(?:version|edition|report|headline|story|article|post|statement)s?\b.*\b{SAID}\b"
    rf"|\b{WRONGLY}\s+{SAID}\b|\bhad\s+{WRONGLY}\s+been\s+{SAID}\b|\b(?:down|revised|corrected|lowered|cut|reduced)\s+from\s+(?:an?\s+\w+\s+)?$"
    r"|\b(?:down|revised|corrected|lowered|cut|reduced)\b[^.;]{0,24}\bto\s+[\w,]+(?:\s\w+)?\s+from\s+(?:an?\s+\w+\s+)?$",
    re.IGNORECASE | re.DOTALL,
)
MAY_BE = re.compile("arlier|revious|riginal|rior|nitially|orrect|istaken|rroneous|rongly|owered|educed|evised|down|cut")  # the words of BEFORE, found fast
TAKEN_BACK = re.compile(
    r"\b(?:withdr[ae]wn?|retract(?:ed)?|corrected|disowned|walked\s+back|took\s+back|taken\s+back)\b[^.]{0,20}\b(?:that|this|the|its|her|his|their)\s+"
    r"(?:figure|number|count|toll|estimate|claim)s?\b",
    re.IGNORECASE,
)
WRONG = re.compile(  # "an earlier report of 40 dead was wrong"
    r"[^.;]{0,40}\b(?:was|were|had\sbeen|proved|turned\sout\s(?:to\sbe)?)\s+(?:wrong|false|mistaken|incorrect|erroneous|inaccurate|too\shigh|an\serror|a\smistake)\b",
    re.IGNORECASE,
)
REPORT = re.compile(r"\b(?:report|figure|number|count|toll|estimate|claim|announcement)s?\s(?:of|that)\b[^.;]{0,40}$", re.IGNORECASE)
NEXT = 160  # code points after a figure's sentence in which its withdrawal is looked for: the next sentence


def is_withdrawn(text: str, start: int, first: int, last: int) -> bool:
    """Whether the sentence `first`..`last` around a figure at `start`, or the next sentence, takes it back."""
    if MAY_BE.search(text, max(first, start - 200), start) and BEFORE.search(text, max(first, start - 200), start):
        return True
    if REPORT.search(text, max(first, start - 80), start) and WRONG.match(text, start, last):
        return True
    taken = TAKEN_BACK.search(text, last, last + NEXT)
    return taken is not None and not re.search(r"[.!?]\s", text[last : taken.start()].strip())
