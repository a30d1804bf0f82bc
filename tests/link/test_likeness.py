"""Stories, provenance, events, leads and relations, on documents and records made by hand."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from synoptic.ids import make_id, text_hash
from synoptic.link import events, leads, provenance, relations, stories
from synoptic.link.events.comparing import interval
from synoptic.link.events.uncoded import sentence
from synoptic.link.graph import Union, agglomerate
from synoptic.link.provenance.outlets import same_outlet
from synoptic.link.provenance.shared_text import words_of
from synoptic.model import Citation, Document, EventMention, Provenance, Quotation, Signature, Span, Utterance

FERRY = "The ferry Halvorsen ran aground off Brindle Point on Monday with ninety people aboard, the harbour master of Brindle said. Divers searched the hull."
STRIKE = "Bakers in Ostravia voted to strike for higher pay, their union leader Mira Tolliver announced after talks with the millers collapsed again."


def doc(text: str, name: str, **fields: str) -> Document:
    return Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text), **fields)


def sign(document: Document, triggers: tuple[tuple[int, int, str], ...] = ()) -> Signature:
    words = [w.strip(".,").capitalize() if w[0].isupper() else w.strip(".,") for w in document.text.split()]
    terms = tuple(sorted((w, words.count(w)) for w in set(words) if len(w) > 3))
    grams = words_of(document.text).runs
    shingles = tuple(sorted(hash_of(g) for g in grams))
    return Signature(id="g" + document.id, document=document.id, start=0, end=0, exact="", terms=terms, lead_terms=terms, shingles=shingles, triggers=triggers)


def hash_of(gram: tuple[str, ...]) -> int:
    return int(text_hash(" ".join(gram))[:8], 16)


def mention(document: Document, word: str, **fields: object) -> EventMention:
    start = document.text.index(word)
    given_fields = {"type": "ASSAULT", "lemma": word, "actors": ("e-north",), "recipients": ("e-south",), **fields}
    clause = document.span(0, len(document.text))
    return EventMention(
        id=make_id("e", document.id, start), document=document.id, start=start, end=start + len(word), exact=word, clause=clause, **given_fields
    )


def test_stories_keep_two_matters_apart() -> None:
    """Two reports of one ferry are a story, a strike is another, and each document is in exactly one."""
    docs = [doc(FERRY, "a"), doc(FERRY.replace("Divers searched", "Swimmers combed"), "b"), doc(STRIKE, "c")]
    (found,) = stories.link(docs, [sign(d) for d in docs], ())
    groups = sorted(s.documents for s in found)
    assert sorted(d for g in groups for d in g) == sorted(d.id for d in docs)
    assert tuple(sorted((docs[0].id, docs[1].id))) in groups


def test_stories_do_not_depend_on_order() -> None:
    """The same stories come out whatever the order of documents and signatures."""
    docs = [doc(t, str(n)) for n, t in enumerate([FERRY, FERRY + " Waves hampered them.", STRIKE, STRIKE + " Ovens went cold."])]
    signed = [sign(d) for d in docs]
    first = list(stories.link(docs, signed, ())[0])
    for seed in range(4):
        random.Random(seed).shuffle(docs)
        random.Random(seed + 9).shuffle(signed)
        assert list(stories.link(docs, signed, ())[0]) == first


def test_title_is_a_source_s_own() -> None:
    """A story is named by the words of one of its documents."""
    document = doc(STRIKE, "a", title="Bakers vote to strike")
    (found,) = stories.link([document], [sign(document)], ())
    assert [s.title for s in found] == ["Bakers vote to strike"]


def test_cut_and_reordered_copy_is_found() -> None:
    """Half of a text, with its sentences turned round, is a copy of it; the later one is the copy."""
    sentences = [f"Sentence number {n} tells how lantern {n * 7} was carried over hill {n * 3} by keeper {n * 11} at dusk." for n in range(20)]
    whole = doc(" ".join(sentences), "whole", published="2031-03-01", publisher="The Quill")
    half = doc(" ".join(reversed(sentences[:10])), "half", published="2031-03-02", publisher="The Reed")
    other = doc(STRIKE * 3, "other", published="2031-03-01")
    docs = [half, other, whole]
    (found,) = provenance.link(docs, [sign(d) for d in docs], ())
    assert [(p.type, p.from_, p.to) for p in found] == [("copies", half.id, whole.id)]


def test_who_is_credited_is_the_original() -> None:
    """Of copies of one day the article of the outlet that is credited is the original, whatever hour the others have."""
    text = " ".join(f"Keeper {n * 11} carried lantern {n * 7} over hill {n * 3} at dusk." for n in range(20))
    wire = doc(text + " Rain fell.", "wire", publisher="Harbour Agency", published="2031-05-05T18:40:00+02:00")
    early = doc(text, "early", publisher="The Reed", published="2031-05-05T12:00:00+02:00")
    day = doc(text + " Snow fell.", "day", publisher="The Quill", published="2031-05-05")
    credit = Citation(id="c", document=wire.id, start=0, end=6, exact="Keeper", type="republishes", outlet="Harbour Agency")
    docs = [early, day, wire]
    (found,) = provenance.link(docs, [sign(d) for d in docs], [credit])
    assert {(p.from_, p.to) for p in found} == {(early.id, wire.id), (day.id, wire.id)}
    (found,) = provenance.link([early, day], [sign(d) for d in (early, day)], [])
    assert {(p.from_, p.to) for p in found} == {(day.id, early.id)}


def test_a_document_without_signature_leads_with_its_own() -> None:
    """Where nothing is known to compare a document by, it has a lead of its own."""
    one, other = doc(FERRY, "a"), doc(STRIKE, "b")
    found, _ = leads.link([one, other], [], [], [], [sign(one)], [])
    assert all(d.lead for d in found)
    assert len({d.lead for d in found}) == 2


def test_origins_count_agencies_once() -> None:
    """Documents that republish one agency, and copies of them, are one origin; a citation joins nothing."""
    links = [
        Provenance(id="1", type="republishes", from_="a", to="Reuters"),
        Provenance(id="2", type="republishes", from_="b", to="Reuters"),
        Provenance(id="3", type="copies", from_="c", to="b"),
        Provenance(id="4", type="cites", from_="d", to="Reuters"),
    ]
    assert provenance.origins(["a", "b", "c", "d"], links) == 2
    assert provenance.origins(["c", "a"], links) == 1


def test_own_agency_line_is_no_republication() -> None:
    """An agency's own dateline in its own article says nothing about another source."""
    document = doc(FERRY, "a", publisher="reuters.com")
    citation = Citation(id="c", document=document.id, start=0, end=3, exact="The", type="republishes", outlet="Reuters")
    assert list(provenance.link([document], [sign(document)], [citation])[0]) == []


