"""Saved questions: how they are understood, and which articles answer them."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import document
from synoptic.model import Entity, EventMention, Figure, Position, Quotation
from synoptic.watch.questions import answers, understand

TEXT = "Tarn and Velmora will meet on Friday. Tarn asks for a ceasefire. At least 12 people died in Ostby. “We are tired,” said Ada Brandt."
DOC = document(TEXT, "one", title="Talks at last")


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"document": DOC.id, "start": start, "end": start + len(words), "exact": words}


RECORDS: dict[type, tuple[Any, ...]] = {
    Entity: (
        Entity(id="e1", name="Republic of Tarn", type="GPE", aliases=("Tarn",)),
        Entity(id="e2", name="Velmora", type="GPE"),
        Entity(id="e3", name="Ostby", type="GPE"),
        Entity(id="e4", name="Ada Brandt", type="PERSON", aliases=("Brandt",)),
    ),
    EventMention: (EventMention(id="m1", **at("meet"), type="CONSULT", actors=("e1", "e2"), actor_names=("Tarn", "Velmora")),),
    Position: (Position(id="p1", **at("asks for a ceasefire"), party="e1", party_name="Tarn", stance="demand"),),
    Figure: (Figure(id="f1", **at("At least 12"), low=12, high=None, counted="killed", place="e3"),),
    Quotation: (Quotation(id="q1", **at("We are tired,"), type="direct", speaker="e4", speaker_name="Ada Brandt"),),
}


@pytest.mark.parametrize(
    ("question", "kind", "found"),
    [
        ("talks between Tarn and Velmora", "talks", "Tarn and Velmora will meet on Friday."),
        ("Anything about talks between the Republic of Tarn and Velmora?", "talks", "Tarn and Velmora will meet on Friday."),
        ("talks between Tarn and Ostby", "talks", None),
        ("tolls in Ostby", "counts", "At least 12 people died in Ostby."),
        ("deaths in Ostby", "counts", "At least 12 people died in Ostby."),
        ("injuries in Ostby", "counts", None),
        ("tolls in Velden", "counts", None),
        ("what Brandt says", "says", "We are tired,"),
        ("statements by Ada Brandt", "says", "We are tired,"),
        ("what Ostby says", "says", None),
        ("anything about Velmora", "words", "Tarn and Velmora will meet on Friday."),
        ("ceasefire Tarn", "words", "Tarn asks for a ceasefire."),
        ("ceasefire Lund", "words", None),
        ("arn", "words", None),
    ],
)
def test_questions_match_what_was_found(question: str, kind: str, found: str | None) -> None:
    """Each kind of question finds its words by the records and names of the article, under any name that was joined, and nothing else."""
    asked = understand(question)
    assert asked.kind == kind
    assert asked.understood
    got = answers(asked, DOC, RECORDS)
    assert (found in got) if found else not got
