"""The pipeline: what was read once is known, however it was read; what fails is refused; nothing that was kept is lost."""

from __future__ import annotations

import dataclasses
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import synoptic
from annotate_here import annotate_here
from synoptic import pool
from synoptic.archive import to_rows
from synoptic.errors import ArchiveError, UnknownNameError
from synoptic.ids import make_id
from synoptic.model import Document, Figure
from synoptic.pipeline import Archive, annotating, open_archive
from synoptic.pipeline.annotating import Batch, Failed, annotated
from synoptic.pool import Lost

WORDS = ["the", "ferry", "sank", "off", "Tarn", "harbour", "on", "Friday", "and", "rescuers", "brought", "people", "ashore", "before", "storm", "came"]


def article(number: int, *, words: int = 60) -> str:
    chosen = random.Random(number)
    return f"Report {number}. At least {number + 2} people died. " + " ".join(chosen.choice(WORDS) for _ in range(words)) + "."


class Annotating:
    """Numbers as figures, without a model; fails on what says so."""

    def __call__(self, docs: list[Document]) -> list[object]:
        return [Failed("ValueError: odd") if "fails here" in d.text else to_rows({Figure: tuple(figures(d))}) for d in docs]


def figures(d: Document) -> list[Figure]:
    return [
        Figure(id=make_id("f", d.id, m.start()), document=d.id, start=m.start(), end=m.end(), exact=m[0], low=int(m[0]), high=None, counted="killed")
        for m in re.finditer(r"\d+", d.text)
    ]


@pytest.fixture(autouse=True)
def no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unit tests annotate without the language model."""
    if "language" not in request.fixturenames:
        annotate_here(Annotating, monkeypatch.setattr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with twelve articles of our own."""
    made = tmp_path / "articles"
    made.mkdir()
    for n in range(12):
        (made / f"{n:02}.txt").write_text(article(n), encoding="utf-8")
    return made


def exported(archive: Archive, tmp_path: Path) -> bytes:
    archive.export("jsonl", tmp_path / "out.jsonl", with_text=True)
    return (tmp_path / "out.jsonl").read_bytes()


def test_one_at_a_time_is_all_at_once_is_another_order(folder: Path, tmp_path: Path) -> None:
    """However the articles arrive, the export is the same bytes; and it holds what was found."""
    files = sorted(folder.iterdir())
    with open_archive(tmp_path / "all.db") as archive:
        assert archive.read(folder).new == len(files)
        whole = exported(archive, tmp_path)
        assert exported(archive, tmp_path) == whole  # from the linked records that it kept
    for name, order in (("one", files), ("other", random.Random(4).sample(files, len(files)))):
        for file in order:
            with open_archive(tmp_path / f"{name}.db") as archive:
                archive.read([file])
                archive.linked()
        with open_archive(tmp_path / f"{name}.db") as archive:
            assert exported(archive, tmp_path) == whole
    kinds = [json.loads(line)["kind"] for line in whole.splitlines()]
    assert kinds == sorted(kinds)
    assert kinds.count("document") == len(files)
    assert kinds.count("figure") == 2 * len(files)


def test_reading_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """The second time everything is known, also under another path, and nothing is annotated."""
    with open_archive(tmp_path / "story.db") as archive:
        archive.read(folder)
        before = exported(archive, tmp_path)
        moved = folder.rename(tmp_path / "moved")
        again = archive.read([moved])
        assert (again.new, again.known, again.refused) == (0, 12, ())
        assert exported(archive, tmp_path) == before


def test_a_changed_article_replaces_the_old_in_the_export(folder: Path, tmp_path: Path) -> None:
    """The export has the new version alone; the archive has both."""
    with open_archive(tmp_path / "story.db") as archive:
        archive.read(folder)
        (folder / "03.txt").write_text(article(33), encoding="utf-8")
        assert archive.read(folder).new == 1
        assert (archive.holdings().documents, archive.holdings().versions) == (12, 13)
        rows = [json.loads(line) for line in exported(archive, tmp_path).splitlines()]
        assert [r["text"] for r in rows if r["kind"] == "document" and r["name"] == "03.txt"] == [article(33)]
        assert {r["document"] for r in rows if r["kind"] == "figure"} == {r["id"] for r in rows if r["kind"] == "document"}


