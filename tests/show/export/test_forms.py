"""Formats of other standards: each read by what is not ours, or checked against its schema, and with the words it stands on."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import networkx
import pytest
import sqlite_utils
from datasette.app import Datasette
from shapely.geometry import shape

from account.story import DOCS, linked
from synoptic.judge import decide, stamped
from synoptic.model import Document, Entity, Event, Figure, Judgement, Quotation, Relation, Series
from synoptic.show.export import FORMS, export

NOTE = stamped(decide(linked(), "note", ["v-1"], who="Ada Lund", why="Ask the harbour <b>&"), "2031-05-04T09:00:00.000000Z")


def story() -> dict[type, tuple[Any, ...]]:
    """The hand-linked story, with a place for its raid, a contradiction, and a judgement."""
    records = linked()
    raid, *others = records[Event]
    where = {"lat": 45.5, "lon": 13.25, "place_country": "HRV", "place_precision": "city", "recipient_sectors": ("CVL",), "actor_sectors": ("MIL",)}
    raid = replace(raid, **where, actor_countries=("HRV",), figures=tuple(f.id for f in records[Figure][:3]), judgements=(NOTE.id,))
    records[Event] = (raid, *others)
    said = records[Quotation]
    records[Relation] = (Relation(id="r-1", type="contradiction", from_=said[0].id, to=said[4].id, why="one offers, one asks first"),)
    records[Judgement] = (replace(NOTE, status="holds", records=("v-1",)),)
    return records


LINKED = story()


def written(format: str, records: dict[type, tuple[Any, ...]] = LINKED, **how: Any) -> bytes:
    stream = io.BytesIO()
    export(records, format, stream, **how)
    return stream.getvalue()


def rows(format: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(format).decode(), newline="")))


@pytest.mark.parametrize("format", FORMS)
def test_the_same_bytes_on_every_run(format: str, tmp_path: Path) -> None:
    """To a file and to a stream, whatever the order in which records are given."""
    backwards = {kind: tuple(reversed(found)) for kind, found in reversed(LINKED.items())}
    export(backwards, format, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == written(format) == written(format)


@pytest.mark.parametrize("format", FORMS)
def test_nothing_at_all_is_a_whole_file_too(format: str) -> None:
    """An archive without documents exports without an error, and its file can be read."""
    made = written(format, {})
    if format in ("acled", "gdelt"):
        assert next(iter(csv.reader(io.StringIO(made.decode()))))[0]
    elif format not in ("sqlite", "graphml", "plover"):
        assert isinstance(json.loads(made), dict)


@pytest.mark.parametrize("format", [f for f in FORMS if f not in ("acled", "gdelt", "plover", "geojson", "graphml", "claimreview", "annotations")])
def test_texts_of_articles_only_where_asked(format: str) -> None:
    """Whole texts leave the archive only where the user says so."""
    assert b"Dr. Bo Tamm of the hospital counted" not in written(format)
    assert b"Dr. Bo Tamm of the hospital counted" in written(format, with_text=True)


def test_graphml_is_read_by_networkx(tmp_path: Path) -> None:
    """Who did what to whom, who said what and who has it are edges, with the words as labels; control characters do no harm."""
    bell = {Document: (replace(DOCS["wire"], title="Bell \x07 rings"),)}
    export(bell, "graphml", tmp_path / "bell.graphml")
    assert networkx.read_graphml(tmp_path / "bell.graphml").nodes[DOCS["wire"].id]["label"] == "Bell \ufffd rings"
    export(LINKED, "graphml", tmp_path / "story.graphml")
    graph = networkx.read_graphml(tmp_path / "story.graphml", force_multigraph=True)
    edges = {(graph.nodes[a]["label"], d["type"], graph.nodes[b]["label"]) for a, b, d in graph.edges(data=True)}
    raid = "Coastguards of Orland stormed the harbour of Velmar on Friday"
    assert {("Orland", "actor", raid), (raid, "recipient", "Velmar"), ("Harbour stormed in Velmar", "reports", raid)} <= edges
    assert ("Ilda Marn", "says", "We will sit down with anyone who stops shooting,") in edges
    assert graph.nodes["v-1"]["judgements"] == NOTE.id
    assert graph.nodes["v-1"]["lat"] == 45.5


def test_geojson_has_points_that_shapely_reads() -> None:
    """Longitude first, in the range of the Earth; what has no place is counted, not placed."""
    made = json.loads(written("geojson"))
    (feature,) = made["features"]
    point = shape(feature["geometry"])
    assert point.is_valid
    assert (point.x, point.y) == (13.25, 45.5)
    assert made["without_place"] == len(LINKED[Event]) - 1
    told = feature["properties"]
    assert told["words"] == "Coastguards of Orland stormed the harbour of Velmar on Friday"
    assert (told["actors"], told["recipients"], told["judgements"]) == (["Orland"], ["Velmar"], [NOTE.id])
    assert "Northern Wire" in told["outlets"]
    jsonschema.validate(made, GEOJSON)


GEOJSON = {  # a minimal schema of our own, after RFC 7946, sections 3.1.2, 3.2 and 3.3
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "properties", "geometry"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
                                "minItems": 2,
                                "maxItems": 3,
                            },
                        },
                    },
                },
            },
        },
    },
}

MOTIVATIONS = "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging"
ANNOTATION = {  # a minimal schema of our own, after the MUSTs of the W3C Web Annotation Data Model (Recommendation of 23 February 2017)
    "type": "object",
    "required": ["id", "type", "target"],  # its context is the page's
    "properties": {
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Annotation"},
        "motivation": {"anyOf": [{"enum": MOTIVATIONS.split()}, {"type": "array", "items": {"enum": MOTIVATIONS.split()}}]},
        "creator": {"type": "object", "required": ["type", "name"], "properties": {"type": {"enum": ["Person", "Organization", "Software"]}}},
        "created": {"type": "string", "format": "date-time"},
        "body": {
            "type": "array",
            "items": {"required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": MOTIVATIONS.split()}}},
        },
        "target": {
            "anyOf": [{"$ref": "#/$defs/specific"}, {"type": "array", "minItems": 1, "items": {"anyOf": [{"$ref": "#/$defs/specific"}, {"type": "string"}]}}]
        },
    },
    "$defs": {
        "specific": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "format": "uri"},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "required": ["type", "start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer"}},
                        },
                        {"required": ["type", "exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                    ],
                },
            },
        }
    },
}


def test_annotations_are_what_the_model_of_w3c_wants() -> None:
    """Each has id, target and selectors, the page their context; positions are code points of the text, and the words stand there with those around."""
    page = json.loads(written("annotations"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    checked = jsonschema.Draft202012Validator(ANNOTATION, format_checker=jsonschema.FormatChecker())
    texts = {f"urn:synoptic:{d.id}": d.text for d in DOCS.values()} | {d.url: d.text for d in DOCS.values() if d.url}
    for item in page["items"]:
        checked.validate(item)
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            place, quote = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text[: place["start"]].endswith(quote.get("prefix", ""))
            assert text[place["end"] :].startswith(quote.get("suffix", ""))
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_a_judgement_is_an_annotation_by_its_person() -> None:
    """Its creator is the person and never Synoptic; what Synoptic found is by Synoptic."""
    items = json.loads(written("annotations"))["items"]
    (decided,) = (item for item in items if item["creator"]["type"] == "Person")
    assert decided["creator"]["name"] == "Ada Lund"
    assert decided["created"] == NOTE.when
    assert [b["value"] for b in decided["body"]] == ["note event", "Ask the harbour <b>&", "holds"]
    assert len(decided["target"]) == len(NOTE.anchors)
    assert {item["creator"]["name"] for item in items} == {"Ada Lund", "Synoptic"}


def test_reviews_are_of_what_was_compared_and_carry_no_rating() -> None:
    """Counts that conflict or were revised, and statements that contradict each other; nothing that only one source tells, and no verdict of ours."""
    made = json.loads(written("claimreview"))
    assert made["@context"] == "https://schema.org"
    reviews = made["@graph"]
    compared = {f for s in LINKED[Series] if s.status in ("conflict", "revised") for f in s.figures}
    assert {r["@id"].rpartition(":")[2] for r in reviews} == compared | {LINKED[Quotation][0].id, LINKED[Quotation][4].id}
    for review in reviews:
        jsonschema.validate(review, REVIEW)
    by_mayor = next(r for r in reviews if r["itemReviewed"].get("author", {}).get("name") == "the mayor")
    assert by_mayor["reviewBody"] in ("a later count", "5 and 19 for one day")
    assert by_mayor["itemReviewed"]["appearance"][0]["publisher"]["name"]
    lone = {**LINKED, Series: tuple(replace(s, status="single") for s in LINKED[Series]), Relation: ()}
    assert json.loads(written("claimreview", lone))["@graph"] == []


REVIEW = {  # a minimal schema of our own, after schema.org/ClaimReview and schema.org/Claim (version 29)
    "type": "object",
    "required": ["@type", "@id", "author", "claimReviewed", "itemReviewed", "reviewBody"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "author": {"required": ["@type", "name"], "properties": {"@type": {"enum": ["Organization", "Person"]}}},
        "claimReviewed": {"type": "string", "minLength": 1},
        "reviewAspect": {"type": "string"},
        "itemReviewed": {
            "required": ["@type", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": {"required": ["@type", "name"]},
                "appearance": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"required": ["@type", "url", "text"], "properties": {"@type": {"const": "NewsArticle"}}},
                },
            },
        },
    },
    "not": {"required": ["reviewRating"]},
}

TEXTS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {"role": {"type": "string"}, "contentType": {"type": "string"}, "charCount": {"type": "integer"}, "value": {"type": "string"}},
    },
}
NAMED = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"type": "string"} for key in ("id", "name", "rel", "uri", "literal", "role")},
    },
}
NINJS = {  # a minimal schema of our own, after the fields of IPTC ninjs 3.0 that are used here; the official one allows no others either
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
        "representationType": {"enum": ["full", "partial"]},
        "versionCreated": {"type": "string", "format": "date-time"},
        **{key: {"type": "string"} for key in ("name", "rel", "version", "language", "title", "by")},
        **dict.fromkeys(("headlines", "bodies", "descriptions"), TEXTS),
        **dict.fromkeys(("people", "organisations", "places", "events", "infoSources"), NAMED),
        "altIds": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {"role": {}, "value": {}}}},
        "associations": {"type": "array", "items": {"$ref": "#", "required": ["name", "uri"]}},
    },
}


@pytest.mark.parametrize("with_text", [False, True])
def test_ninjs_has_no_field_that_the_standard_has_not(with_text: bool) -> None:
    """Every object has a URI and every association a name; articles name who and where."""
    made = json.loads(written("ninjs", with_text=with_text))
    jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker()).validate(made)
    (one,) = made["associations"]
    assert [a["infoSources"][0]["name"] for a in one["associations"]][:2] == ["Northern Wire", "Daily Ledger"]
    assert any(p["name"] == "Ilda Marn" for p in one["associations"][0]["people"])
    assert {e["id"] for e in one["events"]} == {"v-1", "v-2", "v-3"}


def test_gdelt_has_its_columns_and_nothing_made_up() -> None:
    """61 columns in GDELT's order, then ours; a full day in its forms; what Synoptic does not work out is empty."""
    table = rows("gdelt")
    columns = list(table[0])
    assert (len(columns), columns[0], columns[26], columns[60]) == (64, "GLOBALEVENTID", "EventCode", "SOURCEURL")
    raid = next(r for r in table if r["SynopticId"] == "v-1")
    assert (raid["SQLDATE"], raid["MonthYear"], raid["Year"], raid["FractionDate"]) == ("20310502", "203105", "2031", "2031.4164")
    assert (raid["Actor1Name"], raid["Actor1CountryCode"], raid["Actor1Type1Code"], raid["Actor2Type1Code"]) == ("ORLAND", "HRV", "MIL", "CVL")
    assert (raid["EventCode"], raid["EventRootCode"], raid["QuadClass"], raid["NumArticles"]) == ("190", "19", "4", "4")
    assert (raid["ActionGeo_Type"], raid["ActionGeo_CountryCode"], raid["ActionGeo_Lat"]) == ("4", "HR", "45.5")
    assert (raid["GoldsteinScale"], raid["AvgTone"]) == ("", "")
    assert raid["Judgements"] == NOTE.id
    assert "v-3" not in {r["SynopticId"] for r in table}


