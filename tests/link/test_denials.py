"""What one side denies and another asserts."""

from itertools import permutations

import pytest

from synoptic.link import relations
from synoptic.model import Document, Entity, Event, EventMention, Quotation, Relation, Span, Story

DOCS = ("d1", "d2")
STORY = Story(id="s", title="", documents=DOCS)
NORLAND = Entity(id="e-norland", name="Norland", type="GPE", mentions=(Span("d2", 100, 107, "Norland"), Span("d1", 9, 16, "Norland")))
VARIA = Entity(id="e-varia", name="Varia", type="GPE", mentions=())
SHELLED = "Norland had shelled the children's hospital in Brack"
DENIED = "shelling a children's hospital in Brack"


def said(name: str, doc: str, start: int, words: str, *, by: Entity, cue: str = "said", polarity: bool = True) -> Quotation:
    """Somebody's words, the cue just before them."""
    span = Span(doc, start - len(cue) - 1, start - 1, cue)
    return Quotation(
        id=name,
        document=doc,
        start=start,
        end=start + len(words),
        exact=words,
        type="indirect",
        speaker=by.id,
        speaker_name=by.name,
        cue=span,
        polarity=polarity,
    )


CLAIM = said("q1", "d1", 9, SHELLED, by=VARIA)
DENIAL = said("q2", "d2", 50, DENIED, by=NORLAND, cue="denied", polarity=False)


def contradictions(quotations=(), events=(), mentions=()) -> list[Relation]:
    """The contradictions of one story with these records."""
    docs = [Document(id=d, name=d, text="") for d in DOCS]
    (made,) = relations.link(docs, [STORY], events, mentions, (), (), (), quotations, (), [NORLAND, VARIA])
    return [r for r in made if r.type == "contradiction"]


def test_a_denial_stands_against_the_words_that_it_denies() -> None:
    """What Varia says and Norland denies is one contradiction between their words, in any order of the records; the reason shows what both tell of."""
    other = said("q3", "d1", 80, "the harvest in Brack was poor", by=VARIA)
    found = [contradictions(order) for order in permutations([CLAIM, DENIAL, other])]
    assert {tuple((r.from_, r.to, r.why) for r in f) for f in found} == {
        (("q1", "q2", "Norland denies what Varia says: “shelling”, “children's”, “hospital”, “Brack”"),)
    }


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        (said("q1", "d1", 9, SHELLED, by=NORLAND), DENIAL),  # its own words
        (said("q1", "d1", 9, "nobody had shelled the children's hospital in Brack", by=VARIA), DENIAL),  # denied as well
        (said("q1", "d1", 9, "no Norland gun hit the children's hospital in Brack", by=VARIA), DENIAL),
        (CLAIM, said("q2", "d2", 50, DENIED, by=NORLAND, cue="did not deny", polarity=False)),
        (CLAIM, said("q2", "d2", 50, DENIED, by=NORLAND, cue="rejected", polarity=False)),  # an offer is rejected, and not untrue
        (CLAIM, said("q2", "d2", 50, "children entry to the hospital in Brack", by=NORLAND, cue="were denied", polarity=False)),
        (said("q1", "d1", 9, "Norland has a poor harvest", by=VARIA), DENIAL),
    ],
)
def test_what_is_no_contradiction(claim: Quotation, denial: Quotation) -> None:
    """One's own words, what is denied on both sides, what is not denied, refused or withheld, and another matter contradict nothing."""
    assert not contradictions([claim, denial])


def test_a_denial_that_only_points_is_of_what_was_said_just_before() -> None:
    """Who "denied the reports" denies what another said of it just before in the same article; what speaks of nobody there is not meant."""
    denial = said("q2", "d1", 100, "the reports", by=NORLAND, cue="denied", polarity=False)
    aside = said("q3", "d1", 70, "it would rain", by=VARIA)
    (found,) = contradictions([CLAIM, aside, denial])
    assert {found.from_, found.to} == {"q1", "q2"}
    assert not contradictions([aside, denial])


def shelling(kind: str, *, by: Entity, to: Entity | None = None, lemma: str = "shell", clause: str = SHELLED) -> tuple[Event, EventMention]:
    """An event told in one clause."""
    mention = EventMention(
        id="m" + kind,
        document="d1",
        start=20,
        end=27,
        exact=lemma,
        type=kind,
        lemma=lemma,
        actors=(by.id,),
        actor_names=(by.name,),
        clause=Span("d1", 9, 60, clause),
    )
    recipients = (to.id,) if to else ()
    return Event(
        id="h" + kind, type=kind, actors=(by.id,), actor_names=(by.name,), recipients=recipients, documents=("d1",), event_mentions=(mention.id,)
    ), mention


def test_a_denial_stands_against_the_deed() -> None:
    """What an article tells as done, and its doer denies, is a contradiction between the denial and the event; another's deed is none."""
    event, mention = shelling("ASSAULT", by=NORLAND)
    (found,) = contradictions([DENIAL], [event], [mention])
    assert {found.from_, found.to} == {"hASSAULT", "q2"}
    event, mention = shelling("ASSAULT", by=VARIA)
    assert not contradictions([DENIAL], [event], [mention])


def test_a_denial_stands_against_the_charge() -> None:
    """What one is accused of, and denies, is a contradiction; being criticised is not."""
    event, mention = shelling("ACCUSE", by=VARIA, to=NORLAND, lemma="accuse", clause="Varia accused Norland over the hospital")
    (found,) = contradictions([DENIAL], [event], [mention])
    assert found.why == "Norland denies what it is accused of by Varia: “hospital”"
    event, mention = shelling("ACCUSE", by=VARIA, to=NORLAND, lemma="criticize", clause="Varia criticized Norland over the hospital")
    assert not contradictions([DENIAL], [event], [mention])


def test_a_denial_without_a_speaker_has_that_of_its_act() -> None:
    """Where the quotation names nobody, whoever is told to deny at its cue is who denies."""
    nobody = Quotation(id="q2", document="d2", start=50, end=50 + len(DENIED), exact=DENIED, type="indirect", cue=Span("d2", 43, 49, "denied"), polarity=False)
    act = EventMention(id="m1", document="d2", start=43, end=49, exact="denied", type="REJECT", lemma="deny", actors=(NORLAND.id,), actor_names=("Norland",))
    assert not contradictions([CLAIM, nobody])
    assert contradictions([CLAIM, nobody], (), [act])
