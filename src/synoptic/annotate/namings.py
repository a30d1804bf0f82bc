"""Noun phrases that name something which another outlet may name differently: entities, and acts, events, documents, ideas.

In: a Reading, its chains, quotations and event mentions. Out: Namings. An entity's are the whole phrases around its
mentions ("former minister Ivan Petrenko"; the mentions themselves stand in the chain). Other phrases go from the first
modifier to the head, with a short complement ("the inquiry into the fire"), and carry the chains that they are about. Pronouns,
times, quantities and nouns for people that are in no chain are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from synoptic.annotate.columns import Columns
from synoptic.annotate.entities.nominals import INSIDE
from synoptic.annotate.reading import Reading
from synoptic.annotate.vocabulary import nouns
from synoptic.model import Chain, EventMention, Naming, Quotation

PARTS = INSIDE | {"poss"}  # a noun so attached heads no phrase of its own
NUMERIC = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
EDGES = frozenset({"PUNCT", "SPACE", "VERB", "CCONJ", "AUX"})  # where a phrase ends that the parse has drawn too far to the left
GLUE = frozenset({"-", "'s", "’s", "’", "'"})
COMPLEMENTS = frozenset({"of", "into", "on", "over", "between", "against", "with", "about"})  # what follows says which one it is, not where or when
LONGEST = 8  # words before the head
AFTER = 3  # words of a complement: with 4 to 9 more of NewsWCL50's phrases are found (1 in 100), and fewer of ours are among them
SCARE = 5  # words in quotation marks: more are speech


def find(
    reading: Reading, chains: tuple[Chain, ...] = (), quotations: tuple[Quotation, ...] = (), event_mentions: tuple[EventMention, ...] = ()
) -> Iterator[Naming]:
    """The namings of a document, each stretch of words once."""
    columns = reading.columns
    chain_at = {(m.start, m.end): c.id for c in chains for m in c.mentions if m.form != "pronoun"}
    by_end = {end: (start, chain) for (start, end), chain in sorted(chain_at.items(), reverse=True)}
    by_start = {m.start: c.id for c in chains for m in c.mentions}
    places = {c.id for c in chains if c.type in {"GPE", "LOC"}}
    events = {e.start: e.id for e in event_mentions}
    left_out = nouns("person") | nouns("body") | nouns("place")
    for i, pos in enumerate(columns.pos):
        end = columns.end(i)
        named = end in by_end
        if pos not in {"NOUN", "PROPN"} or columns.ent[i] in NUMERIC or (columns.dep[i] in PARTS and not (named and columns.dep[i] == "poss")):
            continue
        inner, chain_id = by_end.get(end, (0, None))
        if chain_id is None and (pos == "PROPN" or columns.lemma[i].lower() in left_out):
            continue
        first = extent(columns, i)
        if named and columns.start[first] == inner and columns.dep[i] == "appos" and columns.head[i] == first - 1:
            first = extent(columns, first - 1)  # "Harbour minister Lena Holm", where the parser has the name in apposition
        start = columns.start[first]
        if chain_id is not None and ((start, end) in chain_at or not says_more(columns, range(first, i), inner, place=chain_id in places)):
            continue
        yield Naming(
            **reading.where("n", start, end if chain_id else columns.end(complement(columns, i))),  # type: ignore[arg-type]
            head=columns.lemma[i].lower(),
            chain=chain_id,
            event=events.get(columns.start[i]),
            scare=is_scare(columns, i),
            about=() if chain_id else about(columns, first, i, by_start),
        )


def extent(columns: Columns, head: int) -> int:
    """The first token of a noun phrase, without marks, conjunctions and spaces at its edge."""
    start = max(columns.left(head), head - LONGEST)
    for i in range(head - 1, start - 1, -1):
        if columns.pos[i] in EDGES and columns.text[i] not in GLUE and columns.dep[i] != "amod" and not (i > start and between(columns, i)):
            return i + 1
    return start


def says_more(columns: Columns, before: range, inner: int, *, place: bool) -> bool:
    """Whether there is more than an article among the tokens before a name that starts at `inner`; before a place only adjectives say more."""
    more = [i for i in before if columns.start[i] < inner and columns.dep[i] != "det"]
    return bool(more) and not (place and any(columns.pos[i] not in {"ADJ", "ADV"} for i in more))


def between(columns: Columns, token: int) -> bool:
    """Whether a comma or conjunction stands between two modifiers: "the long, costly dispute", "grain and cattle prices"."""
    if columns.dep[token] == "cc":
        return columns.dep[columns.head[token]] in INSIDE | {"conj"}
    before = columns.pos[token - 1] in {"ADJ", "NOUN"} and columns.dep[token - 1] in INSIDE | {"conj"}
    return columns.text[token] == "," and before


def complement(columns: Columns, head: int) -> int:
    """The last token of a short phrase right after the head that says which one it is; the head where there is none."""
    after = next((c for c in columns.children[head] if c > head), head)
    if after != head + 1 or columns.dep[after] != "prep" or columns.lower[after] not in COMPLEMENTS:
        return head
    last = right(columns, after)
    inner = [c for c in columns.children[after] if columns.dep[c] != "pobj" or columns.ent[c] in NUMERIC]
    return head if last == after or last - head > AFTER or inner else last


def right(columns: Columns, token: int) -> int:
    """The last token of the phrase that a token is the head of."""
    while columns.children[token] and columns.children[token][-1] > token:
        token = columns.children[token][-1]
    return token


def about(columns: Columns, first: int, head: int, by_start: dict[int, str]) -> tuple[str, ...]:
    """The chains that a phrase's modifiers and the complements after it name."""
    tokens = list(range(first, head))
    for child in columns.children[head]:
        if child > head and columns.dep[child] in {"prep", "agent"}:
            for noun in columns.children[child]:
                tokens += [noun, *columns.children[noun]]
    return tuple(dict.fromkeys(by_start[columns.start[i]] for i in tokens if columns.start[i] in by_start))


def is_scare(columns: Columns, head: int) -> bool:
    """Whether a phrase stands in quotation marks that hold little more than it."""
    number = columns.quote[head]
    if number < 0:
        return False
    region = columns.reading.regions[number]
    return len(columns.reading.doc.text[region.start : region.end].split()) <= SCARE
