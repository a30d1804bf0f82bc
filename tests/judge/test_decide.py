"""What can be decided over which records, and what a judgement holds on to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from account.story import DOCS, linked
from synoptic.errors import JudgementError, UnknownNameError
from synoptic.judge import decide, stamped, withdraw, withdrawn
from synoptic.judge.fields import read_range, write_range
from synoptic.model import Document, Entity, Figure, Quotation

LINKED = linked()


def ruled(act: str, records: list[str], **more: Any) -> Any:
    return decide(LINKED, act, records, **{"who": "Ada Lund", **more})


def test_a_join_holds_on_to_the_members_as_they_were_seen() -> None:
    """Every mention of each event is an anchor, with the words around it, the article and its text's hash, and the event that it was in."""
    made = ruled("join", ["v-1", "v-2"], why="one raid")
    assert (made.act, made.over, made.who, made.why, made.seen, made.after) == ("join", "event", "Ada Lund", "one raid", ("v-1", "v-2"), "one")
    assert [a.part for a in made.anchors] == [0, 0, 0, 0, 1, 1]
    first, doc = made.anchors[0], DOCS["wire"]
    assert (first.document, first.sha256, first.article) == (doc.id, doc.sha256, "name wire")
    assert doc.text[first.start : first.end] == first.exact == "stormed"
    assert doc.text[first.start - len(first.prefix) : first.end + len(first.suffix)] == first.prefix + first.exact + first.suffix


def test_a_split_says_which_members_are_apart() -> None:
    """Members that no part names stay together; parts are numbered in their order."""
    quotations = [q.id for q in LINKED[Quotation][:4]]
    made = ruled("split", ["u-1"], parts=[[quotations[3]], [quotations[0], quotations[1]]])
    assert {a.id: a.part for a in made.anchors} == {quotations[0]: 2, quotations[1]: 2, quotations[2]: 0, quotations[3]: 1}
    whole = ruled("split", ["u-1"], parts=[quotations[:2], quotations[2:]])
    assert {a.part for a in whole.anchors} == {0, 1}


def test_a_correction_keeps_what_was_before() -> None:
    """In words: the range that was shown, the name of the speaker, and who takes that one's place."""
    figure = ruled("correct", [LINKED[Figure][0].id], field="range", value="12..20")
    assert (figure.field, figure.before, figure.after) == ("range", "12..", "12..20")
    navy = LINKED[Entity][3]
    said = ruled("correct", [LINKED[Quotation][0].id], field="speaker", value=LINKED[Entity][1].id)
    assert (said.before, said.after, said.toward) == ("Ilda Marn", "Kai Roth", ())
    named = decide({**LINKED, Entity: (replace(navy, chains=()),)}, "correct", [LINKED[Quotation][0].id], who="Ada", field="speaker", value="somebody")
    assert named.after == "somebody"
    assert ruled("correct", [DOCS["letter"].id], field="dated", value="").after is None


@pytest.mark.parametrize(
    ("act", "records", "more", "message"),
    [
        ("join", ["v-1"], {}, "two or more"),
        ("join", ["v-1", "u-1"], {}, "one kind"),
        ("join", ["v-1", "nothing"], {}, "no record 'nothing'"),
        ("join", [LINKED[Figure][0].id, LINKED[Figure][1].id], {}, "figure cannot be joined"),
        ("split", ["v-1"], {}, "leave the event as it is"),
        ("split", ["v-1"], {"parts": [["elsewhere"]]}, "elsewhere: not in this event"),
        ("split", ["v-1", "v-2"], {}, "One event at a time"),
        ("reject", ["s-1"], {}, "story cannot be rejected"),
        ("note", ["v-1"], {}, "note needs words"),
        ("confirm", ["v-1"], {"who": " "}, "who decides"),
        ("correct", ["v-1"], {"field": "date", "value": "Friday"}, "date of this event cannot be 'Friday'"),
        ("correct", ["v-1"], {"field": "type", "value": "PARTY"}, "one of AGREE"),
        ("correct", [LINKED[Figure][0].id], {"field": "range", "value": "20..12"}, "lower end comes first"),
        ("correct", [LINKED[Figure][0].id], {"field": "range", "value": "some"}, "a range is 12"),
        ("correct", ["s-1"], {"field": "title", "value": "\t"}, None),
    ],
)
def test_what_cannot_be_decided_is_said(act: str, records: list[str], more: dict[str, Any], message: str | None) -> None:
    """The message says what is wrong, and an empty value means that nothing is known."""
    if message is None:
        assert ruled(act, records, **more).after in (None, "")
        return
    with pytest.raises(JudgementError, match=message):
        ruled(act, records, **more)


def test_names_that_are_not_known_are_told_with_those_that_are() -> None:
    """An act or a field by another name is refused with the choices."""
    with pytest.raises(UnknownNameError, match="confirm"):
        ruled("bless", ["v-1"])
    with pytest.raises(UnknownNameError, match="date, modality, place, type"):
        ruled("correct", ["v-1"], field="mood", value="good")


def test_ids_say_what_was_decided_by_whom_and_when() -> None:
    """The same judgement has the same id; another day, person or reason has another."""
    made = ruled("confirm", ["v-1"])
    one = stamped(made, "2031-05-04T09:00:00.000000Z")
    assert one.id == stamped(made, "2031-05-04T09:00:00.000000Z").id
    assert len({one.id, stamped(made, "2031-05-05T09:00:00.000000Z").id, stamped(replace(made, why="seen"), one.when).id}) == 3


def test_a_withdrawal_can_be_withdrawn() -> None:
    """Undo is a judgement like others: what it withdrew holds again once it is withdrawn itself."""
    made = [stamped(ruled("confirm", ["v-1"]), "2031-05-04T09:00:00.000000Z")]
    made.append(stamped(withdraw(made, made[0].id, who="Ben"), "2031-05-04T10:00:00.000000Z"))
    assert withdrawn(made) == {made[0].id: made[1]}
    with pytest.raises(JudgementError, match="withdrawn already"):
        withdraw(made, made[0].id, who="Ben")
    made.append(stamped(withdraw(made, made[1].id, who="Ada"), "2031-05-04T11:00:00.000000Z"))
    assert withdrawn(made) == {made[1].id: made[2]}
    with pytest.raises(JudgementError, match="no judgement 'j-0'"):
        withdraw(made, "j-0", who="Ben")


@pytest.mark.parametrize(("words", "low", "high"), [("12", 12, 12), ("12..", 12, None), ("..20", None, 20), ("1.5..2", 1.5, 2)])
def test_ranges_are_read_as_they_are_written(words: str, low: float | None, high: float | None) -> None:
    """A range in words and its two ends are the same thing."""
    assert read_range(words) == (low, high)
    assert write_range(low, high) == words


@pytest.mark.parametrize("words", ["", "..", "a", "1 2 3..x", "-3"])
def test_what_is_no_range(words: str) -> None:
    """Nothing else is a range."""
    with pytest.raises(ValueError, match=r".*"):
        read_range(words)


def test_documents_keep_their_article_over_versions() -> None:
    """An article is told apart by its URL, else its file, else the name that its input gave, as the archive does."""
    kept = {d.name: a.article for d in LINKED[Document] for a in ruled("note", [d.id], why="look").anchors}
    assert kept == {"wire": "name wire", "copy": "name copy", "herald": "url https://herald.example/raid", "letter": "url javascript:alert(1)"}
