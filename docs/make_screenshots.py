"""Make docs/screenshots: each page of the desk on the demo story, as small PNGs of few colours; and a map of real places.

usage: make_screenshots.py [NAME ...]    only these
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from synoptic.pipeline import open_archive
from synoptic.show.web.access import Access, Person
from synoptic.show.web.app import create_app
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.server import listen, server

ROOT = Path(__file__).resolve().parent
FOLDER = ROOT / "screenshots"
ARTICLES = ROOT.parent / "examples" / "belmora" / "articles"
SIZE, PHONE = (1180, 820), (360, 740)
COLOURS = 48


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        base = serve(Path(folder) / "story.db")
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        wanted = sys.argv[1:]
        for name, address in addresses(base).items():
            if not wanted or name in wanted:
                dark, phone = name.endswith("-dark"), name.endswith("-phone")
                shoot(browser, base + address, FOLDER / f"{name}.png", PHONE if phone else SIZE, dark=dark)
        browser.close()
    return 0


def serve(archive: Path) -> str:
    """The demo story, with something decided, on a free port."""
    with open_archive(archive) as opened:
        opened.read(ARTICLES)
    keeper = Keeper(lambda: open_archive(archive, create=False), where=str(archive))
    state = keeper.refresh()
    events = [e.id for e in state.account.timeline.top(12)[0] if e.kind == "event"]
    with open_archive(archive) as opened:
        opened.judge("confirm", events[0], who="Ana Lyst", why="seen in two reports that do not copy each other", linked=state.records)
        opened.judge("note", [state.account.figures[0].id], who="Bo Reader", why="ask the hospital again on Friday", linked=state.records)
    keeper.refresh()
    bound = listen("127.0.0.1", 0)
    running = server(create_app(keeper, access=Access(local=Person("Ana Lyst", "analyst")), writable=True, background=False))
    threading.Thread(target=running.run, kwargs={"sockets": [bound]}, daemon=True).start()
    while not running.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


def addresses(base: str) -> dict[str, str]:
    """Name of a picture -> the page that it shows."""

    def data(path: str) -> Any:
        with urlopen(base + path) as answer:
            return json.load(answer)

    story = data("/stories.json")["stories"][0]["url"]
    entries = [x for d in data(f"{story}/timeline.json")["days"] for x in d["lines"]]
    event = max((x for x in entries if x["kind"] == "event" and x["people"]), key=lambda x: x["articles"])
    voice = data(f"{story}/voices.json")["voices"][0]
    article = data(f"{story}/sources.json")["sources"][2]["url"]
    names = ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "sources", "places", "changes")
    return {
        "stories": "/stories",
        "story": story,
        "story-dark": story,
        "story-phone": story,
        **{name: f"{story}/{name}" for name in names},
        "event": event["url"],
        "statement": max(voice["said"], key=lambda s: s["articles"])["url"],
        "count": data(f"{story}/figures.json")["series"][0]["url"],
        "person": voice["url"],
        "article": article,
        "article-dark": article,
        "article-phone": article,
        "side-by-side": data(f"{article}.json")["others"][0]["url"],
        "search": "/search?q=talks",
        "decide": f"/decide/{event['id']}",
        "judgements": "/judgements",
        "archive": "/archive",
        "help": "/help",
    }


def shoot(browser: Browser, address: str, file: Path, size: tuple[int, int], *, dark: bool) -> None:
    """One picture, of few colours so that it stays small."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light")
    tab = context.new_page()
    tab.goto(address)
    picture = Image.open(BytesIO(tab.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(file, optimize=True)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
