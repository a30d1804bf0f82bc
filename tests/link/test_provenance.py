"""From where documents have their text: copies in every disguise, and what looks like one and is none."""

from __future__ import annotations

import pytest

from synoptic.ids import make_id, text_hash
from synoptic.link import provenance
from synoptic.link.provenance.shared_text import overlap, words_of
from synoptic.model import Citation, Document, Provenance, Signature

REPORT = (
    "Harbour masters at Ostrel closed the northern lock on Monday after a crane toppled onto the quay.",
    "Nobody stood beneath it, and the two grain barges moored nearby were towed clear before noon.",
    "Engineers from the canal board spent the night bracing the gate with timber and steel cable.",
    "Traffic on the upper canal will be turned back at Venn until the gate can carry load again.",
    "Shippers reckon that every day of closure costs them some forty thousand crowns in idle crews.",
    "The crane, built in the year the lock opened, had passed its yearly inspection three weeks ago.",
    "Its owner, a small stevedoring firm, has grounded four others of the same make for the present.",
    "A wider survey of lifting gear along the river was promised for the spring by the province.",
)
OTHER = (
    "Cheesemakers in the Talver hills have begun to label their wheels with the altitude of the pasture.",
    "Buyers from the coast pay a third more for wheels that were pressed above twelve hundred metres.",
    "Herders grumble that the new stamps favour those whose summer huts happen to stand on the ridge.",
    "A tasting panel meets every second week in a converted schoolhouse at the foot of the pass.",
)
STATEMENT = (
    "“We will rebuild the lock stone by stone, we will pay every crew for every hour that it lies idle, and we will not rest until the last barge "
    "of this harvest has passed the gate on its way to the sea, whatever the cost and whoever has to bear it in the end,” the board said."
)
FOOTER = (
    "Sign up for our newsletter and get the best of the river valley in your inbox every morning, with the tides, the market prices and the "
    "crossword that everybody talks about. Follow us for more, or become a member and support our journalism along the canal for a crown a week."
)


def doc(text: str, name: str, day: str = "2031-03-01", publisher: str | None = None) -> Document:
    return Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text), published=day, publisher=publisher)


def traced(*docs: Document, citations: tuple[Citation, ...] = ()) -> list[Provenance]:
    signed = [
        Signature(
            id="g" + d.id,
            document=d.id,
            start=0,
            end=0,
            exact="",
            terms=(),
            lead_terms=(),
            shingles=tuple(sorted(int(text_hash(" ".join(run))[:8], 16) for run in words_of(d.text).runs)),
        )
        for d in docs
    ]
    return list(provenance.link(docs, signed, citations)[0])


def whole(publisher: str = "The Quill") -> Document:
    return doc("Crane falls at Ostrel\n\n" + "\n\n".join(REPORT), "whole", publisher=publisher)


def copies(*docs: Document) -> dict[str, str]:
    names = {d.id: d.name for d in docs}
    return {names[p.from_]: names[p.to] for p in traced(*docs) if p.type == "copies"}


def test_the_reason_counts_the_words_and_the_passages() -> None:
    """A reason says how many of the copy's words stand in the original, in how many passages, and whose they are."""
    later = doc("\n\n".join([REPORT[0], OTHER[0], *REPORT[1:4]]), "later", "2031-03-02")
    (found,) = traced(whole(), later)
    own, shared = len(OTHER[0].split()), sum(len(s.split()) for s in REPORT[:4])
    assert found.why == f"shares {shared} of its {own + shared} words with The Quill, in 2 passages"


def test_a_longer_copy_is_told_by_what_it_holds_of_the_original() -> None:
    """Where the copy is the longer text the reason counts the original's words."""
    brief = doc("\n\n".join(REPORT[:4]), "brief", publisher="The Reed")
    longer = doc("\n\n".join([*OTHER, *REPORT[:4]]), "longer", "2031-03-02")
    (found,) = traced(brief, longer)
    assert found.why == f"shares all the {sum(len(s.split()) for s in REPORT[:4])} words of The Reed, in one passage"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cut", "\n\n".join(REPORT[:4])),
        ("reordered", "\n\n".join(reversed(REPORT))),
        ("under another headline", "Canal shut for days as steel giant tips over\n\n" + "\n\n".join(REPORT)),
        ("with a lead of its own", "Barge crews face a long wait this week, this paper has learnt from the quay.\n\n" + "\n\n".join(REPORT)),
        ("with a word changed here and there", "\n\n".join(s.replace("Monday", "Tuesday").replace("some forty", "about fifty") for s in REPORT)),
        ("under a footer", "\n\n".join([*REPORT[:5], FOOTER])),
    ],
)
def test_a_copy_is_found(name: str, text: str) -> None:
    """A text is a copy when it is cut, reordered, retitled, newly led, lightly edited, or followed by page furniture."""
    assert copies(whole(), doc(text, name, "2031-03-02", "The Reed")) == {name: "whole"}


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("a statement that both quote", [REPORT[0], STATEMENT, REPORT[4]], [OTHER[0], STATEMENT, OTHER[1]]),
        ("the footer of a newsletter", [*REPORT[:3], FOOTER], [*OTHER[:3], FOOTER]),
        ("one sentence of background", [*REPORT[:5], OTHER[0]], OTHER),
        (
            "nothing but the matter, told in another language",
            REPORT,
            ["Un crucero encalló el lunes frente a la punta de Ostrel y la esclusa quedó cerrada hasta nuevo aviso, según la capitanía del puerto."] * 3,
        ),
    ],
)
def test_what_is_no_copy(name: str, first: list[str], second: list[str]) -> None:
    """Two articles that share only a quotation, page furniture, a sentence of background or their matter are two origins."""
    one, other = doc("\n\n".join(first), "first"), doc("\n\n".join(second), "second", "2031-03-02")
    assert copies(one, other) == {}, name
    assert provenance.origins([one.id, other.id], traced(one, other)) == 2


def test_a_press_release_in_two_outlets_is_one_origin() -> None:
    """Two agencies that print one press release, each under a line of its own, have one origin, though neither names it."""
    release = "\n\n".join(REPORT)
    one = doc("From the Ostrel office:\n\n" + release, "one", publisher="Harbour Agency")
    other = doc("Canal board news for the week\n\n" + release, "other", publisher="Ridge Wire")
    assert provenance.origins([one.id, other.id], traced(one, other)) == 1


def test_copies_of_a_copy_are_one_origin() -> None:
    """A chain of copies, each cut from the last, has one origin, and an article of its own words another."""
    docs = [whole(), *(doc("\n\n".join(REPORT[: 8 - n]), f"cut {n}", f"2031-03-0{n + 1}") for n in (1, 2, 3)), doc("\n\n".join(OTHER), "own")]
    assert provenance.origins([d.id for d in docs], traced(*docs)) == 2


def test_overlap_is_the_same_from_both_sides() -> None:
    """Which text comes first makes no difference to what two texts share."""
    one, other = "\n".join(REPORT[:5]), "\n".join([*REPORT[2:], *OTHER])
    a, b = overlap(one, other), overlap(other, one)
    assert (a.words, a.shared, a.passages, a.copied) == (b.words, b.shared, b.passages, b.copied)
    assert a.first != b.first


def test_texts_without_words_share_nothing() -> None:
    """Empty texts and texts of marks alone are compared without harm and are no copies of one another's words."""
    assert overlap("", "\n").shared == 0
    assert copies(doc("", "empty"), doc("— …", "marks", "2031-03-02")) == {}
