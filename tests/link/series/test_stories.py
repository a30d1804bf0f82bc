"""Counts as a careful analyst would keep them: invented stories, with what stands at last, how it moved, who disagrees, and what is drawn."""

from __future__ import annotations

from dataclasses import replace

from link.series.telling import article, count, counted, only
from synoptic.model import Entity
from synoptic.show.charts.counts import drawn

THIN = "\u202f"


def test_a_toll_rises_and_is_corrected_downwards() -> None:
    """An earthquake's toll rises over days, its own giver lowers it, and all is one line that stands at the correction."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("at least 40", 40, None, by="the interior ministry"), count("more than 200", 200, None, "injured")),
        article("Harbour Post", "2031-03-04", count("95", 95, 95, by="the interior ministry")),
        article("Northern Wire", "2031-03-05", count("212", 212, 212, by="the interior ministry"), count("about 1,500", 1350, 1650, "injured")),
        article("Harbour Post", "2031-03-07", count("198", 198, 198, by="the interior ministry")),
    )
    killed, injured = only(found, "killed"), only(found, "injured")
    assert (killed.path, killed.status, killed.low, killed.high) == ("≥ 40 → 95 → 212 → 198", "revised", 198, 198)
    assert killed.best is not None
    assert killed.best.evidence.words.exact == "198"
    assert injured.path == f"≥ 200 → 1{THIN}350–1{THIN}650"
    assert len(drawn(killed)) == 4


def test_one_source_that_changes_its_count_has_revised_it() -> None:
    """The displaced by one agency's count went from about 3,000 to more than 5,000: revised, though nobody else counts them."""
    first = count("about 3,000", 2700, 3300, "displaced", by="Relief Union")
    found, rows = counted(
        article("Northern Wire", "2031-05-05", first),
        article("Meridian", "2031-05-05", first),
        article("Harbour Post", "2031-05-07", count("more than 5,000", 5000, None, "displaced", by="the Relief Union")),
    )
    assert [row.status for row in rows] == ["revised"]
    assert found[0].path == f"2{THIN}700–3{THIN}300 → ≥ 5{THIN}000"


def test_two_parties_count_one_sides_dead() -> None:
    """What each army says of the dead of one of them is in conflict from day to day; the dead of the other are another line; neither count is preferred."""
    found, _ = counted(
        article(
            "Northern Wire",
            "2031-05-06",
            count("300", 300, 300, of="Velmar soldiers", by="The Orland army"),
            count("40", 40, 40, of="Velmar soldiers", by="Velmar's defence ministry"),
        ),
        article(
            "Velmar Herald",
            "2031-05-07",
            count("52", 52, 52, of="Velmar soldiers", by="Velmar's defence ministry"),
            count("500", 500, 500, of="Orland soldiers", by="Velmar's defence ministry"),
        ),
        article("Orland Today", "2031-05-08", count("61", 61, 61, of="Orland soldiers", by="The Orland army")),
    )
    velmar, orland = only(found, "killed: Velmar soldiers"), only(found, "killed: Orland soldiers")
    assert (velmar.status, velmar.path, velmar.best) == ("conflict", "40–300 → 52–300", None)
    assert (orland.status, orland.path, orland.best) == ("conflict", "500 → 61–500", None)
    assert "300 (2031-05-06, The Orland army)" in velmar.why
    assert {p.value for p in orland.newest} == {"500", "61"}


def test_parts_by_town_and_by_group() -> None:
    """The dead of one town and the children among the dead have lines of their own, over articles, beside that of the whole."""
    found, _ = counted(
        article(
            "Northern Wire",
            "2031-06-02",
            count("30", 30, 30, of="people"),
            count("18", 18, 18, place="Arlo", part_of="30"),
            count("12", 12, 12, place="Brent", part_of="30"),
            count("seven", 7, 7, of="children", part_of="30"),
        ),
        article(
            "Harbour Post",
            "2031-06-03",
            count("35", 35, 35, of="people"),
            count("nine", 9, 9, of="children", part_of="35"),
            count("21", 21, 21, of="people", place="Arlo"),
        ),
    )
    assert only(found, "killed").path == "30 → 35"
    assert only(found, "killed: children").path == "7 → 9"
    assert only(found, "killed, Arlo").path == "18 → 21"
    assert only(found, "killed, Brent").path == "12"
    assert only(found, "killed: children").whole == only(found, "killed").id
    assert len(drawn(only(found, "killed: children"))) == 2  # a line of parts is drawn too


