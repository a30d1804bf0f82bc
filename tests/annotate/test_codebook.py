"""The table of predicates and the closed vocabularies."""

import pytest

from synoptic.annotate.codebook import ROOTS, TYPES, Codebook, codebook

TABLE = """
@DEAL: deal pact
SUPPORT 057 -: sign | @DEAL
SUPPORT 050 -: sign
ASSAULT 190 raid: =raid
- - -: sign | autograph
"""


def test_the_line_with_more_conditions_wins():
    """A verb with its object says more than the verb alone."""
    table = Codebook(TABLE)
    assert table.look_up("sign", {"pact"}, ()).cameo == "057"
    assert table.look_up("sign", {"letter"}, ()).cameo == "050"


def test_a_line_can_say_that_something_is_no_event():
    """A dash for the type takes a meaning out again."""
    assert Codebook(TABLE).look_up("sign", {"autograph"}, ()).type == "-"


def test_an_event_noun_has_a_line_of_its_own():
    """What happens can be named by a noun, with its mode."""
    assert Codebook(TABLE).noun(["dawn", "raid"]).mode == "raid"


def test_an_unknown_verb_has_no_line():
    """The table gives nothing for what it does not know."""
    assert codebook().look_up("photosynthesise", (), ()) is None


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_is_defined_and_has_a_cameo_root(kind):
    """A type that can be printed can be explained, and stands for a root of CAMEO."""
    assert TYPES[kind]
    assert len(ROOTS[kind]) == 3


def test_the_table_names_only_types_of_the_codebook():
    """No line of the table gives a type outside PLOVER."""
    lines = [line for lines in codebook().verbs.values() for line in lines] + list(codebook().nouns.values())
    assert {line.type for line in lines} - {"-"} <= set(TYPES)
    assert all(line.cameo.isdigit() for line in lines if line.type != "-")
