"""Numbers, their hedges and ranges, read from plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.figures.numbers import scan

CASES = [
    ("more than 100 people", "more than 100", 100, None),
    ("at least forty boats", "at least forty", 40, None),
    ("no fewer than 12 lorries", "no fewer than 12", 12, None),
    ("up to 400 tents", "up to 400", None, 400),
    ("nearly 2,000 calls", "nearly 2,000", 1800, 2000),
    ("around 3 million eggs", "around 3 million", 2.7e6, 3.3e6),
    ("some 300 sheep", "some 300", 270, 330),
    ("100 or more letters", "100 or more", 100, None),
    ("a hundred thousand roofs", "a hundred thousand", 1e5, 1e5),
    ("half a million lamps", "half a million", 5e5, 5e5),
    ("two dozen eggs", "two dozen", 24, 24),
    ("twenty-eight thousand six hundred chairs", "twenty-eight thousand six hundred", 28600, 28600),
    ("1.200,5 litres", "1.200,5", 1200.5, 1200.5),
    ("between 20 and 30 goats", "between 20 and 30", 20, 30),
    ("four to five thousand goats", "four to five thousand", 4000, 5000),
    ("$10 to $15 billion", "$10 to $15 billion", 1e10, 1.5e10),
    ("dozens of goats", "dozens", 12, 100),
    ("a few thousand goats", "a few thousand", 2000, 10000),
    ("tens of thousands of goats", "tens of thousands", 10000, 100000),
    ("2.5m tonnes", "2.5m", 2.5e6, 2.5e6),
    ("$2bn", "$2bn", 2e9, 2e9),
    ("two-thirds of the goats", "two-thirds", 2 / 3, 2 / 3),
]


@pytest.mark.parametrize(("text", "exact", "low", "high"), CASES)
def test_ranges(text: str, exact: str, low: float | None, high: float | None) -> None:
    """A number is found with its hedge, and has the closed range that the convention of docs/ranges.md gives."""
    (number,) = scan(text)
    assert (text[number.start : number.end], number.low, number.high) == (exact, pytest.approx(low) if low else low, pytest.approx(high) if high else high)


@pytest.mark.parametrize("text", ["the B52 song", "at 7:30", "the 3rd door", "in the 1980s", "version 3.5.1"])
def test_no_numbers(text: str) -> None:
    """Pieces of names, clock times, ordinals, decades and versions are no numbers."""
    assert scan(text) == []


def test_one_quantity_in_two_units() -> None:
    """A number in brackets after a hedged one is hedged as it is."""
    assert [(n.low, n.high) for n in scan("more than 10 miles (16 km)")] == [(10, None), (16, None)]


def test_money_and_percent() -> None:
    """A sign, code or coin makes money, and every spelling of per cent a percentage."""
    assert [n.unit for n in scan("$5, EUR50m, 9 million pesos, 4%, 5 per cent, 6pc")] == ["money", "money", "money", "percent", "percent", "percent"]


WILD = st.text(alphabet=st.sampled_from(list("0123456789.,-–$€% /of amillion\n\x00twohalfdozen“é🙂K")), max_size=60)


@given(st.one_of(st.text(max_size=60), WILD))
def test_any_text(text: str) -> None:
    """Whatever the text, numbers lie in it, in order, none empty, and low is never above high."""
    found = scan(text)
    for number in found:
        assert 0 <= number.start <= number.core < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
