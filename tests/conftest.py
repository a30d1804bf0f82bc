"""What tests share: hand-built documents, and the real language model for the few tests that need it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from synoptic.annotate.language import Language
from synoptic.annotate.reading import Reading
from synoptic.ids import make_id, text_hash
from synoptic.model import Document


def document(text: str, name: str = "one", **fields: str) -> Document:
    """A document of our own making."""
    return Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text), **fields)


@pytest.fixture(scope="session")
def language() -> Language:
    """The real language model, loaded once."""
    return Language()


@pytest.fixture(scope="session")
def read(language: Language) -> Callable[..., Reading]:
    """From a text to its Reading with the real model: `read("They met on Friday.", published="2031-05-02")`."""

    def reading(text: str, **fields: str) -> Reading:
        return Reading(document(text, **fields), next(iter(language.read([text]))))

    return reading


@pytest.fixture(scope="session")
def read_blank() -> Callable[[str], Reading]:
    """From a text to a Reading without tags or parse: for tests of robustness and of offsets."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")

    def reading(text: str) -> Reading:
        parsed: Doc = pipeline(text)
        return Reading(document(text), parsed)

    return reading
