"""The day of each document, and the dates of what it says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from tests.conftest import document

from synoptic.ids import make_id
from synoptic.link import dating
from synoptic.link.dating.clues import address_day, clues_of
from synoptic.link.dating.press import serial_of
from synoptic.link.dating.scores import address, told
from synoptic.model import Document, EventMention, Position, Quotation, Story, Timex


def timex(doc: Document, words: str, **fields: str | None) -> Timex:
    """A day named in a document."""
    start = doc.text.index(words)
    return Timex(id=make_id("t", doc.id, start), document=doc.id, start=start, end=start + len(words), exact=words, type="DATE", **fields)


def days(docs: Sequence[Document], timexes: Sequence[Timex]) -> dict[str, Document]:
    """The documents of one story after dating, by name."""
    story = Story(id="s", title="", documents=tuple(d.id for d in docs))
    return {d.name: d for d in dating.link(docs, [story], timexes, (), (), (), ())[0]}


def test_metadata_first() -> None:
    """The local day of `published` is the document's day, in the zone as written."""
    doc = document("The dam held.", published="2031-05-08T23:30:00-05:00")
    assert (days([doc], ())["one"].dated, days([doc], ())["one"].dated_from) == ("2031-05-08", "metadata")


def test_text_with_an_agreeing_weekday() -> None:
    """A full date in the text, whose weekday the text speaks of, dates a document that stands alone."""
    doc = document("The dam broke on Thursday. Photo of May 8, 2031.")
    found = days([doc], [timex(doc, "Thursday", rule="weekday:4:past"), timex(doc, "May 8, 2031", value="2031-05-08")])["one"]
    assert (found.dated, found.dated_from) == ("2031-05-08", "text")


def test_nothing_says_a_day() -> None:
    """Where nothing says a day, the day stays open, with the reason."""
    found = days([document("The dam held.")], ())["one"]
    assert found.dated is None
    assert found.dated_from is None
    assert found.dated_why


def test_counted_from_what_others_date() -> None:
    """ "The 5th day of the siege" is placed by an article that dates the second day."""
    known = document("Wednesday was the second day of the siege of Orl.", "known", published="2031-05-07")
    open_one = document("Orl fell silent on Saturday, the 5th day of the siege.", "open")
    found = days(
        [known, open_one],
        [
            timex(known, "Wednesday", rule="weekday:3:past"),
            timex(known, "the second day of the siege", rule="nth-day:2"),
            timex(open_one, "Saturday", rule="weekday:6:past"),
            timex(open_one, "the 5th day of the siege", rule="nth-day:5"),
        ],
    )["open"]
    assert (found.dated, found.dated_from) == ("2031-05-10", "story")
    assert "day 5" in (found.dated_why or "")


def test_first_day_is_the_storys() -> None:
    """ "The first day of the siege" is the day from which the story's articles count."""
    known = document("Wednesday was the second day of the siege of Orl.", "known", published="2031-05-07")
    later = document("On the first day of the siege, the gates were shut.", "later", published="2031-05-20")
    timexes = [timex(known, "the second day of the siege", rule="nth-day:2"), timex(later, "the first day of the siege", rule="nth-day:1")]
    story = Story(id="s", title="", documents=(known.id, later.id))
    assert {t.value for t in dating.link([known, later], [story], timexes, (), (), (), ())[1]} == {"2031-05-07", "2031-05-06"}


def test_many_undated_documents_stay_cheap() -> None:
    """A story of hundreds of articles, a third of them undated, is placed whole."""
    docs = [document(f"Report {n}: the dam of Orl broke on Tuesday.", f"n{n}", **({"published": f"2031-05-0{6 + n % 3}"} if n % 3 else {})) for n in range(300)]
    found = days(docs, [timex(d, "Tuesday", rule="weekday:2:past") for d in docs])
    assert all(d.dated for d in found.values())


def test_order_does_not_matter() -> None:
    """The days do not depend on the order of the documents."""
    docs = [document(f"The dam of Orl broke on Tuesday, report {n}.", f"n{n}", **({"published": f"2031-05-0{n}"} if n > 5 else {})) for n in range(4, 8)]
    timexes = [timex(d, "Tuesday", rule="weekday:2:past") for d in docs]
    there, back = days(docs, timexes), days(docs[::-1], timexes[::-1])
    assert {n: d.dated for n, d in there.items()} == {n: d.dated for n, d in back.items()}


