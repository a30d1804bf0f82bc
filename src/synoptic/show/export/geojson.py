"""GeoJSON (RFC 7946): the events whose place is known, each a point with what is told of it and by whom.

Coordinates are the gazetteer's for the place that the articles name: `place_precision` says whether that is a city or a whole country.
Events without a place are no features; `without_place` counts them.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Event
from synoptic.show.export.names import place_of, plain_span, write_json


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One FeatureCollection, events by id."""
    events = sorted(index.all(Event), key=lambda e: e.id)
    features = [feature(index, event) for event in events if event.lat is not None and event.lon is not None]
    write_json({"type": "FeatureCollection", "features": features, "without_place": len(events) - len(features)}, file)


def feature(index: Index, event: Event) -> dict[str, Any]:
    """One event as a point."""
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [event.lon, event.lat]},
        "properties": {
            "type": event.type,
            "cameo": event.cameo,
            "mode": event.mode,
            "modality": event.modality,
            "date": event.date,
            "place": place_of(index, event),
            "place_country": event.place_country,
            "place_precision": event.place_precision,
            "actors": list(index.names(event.actors, event.actor_names)),
            "recipients": list(index.names(event.recipients, event.recipient_names)),
            "words": event.summary.exact if event.summary else None,
            "spans": [plain_span(span) for span in event.mentions],
            "outlets": list(dict.fromkeys(index.labels[d] for d in index.in_order(event.documents))),
            "origins": event.origins,
            "why": event.why,
            "judgements": list(event.judgements),
        },
    }
