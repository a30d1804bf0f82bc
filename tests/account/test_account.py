"""The account of the invented story: what each section says, from whom, and on how many origins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account.story import DOCS, at, document, linked, on
from synoptic.account import Account, build
from synoptic.account.days import Day, read_day
from synoptic.account.moves import show_range
from synoptic.account.passages import LIMIT, passage
from synoptic.errors import UnknownNameError
from synoptic.model import Document, Event, EventMention, Figure, Position, Quotation, Relation, Story, Utterance


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
    """Entries stand on their day, weightiest first; what one source tells of nobody and nowhere is doubtful and stands apart."""
    assert [(e.date, e.type) for e in account.timeline if e.kind == "event"] == [("2031-05-02", "ASSAULT"), ("2031-05-02", "REJECT")]
    assert [(e.type, e.doubtful) for e in account.timeline.doubtful] == [("PROTEST", True)]


def test_voices(account):
    """One utterance holds its variants, direct ones first, with the chain through which each has it."""
    marn = account.voices.find("marn")[0]
    said = marn.said[0]
    assert [v.type for v in said.variants] == ["direct", "direct", "direct", "indirect"]
    assert said.via == ("Radio Velmar",)
    assert "Notes from the quay" not in said.direct
    assert said.shared == 6  # we, sit, down, with, stops, shooting: the paraphrase takes nothing from what the translations share


def test_words_of_an_utterance(account):
    """Each word of a variant is told whether all wordings have it, some or one, at its exact place; the parts put the text together again."""
    said = account.voices["marn"].said[0]
    assert said.wordings == 3
    assert [len(group) for group in said.by_wording] == [2, 1, 1]
    texts = {d.id: d.text for d in DOCS.values()}
    for variant in said.variants:
        assert all(texts[variant.evidence.words.document][w.start : w.end] == w.exact for w in variant.words)
        assert "".join(text for text, _ in variant.parts) == variant.evidence.words.exact
    assert said.words.parts[:3] == (("We ", "all"), ("will", "one"), (" sit down with ", "all"))


def test_who_reports_it_and_who_does_not(account):
    """An utterance names the outlets that could have had it and lack it; one dated before it could not."""
    yes = account.voices["Kai Roth"].said[0]
    assert yes.outlets == ("Velmar Herald",)
    assert yes.without == ("Notes from the quay",)
    assert yes.before == ("Northern Wire", "Daily Ledger")


def test_manners(account):
    """Each outlet is weighed: how many statements it gives directly or paraphrased, how many it lacks, how many own words it prints."""
    manners = {m.outlet: (m.direct, m.mixed, m.indirect, m.lacking, m.words) for m in account.voices["Ilda Marn"].manners}
    assert manners["Northern Wire"] == (1, 0, 0, 0, 9)
    assert manners["Notes from the quay"] == (0, 0, 1, 0, 0)
    (table,) = account.voices.more()
    assert dict(zip(table.columns, table.rows[0].cells, strict=True)) == {
        "speaker": "Ilda Marn",
        "Northern Wire": "1/0/0",
        "Daily Ledger": "1/0/0",
        "Velmar Herald": "1/0/0",
        "Notes from the quay": "0/0/1",
    }


def test_one_speaker(account):
    """The account of one speaker holds what is theirs and nobody else's, under a place that can be passed on."""
    alone = account.by("marn")
    assert [v.name for v in alone.voices] == ["Ilda Marn"]
    assert alone.voices[0].id == "voice-ilda-marn"
    assert {e.id for e in alone.timeline} == {"v-2"}  # what was said stands under the voice alone
    assert alone.stories[0].heading == "Ilda Marn: Harbour stormed in Velmar"
    assert [len(s) for s in (alone.figures, alone.talks)] == [0, 0]


