"""Events as a table in ACLED's columns, as CSV with a header: political violence and protest, as far as articles tell of it.

Like ACLED, not ACLED: nobody at ACLED coded it. Only what happened, and only types that ACLED records; which of its sub-types it is stands there where
PLOVER's mode or the sides say so, else it is empty. `fatalities` is the lowest count of killed that an article ties to the event, as ACLED takes
the most conservative; empty where none is told, since no report of a death is no report of none.
"""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Event
from synoptic.show.export.countries import country
from synoptic.show.export.names import place_of

COLUMNS = [
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
]
VIOLENCE, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
KINDS: dict[tuple[str, str | None], tuple[str, str, str]] = {  # PLOVER's type and mode -> ACLED's disorder, event and sub-event type
    ("PROTEST", None): (DEMONSTRATIONS, "Protests", ""),
    ("PROTEST", "demo"): (DEMONSTRATIONS, "Protests", ""),
    ("PROTEST", "riot"): (DEMONSTRATIONS, "Riots", "Violent demonstration"),
    ("ASSAULT", None): (VIOLENCE, "", ""),
    ("ASSAULT", "beat"): (VIOLENCE, "Violence against civilians", "Attack"),
    ("ASSAULT", "torture"): (VIOLENCE, "Violence against civilians", "Attack"),
    ("ASSAULT", "execute"): (VIOLENCE, "Violence against civilians", "Attack"),
    ("ASSAULT", "sexual"): (VIOLENCE, "Violence against civilians", "Sexual violence"),
    ("ASSAULT", "assassinate"): (VIOLENCE, "Violence against civilians", "Attack"),
    ("ASSAULT", "explosives"): (VIOLENCE, "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (VIOLENCE, "Explosions/Remote violence", "Suicide bomb"),
    ("ASSAULT", "heavy-weapons"): (VIOLENCE, "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("ASSAULT", "aerial"): (VIOLENCE, "Explosions/Remote violence", "Air/drone strike"),
    ("ASSAULT", "occupy"): (VIOLENCE, "Battles", ""),
    ("ASSAULT", "abduct"): (VIOLENCE, "Violence against civilians", "Abduction/forced disappearance"),
    ("RETREAT", None): (STRATEGIC, STRATEGIC, ""),
    ("COERCE", "arrest"): (STRATEGIC, STRATEGIC, "Arrests"),
}
SIDES = {"MIL": "State forces", "COP": "State forces", "SPY": "State forces", "REB": "Rebel group", "INS": "Rebel group", "CVL": "Civilians"}
ARMED = ("State forces", "Rebel group")
DONE = ("happened", "reported")


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One row an event that has a day, by day and id."""
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.DictWriter(lines, COLUMNS, restval="")
    table.writeheader()
    events = [e for e in index.all(Event) if e.date and e.modality in DONE and kind_of(e)]
    for event in sorted(events, key=lambda e: (e.date, e.id)):
        table.writerow(row(index, event))
    lines.detach()


def kind_of(event: Event) -> tuple[str, str, str] | None:
    """ACLED's types of an event; None where ACLED does not record such."""
    kind = event.type or ""
    return KINDS.get((kind, event.mode)) or KINDS.get((kind, None))


def row(index: Index, event: Event) -> dict[str, Any]:
    """One event."""
    disorder, kind, sub = kind_of(event) or ("", "", "")
    actors, recipients = index.names(event.actors, event.actor_names), index.names(event.recipients, event.recipient_names)
    inter1, inter2 = side(event.actor_sectors), side(event.recipient_sectors)
    if not kind and inter2 == "Civilians":
        kind, sub = "Violence against civilians", "Attack"
    elif not kind and inter1 in ARMED and inter2 in ARMED:
        kind, sub = "Battles", "Armed clash"
    where = country(event.place_country)
    docs = index.in_order(event.documents)
    date = event.date or ""
    return {
        "event_id_cnty": event.id,
        "event_date": date,
        "year": date[:4],
        "time_precision": 1 if len(date) == 10 else 2 if "/" in date else 3,
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": (*actors, "")[0],
        "assoc_actor_1": "; ".join(actors[1:]),
        "inter1": inter1,
        "actor2": (*recipients, "")[0],
        "assoc_actor_2": "; ".join(recipients[1:]),
        "inter2": inter2,
        "interaction": "-".join(x for x in (inter1, inter2) if x),
        "civilian_targeting": "Civilian targeting" if inter2 == "Civilians" and disorder == VIOLENCE else "",
        "iso": where.get("isonumeric", ""),
        "country": where.get("name", ""),
        "location": place_of(index, event) or "",
        "latitude": "" if event.lat is None else event.lat,
        "longitude": "" if event.lon is None else event.lon,
        "geo_precision": {"city": 1, "capital": 1, "state": 3}.get(event.place_precision or "", "" if event.lat is None else 3),
        "source": "; ".join(dict.fromkeys(index.labels[d] for d in docs)),
        "notes": " ".join((event.summary.exact if event.summary else "").split()),
        "fatalities": fatalities(index, event),
        "tags": " ".join(event.judgements),
    }


def side(sectors: tuple[str, ...]) -> str:
    """ACLED's kind of actor, where CAMEO's sector tells it."""
    return next((SIDES[s] for s in sectors if s in SIDES), "")


def fatalities(index: Index, event: Event) -> str:
    """The lowest count of killed."""
    counts = [f.low if f.low is not None else f.high for n in event.figures if (f := index.figures.get(n)) and f.counted == "killed" and not f.withdrawn]
    known = [c for c in counts if c is not None]
    return f"{min(known):g}" if known else ""
