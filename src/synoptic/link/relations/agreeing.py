"""Which of two claims of one day say the same, and which tell more of the matter that the other tells of.

In: claims (see `claims`). Out: pairs with the reason. Asked for is what both share: much the same words, or a name or two words. A claim that disputes the
other shares as much; `relations` asks `disputes` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from synoptic.link.relations.claims import Claim, cosine, pairs_of_a_matter

ALIKE = 0.4  # likeness of two claims that say the same: of the 52 pairs of ../shared/data/claims above it 0.87 strengthen each other, of all 0.66
SHARED = 2  # words that both have; with those that share a name, 0.78 of 474 pairs that nothing disputes strengthen each other
MOST = 12  # claims that a claim is joined with, those most like it: a reader of a full day needs no more, and what is kept stays linear
TOLD = 3  # shared words that the reason names


def find_agreeing(claims: Sequence[Claim], story_of: Mapping[str, str]) -> Iterator[tuple[str, Claim, Claim, str]]:
    """The kind of relation, the claim that tells more, the other, and what they share."""
    pairs = ((cosine(a, b), a, b) for a, b in pairs_of_a_matter(claims, story_of) if a.names & b.names or len(a.words.keys() & b.words.keys()) >= SHARED)
    joined: Counter[str] = Counter()
    for likeness, a, b in sorted(pairs, key=lambda p: (-p[0], p[1].document, p[2].document)):
        if joined[a.document] >= MOST or joined[b.document] >= MOST:
            continue
        joined.update((a.document, b.document))
        if likeness >= ALIKE:
            yield "equivalence", a, b, "two claims of one day in much the same words"
        else:
            fuller, other = (a, b) if (len(a.words), b.document) >= (len(b.words), a.document) else (b, a)
            telling = sorted(a.names & b.names) or sorted(a.words.keys() & b.words.keys(), key=lambda w: (-a.words[w], w))
            yield "elaboration", fuller, other, f"tells more of one matter: both have “{'”, “'.join(telling[:TOLD])}”"