def test_pieces_of_one_article_are_one_wording():
    """What an article quotes in two pieces is set beside what another quotes as a whole, and is no wording of its own for each piece."""
    records = linked()
    cut = [Quotation(**on("q", at("wire", w)), type="direct", utterance="u-1") for w in ("We will sit down", "anyone who stops shooting,")]
    others = [q for q in records[Quotation] if q.utterance == "u-1" and q.document != DOCS["wire"].id]
    records[Quotation] = (*cut, *others)
    records[Utterance] = (replace(records[Utterance][0], quotations=tuple(q.id for q in records[Quotation])),)
    (said,) = (s for s in build(records).voices.said if s.id == "u-1")
    wire = next(group for group in said.by_wording if group[0].evidence.outlet == "Northern Wire")
    assert [v.evidence.words.exact for v in said.whole(wire)] == ["We will sit down", "anyone who stops shooting,"]
    assert len(said.givers(wire)) == 1
    assert said.wordings == 4
    first, second = said.whole(wire)
    assert max(w.column for w in first.words) < min(w.column for w in second.words)


def test_a_pronoun_is_no_speaker():
    """Words of somebody whom only a pronoun names are shown as nobody's."""
    records = linked()
    records[Utterance] = records[Utterance][:1]
    records[Quotation] = (*records[Quotation][:-1], replace(records[Quotation][-1], speaker=None, speaker_name="He"))
    assert [v.name for v in build(records).voices] == ["Ilda Marn", None]


def test_a_speaker_in_two_stories_is_one(account):
    """By name a speaker is had over all stories; the places in the page stay apart."""
    records = linked()
    ids = [d.id for d in DOCS.values()]
    records[Story] = (Story(id="s-1", title="One", documents=tuple(ids[:2])), Story(id="s-2", title="Two", documents=tuple(ids[2:])))
    records[Utterance] = ()
    split = build(records)
    assert sorted(v.id for v in split.voices.find("Marn")) == ["voice-ilda-marn-s-1", "voice-ilda-marn-s-2"]
    assert len(split.voices["Marn"].said) == 4
    assert {s.story for s in split.by("Marn").stories} == {"s-1", "s-2"}


@pytest.mark.parametrize("name", ["Ilda Mern", "a"])
def test_who_is_no_one_speaker(account, name):
    """A name that nobody has, or more than one, is refused with those that are near."""
    with pytest.raises(UnknownNameError) as caught:
        account.voices[name]
    assert "Ilda Marn" in caught.value.choices


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


def test_talks_told_differently():
    """Two outlets that tell one party's stance of one day differently stand side by side; stances that one outlet tells both of do not."""
    records = linked()
    offered = records[Position][0]
    no = replace(offered, id="o-9", document=DOCS["letter"].id, start=0, end=5, exact="Notes", stance="refuse")
    records[Position] = (*records[Position], no)
    (found,) = build(records).talks.differences
    assert (found.party, found.date) == ("Velmar", "2031-05-02")
    assert dict(found.told) == {"propose": ("Northern Wire", "Daily Ledger"), "refuse": ("Notes from the quay",)}
    records[Position] = (*records[Position][:-1], replace(no, document=DOCS["wire"].id, exact="Harbo"))
    assert build(records).talks.differences == ()


def test_meetings():
    """An event in which a party to the talks meets another stands with the talks, with whether it was held or is planned."""
    records = linked()
    raid, refused, _ = records[Event]
    meet = {"type": "CONSULT", "mode": "meet", "actors": raid.actors, "recipients": raid.recipients}
    records[Event] = (raid, replace(refused, modality="planned", **meet), replace(refused, id="v-9", type="CONSULT", mode=None))
    assert [(m.id, m.state, m.who) for m in build(records).talks.meetings] == [("v-2", "planned", ("Orland", "Velmar"))]


def test_what_opposed_sides_both_say_is_a_confirmation():
    """An equivalence of words with an event, or of two utterances, is shown as a confirmation with both sides' words; one of articles is left out."""
    records = linked()
    said = next(q.id for q in records[Quotation])
    records[Relation] = (
        Relation(id="r-1", type="equivalence", from_=said, to="v-1", why="opposed sides say the same"),
        Relation(id="r-2", type="equivalence", from_=DOCS["herald"].id, to=DOCS["wire"].id, why="much the same words"),
    )
    (line,) = build(records).relations
    assert (line.type, line.why) == ("confirmation", "opposed sides say the same")
    assert {side.kind for side in line.sides} == {"statement", "event"}


