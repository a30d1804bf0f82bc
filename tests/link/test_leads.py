"""Which documents of a story lead with one event."""

from __future__ import annotations

import random
from dataclasses import replace

from synoptic.ids import make_id, text_hash
from synoptic.link import leads
from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import Likeness, set_apart, sketched
from synoptic.model import Document, Signature, Story

COMMON = ("flood", "river", "bridge", "evacuate", "rescue", "water", "street", "Mayor")
MATTERS = (("Tarnbeck", "Ostrel", "Hedvika"), ("Quillmere", "Padova", "Lorimer"))


def made(name: str, words: tuple[str, ...]) -> tuple[Document, Signature]:
    text = " ".join(words)
    doc = Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text))
    terms = tuple(sorted((w, 2) for w in words))
    return doc, Signature(id="g" + doc.id, document=doc.id, start=0, end=0, exact="", terms=terms, lead_terms=terms, shingles=())


def two_floods() -> list[tuple[Document, Signature]]:
    """Five articles on a flood in one town and five on one in another, which share all words but names."""
    return [made(f"{n}{k}", (*COMMON, *names, f"Reporter{n}{k}")) for n, names in enumerate(MATTERS) for k in range(5)]


def lead_of(rows: list[tuple[Document, Signature]]) -> dict[str, str | None]:
    docs = [d for d, _ in rows]
    story = Story(id="s", title="", documents=tuple(sorted(d.id for d in docs)))
    return {d.name: d.lead for d in leads.link(docs, [story], [], [], [s for _, s in rows], [])[0]}


def test_two_matters_of_one_story_have_two_leads() -> None:
    """Ten articles of one story on floods in two towns are two groups, each with the articles on one town."""
    lead = lead_of(two_floods())
    assert len(set(lead.values())) == 2
    assert all(len({lead[f"{n}{k}"] for k in range(5)}) == 1 for n in range(2))


def test_leads_do_not_depend_on_order() -> None:
    """The same leads come out whatever the order of the documents."""
    rows = two_floods()
    shuffled = random.Random(7).sample(rows, len(rows))
    assert lead_of(rows) == lead_of(shuffled)


def test_joining_large_groups_takes_more() -> None:
    """Two pairs that are as alike as a third document is to one of them stay apart, and that document is taken in."""
    within = {(0, 1): 5.0, (2, 3): 5.0}
    across = {(i, j): 0.2 for i in (0, 1) for j in (2, 3)}
    assert agglomerate(4, within | across, 0.0, floor=-4.0) == [[0, 1, 2, 3]]
    assert agglomerate(4, within | across, 0.0, floor=-4.0, rise=0.5) == [[0, 1], [2, 3]]
    assert agglomerate(3, {(0, 1): 5.0, (0, 2): 0.2, (1, 2): 0.2}, 0.0, floor=-4.0, rise=0.5) == [[0, 1, 2]]


def test_words_of_the_whole_story_tell_little() -> None:
    """A word that all documents have weighs less than a name that half of them have, whatever each weighs in other news."""
    rows = two_floods()
    sketches = [sketched(s, None) for _, s in rows]
    before, after = sketches[0].words, set_apart([s.words for s in sketches])[0]
    kept = dict(zip(after.hashes.tolist(), (after.weights / before.weights).tolist(), strict=True))
    everywhere = set.intersection(*(set(s.words.hashes.tolist()) for s in sketches))
    assert everywhere
    assert all(kept[w] < kept[v] for w in everywhere for v in set(kept) - everywhere)
    assert set_apart([]) == []


def test_contrasts_are_of_the_pairs_compared() -> None:
    """Every pair that is compared has a contrast between 0 and 1 for words and for names, higher within a matter than across."""
    rows = two_floods()
    likeness = Likeness([d for d, _ in rows], [s for _, s in rows])
    found, matter = likeness.contrasts(), {d.id: d.name[0] for d, _ in rows}
    assert found.keys() == likeness.pairs().keys()
    assert all(0 <= value <= 1 for row in found.values() for value in row)
    within = [names for (i, j), (_, names) in found.items() if matter[likeness.ids[i]] == matter[likeness.ids[j]]]
    across = [names for (i, j), (_, names) in found.items() if matter[likeness.ids[i]] != matter[likeness.ids[j]]]
    assert min(within) > max(across, default=0.0)


def test_events_that_are_alike_part_a_pair() -> None:
    """What the leads' events say is added to a pair's log-odds."""
    rows = two_floods()[:2]
    likeness = Likeness([d for d, _ in rows], [s for _, s in rows])
    pair = tuple(sorted(d.id for d, _ in rows))
    (plain,), (parted,) = leads.weighed(likeness, {}).values(), leads.weighed(likeness, {(pair[0], pair[1]): leads.OTHER_EVENT}).values()
    assert round(plain - parted, 4) == -leads.OTHER_EVENT


def test_a_document_alone_leads_with_something() -> None:
    """A document that stands alone has a lead, and what it is otherwise stays."""
    doc, signature = made("alone", (*COMMON, *MATTERS[0]))
    story = Story(id="s", title="", documents=(doc.id,))
    (found,), _ = leads.link([doc], [story], [], [], [signature], [])
    assert found.lead
    assert replace(found, lead=None) == doc
