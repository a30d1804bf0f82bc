"""A day in a newsroom of 200 feeds, its watch killed and started again ten times: nothing lost, nothing twice, memory flat.

The clock stands while there is work and jumps when the watch waits, so that a day takes as long as its work and a slow machine sees the same day. Annotators
are a stub (figures by a pattern): what is tested is the watch. A few articles go through the real model in `test_loop.py`.
"""

from __future__ import annotations

import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from annotate_here import annotate_here
from synoptic.pipeline import open_archive
from synoptic.watch import folder_of
from synoptic.watch.state import State
from watch.conftest import Annotating
from watch.newsroom import HOUR, Article, Newsroom, Outlet, make_article
from watch.shared_clock import SharedClock

OUTLETS, FEEDS, ARTICLES = 20, 10, 180
EPOCH = 1_935_000_000.0  # some day in 2031
DAY = 24 * HOUR
KILLS = 10
FORBIDDEN = "127.7.7.7"
TESTS = Path(__file__).resolve().parent.parent

CHILD = """
import os, sys
sys.path.insert(0, {tests!r})
from annotate_here import annotate_here
from synoptic import pipeline
from watch.conftest import Annotating
from watch.shared_clock import SharedClock
from synoptic.watch import Watch, folder_of
from synoptic.watch.addresses import Allowed
from synoptic.watch.fetch import Fetcher
from synoptic.watch.pace import Pace
from synoptic.watch.tell.terminal import Terminal
annotate_here(Annotating)
clock = SharedClock({clock!r}, until={until!r})
pace = Pace(every=3600.0, again=(3600.0,) * 40, settle=10800.0)
with pipeline.open_archive({archive!r}) as archive, open({lines!r}, "a") as lines:
    fetcher = Fetcher(clock, allowed=Allowed.of(["127.0.1.0/24"]))
    with Watch(archive, folder_of({archive!r}), clock=clock, fetcher=fetcher, pace=pace, channels=[Terminal(lines)]) as watch:
        watch.follow({opml!r})
        step = watch.step
        def measured():
            with open("/proc/self/statm") as statm:
                pages = int(statm.read().split()[1])
            with open({memory!r}, "a") as file:
                file.write(f"{{os.getpid()}} {{clock.now()}} {{pages * os.sysconf('SC_PAGE_SIZE')}}\\n")
            return step()
        watch.step = measured
        watch.run()
"""


@dataclass
class Day:
    """What is left of the day."""

    room: Newsroom
    archive: Path
    lines: list[str]
    memory: list[tuple[int, float, int]]
    killed: list[float]  # moments of the system's clock
    answers: list[tuple[float, str, str]]  # when, address, version that was sent


