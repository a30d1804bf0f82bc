"""The account of the invented story: what each section says, from whom, and on how many origins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account.story import DOCS, at, document, linked
from synoptic.account import Account, build
from synoptic.account.days import Day, read_day
from synoptic.account.figures import show_range
from synoptic.account.passages import LIMIT, passage
from synoptic.account.voices import compare
from synoptic.model import Document, Figure


@pytest.fixture(scope="module")
def account() -> Account:
    return build(linked())


def test_words_are_exact(account):
    """Every span that any line stands on is the exact text of its document, inside its passage."""
    texts = {d.id: d.text for d in DOCS.values()}
    for section in account.sections:
        for line in section:
            for found in line.evidence:
                for span in (found.words, found.passage):
                    assert texts[span.document][span.start : span.end] == span.exact
                assert found.passage.start <= found.words.start <= found.words.end <= found.passage.end


def test_copies_are_one_origin(account):
    """A wire story and its copy are one origin behind everything that both have."""
    assert account.stories[0].origins == 3
    assert account.sources.origins == 3
    raid = account.timeline.lines[0]
    assert (len(raid.documents), raid.origins) == (4, 3)


def test_original_before_copy(account):
    """The source that a copy was made from has the lower number, so that its words are shown first."""
    assert [s.outlet for s in account.sources][:2] == ["Northern Wire", "Daily Ledger"]


def test_timeline(account):
    """Entries stand on their day, weightiest first; what has no day stands apart."""
    assert [(e.date, e.type) for e in account.timeline if e.kind == "event"] == [("2031-05-02", "ASSAULT"), ("2031-05-02", "REJECT")]
    assert [e.type for e in account.timeline.undated] == ["PROTEST"]


def test_voices(account):
    """One utterance holds its variants, direct ones first, with the chain through which each has it."""
    marn = account.voices.find("marn")[0]
    said = marn.said[0]
    assert [v.type for v in said.variants] == ["direct", "direct", "direct", "indirect"]
    assert said.via == ("Radio Velmar",)
    assert "Notes from the quay" not in said.direct
    assert said.shared == 6  # we, sit, down, with, stops, shooting: the paraphrase takes nothing from what the translations share


def test_compare():
    """Words that all variants have are told from those that differ; the parts put the text together again."""
    texts = ["We will sit down", "We shall sit down now"]
    parts, shared = compare(texts)
    assert shared == 3
    assert parts[0] == (("We ", True), ("will", False), (" sit down", True))
    assert ["".join(p for p, _ in cut) for cut in parts] == texts


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_compare_keeps_every_character(texts):
    """Whatever the text, its parts joined are the text."""
    assert ["".join(p for p, _ in cut) for cut in compare(texts)[0]] == texts


def test_revised_figure(account):
    """A revised series stands at its newest count, shows how it moved, and an undated point moves nothing."""
    count = next(c for c in account.figures if c.status == "revised")
    assert (count.value, count.path) == ("19", "≥ 12 → 19")
    assert count.best is not None
    assert count.best.evidence.words.exact == "19"


def test_conflict_has_no_best(account):
    """Where two sides give counts that cannot both hold, Synoptic shows the range and prefers none."""
    count = next(c for c in account.figures if c.status == "conflict")
    assert (count.low, count.high, count.best) == (5, 19, None)


def test_talks(account):
    """The ledger shows the refusal and then the condition in its own words; the copy makes no line of its own."""
    assert [(t.party, t.stance) for t in account.talks] == [("Velmar", "propose"), ("Orland", "refuse"), ("Orland", "conditional")]
    assert account.talks[2].conditions[0].words.exact == "if the nets are removed first"
    assert account.talks.moves[0].stances == ("refuse", "conditional")


def test_wording_opens_to_its_place(account):
    """Each wording is found again in its article."""
    uses = account.wording[0].uses
    assert [e.words.exact for e in uses[1].evidence] == ["an inspection", "a massacre"]


def test_gaps(account):
    """An article dated before a thing's day does not leave it out; one that could have it does."""
    line = next(g for g in account.gaps if g.label == "statement" and g.documents == (DOCS["herald"].id,))
    assert line.lacking == (DOCS["letter"].id,)
    assert set(line.earlier) == {DOCS["wire"].id, DOCS["copy"].id}


