"""Figures of one document: how many of what, where, and who says so.

In: a Reading with its chains, timexes and quotations. Out: one Figure a count, with the closed range that its words allow. Numbers come
from `numbers`, what they count from `counted` and `harm`. Dates are left to the linker `dating`, series to `series`.
"""

from collections.abc import Iterable, Iterator
from bisect import bisect_right

from spacy.tokens import Token

from synoptic.annotate.counted import counted_by, is_count
from synoptic.annotate.numbers import Number, scan
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Figure, Quotation, Timex


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> Iterator[Figure]:
    """The figures of a document, in order."""
    text, parsed = reading.doc.text, reading.parsed
    starts = [t.idx for t in parsed]
    if not starts:
        return
    for number in scan(text):
        token = numeral_token(parsed, starts, number)
        dated = token.ent_type_ in ("DATE", "TIME")
        if not is_count(number, token, text, dated=dated):
            continue
        counted = counted_by(number, token, parsed)
        if number.hedge == "vague" and number.written in ("few", "several", "couple", "handful"):
            continue
        yield Figure(**reading.where("f", number.start, number.end), low=number.low, high=number.high, counted=counted.word, of=counted.of, hedge=number.hedge)


def numeral_token(parsed, starts: list[int], number: Number) -> Token:
    """The token of a number that the parse hangs on its noun: the last of its words."""
    first = bisect_right(starts, number.core) - 1
    last = bisect_right(starts, number.end - 1) - 1
    span = parsed[max(first, 0):last + 1]
    if len(span) == 1:
        return span[0]
    return next((t for t in reversed(span) if t.like_num or t.pos_ == "NUM"), span.root)
