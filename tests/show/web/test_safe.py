"""What the desk refuses, and how: hosts, roles, forms of other sites, sizes, slow clients; every refusal in the one shape."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from show.web.shelf import Shelf
from synoptic.show.web import server as serving
from synoptic.show.web.access import Access, AccessError, hash_password, is_password, read_passwords
from synoptic.show.web.app import create_app
from synoptic.show.web.keeper import Keeper

JSON = {"accept": "application/json"}
TOKENS = Access(tokens={"reads-only-token": "reader", "may-decide-token": "analyst"})


def shape(answer: Any, status: int) -> dict[str, Any]:
    """The body of an error, which has the one shape."""
    assert answer.status_code == status, answer.text[:300]
    body = answer.json()
    assert set(body) == {"ok", "error", "errors", "status"}
    assert body["ok"] is False
    assert body["status"] == status
    assert body["error"]
    assert body["errors"]
    return dict(body)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8100", "", "[::2]", "localhost@evil.example"])
def test_another_name_is_not_answered(client: TestClient, host: str) -> None:
    """A page of another site that turned its name to this machine (DNS rebinding) learns nothing."""
    answer = client.get("/stories.json", headers={"host": host})
    assert "Velmar" not in answer.text
    shape(answer, 421)


@pytest.mark.parametrize("host", ["localhost", "localhost:8100", "127.0.0.1:1", "[::1]:8100", "LOCALHOST"])
def test_this_machines_names_are_answered(client: TestClient, host: str) -> None:
    """Its own names, with any port."""
    assert client.get("/stories.json", headers={"host": host}).status_code == 200


def test_further_names_are_given_at_the_start(make_client: Any) -> None:
    """A name given with --name is answered."""
    assert make_client(hosts=["desk.newsroom"]).get("/stories.json", headers={"host": "desk.newsroom"}).status_code == 200


@pytest.mark.parametrize("address", ["/stories", "/nothing", "/stories.json", "/event/none", "/static/none.css", "/openapi.json"])
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    """Pages, data and errors alike: no script or style but ours, no frame, no sniffing, no referrer elsewhere."""
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["x-frame-options"], headers["x-content-type-options"], headers["referrer-policy"]) == ("DENY", "nosniff", "same-origin")


def test_errors_have_one_shape(client: TestClient) -> None:
    """No page, no record, wrong parameter, wrong method, beyond the last page, no such day."""
    for address, status in (
        ("/nothing", 404),
        ("/event/none.json", 404),
        ("/stories.json?page=0", 422),
        ("/stories.json?page=x&since=yesterday", 422),
        ("/stories.json?page=99", 404),
        ("/changes.json?since=2031-02-31", 422),
        ("/export/none", 422),
        ("/article/x.json?at=9-1e9", 422),
    ):
        shape(client.get(address, headers=JSON), status)
    shape(client.put("/stories.json", headers=JSON), 405)
    assert len(shape(client.get("/stories.json?page=x&since=yesterday", headers=JSON), 422)["errors"]) == 2
    page = client.get("/event/none")
    assert page.status_code == 404
    assert "There is no event" in page.text


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "' OR 1=1 --", "x" * 3000, "%00", "\udce4", "<script>"])
def test_paths_and_sql_are_not_reached(client: TestClient, name: str) -> None:
    """What is no id or file of ours is not here, whatever it spells."""
    from urllib.parse import quote  # noqa: PLC0415

    part = name if "%" in name else quote(name.encode("utf-8", "surrogateescape"), safe="")
    for address in (f"/event/{part}.json", f"/static/{part}", f"/article/{part}", f"/search.json?outlet={part}&kind=event", f"/record/{part}"):
        answer = client.get(address)
        assert answer.status_code in (200, 404, 414, 422), (address, answer.status_code)
        assert "root:" not in answer.text
        if answer.status_code == 200:
            assert answer.json()["hits"] == []


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    """A long address, a body over the bound, told or not told beforehand, and a form with too many fields."""
    shape(client.get("/search.json?q=" + "x" * 5000, headers=JSON), 414)
    shape(client.post("/judgements.json", content=b"{" + b" " * 1_100_000, headers=JSON), 413)

    def parts() -> Iterator[bytes]:
        for _ in range(30):
            yield b"x" * 50_000

    shape(client.post("/judgements.json", content=parts(), headers={**JSON, "content-type": "application/json"}), 413)
    fields = "&".join(f"a{n}=1" for n in range(6000))
    answer = client.post("/judgements", content=fields, headers={**JSON, "content-type": "application/x-www-form-urlencoded"})
    assert 400 <= answer.status_code < 500


def test_a_form_of_another_site_decides_nothing(client: TestClient, shelf: Shelf) -> None:
    """Without our token, with another's, or where the browser says that another site sends it: refused, and nothing is kept."""
    form = {"act": "note", "record": "v-1", "who": "Ana", "why": "seen"}
    shape(client.post("/judgements", data=form, headers=JSON), 403)
    page = client.get("/decide/v-1").text
    token = page.split('name="token" value="')[1].split('"')[0]
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        shape(client.post("/judgements", data={**form, "token": token}, headers={**JSON, **headers}), 403)
    client.cookies.clear()
    shape(client.post("/judgements", data={**form, "token": token}, headers=JSON), 403)
    shape(client.post("/judgements.json", json={"act": "note", "records": ["v-1"], "why": "x"}, headers={"origin": "https://evil.example"}), 403)
    shape(client.post("/judgements", json={"act": "note"}, headers=JSON), 415)
    assert (
        client.post("/judgements.json", content='{"act":"note","records":["v-1"],"why":"x"}', headers={**JSON, "content-type": "text/plain"}).status_code == 422
    )
    assert not shelf.made


