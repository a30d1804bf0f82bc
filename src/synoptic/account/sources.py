"""Sources: every document with who published it, when and how that is known, and from whom it has it.

Numbers run through the account: source 3 is source 3 everywhere. `origin` is the number of the group of documents that share
one origin, so that three copies of one wire story are seen to be one source. Texts and what was found in them come along
for the page; the data form of an account leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Section
from synoptic.model import Document, Provenance


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words found in a document. `line` is the line of the account that stands on them, where one does."""

    start: int
    end: int
    kind: str  # quotation, figure, event, position, condition, time, name
    line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Having:
    """From whom a document has it: `type` is copies, republishes or cites; `to` is a name, `document` its id where it is here."""

    type: str
    to: str
    document: str | None
    source: int | None
    evidence: Evidence | None
    why: str

    @property
    def told(self) -> str:
        """`cites Northern Wire`; of a copy how many words it shares, which says more than that it is one."""
        return f"copies: {self.why}" if self.type == "copies" and self.why else f"{self.type} {self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Line):
    """One document. `id` is the document's; `evidence` is empty, the whole text stands behind it."""

    number: int
    outlet: str
    name: str
    title: str | None
    author: str | None
    publisher: str | None
    url: str | None
    path: str | None
    language: str  # ISO 639-1; of one that is not English the words are kept, and nothing was looked for in them
    published: str | None
    dated: str | None
    dated_from: str | None
    dated_why: str | None
    original_outlet: str | None
    lead: str | None
    origin: int
    has_from: tuple[Having, ...]
    used_by: tuple[int, ...]  # numbers of the sources that copy, republish or cite this one
    words: int
    sha256: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Sources(Section[Source]):
    """The documents, in the order of their numbers."""

    title: ClassVar[str] = "Sources"
    columns: ClassVar[tuple[str, ...]] = ("no", "outlet", "dated", "title", "origin", "has it from")

    def cells(self, line: Source) -> tuple[str, ...]:
        """Number, outlet, day, title or name, origin, from whom."""
        has = "; ".join(dict.fromkeys(h.told for h in line.has_from))
        note = "" if line.language == "en" else f" (read, not understood: language {line.language})"
        return (str(line.number), line.outlet, line.dated or "undated", (line.title or line.name) + note, str(line.origin), has)

    @property
    def by_id(self) -> dict[str, Source]:
        """Sources by the id of their document."""
        return {source.id: source for source in self.lines}

    @property
    def origins(self) -> int:
        """How many independent sources these documents are."""
        return len({source.origin for source in self.lines})


def build_sources(index: Index, marks: dict[str, tuple[Mark, ...]]) -> Sources:
    """The section; `marks` is what was found, by document."""
    from_, to = _links(index)
    groups = {root: number for number, root in enumerate(dict.fromkeys(index.groups[d] for d in index.documents), 1)}
    return Sources(
        tuple(
            _source(index, doc, origin=groups[index.groups[doc.id]], has_from=from_.get(doc.id, ()), used_by=to.get(doc.id, ()), marks=marks.get(doc.id, ()))
            for doc in index.documents.values()
        )
    )


def _links(index: Index) -> tuple[dict[str, tuple[Having, ...]], dict[str, tuple[int, ...]]]:
    from_: dict[str, list[Having]] = {}
    to: dict[str, set[int]] = {}
    for link in sorted(index.all(Provenance), key=lambda p: (p.type, p.to, p.id)):
        if link.from_ not in index.documents:
            continue
        here = link.to if link.to in index.documents else None
        evidence = index.witness(link.evidence) if link.evidence and link.evidence.document in index.documents else None
        name = index.labels[link.to] if here else link.to
        source = index.numbers[link.to] if here else None
        from_.setdefault(link.from_, []).append(Having(type=link.type, to=name, document=here, source=source, evidence=evidence, why=link.why))
        if here:
            to.setdefault(here, set()).add(index.numbers[link.from_])
    return {d: tuple(x) for d, x in from_.items()}, {d: tuple(sorted(x)) for d, x in to.items()}


def _source(index: Index, doc: Document, *, origin: int, has_from: tuple[Having, ...], used_by: tuple[int, ...], marks: tuple[Mark, ...]) -> Source:
    return Source(
        id=doc.id,
        story=index.story_of.get(doc.id),
        evidence=(),
        documents=(doc.id,),
        origins=1,
        number=index.numbers[doc.id],
        outlet=index.labels[doc.id],
        name=doc.name,
        title=doc.title,
        author=doc.author,
        publisher=doc.publisher,
        url=doc.url,
        path=doc.path,
        language=doc.language,
        published=doc.published,
        dated=doc.dated,
        dated_from=doc.dated_from,
        dated_why=doc.dated_why,
        original_outlet=doc.original_outlet,
        lead=doc.lead,
        origin=origin,
        has_from=has_from,
        used_by=used_by,
        words=len(doc.text.split()),
        sha256=doc.sha256,
        text=doc.text,
        marks=marks,
    )
