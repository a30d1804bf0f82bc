"""The same words across articles, joined and kept apart."""

import itertools

import pytest

from synoptic.ids import make_id
from synoptic.link import utterances
from synoptic.link.utterances.same_words import word_by_word
from synoptic.model import Entity, Quotation, Story

BRANDT, LIND = Entity(id="e-1", name="Otto Brandt", type="PERSON"), Entity(id="e-2", name="Mara Lindqvist", type="PERSON")
NOBODY = Entity(id="e-3", name="a town hall spokesperson", type="PERSON")
STORY = Story(id="s-1", title="Dam", documents=("d-1", "d-2", "d-3", "d-4"))


def quotation(document: str, exact: str, *, speaker: str | None = "e-1", said: str | None = "2031-05-02", kind: str = "direct", start: int = 0) -> Quotation:
    end = start + len(exact)
    return Quotation(id=make_id("q", document, start, end), document=document, start=start, end=end, exact=exact, type=kind, speaker=speaker, said=said)


def groups(*quotations: Quotation) -> list[list[int]]:
    """The indices that are joined, for groups of more than one."""
    found, marked = utterances.link((STORY,), quotations, (BRANDT, LIND, NOBODY))
    assert all(q.utterance for q in marked)
    assert sorted(i for u in found for i in u.quotations) == sorted(q.id for q in quotations)
    place = {q.id: n for n, q in enumerate(quotations)}
    return sorted(sorted(place[i] for i in u.quotations) for u in found if len(u.quotations) > 1)


VERBATIM = quotation("d-1", "Bring every boat you have to the lower harbour before the tide turns,")
TRANSLATED = quotation("d-2", "Bring all the boats that you have to the lower harbour before the tide is turning")
CUT = quotation("d-3", "Bring every boat you have to the lower harbour")
REPORTED = quotation("d-4", "that people should bring boats to the lower harbour before the tide turned", kind="indirect")
FRAGMENT = quotation("d-4", "to bring “every boat” to the lower harbour", kind="mixed", start=200)
OTHER = quotation("d-2", "The town has food for a month and no reason to leave", start=300)


def test_variants_join() -> None:
    """Translations, cuts, a mixed fragment and a report of the same words are one utterance; another statement is not."""
    assert groups(VERBATIM, TRANSLATED, CUT, REPORTED, FRAGMENT, OTHER) == [[0, 1, 2, 3, 4]]


def test_other_speaker() -> None:
    """The same words by another person are another utterance."""
    assert groups(VERBATIM, quotation("d-2", VERBATIM.exact, speaker="e-2")) == []


def test_speaker_without_name() -> None:
    """What a speaker without a name said joins the named one's, where the words agree closely."""
    a = quotation("d-1", "Brandt is ready to open the lower gates of the dam for repairs")
    b = quotation("d-2", "Brandt was ready to open the lower gates for repairs", speaker="e-3", kind="indirect")
    assert groups(a, b) == [[0, 1]]


def test_other_day() -> None:
    """A similar statement on another day is kept apart; the same words a few days later are the same utterance still quoted."""
    assert groups(VERBATIM, quotation("d-2", "Bring the boats to the harbour when the tide turns again", said="2031-05-09")) == []
    assert groups(VERBATIM, quotation("d-2", VERBATIM.exact, said="2031-05-05")) == [[0, 1]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will not open the lower gates of the dam", "We will open the lower gates of the dam"),
        ("The repair costs 40 million crowns this year", "The repair costs 90 million crowns this year"),
    ],
)
def test_disagreement(a: str, b: str) -> None:
    """A negation or another number keeps two statements apart."""
    assert groups(quotation("d-1", a), quotation("d-2", b)) == []


def test_stories_are_apart() -> None:
    """Documents of different stories share no utterance."""
    assert groups(VERBATIM, quotation("d-9", VERBATIM.exact)) == []


def test_one_inside_the_other() -> None:
    """A fragment and the clause around it in one document are one utterance."""
    assert groups(quotation("d-1", "the flood was “a warning” to us", kind="mixed"), quotation("d-1", "a warning", kind="mixed", start=15)) == [[0, 1]]


def test_order() -> None:
    """The order of the input changes nothing."""
    rows = (VERBATIM, TRANSLATED, REPORTED, OTHER)
    wanted = utterances.link((STORY,), rows, (BRANDT,))[0]
    assert all(utterances.link((STORY,), p, (BRANDT,))[0] == wanted for p in itertools.permutations(rows))


def test_word_by_word() -> None:
    """Variants are shown word by word: what all have, and what only some have."""
    first, second = word_by_word(("Bring every boat", "Bring all boats"))
    assert [(w.exact, w.common) for w in first] == [("Bring", True), ("every", False), ("boat", True)]
    assert [w.common for w in second] == [True, False, True]
