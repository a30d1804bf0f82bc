"""Words of several articles for one deed."""

from synoptic.link.events.deeds import akin
from synoptic.link.events.uncoded import find_uncoded
from synoptic.model import Document, Event, EventMention, Signature, Span

TEXTS = {"a": "A quake struck the valley. The shaking lasted.", "b": "The earthquake struck at dawn.", "c": "An earthquake was felt."}


def docs(**published):
    return [Document(id=i, name=i, text=t, published=published.get(i)) for i, t in TEXTS.items()]


def signature(doc, *words):
    text = TEXTS[doc]
    triggers = tuple((text.index(w), text.index(w) + len(w), lemma) for w, lemma in words)
    return Signature(id=f"s-{doc}", document=doc, start=0, end=len(text), exact=text, terms=(), lead_terms=(), shingles=(), triggers=triggers)


SIGNATURES = [
    signature("a", ("quake", "quake"), ("shaking", "shake")),
    signature("b", ("earthquake", "earthquake")),
    signature("c", ("earthquake", "earthquake")),
]
ONE_LEAD = dict.fromkeys(TEXTS, "l")


def found(documents, *, mentions=(), events=()):
    return list(find_uncoded(documents, SIGNATURES, ONE_LEAD, mentions, {}, events))


def test_words_for_one_deed_are_akin_and_opposites_are_not():
    """What is derived from one another and what means the same is akin."""
    assert akin("explode", "explosion")
    assert akin("murder", "slay")
    assert not akin("win", "lose")
    assert not akin("arrive", "leave")


def test_a_deed_of_two_words_is_one_happening():
    """A quake and an earthquake of articles with one lead are one; what one article alone says is none."""
    (quake,) = found(docs())
    assert quake.documents == ("a", "b", "c")
    assert {s.exact for s in quake.mentions} == {"quake", "earthquake"}


def test_articles_of_other_weeks_tell_of_another():
    """Where the metadata say that articles stand far apart, their quakes are two; the lone one is left out."""
    (quake,) = found(docs(a="2031-05-01", b="2031-05-02", c="2031-05-20"))
    assert quake.documents == ("a", "b")


def test_a_coded_event_takes_the_words_of_others_for_it():
    """Where one article's word is coded, the others' akin words are mentions of that event."""
    start = TEXTS["b"].index("earthquake")
    span = {"document": "b", "start": start, "end": start + 10, "exact": "earthquake"}
    mention = EventMention(id="m", type="ASSAULT", lemma="earthquake", **span)
    event = Event(id="h", type="ASSAULT", mentions=(Span(**span),), documents=("b",), event_mentions=("m",), origins=1)
    (joined,) = found(docs(), mentions=[mention], events=[event])
    assert (joined.id, joined.documents) == ("h", ("a", "b", "c"))


def test_the_order_of_articles_changes_nothing():
    """The same happenings come out of any order."""
    assert list(find_uncoded(docs()[::-1], SIGNATURES[::-1], ONE_LEAD, (), {}, ())) == found(docs())
