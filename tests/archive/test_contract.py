"""What every archive must do, whichever database is behind it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from synoptic.archive import MEMORY, Heading, Kept, Reader, Writer, open_archive, to_rows
from synoptic.ids import make_id, text_hash
from synoptic.model import Chain, Document, Figure, Mention, Quotation, Refusal, Relation, Run, Signature, Wording

Open = Callable[[], tuple[Reader, Writer]]
RUNS = (Run(component="figures", version="1"), Run(component="language", version="tiny", settings="none"))


@pytest.fixture(params=["file", "memory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Reader, Writer]:
    """An empty archive of each kind."""
    reader, writer = open_archive(tmp_path / "story.db" if request.param == "file" else MEMORY)
    assert writer
    return reader, writer


def doc(text: str, name: str, **fields: str) -> Document:
    return Document(id=make_id("d", name, text, fields), name=name, text=text, sha256=text_hash(text), **fields)


def found_in(d: Document) -> dict[type, tuple[object, ...]]:
    """One record of several kinds on the first word of a document."""
    end = len(d.text.split()[0])
    where = {"document": d.id, "start": 0, "end": end, "exact": d.text[:end]}
    mention = Mention(id=make_id("m", d.id), **where, form="name", head="x")
    return {
        Chain: (Chain(id=make_id("c", d.id), **where, name="x", type="PERSON", mentions=(mention,)),),
        Figure: (Figure(id=make_id("f", d.id), **where, low=3.0, high=None, counted="killed"),),
        Quotation: (Quotation(id=make_id("q", d.id), **where, type="direct", cue=d.span(0, 1), via=("one", "two")),),
        Signature: (Signature(id=make_id("s", d.id), **where, terms=(("ferry", 2),), lead_terms=(), shingles=(3, 5)),),
    }


def add(writer: Writer, *docs: Document, run: str = "run-1") -> int:
    writer.keep_runs(run, RUNS)
    return writer.add([(d, to_rows(found_in(d))) for d in docs], run)


def test_gives_back_what_it_was_given(opened: tuple[Reader, Writer]) -> None:
    """Documents and annotations come back equal to what was put in, text with any character included."""
    reader, writer = opened
    one = doc("Ferry sank 🛳 off\x00 “Tarn”\r\nat dawn", "one", publisher="The Tarn Post", published="2031-05-02")
    two = doc("Rescuers came", "two")
    assert add(writer, one, two) == 2
    assert set(reader.documents()) == {one, two}
    records = reader.found()
    for kind in (Chain, Figure, Quotation, Signature):
        assert set(records[kind]) == {r for d in (one, two) for r in found_in(d)[kind]}


def test_reading_again_changes_nothing(opened: tuple[Reader, Writer]) -> None:
    """A document that is there is not added again, and its annotations stay as they were."""
    reader, writer = opened
    one = doc("Ferry sank", "one")
    add(writer, one)
    before = reader.state(), reader.found(), reader.holdings()
    assert add(writer, one) == 0
    assert (reader.state(), reader.found(), reader.holdings()) == before


def test_changed_article_is_a_new_version(opened: tuple[Reader, Writer]) -> None:
    """The new version is the current one, and the old one stays, and can be the current one again."""
    reader, writer = opened
    old, new = doc("Nine died", "one", url="https://tarn.example/1"), doc("Eleven died", "one", url="https://tarn.example/1")
    add(writer, old)
    add(writer, new)
    assert reader.documents() == (new,)
    assert {r.document for r in reader.found()[Figure]} == {new.id}
    assert (reader.holdings().documents, reader.holdings().versions) == (1, 2)
    assert reader.document(old.id) == old
    assert reader.known([old.id, new.id, "d-none"]) == {old.id: False, new.id: True}
    writer.make_current(old)
    assert reader.documents() == (old,)


def test_same_text_under_two_names_is_kept_twice(opened: tuple[Reader, Writer]) -> None:
    """Two articles with one text are two documents: which copied which is for a linker to say."""
    reader, writer = opened
    add(writer, doc("Ferry sank", "one"), doc("Ferry sank", "two"))
    assert len(reader.documents()) == 2


def test_articles_are_told_apart_by_path_where_the_name_is_the_files(opened: tuple[Reader, Writer]) -> None:
    """Two files of one name in two folders are two articles, not two versions."""
    reader, writer = opened
    add(writer, doc("Ferry sank", "a.txt", path="x/a.txt"), doc("Rescuers came", "a.txt", path="y/a.txt"))
    assert len(reader.documents()) == 2


def test_state_depends_on_what_is_there_alone(tmp_path: Path) -> None:
    """Whatever the order in which documents came, the state is the same; another document or component changes it."""
    docs = [doc(f"Ferry {n} sank", str(n)) for n in range(6)]
    states = []
    for seed in range(3):
        reader, writer = open_archive(tmp_path / f"{seed}.db")
        assert writer
        for d in random.Random(seed).sample(docs, len(docs)):
            add(writer, d)
        states.append(reader.state())
    assert len(set(states)) == 1
    add(writer, doc("Another", "another"))
    assert reader.state() != states[0]


def test_finds_what_older_components_annotated(opened: tuple[Reader, Writer]) -> None:
    """Documents that another run annotated are told, and annotating again puts the new in the place of the old."""
    reader, writer = opened
    one, two = doc("Ferry sank", "one"), doc("Rescuers came", "two")
    add(writer, one, run="run-1")
    add(writer, two, run="run-2")
    assert reader.older_than("run-2") == [one.id]
    figure = Figure(id="f-new", document=one.id, start=0, end=5, exact="Ferry", low=0.5, high=1, counted=None)
    writer.annotate_again([(one, to_rows({Figure: (figure,)}))], "run-2")
    assert reader.older_than("run-2") == []
    assert [r for r in reader.found()[Figure] if r.document == one.id] == [figure]
    assert not any(r.document == one.id for r in reader.found()[Quotation])


def test_linked_records_are_kept_by_story(opened: tuple[Reader, Writer]) -> None:
    """Linked records come back equal, all or those of one story, with the listing; what was made from another state than is wanted is not kept."""
    reader, writer = opened
    one = doc("Ferry sank", "one")
    add(writer, one)
    dated = Document(**{**{f: getattr(one, f) for f in ("id", "name", "text", "sha256")}, "dated": "2031-05-02"})
    made = [dated, Relation(id="r-1", type="x", from_="a", to="b", why="w"), Wording(id="w-1", referent="ferry", variants=((one.id, ("b", "a")),))]
    made += found_in(one)[Quotation]
    heading = Heading("s-1", "Ferry", 1, 1, "2031-05-02", None)
    with writer.indexing() as index:
        index.want("room-1", "state-2")
    writer.keep_room("room-1", "state-1", {"s-1": made})
    assert reader.linked() == {}
    writer.keep_room("room-1", "state-2", {"s-1": made[:2], "s-2": made[2:]}, [heading])
    assert reader.linked() == {type(r): (r,) for r in made}
    assert reader.linked("s-1") == {type(r): (r,) for r in made[:2]}
    assert reader.headings() == (heading,)
    assert reader.stale() == []
    with writer.indexing() as index:
        index.want("room-1", "")
    writer.keep_room("room-1", "", {})
    assert (reader.linked(), reader.headings()) == ({}, ())


def test_index_knows_what_changed(opened: tuple[Reader, Writer]) -> None:
    """A document that was added, superseded or annotated anew is told once, until it was dealt with."""
    _, writer = opened
    old, new = doc("Nine died", "one", url="https://tarn.example/1"), doc("Eleven died", "one", url="https://tarn.example/1")
    add(writer, old)
    with writer.indexing() as index:
        rows, linked = index.changed(10)
        assert ([r[1] for r in rows], linked) == ([old.id], [])
        index.put(rows[0][0], Kept(old.id, "run-1", b"x", 5, ((7, 0.5),), (3, 2**32 - 1), "2031-05-02"))
        index.settled([rows[0][0]])
        assert index.changed(10) == ([], [])
    add(writer, new)
    with writer.indexing() as index:
        rows, linked = index.changed(10)
        assert ({r[1]: r[3] for r in rows}, linked) == ({old.id: False, new.id: True}, [old.id])
        assert index.holders([(7, 0.5, 1)], 1, 6) == {rows[0][0]: 0.25}
        assert index.holders([(7, 0.5, 1), (8, 0.5, 1)], 2, 6) == {}
        assert index.holders([(7, 0.5, 1)], 1, 7) == {}
        assert index.holders([(7, 0.5, 1)], 1, None) == {rows[0][0]: 0.25}
        number, kept = index.kept(old.id)
        assert (list(kept.shingles), kept.sketch) == ([3, 2**32 - 1], b"x")
        index.drop(number, Kept(old.id, "run-1", b"x", 5, ((7, 0.5),), kept.shingles, ""))
        assert index.holders([(7, 0.5, 1)], 1, None) == {}
        assert index.shared([3], 10) == ({}, set())


def test_refusals_are_kept_once_and_until_the_place_is_read(opened: tuple[Reader, Writer]) -> None:
    """One place has one reason, the last; when it is read after all, it is refused no more."""
    reader, writer = opened
    first, second = (Refusal(id=f"r-{n}", where="x/a.txt", reason=f"reason {n}", advice="do this") for n in (1, 2))
    writer.refuse([first])
    writer.refuse([first])
    assert reader.refusals() == (first,)
    writer.refuse([second])
    assert reader.refusals() == (second,)
    add(writer, doc("Ferry sank", "a.txt", path="x/a.txt"))
    assert reader.refusals() == ()


def test_holdings_count_current_documents(opened: tuple[Reader, Writer]) -> None:
    """Counts by kind and by component are those of the current versions."""
    reader, writer = opened
    add(writer, doc("Nine died", "one"), doc("Eleven died", "one"), doc("Rescuers came", "two"))
    held = reader.holdings()
    assert held.kinds == {"chain": 2, "figure": 2, "quotation": 2, "signature": 2}
    assert held.components == ((RUNS[0], 2), (RUNS[1], 2))


def test_a_batch_is_kept_whole_or_not_at_all(opened: tuple[Reader, Writer]) -> None:
    """Where one document of a batch cannot be written, none of it is."""
    reader, writer = opened

    def batch() -> object:
        yield doc("Ferry sank", "one"), []
        raise RuntimeError("a reader failed in the middle")

    with pytest.raises(RuntimeError):
        writer.add(batch(), "run-1")  # type: ignore[arg-type]
    assert reader.documents() == ()
