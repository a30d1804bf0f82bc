"""Who said what, in sentences of our own making, with the real model and hand-made chains."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.annotate import quotations
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Mention, Quotation, Timex

Read = Callable[..., Reading]


def chain(reading: Reading, name: str, *mentions: str, kind: str = "PERSON") -> Chain:
    """A chain with every place where one of the mentions stands; forms go by their first letter."""
    made = []
    for exact in (name, *mentions):
        at = reading.doc.text.find(exact)
        while at >= 0:
            form = "pronoun" if exact in ("he", "she", "He", "She", "it", "they") else "name" if exact[0].isupper() else "nominal"
            made.append(Mention(**reading.where("m", at, at + len(exact)), form=form, head=exact.split()[-1]))
            at = reading.doc.text.find(exact, at + len(exact))
    made.sort(key=lambda m: m.start)
    return Chain(**reading.where("c", made[0].start, made[0].end), name=name, type=kind, mentions=tuple(made))


def find(reading: Reading, *chains: Chain, timexes: tuple[Timex, ...] = ()) -> list[Quotation]:
    return list(quotations.find(reading, chains, timexes))


def one(found: list[Quotation], words: str) -> Quotation:
    """The only quotation whose content begins with some words."""
    hits = [q for q in found if q.exact.startswith(words)]
    assert len(hits) == 1, [q.exact for q in found]
    return hits[0]


def test_direct(read: Read) -> None:
    """Words in marks are direct; the comma inside the marks belongs to them; cue and source are exact."""
    r = read('"The dam will hold through the winter," Mara Lindqvist said on Monday.')
    q = one(find(r, chain(r, "Mara Lindqvist")), "The dam")
    assert (q.type, q.exact, q.speaker_name) == ("direct", "The dam will hold through the winter,", "Mara Lindqvist")
    assert q.cue
    assert q.source
    assert (q.cue.exact.split()[0], q.source.exact) == ("said", "Mara Lindqvist")  # its adjunct may belong to a cue: "said on Monday"


def test_split(read: Read) -> None:
    """Speech that its cue interrupts is two direct quotations of one speaker."""
    r = read('"We have food," Mara Lindqvist said, "and we have water for a month."')
    found = [q for q in find(r, chain(r, "Mara Lindqvist")) if q.type == "direct"]
    assert [q.exact for q in found] == ["We have food,", "and we have water for a month."]
    assert {q.speaker_name for q in found} == {"Mara Lindqvist"}


def test_speech_goes_on(read: Read) -> None:
    """A quoted sentence after an attribution, without a cue of its own, is the same speaker's."""
    r = read('"The valley is lost," Mayor Otto Brandt said. "We will rebuild it higher up the slope."')
    q = one(find(r, chain(r, "Otto Brandt")), "We will rebuild")
    assert (q.type, q.speaker_name) == ("direct", "Otto Brandt")


def test_missing_mark(read: Read) -> None:
    """Where an opening mark is missing, the words are direct speech all the same."""
    r = read('"The storm took the roof off our school," she wrote on Twitter. We rebuilt that school once. We will do it again."')
    assert any(q.type == "direct" and q.exact == "We rebuilt that school once. We will do it again." for q in find(r))


def test_indirect(read: Read) -> None:
    """A clause of saying is indirect; whom it was told is the addressee."""
    r = read("Otto Brandt told reporters that the bridge would stay closed until spring.")
    q = one(find(r, chain(r, "Otto Brandt")), "that the bridge")
    assert (q.type, q.speaker_name, q.polarity) == ("indirect", "Otto Brandt", True)
    assert q.addressee
    assert q.addressee.exact == "reporters"


def test_mixed(read: Read) -> None:
    """A quoted fragment in reported speech makes it mixed."""
    r = read('Otto Brandt said the flood was "a warning to every town" on the river.')
    assert any(q.type == "mixed" and "warning to every town" in q.exact for q in find(r, chain(r, "Otto Brandt")))


def test_who_stands_before_according_to_is_not_its_source(read: Read) -> None:
    """Whoever spoke before "according to" is the speaker by their own verb; what follows it passed the words on."""
    r = read(
        '"The dam will hold through the winter," Norland\'s governor, Mara Lindqvist, had said on Monday, according to a translation by the Harbour Herald.'
    )
    q = next(q for q in find(r, chain(r, "Mara Lindqvist")) if q.type == "direct")
    assert q.speaker_name
    assert "Mara Lindqvist" in q.speaker_name
    assert q.via == ("the Harbour Herald",)


