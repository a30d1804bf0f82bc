"""Numbers with their ranges and hedges: "between 20 and 30", "$10 to $15 billion", "more than 100".

In: a text. Out: `Number`s in order, with the closed range that the words allow (None is open). What is counted, and what is a date or a
name and no count at all, is decided by `counted`.
"""

import re
from dataclasses import replace

from synoptic.annotate.figures import hedges
from synoptic.annotate.figures.numerals import BIG, Number, numerals

TO = re.compile(r"\s?(?:-|–|—|to-?)\s?-?$|\s+(?:and|or)\s+$", re.IGNORECASE)
BETWEEN = re.compile(r"(?:between|from)\s+(?:about\s+|around\s+|roughly\s+)?(?:US|HK)?\W{0,2}$", re.IGNORECASE)


def scan(text: str) -> list[Number]:
    """The numbers of a text, in order, none within another."""
    found: list[Number] = []
    for number in numerals(text):
        last = found[-1] if found else None
        joined = join(text, last, number) if last else None
        if joined:
            found[-1] = joined
        else:
            found.append(number)
    hedged_ones: list[Number] = []
    for number in found:
        hedged_ones.append(same_again(text, hedged_ones[-1] if hedged_ones else None, hedged(text, number)))
    return hedged_ones


def join(text: str, first: Number, second: Number) -> Number | None:
    """Two numbers as one range ("20 to 30", "between $5bn and $6bn", "four to five thousand"); None where they are two."""
    gap = text[first.end : second.start]
    if len(gap) > 12 or first.hedge == "vague" or second.hedge == "vague":
        return None
    if not (link := TO.search(gap)) or (link.start() > 0 and gap[: link.start()].strip()):
        return None
    word = link[0].strip().lower().strip("-")
    started = BETWEEN.search(text[max(0, first.start - 24) : first.start])
    if word in ("and", "or") and not (started and started[0].lower().startswith("between") and word == "and"):
        return None
    if first.low is None or second.low is None or first.low != first.high or not alike(first, second):
        return None
    low, high = scaled(first, second), second.low
    if low >= high and not started:
        return None
    core = first.core - len(started[0]) if started and word == "and" else first.core
    ordered = (low, high) if low <= high else (high, low)
    return replace(
        second,
        start=core,
        core=core,
        low=ordered[0],
        high=ordered[1],
        unit=first.unit or second.unit,
        hedge="range",
        written=f"{first.written}-{second.written}",
    )


def alike(first: Number, second: Number) -> bool:
    """Whether two numbers may be the ends of one range by their units: the second carries it, or both do, or it is money."""
    if first.unit is None:
        return not re.fullmatch(r"(?:19|20)\d\d", first.written) or (second.written.isdigit() and second.unit is None)
    return first.unit == second.unit or (first.unit == "money" and second.unit is None and any(b in second.written.lower() for b in BIG))


def scaled(first: Number, second: Number) -> float:
    """The first number of a range, with the magnitude that only the second carries ("$10 to $15 billion")."""
    low, high = first.low or 0.0, second.low or 0.0
    if (first.unit is not None and second.unit != first.unit) or low >= high:
        return low
    words = re.findall(r"[a-z]+", second.written.lower())
    times = 1.0
    for word in words:
        times *= BIG.get(word, 1.0)
    if times > 1 and not any(w in BIG for w in re.findall(r"[a-z]+", first.written.lower())) and low < 1000 and low * times <= high:
        return low * times
    return low


def same_again(text: str, last: Number | None, number: Number) -> Number:
    """A number in brackets after a hedged one says it in another unit, under the same hedge: "more than 10 miles (16 km)"."""
    if last is None or number.hedge != "exact" or last.hedge in ("exact", "range", "vague") or number.low is None:
        return number
    if not re.fullmatch(r"\s?[A-Za-z.-]{0,12}(?:\s[A-Za-z.]{1,10})?\s?[(/]\s?", text[last.end : number.start]) or number.start - last.end > 26:
        return number
    if last.hedge == "less than" and last.low is not None:
        low, high = hedges.bound(number.low, "nearly")
    else:
        low, high = hedges.bound(number.low, last.hedge)
    return replace(number, low=low, high=high, hedge=last.hedge)


def hedged(text: str, number: Number) -> Number:
    """The number with the hedge before or after it taken into its span and range."""
    if number.hedge == "vague":
        return number
    first, last = hedges.before(text, number.start), hedges.after(text, number.end)
    if number.hedge == "range":
        return number
    found = first or last
    if not found or number.low is None or (first and first.name == "about" and re.search(r"\bthe\s*$", text[max(0, first.edge - 5) : first.edge])):
        return number
    low, high = hedges.bound(number.low, found.name)
    start, end = (first.edge if first else number.start), (last.edge if last and not first else number.end)
    return replace(number, start=start, end=end, low=low, high=high, hedge={"nearly": "less than"}.get(found.name, found.name))
