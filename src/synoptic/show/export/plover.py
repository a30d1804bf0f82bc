"""Events as PLOVER JSON: one object a line, in the fields that the PLOVER manual lists (chapter "Data Fields", Halterman et al. 2023).

`id`, `date`, `actor` and `event` are required there: events without a full day or without a code are left out, and an actor that no article names is
an empty object. Fields beyond the manual's are allowed by it; ours are `modality`, `origins`, `spans`, `why` and `judgements`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, BinaryIO

import orjson

from synoptic.account.index import Index
from synoptic.model import Event
from synoptic.show.export.countries import country
from synoptic.show.export.names import MAKER, QUADS, first_day, place_of, plain_span, uri_of, without_none

RESOLUTION = {"city": 4, "capital": 4, "state": 2, "country": 1}
SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One line an event, by day and id."""
    events = [e for e in index.all(Event) if e.type and first_day(e.date)]
    for event in sorted(events, key=lambda e: (e.date, e.id)):
        file.write(orjson.dumps(plain(index, event), option=orjson.OPT_APPEND_NEWLINE))


def plain(index: Index, event: Event) -> dict[str, Any]:
    """One event."""
    first, _, last = (event.date or "").partition("/")
    docs = [index.documents[d] for d in index.in_order(event.documents)]
    made: dict[str, Any] = {
        "id": event.id,
        "date": first_day(event.date),
        "enddate": first_day(last) if first else None,
        "actor": parties(index.names(event.actors, event.actor_names), event.actor_countries, event.actor_sectors) or [{}],
        "recipient": parties(index.names(event.recipients, event.recipient_names), event.recipient_countries, event.recipient_sectors),
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "quad_code": QUADS.get(event.type or ""),
        "event_loc": location(index, event),
        "event_text": [event.summary.exact] if event.summary else [],
        "size": sizes(index, event),
        "cite_info": [
            without_none({"url": uri_of(d), "title": d.title, "publication": index.labels[d.id], "language": d.language, "coder": MAKER}) for d in docs
        ],
        "coder": MAKER,
        "modality": event.modality,
        "origins": event.origins,
        "spans": [plain_span(s) for s in event.mentions],
        "why": event.why,
        "judgements": list(event.judgements),
    }
    return {**without_none(made), "actor": made["actor"]}


def parties(names: tuple[str, ...], countries: tuple[str, ...], sectors: tuple[str, ...]) -> list[dict[str, str]]:
    """Entity objects. A code is given where there is but one party or one country, so that no party gets another's."""
    alone = len(names) == 1
    code = countries[0] if len(countries) == 1 else None
    sector = sectors[0] if alone and len(sectors) == 1 else None
    made = [without_none({"code": code, "sector": sector, "entity_text": name}) for name in names]
    return made or ([{"code": c} for c in countries])


def location(index: Index, event: Event) -> dict[str, Any] | None:
    """The place of an event, where the gazetteer has it; else as the articles name it."""
    name = place_of(index, event)
    if name is None:
        return None
    where = {"lat": event.lat, "lon": event.lon, "country_code": event.place_country, "country": country(event.place_country).get("name")}
    return without_none({"extracted_place": name, "resolution": RESOLUTION.get(event.place_precision or ""), **where})


def sizes(index: Index, event: Event) -> dict[str, Any]:
    """The numbers that articles tie to an event, as the range that holds them all."""
    found: dict[str, list[Any]] = defaultdict(list)
    for name in event.figures:
        figure = index.figures.get(name)
        if figure and not figure.withdrawn and figure.counted in SIZES:
            found[SIZES[figure.counted]].append(figure)
    made: dict[str, Any] = {}
    for size, figures in sorted(found.items()):
        lows, highs = [f.low for f in figures if f.low is not None], [f.high for f in figures]
        low, high = min(lows, default=None), None if None in highs else max(highs)
        made[size] = low if low == high else f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}"
    return made
