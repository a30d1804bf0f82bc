"""Events as a table in GDELT's columns (Event table 2.0), as CSV with a header: what tools made for GDELT can read.

Like GDELT, not GDELT: counts of mentions are of the articles here; what GDELT works out and Synoptic does not (tone, Goldstein scale, religions) is
empty, never made up. Only happenings that PLOVER has a code for, on a full day, and that are not merely denied. Three columns of our own stand at the end.
"""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Event
from synoptic.show.export.countries import country
from synoptic.show.export.names import QUADS, first_day, place_of, uri_of

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS = [
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{part}" for n in (1, 2) for part in ACTOR.split()),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{which}Geo_{part}" for which in ("Actor1", "Actor2", "Action") for part in GEO.split()),
    *("DATEADDED", "SOURCEURL"),
]
OWN = ["SynopticId", "Words", "Judgements"]
TYPES = {"country": (1, 1), "state": (5, 2), "city": (4, 3), "capital": (4, 3)}  # abroad, in the United States


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One row an event, by day and id."""
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.DictWriter(lines, [*COLUMNS, *OWN], restval="")
    table.writeheader()
    events = [e for e in index.all(Event) if e.type and e.modality != "denied" and first_day(e.date)]
    for event in sorted(events, key=lambda e: (e.date, e.id)):
        table.writerow(row(index, event))
    lines.detach()


def row(index: Index, event: Event) -> dict[str, Any]:
    """One event."""
    day = first_day(event.date) or ""
    year, month, number = (int(x) for x in day.split("-"))
    docs = [index.documents[d] for d in index.in_order(event.documents)]
    cameo = event.cameo or ""
    made: dict[str, Any] = {
        "GLOBALEVENTID": number_of(event.id),
        "SQLDATE": day.replace("-", ""),
        "MonthYear": day.replace("-", "")[:6],
        "Year": year,
        "FractionDate": f"{year + (month * 30 + number) / 365:.4f}",
        "IsRootEvent": int(any(d.lead == event.id for d in docs)),
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": cameo[:2],
        "QuadClass": QUADS.get(event.type or "", ""),
        "NumMentions": len(event.mentions),
        "NumSources": event.origins,
        "NumArticles": len(event.documents),
        "SOURCEURL": uri_of(docs[0]) if docs else "",
        "SynopticId": event.id,
        "Words": event.summary.exact if event.summary else "",
        "Judgements": " ".join(event.judgements),
    }
    actors = index.names(event.actors, event.actor_names)
    recipients = index.names(event.recipients, event.recipient_names)
    made.update(actor(1, actors, event.actor_countries, event.actor_sectors))
    made.update(actor(2, recipients, event.recipient_countries, event.recipient_sectors))
    if event.lat is not None and event.place_precision:
        abroad, home = TYPES[event.place_precision]
        made["ActionGeo_Type"] = home if event.place_country == "USA" else abroad
        made["ActionGeo_FullName"] = place_of(index, event)
        made["ActionGeo_CountryCode"] = country(event.place_country).get("fips", "")
        made["ActionGeo_Lat"], made["ActionGeo_Long"] = event.lat, event.lon
    return made


def actor(number: int, names: tuple[str, ...], countries: tuple[str, ...], sectors: tuple[str, ...]) -> dict[str, str]:
    """The columns of one actor: the first that is named, with its country and what it is."""
    kinds = dict(zip((f"Actor{number}Type{n}Code" for n in (1, 2, 3)), sectors, strict=False))
    code = (countries[0] if countries else "") + "".join(sectors[:1])
    return {f"Actor{number}Code": code, f"Actor{number}Name": names[0].upper() if names else "", f"Actor{number}CountryCode": (*countries, "")[0], **kinds}


def number_of(name: str) -> int | str:
    """An id as a number of at most 60 bits, since GDELT's are numbers; what is no hash stays as it is."""
    try:
        return int(name.rpartition("-")[2][:15], 16)
    except ValueError:
        return name