def test_relations_show_both_sides():
    """A contradiction shows who says what in which words; counts of one series are one line; what another section shows is left out."""
    records = linked()
    figures = {f.exact + f.series: f for f in records[Figure]}
    five, nineteen, twelve = figures["fivex-2"], figures["19x-2"], figures["at least 12x-1"]
    quotations = [q.id for q in build(records).voices["Marn"].said[0].variants]
    records[Relation] = (
        Relation(id="r-1", type="contradiction", from_=five.id, to=nineteen.id, why="cannot both hold"),
        Relation(id="r-2", type="follow_up", from_=nineteen.id, to=twelve.id, why="replaces"),
        Relation(id="r-3", type="equivalence", from_=quotations[0], to=quotations[1], why="the same words"),
        Relation(id="r-4", type="follow_up", from_="v-2", to="v-1", why="the next day"),
        Relation(id="r-5", type="contradiction", from_="v-1", to="gone", why="one is not here"),
        Relation(id="r-6", type="elaboration", from_=DOCS["herald"].id, to=DOCS["wire"].id, why="tells more"),
    )
    account = build(records)
    assert [line.id for line in account.relations] == ["r-1", "r-4", "r-6"]
    first, second, third = account.relations
    assert {(s.who, s.label) for s in first.sides} == {(("Orland's navy",), "5 killed"), ((), "19 killed")}
    assert {s.line for s in first.sides} == {"x-2"}
    assert [s.words for s in second.sides] == [e.words.told for line in ("v-1", "v-2") for e in account.timeline if e.id == line]
    assert third.documents == (DOCS["wire"].id, DOCS["herald"].id)


def test_gaps(account):
    """Only what several independent origins have and an outlet lacks is a gap; an article dated before it does not leave it out."""
    assert [(g.thing, g.kind, g.without) for g in account.gaps] == []
    records = linked()
    mentions = records[EventMention]
    records[EventMention] = tuple(m for m in mentions if m.document != DOCS["letter"].id)
    records[Event] = tuple(
        replace(e, event_mentions=tuple(m for m in e.event_mentions if m in {x.id for x in records[EventMention]})) for e in records[Event][:2]
    )
    account = build(records)
    (raid,) = account.gaps
    assert (raid.thing, raid.kind, raid.without, raid.before) == ("v-1", "event", ("Notes from the quay",), ())
    shares = {s.outlet: (s.has, s.could, s.lacks) for s in account.gaps.shares}
    assert shares["Notes from the quay"] == ((0, 0, 0), (1, 0, 0), (raid.id,))
    assert shares["Velmar Herald"] == ((1, 0, 0), (1, 0, 0), ())


def test_order_of_input(account):
    """Records in another order make the same account."""
    turned = {kind: tuple(reversed(rows)) for kind, rows in linked().items()}
    assert build(turned) == account


def test_empty():
    """Nothing linked makes an empty account, not an error."""
    assert [len(section) for section in build({}).sections] == [0] * 10


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
    assert [len(s) for s in account.of("elsewhere").sections] == [0] * 10


def test_notebook(account):
    """In a notebook words of articles are text, never markup."""
    page = account._repr_html_()
    assert "<script" not in page
    assert "Ilda Marn" in page


def test_lines_in_a_notebook(account):
    """A line shows its words in their passage, a speaker what they said, an utterance its wordings; a script of an article is text in all."""
    assert "<mark>Coastguards of Orland" in account.timeline[0]._repr_html_()
    said = account.voices["Marn"].said[0]
    assert "<mark>shall</mark>" in said._repr_html_()
    assert "Notes from the quay" in account.voices["Roth"]._repr_html_()
    assert not any("<script" in line._repr_html_() for section in account.sections for line in section)


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


def test_a_copy_is_told_with_its_words(account):
    """Where a source copies another, the table says how much of it does."""
    (copy,) = (s for s in account.sources if any(h.type == "copies" for h in s.has_from))
    assert account.sources.cells(copy)[-1] == "copies: 94 % of its words"
    (herald,) = (s for s in account.sources if any(h.type == "cites" for h in s.has_from))
    assert account.sources.cells(herald)[-1] == "cites Radio Velmar"
