"""Records to plain dicts and JSON and back."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model import EXPORTED, FOUND, Document, EventMention, Figure, Mention, Relation, Span, Wording
from synoptic.serialize import dump, from_dict, kind_of, load, to_dict

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)  # half characters are for the readers to refuse
for_floats = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, for_floats)
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
variants = st.dictionaries(TEXT, st.lists(TEXT).map(tuple), max_size=3).map(lambda d: tuple(d.items()))
records = st.one_of(
    *(st.from_type(kind) for kind in dict.fromkeys((*EXPORTED, *FOUND)) if kind is not Wording),
    st.builds(Wording, variants=variants),
)


@settings(max_examples=300, deadline=None)
@given(records)
def test_what_is_written_is_read_back(record: object) -> None:
    """Any record of any kind comes back equal from its JSON, and every field is written."""
    assert {f.metadata.get("name", f.name) for f in dataclasses.fields(record)} <= set(to_dict(record, text=True))  # type: ignore[arg-type]
    assert from_dict(type(record), load(dump(to_dict(record, text=True)))) == record


@given(st.from_type(Figure))
def test_whole_numbers_are_written_as_ints(figure: Figure) -> None:
    """A count is 100, not 100.0, and stays what it was where it is not whole."""
    plain = to_dict(figure)
    for bound in ("low", "high"):
        if plain[bound] is not None:
            assert plain[bound] == getattr(figure, bound)
            assert isinstance(plain[bound], int) == (plain[bound] == int(plain[bound]) and abs(plain[bound]) < 2**53)


def test_names_are_those_of_the_contract() -> None:
    """The kind comes first and in snake case, `from` has no underscore, variants are by document, spans are dicts."""
    assert kind_of(EventMention) == "event_mention"
    relation = to_dict(Relation(id="r-1", type="follow_up", from_="e-1", to="e-2", why="later"))
    assert relation == {"kind": "relation", "id": "r-1", "type": "follow_up", "from": "e-1", "to": "e-2", "why": "later", "judgements": []}
    wording = to_dict(Wording(id="w-1", referent="the ferry", variants=(("d-1", ("boat", "ship")),)))
    assert wording["variants"] == {"d-1": ["boat", "ship"]}
    assert to_dict(Span("d-1", 0, 2, "ab"), kind=False) == {"document": "d-1", "start": 0, "end": 2, "exact": "ab"}
    assert next(iter(wording)) == "kind"


def test_a_document_has_its_length_and_its_text_only_where_asked() -> None:
    """The text of articles leaves an archive only where the user says so."""
    doc = Document(id="d-1", name="one", text="Ferry 🛳")
    assert to_dict(doc)["length"] == 7
    assert "text" not in to_dict(doc)
    assert to_dict(doc, text=True)["text"] == doc.text


def test_records_of_other_versions() -> None:
    """A key that a record does not know is left aside; a field that must be there is named."""
    mention = Mention(id="m", document="d", start=0, end=1, exact="x", form="name", head="x")
    plain = json.loads(dump(to_dict(mention)))
    assert from_dict(Mention, {**plain, "mood": "sunny"}) == mention
    del plain["form"]
    with pytest.raises(ValueError, match="a mention without 'form'"):
        from_dict(Mention, plain)
