"""Calendar arithmetic on TIMEX3 values: from a rule and an anchor to a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.times.calendar import first_day, holiday, last_day, precision
from synoptic.annotate.times.numbers import duration, number, year_in_words
from synoptic.annotate.times.values import resolve

THURSDAY = "2031-05-08"


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("weekday:4:past", "2031-05-08"),
        ("weekday:4:last", "2031-05-01"),
        ("weekday:4:next", "2031-05-15"),
        ("weekday:7:future", "2031-05-11"),
        ("weekday:3:past@TNI", "2031-05-07TNI"),
        ("day:-1", "2031-05-07"),
        ("week:-1", "2031-W18"),
        ("weekend:0", "2031-W19-WE"),
        ("month:-5", "2030-12"),
        ("quarter:-1", "2031-Q1"),
        ("in-year:-1:-Q3", "2030-Q3"),
        ("in-week:-1:1", "2031-04-28"),
        ("date:12-31:past", "2030-12-31"),
        ("date:02-29:near", "2032-02-29"),
        ("month-of:5:past", "2031-05"),
        ("season:SU:last", "2030-SU"),
        ("now@T22:00", "2031-05-08T22:00"),
        ("nth-day:8", "2031-05-08"),
        ("decade:0", "203"),
        ("nth-day:1", None),
        ("nth-moon:3", None),
        ("nonsense:1", None),
        ("weekday:x:past", None),
        ("", None),
    ],
)
def test_rule(rule: str, value: str | None) -> None:
    """A rule gives its value from the document's day; what is no rule gives none."""
    assert resolve(rule, THURSDAY) == value


def test_nth_day_from_its_beginning() -> None:
    """Where the first day is known, the 8th is seven days on."""
    assert resolve("nth-day:8", THURSDAY, "2031-02-24") == "2031-03-03"


def test_year_earlier_keeps_precision() -> None:
    """A year earlier than a quarter is a quarter."""
    assert resolve("same:year:-1", THURSDAY, "2031-Q3") == "2030-Q3"


def test_no_day() -> None:
    """Without a day nothing is resolved."""
    assert resolve("day:-1", None) is None


@pytest.mark.parametrize(("year", "day"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05")])
def test_easter(year: int, day: str) -> None:
    """Easter falls on its known days."""
    assert holiday("easter", year) == day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031-W19", "2031-05-05", "2031-05-11"),
        ("2031-Q4", "2031-10-01", "2031-12-31"),
        ("203", "2030-01-01", "2039-12-31"),
    ],
)
def test_stretch(value: str, first: str, last: str) -> None:
    """A value covers the days from its first to its last."""
    assert (str(first_day(value)), str(last_day(value))) == (first, last)


@pytest.mark.parametrize("value", ["2031-02-30", "2031-W60", "PXD", "PRESENT_REF", ""])
def test_no_first_day(value: str) -> None:
    """What names no day of a calendar has no first day."""
    assert first_day(value) is None


@given(st.text(max_size=12), st.dates().map(str))
def test_any_rule(rule: str, day: str) -> None:
    """No rule, however broken, makes resolving fail."""
    value = resolve(rule, day)
    assert value is None or isinstance(precision(value), str)


def test_numbers() -> None:
    """Numbers and lengths are read from words."""
    assert number(["two", "hundred", "and", "five"]) == 205
    assert number(["several"]) is None
    assert duration(2.5, "years") == "P2Y6M"
    assert duration(None, "minutes") == "PTXM"
    assert year_in_words(["nineteen", "-", "ninety", "six"]) == 1996