def test_elsewhere_somebody_known_asks(make_client: Any) -> None:
    """Without a token data are refused and pages lead to the log-in; with one they are there."""
    client = make_client(TOKENS)
    shape(client.get("/stories.json", headers=JSON), 401)
    page = client.get("/stories", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fstories")
    shape(client.get("/stories.json", headers={**JSON, "authorization": "Bearer wrong"}), 401)
    assert client.get("/stories.json", headers={**JSON, "authorization": "Bearer reads-only-token"}).status_code == 200


def test_a_reader_reads_and_an_analyst_decides(make_client: Any, shelf: Shelf) -> None:
    """Writing wants the role; nobody writes where the archive is served read-only."""
    decision = {"act": "note", "records": ["v-1"], "who": "Ana", "why": "seen"}
    client = make_client(TOKENS)
    shape(client.post("/judgements.json", json=decision, headers={"authorization": "Bearer reads-only-token"}), 403)
    assert client.post("/judgements.json", json=decision, headers={"authorization": "Bearer may-decide-token"}).status_code == 201
    reading = make_client(writable=False)
    shape(reading.post("/judgements.json", json=decision), 403)
    assert "may not be written" in reading.get("/decide/v-1").text
    assert len(shelf.made) == 1


def test_logging_in_with_a_name(make_client: Any, tmp_path: Path, shelf: Shelf) -> None:
    """A name and password open a session; it decides under that name; logging out ends it; the way on stays on this desk."""
    kept = hash_password("correct horse battery")
    (tmp_path / "people").write_text(f"# who\nana:analyst:{kept}\n")
    client = make_client(Access(passwords=read_passwords(tmp_path / "people")))
    token = client.get("/login").text.split('name="token" value="')[1].split('"')[0]
    form = {"token": token, "name": "ana", "password": "wrong", "next": "//evil.example"}
    assert client.post("/login", data=form).status_code == 401
    inside = client.post("/login", data={**form, "password": "correct horse battery"}, follow_redirects=False)
    assert (inside.status_code, inside.headers["location"]) == (303, "/stories")
    cookie = inside.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/stories").status_code == 200
    client.post("/judgements.json", json={"act": "note", "records": ["v-1"], "who": "somebody else", "why": "seen"})
    assert [j.who for j in shelf.made] == ["ana"]
    client.post("/logout")
    shape(client.get("/stories.json", headers=JSON), 401)
    assert client.get("/stories.json", auth=("ana", "correct horse battery")).status_code == 200


def test_many_wrong_log_ins_wait(make_client: Any) -> None:
    """After ten all wait a minute, the right one too."""
    client = make_client(TOKENS)
    token = client.get("/login").text.split('name="token" value="')[1].split('"')[0]
    answers = [client.post("/login", data={"token": token, "access": f"guess {n}"}).status_code for n in range(11)]
    assert answers == [401] * 10 + [429]


def test_passwords_are_kept_as_salted_hashes(tmp_path: Path) -> None:
    """The same password has two hashes, each is known again; a file that says something else is refused with the line."""
    one, two = hash_password("a long password"), hash_password("a long password")
    assert one != two
    assert is_password("a long password", one)
    assert not is_password("another password", one)
    (tmp_path / "people").write_text("ana:owner:x\n")
    with pytest.raises(AccessError, match="line 1"):
        read_passwords(tmp_path / "people")
    with pytest.raises(AccessError, match="cannot be read"):
        read_passwords(tmp_path / "none")


def test_head_answers_without_a_body(client: TestClient) -> None:
    """HEAD gives the head of GET."""
    head = client.head("/stories")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == client.get("/stories").headers["etag"]


def test_before_the_first_linking_it_says_so(make_client: Any) -> None:
    """503 with when to come again."""
    answer = make_client(ready=False).get("/stories.json", headers=JSON)
    shape(answer, 503)
    assert answer.headers["retry-after"]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A desk on a socket, with little patience."""
    monkeypatch.setattr(serving, "HEAD_S", 0.5)
    monkeypatch.setattr("synoptic.show.web.guard.BODY_S", 0.5)
    keeper = Keeper(Shelf, where="none")
    keeper.refresh()
    bound = serving.listen("127.0.0.1", 0)
    running = serving.server(create_app(keeper, writable=True, background=False))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield bound.getsockname()
    running.should_exit = True
    thread.join(timeout=10)


def talk(address: tuple[str, int], *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts, and read what comes until the server closes."""
    with socket.create_connection(address, timeout=10) as line:
        for part in parts:
            line.sendall(part)
            time.sleep(pause)
        found = b""
        while more := line.recv(65536):
            found += more
        return found


def test_slow_and_oversized_heads_are_answered(address: tuple[str, int]) -> None:
    """A head that comes by drops is ended with 408, one that is too large with 400; the desk goes on for others."""
    assert talk(address, b"GET /stories HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X-One: 1\r\n", pause=0.2).startswith(b"HTTP/1.1 408")
    assert talk(address, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Large: " + b"x" * 40_000).startswith(b"HTTP/1.1 400")
    head = b"POST /judgements.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"
    assert talk(address, head).startswith(b"HTTP/1.1 408")
    assert talk(address, b"GET /stories.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
