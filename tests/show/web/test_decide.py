"""Deciding at the desk: by form and by program, undone, by two at once; shown as a person's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from starlette.testclient import TestClient

from show.web.shelf import Shelf


def send(client: TestClient, record: str, **fields: str | list[str]) -> str:
    """Fill in the form of a record's page; where it leads."""
    token = client.get(f"/decide/{record}").text.split('name="token" value="')[1].split('"')[0]
    answer = client.post("/judgements", data={"token": token, "record": record, "who": "Ana", **fields}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_note_by_form_is_shown_as_a_persons(client: TestClient) -> None:
    """The judgement has its own page with who, why and what it holds on to; the record says that something was decided."""
    before = client.get("/event/v-1").headers["etag"]
    where = send(client, "v-1", act="note", why="seen by two <b>witnesses</b>")
    page = client.get(where).text
    assert "Ana" in page
    assert "seen by two &lt;b&gt;witnesses&lt;/b&gt;" in page
    event = client.get("/event/v-1")
    assert event.headers["etag"] != before
    assert where in event.text
    assert [j["who"] for j in client.get("/event/v-1.json").json()["line"]["decided"]] == ["Ana"]
    assert where in client.get("/judgements").text


def test_join_split_and_correct_say_before_and_after(client: TestClient, shelf: Shelf) -> None:
    """Two events joined, a group split by its members, a range corrected: each appended with what was and what is."""
    send(client, "v-1", act="join", other="v-2", why="one raid")
    members = client.get("/decide/v-1.json").json()["members"]
    send(client, "v-1", act="split", member=members[0]["id"])
    figure = client.get("/series/x-1.json").json()["points"][0]["id"]
    send(client, figure, act="correct", field="range", value="12..20")
    join, split, correct = shelf.made
    assert (join.act, join.seen) == ("join", ("v-1", "v-2"))
    assert (split.act, sorted({a.part for a in split.anchors})) == ("split", [0, 1])
    assert (correct.field, correct.after) == ("range", "12..20")


def test_what_cannot_be_decided_is_told(client: TestClient, shelf: Shelf) -> None:
    """A join of one, an unknown record, an unknown act, a value that does not fit: 422 with the reason, and nothing kept."""
    for decision, words in (
        ({"act": "join", "records": ["v-1"]}, "two or more"),
        ({"act": "note", "records": ["none"], "why": "x"}, "no record"),
        ({"act": "guess", "records": ["v-1"]}, "guess"),
        ({"act": "correct", "records": ["v-1"], "field": "date", "value": "tomorrow"}, "2031"),
    ):
        answer = client.post("/judgements.json", json={"who": "Ana", **decision})
        assert answer.status_code == 422, answer.text
        assert words in answer.json()["error"]
    assert not shelf.made


def test_undone_and_made_to_hold_again(client: TestClient, shelf: Shelf) -> None:
    """Undoing appends; the page says who undid it; a second undoing is refused."""
    where = send(client, "v-1", act="reject", why="not so")
    token = client.get(where).text.split('name="token" value="')[1].split('"')[0]
    done = client.post(f"{where}/undo", data={"token": token, "who": "Bo", "why": "it was so"}, follow_redirects=False)
    assert done.headers["location"] == where
    page = client.get(where).text
    assert "Undone" in page
    assert "Bo" in page
    assert len(shelf.made) == 2
    again = client.post(f"{where}/undo.json", json={"who": "Cy"})
    assert again.status_code == 422
    assert client.post(f"/judgement/{shelf.made[1].id}/undo.json", json={"who": "Cy"}).status_code == 201


def test_two_at_once_lose_nothing(client: TestClient, shelf: Shelf) -> None:
    """Twelve notes by two people at the same time: all are kept, each with its author."""

    def note(number: int) -> int:
        decision = {"act": "note", "records": ["v-1"], "who": f"analyst {number % 2}", "why": f"note {number}"}
        return client.post("/judgements.json", json=decision).status_code

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(note, range(12))) == [201] * 12
    assert sorted(j.why for j in shelf.made) == sorted(f"note {n}" for n in range(12))
    assert client.get("/judgements.json").json()["at"]["total"] == 12


def test_the_form_offers_what_can_be_done(client: TestClient) -> None:
    """An event can be joined with others of its story and corrected in date; an article is never rejected."""
    event = client.get("/decide/v-1.json").json()
    assert {"id": "v-2", "url": "/event/v-2"}.items() <= event["candidates"][0].items()
    assert {f["name"] for f in event["fields"]} >= {"date", "place"}
    assert event["may"] == {"join": True, "split": True, "reject": True, "correct": True}
    article = client.get("/stories.json").json()["stories"][0]
    assert client.get(f"/decide/{article['id']}.json").json()["may"]["reject"] is False
