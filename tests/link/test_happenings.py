"""Whether counts may be of one happening, by day and place."""

from hypothesis import given
from hypothesis import strategies as st

from synoptic.link.series.happenings import apart_in_place, apart_in_time, days
from synoptic.model import Figure


def figure(doc: str, *, occurred: str | None = None, place: str | None = None) -> Figure:
    """A figure with a day and a place."""
    return Figure(id=f"f-{doc}", document=doc, start=0, end=2, exact="12", low=12, high=12, counted="killed", occurred=occurred, place=place)


def test_days_of_values() -> None:
    """A day is itself; a month, week or year runs from its first to its last day; other values say nothing."""
    first, last = days("2031-12") or (0, 0)
    assert last - first == 30
    assert days("2031-W19") == (first - 210, first - 204)
    assert days("2031-05-05T04:00") == days("2031-05-05")
    assert days("2031-02-30") is None
    assert days("2031-13") is None
    assert days(None) is None


@given(st.text(max_size=12))
def test_days_of_any_text(value: str) -> None:
    """No text raises."""
    days(value)


def test_days_tell_apart() -> None:
    """Two days apart are two happenings; a night is one; what is not said tells nothing."""
    monday, tuesday, thursday, year = (figure("d-1", occurred=d) for d in ("2031-05-05", "2031-05-06", "2031-05-08", "1987"))
    assert apart_in_time([monday], [thursday])
    assert apart_in_time([monday], [year])
    assert not apart_in_time([monday], [tuesday])
    assert not apart_in_time([monday], [figure("d-2")])
    assert not apart_in_time([monday], [figure("d-2", occurred="2031-05")])


def test_places_tell_apart() -> None:
    """Two places are two happenings, unless one name holds the other or a document names both."""
    arlo, brent = figure("d-1", place="Arlo"), figure("d-2", place="Brent")
    assert apart_in_place([arlo], [brent], {})
    assert not apart_in_place([arlo], [brent], {"d-2": frozenset({"arlo", "brent"})})
    assert not apart_in_place([arlo], [figure("d-2", place="Port of Arlo")], {})
    assert not apart_in_place([arlo], [figure("d-2")], {})
