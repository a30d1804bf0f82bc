"""Stories: the developing matters that the documents are about, the most widely reported first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.days import read_day
from synoptic.account.index import Index
from synoptic.account.section import Line, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale(Line):
    """One story; `heading` is a source's own words. `first` and `last` are the days that its documents speak from."""

    heading: str
    outlet_names: tuple[str, ...]
    first: str | None
    last: str | None
    undated: int
    why: str


@dataclass(frozen=True)
class Stories(Section[Tale]):
    """Stories by weight."""

    title: ClassVar[str] = "Stories"
    columns: ClassVar[tuple[str, ...]] = ("story", "articles", "outlets", "origins", "from", "to")

    def cells(self, line: Tale) -> tuple[str, ...]:
        """Heading, how many articles, outlets and origins, first and last day."""
        return (line.heading, str(len(line.documents)), str(len(line.outlet_names)), str(line.origins), line.first or "undated", line.last or "")


def build_stories(index: Index) -> Stories:
    """The section; documents that no story holds stand together in a last one, so that none is lost."""
    lines = [_tale(index, s.id, s.title, s.documents, s.why) for s in index.stories.values()]
    lines += [_tale(index, None, doc.title or doc.name, (doc.id,), "") for doc in index.documents.values() if doc.id not in index.story_of][:1]
    return Stories(tuple(sorted((x for x in lines if x.documents), key=lambda x: (tuple(-w for w in x.weight), x.first or "~", x.heading, x.id))))


def _tale(index: Index, story: str | None, heading: str, docs: tuple[str, ...], why: str) -> Tale:
    docs = index.in_order(docs) if story else tuple(d for d in index.documents if d not in index.story_of)
    days = [day for d in docs if (day := read_day(index.documents[d].dated))]
    return Tale(
        id=story or "no-story",
        story=story,
        evidence=(),
        documents=docs,
        origins=index.origins(docs),
        heading=" ".join(heading.split()) or index.labels[docs[0]] if docs else heading,
        outlet_names=tuple(dict.fromkeys(index.labels[d] for d in docs)),
        first=min((d.first for d in days), default=None),
        last=max((d.last for d in days), default=None),
        undated=len(docs) - len(days),
        why=why,
    )
