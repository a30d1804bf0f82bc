"""Figures of whole sentences, with the real model; and of any text, without it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.annotate import figures
from synoptic.annotate.reading import Reading
from synoptic.model import Figure, Quotation, Timex

Read = Callable[..., Reading]


def found(read: Read, text: str) -> list[Figure]:
    """The figures of a text."""
    return list(figures.find(read(text), (), (), ()))


CASES = [
    (
        "More than 40 villagers were killed, 300 people injured and a few thousand displaced.",
        [("killed", 40, None), ("injured", 300, 300), ("displaced", 2000, 10000)],
    ),
    ("Three dead, five injured in a fire.", [("killed", 3, 3), ("injured", 5, 5)]),
    ("The quake left over 300 people injured.", [("injured", 300, None)]),
    ("The blast left 12 miners dead.", [("killed", 12, 12)]),
    ("The death toll from the flood rose to 112.", [("killed", 112, 112)]),
    ("The storm claimed at least 40 lives.", [("killed", 40, None)]),
    ("Between 20 and 30 sailors were rescued.", [("rescued", 20, 30)]),
    ("A dozen climbers are still missing.", [("missing", 12, 12)]),
    ("Half a million people fled to neighbouring countries.", [("refugees", 5e5, 5e5)]),
    ("The valley is home to 9,000 people.", [("population", 9000, 9000)]),
    ("At least 16 missiles were launched at the port.", [("missiles", 16, None)]),
    ("A 25-year-old woman was shot dead.", [("year", 25, 25), ("killed", 1, 1)]),
    ("No one was injured.", [("injured", 0, 0)]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_counts(read: Read, text: str, wanted: list[tuple[str, float, float | None]]) -> None:
    """A sentence gives what it counts, with the closed range of its words."""
    assert sorted((f.counted, f.low, f.high) for f in found(read, text)) == sorted(wanted)


@pytest.mark.parametrize(
    "text", ["They met at 7.30 p.m. on 4 May 2031.", "She lives at 12 Mill Street.", "He drove a Corvo 300 to Room 12.", "The match ended 3-2."]
)
def test_no_counts(read: Read, text: str) -> None:
    """Dates, clock times, addresses, scores and names are no figures."""
    assert found(read, text) == []


@pytest.mark.parametrize(
    "text", ["Nobody could have killed 40 people there.", "They threatened to kill 40 hostages.", "In all, 40 people were killed or injured."]
)
def test_no_deaths(read: Read, text: str) -> None:
    """What could be, is threatened or is left open is no count of killed."""
    assert not [f for f in found(read, text) if f.counted == "killed"]


def test_sum_and_parts(read: Read) -> None:
    """What a clause adds up is a figure on those words, and its members are parts of it."""
    rows = found(read, "A soldier and two children died when a mine exploded.")
    (total,) = (f for f in rows if f.part_of is None)
    assert (total.exact, total.low) == ("A soldier and two children", 3)
    assert {f.part_of for f in rows if f is not total} == {total.id}


def test_included(read: Read) -> None:
    """What "including" names is a part of the figure before, and counts the same harm."""
    whole, part = found(read, "The raid left 12 people dead, including three children.")
    assert (part.part_of, part.counted, part.low) == (whole.id, "killed", 3)


def test_increment(read: Read) -> None:
    """Two more are no total; the toll that they bring it to is."""
    more, total = found(read, "Two more people died on Monday, bringing the toll to 19.")
    assert (more.increment, total.increment, total.counted, total.low) == (True, False, "killed", 19)


def test_victim_told_twice(read: Read) -> None:
    """A victim who is told of several times is one, killed where any mention says so."""
    rows = found(read, "A man was shot outside a bar on Friday. The victim was driven to a hospital, where he died. Police named him as Oran Tavish.")
    assert [(f.counted, f.low) for f in rows] == [("killed", 1)]


def test_who_says_so(read: Read) -> None:
    """The innermost quotation around a figure says who gives it, else the words above it do."""
    text = "The ministry said 40 people were killed."
    assert found(read, text)[0].attributed_name == "The ministry"
    reading = read(text)
    quotation = Quotation(**reading.where("q", 18, 39), type="indirect", speaker="c-1", speaker_name="Ministry of Mills", via=("Mill News",))
    (figure,) = figures.find(reading, (), (), (quotation,))
    assert (figure.attributed_to, figure.attributed_name, figure.via) == ("c-1", "Ministry of Mills", ("Mill News",))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["12", "killed", "two men", "$", "%", ",", "\n", "“", "🙂", "\x00", "dozens of", "half", "and", "were shot", "more than", "-", "5-6", "no one"]
        ),
        max_size=12,
    )
)
def test_any_text(read: Read, words: list[str]) -> None:
    """Whatever the text, figures say what stands at their offsets, each with an id of its own."""
    text = " ".join(words)
    rows = found(read, text)
    assert all(text[f.start : f.end] == f.exact for f in rows)
    assert len({f.id for f in rows}) == len(rows)


def test_without_a_parse(read_blank: Callable[[str], Reading]) -> None:
    """A document without a parse has no figures, and nothing fails."""
    assert list(figures.find(read_blank("Two men were shot."), (), (), ())) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Between 15 and 20 sailors died at the quay, a diplomat said.", ("killed", 15, 20)),
        ("The harbour office put the number of dead at 19.", ("killed", 19, 19)),
        ("The fleet more than tripled, a sixfold rise since the strike.", ("fold", 6, 6)),
        ("About 8 bn people will live there.", ("people", 7.2e9, 8.8e9)),
        ("Rescuers said the bodies of four miners were found burned.", ("killed", 4, 4)),
    ],
)
def test_counts_in_other_frames(read: Read, text: str, what: tuple[str, float, float]) -> None:
    """A range before its noun, a tally, folds, a magnitude set apart, and bodies give what they count."""
    assert what in [(f.counted, f.low, f.high) for f in found(read, text)]


def test_a_tally_goes_on(read: Read) -> None:
    """ "The number" goes on with what was counted last."""
    assert [f.counted for f in found(read, "Twelve people died, the mayor said. The ministry put the number at 17.")] == ["killed", "killed"]


@pytest.mark.parametrize(
    "text",
    [
        "No one else was injured.",
        "The gang shot several car windows.",
        "Police could not say if the man had died.",
        "The four-time champion was injured.",
        "The brothers, 19- and 20-year-old carpenters, were found dead.",
    ],
)
def test_no_several_harmed(read: Read, text: str) -> None:
    """What is denied, doubted, a thing, a measure or an age counts nobody harmed."""
    assert not [f for f in found(read, text) if f.counted in ("killed", "injured", "shot") and f.high != 1]


def test_the_name_of_an_apposition_says_so(read: Read) -> None:
    """Who gives a figure is the person named beside the office; "it" is whoever said something before."""
    by = [f.attributed_name for f in found(read, "The mayor of Arlo, Ada Moor, said that 23 people had been killed.")]
    assert by
    assert all("mayor" in (name or "").lower() or name == "Ada Moor" for name in by)
    rows = found(read, "Brent's health ministry said 19 people died. At least 65 people were injured, it said.")
    assert {f.attributed_name for f in rows} == {"Brent's health ministry"}


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article said that 23 people had been killed.",
        "The mayor said 23 people had been killed. She has since withdrawn that figure.",
        "Officials had mistakenly reported 23 deaths.",
    ],
)
def test_withdrawn(read: Read, text: str) -> None:
    """A count that the text takes back is marked so."""
    assert [f.withdrawn for f in found(read, text)] == [True]


def test_a_count_that_holds_is_not_withdrawn(read: Read) -> None:
    """A plain count is not withdrawn."""
    assert not any(f.withdrawn for f in found(read, "The mayor said on Tuesday that 23 people had been killed. She thanked the crews."))


def test_two_times_of_a_count(read: Read) -> None:
    """The day of the saying is the count's, the day of the event its own; a year is both."""
    reading = read("Twelve people died in Monday's fire, the ministry said on Wednesday. In 1987 a flood cost 300 lives.")
    times = [
        Timex(**reading.where("t", start, start + len(words)), type="DATE", value=value, rule=rule)
        for words, value, rule in (("Monday", None, "weekday:1:past"), ("Wednesday", None, "weekday:3:past"), ("1987", "1987", None))
        for start in [reading.doc.text.index(words)]
    ]
    monday, wednesday, year = (t.id for t in times)
    rows = list(figures.find(reading, (), times, ()))
    assert [(f.timex, f.occurred_timex) for f in rows] == [(wednesday, monday), (year, year)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine people were killed in Arlo and four in Brent.", {("killed", 9), ("killed", 4), ("killed", 13)}),
        ("His wife, her brother and their dog were found dead.", {("killed", 2)}),
        ("A mother, a father and their son were wounded on the road.", {("injured", 3)}),
        ("Four people were shot, one fatally, in Arlo.", {("shot", 4), ("killed", 1), ("injured", 3)}),
        ("A man was shot at a party, and officers were shot at.", {("injured", 0), ("shot", 1)}),
        ("A boy shot and killed his cousin.", {("killed", 1)}),
        ("A porter was killed and four others were wounded.", {("killed", 1), ("injured", 4)}),
        ("One man died. Three other guests were shot; they are expected to survive.", {("killed", 1), ("injured", 3)}),
    ],
)
def test_who_is_added_up(read: Read, text: str, wanted: set[tuple[str, float]]) -> None:
    """Lists, places and the rest of a whole are added up, doers and animals left out, and who lives is no death."""
    rows = {(f.counted, f.low) for f in found(read, text)}
    assert wanted - {("injured", 0)} == rows


