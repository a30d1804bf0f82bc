"""Who said what: the quotations of one article, each with its type, cue, source and speaker.

In: a Reading, its chains and time expressions. Out: Quotations. What a cue attributes is found in `attribution`; here it gets
its type by the quotation marks on it, its speaker by the chain at the source's head, and the chain of reporters behind the speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from synoptic.annotate.attribution.find import Attribution, find_attributions
from synoptic.annotate.attribution.linear import load_models
from synoptic.annotate.attribution.tree import Tree, trim_span
from synoptic.annotate.lookup import Chains
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Quotation, Timex

WHOLLY = 0.95  # of a direct quotation's letters and digits stand in quotation marks


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex]) -> Iterator[Quotation]:
    """Quotations in order of their start; `speaker` is a chain's id."""
    tree = Tree(reading.parsed, reading.regions)
    if not tree.size:
        return
    known = Chains(chains)
    seen: set[tuple[int, int]] = set()
    found = find_attributions(tree, reading.parsed.vocab, load_models())
    for a in sorted(found, key=lambda a: -max(o for o, _ in a.contents)):
        yield from quotations_of(reading, tree, a, known, seen)


def quotations_of(reading: Reading, tree: Tree, a: Attribution, known: Chains, seen: set[tuple[int, int]]) -> Iterator[Quotation]:
    """One Quotation for each stretch of content."""
    spans = [content_span(tree, c.first, c.last) for _, c in a.contents]
    kind = type_of(tree, spans)
    source = reading.span(tree.start[a.source[1]], tree.end[a.source[2]]) if a.source else None
    chain = known.at(reading.parsed[a.source[0]]) if a.source else None
    name = chain.name if chain else source.exact if source else None
    cue = reading.span(tree.start[a.cue.first], tree.end[a.cue.last]) if a.cue else None
    for start, end in spans:
        if start >= end or trim_span(tree.text, start, end) in seen:
            continue
        seen.add(trim_span(tree.text, start, end))
        yield Quotation(**reading.where("q", start, end), type=kind, speaker=chain.id if chain else None, speaker_name=name, source=source, cue=cue)  # type: ignore[arg-type]


def content_span(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The offsets of a content: without quotation marks at its edges, with the comma or full stop before a closing one."""
    start, end = trim_span(tree.text, tree.start[first], tree.end[last])
    for r in tree.regions:
        if r.start <= end <= r.end and not any(c.isalnum() for c in tree.text[end : r.end]):
            end = r.end
            if start > r.start and not any(c.isalnum() for c in tree.text[r.start : start]):
                start = r.start
    return start, end


def type_of(tree: Tree, spans: list[tuple[int, int]]) -> str:
    """Direct, mixed or indirect, by how much of the words stands in quotation marks."""
    total = inside = 0
    for start, end in spans:
        for i in range(start, end):
            if tree.text[i].isalnum():
                total += 1
                inside += any(r.start <= i < r.end for r in tree.regions)
    return "direct" if total and inside >= WHOLLY * total else "mixed" if inside else "indirect"