def test_outlets_are_known_by_name_and_domain() -> None:
    """An outlet's name, its initials and its domain are one; two outlets are two."""
    assert same_outlet("The New York Times", "nytimes.com")
    assert same_outlet("Associated Press", "AP")
    assert not same_outlet("Washington Post", "New York Times")


def test_one_strike_in_two_articles_is_one_event_and_the_next_day_s_another() -> None:
    """Same parties, act and day join; another day keeps events apart."""
    a, b, c = doc("North shelled South town", "a", dated="2031-05-02"), doc("North shelled South", "b", dated="2031-05-02"), doc("North shelled South", "c")
    c = replace(c, dated="2031-05-09")
    made = [
        mention(a, "shelled", date="2031-05-01", timex="t1"),
        mention(b, "shelled", date="2031-05-01", timex="t2"),
        mention(c, "shelled", date="2031-05-08", timex="t3"),
    ]
    (one,) = stories.link([a], [sign(a)], ())
    story = replace(next(iter(one)), documents=(a.id, b.id, c.id))
    (found,) = events.link([a, b, c], [story], made, [], [], [], [sign(d) for d in (a, b, c)])
    assert sorted(sorted(e.documents) for e in found) == sorted([sorted([a.id, b.id]), [c.id]])
    assert all(m.exact == "shelled" for e in found for m in e.mentions)