def script(port: int) -> list[Outlet]:
    """The day: articles that appear, change, vanish and make trouble, and feeds that do."""
    chosen = random.Random(11)
    outlets = []
    for o in range(OUTLETS):
        feeds: dict[str, list[Article]] = {f"/feed{'x' * (f % 3)}{f}": [] for f in range(FEEDS)}
        outlets.append(Outlet(f"outlet{o:02}", feeds))
    for n in range(ARTICLES):
        start = EPOCH + chosen.uniform(0, 15) * HOUR
        change = start + chosen.uniform(3, 6) * HOUR if n % 4 == 1 else None
        gone = start + chosen.uniform(4, 6) * HOUR if n % 12 == 2 else None
        trouble = {3: ["429"], 4: ["500", "503"], 5: ["cut"], 6: ["slow"], 7: ["garbage"], 8: [f"to http://{FORBIDDEN}:{port}/private/{n}"]}.get(n % 30, [])
        article = make_article(n, start, change=change, gone=gone, trouble=trouble)
        outlet = outlets[n % OUTLETS]
        for feed in chosen.sample(sorted(outlet.feeds), 1 + n % 2):  # every other article stands in two feeds
            outlet.feeds[feed].append(article)
    outlets[0].feeds[min(outlets[0].feeds)].append(Article("/private/page", [(EPOCH, "Not for robots", "Not for robots. " * 50)]))
    bad = {3: "500", 4: "cut", 5: "garbage", 6: f"to http://{FORBIDDEN}:{port}/private/feed", 7: "to http://169.254.169.254/latest/meta-data", 8: "slow"}
    for o, how in bad.items():
        path = sorted(outlets[o].feeds)[0]
        outlets[o].bad[path] = how
        if how != "slow":
            outlets[o].feeds[path] = []
    return outlets


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """The day, lived once for all tests."""
    folder = tmp_path_factory.mktemp("day")
    clock = SharedClock(folder / "clock", start=EPOCH)
    log = folder / "answers"
    room = Newsroom([], clock.now, log)
    room.port = free_port()
    room.outlets = {o.host: o for o in script(room.port)}
    with room:
        room.start("zforbidden", FORBIDDEN)
        room.outlets["zforbidden"] = Outlet("zforbidden", {})
        feeds = [room.url(o.host, path) for o in list(room.outlets.values())[:OUTLETS] for path in o.feeds]
        assert len(feeds) == OUTLETS * FEEDS
        (folder / "feeds.opml").write_text("<opml><body>" + "".join(f'<outline xmlUrl="{f}"/>' for f in feeds) + "</body></opml>")
        names = {"clock": "clock", "archive": "story.db", "lines": "lines", "memory": "memory", "opml": "feeds.opml"}
        code = CHILD.format(tests=str(TESTS), until=EPOCH + DAY, **{k: str(folder / v) for k, v in names.items()})
        env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        chosen, killed = random.Random(5), []
        for number in range(KILLS):
            child = subprocess.Popen([sys.executable, "-c", code], env=env)
            while clock.now() < EPOCH + (number + 1) * DAY / 20 and child.poll() is None:
                time.sleep(0.02)
            time.sleep(chosen.uniform(0, 0.4))
            assert child.poll() is None, "it ended by itself"
            child.kill()
            child.wait()
            killed.append(time.time())
        subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=300)
        memory = [(int(p), float(c), int(m)) for p, c, m in (line.split() for line in (folder / "memory").read_text().splitlines() if line.count(" ") == 2)]
        answers = [(float(w), u, how) for w, how, u in (line.split() for line in log.read_text().splitlines())]
        yield Day(room, folder / "story.db", (folder / "lines").read_text().splitlines(), memory, killed, answers)


def free_port() -> int:
    """A port that nobody has, on loopback."""
    with socket.socket() as found:
        found.bind(("127.0.1.1", 0))
        return int(found.getsockname()[1])


def articles_of(day: Day) -> dict[str, Article]:
    """Every article that should be read, by its address."""
    return {day.room.url(o.host, a.path): a for o in day.room.outlets.values() for listed in o.feeds.values() for a in listed if "private" not in a.path}


def test_nothing_is_lost(day: Day) -> None:
    """Every article that was ever listed is in the archive in its last words; of one that changed the first words too."""
    with open_archive(day.archive) as archive:
        current = {d.url: d for d in archive.documents()}
        wanted = articles_of(day)
        assert current.keys() == wanted.keys()
        for url, article in wanted.items():
            assert current[url].title == article.texts[-1][1] or article.gone, url
            assert f"At least {re.findall(r'[0-9]+ people', article.texts[-1][2])[0]}" in current[url].text or article.gone
        state = State(folder_of(day.archive) / "state.db")
        for url, article in wanted.items():
            documents = [archive.reader.document(row["document"]) for row in state.rows("SELECT document FROM versions WHERE url = ? ORDER BY seq", url)]
            assert [d.title for d in documents] == [title for _, title, _ in article.texts], url