def test_what_an_annotator_fails_on_is_refused_and_tried_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One article on which an annotator fails is refused with the reason; the others are read; once it works, it is read too."""
    (folder / "05.txt").write_text("It fails here. " + article(5), encoding="utf-8")
    with open_archive(tmp_path / "story.db") as archive:
        reading = archive.read(folder)
        assert reading.new == 11
        assert [(Path(r.where).name, "odd" in r.reason) for r in reading.refused] == [("05.txt", True)]
        assert archive.refusals() == reading.refused
        annotate_here(type("Mended", (), {"__call__": lambda _, docs: [to_rows({Figure: tuple(figures(d))}) for d in docs]}), monkeypatch.setattr)
        assert archive.read(folder).new == 1
        assert archive.refusals() == ()


def test_bad_inputs_are_refused_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    """What cannot be read is kept with its reason, and stops nothing."""
    (folder / "empty.txt").write_bytes(b"")
    with open_archive(tmp_path / "story.db") as archive:
        reading = archive.read([tmp_path / "nowhere", folder])
        assert reading.new == 12
        assert {Path(r.where).name for r in archive.refusals()} == {"nowhere", "empty.txt"}
        assert all(r.reason for r in archive.refusals())


def test_another_language_is_kept_and_not_understood(language: object, tmp_path: Path) -> None:
    """An article in another language is a document with its text; nothing is found in it, it stands alone, and reading it again tells it again."""
    german = "Der Bürgermeister von Tarn sagte am Freitag, mindestens 17 Menschen seien beim Untergang der Fähre vor dem Hafen ums Leben gekommen."
    (tmp_path / "de.txt").write_text(german, encoding="utf-8")
    (tmp_path / "en.txt").write_text("The mayor of Tarn said on Friday that at least 17 people had died when the ferry sank off the harbour.")
    with open_archive(":memory:") as archive:
        reading = archive.read(sorted(tmp_path.glob("*.txt")))
        assert (reading.new, len(reading.refused)) == (2, 1)
        assert "German" in archive.refusals()[0].reason
        kept = next(d for d in archive.documents() if d.language == "de")
        records = archive.linked()
        assert kept.text == german
        assert {r.document for kind in records for r in records[kind] if hasattr(r, "exact")} == {d.id for d in archive.documents()} - {kept.id}
        assert [s.language for s in archive.account().sources if s.id == kept.id] == ["de"]
        again = archive.read([tmp_path / "de.txt"])
        assert (again.new, again.known, len(again.refused)) == (0, 1, 1)


def test_documents_of_older_components_are_annotated_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a component has a new version, the next export shows what that finds, in an archive that may not be written too."""
    file = tmp_path / "story.db"
    with open_archive(file) as archive:
        archive.read(folder)
    none = type("Blind", (), {"__call__": lambda _, docs: [[] for _ in docs]})
    annotate_here(none, monkeypatch.setattr)
    older = annotating.Components()

    class Newer:
        def __init__(self) -> None:
            self.runs = (*older.runs[:-1], dataclasses.replace(older.runs[-1], version="next"))
            self.run = "run-next"

    monkeypatch.setattr(annotating, "Components", Newer)
    with open_archive(file, read_only=True) as archive:
        assert archive.linked()[Figure] == ()
        assert archive.holdings().kinds == {"figure": 24}
    with open_archive(file) as archive:
        assert archive.linked()[Figure] == ()
        assert archive.holdings().kinds == {}
        assert "next" in {run.version for run, _ in archive.holdings().components}


