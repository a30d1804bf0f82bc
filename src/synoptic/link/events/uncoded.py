"""Happenings that PLOVER has no code for (a quake strikes, a tram derails): one where several articles with one lead say it.

In: documents, signatures with their triggers, groups of documents that lead with one event, the coded event mentions. Out: Events
without a type. Within such a group the same predicate is nearly always the same happening (the "lemma and cluster" baseline of
cross-document event coreference, Bugert et al. 2021). What one article alone says so is left out: it would be every verb.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from synoptic.ids import make_id
from synoptic.link.events.comparing import interval
from synoptic.link.stories.likeness import fold
from synoptic.model import Document, Event, EventMention, Signature, Span

ARTICLES = 2  # that must say it
APART = 2  # days between articles beyond which the same predicate is another happening: another strike, another appeal
# Verbs of saying, thinking and of no content by themselves (Levin 1993, classes 29 and 37; light verbs). ECB+ counts sayings as events, so that
# leaving them out costs 0.02 there; but that four articles say "said" is no happening.
EMPTY = frozenset(
    (
        *("say", "tell", "report", "announce", "add", "note", "state", "claim", "call", "ask", "quote", "write", "speak", "talk", "describe", "explain"),
        *("know", "think", "believe", "want", "need", "hope", "expect", "plan", "intend", "understand", "consider", "feel", "like", "mean", "see", "look"),
        *("be", "have", "do", "get", "make", "take", "go", "come", "let", "seem", "become", "include", "accord", "use", "give", "keep", "hold", "show"),
        *("find", "continue", "begin", "start", "allow", "follow", "put", "try", "help", "remain", "base", "name", "lead", "set", "work", "happen"),
    )
)
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
            if lemma not in EMPTY and start not in taken:
                said[groups.get(doc.id, doc.id), fold(lemma)].append(doc.span(start, end))
    for spans in (run for _, found in sorted(said.items()) for run in by_day(found, texts)):
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
                why=f"{len(documents)} articles with one lead say “{first.exact}” or a form of it",
            )


def by_day(spans: Sequence[Span], docs: Mapping[str, Document]) -> Iterator[list[Span]]:
    """The spans in runs of articles that stand at most APART days from each other; articles without a day go with the first run."""
    dated = [(interval(docs[s.document].dated or docs[s.document].published) or (0, 0), s) for s in spans]
    run: list[Span] = [s for day, s in dated if not day[0]]
    last = 0
    for (day, _), span in sorted((d, s) for d, s in dated if d[0]):
        if last and day - last > APART:
            yield run
            run = []
        run.append(span)
        last = day
    yield run


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