def test_leads_share_an_event() -> None:
    """Documents that lead with one event have its id as lead; every document has a lead, and the story its events."""
    a, b = doc(FERRY, "a", dated="2031-05-02"), doc(FERRY + " Rain fell.", "b", dated="2031-05-02")
    signed = [sign(a), sign(b)]
    found_stories = list(stories.link([a, b], signed, ())[0])
    made = [mention(a, "searched", leads=True), mention(b, "searched", leads=True)]
    (found,) = events.link([a, b], found_stories, made, [], [], [], signed)
    docs, told = leads.link([a, b], found_stories, list(found), made, signed, [])
    assert len({d.lead for d in docs}) == 1
    assert [s.events for s in told] == [tuple(sorted(e.id for e in found))]


def test_denial_contradicts_assertion() -> None:
    """An act denied in one article and asserted in another stand in contradiction, with a reason."""
    a, b = doc("North shelled South", "a"), doc("North shelled South, never", "b")
    stories_ = [replace(next(iter(stories.link([a], [sign(a)], ())[0])), documents=(a.id, b.id))]
    made = [mention(a, "shelled", modality="happened"), mention(b, "shelled", modality="denied")]
    two = [e for m in made for e in events.link([a, b], [], [m], [], [], [], [])[0]]
    (found,) = relations.link([a, b], stories_, two, made, [], [], [], [], [])
    assert [r.type for r in found] == ["contradiction"]
    assert all(r.why for r in found)


def test_fuller_words_subsume() -> None:
    """A quotation that gives twice the words of another of the same utterance subsumes it."""
    long, short = "We will open the northern gate at dawn and feed every traveller", "open the gate"
    q = [Quotation(id=i, document=i, start=0, end=len(t), exact=t, type="direct") for i, t in (("x", long), ("y", short))]
    (found,) = relations.link([], [], [], [], [], [], [Utterance(id="u", speaker=None, said=None, quotations=("x", "y"))], q, [])
    assert [(r.type, r.from_, r.to) for r in found] == [("subsumption", "x", "y")]


def test_intervals_of_every_precision() -> None:
    """Days, months, years and intervals have a first and a last day; anything else has none."""
    assert interval("2031-02") == (interval("2031-02-01")[0], interval("2031-02-28")[1])  # type: ignore[index]
    assert interval("2031-02-01/2031-02-03")[1] - interval("2031-02-01/2031-02-03")[0] == 2  # type: ignore[index]
    assert interval("someday") is None
    assert interval("2031-W08") is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(-6, 6)), max_size=30), st.floats(-2, 2))
def test_clusters_cover_all_and_ignore_order(edges: list[tuple[int, int, float]], threshold: float) -> None:
    """Every member is in one cluster, and the order in which pairs are given changes nothing."""
    scores = {(min(i, j), max(i, j)): s for i, j, s in edges if i != j}
    groups = agglomerate(10, scores, threshold, floor=-6.0)
    assert sorted(m for g in groups for m in g) == list(range(10))
    assert agglomerate(10, dict(reversed(scores.items())), threshold, floor=-6.0) == groups


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_union_roots_are_smallest(pairs: list[tuple[int, int]]) -> None:
    """The root of every group is its smallest member."""
    union: Union[int] = Union(range(21))
    for a, b in pairs:
        union.join(a, b)
    assert all(union.root(m) == g[0] for g in union.groups() for m in g)


@given(st.text(max_size=200), st.data())
def test_sentence_is_exact(text: str, data: st.DataObject) -> None:
    """The sentence around any span is exact words of the text and holds the span where that has letters."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = doc(text, "x")
    found = sentence(document, Span(document.id, start, end, text[start:end]))
    assert text[found.start : found.end] == found.exact
