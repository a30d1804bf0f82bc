"""Linked records -> one account: what happened, who said what, how many, where parties stand, how it is worded, what is left out.

One file a section. Every line carries its spans and the number of independent origins behind it; the words shown are the
sources' own, Synoptic adds labels only. `Account.of(story)` narrows all sections to one story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from synoptic.account.figures import Figures, build_figures
from synoptic.account.gaps import Gaps, build_gaps
from synoptic.account.index import Index
from synoptic.account.marks import find_marks
from synoptic.account.section import Section
from synoptic.account.sources import Sources, build_sources
from synoptic.account.stories import Stories, build_stories
from synoptic.account.talks import Talks, build_talks
from synoptic.account.timeline import Timeline, build_timeline
from synoptic.account.voices import Voices, build_voices
from synoptic.account.wording import Words, build_wording


@dataclass(frozen=True)
class Account:
    """All that was linked, by section."""

    stories: Stories
    timeline: Timeline
    voices: Voices
    figures: Figures
    talks: Talks
    wording: Words
    gaps: Gaps
    sources: Sources

    @property
    def sections(self) -> tuple[Section[Any], ...]:
        """The sections, in their order."""
        return tuple(getattr(self, f.name) for f in fields(self))

    def of(self, story: str | None) -> Account:
        """The account of one story, by its id."""
        return Account(**{f.name: getattr(self, f.name).of(story) for f in fields(self)})

    def _repr_html_(self) -> str:
        """The sections as tables, for a notebook."""
        return "".join(section._repr_html_() for section in self.sections if len(section))


def build(linked: Mapping[type, tuple[Any, ...]]) -> Account:
    """The account of records by kind, as `synoptic.link.link` gives them."""
    index = Index(linked)
    voices = build_voices(index)
    timeline, figures, talks = build_timeline(index, voices), build_figures(index), build_talks(index)
    return Account(
        stories=build_stories(index),
        timeline=timeline,
        voices=voices,
        figures=figures,
        talks=talks,
        wording=build_wording(index),
        gaps=build_gaps(index, timeline, figures),
        sources=build_sources(index, find_marks(index, timeline, voices, figures, talks)),
    )