def test_order_of_input(account):
    """Records in another order make the same account."""
    turned = {kind: tuple(reversed(rows)) for kind, rows in linked().items()}
    assert build(turned) == account


def test_empty():
    """Nothing linked makes an empty account, not an error."""
    assert [len(section) for section in build({}).sections] == [0] * 8


def test_dangling_ids():
    """Records that point at documents or records that are not there are left out, not guessed."""
    records = linked()
    records[Document] = records[Document][:1]
    records[Figure] = ()
    account = build(records)
    assert len(account.figures) == 0
    assert {d for s in account.sections for line in s for d in line.documents} == {DOCS["wire"].id}


def test_stories_apart(account):
    """The account of one story holds its lines only."""
    assert account.of("s-1").timeline == account.timeline
    assert [len(s) for s in account.of("elsewhere").sections] == [0] * 8


def test_notebook(account):
    """In a notebook words of articles are text, never markup."""
    page = account._repr_html_()
    assert "<script" not in page
    assert "Ilda Marn" in page


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-05-02", Day("2031-05-02", "2031-05-02", "day")),
        ("2031-05-02T14:00", Day("2031-05-02", "2031-05-02", "day")),
        ("2031-02", Day("2031-02-01", "2031-02-28", "month")),
        ("9999-12", Day("9999-12-01", "9999-12-30", "month")),
        ("2031", Day("2031-01-01", "2031-12-31", "year")),
        ("2031-W18", Day("2031-04-28", "2031-05-04", "week")),
        ("2031-05-01/2031-05-03", Day("2031-05-01", "2031-05-03", "range")),
        ("2031-05-03/2031-05-01", None),
        ("2031-13-40", None),
        ("soon", None),
        (None, None),
    ],
)
def test_days(value, day):
    """A date keeps the precision that its text gives it; what names no day is none."""
    assert read_day(value) == day


def test_ranges():
    """Open ends show as such."""
    assert [show_range(*r) for r in ((12, None), (None, 5), (100, 150), (7, 7), (None, None), (1200, 1200))] == [
        "≥ 12",
        "≤ 5",
        "100–150",
        "7",
        "?",
        "1\u202f200",
    ]


@given(st.text(max_size=900), st.integers(0, 899), st.integers(0, 60))
def test_passage_holds_the_words(text, start, length):
    """Whatever the text, a passage holds its words whole and is not much longer than allowed."""
    start = min(start, len(text))
    end = min(len(text), start + length)
    doc = replace(DOCS["wire"], text=text)
    found = passage(doc, start, end)
    assert found.start <= start <= end <= found.end
    assert text[found.start : found.end] == found.exact
    assert len(found.exact) <= LIMIT + length


def test_passage_is_a_sentence_of_a_long_paragraph():
    """In a long paragraph the passage ends where its sentence ends."""
    text = "One goes first. " * 20 + "The bridge fell at dawn. " + "More goes last. " * 20
    doc = replace(DOCS["wire"], text=text)
    start = text.index("fell")
    assert passage(doc, start, start + 4).exact == "The bridge fell at dawn."


def test_span_helper():
    """The story's own spans are exact."""
    assert at("wire", "Friday").exact == "Friday"


def test_few_words_are_shown_in_their_sentence(account):
    """Words too few to be understood are shown in their sentence, which starts where the sentence before it ends."""
    refused = next(t for t in account.talks if t.stance == "refuse")
    assert (refused.words.words.exact, refused.words.told) == ("rejected the offer", "Orland's prime minister, Kai Roth, rejected the offer.")
    called = next(t for t in account.talks if t.stance == "propose")
    assert called.words.told == "She called on Orland to begin talks at once."


def test_unknown_outlets_are_not_one(account):
    """Articles whose outlet nobody names are counted apart, also where their titles are the same; a hash is no name to show."""
    text = DOCS["letter"].text
    docs = [
        document("a/3f2504e04f8911d39a0c.txt", text),
        document("b/3f2504e04f8911d39a0c.txt", text),
        document("c", text, title="Quay"),
        document("d", text, title="Quay"),
    ]
    assert [s.outlet for s in build({Document: tuple(docs)}).sources] == ["unnamed source 1", "unnamed source 2", "Quay", "Quay [4]"]
