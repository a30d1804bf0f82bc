"""The pages: every link leads somewhere, the data form says the same, and nothing of an article can run."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from account.story import DOCS
from synoptic.show.web.pages import PAGES

STORY = "s-1"
ADDRESSES = [
    "/stories",
    "/stories?q=harbour&since=2031-05-01",
    f"/story/{STORY}",
    *(f"/story/{STORY}/{part}" for part in ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "sources", "places", "changes")),
    f"/story/{STORY}/timeline?show=all",
    f"/story/{STORY}/timeline?day=2031-05-02",
    f"/story/{STORY}/changes?since=2031-05-03",
    "/event/v-1",
    "/series/x-1",
    "/series/x-2",
    "/wording/w-1",
    f"/article/{DOCS['herald'].id}",
    f"/article/{DOCS['herald'].id}?at=10-20",
    f"/compare?left={DOCS['wire'].id}&right={DOCS['herald'].id}",
    "/search?q=harbour",
    "/search?kind=event&since=2031-05-02&until=2031-05-02",
    "/changes",
    "/judgements",
    "/decide/v-1",
    "/formats",
    f"/formats?story={STORY}",
    "/help",
    "/glossary",
    "/archive",
]


class Page(HTMLParser):
    """What a browser would act on in a page."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])

    @property
    def links(self) -> list[str]:
        """Where it leads."""
        return [a["href"] for _, a in self.tags if "href" in a]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_there_as_html_and_as_data(client: TestClient, address: str) -> None:
    """Each page answers, and the same address with .json gives its context."""
    page = client.get(address)
    assert page.status_code == 200, page.text[:400]
    assert page.headers["content-type"].startswith("text/html")
    path, mark, query = address.partition("?")
    data = client.get(f"{path}.json{mark}{query}").json()
    assert data["ok"] is True
    assert data["url"] == address
    assert data["title"].split()[0] in page.text


def crawl(client: TestClient) -> dict[str, Page]:
    """All pages that links lead to from the first, each once."""
    seen = {"/stories"}
    todo = deque(seen)
    pages: dict[str, Page] = {}
    while todo:
        address = todo.popleft()
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        if not answer.headers["content-type"].startswith("text/html") or "attachment" in answer.headers.get("content-disposition", ""):
            continue
        pages[address] = Page(answer.text)
        for link in pages[address].links:
            target = link.partition("#")[0]
            if target.startswith("/") and target not in seen and not target.startswith("/export/") and "/account/" not in target:
                seen.add(target)
                todo.append(target)
    return pages


def test_every_link_leads_somewhere_and_nothing_can_run(client: TestClient) -> None:
    """Walked from the first page, files to take away left out: no broken link or fragment; our script and style alone, no handler, no `javascript:`."""
    pages = crawl(client)
    assert len(pages) > 60
    for address, page in pages.items():
        twice = {i for i in page.ids if page.ids.count(i) > 1}
        assert not twice, f"{address}: {twice}"
        for tag, attributes in page.tags:
            assert tag not in ("img", "iframe", "object", "embed", "style", "base"), f"{address}: <{tag}>"
            if tag == "script":
                assert attributes["src"].startswith("/static/desk."), address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], f"{address}: <{tag} {attributes}>"
        for link in page.links:
            assert re.match(r"^(/|#|https?://)", link), f"{address}: {link}"
            target, _, fragment = link.partition("#")
            here = page if not target else pages.get(target)
            if fragment and here:
                assert fragment in here.ids, f"{address}: {link}"


def test_words_that_try_to_run_are_shown_as_words(client: TestClient) -> None:
    """An article's <script>, its `javascript:` address and its turning of the reading direction are text and signs."""
    page = client.get(f"/article/{DOCS['herald'].id}").text
    assert "&lt;script&gt;alert(&#39;never runs&#39;)&lt;/script&gt;" in page
    assert "⟨U+202E⟩" in page
    everything = "".join(client.get(a).text for a in ADDRESSES)
    assert "\u202e" not in everything
    assert "javascript:alert" not in client.get(f"/article/{DOCS['letter'].id}").text
    assert "<img" not in everything
    assert '"original":null' in client.get(f"/article/{DOCS['letter'].id}.json").text