def test_an_archive_that_may_not_be_written_is_shown_and_not_read_into(folder: Path, tmp_path: Path) -> None:
    """Linking works in memory; reading says why it does not."""
    with open_archive(tmp_path / "story.db") as archive:
        archive.read(folder)
    with open_archive(tmp_path / "story.db", read_only=True) as archive:
        assert len(archive.linked()[Document]) == 12
        with pytest.raises(ArchiveError, match="may not be written"):
            archive.read(folder)


def test_a_process_that_dies_over_a_document_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pool could not save is a failure of that document."""

    def dying(make: object, chunks: object, *, workers: int, limit: float) -> object:
        for chunk in chunks:  # type: ignore[attr-defined]
            yield chunk, [Lost("was ended by SIGKILL") if "fails here" in d.text else [] for d in chunk]

    monkeypatch.setattr(pool, "map_chunks", dying)
    monkeypatch.setattr(annotating, "ALONE_CHARS", 100)
    docs = [Document(id=str(n), name=str(n), text="It fails here. " * 10 if n == 2 else article(n)) for n in range(4)]
    batches: list[Batch] = list(annotated(docs, workers=2))
    results = {d.id: rows for batch in batches for d, rows in batch}
    assert results["2"] == Failed("the process that read it was ended by SIGKILL")
    assert [results[n] for n in "013"] == [[], [], []]


@pytest.mark.parametrize("workers", [1, 2])
def test_input_is_taken_only_as_fast_as_it_is_annotated(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    """However many articles there are, only a few are in memory at a time."""
    monkeypatch.setattr(annotating, "ALONE_CHARS", 1000)
    monkeypatch.setattr(annotating, "CHUNK_DOCS", 2)
    monkeypatch.setattr(pool, "map_chunks", lambda _, chunks, workers, limit: ((chunk, [[] for _ in chunk]) for chunk in chunks))
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield Document(id=str(taken), name=str(taken), text=article(taken))

    batches = annotated(endless(), workers=workers)
    next(batches)
    assert taken < 20
    assert sum(map(len, batches)) == 998


def test_progress_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller hears after every batch how much is done, rising to all."""
    monkeypatch.setattr(annotating, "CHUNK_DOCS", 5)
    heard: list[tuple[int, int | None]] = []
    with open_archive(tmp_path / "story.db") as archive:
        archive.read(folder, progress=lambda _, done, total: heard.append((done, total)))
    assert heard[-1] == (12, 12)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


CHILD = """
import sys
sys.path.insert(0, {tests!r})
import test_pipeline as t
from annotate_here import annotate_here
from synoptic import pipeline
from synoptic.pipeline import annotating
class Slow(t.Annotating):
    def __call__(self, docs):
        t.time.sleep(0.02)
        return super().__call__(docs)
annotate_here(Slow)
annotating.CHUNK_DOCS = 2
with pipeline.open_archive({file!r}) as archive:
    archive.components
    print("ready", flush=True)
    archive.read({folder!r})
    archive.linked()
"""