def test_acled_tells_what_happened_and_no_death_that_nobody_told() -> None:
    """31 columns; only types that ACLED records; the lowest count of killed; a refusal is no event there."""
    (raid,) = rows("acled")
    assert len(raid) == 31
    assert (raid["event_date"], raid["time_precision"], raid["disorder_type"]) == ("2031-05-02", "1", "Political violence")
    assert (raid["event_type"], raid["sub_event_type"], raid["civilian_targeting"]) == ("Violence against civilians", "Attack", "Civilian targeting")
    assert (raid["actor1"], raid["inter1"], raid["interaction"]) == ("Orland", "State forces", "State forces-Civilians")
    assert (raid["iso"], raid["country"], raid["latitude"], raid["fatalities"]) == ("191", "Croatia", "45.5", "12")
    untold = {**LINKED, Event: tuple(replace(e, figures=()) for e in LINKED[Event])}
    assert next(csv.DictReader(io.StringIO(written("acled", untold).decode())))["fatalities"] == ""


def test_plover_has_the_fields_of_its_manual() -> None:
    """Those that it requires in every record, and its names for the rest."""
    made = [json.loads(line) for line in written("plover").splitlines()]
    for event in made:
        assert {"id", "date", "actor", "event"} <= set(event)
        assert set(event) <= PLOVER | {"modality", "origins", "spans", "why", "judgements"}
    raid = next(e for e in made if e["id"] == "v-1")
    assert (raid["actor"], raid["event"], raid["quad_code"]) == ([{"code": "HRV", "sector": "MIL", "entity_text": "Orland"}], ["ASSAULT"], 4)
    assert raid["event_loc"] == {"extracted_place": "Velmar", "resolution": 4, "lat": 45.5, "lon": 13.25, "country_code": "HRV", "country": "Croatia"}
    assert raid["size"] == {"dead": "12.."}
    assert {c["publication"] for c in raid["cite_info"]} >= {"Northern Wire"}