def test_nothing_is_there_twice(day: Day) -> None:
    """No article is twice in the archive, no version twice, nothing told twice."""
    with open_archive(day.archive) as archive:
        docs = archive.documents()
        assert len({d.url for d in docs}) == len(docs)
        assert archive.holdings().versions == sum(len(a.texts) for a in articles_of(day).values())
    state = State(folder_of(day.archive) / "state.db")
    bodies = [json.loads(row["body"]) for row in state.rows("SELECT body FROM told")]
    articles = [(b["kind"], b["line"], tuple(b["urls"])) for b in bodies if b["kind"] in ("changed", "notice", "gone")]
    assert len(articles) == len(set(articles))
    assert len(day.lines) - len(set(day.lines)) <= KILLS  # a process may die between printing a line and noting that it did
    assert len(set(day.lines)) == len(bodies)


def test_nothing_is_fetched_twice(day: Day) -> None:
    """The same words of a page or feed are sent twice only where the process was killed before it noted the first."""
    sent: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for when, url, version in day.answers:
        sent[url].append((when, version))
    again = 0
    for url, answers in sent.items():
        for (first, version), (_, next_version) in pairwise(sorted(answers)):
            if version == next_version:
                again += 1
                assert any(abs(killed - first) < 5.0 for killed in day.killed), (url, first, day.killed)  # the server may be slower than the kill
    assert again <= 0.05 * len(day.answers)
    assert sum(how == "304" for _, how in day.room.asked.elements()) > 1_000  # all else was asked with what is known


def test_changes_and_notices_are_told(day: Day) -> None:
    """Each article that changed is told with the figure that vanished and as a correction; each that vanished is told; failing feeds too, with the reason."""
    state = State(folder_of(day.archive) / "state.db")
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in state.rows("SELECT body FROM told"):
        body = json.loads(row["body"])
        if body["urls"]:
            told[body["kind"]][body["urls"][0]] = body["line"]
    changed = {u: a for u, a in articles_of(day).items() if len(a.texts) > 1}
    assert told["changed"].keys() == changed.keys()
    for url, article in changed.items():
        before = re.findall(r"(\d+) people", article.texts[0][2])[0]
        assert "headline" in told["changed"][url]
        assert "correction by" in told["notice"][url]
        assert before in told["notice"][url]
    assert told["gone"].keys() == {u for u, a in articles_of(day).items() if a.gone}
    assert told["toll"]
    reasons = {row["url"]: row["reason"] for row in state.rows("SELECT url, reason FROM sources WHERE reason IS NOT NULL")}
    assert len(reasons) == 5
    assert told["source"].keys() == reasons.keys()
    assert any("500" in r for r in reasons.values())
    assert sum("reached only where" in r for r in reasons.values()) == 2


def test_forbidden_addresses_are_never_reached(day: Day) -> None:
    """No request came to the address that is not allowed, nor for what robots.txt closes."""
    assert not day.room.refused
    assert not any("/private" in url for url, _ in day.room.asked)


def test_evidence_holds_every_version(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """The web archive beside the archive is whole, and reading it again gives the versions that were read."""
    folder = folder_of(day.archive)
    state = State(folder / "state.db")
    with open_archive() as again:
        annotate_here(Annotating, monkeypatch.setattr)
        reading = again.read(folder / "evidence")
        texts = {again.reader.document(d.id).text for d in again.documents()}
    assert reading.new == sum(len(a.texts) for a in articles_of(day).values())
    with open_archive(day.archive) as archive:
        assert texts == {d.text for d in archive.documents()}
    assert all(row["digest"] for row in state.rows("SELECT digest FROM versions"))


def test_memory_is_flat(day: Day) -> None:
    """From its first hour on the last process, which lives half the day, grows by less than 40 MB."""
    last = day.memory[-1][0]
    of_last = [(c, m) for p, c, m in day.memory if p == last]
    began = next(m for c, m in of_last if c > of_last[0][0] + 2 * HOUR)
    assert max(m for _, m in of_last) - began < 40_000_000
    assert len(Counter(p for p, _, _ in day.memory)) == KILLS + 1