def test_records_take_their_dates() -> None:
    """A quotation is dated by its time expression, else by its document; one that is only "recently" has no date."""
    doc = document("On Tuesday she spoke, and recently too, and more.", published="2031-05-08")
    tuesday, recently = timex(doc, "Tuesday", rule="weekday:2:past"), timex(doc, "recently", value="PAST_REF")
    plain = Quotation(id="q", document=doc.id, start=0, end=2, exact="On", type="indirect")
    quotations = [replace(plain, id="a", timex=tuesday.id), replace(plain, id="b", timex=recently.id), plain]
    said = [q.said for q in dating.link([doc], (), [tuesday, recently], quotations, (), (), ())[2]]
    assert said == ["2031-05-06", None, "2031-05-08"]


def test_a_position_is_as_old_as_the_words_that_state_it() -> None:
    """A position without a time of its own is dated by the quotation that it stands in."""
    doc = document("On Tuesday she spoke of talks.", published="2031-05-08")
    tuesday = timex(doc, "Tuesday", rule="weekday:2:past")
    spoke = Quotation(id="q", document=doc.id, start=24, end=29, exact="talks", type="indirect", timex=tuesday.id)
    stands = Position(id="p", document=doc.id, start=24, end=29, exact="talks", quotation="q")
    dated = dating.link([doc], (), [tuesday], [spoke], (), (), [stands, replace(stands, id="alone", quotation=None)])[5]
    assert [p.date for p in dated] == ["2031-05-06", "2031-05-08"]


def test_what_is_counted_began_on_its_first_day() -> None:
    """The war in "the 8th day of the war" is an event of seven days before."""
    doc = document("It was the 8th day of the war.", published="2031-05-08")
    counted = timex(doc, "the 8th day of the war", rule="nth-day:8")
    war = EventMention(id="e", document=doc.id, start=26, end=29, exact="war", type="ASSAULT", timex=counted.id)
    assert dating.link([doc], (), [counted], (), (), [war], ())[4][0].date == "2031-05-01"


def test_urls() -> None:
    """A URL's day and serial number are read as outlets write them."""
    assert address_day("https://example.org/2031/05/08/dam.html") == "2031-05-08"
    assert address_day("https://example.org/world/2031/may/08/dam") == "2031-05-08"
    assert address_day("https://example.org/2031/05/dam") == "2031-05"
    assert address_day("https://example.org/2031/99/dam") is None
    assert serial_of("https://www.example.org/news/article-4150321/Dam.html") == ("example.org", 7, 4150321)
    assert serial_of(None) is None


def test_a_print_address_carries_tomorrow() -> None:
    """The features tell the day in a URL from the day before it, on which a print edition's article went out."""
    clues = clues_of(document("The dam held.", name="a", url="https://example.org/2031/05/08/dam.html"), ())
    rows = {day: dict(zip(("on", "month", "before", "after", "far"), address(clues, datetime.date(2031, 5, day)), strict=True)) for day in (7, 8, 9, 12)}
    assert [max(row, key=lambda k: row[k]) for row in rows.values()] == ["before", "on", "after", "far"]


def test_the_last_day_told() -> None:
    """A candidate day knows how far back the last day lies that the text tells of, and whether its own weekday is named."""
    doc = document("The dam broke on Monday; repairs began on Tuesday.", name="a")
    clues = clues_of(doc, [timex(doc, "Monday", rule="weekday:1:past"), timex(doc, "Tuesday", rule="weekday:2:past")])
    assert told(clues, datetime.date(2031, 5, 6)) == [1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0]  # a Tuesday
    assert told(clues, datetime.date(2031, 5, 8)) == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_another_story_changes_no_day() -> None:
    """An undated document has the same day and reason whatever other stories hold of its publisher."""
    dated = document("The dam broke on Monday in Ostrel.", name="a", published="2031-05-05")
    open_one = document("The dam in Ostrel broke, crews said on Monday.", name="b", publisher="Courier")
    others = [document(f"Courier told of fair number {n} on Monday.", name=f"c{n}", publisher="Courier", published="2031-06-05") for n in range(9)]
    stories = [Story(id="s", title="", documents=(dated.id, open_one.id)), Story(id="t", title="", documents=tuple(d.id for d in others))]
    timexes = [timex(d, "Monday", rule="weekday:1:past") for d in (dated, open_one, *others)]
    alone = dating.link([dated, open_one], stories[:1], timexes[:2], (), (), (), ())[0]
    among = dating.link([dated, open_one, *others], stories, timexes, (), (), (), ())[0]
    assert among[:2] == alone
    assert alone[1].dated is not None
