"""The loop: what is followed, what is told with the real model, what an article without words, a folder and a failing source come to."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate_here import annotate_here
from synoptic.cli import run
from synoptic.errors import ReadError
from synoptic.pipeline import open_archive
from synoptic.watch import Watch, folder_of
from synoptic.watch.addresses import Allowed
from synoptic.watch.digest import troubles, versions
from synoptic.watch.errors import FetchError, WatchError
from synoptic.watch.evidence import Evidence
from synoptic.watch.fetch import Fetcher
from synoptic.watch.fetched import Fetched
from synoptic.watch.news import told_since
from synoptic.watch.pace import Pace
from synoptic.watch.reading import text_of
from synoptic.watch.sources import list_of, named
from synoptic.watch.tell.terminal import Terminal
from watch.conftest import Annotating, HandClock
from watch.newsroom import HOUR, Article, Newsroom, Outlet, make_article, page

EPOCH = 1_935_000_000.0
FIRST = (
    "At least 17 people died when the ferry Alma sank off Tarn on Saturday, the coast guard said.\n"
    "The ferry Alma was on its way from Tarn to the island of Velm with 64 people on board.\n"
    "Tarn's government refuses to negotiate with the seamen's union, the minister of transport Ada Brandt said."
)
SECOND = (
    "At least 23 people died when the ferry Alma sank off Tarn, the coast guard said on Sunday.\n"
    "The ferry Alma sank off the harbour of Tarn on Saturday with 64 people on board, on its way to the island of Velm.\n"
    "Divers searched the wreck of the ferry through the night."
)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model."""
    annotate_here(Annotating, monkeypatch.setattr)


@pytest.fixture
def watching(tmp_path: Path, clock: HandClock) -> Iterator[Callable[..., Watch]]:
    """Make a watch of one archive, again and again where asked."""
    made: list[Watch] = []

    def make() -> Watch:
        for old in made:
            old.close()
            old.archive.close()
        made.clear()
        clock.stopped.clear()
        fetcher = Fetcher(clock, allowed=Allowed.of(["127.0.1.0/24"]))
        watch = Watch(open_archive(tmp_path / "story.db"), folder_of(tmp_path / "story.db"), clock=clock, fetcher=fetcher, pace=Pace(every=HOUR, settle=60))
        made.append(watch)
        return watch

    yield make
    for old in made:
        old.close()
        old.archive.close()


def lines(watch: Watch) -> list[tuple[str, str]]:
    return [(t.kind, t.line) for _, t in told_since(watch.state, 0)]


def live(watch: Watch, clock: HandClock, hours: float) -> None:
    """Watch for some hours of the clock."""
    end = clock.now() + hours * HOUR
    while clock.now() < end:
        watch.run(once=True)
        clock.wait(min(HOUR / 4, end - clock.now()))


def story(path: str, *texts: tuple[float, str, str]) -> Article:
    return Article(path, [(EPOCH + hours * HOUR, title, text) for hours, title, text in texts])


