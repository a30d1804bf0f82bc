"""Which of two short claims may weaken the other."""

from dataclasses import replace
from itertools import permutations

from synoptic.link import relations
from synoptic.link.relations import agreeing, disputes
from synoptic.link.relations import claims as room
from synoptic.model import Document, Quotation

SAID = "The mill's owner Ada Brenn said that the dam had been safe, and that nobody had warned her."
DENIED = "But the engineer Otto Wieck denied that, and told reporters that Brenn had rejected his report."
PLAIN = "The dam at Lower Brack was built in 1911 and holds 40,000 cubic metres of water."


def doc(name: str, text: str) -> Document:
    return Document(id=name, name=name, text=text, published="2031-04-02")


def claims(docs: list[Document]) -> list[room.Claim]:
    who = {"d1": "Ada Brenn", "d2": "Otto Wieck"}
    said = [Quotation(id="q" + d.id, document=d.id, start=0, end=5, exact=d.text[:5], type="indirect", speaker_name=who[d.id]) for d in docs if d.id in who]
    return room.find_claims(docs, said, ())


def test_a_denial_weakens_and_a_plain_fact_does_not() -> None:
    """Who denies another's words disputes them; what nobody says of a dam's age disputes nothing."""
    found = {(a.document, b.document) for a, b in disputes.find_disputes(claims([doc("d1", SAID), doc("d2", DENIED), doc("d3", PLAIN)]), {})}
    assert ("d1", "d2") in found
    assert ("d1", "d3") not in found


def test_order_does_not_matter() -> None:
    """Any order of the documents gives the same pairs, and either way round the same features."""
    docs = [doc("d1", SAID), doc("d2", DENIED), doc("d3", PLAIN)]
    assert len({tuple((a.document, b.document) for a, b in disputes.find_disputes(claims(list(order)), {})) for order in permutations(docs)}) == 1
    a, b, _ = claims(docs)
    assert disputes.signs(a, b) == disputes.signs(b, a)


def test_whole_articles_and_other_days_are_left_alone() -> None:
    """A long document is no single claim, and claims of two days are not compared."""
    long = doc("d4", DENIED * 10)
    other = Document(id="d5", name="d5", text=DENIED, published="2031-04-09")
    assert not list(disputes.find_disputes(claims([doc("d1", SAID), long, other]), {}))


def test_odd_documents_are_no_trouble() -> None:
    """Empty and wordless documents are skipped or compared, never fatal."""
    list(disputes.find_disputes(claims([doc("d1", ""), doc("d6", "…"), doc("d7", "7"), doc("d8", "\x00")]), {}))


def test_the_same_in_much_the_same_words_is_equivalent() -> None:
    """Two claims of one day in nearly the same words are an equivalence, and none where one disputes the other."""
    again = "The dam at Lower Brack, built in 1911, holds 40,000 cubic metres of water."
    docs = [doc("d1", SAID), doc("d2", DENIED), doc("d3", PLAIN), doc("d4", again)]
    (made,) = relations.link_claims(docs, (), (), ())
    kinds = {(r.from_, r.to): r.type for r in made}
    assert kinds["d3", "d4"] == "equivalence"
    assert ("d1", "d3") not in kinds
    assert not list(relations.link_claims([docs[2], Document(id="d5", name="d5", text=again, published="2031-04-09")], (), (), ())[0])


def test_claims_of_one_article_dispute_nothing() -> None:
    """Two sentences under one title are of one article, which neither disputes nor confirms itself."""
    docs = [replace(doc("d1", SAID), title="A dam at Brack"), replace(doc("d2", DENIED), title="A dam at Brack")]
    assert not list(disputes.find_disputes(claims(docs), {}))
    docs[1] = replace(docs[1], title="Who knew of it")
    assert list(disputes.find_disputes(claims(docs), {}))


def test_titles_make_one_matter() -> None:
    """Claims that share no word are of one matter where the titles of their articles are, and not else."""
    one, other = doc("d1", "Nobody had been warned."), doc("d2", "The repairs cost too much.")
    assert not list(room.pairs_of_a_matter(claims([one, other]), {}))
    titled = [replace(one, title="Brack dam burst"), replace(other, title="The dam at Brack")]
    assert len(list(room.pairs_of_a_matter(claims(titled), {}))) == 1


def test_one_negates_what_the_other_says() -> None:
    """A word of both that one of them negates is a sign of a dispute; negated by both it is none."""
    yes, no, neither = (doc(f"d{n}", text) for n, text in enumerate(["The gate was closed.", "The gate was not closed.", "The gate is never closed."]))
    signs = disputes.signs(*claims([yes, no]))
    assert signs["opposite"] == 1
    assert disputes.signs(*claims([no, neither]))["opposite"] == 0


def test_a_claim_has_no_more_near_ones_on_a_full_day() -> None:
    """However many claims a day has, each is compared with a bounded number."""
    docs = [doc(f"d{n:03}", f"Farmer {chr(65 + n % 26)}ell of Brack sold barley {n}.") for n in range(120)]
    near = list(room.near_ones(claims(docs), {}))
    assert len(near) <= room.NEAR * len(docs)


def test_the_fuller_claim_tells_more_of_one_matter() -> None:
    """A claim that shares a name with another, and disputes nothing, elaborates it; the reason says what both have."""
    short, full = doc("d7", "The dam at Brack holds."), doc("d8", "The valley of Brack has barley and flax.")
    (made,) = relations.link_claims([short, full], (), (), ())
    (found,) = made
    assert (found.type, found.from_, found.to, found.why) == ("elaboration", "d8", "d7", "tells more of one matter: both have “Brack”")


def test_a_claim_is_joined_with_few_on_a_full_day() -> None:
    """However many claims share a name, each is told to elaborate, or to be elaborated by, a bounded number."""
    docs = [doc(f"d{n:03}", f"Farmer {chr(65 + n % 26)}ell of Brack sold barley {n}.") for n in range(60)]
    (made,) = relations.link_claims(docs, (), (), ())
    most = max(sum(d.id in (r.from_, r.to) for r in made) for d in docs)
    assert 0 < most <= agreeing.MOST