def test_two_more_died() -> None:
    """What was added since the last total stands behind it, as a sum that nobody gives; the total's words stay the best."""
    found, _ = counted(
        article("Northern Wire", "2031-07-01", count("14", 14, 14, of="miners", by="the union")),
        article("Harbour Post", "2031-07-02", count("Two", 2, 2, of="more miners", by="the union", increment=True)),
    )
    (line,) = found
    assert (line.label, line.path, line.value, line.status) == ("killed: miners", "14 → 14 + 2", "14 + 2", "revised")
    assert (line.low, line.high) == (16, 16)
    assert line.best is not None
    assert line.best.evidence.words.exact == "14"


def test_a_new_total_takes_up_what_was_added() -> None:
    """Once a total is told again, what was added before it is added no more."""
    found, _ = counted(
        article("Northern Wire", "2031-07-01", count("14", 14, 14, of="miners")),
        article("Harbour Post", "2031-07-02", count("Two", 2, 2, of="miners", increment=True)),
        article("Northern Wire", "2031-07-03", count("17", 17, 17, of="miners")),
    )
    assert [line.path for line in found] == ["14 → 17"]
    assert {p.value for p in found[0].points if p.increment} == {"2"}


def test_more_than_another_harm_is_a_total() -> None:
    """ "Ten died and another 53 were hurt" counts 53 hurt, as others do; it adds to nothing."""
    found, _ = counted(
        article("Northern Wire", "2031-07-01", count("ten", 10, 10), count("53", 53, 53, "injured", increment=True)),
        article("Harbour Post", "2031-07-01", count("53", 53, 53, "injured")),
    )
    line = only(found, "injured")
    assert (line.value, line.status, len(line.points)) == ("53", "agree", 2)


def test_a_range_and_a_bound_overlap() -> None:
    """Between 60 and 80 and more than 70 agree; the line stands at the lowest and the highest that anybody gives."""
    found, _ = counted(
        article("Northern Wire", "2031-08-01", count("Between 60 and 80", 60, 80, by="the coastguard")),
        article("Harbour Post", "2031-08-01", count("More than 70", 70, None, by="the mayor")),
    )
    assert (found[0].status, found[0].low, found[0].high) == ("agree", 60, 80)


def test_about_and_more_than_agree() -> None:
    """Around a hundred thousand keeps the range of its words where another says more than that: the ranges agree, and neither cuts the other."""
    found, _ = counted(
        article("Northern Wire", "2031-08-01", count("around a hundred thousand", 90_000, 110_000, "displaced", by="Relief Union")),
        article("Harbour Post", "2031-08-01", count("more than 100,000", 100_000, None, "displaced", by="the interior minister")),
    )
    assert (found[0].status, found[0].low, found[0].high) == ("agree", 90_000, 110_000)
    assert found[0].best is not None
    assert found[0].best.evidence.words.exact == "around a hundred thousand"


def test_the_missing_become_the_dead() -> None:
    """As bodies are found the missing fall and the dead rise: two lines, each revised, each at its newest count."""
    found, _ = counted(
        article("Northern Wire", "2031-09-01", count("eight", 8, 8, by="the fire service"), count("30", 30, 30, "missing", by="the fire service")),
        article("Harbour Post", "2031-09-03", count("26", 26, 26, by="the fire service"), count("Twelve", 12, 12, "missing")),
        article("Harbour Post", "2031-09-06", count("37", 37, 37), count("one", 1, 1, "missing")),
    )
    assert (only(found, "killed").path, only(found, "missing").path) == ("8 → 26 → 37", "30 → 12 → 1")
    assert {line.status for line in found} == {"revised"}


