"""Time expressions: what is found, with which type, value and rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.annotate import times
from synoptic.annotate.reading import Reading

PRINTED = "2031-05-08"  # a Thursday


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The council met on Tuesday.", "Tuesday", "DATE", "2031-05-06"),
        ("The council will meet on Tuesday.", "Tuesday", "DATE", "2031-05-13"),
        ("The mayor resigned Thursday.", "Thursday", "DATE", "2031-05-08"),
        ("The talks were put off until Monday.", "Monday", "DATE", "2031-05-12"),
        ("The bridge fell on March 3.", "March 3", "DATE", "2031-03-03"),
        ("The bridge fell on 3 March 2029.", "3 March 2029", "DATE", "2029-03-03"),
        ("It was signed on Sept. 30, 2030.", "Sept. 30, 2030", "DATE", "2030-09-30"),
        ("The dividend, declared last week, is payable June 2.", "June 2", "DATE", "2031-06-02"),
        ("Prices rose last month.", "last month", "DATE", "2031-04"),
        ("Prices rose earlier this week.", "earlier this week", "DATE", "2031-W19"),
        ("The vote is next year.", "next year", "DATE", "2032"),
        ("She left three days ago.", "three days ago", "DATE", "2031-05-05"),
        ("He came yesterday morning.", "yesterday morning", "TIME", "2031-05-07TMO"),
        ("Shots were heard at 7:15 p.m. Wednesday.", "7:15 p.m. Wednesday", "TIME", "2031-05-07T19:15"),
        ("They held out for two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
        ("They held out for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("The ship waits every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("Profit fell in the third quarter of 2030.", "the third quarter of 2030", "DATE", "2030-Q3"),
        ("It happened in the 1990s.", "the 1990s", "DATE", "199"),
        ("It was nineteen eighty-four.", "nineteen eighty-four", "DATE", "1984"),
        ("He is now the mayor.", "now", "DATE", "PRESENT_REF"),
        ("It snowed on Christmas.", "Christmas", "DATE", "2030-12-25"),
        ("On the 8th day of the siege, bread ran out.", "the 8th day of the siege", "DATE", "2031-05-08"),
    ],
)
def test_value(read: Callable[..., Reading], text: str, words: str, kind: str, value: str) -> None:
    """An expression has the type and the value that the text and the printing day give it."""
    found = {t.exact: t for t in times.find(read(text, published=PRINTED))}
    assert (found[words].type, found[words].value) == (kind, value)


@pytest.mark.parametrize(
    "text", ["They may attack.", "Soldiers march south.", "She sat down.", "It cost $2030 in all.", "The 6-year-old sang.", "He took the second seat."]
)
def test_no_time(read: Callable[..., Reading], text: str) -> None:
    """Words that only look like a time are none."""
    assert not list(times.find(read(text, published=PRINTED)))


def test_undated_document_keeps_the_rule(read: Callable[..., Reading]) -> None:
    """Without a printing day an expression has its rule, and no value yet."""
    (found,) = times.find(read("The council met on Tuesday."))
    assert (found.value, found.rule, found.anchor) == (None, "weekday:2:past", None)


def test_anchor(read: Callable[..., Reading]) -> None:
    """ "The next morning" starts from the day that the text spoke of last."""
    first, second = times.find(read("The dam broke on 3 March 2030. The next morning boats came.", published=PRINTED))
    assert (second.value, second.anchor) == ("2030-03-04TMO", first.id)


def test_timestamp_with_zone(read: Callable[..., Reading]) -> None:
    """The publisher's local day counts, whatever the zone."""
    (found,) = times.find(read("It ended today.", published="2031-05-08T23:30:00-05:00"))
    assert found.value == "2031-05-08"


PIECES = [
    "Friday",
    "the",
    "8th",
    "day of",
    "last",
    "week",
    "\n\n",
    "\n",
    " ",
    "May",
    "31",
    "Feb. 30, 2031",
    "99:99",
    "p.m.",
    "a",
    "year",
    "ago",
    "nineteen",
    "ninety",
    "'s",
    "-",
    "é",
    "🌊",
    "\x00",
    "2031-13-45",
    "quarter",
    "0",
    "1/0",
    "00s",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map(" ".join))
def test_any_text(read_blank: Callable[[str], Reading], text: str) -> None:
    """Whatever the text, nothing fails and every span says what stands there."""
    for timex in times.find(read_blank(text)):
        assert text[timex.start : timex.end] == timex.exact
        assert timex.exact.strip() == timex.exact


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The minister said on Monday that the army had withdrawn on Wednesday.", ["2031-05-05", "2031-04-30"]),
        ("The council had rejected the plan on Tuesday.", ["2031-05-06"]),
        ("Until Tuesday, they had not called.", ["2031-05-06"]),
        ("The envoys meet Sunday in Arlo.", ["2031-05-11"]),
        ("At 9:30 a.m. local time (0730 GMT) on Monday the bridge fell.", ["2031-05-05T09:30"]),
        ("The bridge fell at 05:15 UTC on 4 May.", ["2031-05-04T05:15Z"]),
        ("It happened the week before last.", ["2031-W17"]),
        ("Talks began earlier this week.", ["2031-W19"]),
        ("He left last month and came back on 24 February.", ["2031-04", "2031-02-24"]),
        ("The raid came on Saturday; the next morning, troops left.", ["2031-05-03", "2031-05-04TMO"]),
        ("The treaty of 1648 was signed there.", ["1648"]),
    ],
)
def test_seen_from_a_wednesday(read: Callable[..., Reading], text: str, wanted: list[str]) -> None:
    """In an article of Wednesday, 7 May 2031: tense pushes a weekday back or on, zones are kept, and each form has its ISO value."""
    reading = read(text)
    dated = Reading(replace(reading.doc, published="2031-05-07"), reading.parsed)
    assert [t.value for t in times.find(dated)] == wanted
