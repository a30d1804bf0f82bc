"""W3C Web Annotation (JSON-LD): each record that stands on words, as an annotation of its article; judgements as annotations by their persons.

Positions are Unicode code points, as the standard has them (TextPositionSelector), in the article's text as stored; the words with those around them
stand beside (TextQuoteSelector), so that a page which differs can be marked all the same. One AnnotationPage, for Hypothesis, Annotorious,
Recogito and the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from synoptic.account.index import Index
from synoptic.model import Entity, Event, Figure, Judgement, Position, Quotation, Span, Timex
from synoptic.show.export.names import MAKER, uri_of, urn, without_none

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix
MACHINE = {"type": "Software", "name": MAKER}
MOTIVES = {
    "note": "commenting",
    "confirm": "assessing",
    "reject": "assessing",
    "correct": "editing",
    "join": "linking",
    "split": "linking",
    "withdraw": "moderating",
}


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One page of annotations, by kind, document and start."""
    items = [*found(index), *decided(index)]
    page = {"@context": CONTEXT, "id": urn("annotations"), "type": "AnnotationPage", "items": items}
    file.write(orjson.dumps(page, option=orjson.OPT_APPEND_NEWLINE))  # not indented: there are many


def found(index: Index) -> Iterator[dict[str, Any]]:
    """What Synoptic found, record by record."""
    for entity in index.all(Entity):
        for span in entity.mentions:
            yield annotation(index, f"{entity.id}:{span.document}:{span.start}", span, "entity", f"{entity.name} ({entity.type})")
    for event in index.all(Event):
        words = ", ".join(x for x in (event.type or "a happening", event.modality, event.date or "") if x)
        for span in event.mentions:
            yield annotation(index, f"{event.id}:{span.document}:{span.start}", span, "event", words)
    for quotation in index.all(Quotation):
        who = index.name(quotation.speaker, quotation.speaker_name) or "a speaker who is not named"
        yield annotation(index, quotation.id, quotation.span, "quotation", f"{quotation.type} words of {who}")
    for figure in index.all(Figure):
        low, high = ("open" if x is None else f"{x:g}" for x in (figure.low, figure.high))
        yield annotation(index, figure.id, figure.span, "figure", f"{figure.counted or 'a count'}: {low} to {high}")
    for timex in index.all(Timex):
        yield annotation(index, timex.id, timex.span, "timex", timex.value or "not resolved")
    for position in index.all(Position):
        who = index.name(position.party, position.party_name) or "a party that is not named"
        yield annotation(index, position.id, position.span, "position", f"{who}: {position.stance}" + (f", on {position.topic}" if position.topic else ""))


def annotation(index: Index, name: str, span: Span, kind: str, words: str) -> dict[str, Any]:
    """One annotation by the machine: a label and a description of words in an article."""
    return {
        "id": urn(name),
        "type": "Annotation",
        "motivation": ["tagging", "describing"],
        "creator": MACHINE,
        "body": [body(kind, "tagging"), body(words, "describing")],
        "target": target(index, span),
    }


def body(words: str, purpose: str) -> dict[str, str]:
    """A text of Synoptic's or of a person, never of an article."""
    return {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}


def target(index: Index, span: Span) -> dict[str, Any]:
    """Words in an article, by place and by what they are."""
    doc = index.documents[span.document]
    quote = {"type": "TextQuoteSelector", "exact": span.exact, "prefix": doc.text[max(0, span.start - AROUND) : span.start]}
    return {
        "source": uri_of(doc),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            without_none({**quote, "suffix": doc.text[span.end : span.end + AROUND]}),
        ],
    }


def decided(index: Index) -> Iterator[dict[str, Any]]:
    """What persons decided, on the words that they decided it over."""
    for judgement in index.all(Judgement):
        told = " ".join(
            x for x in (judgement.act, judgement.over, judgement.field or "", f"{judgement.before} → {judgement.after}" if judgement.field else "") if x
        )
        spans = [Span(a.document, a.start, a.end, a.exact) for a in judgement.anchors if a.document in index.documents and a.exact]
        targets: list[Any] = [target(index, s) for s in spans if index.documents[s.document].text[s.start : s.end] == s.exact]
        yield {
            "id": urn(judgement.id),
            "type": "Annotation",
            "motivation": MOTIVES[judgement.act],
            "creator": {"type": "Person", "name": judgement.who},
            "created": judgement.when,
            "body": [body(told, "describing"), *([body(judgement.why, "commenting")] if judgement.why else []), body(judgement.status or "kept", "tagging")],
            "target": targets or [urn(judgement.withdraws or (judgement.seen[0] if judgement.seen else judgement.id))],
        }
