"""Who lacks a thing, and who is not expected to have it."""

from __future__ import annotations

from account.story import document
from synoptic.account.coverage import Coverage
from synoptic.account.index import Index
from synoptic.model import Document, Story

LONG = "The ferry left the quay at dawn with a load of timber, and the harbour master wrote its name in the book while gulls cried over the empty fish market."


def coverage(**docs: Document) -> tuple[Coverage, dict[str, str]]:
    found = tuple(docs.values())
    story = Story(id="s-1", title="", documents=tuple(d.id for d in found))
    return Coverage(Index({Document: found, Story: (story,)})), {name: d.id for name, d in docs.items()}


def paper(name: str, day: str | None, text: str = LONG, **fields: str) -> Document:
    return document(name, f"{text} {name}.", publisher=name, **({"dated": day} if day else {}), **fields)


def test_articles_of_another_time_leave_nothing_out():
    """An article dated before a thing, or more than a week after it, does not lack it; one of the days after does, and so does one without a day."""
    told, ids = coverage(
        quay=paper("quay", "2031-05-02"),
        ridge=paper("ridge", "2031-05-01"),
        reed=paper("reed", "2031-05-06"),
        mill=paper("mill", "2031-05-20"),
        lock=paper("lock", None),
    )
    absent = told.absent("s-1", (ids["quay"],), "2031-05-02")
    assert set(absent.without) == {"reed", "lock"}
    assert set(absent.before) == {"ridge", "mill"}


def test_a_thing_of_a_month_is_news_until_a_week_after_it():
    """Where a thing is known to the month alone, the week begins when the month is over."""
    told, ids = coverage(quay=paper("quay", "2031-05-02"), reed=paper("reed", "2031-05-29"), mill=paper("mill", "2031-06-20"))
    assert told.absent("s-1", (ids["quay"],), "2031-05").without == ("reed",)


def test_what_is_not_understood_or_is_a_headline_alone_lacks_nothing():
    """An article in another language, or of a few words, is not said to leave anything out."""
    told, ids = coverage(
        quay=paper("quay", "2031-05-02"),
        reed=paper("reed", "2031-05-02", language="es"),
        mill=paper("mill", "2031-05-02", text="Search results"),
        lock=paper("lock", "2031-05-02"),
    )
    assert told.absent("s-1", (ids["quay"],), "2031-05-02").without == ("lock",)


def test_an_outlet_that_has_it_once_does_not_lack_it():
    """An outlet's second article does not lack what its first has."""
    told, ids = coverage(quay=paper("quay", "2031-05-02"), later=document("later", LONG + " Later.", publisher="quay", dated="2031-05-03"))
    absent = told.absent("s-1", (ids["quay"],), "2031-05-02")
    assert (absent.without, absent.before) == ((), ())
