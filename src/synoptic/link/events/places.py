"""Where an event's place lies: coordinates, country and how exact they are, from the offline gazetteer.

In: the name of a place. Out: a Spot, or None where the gazetteer does not have it (rivers, seas, streets, villages). A country has the
coordinates of its capital, since the gazetteer has no others: `precision` says so. Names that several cities bear mean the largest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from synoptic.annotate.entities.gazetteer import Place, city, look_up, table


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in degrees (WGS 84). `precision` is city, capital, state or country."""

    lat: float | None
    lon: float | None
    country: str
    precision: str


@lru_cache(maxsize=8192)
def where_is(name: str | None) -> Spot | None:
    """The spot of a place's name."""
    place = look_up(name) if name else None
    if place is None:
        return None
    precision = {"capital": "capital", "city": "city", "state": "state"}.get(place.kind, "country")
    held = place if place.latitude is not None else settlement(place)
    return Spot(held.latitude if held else None, held.longitude if held else None, place.country, precision)


def settlement(place: Place) -> Place | None:
    """The city that stands for a place without coordinates: the capital itself, or a country's capital; none for a state."""
    if place.kind == "state":
        return None
    if place.kind == "capital":
        return in_country(city(place.key.partition(":")[2]), place.country)
    return in_country(city(capitals().get(place.country, "")), place.country)


def in_country(found: Place | None, country: str) -> Place | None:
    """A city where it lies in that country."""
    return found if found is not None and found.country == country else None


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """ISO 3166-1 alpha-3 -> the plain name of the capital, the first in the gazetteer."""
    found: dict[str, str] = {}
    for name, place in table().items():
        if place.kind == "capital":
            found.setdefault(place.country, name)
    return found
