"""The tables of countries and cities."""

from synoptic.annotate.entities.gazetteer import country_of, look_up


def test_names_of_a_country_have_one_key():
    """A country's names, with or without article and points, mean the same place."""
    keys = {look_up(n).key for n in ("United States", "the U.S.", "USA", "America")}
    assert keys == {"USA:country"}


def test_a_city_is_found_by_its_other_spellings():
    """Spellings of a city share its key."""
    assert look_up("Kiev").key == look_up("Kyiv").key
    assert look_up("Bombay").key == look_up("Mumbai").key


def test_a_people_is_its_country():
    """A nationality, singular or plural, belongs to its country; a word that is no place does not."""
    assert country_of("Norwegians") == country_of("Norwegian") == country_of("Oslo") == "NOR"
    assert country_of("yesterday") is None
