"""One line of a timeline: an event, or a statement, on its day or on none."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.account.days import Day
from synoptic.account.section import Evidence, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Line):
    """One event or statement. `day` is None where no source dates it; `words` are the source's own."""

    kind: str  # event, statement
    date: str | None
    day: Day | None
    type: str | None  # PLOVER type of an event, None where PLOVER has no code for it; the quotation type of a statement
    cameo: str | None
    mode: str | None
    modality: str | None
    who: tuple[str, ...]
    whom: tuple[str, ...]
    place: str | None
    words: Evidence
    leads: int  # how many documents lead with it
    why: str
    trust: float = 1.0  # how likely the clauses that report it are what they are coded as
    led: bool = False  # whether an article tells it in its first sentence
    doubtful: bool = False  # whether it may well be no event, or not the one that it is coded as
    also: tuple[str, ...] = ()  # ids of other events that this line tells of

    @property
    def label(self) -> str:
        """What it is, in one word."""
        return "statement" if self.kind == "statement" else self.type or "event"

    @property
    def told(self) -> str:
        """What is shown: a statement as it was said, a paraphrase in its sentence, an event in its sentence where its own words are few."""
        if self.kind == "event":
            return self.words.told
        return self.words.words.exact if self.type == "direct" else self.words.sentence

    @property
    def weight(self) -> tuple[int, ...]:
        """Origins, then documents, then how many lead with it; of equals a paraphrase comes last."""
        return (self.origins, len(self.documents), self.leads, int(self.type != "indirect"))
