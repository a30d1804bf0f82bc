"""An account that is built again and again is the one that is built at once, and costs what changed."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from synoptic.account import Told, build, kept, tell
from synoptic.account.index import Index
from synoptic.account.kept import Accounts
from synoptic.archive import to_rows
from synoptic.ids import make_id, text_hash
from synoptic.link.parts import Joined, Part
from synoptic.model import Chain, Document, Entity, EventMention, Figure, Mention, Quotation, Run, Signature, Span
from synoptic.pipeline import Archive, open_archive

MATTERS = ("ferry harbour divers hull brindle", "bakers strike ovens flour ostravia", "comet telescope ridge astronomers tail")
SPEAKERS = ("Ana Brod", "Petar Lunde", "the mayor")


def article(number: int, matter: int, day: int) -> tuple[Document, dict[type, Any]]:
    """An article of a matter, in which one of three speakers, who speak on other matters too, gives a toll."""
    chosen = random.Random(number)
    words = [*MATTERS[matter].split(), *(f"word{chosen.randrange(60)}" for _ in range(6))]
    who, toll = SPEAKERS[number % 3], 3 + number % 4
    said = f"we counted {toll} dead at the {words[0]} before the evening came"
    text = f"{' '.join(words)}. {who} said: {said}. Crews struck {words[1]}."
    published = f"2031-05-{day:02}" if day else None
    doc = Document(id=make_id("d", number), name=str(number), text=text, sha256=text_hash(text), published=published, publisher=f"Outlet {number % 4}")
    return doc, found_in(doc, words, who, said)


def found_in(doc: Document, words: list[str], who: str, said: str) -> dict[type, Any]:
    """What annotators would find: the speaker, what they say, the toll in it, and a blow."""
    text = doc.text

    def at(exact: str, kind: str) -> dict[str, Any]:
        start = text.index(exact)
        return {"id": make_id(kind, doc.id, start), "document": doc.id, "start": start, "end": start + len(exact), "exact": exact}

    mention = Mention(**at(who, "m"), form="name", head=who.rsplit(maxsplit=1)[-1])
    chain = Chain(**at(who, "c"), name=who, type="PERSON", mentions=(mention,), roles=(f"head of {words[0]}",))
    quotation = Quotation(**at(said, "q"), type="direct", speaker=chain.id, speaker_name=who)
    number = re.search(r"\d+ dead", said)
    assert number
    toll = int(number[0].split()[0])
    figure = Figure(**at(number[0], "f"), low=toll, high=toll, counted="killed", attributed_to=chain.id, attributed_name=who)
    clause = f"Crews struck {words[1]}"
    start = text.index(clause)
    event = EventMention(
        **at("struck", "v"),
        type="ASSAULT",
        cameo="190",
        actor_names=("Crews",),
        recipient_names=(words[1],),
        clause=Span(doc.id, start, start + len(clause), clause),
        lemma="strike",
        score=0.9,
    )
    terms = tuple(sorted((w, 1) for w in set(words)))
    signature = Signature(id=make_id("g", doc.id), document=doc.id, start=0, end=0, exact="", terms=terms, lead_terms=terms[:4], shingles=())
    return {Chain: (chain,), Quotation: (quotation,), Figure: (figure,), EventMention: (event,), Signature: (signature,)}


ARTICLES = [article(n, n % 3, 1 + n % 9) for n in range(18)]
LATER, UNDATED = article(30, 1, 20), article(31, 2, 0)


def keep(archive: Archive, *articles: tuple[Document, dict[type, Any]]) -> None:
    assert archive.writer
    archive.writer.keep_runs(archive.components.run, (Run(component="test", version="1"),))
    archive.writer.add([(doc, to_rows(found)) for doc, found in articles], archive.components.run)


@pytest.mark.parametrize("seed", range(3))
def test_an_account_built_again_is_one_built_at_once(seed: int) -> None:
    """Whatever comes in whatever order, dated before or after what is there or not at all, every line is the one that building all at once gives."""
    accounts = Accounts()
    parts: dict[str, Part] = {}
    with open_archive() as archive:
        for one in random.Random(seed).sample([*ARTICLES, LATER, UNDATED], 20):
            keep(archive, one)
            parts = archive.parts(parts)
            assert accounts.build(parts, Joined(parts.values())) == build(archive.linked())
        whole = archive.linked()
        assert len(archive.stories()) > 1
        assert any(len({m.document for m in e.mentions}) > 6 for e in whole[Entity])  # a name over all stories
    assert all(len(getattr(build(whole), section)) for section in ("timeline", "voices", "figures", "gaps"))


def test_what_did_not_change_is_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that comes last has its own story read and told anew, and no other; the records of the others are the very same."""
    told: list[int] = []

    def heard(index: Index) -> Told:
        told.append(len(index.documents))
        return tell(index)

    monkeypatch.setattr(kept, "tell", heard)
    accounts = Accounts()
    with open_archive() as archive:
        keep(archive, *ARTICLES)
        before = archive.parts()
        accounts.build(before, Joined(before.values()))
        told.clear()
        keep(archive, article(34, 1, 20))
        after = archive.parts(before)
        accounts.build(after, Joined(after.values()))
    assert len(told) == 1
    assert sum(after[s] is not before.get(s) for s in after) == 1


def test_parts_of_an_archive_are_the_whole() -> None:
    """The parts put together are `linked`, kind by kind; where nothing may be kept there is one part, made again only where the archive is another."""
    with open_archive() as archive:
        keep(archive, *ARTICLES)
        joined = Joined(archive.parts().values())
        assert dict(joined) == archive.linked()
        writer, archive.writer = archive.writer, None
        keep_ = archive.parts()
        archive.writer = writer
        keep(archive, LATER)
        archive.writer = None
        here = archive.parts(keep_)
        assert len(here) == 1
        assert archive.parts(here).popitem()[1] is next(iter(here.values()))
        assert dict(Joined(here.values())) == archive.linked()
