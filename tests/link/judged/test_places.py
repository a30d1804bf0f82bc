"""What a judgement holds on to is found again: by its id, by its words in another version, and never by words that may be others."""

from __future__ import annotations

import pytest

from conftest import document
from synoptic.ids import make_id
from synoptic.judge.anchors import anchor
from synoptic.link.judged.places import Places, agreeing, likeness
from synoptic.model import Anchor, Document, Figure

OLD = "At Port Amber nine people died on Monday. In Lower Quay nine boats sank. The harbour master of Port Amber said so to the town council."
HERE = {"url": "https://amber.example/1"}


def figure(doc: Document, words: str, nth: int = 0, *, version: str = "") -> Figure:
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    end = start + len(words)
    return Figure(id=make_id("f", doc.id, start, end, version), document=doc.id, start=start, end=end, exact=words, low=9, high=9, counted="killed")


def held(doc: Document, record: Figure | Document) -> Anchor:
    kind = "document" if isinstance(record, Document) else "figure"
    return anchor({doc.id: doc}, kind, record, 0)


def test_the_same_record_is_found_by_its_id() -> None:
    """Where nothing changed, nothing is searched for."""
    doc = document(OLD, **HERE)
    nine = figure(doc, "nine")
    assert Places({Document: (doc,), Figure: (nine,)}).find(held(doc, nine)).unit == nine.id


def test_another_version_of_a_component_finds_it_with_other_borders() -> None:
    """A figure that has its noun now is the same figure, since most of the shorter lies in the longer."""
    doc = document(OLD, **HERE)
    wider = figure(doc, "nine people")
    assert Places({Document: (doc,), Figure: (wider, figure(doc, "nine boats"))}).find(held(doc, figure(doc, "nine", version="1"))).unit == wider.id
    none = Places({Document: (doc,), Figure: (figure(doc, "nine boats"),)}).find(held(doc, figure(doc, "nine", version="1")))
    assert none == (None, "its words are there, but no figure is found on them any more")


def test_a_new_version_of_an_article_is_searched_for_the_words() -> None:
    """The place whose surroundings agree is taken, though the words stand twice and everything moved."""
    doc = document(OLD, **HERE)
    new = document("Updated. " + OLD.replace("on Monday", "early on Monday"), **HERE)
    figures = (figure(new, "nine"), figure(new, "nine", 1))
    places = Places({Document: (new,), Figure: figures})
    assert [places.find(held(doc, figure(doc, "nine", n))).unit for n in (0, 1)] == [f.id for f in figures]


def test_short_words_elsewhere_are_not_taken_for_the_same() -> None:
    """A "nine" with other words around it is another "nine"."""
    doc, new = document(OLD, **HERE), document("The council has nine members, and met at noon.", **HERE)
    found = Places({Document: (new,), Figure: (figure(new, "nine"),)}).find(held(doc, figure(doc, "nine")))
    assert found == (None, "its words are not in the current version of the article")


def test_long_words_are_found_by_themselves() -> None:
    """A whole clause that stands there again is that clause."""
    doc, new = document(OLD, **HERE), document("Before: the harbour master of Port Amber said. After.", **HERE)
    long = figure(doc, "harbour master of Port Amber said")
    there = figure(new, "harbour master of Port Amber said")
    assert Places({Document: (new,), Figure: (there,)}).find(held(doc, long)).unit == there.id


def test_a_document_is_its_article_in_any_version() -> None:
    """A judgement over a story goes on with the new version; with none, it says so."""
    doc, new = document(OLD, **HERE), document("Another text.", **HERE)
    assert Places({Document: (new,)}).find(held(doc, doc)).unit == new.id
    assert Places({}).find(held(doc, doc)) == (None, "the article is not here any more")


@pytest.mark.parametrize(("one", "other", "alike"), [((0, 4), (0, 4), 1.0), ((0, 4), (0, 8), 0.5), ((0, 4), (3, 9), 0.0), ((0, 4), (4, 8), 0.0)])
def test_likeness_of_spans(one: tuple[int, int], other: tuple[int, int], alike: float) -> None:
    """The part of both that is one; nothing where they merely touch."""
    assert likeness(one, other) == alike
    assert agreeing("", "any") == 0