def test_every_page_is_told_apart(client: TestClient) -> None:
    """Each page has one title that names it, one heading of the first order, a language and a way past the head."""
    for address in ADDRESSES:
        text = client.get(address).text
        page = Page(text)
        assert [t for t, _ in page.tags].count("h1") == 1, address
        assert ("html", {"lang": "en"}) in page.tags
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags
        assert re.search(r"<title>.{3,} · Synoptic</title>", text), address


def test_the_first_page_and_any_record_lead_to_where_they_are_shown(client: TestClient) -> None:
    """`/` leads to the stories; an id of a quotation, count or line to the page that shows it."""
    assert client.get("/", follow_redirects=False).headers["location"] == "/stories"
    series = client.get("/series/x-1.json").json()
    figure = series["points"][0]["id"]
    assert client.get(f"/record/{figure}", follow_redirects=False).headers["location"] == "/series/x-1"
    assert client.get(f"/record/{figure}.json", follow_redirects=False).headers["location"] == "/series/x-1.json"
    assert client.get("/record/nothing").status_code == 404


def test_a_count_leads_to_its_exact_words(client: TestClient) -> None:
    """Every point of a series names the words and the place in the article where they stand."""
    for point in client.get("/series/x-1.json").json()["points"]:
        page, _, fragment = point["url"].partition("#")
        article = client.get(f"{page}.json").json()
        anchors = [a for p in article["paragraphs"] for piece in p["pieces"] for a in piece["anchors"]]
        assert {"start": point["start"], "end": point["end"]} in anchors
        assert fragment == f"w-{point['start']}-{point['end']}"
        assert fragment in Page(client.get(page).text).ids


def test_other_articles_words_stand_beside_a_paragraph(client: TestClient) -> None:
    """What several articles tell of has the others' words beside it, and links to them."""
    article = client.get(f"/article/{DOCS['wire'].id}.json").json()
    beside = [b for p in article["paragraphs"] for b in p["beside"]]
    assert beside
    assert all(w["document"] != DOCS["wire"].id for b in beside for w in b["words"])


def test_two_articles_side_by_side(client: TestClient) -> None:
    """What both have is told in both articles' words, what one alone has under its name, and sides can be swapped."""
    both = client.get(f"/compare.json?left={DOCS['wire'].id}&right={DOCS['herald'].id}").json()
    assert both["both"]
    for pair in both["both"]:
        assert (pair["left"]["document"], pair["right"]["document"]) == (DOCS["wire"].id, DOCS["herald"].id)
    ids = [{x["id"] for x in both[key]} for key in ("both", "only_left", "only_right")]
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]
    assert client.get(both["swap"]).status_code == 200


def test_why_names_the_reason_the_words_and_the_component(client: TestClient) -> None:
    """An event says what it was made of, with scores, and which version of which component did it."""
    why = client.get("/event/v-1.json").json()["why"]
    assert [c["name"] for c in why["components"]] == ["events", "events"]
    assert all(c["version"] for c in why["components"])
    assert why["members"]
    assert all(m["exact"] and m["score"] is not None for m in why["members"])
    assert [r["type"] for r in why["relations"]] == ["follow_up"]


def test_places_are_drawn_and_listed(client: TestClient) -> None:
    """A place with coordinates is a dot that leads to its events in the list; no coordinates, no map."""
    page = client.get(f"/story/{STORY}/places")
    data = client.get(f"/story/{STORY}/places.json").json()
    assert data["places"][0]["lat"] == 50.0
    assert '<a href="#place-1"' in data["map"]
    assert 'id="place-1"' in page.text


def test_pages_are_registered_once() -> None:
    """No two pages share a path or a name."""
    assert len({p.path for p in PAGES}) == len({p.make.__name__ for p in PAGES}) == len(PAGES)
