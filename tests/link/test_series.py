"""Series: which figures speak of one count, and whether they agree."""

import random
from dataclasses import replace

import pytest

from synoptic.link import series
from synoptic.link.series.ranges import overlaps
from synoptic.model import Document, Figure, Provenance, Series, Story

DOCS = [Document(id=f"d-{i}", name=f"paper {i}", dated=f"2031-05-0{i}") for i in range(1, 5)]
STORY = Story(id="s-1", title="", documents=tuple(d.id for d in DOCS))


def figure(
    number: int,
    doc: int,
    low: float | None,
    high: float | None,
    *,
    counted: str = "killed",
    part_of: str | None = None,
    of: str | None = None,
    start: int | None = None,
) -> Figure:
    """A figure of a document, in the place of its number."""
    at = start if start is not None else number * 10
    return Figure(
        id=f"f-{number}", document=f"d-{doc}", start=at, end=at + 2, exact=f"{low or high:g}", low=low, high=high, counted=counted, part_of=part_of, of=of
    )


def linked(*figures: Figure, provenance: tuple[Provenance, ...] = ()) -> dict[str, Series]:
    """The series of each figure, by its id."""
    rows, made = series.link(DOCS, [STORY], figures, (), provenance)
    by_id = {s.id: s for s in rows}
    return {f.id: by_id[f.series or ""] for f in made}


def test_ranges_that_overlap_agree() -> None:
    """Two articles whose ranges overlap agree, in one series that says who and how many."""
    rows = linked(figure(1, 1, 100, None), figure(2, 2, 120, 120))
    assert rows["f-1"] == rows["f-2"]
    assert rows["f-1"].status == "agree"
    assert "paper 1" in rows["f-1"].why
    assert "120" in rows["f-1"].why


def test_a_later_count_revises() -> None:
    """A higher count of a later day takes the place of the earlier."""
    rows = linked(figure(1, 1, 9, 9), figure(2, 2, 12, 12))
    assert rows["f-1"] is rows["f-2"]
    assert rows["f-1"].status == "revised"


def test_one_time_two_counts_conflict() -> None:
    """Two counts for one day that cannot both hold are in conflict."""
    first, second = figure(1, 1, 9, 9), figure(2, 2, 12, 12)
    assert linked(replace(first, as_of="2031-05-02"), replace(second, as_of="2031-05-02"))["f-1"].status == "conflict"


def test_a_copy_confirms_nothing() -> None:
    """The same count in an article and its copy has one source."""
    copy = Provenance(id="p-1", type="copies", from_="d-2", to="d-1")
    assert linked(figure(1, 1, 9, 9), figure(2, 2, 9, 9), provenance=(copy,))["f-1"].status == "single"
    assert linked(figure(1, 1, 9, 9), figure(2, 2, 9, 9))["f-1"].status == "agree"


def test_parts_and_other_counts_stand_apart() -> None:
    """A part is not in the series of its whole, and two counts of one article that differ are two."""
    rows = linked(figure(1, 1, 12, 12), figure(2, 1, 3, 3, part_of="f-1"), figure(3, 1, 350, None))
    assert len({s.id for s in rows.values()}) == 3


def test_two_people_are_two_counts() -> None:
    """Two figures that each stand on words for one person are two people, not one count told twice."""
    ann = replace(figure(1, 1, 1, 1, of="Ann"), exact="Ann")
    bo = replace(figure(2, 1, 1, 1, of="Bo"), exact="Bo")
    assert linked(ann, bo)["f-1"] != linked(ann, bo)["f-2"]


def test_shot_is_settled_over_the_story() -> None:
    """Those shot are injured where no article of the story counts a death, and stay open where one does."""
    shot = figure(1, 1, 3, 3, counted="shot")
    assert linked(shot)["f-1"].counted == "injured"
    assert linked(shot, figure(2, 2, 1, 1))["f-1"].counted == "shot"


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_matter(seed: int) -> None:
    """The order in which figures come changes nothing."""
    figures = [figure(i, 1 + i % 4, 5 + i % 3, 5 + i % 3 if i % 2 else None) for i in range(12)]
    shuffled = random.Random(seed).sample(figures, len(figures))
    assert linked(*figures) == linked(*shuffled)


def test_no_figures() -> None:
    """Nothing gives nothing."""
    assert series.link((), (), (), (), ()) == ((), ())


def test_open_ranges() -> None:
    """An open end overlaps everything on its side."""
    assert overlaps((None, 30), (5, None))
    assert not overlaps((None, 30), (31, None))


def test_another_day_is_another_count() -> None:
    """The same number of another day's dead is another series."""
    rows = linked(replace(figure(1, 1, 12, 12), occurred="2031-05-01"), replace(figure(2, 2, 12, 12), occurred="2031-05-04"))
    assert rows["f-1"] != rows["f-2"]


def test_another_place_is_another_count() -> None:
    """The same number in two places is two series; an article that gives no place joins by story and value."""
    rows = linked(replace(figure(1, 1, 12, 12), place="Arlo"), replace(figure(2, 2, 12, 12), place="Brent"))
    assert rows["f-1"] != rows["f-2"]
    rows = linked(replace(figure(1, 1, 12, 12), place="Arlo"), figure(2, 2, 12, 12))
    assert rows["f-1"] == rows["f-2"]


def test_rivals_of_one_article_are_one_series() -> None:
    """Two sources that count one thing differently in one article are one series, and in conflict."""
    ministry = replace(figure(1, 1, 17, 17), attributed_name="the ministry", as_of="2031-05-02")
    mayor = replace(figure(2, 1, 23, 23), attributed_name="the mayor", as_of="2031-05-02")
    rows = linked(ministry, mayor)
    assert rows["f-1"] == rows["f-2"]
    assert rows["f-1"].status == "conflict"


def test_a_withdrawn_count_is_marked() -> None:
    """A withdrawn count stays in its series, and the reason says that it is withdrawn."""
    rows = linked(figure(1, 1, 19, 19), replace(figure(2, 1, 23, 23), withdrawn=True))
    assert rows["f-1"] == rows["f-2"]
    assert "withdrawn" in rows["f-1"].why


def test_parts_are_joined_with_their_like() -> None:
    """The same part in two articles is one series, beside that of its whole."""
    one = (figure(1, 1, 12, 12), figure(3, 1, 4, 4, part_of="f-1", of="children"))
    other = (figure(2, 2, 12, 12), figure(4, 2, 4, 4, part_of="f-2", of="children"))
    rows = linked(*one, *other)
    assert rows["f-3"] == rows["f-4"]
    assert rows["f-1"] == rows["f-2"] != rows["f-3"]
