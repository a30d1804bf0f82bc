"""Signatures, triggers and citations of one document."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.annotate import citations, signatures
from synoptic.annotate.reading import Reading

TEXT = "The ferry Halvorsen ran aground off Brindle Point. Divers found the wreck after a long search by nine boats from the village of Ost.\n\nIt sank."


def test_copied_text_keeps_its_shingles(read: Callable[..., Reading]) -> None:
    """A text that holds another holds all of its sampled shingles, wherever it stands and however it is broken into lines."""
    (one,) = signatures.find(read(TEXT), ())
    (other,) = signatures.find(read("A storm rose in the night.\n\n" + TEXT.replace(". Divers", ".\n\nDivers") + "\n\nMore rain is due."), ())
    assert one.shingles
    assert set(one.shingles) <= set(other.shingles)


def test_terms_tell_names_words_and_numbers_apart(read: Callable[..., Reading]) -> None:
    """Names are capitalised, other words are lemmas in lower case, numbers follow "#"."""
    (found,) = signatures.find(read("Mira Tolliver counted 47 loaves. Tolliver then counted 12 more."), ())
    terms = dict(found.terms)
    assert terms["Tolliver"] == 2
    assert terms["#47"] == 1
    assert terms["count"] == 2


def test_triggers_are_what_happens(read: Callable[..., Reading]) -> None:
    """Verbs and nouns of happening are triggers on their exact words; things are none."""
    reading = read("An earthquake struck the village and the bridge collapsed.")
    (found,) = signatures.find(reading, ())
    words = {reading.doc.text[s:e] for s, e, _ in found.triggers}
    assert {"earthquake", "struck", "collapsed"} <= words
    assert not words & {"village", "bridge"}


def test_citations_name_their_outlets(read_blank: Callable[[str], Reading]) -> None:
    """Frames of report cite, notices and datelines republish; the span is the outlet's name."""
    text = "OSTRAVIA (Reuters) - Bakers struck, the union told the Morning Courier. State media reported otherwise.\n\nRead the original article on "
    text += "Harbour Insider"
    found = list(citations.find(read_blank(text), (), ()))
    assert {(c.type, c.outlet) for c in found} == {
        ("republishes", "Reuters"),
        ("cites", "Morning Courier"),
        ("cites", "State media"),
        ("republishes", "Harbour Insider"),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_exact_spans(read_blank: Callable[[str], Reading], text: str) -> None:
    """Arbitrary text never crashes an annotator and never yields a wrong offset."""
    reading = read_blank(text)
    for found in (*signatures.find(reading, ()), *citations.find(reading, (), ())):
        assert text[found.start : found.end] == found.exact