PLOVER = {
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
}
PLOVER |= {"cite_info", "coder", "coded_date", "coded_time", "comment", "size"}


def test_sqlite_opens_in_sqlite_utils_and_datasette(tmp_path: Path) -> None:
    """Links between tables hold, words are found by full-text search, and every table answers over HTTP with the name of what it links to."""
    export(LINKED, "sqlite", tmp_path / "story.db")
    tables = sqlite_utils.Database(tmp_path / "story.db")
    assert list(tables.execute("PRAGMA foreign_key_check")) == []
    assert {(k.column, k.other_table) for k in tables["quotations"].foreign_keys} == {
        ("document", "documents"),
        ("speaker", "entities"),
        ("utterance", "utterances"),
    }
    assert [row["exact"] for row in tables["quotations"].search("shooting", columns=["exact"])] != []
    assert tables["quotations"].count == len(LINKED[Quotation])
    assert {row["name"] for row in tables["about"].rows} == {n for n in tables.table_names() if "_fts" not in n}

    async def visit() -> None:
        datasette = Datasette([str(tmp_path / "story.db")])
        for name in tables.table_names():
            answer = await datasette.client.get(f"/story/{name}.json?_shape=objects")
            assert answer.status_code == 200, name
        marn = next(e.id for e in LINKED[Entity] if e.name == "Ilda Marn")
        shown = (await datasette.client.get("/story/quotations?_labels=on")).text
        assert f'<a href="/story/entities/{marn}">Ilda Marn</a>' in shown
        assert "<script>alert" not in shown
        found = (await datasette.client.get("/story/documents.json?_search=harbour&_shape=array")).json()
        assert [d["title"] for d in found] == ["Harbour stormed in Velmar"]

    asyncio.run(visit())


def test_sqlite_says_which_articles_and_judgements_stand_behind_a_record(tmp_path: Path) -> None:
    """One join leads from an event to the words, their article and who decided over it."""
    export(LINKED, "sqlite", tmp_path / "story.db")
    with sqlite3.connect(tmp_path / "story.db") as database:
        told = database.execute(
            "SELECT d.outlet, m.exact, j.who FROM events e JOIN event_mentions m ON m.event = e.id JOIN documents d ON d.id = m.document"
            " JOIN judged x ON x.record = e.id JOIN judgements j ON j.id = x.judgement WHERE e.type = 'ASSAULT' ORDER BY d.outlet LIMIT 1"
        ).fetchone()
    assert told == ("Daily Ledger", "stormed", "Ada Lund")
