"""What hedges and vague words do to a number: closed ranges by a published convention, shown in docs/ranges.md.

In: the text before and after a number. Out: its hedge and the range that the words allow (None is open). Exact bounds come from the words
themselves. "Around N" is N - 10 % .. N + 10 %. Vague words follow ACLED, which takes the most conservative reading (10 for
"tens", 12 for "dozens", 100 for "hundreds"; ACLED Codebook, "Reported fatalities") as the low end, where UCDP gives a
low and a high beside its best estimate; the high end is the next word up the scale.
"""

import re
from dataclasses import dataclass

AROUND = 0.1  # the contract of the seeds: "around N" is N - 10 % .. N + 10 %
# word -> low, high. "A few", "several": from the least plural up to the next word of the scale, "a dozen".
VAGUE = {
    "few": (2, 10), "handful": (2, 10), "several": (3, 10), "couple": (2, 2), "pair": (2, 2),
    "tens": (10, 100), "dozens": (12, 100), "scores": (20, 100),
    "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4), "millions": (1e6, 1e7), "billions": (1e9, 1e10), "trillions": (1e12, 1e13),
}  # fmt: skip
BEFORE = (
    ("about", r"no\s+more\s+than\s+about"),
    ("at most", r"(?:no|not)\s+(?:more|greater|higher|later)\s+than|at\s+(?:the\s+)?most|a\s+maximum\s+of|maximum"
                r"|up\s+to(?:\s+(?:about|around))?|as\s+(?:many|much)\s+as"),
    ("at least", r"(?:no|not)\s+(?:fewer|less)\s+than|at\s+(?:the\s+very\s+)?least|a\s+minimum\s+of|a\s+total\s+of\s+at\s+least"),
    ("more than", r"(?:(?:well|far|just|slightly|a\s+little|much)\s+)?(?:more|greater|higher|larger|older|over|better)\s+than|in\s+excess\s+of|upwards?\s+of"
                  r"|(?:(?:well|far|just|slightly|a\s+little)\s+)?(?:over|above|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|topp?(?:ed|ing|s)|north\s+of)"),
    ("nearly", r"nearly|almost|close\s+to|not\s+quite|barely|(?:just\s+)?shy\s+of|approaching"),
    ("less than", r"(?:(?:well|far|just|slightly|a\s+little|much)\s+)?(?:less|fewer|lower|smaller|younger)\s+than"
                  r"|(?:(?:well|just|slightly)\s+)?(?:under|below)|sub-"),
    ("about", r"around|about|approximately|approx\.?|roughly|circa|some|(?:an\s+)?estimated|in\s+the\s+region\s+of"
              r"|in\s+the\s+order\s+of|on\s+average|averag(?:ed|ing)|~|≈|c\.|ca\."),
    ("exact", r"exactly|precisely|only|just|all|a\s+total\s+of|the"),
)  # fmt: skip
AFTER = (
    ("at least", r"\+|-?\s?plus\b|\s+(?:or|and)\s+(?:more|above|over)\b|,?\s+at\s+(?:the\s+very\s+)?least\b"),
    ("at most", r"\s+(?:or|and)\s+(?:less|fewer|under|below)\b|,?\s+at\s+(?:the\s+)?most\b"),
    ("about", r"-?odd\b|-?ish\b|\s+or\s+so\b"),
)
BEFORE_NUMBER = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<h{i}>{words})" for i, (_, words) in enumerate(BEFORE)) + r")\s*(?:an?\s+)?$", re.IGNORECASE)
AFTER_NUMBER = re.compile("|".join(f"(?P<h{i}>{words})" for i, (_, words) in enumerate(AFTER)), re.IGNORECASE)
REACH = 36  # code points before a number in which its hedge ends; the longest hedge above has 34
Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge (`exact`, `at least`, `more than`, `at most`, `less than`, `nearly`, `about`) and the offset where it starts or ends."""

    name: str
    edge: int


def before(text: str, start: int) -> Hedge | None:
    """The hedge that ends where a number starts."""
    reach = max(0, start - REACH)
    found = BEFORE_NUMBER.search(text[reach:start])
    if not found:
        return None
    name = BEFORE[int((found.lastgroup or "h0")[1:])][0]
    return None if name == "exact" else Hedge(name, reach + found.start())


def after(text: str, end: int) -> Hedge | None:
    """The hedge that starts where a number ends."""
    found = AFTER_NUMBER.match(text, end)
    return Hedge(AFTER[int((found.lastgroup or "h0")[1:])][0], found.end()) if found else None


def bound(value: float, hedge: str) -> Range:
    """The closed range of a hedged value; None is open.

    >>> bound(100, "more than"), bound(100, "nearly"), bound(100, "at most")
    ((100, None), (90.0, 100), (None, 100))
    """
    match hedge:
        case "at least" | "more than":
            return value, None
        case "at most" | "less than":
            return None, value
        case "nearly":
            return tidy(value * (1 - AROUND)), value
        case "about":
            return tidy(value * (1 - AROUND)), tidy(value * (1 + AROUND))
    return value, value


def tidy(value: float) -> float:
    """A value without the dust of binary fractions."""
    return round(value, 9)
