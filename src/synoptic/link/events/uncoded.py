"""Happenings that PLOVER has no code for (a quake strikes, a tram derails): one where several articles with one lead say it.

In: documents, signatures with their triggers, groups of documents that lead with one event, coded event mentions and the events they make. Out:
Events without a type, and the coded ones with the words of others for them. Within such a group the same predicate is nearly always the
same happening (the "lemma and cluster" baseline of cross-document event coreference, Bugert et al. 2021), so are two that are
akin (`deeds`). What one article alone says so is left out: it would be every verb.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.events.comparing import interval
from synoptic.link.events.deeds import senses
from synoptic.link.stories.likeness import fold
from synoptic.model import Document, Event, EventMention, Signature, Span

ARTICLES = 2  # that must say it
APART = 2  # days between articles beyond which the same predicate is another happening: another strike, another appeal
# Verbs of saying, thinking and of no content by themselves (Levin 1993, classes 29 and 37; light verbs). ECB+ counts sayings as events, so that
# leaving them out costs 0.02 there; but that four articles say "said" is no happening.
EMPTY = frozenset(
    (
        *("say", "tell", "report", "add", "note", "state", "claim", "call", "ask", "quote", "write", "speak", "talk", "describe", "explain"),
        *("know", "think", "believe", "want", "need", "hope", "expect", "intend", "understand", "consider", "feel", "like", "mean", "see", "look"),
        *("be", "have", "do", "get", "make", "take", "go", "come", "let", "seem", "become", "include", "accord", "use", "give", "keep", "hold", "show"),
        *("continue", "begin", "start", "allow", "put", "try", "help", "remain", "base", "set", "work", "happen"),
    )
)
SENTENCE = 300  # characters of a sentence at most, either side of the trigger


def find_uncoded(  # noqa: PLR0917 (what is known of a group of documents)
    docs: Sequence[Document],
    signatures: Sequence[Signature],
    groups: Mapping[str, str],
    mentions: Sequence[EventMention],
    origin: Mapping[str, str],
    events: Sequence[Event],
) -> Iterator[Event]:
    """The coded events, with the words of other articles of their group for them, and events without a type."""
    texts = {d.id: d for d in docs}
    said = merged(triggers(texts, signatures, groups, mentions))
    coded = Coded(events, mentions, groups, texts)
    for (group, lemma), found in sorted(said.items()):
        for spans in by_day(found, texts):
            if coded.take(group, lemma, spans):
                continue
            documents = tuple(sorted({span.document for span in spans}))
            if len(documents) >= ARTICLES:
                yield happening(spans, documents, texts, origin)
    yield from coded.events(origin)


def happening(spans: Sequence[Span], documents: tuple[str, ...], texts: Mapping[str, Document], origin: Mapping[str, str]) -> Event:
    """The record of a happening without a code."""
    first = min(spans, key=lambda s: (texts[s.document].dated or texts[s.document].published or "9", s.start, s.document))
    return Event(
        id=make_id("h", *min((s.document, s.start, s.end) for s in spans)),
        type=None,
        mentions=tuple(sorted(spans)),
        documents=documents,
        origins=len({origin.get(d, d) for d in documents}),
        summary=sentence(texts[first.document], first),
        why=f"{len(documents)} articles with one lead say “{first.exact}”, a form of it or a word akin to it",
    )


def triggers(
    texts: Mapping[str, Document], signatures: Sequence[Signature], groups: Mapping[str, str], mentions: Sequence[EventMention]
) -> dict[tuple[str, str], list[Span]]:
    """(group, lemma) -> where its documents have a trigger with this lemma that is not coded."""
    coded: dict[str, set[int]] = defaultdict(set)
    for m in mentions:
        coded[m.document].update(range(m.start, m.end))
    said: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for s in sorted(signatures, key=lambda s: s.document):
        doc = texts.get(s.document)
        for start, end, lemma in s.triggers if doc is not None else ():
            if lemma not in EMPTY and start not in coded[s.document] and doc is not None:
                said[groups.get(doc.id, doc.id), lemma].append(doc.span(start, end))
    return said


def merged(said: Mapping[tuple[str, str], list[Span]]) -> dict[tuple[str, str], list[Span]]:
    """The same, where lemmas of a group that are akin to a more frequent one are under that."""
    by_group: dict[str, list[tuple[str, list[Span]]]] = defaultdict(list)
    for (group, lemma), spans in sorted(said.items()):
        by_group[group].append((lemma, spans))
    found: dict[tuple[str, str], list[Span]] = {}
    for group, rows in by_group.items():
        leaders: dict[str, list[str]] = defaultdict(list)  # trait -> lemmas that lead and have it
        for lemma, spans in sorted(rows, key=lambda r: (-len(r[1]), r[0])):
            traits = (fold(lemma), *sorted(senses(lemma)))
            leader = next((other for t in traits for other in leaders[t]), None)
            if leader is None:
                for t in traits:
                    leaders[t].append(lemma)
            found[group, leader or lemma] = [*found.get((group, leader or lemma), ()), *spans]
    return found


class Coded:
    """The coded events of each group of documents, by the lemmas of their mentions, with the spans that they take from others."""

    def __init__(self, events: Sequence[Event], mentions: Sequence[EventMention], groups: Mapping[str, str], texts: Mapping[str, Document]) -> None:
        """Index them."""
        self.texts = texts
        self.all = sorted(events, key=lambda e: e.id)
        self.taken: dict[int, list[Span]] = defaultdict(list)
        lemmas = {m.id: m.lemma for m in mentions}
        self.by_trait: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self.days = [sorted(d for doc in e.documents if (d := day_of(texts.get(doc)))) for e in self.all]
        for at, e in enumerate(self.all):
            traits = {t for m in e.event_mentions if lemmas.get(m) for t in (fold(lemmas[m]), *senses(lemmas[m]))}
            for group in {groups.get(d, d) for d in e.documents}:
                for trait in traits:
                    self.by_trait[group, trait][at] = None

    def take(self, group: str, lemma: str, spans: Sequence[Span]) -> bool:
        """Give the spans of a trigger to the coded event that most mentions of its group make, whose word is akin; False where there is none."""
        near = {at for t in (fold(lemma), *senses(lemma)) for at in self.by_trait.get((group, t), ())}
        days = sorted(d for s in spans if (d := day_of(self.texts[s.document])))
        fit = [at for at in near if not days or not self.days[at] or (days[0] - self.days[at][-1] <= APART and self.days[at][0] - days[-1] <= APART)]
        if not fit:
            return False
        self.taken[min(fit, key=lambda at: (-len(self.all[at].event_mentions), at))].extend(spans)
        return True

    def events(self, origin: Mapping[str, str]) -> Iterator[Event]:
        """The events with what they took."""
        for at, e in enumerate(self.all):
            more = self.taken.get(at)
            if more:
                documents = tuple(sorted({*e.documents, *(s.document for s in more)}))
                yield replace(e, mentions=tuple(sorted({*e.mentions, *more})), documents=documents, origins=len({origin.get(d, d) for d in documents}))
            else:
                yield e


def day_of(doc: Document | None) -> int | None:
    """The day of an article where its metadata say it: a day that was concluded from the text is too vague to tell two strikes apart."""
    days = interval(doc.published) if doc is not None else None
    return days[0] if days else None


def by_day(spans: Sequence[Span], docs: Mapping[str, Document]) -> Iterator[list[Span]]:
    """The spans in runs of articles that stand at most APART days from each other; articles without a day go with the first run."""
    dated = [(day_of(docs[s.document]) or 0, s) for s in spans]
    run: list[Span] = [s for day, s in dated if not day]
    last = 0
    for day, span in sorted((d, s) for d, s in dated if d):
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