def test_the_hearers_are_not_what_they_were_told(read: Read) -> None:
    """Words before "told" are what was told; the hearers after it are no content."""
    r = read("The dam will be opened before dawn, the governor's aide Tomas Reyes told journalists on Friday, according to state radio.")
    assert not [q for q in find(r, chain(r, "Tomas Reyes")) if q.exact.startswith("journalists")]


def test_according_to(read: Read) -> None:
    """ "According to" attributes its sentence."""
    r = read("The bridge will stay closed until spring, according to the transport ministry.")
    q = one(find(r), "The bridge")
    assert (q.type, q.speaker_name) == ("indirect", "the transport ministry")
    assert q.addressee is None


def test_pronoun(read: Read) -> None:
    """A pronoun's chain is the speaker."""
    r = read("Mara Lindqvist visited the dam. She said the wall had no cracks.")
    c = chain(r, "Mara Lindqvist", "She")
    q = one(find(r, c), "the wall")
    assert (q.speaker, q.speaker_name, q.source and q.source.exact) == (c.id, "Mara Lindqvist", "She")


def test_unnamed_speakers(read: Read) -> None:
    """Plural speakers without a name are kept in their own words."""
    r = read("The wall had been inspected in May, two officials said.")
    q = one(find(r), "The wall")
    assert (q.speaker, q.speaker_name) == (None, "two officials")


def test_via(read: Read) -> None:
    """Reporters stand in `via` from the speaker outwards."""
    r = read("Otto Brandt told reporters that the dam is safe, according to Nordic news agencies translated by the Harbour Herald.")
    brandt, herald = chain(r, "Otto Brandt"), chain(r, "Harbour Herald", kind="ORG")
    q = one(find(r, brandt, herald), "that the dam is safe")
    assert (q.speaker_name, q.via) == ("Otto Brandt", ("Nordic news agencies", "Harbour Herald"))


def test_a_chain_keeps_each_link(read: Read) -> None:
    """Where one source reports what another said, the inner words are a quotation by themselves, with the outer one as reporter."""
    r = read("The dam will be opened before dawn, the governor's aide Tomas Reyes told reporters on Friday, according to state radio.")
    q = next(q for q in find(r, chain(r, "Tomas Reyes")) if q.exact == "The dam will be opened before dawn")
    assert q.speaker_name
    assert q.speaker_name.endswith("Tomas Reyes")
    assert q.via == ("state radio",)


def test_medium(read: Read) -> None:
    """Where it was said is the medium."""
    r = read('"We need boats tonight," Otto Brandt said in a video message.')
    q = one(find(r, chain(r, "Otto Brandt")), "We need boats")
    assert q.medium
    assert q.medium.exact == "in a video message"


def test_when_said(read: Read) -> None:
    """The time expression on the cue dates it; one inside the content does not."""
    r = read("Otto Brandt said on Friday that the bridge would open on Sunday.")
    made = [Timex(**r.where("t", r.doc.text.find(w), r.doc.text.find(w) + 6), type="DATE") for w in ("Friday", "Sunday")]
    q = next(q for q in find(r, chain(r, "Otto Brandt"), timexes=tuple(made)) if "bridge" in q.exact)
    assert q.timex == made[0].id


def test_denial(read: Read) -> None:
    """A cue that denies turns the polarity."""
    r = read("Otto Brandt denied that the dam had been neglected.")
    assert not one(find(r, chain(r, "Otto Brandt")), "that the dam").polarity


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Otto Brandt said: «The bridge is closed until further notice.»", "The bridge is closed until further notice."),
        ("'The bridge can't be crossed tonight,' Otto Brandt said.", "The bridge can't be crossed tonight,"),
        ("“The bridge […] will stay closed … for now,” Otto Brandt said.", "The bridge […] will stay closed … for now,"),
        ('"We will open it [the bridge] before the harvest," Otto Brandt said.', "We will open it [the bridge] before the harvest,"),
        ("\"The engineers told me 'do not cross it' and so I did not,\" Otto Brandt said.", "The engineers told me 'do not cross it' and so I did not,"),
        ('"Do you want the bridge to fall?" Otto Brandt asked.', "Do you want the bridge to fall?"),
        ('"Close the bridge and bring us boats!" Otto Brandt said in a radio interview.', "Close the bridge and bring us boats!"),
        ("Otto Brandt said: “We will open the bridge in spring. We will not do it earlier.", "We will open the bridge in spring. We will not do it earlier."),
    ],
)
def test_marks(read: Read, text: str, words: str) -> None:
    """Guillemets, single marks, ellipses and brackets inside, nested and unclosed marks: the words in them are direct and have their speaker."""
    r = read(text)
    q = one(find(r, chain(r, "Otto Brandt")), words[:20])
    assert (q.type, q.exact, q.speaker_name) == ("direct", words, "Otto Brandt")