@pytest.mark.parametrize(
    "text",
    [
        "Three people a day are killed on that road.",
        "He called 911 after the fire.",
        "The blast injured one of the family dogs.",
        "Two shootings injured nobody.",
    ],
)
def test_no_people_harmed(read: Read, text: str) -> None:
    """Rates, emergency numbers, animals and happenings are no counts of people harmed."""
    assert not [f for f in found(read, text) if f.counted in ("killed", "injured") and f.low]


@pytest.mark.parametrize(("text", "of"), [("Nobody was hurt.", None), ("No officers were injured.", "officers"), ("None of the crew were hurt.", "the crew")])
def test_none_at_all(read: Read, text: str, of: str | None) -> None:
    """Nobody, none of them, and no officers are a zero of whom the words name."""
    assert [(f.counted, f.low, f.high, f.of) for f in found(read, text)] == [("injured", 0, 0, of)]


@pytest.mark.parametrize(
    ("text", "low"), [("The death toll was revised down to 19 from 23.", 23), ("An earlier report of 40 dead was wrong, the mayor said.", 40)]
)
def test_taken_back(read: Read, text: str, low: float) -> None:
    """A toll that a correction replaces, or that is called wrong, is withdrawn."""
    assert [f.low for f in found(read, text) if f.withdrawn] == [low]


def test_what_happens_says_nothing(read: Read) -> None:
    """A storm that claims lives, or an invasion that has seen deaths, is no source; nor is a dateline."""
    rows = found(read, "ARLO (Wire) - The storm claimed 12 lives. The invasion has seen 40 villagers killed.")
    assert [(f.low, f.attributed_name) for f in rows if f.counted == "killed"] == [(12, None), (40, None)]
