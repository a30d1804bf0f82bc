"""An invented, hand-linked story: the fishing quarrel of Ostrava Bay, by three outlets, as the linkers would give it.

One statement in three wordings (one of them through a broadcaster), a toll that rises and one that two sides dispute, talks
offered, refused, then accepted on a condition, a copy, an article with no date, and words that try to run as a script.
"""

from __future__ import annotations

from typing import Any

from synoptic.ids import make_id, text_hash
from synoptic.model import (
    Document,
    Entity,
    Event,
    EventMention,
    Figure,
    Naming,
    Position,
    Provenance,
    Quotation,
    Relation,
    Series,
    Span,
    Story,
    Timex,
    Utterance,
    Wording,
)

WIRE = (
    "Harbour stormed in Velmar\n\n"
    "VELMAR, May 2 - Coastguards of Orland stormed the harbour of Velmar on Friday and at least 12 fishermen were killed, the mayor said.\n\n"
    '"We will sit down with anyone who stops shooting," President Ilda Marn of Velmar told reporters. '
    "She called on Orland to begin talks at once. Dr. Bo Tamm of the hospital counted 30 wounded.\n\n"
    "Orland's prime minister, Kai Roth, rejected the offer."
)
COPY = WIRE.replace("Harbour stormed in Velmar\n\n", "").replace("VELMAR, May 2 - ", "") + "\n\n(This report is by Northern Wire.)"
HERALD = (
    "Toll rises to 19 after raid\n\n"
    "The raid on Velmar's harbour has killed 19 fishermen, the mayor said on Saturday. Orland's navy put the dead at five.\n\n"
    "“We shall sit down with whoever stops the shooting,” Ilda Marn said, Radio Velmar reported.\n\n"
    "Kai Roth said on Saturday that Orland would come to talks if the nets are removed first. "
    "<script>alert('never runs')</script> \u202egnitirw sdrawkcab\u202c & so on."
)
LETTER = (
    "Notes from the quay\n\n"
    "Marn has said she would meet anybody who lays down arms. What the coastguards call an inspection, people here call a massacre.\n\n"
    "The toll stands at 19. Nobody sleeps."
)


def document(name: str, text: str, **fields: Any) -> Document:
    """A document with its ids."""
    return Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text), **fields)


DOCS = {
    "wire": document(
        "wire",
        WIRE,
        publisher="Northern Wire",
        title="Harbour stormed in Velmar",
        published="2031-05-02T18:00:00+02:00",
        dated="2031-05-02",
        dated_from="metadata",
    ),
    "copy": document(
        "copy",
        COPY,
        publisher="Daily Ledger",
        dated="2031-05-02",
        dated_from="story",
        dated_why="a copy of an article of that day",
    ),
    "herald": document(
        "herald",
        HERALD,
        publisher="Velmar Herald",
        url="https://herald.example/raid",
        title="Toll rises to 19 after raid",
        dated="2031-05-03",
        dated_from="metadata",
    ),
    "letter": document("letter", LETTER, url="javascript:alert(1)", title="Notes from the quay"),
}


def at(doc: str, words: str, nth: int = 0) -> Span:
    """The words in a document."""
    text, start = DOCS[doc].text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(DOCS[doc].id, start, start + len(words), words)


def on(kind: str, span: Span, *more: object) -> dict[str, Any]:
    """The fields of an annotation on these words."""
    where = {"document": span.document, "start": span.start, "end": span.end, "exact": span.exact}
    return {"id": make_id(kind, *where.values(), *more), **where}


def linked() -> dict[type, tuple[Any, ...]]:
    """The records by kind."""
    people = entities()
    marn, roth, mayor, navy, orland, velmar = (e.id for e in people)
    quotations, utterances = said(marn, roth)
    figures, series = counts(mayor, navy)
    mentions, events = happenings(orland, velmar, marn, roth)
    story = Story(id="s-1", title="Harbour stormed in Velmar", documents=tuple(d.id for d in DOCS.values()), events=tuple(e.id for e in events))
    wording, namings = words(events[0].id)
    return {
        Document: tuple(DOCS.values()),
        Entity: people,
        Quotation: quotations,
        Utterance: utterances,
        Figure: figures,
        Series: series,
        EventMention: mentions,
        Event: events,
        Story: (story,),
        Position: positions(velmar, orland),
        Provenance: (
            Provenance(
                id="p-1",
                type="copies",
                from_=DOCS["copy"].id,
                to=DOCS["wire"].id,
                evidence=at("copy", "This report is by Northern Wire"),
                why="94 % of its words",
            ),
            Provenance(id="p-2", type="cites", from_=DOCS["herald"].id, to="Radio Velmar", evidence=at("herald", "Radio Velmar reported")),
        ),
        Wording: wording,
        Naming: namings,
        Relation: relations(figures),
        Timex: (Timex(**on("t", at("wire", "Friday")), type="DATE", value="2031-05-02"),),
    }


