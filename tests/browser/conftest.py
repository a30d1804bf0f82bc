"""A desk on the demo story in a process of its own, and Debian's Chromium to walk it. Nothing leaves this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "belmora" / "articles"
LATER = ("belmora-courier-2.txt", "sorland-herald-2.txt")  # arrive while the desk is open
PATIENCE_MS = 60_000  # a busy machine of two cores links the demo story in some seconds


class Served:
    """The desk's address, and its archive."""

    def __init__(self, archive: Path) -> None:
        """Read the first articles and serve them."""
        self.archive = archive
        self.read(*(p for p in sorted(ARTICLES.iterdir()) if p.name not in LATER))
        command = [sys.executable, "-m", "synoptic.cli", "serve", str(archive), "--port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        found = re.search(r"http://\S+?:\d+", self.process.stderr.readline())
        assert found, "the desk did not say where it is"
        self.base = found[0]
        self.wait()

    def wait(self) -> None:
        """Until the first linking is done."""
        for _ in range(120):
            try:
                self.data("/stories.json")
            except OSError:  # 503 until then
                time.sleep(0.5)
            else:
                return
        pytest.fail("the desk was not ready within a minute")

    def read(self, *articles: Path) -> None:
        """Read articles into the archive as a user does."""
        subprocess.run([sys.executable, "-m", "synoptic.cli", "read", *map(str, articles), "--archive", str(self.archive)], check=True, capture_output=True)

    def data(self, path: str) -> dict[str, object]:
        """A page as data."""
        with urlopen(Request(self.base + path, headers={"accept": "application/json"}), timeout=60) as answer:
            found: dict[str, object] = json.load(answer)
        return found

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo story, but for two articles that come later."""
    made = Served(tmp_path_factory.mktemp("desk") / "story.db")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window; for one module only, since its event loop would stand in the way of others' tests."""
    path = os.environ.get("SYNOPTIC_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("The browser tests want Chromium: `make chromium` installs it on Debian as root, or set SYNOPTIC_CHROMIUM to its path.")
    with sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A tab whose console stays free of errors and whose requests all stay on the desk."""
    context = browser.new_context(base_url=served.base, permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda request: None if request.url.startswith((served.base, "data:", "blob:")) else wrong.append(request.url))
    yield tab
    context.close()
    assert not wrong