def test_a_story_is_told_with_the_real_model(language: object, watching: Callable[..., Watch], clock: HandClock) -> None:
    """A higher toll of another outlet is told as a revision with both numbers, a saved question finds its sentence, and what was known before is not told."""
    a = Outlet("a", {"/feed": [story("/one", (0, "Ferry sinks off Tarn", FIRST))]})
    b = Outlet("b", {"/feed": [story("/two", (26, "Ferry toll rises", SECOND))]})
    with Newsroom([a, b], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        watch.follow(room.url("b", "/feed"))
        watch.run(once=True)
        assert lines(watch) == []
        live(watch, clock, 28)
        found = lines(watch)
        tolls = [line for kind, line in found if kind == "toll"]
        assert len(tolls) == 1, found
        assert "17" in tolls[0]
        assert "23" in tolls[0]
        assert "coast guard" in tolls[0]
        watch.ask("tolls in Tarn")
        b.feeds["/feed"].append(story("/three", (29, "Divers find more", SECOND.replace("23", "25").replace("Sunday", "Monday"))))
        live(watch, clock, 4)
        assert any(kind == "match" and "25 people died" in line for kind, line in lines(watch))
        assert len({line for _, line in lines(watch)}) == len(lines(watch))


def test_a_changed_article_keeps_its_versions(stub: None, watching: Callable[..., Watch], clock: HandClock, tmp_path: Path) -> None:
    """A silent correction is found by asking again, told with the figure that vanished, and shown as a difference; the page as fetched is there for both."""
    article = make_article(1, EPOCH)
    article.texts.append((EPOCH + 2 * HOUR, article.texts[0][1], article.texts[0][2].replace("At least 4", "At least 6")))
    with Newsroom([Outlet("a", {"/feed": [article]})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        live(watch, clock, 6)
        assert [kind for kind, _ in lines(watch)] == ["changed"]
        assert "figures gone: 4, new: 6" in lines(watch)[0][1]
        url = room.url("a", "/articles/1")
        assert versions(watch.archive, tmp_path / "story.db", None) == f"2 versions  {url}"
        shown = versions(watch.archive, tmp_path / "story.db", url)
        assert "figures gone: 4; new: 6" in shown
        assert shown.count("kept as fetched: pages-00001.warc.gz") == 2
        assert watch.archive.holdings().versions == 2


def test_what_is_no_article_is_told_and_kept_as_evidence(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """A wall, another language and a picture are refused or noted by their reasons; none is fetched again and again."""
    wall = story(
        "/wall", (0, "Sign in", "Subscribe now to continue reading. Already a subscriber? Sign in to read. You have reached your limit of free articles. " * 2)
    )
    german = "Die Fähre nach Velm ist am Samstag vor dem Hafen von Tarn gesunken, wie die Küstenwache mitteilte; mindestens siebzehn Menschen starben dabei. "
    foreign = story("/german", (0, "Fähre gesunken", german * 4))
    with Newsroom([Outlet("a", {"/feed": [wall, foreign, make_article(1, EPOCH)]})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        live(watch, clock, 3)
        reasons = {r.where: r.reason for r in watch.archive.refusals()}
        assert "paywall" in reasons[room.url("a", "/wall")]
        assert "German" in reasons[room.url("a", "/german")]
        assert sorted(d.language for d in watch.archive.documents()) == ["de", "en"]
        assert sum(n for (url, how), n in room.asked.items() if url.endswith("/wall") and how.startswith("200")) == 1
        assert len(watch.state.rows("SELECT * FROM versions")) == 2


def test_a_watch_goes_on_where_it_was(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """A second watch of the same archive fetches nothing that the first had, and nobody else may watch it meanwhile."""
    with Newsroom([Outlet("a", {"/feed": [make_article(n, EPOCH) for n in range(3)]})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        watch.run(once=True)
        with pytest.raises(WatchError, match="another process"):
            Watch(watch.archive, watch.folder, clock=clock)
        before = sum(room.asked.values())
        again = watching()
        assert again.run(once=True).asked == 0
        assert sum(room.asked.values()) == before
        assert again.follow(room.url("a", "/feed")) == 0


def test_a_failing_source_is_tried_again_later_and_later(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """It is shown with its reason, told once, left alone as long as it asks, and told when it answers again."""
    outlet = Outlet("a", {"/feed": []}, {"/feed": "503"})
    with Newsroom([outlet], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        watch.run(once=True)
        assert "it answers 503." in troubles(watch.state)[1]
        next_try = watch.state.next_due()
        assert next_try is not None
        assert next_try - clock.now() >= 590  # Retry-After: 600
        live(watch, clock, 10)
        tried = room.asked[room.url("a", "/feed"), "503"]
        assert 4 <= tried <= 12
        assert [kind for kind, _ in lines(watch)] == ["source"]
        outlet.bad.clear()
        live(watch, clock, 10)
        assert lines(watch)[-1][1].endswith("answers again.")
        assert troubles(watch.state) == ["1 sources; pages: none."]


def test_a_folder_is_followed(stub: None, watching: Callable[..., Watch], clock: HandClock, tmp_path: Path) -> None:
    """Files that arrive in a folder are read when it changed, each once."""
    (tmp_path / "in").mkdir()
    watch = watching()
    watch.follow(str(tmp_path / "in"))
    for n in range(2):
        (tmp_path / "in" / f"{n}.txt").write_text(make_article(n, 0).texts[0][2])
        live(watch, clock, 2)
        assert len(watch.archive.documents()) == n + 1
    with pytest.raises(ReadError, match="no such file"):
        watch.follow(str(tmp_path / "nowhere"))


def test_evidence_that_a_kill_cut_off_is_mended(tmp_path: Path) -> None:
    """What stands behind the size that was noted is cut off; a file that lost something is told and not written to."""
    evidence = Evidence(tmp_path)
    answer = Fetched(asked="http://a.example/", url="http://a.example/", status=200, headers=(("Content-Type", "text/html"), ("X-Odd", "a\r\nb")),
                     body=b"words", content=b"words", taken="2031-05-02T09:30:00Z", address="93.184.216.34")  # fmt: skip
    (place,) = evidence.keep([answer])
    size = evidence.size
    with open(tmp_path / place[0], "ab") as file:
        file.write(b"half a record")
    again = Evidence(tmp_path)
    again.recover(1, size)
    (second,) = again.keep([answer])
    assert second == (place[0], size)
    assert again.read(*place)[0] == again.read(*second)[0] == b"words"
    assert again.read(*place)[1]["x-odd"] == "a  b"
    with pytest.raises(WatchError, match="shorter"):
        Evidence(tmp_path).recover(1, again.size + 1)


def answered(content: bytes, kind: str = "text/html", url: str = "http://a.example/") -> Fetched:
    return Fetched(asked=url, url=url, status=200, headers=(("Content-Type", kind),), body=content, content=content, taken="", address=None)


def test_sources_are_what_they_answer() -> None:
    """A front page is followed through its feeds, a sitemap gives what is recent, an index its maps, an OPML list its feeds, anything else is an article."""
    front = b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>x</body></html>"
    assert list_of(answered(front), first=True, now=0).sources == (("http://a.example/feed", "url", None),)
    assert list_of(answered(page("t", "x"), url="http://a.example/one"), first=True, now=0).pages == (("http://a.example/one", {}),)
    day = datetime.fromtimestamp(EPOCH, UTC).date().isoformat()
    sitemap = f"<urlset><url><loc>http://a.example/new</loc><lastmod>{day}T00:00:00Z</lastmod></url><url><loc>http://a.example/old</loc><lastmod>2001-01-01T00:00:00Z</lastmod></url><url><loc>http://a.example/undated</loc></url></urlset>"
    listing = list_of(answered(sitemap.encode(), "application/xml"), first=True, now=EPOCH)
    assert [u for u, _ in listing.pages] == ["http://a.example/new"]
    assert listing.old == ("http://a.example/old", "http://a.example/undated")
    assert [u for u, _ in list_of(answered(sitemap.encode(), "application/xml"), first=False, now=EPOCH).pages] == [
        "http://a.example/new",
        "http://a.example/undated",
    ]
    index = b"<sitemapindex><sitemap><loc>http://a.example/s.xml</loc></sitemap></sitemapindex>"
    assert list_of(answered(index, "application/xml"), first=True, now=0).sources == (("http://a.example/s.xml", "url", None),)
    with pytest.raises(FetchError):
        named("http://a:b@c.example/")


def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No source, a bad span, a bad channel and an archive that was never watched are told, with the exit code of their kind."""
    monkeypatch.chdir(tmp_path)
    annotate_here(Annotating, monkeypatch.setattr)
    assert run(["watch", "--archive", "s.db", "--once"]) == 2
    assert run(["watch", "nowhere.opml", "--archive", "s.db", "--once"]) == 2
    assert run(["watch", "http://a.example/", "--archive", "s.db", "--every", "soon"]) == 2
    assert run(["watch", "http://a.example/", "--archive", "s.db", "--mail-to", "desk"]) == 1
    assert run(["digest", "other.db"]) == 1
    said = capsys.readouterr().err
    for words in ("no source is followed", "no such file", "no span of time", "no address of e-mail", "never watched"):
        assert words in said


def test_once_reads_a_folder_and_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`synoptic watch FOLDER --once` reads what is there, matches a saved question, and `digest` shows it once."""
    monkeypatch.chdir(tmp_path)
    annotate_here(Annotating, monkeypatch.setattr)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(make_article(1, 0).texts[0][2])
    assert run(["watch", "in", "--archive", "s.db", "--once", "--follow", "anything about the Mill council", "--atom", "feed.xml"]) == 0
    assert "matches your question" in capsys.readouterr().out
    assert "Mill council" in (tmp_path / "feed.xml").read_text()
    assert run(["digest", "s.db"]) == 0
    assert "1 told." in capsys.readouterr().out
    assert run(["digest", "s.db"]) == 0
    assert "0 told." in capsys.readouterr().out
    assert run(["digest", "s.db", "--since", "1d"]) == 0
    assert "1 told." in capsys.readouterr().out
    assert run(["compare", "s.db"]) == 0
    assert "No article changed." in capsys.readouterr().out


def test_help_loads_no_model() -> None:
    """`synoptic watch --help` comes at once: neither spaCy nor the network's libraries are loaded."""
    script = "import sys; from synoptic.cli import run; run(['watch', '--help']); assert not {'spacy', 'httpcore', 'fastwarc', 'lxml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_a_line_is_printed_for_each_telling(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """What changes is printed as it is told."""
    article = make_article(1, EPOCH, change=EPOCH + HOUR)
    with Newsroom([Outlet("a", {"/feed": [article]})], clock.now) as room:
        watch = watching()
        stream = io.StringIO()
        watch.channels.append(Terminal(stream))
        watch.follow(room.url("a", "/feed"))
        live(watch, clock, 5)
        assert stream.getvalue().count("\n") == len(lines(watch)) == 2
        assert "correction notice: correction by" in stream.getvalue()
        assert "article changed:" in stream.getvalue()


def test_pages_are_read_in_their_own_charset() -> None:
    """UTF-8 is read as such whatever a page claims; another charset as the page or its header says; one that is none by its bytes."""
    russian, czech = "Паром затонул у берегов Тарна в субботу. ", "Trajekt se potopil u břehů Tarnu v sobotu večer. "
    body = "<html><head>{}</head><body><article>" + "<p>{}</p>" * 4 + "</article></body></html>"
    meta = body.format("<meta charset='windows-1251'>", *[russian * 3] * 4).encode("cp1251")
    assert text_of(meta, "text/html", "x").count("Паром") == 12
    header = body.format("", *[czech * 3] * 4).encode("iso-8859-2")
    assert text_of(header, "text/html; charset=ISO-8859-2", "x").count("břehů") == 12
    lying = body.format("<meta charset='windows-1251'>", *["Café “Alma” "] * 4).encode()
    assert text_of(lying, "text/html; charset=nonsense", "x").count("Café “Alma”") == 4
    assert "Caf\u00e9" in text_of("Café".encode("cp1252") + b" and more words", "text/html; charset=x-none", "x")


def test_a_source_that_moved_is_told(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """A feed that moved for good is still followed, and the new address is shown."""
    outlet = Outlet("a", {"/new": [make_article(1, EPOCH)], "/feed": []}, {"/feed": "301 /new"})
    with Newsroom([outlet], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        watch.run(once=True)
        assert len(watch.archive.documents()) == 1
        new = room.url("a", "/new")
        assert f"has moved for good to {new}." in troubles(watch.state)[1]
        live(watch, clock, 3)
        assert [line for kind, line in lines(watch) if kind == "source"] == [f"a /new has moved for good to {new}, and is followed there."]
        before = room.asked[room.url("a", "/feed"), "301 /new"]
        outlet.feeds["/new"].append(make_article(2, clock.now()))
        live(watch, clock, 3)
        assert len(watch.archive.documents()) == 2
        assert room.asked[room.url("a", "/feed"), "301 /new"] == before


def test_a_source_that_moved_back_is_not_adopted(stub: None, watching: Callable[..., Watch], clock: HandClock) -> None:
    """A redirect that is gone at the next answer changes nothing: the address that the user gave is asked on."""
    outlet = Outlet("a", {"/new": [], "/feed": [make_article(1, EPOCH)]}, {"/feed": "301 /new"})
    with Newsroom([outlet], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        watch.run(once=True)
        outlet.bad.clear()
        live(watch, clock, 3)
        assert len(watch.archive.documents()) == 1
        assert [row["url"] for row in watch.state.rows("SELECT url FROM sources WHERE NOT ended")] == [room.url("a", "/feed")]
        assert not [line for kind, line in lines(watch) if kind == "source"]


def bulletins(*texts: tuple[str, str]) -> bytes:
    items = "".join(f"<item><title>Bulletin</title><guid isPermaLink='false'>{guid}</guid><description>{text}</description></item>" for guid, text in texts)
    return f"<rss version='2.0'><channel><title>Tarn Bulletin</title>{items}</channel></rss>".encode()


def test_entries_without_an_address_are_articles_of_their_own(
    stub: None, watching: Callable[..., Watch], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is read in the feed, once, under its guid; other words under one guid are a new version; one of a few words is told with the reason."""
    long = " ".join(f"At least {n} people died in the flood at Tarn bridge number {n}, officials said." for n in range(20))
    other = " ".join(f"The council of Velm counted {n} boats at noon and {n + 2} at night." for n in range(20))
    content = [bulletins(("1", long), ("2", other), ("3", "More soon."))]
    monkeypatch.setattr("watch.newsroom.feed", lambda *_: content[0])
    with Newsroom([Outlet("a", {"/feedx": []})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feedx"))
        watch.run(once=True)
        docs = watch.archive.documents()
        assert {d.text.split(",")[0] for d in docs} == {long.split(",")[0], other.split(",")[0]}
        assert {(d.publisher, d.url) for d in docs} == {("Tarn Bulletin", None)}
        assert all(d.name.startswith(room.url("a", "/feedx") + "#entry-") for d in docs)
        assert ["2 words" in r.reason and "no address" in r.reason for r in watch.archive.refusals()] == [True]
        live(watch, clock, 3)
        assert watch.archive.holdings().versions == 2
        content[0] = bulletins(("1", long.replace("Tarn bridge", "the old bridge")), ("2", other), ("3", "More soon."))
        live(watch, clock, 3)
        assert (watch.archive.holdings().documents, watch.archive.holdings().versions) == (2, 3)
        assert [kind for kind, _ in lines(watch)] == ["changed"]
        assert {url for url, _ in room.asked} <= {room.url("a", "/feedx"), room.url("a", "/robots.txt")}


def test_what_the_archive_lost_is_read_again_from_the_evidence(stub: None, watching: Callable[..., Watch], clock: HandClock, tmp_path: Path) -> None:
    """Where the archive is gone, or lost its last articles with the power, the next watch reads them anew without fetching, and tells nothing twice."""
    with Newsroom([Outlet("a", {"/feed": [make_article(n, EPOCH, change=EPOCH + HOUR if n == 1 else None) for n in range(4)]})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        live(watch, clock, 4)
        before, told, asked = {d.id for d in watch.archive.documents()}, lines(watch), sum(room.asked.values())
        watch.close()
        watch.archive.close()
        for file in tmp_path.glob("story.db*"):
            file.unlink()
        again = watching()
        again.finish()
        assert {d.id for d in again.archive.documents()} == before
        assert again.archive.holdings().versions == 5
        assert lines(again) == told
        assert sum(room.asked.values()) == asked


def test_a_linker_that_stumbles_stops_no_source(stub: None, watching: Callable[..., Watch], clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the account cannot be made, articles are still kept, the trouble is shown, and it is looked at again once it can be."""

    def stumble(*_: object) -> int:
        raise ZeroDivisionError("odd")

    with Newsroom([Outlet("a", {"/feed": [make_article(1, EPOCH)]})], clock.now) as room:
        watch = watching()
        watch.follow(room.url("a", "/feed"))
        with monkeypatch.context() as patched:
            patched.setattr("synoptic.watch.news.look", stumble)
            live(watch, clock, 1)
        assert len(watch.archive.documents()) == 1
        assert "not looked at: ZeroDivisionError: odd" in troubles(watch.state)[-1]
        live(watch, clock, 1)
        assert not watch.state.has("fresh")
        assert troubles(watch.state) == ["1 sources; pages: 1 kept."]
