"""Where it happened: a map drawn here, from coordinates that events carry, with a list that says the same."""

from __future__ import annotations

from typing import Any

from synoptic.show.web.page import Context, Desk, Name, page
from synoptic.show.web.pages.story import frame
from synoptic.show.web.plain import url
from synoptic.show.web.worldmap import Spot, draw_map

MOST = 60


@page("/story/{story}/places", "places.html.j2")
def places(desk: Desk, story: Name) -> Context:
    """Where the events of a story took place."""
    _, account, context = frame(desk, story, "places")
    spots, rows = gather(desk, account.timeline.shown)
    return {**context, "places": rows[:MOST], "more": max(0, len(rows) - MOST), "map": draw_map(spots)}


def gather(desk: Desk, entries: Any) -> tuple[list[Spot], list[dict[str, Any]]]:
    """Places with their events, those of most events first; the ones with coordinates as spots of the map."""
    found: dict[str, list[Any]] = {}
    for entry in entries:
        record = desk.state.event_records.get(entry.id) if entry.kind == "event" else None
        if record and record.place:
            found.setdefault(record.place, []).append((entry, record))
    rows, spots = [], []
    for place, events in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        name = desk.state.entities[place].name if place in desk.state.entities else place
        record = next((r for _, r in events if r.lat is not None and r.lon is not None), None)
        link = url("entity", place) if place in desk.state.entities else None
        rows.append(
            {
                "name": name,
                "url": link,
                "lat": record.lat if record else None,
                "lon": record.lon if record else None,
                "country": record.place_country if record else None,
                "precision": record.place_precision if record else None,
                "events": [desk.plainly.entry(entry, 0) for entry, _ in events[:6]],
                "more": max(0, len(events) - 6),
                "total": len(events),
            }
        )
        if record and record.lat is not None and record.lon is not None:
            spots.append(Spot(name, record.lat, record.lon, len(events), f"#place-{len(rows)}", record.place_precision or "city"))
    return spots, rows
