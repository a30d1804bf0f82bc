"""Happenings that PLOVER has no code for (a quake strikes, a tram derails): one where several articles with one lead say it.

In: documents, signatures with their triggers, groups of documents that lead with one event, the coded event mentions. Out: Events
without a type. Within such a group the same predicate is nearly always the same happening (the "lemma and cluster" baseline of
cross-document event coreference, Bugert et al. 2021). What one article alone says so is left out: it would be every verb.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from synoptic.ids import make_id
from synoptic.link.likeness import fold
from synoptic.model import Document, Event, EventMention, Signature, Span

ARTICLES = 2  # that must say it
SENTENCE = 300  # characters of a sentence at most, either side of the trigger


def find_uncoded(
    docs: Sequence[Document], signatures: Sequence[Signature], groups: Mapping[str, str], mentions: Sequence[EventMention], origin: Mapping[str, str]
) -> Iterator[Event]:
    """Events without a type, in order of group and predicate."""
    texts = {d.id: d for d in docs}
    coded: dict[str, list[EventMention]] = defaultdict(list)
    for m in mentions:
        coded[m.document].append(m)
    said: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for s in sorted(signatures, key=lambda s: s.document):
        doc = texts.get(s.document)
        if doc is None:
            continue
        taken = {at for m in coded[doc.id] for at in range(m.start, m.end)}
        for start, end, lemma in s.triggers:
            if start not in taken:
                said[groups.get(doc.id, doc.id), fold(lemma)].append(doc.span(start, end))
    for (_, word), spans in sorted(said.items()):
        documents = tuple(sorted({span.document for span in spans}))
        if len(documents) >= ARTICLES:
            first = min(spans, key=lambda s: (texts[s.document].dated or texts[s.document].published or "9", s.start, s.document))
            yield Event(
                id=make_id("h", *min((s.document, s.start, s.end) for s in spans)),
                type=None,
                mentions=tuple(sorted(spans)),
                documents=documents,
                origins=len({origin.get(d, d) for d in documents}),
                summary=sentence(texts[first.document], first),
                why=f"{len(documents)} articles with one lead say “{first.exact}” or a form of it" if word else "",
            )


def sentence(doc: Document, span: Span) -> Span:
    """The sentence around a span, by full stops and line breaks; cut where it runs on."""
    text = doc.text
    low, high = max(0, span.start - SENTENCE), min(len(text), span.end + SENTENCE)
    start = max([low, *(at + len(mark) for mark in (". ", "! ", "? ", "\n") if (at := text.rfind(mark, low, span.start)) >= 0)])
    ends = [at + 1 for mark in (". ", "! ", "? ", ".\n", "\n") if (at := text.find(mark, span.end, high)) >= 0]
    end = min([high, *ends])
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return doc.span(start, end)