def test_the_wounded_who_died_since() -> None:
    """One killed and five wounded, then two killed and four wounded: the wounded are one line, and the lower count revises the higher."""
    found, _ = counted(
        article("Northern Wire", "2031-04-07", count("one", 1, 1, of="person"), count("five", 5, 5, "injured", of="others")),
        article("Harbour Post", "2031-04-09", count("Two", 2, 2, of="people"), count("four", 4, 4, "injured", of="others")),
    )
    assert only(found, "injured").path == "5 → 4"
    assert only(found, "injured").status == "revised"


def test_displaced_are_no_refugees() -> None:
    """Who fled inside a country and who crossed its border are two lines, and a headline's "thousands" is no count beside a number."""
    found, _ = counted(
        article(
            "Northern Wire",
            "2031-10-01",
            count("Thousands", 1000, 10_000, "displaced", hedge="vague"),
            count("About 20,000", 18_000, 22_000, "displaced", by="the refugee agency"),
            count("Some 3,000", 2700, 3300, "refugees"),
        ),
        article("Harbour Post", "2031-10-04", count("45,000", 45_000, 45_000, "displaced"), count("8,000", 8000, 8000, "refugees")),
    )
    assert only(found, "displaced").path == f"18{THIN}000–22{THIN}000 → 45{THIN}000"
    assert only(found, "refugees").path == f"2{THIN}700–3{THIN}300 → 8{THIN}000"


def test_organisers_and_police_count_a_march() -> None:
    """What organisers and police say of one crowd is one line, in conflict; another article that gives both has them on it too."""
    organisers, police = count("50,000", 50_000, 50_000, "marchers", by="organisers"), count("18,000", 18_000, 18_000, "marchers", by="the police")
    found, _ = counted(article("Northern Wire", "2031-11-03", organisers, police), article("Harbour Post", "2031-11-04", organisers, police))
    (line,) = found
    assert (line.status, line.low, line.high, line.best) == ("conflict", 18_000, 50_000, None)
    assert "organisers" in line.why
    assert "the police" in line.why


def test_money_and_percent_stay_out_of_tolls() -> None:
    """The same number of dollars, of percent, of schools and of dead makes four lines, and no toll moves by the others."""
    found, _ = counted(
        article("Northern Wire", "2031-12-01", count("12", 12, 12), count("$12", 12, 12, "money"), count("12 percent", 12, 12, "percent", of="homes")),
        article("Harbour Post", "2031-12-02", count("12", 12, 12), count("$55", 55, 55, "money"), count("12 schools", 12, 12, "schools")),
    )
    assert (only(found, "killed").path, only(found, "killed").status) == ("12", "agree")
    assert sorted(line.counted or "" for line in found) == ["killed", "money", "money", "percent", "schools"]


def test_an_anniversary_gives_the_old_toll() -> None:
    """A year later an article gives a number that was overtaken, in its own voice, and another a vaguer one: the final toll stands."""
    found, _ = counted(
        article("Northern Wire", "2031-01-10", count("22", 22, 22, by="police")),
        article("Harbour Post", "2031-01-12", count("27", 27, 27, by="police")),
        article("Valley Times", "2032-01-10", count("22", 22, 22)),
        article("Northern Wire", "2032-01-11", count("more than 20", 20, None)),
    )
    (line,) = found
    assert (line.path, line.value, line.status) == ("22 → 27", "27", "revised")
    assert len(line.points) == 4


def test_hours_of_one_day() -> None:
    """Two counts of one day hours apart, the later higher, are no conflict; at one time they are."""
    early, late = count("five", 5, 5, by="police"), count("11", 11, 11, by="the health ministry")
    found, _ = counted(article("Northern Wire", "2031-02-03T08:00:00+00:00", early), article("Harbour Post", "2031-02-03T16:00:00+00:00", late))
    assert (found[0].status, found[0].value) == ("revised", "11")
    found, _ = counted(article("Northern Wire", "2031-02-03T15:00:00+00:00", early), article("Harbour Post", "2031-02-03T16:00:00+00:00", late))
    assert (found[0].status, found[0].value) == ("conflict", "5–11")


