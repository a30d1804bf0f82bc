"""What opposed sides both say."""

from itertools import permutations

import pytest

from synoptic.link import relations
from synoptic.model import Document, Entity, Event, EventMention, Figure, Quotation, Relation, Series, Span, Story

DOCS = ("d1", "d2", "d3")
TAKEN = "The Norlandic army has taken Brack"
SAYS = {"q1": ("d1", "e-norland-army", "Norland's army"), "q2": ("d2", "e-varia-army", "Varia's army"), "q3": ("d3", "e-varia", "Varia")}
ENTITIES = tuple(
    Entity(id=i, name=n, type=t)
    for i, n, t in (
        ("e-norland", "Norland", "GPE"),
        ("e-varia", "Varia", "GPE"),
        ("e-norland-army", "Norland's army", "ORG"),
        ("e-varia-army", "Varia's army", "ORG"),
        ("e-mayor", "Ada Brenn", "PERSON"),
    )
)
HARM = Event(id="h-war", type="ASSAULT", actors=("e-norland",), recipients=("e-varia",), documents=("d1",))


def quotation(name: str, *, polarity: bool = True) -> Quotation:
    """The words of one side in one document."""
    doc, speaker, spoken = SAYS[name]
    return Quotation(id=name, document=doc, start=0, end=34, exact=TAKEN, type="indirect", speaker=speaker, speaker_name=spoken, polarity=polarity)


def capture(*names: str, modality: str = "reported") -> tuple[Event, list[EventMention]]:
    """An event that quotations tell of."""
    told = [EventMention(id="m" + n, document=SAYS[n][0], start=4, end=9, exact="taken", type="COERCE", modality=modality, quotation=n) for n in names]
    docs = tuple(sorted({m.document for m in told}))
    return Event(id="h-brack", type="COERCE", documents=docs, event_mentions=tuple(m.id for m in told)), told


def confirmed(events=(), mentions=(), quotations=(), series=(), figures=()) -> list[Relation]:
    """The equivalences of one story with these records."""
    docs = [Document(id=d, name=d, text=TAKEN) for d in DOCS]
    (made,) = relations.link(docs, [Story(id="s", title="", documents=DOCS)], events, mentions, series, figures, (), quotations, (), ENTITIES)
    return [r for r in made if r.type == "equivalence"]


def test_what_both_armies_report_is_confirmed() -> None:
    """A capture that the two sides of a war each report is one relation between their words, in any order of the records."""
    event, told = capture("q1", "q2", "q3")
    (found,) = confirmed([HARM, event], told, [quotation(n) for n in SAYS])
    assert {found.from_, found.to} == {"q1", "q2"}
    assert found.why == "opposed sides say the same: Norland's army and Varia's army"
    assert {confirmed(list(e), told, [quotation(n) for n in SAYS])[0].id for e in permutations([HARM, event])} == {found.id}


@pytest.mark.parametrize(
    ("names", "modality", "harm", "polarity"),
    [
        (("q2", "q3"), "reported", True, True),  # an army and its own country
        (("q1", "q2"), "denied", True, True),
        (("q1", "q2"), "reported", False, True),  # nobody is opposed to anybody
        (("q1", "q2"), "reported", True, False),  # "did not say that"
        (("q1",), "reported", True, True),
    ],
)
def test_what_is_no_confirmation(names: tuple[str, ...], modality: str, harm: bool, polarity: bool) -> None:
    """One side alone, sides that are not opposed, and what is denied or was not said confirm nothing."""
    event, told = capture(*names, modality=modality)
    assert not confirmed([*([HARM] if harm else []), event], told, [quotation(n, polarity=polarity) for n in names])


def test_one_count_by_two_sides_is_confirmed() -> None:
    """Opposed sides that give the same number confirm it; other numbers, or a withdrawn one, do not."""

    def figure(name: str, by: str, low: float, *, withdrawn: bool = False) -> Figure:
        return Figure(id=name, document="d1", start=0, end=2, exact="12", low=low, high=low, counted="killed", attributed_to=by, withdrawn=withdrawn)

    def found(*figures: Figure) -> list[Relation]:
        return confirmed([HARM], series=[Series(id="n", counted="killed", of=None, place=None, figures=("f1", "f2"), status="agree")], figures=figures)

    (one,) = found(figure("f1", "e-norland", 12), figure("f2", "e-varia-army", 12))
    assert (one.from_, one.to) == ("f1", "f2")
    assert not found(figure("f1", "e-norland", 12), figure("f2", "e-varia-army", 14))
    assert not found(figure("f1", "e-norland", 12), figure("f2", "e-varia-army", 12, withdrawn=True))


def test_both_armies_in_one_breath_confirm_an_event() -> None:
    """What "both armies" say confirms the event whose doer and place its words name, and no other."""
    taken = Event(id="h-1", type="COERCE", actor_names=("the Norlandic army", "Norlandic"), recipient_names=("Brack",), documents=("d1",), date="2031-05-05")
    other = Event(id="h-2", type="COERCE", actor_names=("Norlandic",), recipient_names=("Lower Dunmore",), documents=("d2",))
    source = Span("d3", 0, 11, "Both armies")
    said = Quotation(id="q9", document="d3", start=17, end=50, exact="that Brack was in Norlandic hands", type="indirect", source=source, said="2031-05-08")
    (found,) = confirmed([other, taken], quotations=[said])
    assert {found.from_, found.to} == {"q9", "h-1"}
    assert not confirmed([other], quotations=[said])
