"""An analyst's way through the demo story, by keyboard where a key does it: find, follow, decide, undo, read more, pass on, take away."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import ARTICLES, LATER, Served


def keys(page: Page, *pressed: str) -> None:
    """Press keys one after another."""
    for key in pressed:
        page.keyboard.press(key)


def test_an_analysts_day(page: Page, served: Served) -> None:
    """Who offered talks; a figure to its exact words; two events joined, undone, joined again; more articles; still decided; passed on; taken away."""
    page.goto("/")
    keys(page, "j", "Enter")  # the first story
    expect(page).to_have_url(re.compile(r"/story/"))

    # who offered talks?
    keys(page, "g", "k")
    expect(page).to_have_url(re.compile(r"/talks$"))
    offer = page.locator("details.stand", has=page.locator(".stance-propose")).first
    expect(offer.locator("summary")).to_contain_text("Haddad")
    keys(page, "j")
    expect(page.locator("summary:focus")).to_have_count(1)

    # a figure to its exact words
    keys(page, "g", "f")
    card = page.locator(".card", has_text="killed").first
    card.locator(".value a").click()
    row = page.locator("table.points tbody tr").first
    exact = row.locator("mark").inner_text()
    row.locator("a.own").click()
    expect(page).to_have_url(re.compile(r"/article/.+#w-\d+-\d+$"))
    assert "".join(page.locator(".hit").all_inner_texts()).strip() == exact

    # two events are one
    page.go_back()
    page.goto(page.locator(".crumbs a").nth(1).get_attribute("href") + "/timeline")
    line = page.locator("details.line.event").first
    line.locator("summary").click()
    line.locator("a.decide").click()
    chosen = page.locator("#join .pick").first
    other = chosen.locator("a").get_attribute("href")
    chosen.locator("input").check()
    page.locator("#join input[name=why]").fill("the same happening")
    page.locator("#join input[name=who]").fill("Ana Lyst")
    page.locator("#join button").click()
    expect(page).to_have_url(re.compile(r"/judgement/"))
    expect(page.locator("main")).to_contain_text("Ana Lyst")
    judgement = page.url
    assert page.request.get(f"{other}.json").status == 404 or page.request.get(f"{other}.json").json()["line"]["decided"]

    # no, they are not; and yes, they are
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text("undone")
    assert page.request.get(f"{other}.json").ok
    page.goto("/judgements")
    page.locator("li.line a.own").first.press("Enter")  # the undoing itself
    page.get_by_role("button", name="Undo").click()
    page.goto(judgement)
    expect(page.locator("h1")).not_to_contain_text("undone")

    # more articles arrive
    served.read(*(ARTICLES / name for name in LATER))
    for _ in range(60):
        if served.data("/archive.json")["articles"] == len(list(ARTICLES.iterdir())):
            break
        page.wait_for_timeout(500)
    page.goto("/archive")
    expect(page.locator(".standing b").first).to_have_text(str(len(list(ARTICLES.iterdir()))))
    page.goto(judgement)
    expect(page.locator("main")).to_contain_text("Ana Lyst")
    event = page.locator("main section.part a[href^='/event/']").first.get_attribute("href")
    page.goto(event)
    expect(page.locator("#decided .by").first).to_have_text("join")

    # passed on: another reader sees the same
    keys(page, "y")
    expect(page.locator("#told")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    elsewhere = page.context.browser.new_context()
    reader = elsewhere.new_page()
    reader.goto(link)
    assert reader.locator("h1").inner_text() == page.locator("h1").inner_text()
    elsewhere.close()

    # taken away
    page.locator(".crumbs a").nth(1).click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="jsonl", exact=True).click()
    rows = [json.loads(row) for row in Path(taken.value.path()).read_text(encoding="utf-8").splitlines()]
    assert {"document", "event", "judgement"} <= {row["kind"] for row in rows}


def test_search_help_and_theme_by_keyboard(page: Page) -> None:
    """/ searches, ? helps, t turns the light off and it stays off, j and k walk the results."""
    page.goto("/")
    keys(page, "/")
    page.keyboard.type("explosion")
    keys(page, "Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=explosion"))
    keys(page, "j", "j", "k")
    first = page.locator("ol.hits a.own").first
    expect(first).to_be_focused()
    keys(page, "t")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("dark|light"))
    theme = page.locator("html").get_attribute("data-theme")
    keys(page, "?")
    expect(page).to_have_url(re.compile(r"/help$"))
    expect(page.locator("html")).to_have_attribute("data-theme", theme or "")


def test_it_works_without_scripts(browser, served: Served) -> None:  # type: ignore[no-untyped-def]
    """Without JavaScript lines open, links lead, search finds and a note can be made."""
    context = browser.new_context(base_url=served.base, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/stories")
    tab.locator("ol.stories a.own").first.click()
    tab.locator("nav[aria-label='Sections of the story'] a", has_text="Timeline").click()
    line = tab.locator("details.line.event").first
    line.locator("summary").click()
    line.locator("a.decide").click()
    tab.locator("#confirm > summary").click()
    tab.locator("#confirm form").nth(1).locator("input[name=why]").fill("seen without a script")
    tab.locator("#confirm form").nth(1).locator("button").click()
    assert "/judgement/" in tab.url
    assert "seen without a script" in tab.locator("main").inner_text()
    context.close()
