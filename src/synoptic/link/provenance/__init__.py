"""From where each document has its text and its matter: copies, republications, citations; and how many origins that leaves.

In: documents, signatures, citations. Out: Provenance. Sampled shingles propose pairs that share text; their words decide (`shared_text`), and
are counted in the reason. Every copy points at one original, so records stay linear. `trace` works document by document
from those that share text with it, so that one more article changes the records of its own copies alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter

from synoptic.ids import make_id
from synoptic.link.graph import Union
from synoptic.link.provenance.outlets import keys_of, same_outlet
from synoptic.link.provenance.shared_text import overlap
from synoptic.model import Citation, Document, Provenance, Signature

PROPOSED = 0.3  # share of the shorter text's runs, estimated from the sample, from which a pair is looked at exactly
WIDEST = 200  # documents that share a shingle beyond which it is a site's furniture or a fixed phrase, and proposes nothing
LOOKED_AT = 8  # earlier documents that a text is compared with exactly, those that share most shingles
FITS = 3  # sampled shingles that a cited outlet's article must share, so that it, not just its outlet, is cited


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a possible source of another, with its citations in order."""

    doc: Document
    citations: tuple[Citation, ...] = ()


def link(docs: Sequence[Document], signatures: Sequence[Signature], citations: Sequence[Citation]) -> tuple[Iterable[Provenance]]:
    """Where documents have it from, in order of document and id."""
    shingles = {s.document: s.shingles for s in signatures}
    cited: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited[citation.document].append(citation)
    sources = {d.id: source(d, cited[d.id]) for d in docs}
    index: dict[int, list[str]] = defaultdict(list)
    for doc in sorted(sources):
        for shingle in shingles.get(doc, ()):
            index[shingle].append(doc)
    made = []
    for doc in sorted(sources):
        shared = Counter(o for shingle in shingles.get(doc, ()) if 1 < len(index[shingle]) <= WIDEST for o in index[shingle] if o != doc)
        near = {o: n for o, n in shared.items() if bears(n, len(shingles[doc]), len(shingles[o]))}
        made += trace(sources[doc], near, sources.__getitem__, {o: len(shingles[o]) for o in (doc, *near)} if near else {})
    return (sorted({p.id: p for p in made}.values(), key=lambda p: (p.from_, p.id)),)


def source(doc: Document, citations: Iterable[Citation]) -> Source:
    """A document with its citations."""
    return Source(doc, tuple(sorted(citations, key=lambda c: (c.start, c.id))))


def bears(shared: int, size: int, other: int) -> bool:
    """Whether two documents of so many sampled shingles share enough of them for one to bear on where the other has it from."""
    return shared >= FITS or shared >= PROPOSED * min(size, other)


def trace(one: Source, near: Mapping[str, int], get: Callable[[str], Source], sizes: Mapping[str, int]) -> list[Provenance]:
    """Where one document has it from. `near`: documents that bear on it, with the shingles that they share; `sizes`: how many each has."""
    others = {name: get(name) for name in sorted(near)}
    likely = {o: n for o, n in near.items() if n >= PROPOSED * min(sizes[one.doc.id], sizes[o])}
    return [*copied(one, likely, others), *named(one, near, others)]


def copied(one: Source, likely: Mapping[str, int], others: Mapping[str, Source]) -> Iterable[Provenance]:
    """Where a document holds, or is held by, earlier ones: a record that points at the earliest such."""
    first = rank(one)
    earlier = [(-n, r, o) for o, n in likely.items() if (r := rank(others[o])) < first]
    found = []
    for _, r, other in sorted(earlier)[:LOOKED_AT]:
        common = overlap(one.doc.text, others[other].doc.text)
        if common.copied:
            found.append((r, other, common))
    if found:
        _, other, common = min(found, key=itemgetter(0, 1))
        why = common.told(others[other].doc.publisher or others[other].doc.name)
        yield Provenance(id=make_id("v", "copies", one.doc.id, other), type="copies", from_=one.doc.id, to=other, why=why)


def named(one: Source, near: Mapping[str, int], others: Mapping[str, Source]) -> Iterable[Provenance]:
    """What the document itself says: one record a type and outlet, on the first words that say so."""
    doc, seen = one.doc, set()
    for c in one.citations:
        key = (c.type, min(keys_of(c.outlet), default=c.outlet.lower()))
        if key in seen or same_outlet(c.outlet, doc.publisher):
            continue
        seen.add(key)
        theirs = (o for o, n in near.items() if n >= FITS and same_outlet(c.outlet, others[o].doc.publisher) and not later(others[o].doc, doc))
        to = min(theirs, key=lambda o: (-near[o], o), default=c.outlet)
        why = f"“{c.exact}” is named as " + ("the first to publish it" if c.type == "republishes" else "a source")
        yield Provenance(id=make_id("v", c.type, doc.id, to), type=c.type, from_=doc.id, to=to, evidence=c.span, why=why)


def origin_of(documents: Iterable[str], provenance: Iterable[Provenance]) -> dict[str, str]:
    """Document id -> its origin: the smallest of the documents and outlets that one text, or one agency, joins.

    Connected components over all copies and republications, so that two copies of a text count once even where
    the text itself is not among `documents`. A citation joins nothing: who cites has other sources too.
    """
    held = sorted(set(documents))
    union: Union[str] = Union(held)
    for p in provenance:
        if p.type in ("copies", "republishes"):
            union.join(p.from_, p.to if p.to in union.parent else min(keys_of(p.to), default=p.to))
    return {d: union.root(d) for d in held}


def origins(documents: Iterable[str], provenance: Iterable[Provenance]) -> int:
    """How many independent sources stand behind documents (ids)."""
    return len(set(origin_of(documents, provenance).values()))


def rank(one: Source) -> tuple[bool, bool, str, bool, str, bool, str]:
    """What sorts originals first: those that name no other source, are dated and of the earliest day, that are credited to their own publisher
    ("(Harbour Agency) -"), and that have the earliest hour of those that have one, and a publisher.
    """
    doc, published = one.doc, one.doc.published or ""
    lines = [same_outlet(c.outlet, doc.publisher) for c in one.citations if c.type == "republishes"]
    return not all(lines), not published, published[:10], not any(lines), instant(published), not doc.publisher, doc.id


def instant(published: str) -> str:
    """A time of publication in UTC, so that hours of two zones compare; of a day alone, what sorts after all its hours."""
    try:
        value = datetime.fromisoformat(published)
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()[:19] if len(published) > 10 else "~"
    except (ValueError, OverflowError):
        return "~"


def later(one: Document, other: Document) -> bool:
    """Whether `one` was published on a later day than `other`, as far as both are known."""
    return bool(one.published and other.published and one.published[:10] > other.published[:10])
