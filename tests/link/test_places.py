"""Places of events on the map."""

from synoptic.link.events.places import where_is


def test_a_city_has_its_own_coordinates():
    """A city of the gazetteer is found with its country."""
    spot = where_is("Porto")
    assert (spot.country, spot.precision) == ("PRT", "city")
    assert abs(spot.lat - 41.15) < 0.1
    assert abs(spot.lon + 8.61) < 0.1


def test_a_country_is_no_city():
    """A country stands at its capital and says that it is a country."""
    country, capital = where_is("Portugal"), where_is("Lisbon")
    assert (country.precision, capital.precision) == ("country", "capital")
    assert (country.lat, country.lon) == (capital.lat, capital.lon)


def test_what_the_gazetteer_lacks_has_no_place():
    """Rivers, invented towns and nothing at all are not guessed."""
    assert where_is("Tessa River") is None
    assert where_is(None) is None
