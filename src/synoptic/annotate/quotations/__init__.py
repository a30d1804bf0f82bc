"""Who said what: the quotations of one article, each with its type, cue, source and speaker.

In: a Reading, its chains and time expressions. Out: Quotations. What a cue attributes is found in `attributions`; here it gets
its type by the quotation marks on it, its speaker by the chain at the source's head, and the reporters behind the speaker (`via`):
sources of attributions that hold this one's cue in their own content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from synoptic.annotate.lookup import Chains
from synoptic.annotate.quotations.attributions import Attribution, find_attributions
from synoptic.annotate.quotations.details import VERSIONS, addressee, denies, is_bare, medium, passed_on_by, quoted_speaker
from synoptic.annotate.quotations.fragments import stands_alone
from synoptic.annotate.quotations.linear import load_models
from synoptic.annotate.quotations.net import load_net
from synoptic.annotate.quotations.tree import Tree, trim_span
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Quotation, Span, Timex

WHOLLY = 0.95  # of a direct quotation's letters and digits stand in quotation marks


@dataclass(slots=True)
class Said:
    """An attribution with the offsets of its contents and the head token of who speaks."""

    attribution: Attribution
    spans: list[tuple[int, int]]
    kind: str
    speaker: int | None
    via: list[int] = field(default_factory=list)  # head tokens of reporters, from the speaker outwards


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex]) -> Iterator[Quotation]:
    """Quotations in order of their start; `speaker` is a chain's id."""
    tree = Tree(reading.parsed, reading.regions, reading.doc.text)
    if not tree.size:
        return
    found = find_attributions(tree, load_net(), load_models())
    said = [judge(tree, a) for a in sorted(found, key=lambda a: -max(o for o, _ in a.contents))]
    nest(tree, said)
    said += fragments(tree, said)
    scribe = Scribe(reading, tree, Chains(chains), sorted(timexes, key=lambda t: (t.start, t.end)))
    seen: set[tuple[int, int]] = set()
    made: list[Quotation] = []
    for s in said:
        for q in scribe.write(s):
            key = trim_span(tree.text, q.start, q.end)
            if q.start < q.end and key not in seen:
                seen.add(key)
                made.append(q)
    yield from inherit(reading, sorted(made, key=lambda q: (q.start, q.end)))


def judge(tree: Tree, a: Attribution) -> Said:
    """The contents' offsets and type, and who of those named speaks."""
    spans = [content_span(tree, c.first, c.last) for _, c in a.contents]
    speaker = a.source[0] if a.source else None
    said = Said(a, spans, type_of(tree, spans), speaker)
    quoted = quoted_speaker(tree, a.cue.head) if a.cue else None
    if quoted is not None and quoted != speaker and not any(tree.start[quoted] >= s and tree.end[quoted] <= e for s, e in spans):
        said.via = [speaker] if speaker is not None else []
        said.speaker = quoted
    elif speaker is not None:
        said.via = passed_on_by(tree, speaker)
        if said.via and tree.lemma[speaker] in VERSIONS:  # "a translation from the Herald" is the Herald
            said.speaker = said.via.pop(0)
    for reporter in a.reporters:
        behind = passed_on_by(tree, reporter)
        said.via += [v for v in (behind if behind and tree.lemma[reporter] in VERSIONS else [reporter, *behind]) if v not in said.via]
    return said


def fragments(tree: Tree, said: list[Said]) -> list[Said]:
    """The quoted words inside a longer report: they alone are the speaker's own, so they stand by themselves too."""
    taken = {trim_span(tree.text, *span) for s in said for span in s.spans}
    found: list[Said] = []
    for s in sorted(said, key=lambda s: min(e - b for b, e in s.spans)):  # the narrowest report of a fragment is its own
        for start, end in s.spans if s.kind == "mixed" else ():
            inside = [r for r in tree.regions if start <= r.start and r.end <= max(end, r.end if end >= r.end - 1 else end)]
            for r in inside:
                key = trim_span(tree.text, r.start, r.end)
                if key not in taken and stands_alone(tree, r, end - start, len(inside) > 1):
                    taken.add(key)
                    found.append(replace(s, spans=[(r.start, r.end)]))
    return found


def nest(tree: Tree, said: list[Said]) -> None:
    """Add to each attribution's reporters the sources of those that hold its cue, the narrowest first."""
    own = [list(s.via) for s in said]
    for s in said:
        cue = s.attribution.cue
        if cue is None:
            continue
        at = tree.start[cue.head]
        holders = []
        for n, other in enumerate(said):
            for start, end in other.spans:
                if other is not s and start <= at < end and other.speaker is not None:
                    holders.append((end - start, n))
        for _, n in sorted(holders):
            for v in (said[n].speaker, *own[n]):
                if v is not None and v != s.speaker and v not in s.via:
                    s.via.append(v)


