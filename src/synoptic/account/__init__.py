"""Linked records -> one account: what happened, who said what, how many, where parties stand, how it is worded, what is left out.

One file a section. Every line carries its spans and the number of independent origins behind it; the words shown are the
sources' own, Synoptic adds labels only. `Account.of(story)` narrows all sections to one story.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any

from synoptic.account.coverage import Coverage
from synoptic.account.decisions import NONE, Decisions, build_decisions
from synoptic.account.figures import Figures, build_figures
from synoptic.account.gaps import Gaps, build_gaps
from synoptic.account.index import Index
from synoptic.account.marks import find_marks
from synoptic.account.relations import Relations, build_relations
from synoptic.account.section import Section
from synoptic.account.sources import Mark, Sources, build_sources
from synoptic.account.stories import Stories, Tale, build_stories
from synoptic.account.talks import Talks, build_talks
from synoptic.account.timeline import Timeline, build_timeline
from synoptic.account.utterances import build_utterances
from synoptic.account.voices import Speech, Voice, Voices, build_voices
from synoptic.account.wording import Words, build_wording
from synoptic.model import MeetingMention, Naming

READ = (MeetingMention, Naming)  # kinds of what was found that an account reads beside what is linked


@dataclass(frozen=True)
class Account:
    """All that was linked, by section."""

    stories: Stories
    timeline: Timeline
    voices: Voices
    figures: Figures
    talks: Talks
    relations: Relations
    wording: Words
    gaps: Gaps
    sources: Sources
    decisions: Decisions = NONE

    @property
    def sections(self) -> tuple[Section[Any], ...]:
        """The sections, in their order."""
        return tuple(getattr(self, f.name) for f in fields(self))

    def of(self, story: str | None) -> Account:
        """The account of one story, by its id."""
        return Account(**{f.name: getattr(self, f.name).of(story) for f in fields(self)})

    def by(self, speaker: str) -> Account:
        """The account of one speaker: what they are reported to have said, the events, counts, positions and relations that name them.

        `speaker` is a name, or a part of one, that one speaker alone has. Raises UnknownNameError with the nearest names.
        """
        return narrow(self, speaker)

    def _repr_html_(self) -> str:
        """The sections as tables, for a notebook."""
        return "".join(section._repr_html_() for section in self.sections if len(section))


def narrow(account: Account, speaker: str) -> Account:
    """What of an account is one speaker's."""
    voices = account.voices.lines_of(speaker)
    name = voices[0].name
    said = {said.id for voice in voices for said in voice.said}
    docs = {doc for voice in voices for doc in voice.documents}
    timeline = account.timeline
    events = [tuple(e for e in found if e.kind == "event" and name in (*e.who, *e.whom)) for found in (timeline.lines, timeline.undated)]
    tales = (_of_speaker(tale, voice) for voice in voices for tale in account.stories if tale.story == voice.story)
    return Account(
        stories=Stories(tuple(tales)),
        timeline=Timeline(events[0], undated=events[1]),
        voices=Speech(voices),
        figures=replace(account.figures, lines=tuple(c for c in account.figures if any(name in p.says for p in c.points))),
        talks=Talks(tuple(x for x in account.talks if x.party == name)),
        relations=Relations(tuple(x for x in account.relations if any(name in side.who for side in x.sides))),
        wording=Words(()),
        gaps=Gaps(tuple(g for g in account.gaps if g.thing in said)),
        sources=Sources(tuple(s for s in account.sources if s.id in docs)),
    )


def _of_speaker(tale: Tale, voice: Voice) -> Tale:
    """A story as far as it reports one speaker."""
    return replace(tale, heading=f"{voice.name}: {tale.heading}", documents=voice.documents, origins=voice.origins, outlet_names=voice.outlets)


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is looked for meanwhile: what an account is made of stays, and walking it again and again takes half of the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            if not gc.get_freeze_count():  # there and back: what was made counts as old at once, and is not walked as new
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@uncollected()
def build(linked: Mapping[type, tuple[Any, ...]]) -> Account:
    """The account of records by kind, as `synoptic.link.link` gives them."""
    index = Index(linked)
    return assemble(index, tell(index))


@dataclass(frozen=True)
class Told:
    """The sections whose lines each belong to one story, and the marks of each text: all that is costly, and can be made story by story."""

    timeline: Timeline
    voices: Voices
    figures: Figures
    talks: Talks
    wording: Words
    gaps: Gaps
    marks: Mapping[str, tuple[Mark, ...]]


def tell(index: Index) -> Told:
    """These, of what an index holds."""
    coverage = Coverage(index)
    voices = build_voices(index, build_utterances(index, coverage))
    timeline, figures = build_timeline(index, voices), build_figures(index)
    talks = build_talks(index, timeline)
    return Told(
        timeline=timeline,
        voices=voices,
        figures=figures,
        talks=talks,
        wording=build_wording(index),
        gaps=build_gaps(index, coverage, timeline, figures),
        marks=find_marks(index, timeline, voices, figures, talks),
    )


def assemble(index: Index, told: Told) -> Account:
    """The account: these, and the sections that look from story to story."""
    return Account(
        stories=build_stories(index),
        timeline=told.timeline,
        voices=told.voices,
        figures=told.figures,
        talks=told.talks,
        relations=build_relations(index, told.talks),
        wording=told.wording,
        gaps=told.gaps,
        sources=build_sources(index, dict(told.marks)),
        decisions=build_decisions(index),
    )
