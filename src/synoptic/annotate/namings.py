"""Noun phrases that name something which another outlet may name differently: entities, and acts, events, documents, ideas.

In: a Reading, its chains, quotations and event mentions. Out: Namings. An entity's are the whole phrases around its
mentions ("former minister Ivan Petrenko"; the mentions themselves stand in the chain). Other phrases go from the first
modifier to the head, and carry the chains that they are about. Pronouns, times, quantities and nouns for people that
are in no chain are left out.
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
LONGEST = 8  # words before the head
SCARE = 5  # words in quotation marks: more are speech


def find(
    reading: Reading, chains: tuple[Chain, ...] = (), quotations: tuple[Quotation, ...] = (), event_mentions: tuple[EventMention, ...] = ()
) -> Iterator[Naming]:
    """The namings of a document, each stretch of words once."""
    columns = reading.columns
    chain_at = {(m.start, m.end): c.id for c in chains for m in c.mentions if m.form != "pronoun"}
    by_end = {end: (start, chain) for (start, end), chain in sorted(chain_at.items(), reverse=True)}
    by_start = {m.start: c.id for c in chains for m in c.mentions}
    events = {e.start: e.id for e in event_mentions}
    left_out = nouns("person") | nouns("body") | nouns("place")
    for i, pos in enumerate(columns.pos):
        if pos not in {"NOUN", "PROPN"} or columns.dep[i] in PARTS or columns.ent[i] in NUMERIC:
            continue
        end = columns.end(i)
        inner, chain_id = by_end.get(end, (0, None))
        if chain_id is None and (pos == "PROPN" or columns.lemma[i].lower() in left_out):
            continue
        first = extent(columns, i)
        start = columns.start[first]
        if chain_id is not None and ((start, end) in chain_at or start > inner):
            continue
        yield Naming(
            **reading.where("n", start, end),  # type: ignore[arg-type]
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
        if columns.pos[i] in EDGES and columns.text[i] not in GLUE and columns.dep[i] != "amod":
            return i + 1
    return start


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