def test_a_killed_process_leaves_an_archive_that_reading_again_completes(tmp_path: Path) -> None:
    """Killed with SIGKILL at seeded moments, again and again, then read once more: the same export, byte for byte."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.txt").write_text(article(n), encoding="utf-8")
    with open_archive(tmp_path / "undisturbed.db") as archive:
        archive.read(folder)
        wanted = exported(archive, tmp_path)
    file = tmp_path / "killed.db"
    script = CHILD.format(tests=str(Path(__file__).parent), file=str(file), folder=str(folder))
    kept = [0]
    for moment in random.Random(7).sample(range(0, 500, 25), 3):
        child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        time.sleep(moment / 1000)
        child.kill()
        child.wait()
        with open_archive(file) as archive:
            kept.append(archive.holdings().documents)
            assert len(archive.linked()[Figure]) == 2 * kept[-1]
    assert kept == sorted(kept)
    with open_archive(file) as archive:
        archive.read(folder)
        assert exported(archive, tmp_path) == wanted


def test_importing_synoptic_is_cheap() -> None:
    """`import synoptic` loads neither spaCy nor SQLAlchemy, and gives the public names."""
    script = (
        "import sys, synoptic; assert not {'spacy', 'sqlalchemy', 'numpy', 'rich'} & set(sys.modules), sys.modules.keys();"
        "assert callable(synoptic.open); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_public_face(tmp_path: Path) -> None:
    """What the readme shows works from Python, in memory and with an archive; an unknown name is told."""
    (tmp_path / "a.txt").write_text(article(1), encoding="utf-8")
    with synoptic.open(tmp_path / "story.db") as archive:
        assert archive.read([tmp_path / "a.txt"]).new == 1
        assert "1 document" in repr(archive)
        assert archive.account().figures is not None
    with synoptic.open() as archive:
        assert archive.read(tmp_path / "a.txt").new == 1
        assert archive.account().figures is not None
    with pytest.raises(AttributeError, match="nonsense"):
        synoptic.nonsense  # noqa: B018


def test_the_real_pass_in_a_pool_is_the_pass_in_this_process(language: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real model, two processes find what one finds, to the byte."""
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(f"Mayor Ada Brandt of Tarn said on Friday that {n + 3} people had died. {article(n)}", encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    with open_archive(":memory:") as one, open_archive(":memory:") as two:
        assert one.read(files, workers=1).new == len(files)
        monkeypatch.setattr(annotating, "ALONE_CHARS", 100)
        monkeypatch.setattr(annotating, "CHUNK_DOCS", 2)
        assert two.read(files, workers=2).new == len(files)
        assert exported(one, tmp_path) == exported(two, tmp_path)


def test_a_story_is_listed_and_read_by_itself(folder: Path) -> None:
    """Every document is in one story of the listing, and a story's records and account are those of its documents alone."""
    with open_archive() as archive:
        archive.read(folder)
        listed = archive.stories()
        whole = archive.linked()
        assert sum(s.documents for s in listed) == len(archive.documents())
        assert all(s.title and s.outlets for s in listed)
        for story in listed:
            records = archive.linked(story=story.id)
            ids = {d.id for d in records[Document]}
            assert len(ids) == story.documents
            assert {f.id for f in records[Figure]} == {f.id for f in whole[Figure] if f.document in ids}
            assert len(archive.account(story=story.id).stories) == 1


def test_a_story_that_is_not_here_is_told(folder: Path) -> None:
    """Asking for an unknown story says so."""
    with open_archive() as archive:
        archive.read(folder)
        with pytest.raises(UnknownNameError, match="story 's-none' is not known"):
            archive.linked(story="s-none")


HANGS = '''
import os, time

class Stub:
    """Annotates nothing; sleeps over one text and ends its process over another."""

    def __call__(self, docs):
        for d in docs:
            if "sleeps here" in d.text:
                time.sleep(60)
            if "dies here" in d.text:
                os.abort()
            yield []
'''


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Annotate in processes of their own, with a stub that hangs and dies where a text says so."""
    (tmp_path / "hanging_stub.py").write_text(HANGS)
    monkeypatch.undo()
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("hanging_stub", None)
    monkeypatch.setattr(annotating, "Annotating", import_module("hanging_stub").Stub)


@pytest.mark.usefixtures("hanging")
@pytest.mark.parametrize("workers", [None, 2])
def test_an_annotator_that_hangs_or_dies_costs_its_article_alone(folder: Path, monkeypatch: pytest.MonkeyPatch, workers: int | None) -> None:
    """The article is refused with what, where and what to do; all others are read, however few or many there are and though another process goes on."""
    (folder / "03.txt").write_text("It sleeps here. " + article(3), encoding="utf-8")
    (folder / "07.txt").write_text("It dies here. " + article(7), encoding="utf-8")
    if workers:
        monkeypatch.setattr(annotating, "ALONE_CHARS", 100)
    with open_archive(time_limit=0.5) as archive:
        reading = archive.read(folder, workers=workers)
        refused = {Path(r.where).name: r for r in archive.refusals()}
    assert reading.new == 10
    assert refused.keys() == {"03.txt", "07.txt"}
    assert "took longer than 0.5 seconds" in refused["03.txt"].reason
    assert "--time-limit" in refused["03.txt"].advice
    assert "SIGABRT" in refused["07.txt"].reason


@pytest.mark.usefixtures("hanging")
def test_one_process_takes_what_comes_again_and_again(folder: Path) -> None:
    """`take` keeps its process between calls, gives up on what hangs, and ends it with the archive."""
    docs = [Document(id=f"d-{n}", name=str(n), text="It sleeps here." if n == 1 else article(n)) for n in range(4)]
    with open_archive(time_limit=0.5) as archive:
        assert [archive.take([d]).new for d in docs] == [1, 0, 1, 1]
        last = archive.keeping.children[-1].process
        assert last.poll() is None
        assert archive.take([Document(id="d-9", name="9", text=article(9))]).new == 1
        assert archive.keeping.children[-1].process is last
    assert last.poll() is not None


@pytest.mark.parametrize("read_only", [False, True])
def test_what_cannot_be_annotated_anew_keeps_what_older_annotators_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: bool
) -> None:
    """A newer annotator that fails on an article is told once and not tried again at each look, until the next version, which reads it."""
    (folder / "05.txt").write_text("It will fail. " + article(5), encoding="utf-8")
    file = tmp_path / "story.db"
    with open_archive(file) as archive:
        archive.read(folder)
        first = annotating.Components()
    tried: list[str] = []

    class Newer(Annotating):
        def __call__(self, docs: list[Document]) -> list[object]:
            tried.extend(d.id for d in docs)
            return [Failed("ValueError: odd") if "will fail" in d.text else [] for d in docs]

    def version(name: str) -> None:
        made = type("Made", (), {"runs": (*first.runs[:-1], dataclasses.replace(first.runs[-1], version=name)), "run": f"run-{name}"})
        monkeypatch.setattr(annotating, "Components", made)

    annotate_here(Newer, monkeypatch.setattr)
    version("next")
    with open_archive(file, read_only=read_only) as archive:
        assert {f.document for f in archive.linked()[Figure]} <= {d.id for d in archive.documents() if "will fail" in d.text}
        assert len(tried) == 12
        archive.linked()
        if not read_only:
            assert archive.linked()[Figure]
            assert len(tried) == 12
            assert [Path(r.where).name for r in archive.refusals()] == ["05.txt"]
            assert "anew" in archive.refusals()[0].reason
    version("after")
    annotate_here(Annotating, monkeypatch.setattr)
    with open_archive(file) as archive:
        assert len(archive.linked()[Figure]) == 24
        assert archive.refusals() == ()


def test_the_command_line_has_the_same_limit() -> None:
    """`--time-limit` says by default what `open_archive` has."""
    from synoptic.cli import common  # noqa: PLC0415

    assert common.TIME_LIMIT == annotating.TIME_LIMIT


def test_something_moves_before_the_first_batch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who watches hears that the model is loaded before anything is annotated; the first batch is small, and what is known counts at once."""
    heard: list[tuple[str, int, int | None]] = []
    with open_archive() as archive:
        archive.read(sorted(folder.iterdir())[:2])
        archive.read(folder, progress=lambda *told: heard.append(told))
    steps = [step for step, _, _ in heard]
    assert steps.index("loading the language model") < max(n for n, step in enumerate(steps) if step == "reading")
    assert heard[-1] == ("reading", 12, 12)
    sizes = [sum(len(d.text) for d in chunk) for chunk in annotating.in_chunks((Document(id=str(n), name="", text="x" * 500) for n in range(400)), first=2_000)]
    assert sizes[:4] == [2_000, 4_000, 8_000, 16_000]
    assert max(sizes) <= annotating.CHUNK_CHARS + 500