def test_a_contested_count_stands_until_it_is_taken_back() -> None:
    """A mayor's higher count, contested on its day, stays in conflict with the ministry's next one, until the mayor withdraws it."""
    first = article("Northern Wire", "2031-02-10", count("17", 17, 17, by="the health ministry"), count("23", 23, 23, by="Ada Krell"))
    second = article("Harbour Post", "2031-02-11", count("19", 19, 19, by="the health ministry"))
    found, _ = counted(first, second)
    assert (found[0].status, found[0].value, found[0].best) == ("conflict", "19–23", None)
    third = article("Northern Wire", "2031-02-12", count("19", 19, 19, by="the health ministry"), count("23", 23, 23, withdrawn=True))
    found, _ = counted(first, second, third)
    assert (found[0].status, found[0].path) == ("revised", "17 → 19")
    assert {p.value for p in found[0].points if p.withdrawn} == {"23"}


def test_a_copy_is_no_second_source() -> None:
    """A wire story, its copy and its headline are one origin and agree with nobody."""
    wire = article("Northern Wire", "2031-02-10", count("17", 17, 17), count("17", 17, 17, by="the health ministry"))
    copy = article("Daily Ledger", "2031-02-10", count("17", 17, 17, by="the health ministry"))
    found, rows = counted(wire, copy, copies=((1, 0),))
    assert (rows[0].status, found[0].origins) == ("single", 1)
    assert rows[0].why.count("17 (") == 1


def test_two_happenings_of_one_week() -> None:
    """Two blasts in two towns on two days are two lines, though an article tells of both, and the later is the smaller."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("six", 6, 6, place="Arlo", occurred="2031-03-03")),
        article(
            "Harbour Post", "2031-03-06", count("three", 3, 3, place="Brent", occurred="2031-03-06"), count("six", 6, 6, place="Arlo", occurred="2031-03-03")
        ),
    )
    assert only(found, "killed, Arlo").value == "6"
    assert only(found, "killed, Brent").value == "3"


def test_a_years_count_is_no_days_count() -> None:
    """The dead of this year so far do not go on from the dead of a day."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("four", 4, 4, occurred="2031-03-03")),
        article("Harbour Post", "2031-03-06", count("150", 150, 150, occurred="2031")),
    )
    assert sorted(line.path for line in found) == ["150", "4"]


