"""Numbers and lengths of time in words: "two and a half years" -> P2Y6M, "several days" -> PXD, "nineteen ninety-six" -> 1996.

In: lower-case words of an expression. Out: numbers, and TIMEX3 durations (ISO 8601 with X for what the words leave open).
"""

from __future__ import annotations

from synoptic.annotate.times.words import NUMBERS, ORDINALS, SCALES, UNIT_OF

SMALLER = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D"), "D": (24, "H"), "H": (60, "M"), "T": (60, "S"), "E": (10, "Y"), "C": (100, "Y")}
VAGUE = frozenset({"several", "few", "some", "many", "dozen", "dozens"})


def number(words: list[str]) -> float | None:
    """The number that words say, None for a vague one ("several"); no words are 1."""
    total, part, seen = 0.0, 0.0, False
    for word in words:
        if word in VAGUE:
            return None
        if word == "couple":
            return 2
        if word in NUMBERS:
            part, seen = part + NUMBERS[word], True
        elif word in SCALES:
            part = (part or 1) * SCALES[word]
            total, part, seen = (total + part, 0.0, True) if word == "thousand" else (total, part, True)
        elif word == "half":
            part, seen = part + 0.5, True
        elif word[:1].isdigit():
            value = digits(word)
            if value is None:
                return None
            part, seen = part + value, True
    return total + part if seen else 1


def digits(word: str) -> float | None:
    """A number in digits: "1,200", "2.5", "1/2"."""
    try:
        if "/" in word:
            above, below = word.split("/")
            return int(above) / int(below)
        return float(word.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return None


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a count of units, as "P3D", "PT2H30M", "PXY"."""
    letter = UNIT_OF[unit]
    if letter == "W2":
        letter, count = "W", count and count * 2
    if count is None:
        return f"PT{'X' + ('M' if letter == 'T' else letter)}" if letter in "HTS" else f"PX{letter}"
    if letter in "EC":
        return f"P{round(count * (10 if letter == 'E' else 100))}Y"
    whole, rest = divmod(count, 1)
    clock = "T" if letter in "HTS" else ""
    name = "M" if letter == "T" else letter
    text = f"P{clock}{int(whole)}{name}" if whole else f"P{clock}"
    if rest and letter in SMALLER:
        size, smaller = SMALLER[letter]
        text += ("" if clock or smaller != "H" else "T") + f"{round(rest * size)}{smaller}"
    return text if text[-1] not in "PT" or not clock + text[1:] else f"P{clock}0{name}"


def year_in_words(words: list[str]) -> int | None:
    """A year said as words: "nineteen ninety-six", "two thousand", "two thousand and five"."""
    spoken = [w for w in words if w in NUMBERS or w in SCALES]
    if len(spoken) >= 2 and spoken[1] == "thousand":
        return 1000 * NUMBERS.get(spoken[0], 0) + sum(NUMBERS.get(w, 0) for w in spoken[2:])
    if len(spoken) >= 2 and spoken[0] in ("eighteen", "nineteen", "twenty") and spoken[1] not in SCALES:
        rest = sum(NUMBERS.get(w, 0) for w in spoken[1:])
        return 100 * NUMBERS[spoken[0]] + rest if 10 <= rest <= 99 else None
    return None


def ordinal(word: str) -> int:
    """The number of "8th" or "eighth"; of "8" too; 0 where it is none."""
    if word in ORDINALS:
        return ORDINALS[word]
    figures = "".join(c for c in word if c.isascii() and c.isdigit())
    return int(figures) if figures else 0