def entities() -> tuple[Entity, ...]:
    """Who is who."""
    named = (
        ("Ilda Marn", "PERSON", ("president",), [at("wire", "President Ilda Marn"), at("herald", "Ilda Marn"), at("letter", "Marn")]),
        ("Kai Roth", "PERSON", ("prime minister",), [at("wire", "Kai Roth"), at("herald", "Kai Roth")]),
        ("the mayor", "PERSON", ("mayor",), [at("wire", "the mayor")]),
        ("Orland's navy", "ORG", (), [at("herald", "Orland's navy")]),
        ("Orland", "GPE", (), [at("wire", "Orland")]),
        ("Velmar", "GPE", (), [at("wire", "Velmar"), at("herald", "Velmar")]),
    )
    return tuple(Entity(id=make_id("e", n), name=n, type=t, roles=r, mentions=tuple(m)) for n, t, r, m in named)


def said(marn: str, roth: str) -> tuple[tuple[Quotation, ...], tuple[Utterance, ...]]:
    """One utterance in four reports of three wordings, and one conditional acceptance."""
    offer = [
        Quotation(**on("q", at("wire", "We will sit down with anyone who stops shooting,")), type="direct", speaker=marn, said="2031-05-02", utterance="u-1"),
        Quotation(**on("q", at("copy", "We will sit down with anyone who stops shooting,")), type="direct", speaker=marn, said="2031-05-02", utterance="u-1"),
        Quotation(
            **on("q", at("herald", "We shall sit down with whoever stops the shooting,")),
            type="direct",
            speaker=marn,
            said="2031-05-02",
            via=("Radio Velmar",),
            cue=at("herald", "said, Radio"),
            utterance="u-1",
        ),
        Quotation(**on("q", at("letter", "she would meet anybody who lays down arms")), type="indirect", speaker=marn, said="2031-05-02", utterance="u-1"),
    ]
    yes = Quotation(
        **on("q", at("herald", "that Orland would come to talks if the nets are removed first")),
        type="indirect",
        speaker=roth,
        said="2031-05-03",
        utterance="u-2",
    )
    utterances = (
        Utterance(id="u-1", speaker=marn, said="2031-05-02", quotations=tuple(q.id for q in offer), why="same speaker, same words"),
        Utterance(id="u-2", speaker=roth, said="2031-05-03", quotations=(yes.id,)),
    )
    return (*offer, yes), utterances


def counts(mayor: str, navy: str) -> tuple[tuple[Figure, ...], tuple[Series, ...]]:
    """A toll revised from 12 to 19, five by the other side's count, and a lone count of wounded."""
    fields: dict[str, Any] = {"counted": "killed", "of": "fisherman"}
    figures = (
        Figure(**on("f", at("wire", "at least 12")), low=12, high=None, as_of="2031-05-02", attributed_to=mayor, hedge="at least", series="x-1", **fields),
        Figure(**on("f", at("copy", "at least 12")), low=12, high=None, as_of="2031-05-02", attributed_to=mayor, hedge="at least", series="x-1", **fields),
        Figure(**on("f", at("herald", "19", 1)), low=19, high=19, as_of="2031-05-03", attributed_to=mayor, hedge="exact", series="x-1", **fields),
        Figure(**on("f", at("letter", "19")), low=19, high=19, series="x-1", **fields),
        Figure(**on("f", at("herald", "five")), low=5, high=5, as_of="2031-05-03", attributed_to=navy, hedge="exact", series="x-2", **fields),
        Figure(**on("f", at("herald", "19", 0)), low=19, high=19, as_of="2031-05-03", hedge="exact", series="x-2", **fields),
        Figure(**on("f", at("wire", "30")), low=30, high=30, counted="injured", as_of="2031-05-02", attributed_name="Dr. Bo Tamm", series="x-3"),
    )
    series = (
        Series(
            id="x-1",
            counted="killed",
            of="fisherman",
            place=None,
            figures=tuple(f.id for f in figures if f.series == "x-1"),
            status="revised",
            why="a later count",
        ),
        Series(
            id="x-2",
            counted="killed",
            of="fisherman",
            place=None,
            figures=tuple(f.id for f in figures if f.series == "x-2"),
            status="conflict",
            why="5 and 19 for one day",
        ),
        Series(id="x-3", counted="injured", of=None, place=None, figures=(figures[-1].id,), status="single"),
    )
    return figures, series