def test_a_part_of_another_day_is_no_part() -> None:
    """Who died today is no part of last month's dead, whatever stands in the same article."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("two", 2, 2, occurred="2031-02"), count("one man", 1, 1, occurred="2031-03-03", part_of="two")),
        article("Harbour Post", "2031-03-04", count("three", 3, 3, occurred="2031-03-03")),
    )
    assert sorted(line.path for line in found) == ["1 → 3", "2"]


def test_a_label_says_nothing_that_the_harm_does_not() -> None:
    """Bodies, lives and people at large are no label; workers told once against people told twice are none; "more workers" are workers."""
    words = (("bodies", "lives"), ("people", "people", "workers"), ("more workers",))
    labels = []
    for told in words:
        found, _ = counted(*(article("Northern Wire", f"2031-05-0{at + 1}", count("14", 14, 14, of=of)) for at, of in enumerate(told)))
        labels.append(found[0].label)
    assert labels == ["killed", "killed", "killed: workers"]


def test_civilians_are_no_soldiers() -> None:
    """The same number of civilians and of soldiers are two counts; people may be either."""
    civilians, soldiers = count("20", 20, 20, of="civilians"), count("20", 20, 20, of="soldiers")
    found, _ = counted(article("Northern Wire", "2031-05-01", civilians), article("Harbour Post", "2031-05-01", soldiers))
    assert {line.label for line in found} == {"killed: civilians", "killed: soldiers"}
    found, _ = counted(article("Northern Wire", "2031-05-01", civilians), article("Harbour Post", "2031-05-01", {**soldiers, "of": "people"}))
    assert len(found) == 1


def test_the_order_of_articles_does_not_matter() -> None:
    """The same articles in another order give the same counts, moves and words."""
    articles = [
        article("Northern Wire", "2031-02-10T08:00:00+00:00", count("17", 17, 17, by="the health ministry"), count("23", 23, 23, by="Ada Krell")),
        article("Harbour Post", "2031-02-11", count("19", 19, 19, by="the health ministry"), count("dozens", 12, 100, hedge="vague")),
        article("Meridian", "2031-02-11", count("two", 2, 2, of="women", increment=True), count("at least 15", 15, None)),
    ]
    told = [counted(*order)[1] for order in (articles, articles[::-1], [articles[1], articles[2], articles[0]])]
    assert told[0] == told[1] == told[2]


def test_an_undated_count_moves_nothing() -> None:
    """A count in an article of no known day is a point of its line, and no step of it."""
    known = article("Northern Wire", "2031-02-10", count("17", 17, 17, by="the health ministry"))
    doc, figures = article("Letter", "2031-02-11", count("12", 12, 12))
    doc = replace(doc, published=None, dated=None)
    later = article("Harbour Post", "2031-02-12", count("19", 19, 19, by="the health ministry"))
    found, _ = counted((doc, [replace(f, as_of=None) for f in figures]), known, later)
    assert found[0].path == "17 → 19"
    assert len(found[0].points) == 3


def test_the_worst_since() -> None:
    """Seven dead of twelve years ago are not the seven of today, nor a step of their line; an old number is where its own time's articles are."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("five", 5, 5, of="people")),
        article("Harbour Post", "2031-03-04", count("seven", 7, 7, of="people"), count("seven passengers", 7, 7, as_of="2019")),
        article("Valley Times", "2032-03-04", count("seven", 7, 7, occurred="2031")),
    )
    (today,) = [line for line in found if len(line.points) > 1]
    assert today.path == "5 → 7"
    assert [p.day for line in found if line is not today for p in line.points] == ["2019"]
    assert len(today.points) == 3


def test_some_of_one_kind_correct_nobody() -> None:
    """Ten visitors from abroad among twelve dead are no lower toll, though their article does not give the whole."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("12", 12, 12, of="people")),
        article("Harbour Post", "2031-03-04", count("10", 10, 10, of="Velmar citizens")),
    )
    assert sorted(line.path for line in found) == ["10", "12"]


def test_vague_words_join_no_other_number() -> None:
    """ "Dozens" stands with 59 dead, and brings no 14 into their line."""
    found, _ = counted(
        article("Northern Wire", "2031-03-03", count("59", 59, 59), count("dozens", 12, 100, hedge="vague")),
        article("Harbour Post", "2031-03-04", count("14", 14, 14)),
    )
    assert sorted((line.value, len(line.points)) for line in found) == [("14", 1), ("59", 2)]


def test_two_countries_and_two_offices() -> None:
    """Ministries of two countries never overtake each other; of one country the later rise does."""
    for other, status in (("BBB", "conflict"), ("AAA", "revised")):
        one = Entity(id="e-1", name="the interior ministry", type="ORG", country="AAA")
        two = Entity(id="e-2", name="the foreign ministry", type="ORG", country=other)
        found, _ = counted(
            article("Northern Wire", "2031-03-03", count("12", 12, 12, by="the interior ministry", attributed_to="e-1")),
            article("Harbour Post", "2031-03-04", count("30", 30, 30, by="the foreign ministry", attributed_to="e-2")),
            entities=(one, two),
        )
        assert found[0].status == status


def test_one_source_whose_bounds_move() -> None:
    """More than 40, then at least 65, then 68, by one ministry: each holds beside the next, and the ministry has changed its count all the same."""
    days = ("2031-05-05", "2031-05-07", "2031-05-08")
    told = (count("more than 40", 40, None, "injured"), count("At least 65", 65, None, "injured"), count("68", 68, 68, "injured"))
    found, _ = counted(*(article(f"Paper {day}", day, {**one, "by": "the health ministry"}) for day, one in zip(days, told, strict=True)))
    assert (found[0].path, found[0].status) == ("≥ 40 → ≥ 65 → 68", "revised")
