"""From where each document has its text and its matter: copies, republications, citations; and how many origins that leaves.

In: documents, signatures, citations. Out: Provenance. Sampled shingles propose pairs that share text; the exact share of the
shorter text's word 5-grams that stand in the other decides, so that cut and reordered copies are found where likeness of
wholes would miss them (containment, Broder 1997). Every copy points at one original, so records stay linear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from synoptic.ids import make_id
from synoptic.link.graph import Union
from synoptic.link.provenance.outlets import keys_of, same_outlet
from synoptic.model import Citation, Document, Provenance, Signature

COPIED = 0.5  # share of the shorter text that a copy holds. In ../shared/data 89 of 100 pairs of one story lie below 0.3 (shared quotations), few between
PROPOSED = 0.3  # the same, estimated from the sample, from which a pair is looked at exactly
SHORTEST = 40  # 5-grams of the shorter text under which only texts that are wholly contained count: page furniture is about so long
WIDEST = 50  # documents that share a shingle beyond which it is a site's furniture or a fixed phrase, and proposes nothing
LOOKED_AT = 8  # earlier documents that a text is compared with exactly, those that share most shingles
FITS = 3  # sampled shingles that a cited outlet's article must share, so that it, not just its outlet, is cited
SHINGLE = 5


def link(docs: Sequence[Document], signatures: Sequence[Signature], citations: Sequence[Citation]) -> tuple[Iterable[Provenance]]:
    """Where documents have it from, in order of document and id."""
    known = sorted(docs, key=lambda d: d.id)
    of = {s.document: s for s in signatures}
    cited: dict[str, list[Citation]] = defaultdict(list)
    for citation in sorted(citations, key=lambda c: (c.document, c.start, c.id)):
        cited[citation.document].append(citation)
    shared = shared_shingles(known, of)
    made = [*copies(known, of, shared, cited), *named(known, cited, shared)]
    return (sorted({p.id: p for p in made}.values(), key=lambda p: (p.from_, p.id)),)


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


def shared_shingles(docs: Sequence[Document], of: dict[str, Signature]) -> dict[str, Counter[str]]:
    """Document -> documents that share sampled shingles with it, and how many."""
    index: dict[int, list[str]] = defaultdict(list)
    for doc in docs:
        for shingle in of[doc.id].shingles if doc.id in of else ():
            index[shingle].append(doc.id)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for holders in index.values():
        if 1 < len(holders) <= WIDEST:
            for one in holders:
                shared[one].update(holders)
    for doc_id, others in shared.items():
        del others[doc_id]
    return shared


def copies(docs: Sequence[Document], of: dict[str, Signature], shared: dict[str, Counter[str]], cited: dict[str, list[Citation]]) -> Iterable[Provenance]:
    """For every document that holds, or is held by, an earlier one: a record that points at the earliest such."""
    credited = {key for d in docs for c in cited.get(d.id, ()) if c.type == "republishes" for key in keys_of(c.outlet)}
    first = {d.id: rank(d, cited.get(d.id, []), credited) for d in docs}
    by_id = {d.id: d for d in docs}
    grams: dict[str, set[tuple[str, ...]]] = {}
    for doc in sorted(docs, key=lambda d: first[d.id]):
        size = len(of[doc.id].shingles) if doc.id in of else 0
        near = [(o, n) for o, n in shared.get(doc.id, Counter()).items() if first[o] < first[doc.id] and n >= PROPOSED * min(size, len(of[o].shingles))]
        found = []
        for other, _ in sorted(near, key=lambda p: (-p[1], first[p[0]]))[:LOOKED_AT]:
            for d in (doc, by_id[other]):
                if d.id not in grams:
                    grams[d.id] = word_grams(d.text)
            share = containment(grams[doc.id], grams[other])
            if share >= COPIED:
                found.append((first[other], other, share))
        if found:
            _, other, share = min(found)
            why = f"shares {share:.0%} of the shorter text's runs of {SHINGLE} words"
            yield Provenance(id=make_id("v", "copies", doc.id, other), type="copies", from_=doc.id, to=other, why=why)


def rank(doc: Document, citations: Sequence[Citation], credited: Collection[str]) -> tuple[bool, bool, str, bool, str, bool, str]:
    """What sorts originals first: those that name no other source, are dated and of the earliest day, whose publisher is credited
    by others or by themselves ("(Harbour Agency) -"), and that have the earliest hour of those that have one, and a publisher.
    """
    again = any(c.type == "republishes" and not same_outlet(c.outlet, doc.publisher) for c in citations)
    published = doc.published or ""
    return again, not published, published[:10], keys_of(doc.publisher).isdisjoint(credited), instant(published), not doc.publisher, doc.id


def instant(published: str) -> str:
    """A time of publication in UTC, so that hours of two zones compare; of a day alone, what sorts after all its hours."""
    try:
        value = datetime.fromisoformat(published)
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()[:19] if len(published) > 10 else "~"
    except (ValueError, OverflowError):
        return "~"


def word_grams(text: str) -> set[tuple[str, ...]]:
    """The runs of five words of a text; of a shorter text, the text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def containment(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    """Share of the smaller set that stands in the larger; of a very short text, 1 or 0."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    share = len(small & large) / len(small) if small else 0.0
    return share if len(small) >= SHORTEST or share == 1.0 else 0.0


def named(docs: Sequence[Document], cited: dict[str, list[Citation]], shared: dict[str, Counter[str]]) -> Iterable[Provenance]:
    """What the documents themselves say: one record a document, type and outlet, on the first words that say so."""
    publishers: dict[str, list[Document]] = defaultdict(list)
    for doc in docs:
        for name in keys_of(doc.publisher):
            publishers[name].append(doc)
    for doc in docs:
        seen = set()
        for c in cited.get(doc.id, []):
            key = (c.type, min(keys_of(c.outlet), default=c.outlet.lower()))
            if key in seen or same_outlet(c.outlet, doc.publisher):
                continue
            seen.add(key)
            theirs = {d.id for k in keys_of(c.outlet) for d in publishers.get(k, ()) if d.id != doc.id and not later(d, doc)}
            fits = sorted((-n, o) for o, n in shared.get(doc.id, Counter()).items() if o in theirs and n >= FITS)
            to = fits[0][1] if fits else c.outlet
            why = f"“{c.exact}” is named as " + ("the first to publish it" if c.type == "republishes" else "a source")
            yield Provenance(id=make_id("v", c.type, doc.id, to), type=c.type, from_=doc.id, to=to, evidence=c.span, why=why)


def later(one: Document, other: Document) -> bool:
    """Whether `one` was published on a later day than `other`, as far as both are known."""
    return bool(one.published and other.published and one.published[:10] > other.published[:10])
