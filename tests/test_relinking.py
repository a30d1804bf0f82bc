"""Linking what an article changes: the outcome is that of linking all at once, whatever the order, and versions that go leave no trace."""

from __future__ import annotations

import random

import pytest

from synoptic.archive import to_rows
from synoptic.ids import make_id, text_hash
from synoptic.link import link
from synoptic.link.stories import units
from synoptic.model import FOUND, Document, Run, Signature, Story
from synoptic.pipeline import Archive, open_archive

MATTERS = ("ferry harbour divers hull brindle", "bakers strike ovens flour ostravia", "comet telescope ridge astronomers tail")


def article(number: int, matter: int, version: int = 0) -> tuple[Document, Signature]:
    """An article on one of three matters, with words of its own."""
    chosen = random.Random(f"{number} {version}")
    words = [*MATTERS[matter].split(), *(f"word{chosen.randrange(60)}" for _ in range(6))]
    text = " ".join(words)
    day = f"2031-05-{1 + number % 9:02}"
    doc = Document(id=make_id("d", number, version), name=str(number), text=text, sha256=text_hash(text), published=day, publisher=f"Outlet {number % 4}")
    terms = tuple(sorted((w, 1) for w in set(words)))
    shingles = tuple(sorted(int(text_hash(" ".join(words[i : i + 5]))[:8], 16) for i in range(len(words) - 4)))
    return doc, Signature(id=make_id("g", doc.id), document=doc.id, start=0, end=0, exact="", terms=terms, lead_terms=terms[:4], shingles=shingles)


def keep(archive: Archive, *articles: tuple[Document, Signature]) -> None:
    assert archive.writer
    run = archive.components.run
    archive.writer.keep_runs(run, (Run(component="test", version="1"),))
    archive.writer.add([(doc, to_rows({Signature: (signature,)})) for doc, signature in articles], run)


ARTICLES = [article(n, n % 3) for n in range(24)]
WHOLE = link({Document: tuple(d for d, _ in ARTICLES), **dict.fromkeys(FOUND, ()), Signature: tuple(s for _, s in ARTICLES)})


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_in_any_order_is_all_at_once(seed: int) -> None:
    """However articles arrive, the linked records are those of linking all of them."""
    with open_archive() as archive:
        for one in random.Random(seed).sample(ARTICLES, len(ARTICLES)):
            keep(archive, one)
            archive.stories()
        assert {k: v for k, v in archive.linked().items() if v} == {k: v for k, v in WHOLE.items() if v}


def test_versions_that_were_superseded_leave_no_trace() -> None:
    """After another version of some articles came and went, all is as if it never had."""
    with open_archive() as archive:
        keep(archive, *ARTICLES[:20])
        archive.linked()
        keep(archive, *(article(n, (n + 1) % 3, version=1) for n in range(0, 20, 4)))
        archive.linked()
        assert archive.writer
        for doc, _ in ARTICLES[:20:4]:
            archive.writer.make_current(doc)
        keep(archive, *ARTICLES[20:])
        assert archive.linked()[Story] == WHOLE[Story]


def test_units_that_are_too_large_are_cut_alike_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a component is cut because of its size, the order of articles still changes nothing."""
    monkeypatch.setattr(units, "MOST", 3)
    docs = {Document: tuple(d for d, _ in ARTICLES), Signature: tuple(s for _, s in ARTICLES)}
    wanted = link(docs)[Story]
    for seed in range(3):
        with open_archive() as archive:
            for one in random.Random(seed).sample(ARTICLES, len(ARTICLES)):
                keep(archive, one)
                archive.stories()
            assert archive.linked()[Story] == wanted


def test_only_what_changed_is_linked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article of one matter links its own story anew, and leaves the others as they are."""
    from synoptic import relinking  # noqa: PLC0415

    with open_archive() as archive:
        keep(archive, *ARTICLES[:-1])
        archive.linked()
        linked: list[str] = []
        original = relinking.link_stale
        monkeypatch.setattr(relinking, "link_stale", lambda *given: (linked.append(given[2]), original(*given)))
        keep(archive, ARTICLES[-1])
        archive.linked()
        assert 0 < len(linked) < len(WHOLE[Story])
