"""The data form: tags, paging, feeds, files to take away, and no server error whatever is asked."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from xml.etree import ElementTree as Xml

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from starlette.testclient import TestClient

from show.web.shelf import Shelf
from synoptic.show.web.app import create_app
from synoptic.show.web.keeper import Keeper

ATOM = "{http://www.w3.org/2005/Atom}"
KEEPER = Keeper(Shelf, where="none")
KEEPER.refresh()
APP = create_app(KEEPER, writable=True, background=False)
CONFIG = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}}})  # minutes; fuzzing is left
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP, headers={"host": "127.0.0.1"}, config=CONFIG)


@SCHEMA.parametrize()
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
def test_no_request_is_a_server_error(case: schemathesis.Case) -> None:
    """Whatever the OpenAPI description allows, and some that it does not, is answered without a status of 500 or more, errors in one shape."""
    answer = case.call(headers={"host": "127.0.0.1", "accept": "application/json"})
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert set(json.loads(answer.content)) == {"ok", "error", "errors", "status"}


def test_the_description_names_every_page(client: TestClient) -> None:
    """OpenAPI has each page's data form with its parameters, and the error shape."""
    described = client.get("/openapi.json").json()
    paths = described["paths"]
    assert {"/stories.json", "/story/{story}/timeline.json", "/judgements.json", "/feed.atom", "/export/{format}"} <= set(paths)
    names = {p["name"] for p in paths["/search.json"]["get"]["parameters"]}
    assert names == {"q", "kind", "story", "entity", "outlet", "since", "until", "page"}
    assert set(described["components"]["schemas"]["Failure"]["properties"]) == {"ok", "error", "errors", "status"}


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    """The tag is the archive's state: 304 while it lasts, a new answer after a decision."""
    tag = client.get("/stories.json").headers["etag"]
    assert client.get("/event/v-1", headers={"if-none-match": tag}).status_code == 304
    client.post("/judgements.json", json={"act": "note", "records": ["v-1"], "who": "Ana", "why": "x"})
    fresh = client.get("/event/v-1", headers={"if-none-match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["etag"] != tag


def test_lists_are_paged(client: TestClient) -> None:
    """A list says where it stands, and a page beyond the last is not there."""
    at = client.get("/story/s-1/timeline.json?show=all").json()["at"]
    assert (at["page"], at["pages"]) == (1, 1)
    assert at["total"] > 3
    assert client.get("/story/s-1/timeline.json?show=all&page=2").status_code == 404


@pytest.mark.parametrize("address", ["/story/s-1/feed.atom", "/feed.atom"])
def test_changes_as_a_feed(client: TestClient, address: str) -> None:
    """Well-formed Atom: ids of their own, the last day first, the revised count told as it moved, links with the address that was asked."""
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(set(ids)) == len(ids) > 5
    days = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert days == sorted(days, reverse=True)
    assert any("12 → 19" in (e.findtext(f"{ATOM}title") or "") for e in entries)
    assert all((e.find(f"{ATOM}link") or Xml.Element("x")).get("href", "http://127.0.0.1:8100/").startswith("http://127.0.0.1:8100/") for e in entries)
    assert client.get(address, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_what_can_be_taken_away(client: TestClient) -> None:
    """The account as a page, Markdown and data, the records in every format, as files."""
    for account in client.get("/formats.json?story=s-1").json()["accounts"]:
        answer = client.get(account["url"])
        assert answer.status_code == 200, account["name"]
        assert "attachment" in answer.headers["content-disposition"]
    rows = [json.loads(line) for line in client.get("/export/jsonl").text.splitlines()]
    assert {"document", "event", "story"} <= {row["kind"] for row in rows}
    assert zipfile.ZipFile(BytesIO(client.get("/export/csv?story=s-1").content)).namelist()


def test_what_moved_since_a_day(client: TestClient) -> None:
    """Since the third of May the toll rose and a side moved; since the day after, nothing."""
    changes = client.get("/story/s-1/changes.json?since=2031-05-03").json()["changes"]
    assert [(c["was"], c["now"]) for c in changes["revised"]] == [("≥ 12", "19")]
    assert [(m["party"], m["was"], m["now"]) for m in changes["moved"]] == [("Orland", "refuse", "conditional")]
    assert client.get("/changes.json?since=2031-06-01").json()["stories"] == []


def test_search_finds_and_narrows(client: TestClient) -> None:
    """Words, phrases and beginnings of words are found, narrowed by kind, person, day and outlet; operators are words."""

    def found(**asked: str) -> list[str]:
        return [h["kind"] for h in client.get("/search.json", params=asked).json()["hits"]]

    assert "article" in found(q="harbour")
    assert found(q='"sit down with anyone"')
    assert not found(q='"anyone with down sit"')
    assert found(q="fisherm*")
    assert set(found(q="harbour", kind="event")) == {"event"}
    assert found(q="harbour", since="2031-05-02", until="2031-05-02")
    assert not found(q="harbour", since="2040-01-01")
    marn = client.get("/search.json", params={"q": "Marn", "kind": "entity"}).json()["hits"][0]["id"]
    assert "said" in found(entity=marn)
    for odd in ('"', "AND", "NEAR(a b)", "a OR", "*", "-x", "col:y", "\x00", "(", "'); DROP TABLE found; --"):
        assert client.get("/search.json", params={"q": odd}).status_code == 200