def test_over_paragraphs(read: Read) -> None:
    """Speech that goes on in the next paragraph, its mark opened again, is the same speaker's."""
    r = read('"The valley is lost," Otto Brandt said. "We will rebuild it.\n\n"The new houses will stand higher up the slope."')
    found = [q for q in find(r, chain(r, "Otto Brandt")) if "The new houses" in q.exact]
    assert [(q.type, q.speaker_name) for q in found] == [("direct", "Otto Brandt")]


def test_passed_on(read: Read) -> None:
    """Who passes on words in marks stands behind their speaker, not in the place of the speaker."""
    r = read('"The bridge will stay closed until spring," Otto Brandt told reporters, according to the Harbour Herald.')
    q = one([q for q in find(r, chain(r, "Otto Brandt"), chain(r, "Harbour Herald", kind="ORG")) if q.type == "direct"], "The bridge")
    assert (q.speaker_name, q.via) == ("Otto Brandt", ("Harbour Herald",))


def test_quoted_as_saying(read: Read) -> None:
    """Whom an outlet quotes as saying something is the speaker, and the outlet the reporter, also where the words stand before."""
    r = read("Three of the four gates have failed since Monday, the Harbour Herald quoted a senior engineer as saying.")
    q = one(find(r, chain(r, "Harbour Herald", kind="ORG")), "Three of the four")
    assert (q.speaker_name, q.via) == ("a senior engineer", ("Harbour Herald",))


def test_fragments(read: Read) -> None:
    """Where a report quotes several fragments, each is told by itself too: they alone are the speaker's own words."""
    r = read('Otto Brandt urged the council to "open every gate of the dam" and to "ring the bells".')
    found = {q.exact for q in find(r, chain(r, "Otto Brandt")) if q.type == "mixed"}
    assert {"open every gate of the dam", "ring the bells"} <= found


def test_hearer_of_quoted_speech(read: Read) -> None:
    """Whom quoted speech is addressed to, and what happened meanwhile, are none of its words."""
    r = read('"The wall held through the night," Otto Brandt told a town meeting as rain fell over the valley.')
    assert [(q.type, q.exact) for q in find(r, chain(r, "Otto Brandt"))] == [("direct", "The wall held through the night,")]


def test_who_calls_it_so(read: Read) -> None:
    """A quoted name for something is of those who call it so, not of the article."""
    r = read('The harbour town saw what Otto Brandt called a "flood of the century" last night.')
    assert any(q.type == "mixed" and "flood of the century" in q.exact and q.speaker_name == "Otto Brandt" for q in find(r, chain(r, "Otto Brandt")))


def test_plural_speakers(read: Read) -> None:
    """Speakers in the plural are one source in their own words."""
    r = read("Residents and shop owners said the water had come without warning.")
    q = one(find(r), "the water had come")
    assert (q.speaker_name, q.type) == ("Residents and shop owners", "indirect")


def test_bare(read: Read) -> None:
    """A content that only names what is spoken of is marked as such; one that says something is not."""
    r = read("Otto Brandt rejected the offer. Otto Brandt said the bridge would open in May.")
    found = {q.exact: q.bare for q in find(r, chain(r, "Otto Brandt"))}
    assert not found["the bridge would open in May"]
    assert found.get("the offer", True)


@pytest.mark.parametrize(
    "text",
    [
        "The water rose by two metres overnight. Nobody was hurt.",
        "The dam, built in 1931, holds back a lake of nine square kilometres.",
        "Troops pressed on towards the river and took two villages.",
    ],
)
def test_narrator(read: Read, text: str) -> None:
    """What the article tells in its own voice is nobody's quotation."""
    assert not find(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The film “Northern Tide” opens in May.",
        "They live in the so-called “old quarter” of the town.",
        "A sign that reads “No Entry” hangs on the gate.",
        "Her novel “The Long Winter of the Ferryman” won two prizes.",
    ],
)
def test_no_speech(read: Read, text: str) -> None:
    """Titles, names and signs in marks are nobody's direct speech."""
    assert not [q for q in find(read(text)) if q.type == "direct"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("ab said. \n\"'“”‘’«,😀\x00\t("), max_size=80))
def test_any_text(read_blank: Callable[[str], Reading], text: str) -> None:
    """Whatever the text, nothing fails and every span says what stands there."""
    r = read_blank(text)
    for q in quotations.find(r, (), ()):
        for span in (q.span, q.cue, q.source, q.medium, q.addressee):
            assert span is None or text[span.start : span.end] == span.exact