def happenings(orland: str, velmar: str, marn: str, roth: str) -> tuple[tuple[EventMention, ...], tuple[Event, ...]]:
    """A raid that four documents have, a refusal that one origin has, and one with no day."""
    stormed = [
        EventMention(
            **on("m", at(d, "stormed")),
            type="ASSAULT",
            clause=at(d, "Coastguards of Orland stormed the harbour of Velmar on Friday"),
        )
        for d in ("wire", "copy")
    ]
    stormed += [
        EventMention(**on("m", at("herald", "raid", 1)), type="ASSAULT", clause=at("herald", "The raid on Velmar's harbour has killed 19 fishermen")),
        EventMention(**on("m", at("letter", "massacre")), type="ASSAULT"),
    ]
    refused = [
        EventMention(
            **on("m", at(d, "rejected")),
            type="REJECT",
            clause=at(d, "Orland's prime minister, Kai Roth, rejected the offer."),
        )
        for d in ("wire", "copy")
    ]
    asleep = [EventMention(**on("m", at("letter", "sleeps")), type="PROTEST")]
    shape: tuple[tuple[str, list[EventMention], dict[str, Any]], ...] = (
        ("v-1", stormed, {"type": "ASSAULT", "cameo": "190", "actors": (orland,), "recipients": (velmar,), "date": "2031-05-02", "place": velmar}),
        ("v-2", refused, {"type": "REJECT", "cameo": "125", "actors": (roth,), "recipients": (marn,), "date": "2031-05-02"}),
        ("v-3", asleep, {"type": "PROTEST", "modality": "reported"}),
    )
    events = tuple(
        Event(
            id=i,
            event_mentions=tuple(m.id for m in found),
            mentions=tuple(m.span for m in found),
            documents=tuple(dict.fromkeys(m.document for m in found)),
            summary=found[0].clause or found[0].span,
            **fields,
        )
        for i, found, fields in shape
    )
    return (*stormed, *refused, *asleep), events


def positions(velmar: str, orland: str) -> tuple[Position, ...]:
    """Offered, refused, accepted on a condition."""
    here: dict[str, Any] = {"topic": "talks"}
    return (
        Position(**on("o", at("wire", "called on Orland to begin talks")), party=velmar, toward=orland, stance="propose", date="2031-05-02", **here),
        Position(**on("o", at("copy", "called on Orland to begin talks")), party=velmar, toward=orland, stance="propose", date="2031-05-02", **here),
        Position(**on("o", at("wire", "rejected the offer")), party=orland, toward=velmar, stance="refuse", date="2031-05-02", **here),
        Position(
            **on("o", at("herald", "would come to talks if the nets are removed first")),
            party=orland,
            toward=velmar,
            stance="conditional",
            condition=at("herald", "if the nets are removed first"),
            date="2031-05-03",
            **here,
        ),
    )


def relations(figures: tuple[Figure, ...]) -> tuple[Relation, ...]:
    """Two counts that cannot both hold, and a refusal that follows the raid."""
    five, nineteen = (f.id for f in figures if f.series == "x-2")
    return (
        Relation(id="r-1", type="contradiction", from_=five, to=nineteen, why="5 and 19 for one day"),
        Relation(id="r-2", type="follow_up", from_="v-2", to="v-1", why="the same parties, later that day"),
    )


def words(raid: str) -> tuple[tuple[Wording, ...], tuple[Naming, ...]]:
    """What the raid is called."""
    variants = ((DOCS["herald"].id, ("raid",)), (DOCS["letter"].id, ("an inspection", "a massacre")))
    wording = Wording(id="w-1", referent="raid", variants=variants, event=raid)
    return (wording,), (Naming(**on("n", at("letter", "a massacre")), head="massacre"),)
