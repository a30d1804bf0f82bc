"""Every page passes axe (WCAG 2.2 A and AA, best practices) in light and dark, and fits a screen of 320 px."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.conftest import Served

KINDS = (
    *("stories", "story", "timeline", "voices", "voice", "figures", "talks", "relations", "wording", "gaps", "sources", "places", "changes", "event", "said"),
    *(
        "series",
        "position",
        "term",
        "entity",
        "article",
        "compare",
        "search",
        "all changes",
        "judgements",
        "decide",
        "formats",
        "help",
        "glossary",
        "archive",
        "error",
    ),
)


@pytest.fixture(scope="module")
def addresses(served: Served) -> dict[str, str]:
    """An address of each kind of page."""
    data: Any = served.data
    story = data("/stories.json")["stories"][0]["url"]
    found = {name: f"{story}/{name}" for name in ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "sources", "places", "changes")}
    event = next(x["url"] for d in data(f"{story}/timeline.json")["days"] for x in d["lines"] if x["kind"] == "event" and x["people"])
    voice = data(f"{story}/voices.json")["voices"][0]
    article = data(f"{story}/sources.json")["sources"][1]["url"]
    return {
        **found,
        "stories": "/stories",
        "story": story,
        "voice": f"{story}/voices/{voice['id']}",
        "event": event,
        "said": voice["said"][0]["url"],
        "series": data(f"{story}/figures.json")["series"][0]["url"],
        "position": data(f"{story}/talks.json")["positions"][0]["url"],
        "term": data(f"{story}/wording.json")["wordings"][0]["url"],
        "entity": data(f"{event}.json")["line"]["people"][0]["url"],
        "article": article,
        "compare": data(f"{article}.json")["others"][0]["url"],
        "search": "/search?q=talks",
        "all changes": "/changes",
        "judgements": "/judgements",
        "decide": f"/decide/{event.rsplit('/', 1)[1]}",
        "formats": f"/formats?story={story.rsplit('/', 1)[1]}",
        "help": "/help",
        "glossary": "/glossary",
        "archive": "/archive",
        "error": "/event/none",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_on_any_page(browser: Browser, served: Served, addresses: dict[str, str], theme: str) -> None:
    """Axe finds nothing on any page, with every fold open."""
    context = browser.new_context(base_url=served.base, color_scheme=theme)
    tab = context.new_page()
    wrong: list[str] = []
    for kind in KINDS if theme == "light" else KINDS[::5]:
        tab.goto(addresses[kind])
        tab.evaluate("document.querySelectorAll('main details').forEach((one, at) => { if (at < 8) one.open = true; })")
        for violation in Axe().run(tab).response["violations"]:
            nodes = "; ".join(" ".join(map(str, node["target"])) + ": " + node["html"][:160] for node in violation["nodes"][:3])
            wrong.append(f"{kind}: {violation['id']}: {nodes}")
    context.close()
    assert not wrong, "\n".join(wrong)


def test_every_page_fits_a_small_screen(browser: Browser, served: Served, addresses: dict[str, str]) -> None:
    """At 320 px nothing but tables and charts, which have bars of their own, is wider than the screen; nor at 3840."""
    for width in (320, 3840):
        context = browser.new_context(base_url=served.base, viewport={"width": width, "height": 700})
        tab = context.new_page()
        for kind in KINDS:
            tab.goto(addresses[kind])
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{kind} at {width}"
        context.close()
