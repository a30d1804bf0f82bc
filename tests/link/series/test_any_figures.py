"""Whatever figures come, they are linked and shown: each stands in one series, in any order of articles, and a range holds its best."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from link.series.telling import article, count, counted

ENDS = st.one_of(st.none(), st.integers(0, 40))
TOLD = st.fixed_dictionaries(
    {
        "low": ENDS,
        "high": ENDS,
        "counted": st.sampled_from(["killed", "injured", "missing", "people"]),
        "of": st.sampled_from([None, "people", "soldiers", "Velmar soldiers", "children"]),
        "by": st.sampled_from([None, "the ministry", "Orland's ministry", "She", "Velmar's army"]),
        "increment": st.booleans(),
        "withdrawn": st.booleans(),
        "hedge": st.sampled_from([None, "vague", "exact"]),
        "place": st.sampled_from([None, "Arlo", "Brent"]),
        "as_of": st.sampled_from([None, "2031-03-01", "2031-03", "2029", "PAST_REF"]),
        "occurred": st.sampled_from([None, "2031-03-01", "2031", "2019-05-04"]),
        "part": st.booleans(),
    }
)
PAPERS = st.lists(st.tuples(st.sampled_from(["2031-03-01", "2031-03-02T08:00:00+01:00", "2031-03-02", "2032-03-01"]), st.lists(TOLD, max_size=4)), max_size=4)


def told_by(number: int, day: str, figures: list[dict[str, object]]):
    """An article of these figures; a part is a part of the one before it."""
    made = []
    for at, fields in enumerate(figures):
        low, high = fields["low"], fields["high"]
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            low, high = high, low
        rest = {k: v for k, v in fields.items() if k not in ("part", "low", "high", "counted")}
        if fields["part"] and at:
            rest["part_of"] = f"word {at - 1}"
        made.append(count(f"word {at}", low, high, fields["counted"], **rest))  # type: ignore[arg-type]
    return article(f"Paper {number}", day, *made)


@given(PAPERS, st.integers(0, 3))
def test_any_figures(papers, seed):
    """Every figure stands in exactly one series, whatever the order, and the account shows each with a range that its moves end at."""
    articles = [told_by(at, day, figures) for at, (day, figures) in enumerate(papers)]
    found, rows = counted(*articles)
    listed = [f for row in rows for f in row.figures]
    assert sorted(listed) == sorted(f.id for _, figures in articles for f in figures)
    assert counted(*random.Random(seed).sample(articles, len(articles)))[1] == rows
    for line in found:
        assert (line.moves[-1].low, line.moves[-1].high) == (line.low, line.high)
        assert line.low is None or line.high is None or line.low <= line.high
        assert line.why
        if line.best and line.best.low is not None and line.low is not None and not line.moves[-1].reckoned:
            assert line.low <= line.best.low
