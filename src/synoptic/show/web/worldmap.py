"""A map drawn here as SVG: outlines of countries (the package countryinfo carries them), places as dots that lead to their list.

Equirectangular, cut to what is shown; no tile, no font and no script from elsewhere. Where the outlines are not at hand the dots stand
alone on a grid, and without coordinates there is no map: the list beside it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians

import orjson
from markupsafe import escape

WIDTH = 900  # units of the drawing
LEAST = 6.0  # degrees that a map shows at least, so that one place is seen in its region
MARGIN = 0.25  # of the spread, around it
LABELS = 14  # places that have their name beside them, those of most events
RADIUS = (5.0, 14.0)

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: degrees (WGS 84), how many events, and where it leads."""

    name: str
    lat: float
    lon: float
    events: int
    href: str
    precision: str


def draw_map(spots: list[Spot]) -> str | None:
    """The map as SVG; None without a spot."""
    if not spots:
        return None
    west, south, east, north = bounds(spots)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)
    height = (north - south) * scale

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * squeeze * scale, (north - lat) * scale

    parts = [f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="group" aria-label="Map of {len(spots)} places; the list below says the same" class="map">']
    parts.append(f'<rect class="sea" width="{WIDTH}" height="{height:.0f}"/>')
    land = "".join(path(ring, at) for ring in outlines() if touches(ring, west, south, east, north))
    parts.append(f'<path class="land" d="{land}" aria-hidden="true"/>')
    most = max(spot.events for spot in spots)
    for spot in sorted(spots, key=lambda s: (-s.events, s.name)):
        x, y = at(spot.lon, spot.lat)
        radius = RADIUS[0] + (RADIUS[1] - RADIUS[0]) * (spot.events / most) ** 0.5
        what = f"{spot.name}: {spot.events} event{'s' * (spot.events != 1)}"
        shape = "area" if spot.precision in ("country", "state") else "spot"
        parts.append(f'<a href="{escape(spot.href)}" aria-label="{escape(what)}"><title>{escape(what)}</title>')
        parts.append(f'<circle class="{shape}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/></a>')
    parts += names(spots, at, height)
    return "".join(parts) + "</svg>"


def names(spots: list[Spot], at: object, height: float) -> Iterator[str]:
    """Names beside the dots, the weightiest first, none over another."""
    placed: list[tuple[float, float, float]] = []
    for spot in sorted(spots, key=lambda s: (-s.events, s.name))[:LABELS]:
        x, y = at(spot.lon, spot.lat)  # type: ignore[operator]
        width = 9.5 * len(spot.name) + 12
        left = x + 14 + width > WIDTH
        start = x - 14 - width if left else x + 14
        if any(abs(y - py) < 22 and start < px + pw and px < start + width for px, py, pw in placed) or not 12 < y < height - 6:
            continue
        placed.append((start, y, width))
        anchor = ' text-anchor="end"' if left else ""
        yield f'<text x="{x - 16 if left else x + 16:.1f}" y="{y + 6:.1f}"{anchor} aria-hidden="true">{escape(spot.name)}</text>'


def bounds(spots: list[Spot]) -> tuple[float, float, float, float]:
    """West, south, east and north of what is shown."""
    lons, lats = [s.lon for s in spots], [s.lat for s in spots]
    wide = max(LEAST * 1.8, (max(lons) - min(lons)) * (1 + 2 * MARGIN))
    high = max(LEAST, (max(lats) - min(lats)) * (1 + 2 * MARGIN), wide * 0.45)
    wide = max(wide, high * 1.4)
    x, y = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    return x - wide / 2, max(-89.0, y - high / 2), x + wide / 2, min(89.0, y + high / 2)


def touches(ring: Ring, west: float, south: float, east: float, north: float) -> bool:
    """Whether an outline may be seen."""
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


def path(ring: Ring, at: object) -> str:
    """An outline as a path."""
    points = [at(lon, lat) for lon, lat in ring]  # type: ignore[operator]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


@cache
def outlines() -> tuple[Ring, ...]:
    """The outlines of countries, largest scale; none where the package does not carry them."""
    rings: list[Ring] = []
    try:
        folder = files("countryinfo") / "data"
        found = sorted(folder.iterdir(), key=lambda f: f.name)
    except (ModuleNotFoundError, OSError):
        return ()
    for file in found:
        if not file.name.endswith(".json"):
            continue
        for feature in (orjson.loads(file.read_bytes()).get("geoJSON") or {}).get("features", []):
            geometry = feature.get("geometry") or {}
            shapes = geometry.get("coordinates", [])
            for polygon in [shapes] if geometry.get("type") == "Polygon" else shapes:
                rings.append(tuple((float(lon), float(lat)) for lon, lat in polygon[0]))
    return tuple(rings)
