"""The closed words of English time expressions, and the class of each token: one letter that the grammar reads.

A text becomes one string with a letter a token ("on Friday morning" -> ".WP"), so that the grammar is regular expressions over
classes and costs little. Months, weekdays, units, parts of the day, seasons and holidays are the vocabularies of TIMEX3 (TimeML
1.2.1 guidelines); words that are something else as often ("may", "march", "second", "fall") count only with a neighbour that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def listed(words: str) -> list[str]:
    """The words of a list written as a line."""
    return words.split()


MONTHS = {
    name: i // 2 + 1
    for i, name in enumerate(
        listed("january jan february feb march mar april apr may may june jun july jul august aug september sept october oct november nov december dec")
    )
}
MONTHS["sep"] = 9
DAYS = {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7}
DAYS |= {"mon.": 1, "tue.": 2, "tues.": 2, "tues": 2, "wed.": 3, "thu.": 4, "thur.": 4, "thurs.": 4, "thurs": 4, "fri.": 5, "sat.": 6, "sun.": 7}
UNITS = {"second": "S", "minute": "T", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}
PLURALS = {
    "seconds": "S",
    "minutes": "T",
    "hours": "H",
    "days": "D",
    "weeks": "W",
    "months": "M",
    "quarters": "Q",
    "years": "Y",
    "decades": "E",
    "centuries": "C",
}
PLURALS |= {"hrs": "H", "mins": "T", "yrs": "Y", "fortnights": "W2"}
UNIT_OF = UNITS | PLURALS | {"hr": "H", "min": "T", "yr": "Y", "fortnight": "W2", "yearlong": "Y", "daylong": "D", "weeklong": "W", "monthlong": "M"}
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nighttime": "TNI", "daytime": "TDT", "dawn": "TMO", "dusk": "TEV"}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
HOLIDAYS = {"christmas": "12-25", "thanksgiving": "thanksgiving", "easter": "easter", "halloween": "10-31"}
NUMBERS = {
    w: i
    for i, w in enumerate(
        listed("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    )
}
NUMBERS |= {w: 10 * (i + 2) for i, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    w: i + 1
    for i, w in enumerate(listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"))
}
ORDINALS |= {w: i + 17 for i, w in enumerate(listed("seventeenth eighteenth nineteenth twentieth"))} | {"twenty-first": 21, "thirtieth": 30, "hundredth": 100}
DECADES = {w: str(i) for i, w in enumerate(listed("twenties thirties forties fifties sixties seventies eighties nineties"), start=2)}
DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI", "biweekly": "P2W"}
VAGUE = {"now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "recently": "PAST_REF", "lately": "PAST_REF"}
VAGUE |= {"soon": "FUTURE_REF", "future": "FUTURE_REF", "recent": "PAST_REF", "presently": "PRESENT_REF"}
ZONES = frozenset(listed("gmt utc est edt et cst cdt pst pdt mst mdt bst cet cest eet ist jst local"))
ABBREVIATED = frozenset({"jan", "mar", "dec", "nov"})
CUE_BEFORE_MONTH = frozenset(
    listed("in of since until till by last next this early late mid mid- and to from through between during before after every each ago for")
)

CLASSES: dict[str, Iterable[str]] = {
    "M": MONTHS,
    "W": DAYS,
    "w": [d + "s" for d in DAYS if d.endswith("day")],
    "U": UNITS,
    "V": PLURALS,
    "P": PARTS,
    "p": [p + "s" for p in PARTS],
    "S": SEASONS,
    "H": HOLIDAYS,
    "n": [*NUMBERS, *SCALES],
    "D": DECADES,
    "K": DEICTIC,
    "E": SETS,
    "v": VAGUE,
    "z": ZONES,
    "A": listed("am pm a.m. p.m. a.m p.m"),
    "O": listed("noon midnight midday noontime"),
    "C": listed("o'clock o’clock"),
    "t": ["the"],
    "a": listed("a an another"),
    "h": listed("this these"),
    "j": listed("that those"),
    "l": ["last"],
    "k": listed("past previous preceding prior"),
    "x": ["next"],
    "c": listed("coming upcoming following forthcoming"),
    "g": ["ago"],
    "e": listed("earlier before previously"),
    "r": listed("later after"),
    "m": listed("early late mid mid-"),
    "f": ["of"],
    "i": listed("in at during on"),
    "&": listed("and & or to"),
    ",": [","],
    "-": listed("- – —"),
    "'": listed("'s ’s ' ’"),
    "y": listed("every each"),
    "q": listed("several few couple some many dozen dozens"),
    "F": listed("fiscal financial"),
    "B": listed("weekend weekends"),
    "L": ["latest"],
    "u": ["same"],
    "Ü": ["current"],
    "N": listed("end beginning start middle close"),
    "R": listed("period time date moment term"),
    "T": ["overnight"],
    "b": ["half"],
    "X": listed("straight consecutive successive more additional extra full trading working near foreseeable whole entire"),
    "G": listed("long old"),
    "ë": ["eve"],
    "Z": ["from"],
    "%": listed("% percent $ million billion cents us$ £ €"),
}
LETTERS = {word: letter for letter, words in reversed(CLASSES.items()) for word in words}
LETTERS |= dict.fromkeys(ORDINALS, "o") | {f"{m}.": "M" for m in MONTHS} | {"quarter": "Q", "election": ".", "new": "."}

UNSURE = frozenset(
    {"election", "new", "may", "march", "mar", "jan", "fall", "spring", "second", "mon.", "sun.", "sat.", "wed.", "min", "old", "fri.", "dec", "nov", "dusk"}
)
HOURS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
SHAPES = [
    ("ĝ", re.compile(r"q[1-4]")),
    ("J", re.compile(r"(19|20)\d\d[-–/]\d\d")),
    ("I", re.compile(r"\d{4}-\d\d?-\d\d?(T[\d:.]+Z?)?|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)")),
    (":", re.compile(r"\d{1,2}(:\d\d){1,2}|\d{1,2}([:.]\d\d)?(am|pm|a\.m\.|p\.m\.)")),
    ("D", re.compile(r"(1[5-9]|20)?\d0['’]?s|['’]\d0s")),
    ("Y", re.compile(r"1\d{3}|20\d\d")),
    ("d", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("o", re.compile(r"\d+(st|nd|rd|th)")),
    ("#", re.compile(r"\d[\d,]*(\.\d+)?|\d/\d")),
    ("9", re.compile(r"(mid-?|post-?|pre-?|early-?|late-?)(1[5-9]|20)\d\d(s?)")),
]


def classify(words: Sequence[str], tags: Sequence[str]) -> str:
    """One letter for each word ("." for what bears no time). `tags` are Penn tags, empty where there are none."""
    get = LETTERS.get
    letters: list[str] = []
    for i, word in enumerate(words):
        low = word.lower()
        letter = get(low)
        if letter is None and HOURS.fullmatch(low) and i + 1 < len(words) and words[i + 1].lower() in ZONES:
            letter = "Y"  # 0730 GMT
        elif letter is None:
            letter = shape(low) if low[:1].isdigit() or low[-1:].isdigit() or low[-2:-1] == "0" else ("|" if word.startswith("\n") else ".")
        elif low in UNSURE:
            letter = unsure(i, low, words, tags, letter)
        letters.append(letter)
    return "".join(letters)


def shape(word: str) -> str:
    """The class of a word with digits."""
    return next((letter for letter, pattern in SHAPES if pattern.fullmatch(word)), ".")


def unsure(i: int, low: str, words: Sequence[str], tags: Sequence[str], letter: str) -> str:
    """The class of a word that is a time word only in company."""
    before = words[i - 1].lower() if i else ""
    after = words[i + 1].lower() if i + 1 < len(words) else ""
    if low in ("fall", "spring", "dusk"):
        return (
            letter
            if tags[i] in ("NN", "NNP", "")
            and (before in ("last", "this", "next", "the", "in", "early", "late", "mid", "every", "each", "by", "of", "past") or after[:2] in ("19", "20"))
            else "."
        )
    if low in ("election", "new"):
        return "H" if after == ("day" if low == "election" else "year") and words[i][:1].isupper() else "."
    if low in ("second", "min", "old"):
        return letter if low != "min" or before[:1].isdigit() else "."
    digit = after[:1].isdigit() or (after == "," and i + 2 < len(words) and words[i + 2][:1].isdigit()) or after in MONTHS or after.rstrip(".") in MONTHS
    numbered = (before[:1].isdigit() and (shape(before) in "do")) or (before == "of" and i > 1 and shape(words[i - 2].lower()) == "o")
    if before == "-" and i > 1:
        before = words[i - 2].lower()  # mid-March
    if not words[i][:1].isupper():
        return "."
    if low in ABBREVIATED:
        return letter if digit or numbered else "."
    if low in DAYS:
        return letter if digit or before in ("on", "(") else "."
    if tags[i] == "MD" and not digit and not numbered:
        return "."
    return letter if digit or numbered or before in CUE_BEFORE_MONTH or before in ORDINALS or after in ORDINALS else "."
