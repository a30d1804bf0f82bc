"""Timeline: events and statements on their day; what has no day stands apart, never on a guessed one.

The words of a line are a source's own: the event's summary, or the utterance as it is given most directly. Labels (type,
modality, who, to whom, where) are Synoptic's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from synoptic.account.days import Day, read_day
from synoptic.account.entries import Entry
from synoptic.account.folding import fold
from synoptic.account.index import Index
from synoptic.account.section import Section
from synoptic.account.utterances import Said
from synoptic.account.voices import Voices
from synoptic.model import Event, Span

# Trust of an event that is shown, where one source tells it and where several do or one leads with it: of what is above the first 0.73 are
# what they are coded as, of all 0.47 (evals/train_event_trust.py, in folds)
SHOWN, BACKED = 0.5, 0.3
PER_DAY = 5  # entries that each day is sure of in a timeline that must be cut


@dataclass(frozen=True)
class Timeline(Section[Entry]):
    """Dated entries in order of their day, then by weight; `undated` ones apart, and `doubtful` ones, which are shown to who asks for them."""

    undated: tuple[Entry, ...] = ()
    doubtful: tuple[Entry, ...] = ()
    title: ClassVar[str] = "Timeline"
    columns: ClassVar[tuple[str, ...]] = ("day", "what", "who", "words")

    @property
    def shown(self) -> tuple[Entry, ...]:
        """All entries but the doubtful ones."""
        return (*self.lines, *self.undated)

    @property
    def every(self) -> tuple[Entry, ...]:
        """All entries."""
        return (*self.shown, *self.doubtful)

    def cells(self, line: Entry) -> tuple[str, ...]:
        """Day, label, who and to whom, the words."""
        what = line.label
        if line.modality and line.modality != "happened":
            what += f" ({line.modality})"
        who = name_some(line.who) + (f" → {name_some(line.whom)}" if line.whom else "")
        return (line.date or "undated", what, who, line.told)

    def of(self, story: str | None) -> Self:
        """The entries of one story."""
        kept = (tuple(x for x in entries if x.story == story) for entries in (self.lines, self.undated, self.doubtful))
        return replace(self, **dict(zip(("lines", "undated", "doubtful"), kept, strict=True)))

    def top(self, count: int) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The weightiest of each day first, then the weightiest of all: a day with few reports must not vanish behind a day with many."""
        share = max(1, min(PER_DAY, count // max(1, len(self.days))))
        first = {entry.id for entries in self.days.values() for entry in sorted(entries, key=lambda e: tuple(-w for w in e.weight))[:share]}
        ranked = sorted(self.lines, key=lambda e: (e.id not in first, tuple(-w for w in e.weight)))
        kept = {entry.id for entry in ranked[:count]}
        return tuple(e for e in self.lines if e.id in kept), tuple(e for e in self.lines if e.id not in kept)

    @property
    def days(self) -> dict[Day, tuple[Entry, ...]]:
        """Entries by day."""
        found: dict[Day, list[Entry]] = {}
        for entry in self.lines:
            if entry.day:
                found.setdefault(entry.day, []).append(entry)
        return {day: tuple(entries) for day, entries in found.items()}


def name_some(names: tuple[str, ...], most: int = 2) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def build_timeline(index: Index, voices: Voices) -> Timeline:
    """The section, from events and what was said."""
    leads: dict[str, int] = {}
    for doc in index.documents.values():
        if doc.lead:
            leads[doc.lead] = leads.get(doc.lead, 0) + 1
    entries = list(fold(index, (e for event in index.all(Event) if (e := _event(index, event, leads.get(event.id, 0))))))
    doubtful = [replace(e, doubtful=True) for e in entries if is_doubtful(e)]
    entries = [e for e in entries if not is_doubtful(e)]
    entries += [_statement(said) for said in voices.said]
    dated = sorted((e for e in entries if e.day), key=reading_order)
    return Timeline(tuple(dated), undated=by_weight(e for e in entries if not e.day), doubtful=by_weight(doubtful))


def is_doubtful(entry: Entry) -> bool:
    """Whether an event is likely to be none, or one source tells of it neither who, whom nor where."""
    if entry.origins == 1 and not (entry.who or entry.whom or entry.place):
        return True
    return entry.trust < (BACKED if entry.led or entry.origins > 1 else SHOWN)


def by_weight(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The heaviest first."""
    return tuple(sorted(entries, key=lambda e: (tuple(-w for w in e.weight), e.id)))


def reading_order(entry: Entry) -> tuple[object, ...]:
    """By day, of one day the heaviest first."""
    assert entry.day is not None
    return (entry.day.first, entry.day.last, tuple(-w for w in entry.weight), entry.kind, entry.words.source, entry.words.words.start, entry.id)


def _event(index: Index, event: Event, leads: int) -> Entry | None:
    spans = event_spans(index, event)
    if not spans or event.type is None:  # a happening without a code has no parties or day to show
        return None
    summary = event.summary if event.summary and event.summary.document in index.documents else spans[0]
    return Entry(
        id=event.id,
        kind="event",
        date=event.date,
        day=read_day(event.date),
        type=event.type,
        cameo=event.cameo,
        mode=event.mode,
        modality=event.modality,
        who=shown(index, event.who or event.whom, event.who, index.names(event.actors, event.actor_names)),
        whom=shown(index, event.who or event.whom, event.whom, index.names(event.recipients, event.recipient_names)),
        place=index.name(event.place),
        words=index.witness(summary),
        leads=leads,
        why=event.why,
        trust=_trust(index, event),
        led=any(m.leads for i in event.event_mentions if (m := index.event_mentions.get(i))),
        **index.backing(spans),
    )


def _trust(index: Index, event: Event) -> float:
    """The mean over its documents of the clause that each tells it in best; 1 where none knows."""
    best: dict[str, float] = {}
    for mention in (m for i in event.event_mentions if (m := index.event_mentions.get(i)) and m.score):
        best[mention.document] = max(mention.score, best.get(mention.document, 0.0))
    return sum(best.values()) / len(best) if best else 1.0


def shown(index: Index, chosen: tuple[str, ...], parties: tuple[str, ...], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an event's parties, each once: of those that were chosen to be shown; all that it has where none was."""
    return tuple(dict.fromkeys(index.name(p) or p for p in parties)) if chosen else otherwise


def event_spans(index: Index, event: Event) -> list[Span]:
    """The clauses that report an event; where none is known, its mentions."""
    known = [index.event_mentions[m] for m in event.event_mentions if m in index.event_mentions]
    spans = [m.clause or m.span for m in known] or list(event.mentions)
    return sorted((s for s in spans if s.document in index.documents), key=lambda s: (index.numbers[s.document], s.start, s.end))


def _statement(said: Said) -> Entry:
    return Entry(
        id=f"said-{said.id}",
        story=said.story,
        evidence=said.evidence,
        documents=said.documents,
        origins=said.origins,
        kind="statement",
        date=said.said,
        day=read_day(said.said),
        type=said.words.type,
        cameo=None,
        mode=None,
        modality=None,
        who=(said.speaker_name,) if said.speaker_name else (),
        whom=(),
        place=None,
        words=said.words.evidence,
        leads=0,
        why=said.why,
    )
