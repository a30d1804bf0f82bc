"""schema.org ClaimReview (JSON-LD): what Synoptic reviewed, and only that: counts of one thing that cannot all hold or that a later one replaced, and
statements that contradict each other.

There it compared what sources say, and says what it found, without a verdict: a review has no `reviewRating`, since Synoptic does not know who is
right. That a person confirmed or rejected a record is no review of a claim: it says that the record is as the article has it, not that
it is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Event, Figure, Relation, Series, Span, Utterance
from synoptic.show.export.names import MAKER, uri_of, urn, without_none, write_json

REVIEWER = {"@type": "Organization", "name": MAKER, "description": "A program that compares what outlets report; it takes no side."}


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One graph of reviews: counts by series and place, then contradictions by id."""
    write_json({"@context": "https://schema.org", "@graph": [*of_counts(index), *of_contradictions(index)]}, file)


def of_counts(index: Index) -> Iterator[dict[str, Any]]:
    """Counts that contradict each other, or that were revised: each a claim, with what the others say."""
    for series in sorted(index.all(Series), key=lambda s: s.id):
        if series.status in ("conflict", "revised"):
            aspect = f"count of {series.counted}" if series.counted else "count"
            for figure in sorted((index.figures[f] for f in series.figures if f in index.figures), key=lambda f: (f.document, f.start, f.id)):
                yield review(index, f"{series.id}:{figure.id}", [figure.span], aspect=aspect, found=series.why, claimed=said_by(index, figure))


def of_contradictions(index: Index) -> Iterator[dict[str, Any]]:
    """Records that contradict each other, both as claims. Counts are reviewed by their series."""
    rows: list[Any] = [*index.all(Event), *index.all(Utterance), *index.quotations.values(), *index.event_mentions.values()]
    by_id = {row.id: row for row in rows}
    for relation in sorted(index.all(Relation), key=lambda r: r.id):
        ends = [by_id[end] for end in (relation.from_, relation.to) if end in by_id]
        if relation.type == "contradiction" and len(ends) == 2:
            for end in ends:
                if spans := spans_of(index, end):
                    yield review(index, f"{relation.id}:{end.id}", spans, aspect="statement", found=relation.why, claimed=said_by(index, end))


def spans_of(index: Index, record: Any) -> list[Span]:
    """The words that a record is told in."""
    if isinstance(record, Utterance):
        return [index.quotations[q].span for q in record.quotations if q in index.quotations]
    if isinstance(record, Event):
        return [record.summary] if record.summary else list(record.mentions)
    return [record.span]


def said_by(index: Index, record: Any) -> dict[str, Any]:
    """Who claims it, and when, where that is known."""
    if isinstance(record, Figure):
        return {"author": index.name(record.attributed_to, record.attributed_name), "datePublished": record.as_of}
    speaker = getattr(record, "speaker", None)
    return {"author": index.name(speaker, getattr(record, "speaker_name", None)), "datePublished": getattr(record, "said", None)}


def review(index: Index, name: str, spans: list[Span], *, aspect: str, found: str, claimed: dict[str, Any]) -> dict[str, Any]:
    """One claim and what comparing found."""
    return {
        "@type": "ClaimReview",
        "@id": urn(name),
        "author": REVIEWER,
        "claimReviewed": sentence(index, spans[0]),
        "reviewAspect": aspect,
        "reviewBody": found,
        "itemReviewed": claim(index, spans, claimed),
    }


def claim(index: Index, spans: list[Span], claimed: dict[str, Any]) -> dict[str, Any]:
    """A claim, by whom, and where it stands."""
    author = {"@type": "Thing", "name": claimed["author"]} if claimed["author"] else None
    seen = [appearance(index, span) for span in spans]
    return without_none({"@type": "Claim", "author": author, "datePublished": claimed["datePublished"], "appearance": seen})


def appearance(index: Index, span: Span) -> dict[str, Any]:
    """An article that has the claim, with the very words."""
    doc = index.documents[span.document]
    return without_none(
        {
            "@type": "NewsArticle",
            "url": uri_of(doc),
            "headline": doc.title,
            "datePublished": doc.published,
            "publisher": {"@type": "Organization", "name": index.labels[doc.id]},
            "text": span.exact,
        }
    )


def sentence(index: Index, span: Span) -> str:
    """The sentence that words stand in."""
    return index.witness(span).sentence or span.exact