class Scribe:
    """Writes the Quotations of one document."""

    def __init__(self, reading: Reading, tree: Tree, chains: Chains, timexes: list[Timex]) -> None:
        """All that a document has to look up."""
        self.reading, self.tree, self.chains, self.timexes = reading, tree, chains, timexes
        self.known: dict[int, Chain | None] = {}  # chains already looked up, by head

    def write(self, s: Said) -> Iterator[Quotation]:
        """One Quotation for each stretch of content."""
        a, tree = s.attribution, self.tree
        taken = [(c.first, c.last) for _, c in a.contents] + ([(a.source[1], a.source[2])] if a.source else [])
        chain = self.chain_of(s.speaker) if s.speaker is not None else None
        name = chain.name if chain else self.name_of(s.speaker, a) if s.speaker is not None else None
        to = addressee(tree, a.cue.head, taken) if a.cue else None
        where = medium(tree, a.cue.head, taken) if a.cue else None
        own = None if s.speaker is None else self.named(s.speaker)
        via = [v for v in dict.fromkeys(self.named(v) for v in s.via) if v not in (own, name)]
        bare = [s.kind == "indirect" and is_bare(tree, c.first, c.last) for _, c in a.contents]
        for n, (start, end) in enumerate(s.spans):
            yield Quotation(
                **self.reading.where("q", start, end),  # type: ignore[arg-type]
                type=s.kind,
                speaker=chain.id if chain else None,
                speaker_name=name,
                source=self.span(a.source[1], a.source[2]) if a.source else None,
                cue=self.span(a.cue.first, a.cue.last) if a.cue else None,
                via=tuple(via),
                timex=self.timex_of(s) if a.cue else None,
                medium=self.span(*where) if where else None,
                addressee=self.span(*to) if to else None,
                polarity=not (a.cue and denies(tree, a.cue.head)),
                bare=s.kind == "indirect" and bare[n],
            )

    def span(self, first: int, last: int) -> Span:
        """The exact words of tokens `first` to `last`."""
        return self.reading.span(self.tree.start[first], self.tree.end[last])

    def chain_of(self, head: int) -> Chain | None:
        """The chain that a head stands for; of a relative pronoun, that of its antecedent."""
        if head not in self.known:
            tree, meant = self.tree, head
            if tree.lower[head] in ("who", "which", "that") and tree.tag[head] in ("WP", "WDT"):
                clause = next((i for i in (head, *tree.ancestors(head, 3)) if tree.dep[i] == "relcl"), None)
                meant = tree.head[clause] if clause is not None else head
            self.known[head] = self.chains.at(self.reading.parsed[meant])
        return self.known[head]

    def name_of(self, head: int, a: Attribution) -> str:
        """The words for a speaker who has no chain."""
        if a.source and a.source[0] == head:
            return self.span(a.source[1], a.source[2]).exact
        return self.named(head)

    def named(self, head: int) -> str:
        """The name of the chain at a head, else its phrase up to what follows the head."""
        chain = self.chain_of(head)
        return chain.name if chain else self.span(self.tree.left[head], head).exact

    def timex_of(self, s: Said) -> str | None:
        """When it was said: the first time expression below the cue, outside content and source."""
        a, tree = s.attribution, self.tree
        if a.cue is None:
            return None
        left, right = tree.left[a.cue.head], tree.right[a.cue.head]
        start, end = tree.start[left], tree.end[right]
        n = bisect_left(self.timexes, start, key=lambda t: t.start)
        while n < len(self.timexes) and self.timexes[n].start < end:
            t = self.timexes[n]
            outside = all(t.end <= x or t.start >= y for x, y in s.spans)
            source = a.source and t.start < tree.end[a.source[2]] and t.end > tree.start[a.source[1]]
            if outside and not source and t.type in ("DATE", "TIME") and self.hangs_on(t, a.cue.head):
                return t.id
            n += 1
        return None

    def hangs_on(self, t: Timex, head: int) -> bool:
        """Whether a time expression stands in a short adjunct of the cue and in no clause of its own."""
        tree = self.tree
        i = tree.at(t.start)
        for _ in range(6):
            if i == head:
                return True
            if tree.dep[i] in ("ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "nsubj", "csubj") or tree.head[i] == i:
                return False
            i = tree.head[i]
        return False


def inherit(reading: Reading, quotations: list[Quotation]) -> Iterator[Quotation]:
    """A direct quotation without a source belongs to whoever spoke last in its paragraph or the one before."""
    last: Quotation | None = None
    for q in quotations:
        heir = q.type == "direct" and q.source is None and q.speaker is None and last and reading.doc.text.count("\n\n", last.end, q.start) <= 1
        given = replace(q, speaker=last.speaker, speaker_name=last.speaker_name, via=last.via) if heir and last else q
        if given.speaker_name and given.type != "indirect":
            last = given
        yield given


def content_span(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The offsets of a content: without quotation marks at its edges, with the comma or full stop before a closing one."""
    start, end = trim_span(tree.text, tree.start[first], tree.end[last])
    for r in tree.regions:
        if r.start <= end <= r.end and not any(c.isalnum() for c in tree.text[end : r.end]):
            end = r.end
        if r.start <= start < r.end and not any(c.isalnum() for c in tree.text[r.start : start]):
            start = r.start
    return start, end


def type_of(tree: Tree, spans: list[tuple[int, int]]) -> str:
    """Direct, mixed or indirect, by how much of the words stands in quotation marks."""
    total = inside = 0
    for start, end in spans:
        total += letters(tree.text[start:end])
        for r in tree.regions:
            if r.start < end and r.end > start:
                inside += letters(tree.text[max(r.start, start) : min(r.end, end)])
    return "direct" if total and inside >= WHOLLY * total else "mixed" if inside else "indirect"


def letters(words: str) -> int:
    """How many letters and digits stand in some words."""
    return sum(map(str.isalnum, words))
