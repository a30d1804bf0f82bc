"""The account of an archive, built again and again: what stories tell that did not change is kept, the others are told anew.

In: the records story by story, each with its state (the same state, the same records), and all of them. Out: the account that `build` makes of all of
them, to the byte. Numbers and labels of sources, origins and names go over all stories, so that a story is told anew where these are others too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from synoptic.account import Account, Told, assemble, figures, gaps, meetings, talks, tell, timeline, uncollected, wording
from synoptic.account.figures import Figures
from synoptic.account.gaps import Gaps
from synoptic.account.index import Index
from synoptic.account.talks import Talks
from synoptic.account.timeline import Timeline
from synoptic.account.voices import place_voices
from synoptic.account.wording import Words
from synoptic.model import Entity

if TYPE_CHECKING:
    from synoptic.link.parts import Part

Records = Mapping[type, tuple[Any, ...]]


class Accounts:
    """Builds the account of one archive as it changes."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self.told: dict[str, tuple[object, Told]] = {}

    @uncollected()
    def build(self, parts: Mapping[str, Part], whole: Records) -> Account:
        """The account. `parts`: story -> state and records. `whole`: the records of all of them together."""
        index = Index(whole)
        self.told = {story: self.tell(index, story, part) for story, part in parts.items()}
        return assemble(index, together([told for _, told in self.told.values()]))

    def tell(self, index: Index, story: str, kept: Part) -> tuple[object, Told]:
        """What one story tells, as it was told before where nothing has changed that it shows."""
        part = part_of(index, kept.records)
        faces = [(e.id, e.name, e.type, e.aliases, e.roles, e.country) for e in part.entities.values()]
        shown = (kept.state, tuple(part.numbers.items()), tuple(part.labels.values()), tuple(part.groups.values()), tuple(faces))
        before = self.told.get(story)
        return before if before and before[0] == shown else (shown, tell(part))


def part_of(index: Index, records: Records) -> Index:
    """The index of one story, in which sources, origins and names are those of the whole."""
    own = records.get(Entity, ())
    joined = tuple(replace(index.entities[e.id], mentions=e.mentions, chains=e.chains) if index.entities[e.id] is not e else e for e in own)
    part = Index({**records, Entity: joined})
    part.documents = dict(sorted(part.documents.items(), key=lambda d: index.numbers[d[0]]))
    part.numbers = {d: index.numbers[d] for d in part.documents}
    part.labels = {d: index.labels[d] for d in part.documents}
    part.groups = {d: index.groups[d] for d in part.documents}
    return part


def together(told: list[Told]) -> Told:
    """What several stories tell, in the order in which one account has it."""
    return Told(
        timeline=Timeline(
            ordered((t.timeline for t in told), timeline.reading_order),
            undated=timeline.by_weight(chain.from_iterable(t.timeline.undated for t in told)),
            doubtful=timeline.by_weight(chain.from_iterable(t.timeline.doubtful for t in told)),
        ),
        voices=place_voices(chain.from_iterable(t.voices for t in told)),
        figures=Figures(ordered((t.figures for t in told), figures.rank)),
        talks=Talks(
            ordered((t.talks for t in told), talks.reading_order),
            meetings=ordered((t.talks.meetings for t in told), meetings.reading_order),
        ),
        wording=Words(ordered((t.wording for t in told), wording.rank)),
        gaps=Gaps(ordered((t.gaps for t in told), gaps.rank)),
        marks={doc: marks for t in told for doc, marks in t.marks.items()},
    )


def ordered(lines: Iterable[Iterable[Any]], key: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The lines of several stories in one order."""
    return tuple(sorted(chain.from_iterable(lines), key=key))
