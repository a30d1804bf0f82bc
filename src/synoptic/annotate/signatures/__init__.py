"""What documents are compared by without opening them again: content words with counts, the lead's words, hashed 5-grams.

In: a Reading and its chains. Out: one Signature. A common word stands as its lemma in lower case, a word of a name
capitalised, a full name of several words after "@", a number after "#", so that linkers can weigh them apart. Shingles
are sampled by their hash, so that two texts keep the same ones of what they share (Broder 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from synoptic.annotate.reading import Reading
from synoptic.annotate.signatures.triggers import find_triggers
from synoptic.model import Chain, Signature

SHINGLE = 5  # words; shorter ones repeat in texts that share nothing but phrases
SHINGLE_SAMPLE = 4  # one shingle of four is kept: an article of 400 words keeps about 100
LEAD_BLOCKS = 2  # paragraphs of the article's own text that count as its lead, after the headline
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
NAMED = {"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
COLUMNS = ("IDX", "ORTH", "LOWER", "LEMMA", "POS", "IS_STOP", "IS_PUNCT", "IS_SPACE", "IS_DIGIT")
LONGEST = 40  # characters of a term; longer ones are no words


def find(reading: Reading, chains: Sequence[Chain]) -> Iterator[Signature]:
    """The signature of the document; its span is the lead paragraph (empty where there is none)."""
    table = reading.parsed.to_array(list(COLUMNS)).reshape(-1, len(COLUMNS)).astype(np.uint64)
    strings = reading.parsed.vocab.strings
    lead = reading.lead
    start, end = (lead.start, lead.end) if lead else (0, 0)
    leads = lead_spans(reading)
    names = Counter({"@" + c.name.lower(): sum(m.form == "name" for m in c.mentions) for c in chains if is_full_name(c)})
    lead_names = Counter("@" + c.name.lower() for c in chains if is_full_name(c) and any(s <= m.start < e for m in c.mentions for s, e in leads))
    idx = table[:, 0]
    inside = np.zeros(len(table), dtype=bool)
    for s, e in leads:
        inside |= (idx >= s) & (idx < e)
    title = Counter(title_terms(reading.doc.title)) if reading.doc.title else Counter()
    yield Signature(
        **reading.where("g", start, end),  # type: ignore[arg-type]
        terms=in_order(terms(table, strings) + names),
        lead_terms=in_order(terms(table[inside], strings) + lead_names + title),
        shingles=shingles(table),
        triggers=find_triggers(reading.parsed),
    )


def lead_spans(reading: Reading) -> list[tuple[int, int]]:
    """The headline, where it comes first, and the first paragraphs of the article's own text."""
    body = [b for b in reading.blocks if b.kind == "body"][:LEAD_BLOCKS]
    first = [b for b in reading.blocks[:1] if b.kind == "headline"]
    return [(b.start, b.end) for b in first + body]


def terms(table: Any, strings: Any) -> Counter[str]:
    """Content words of the rows: name words capitalised, numbers after "#", the rest as lemmas."""
    keep = np.isin(table[:, 4], [strings[pos] for pos in CONTENT]) & (table[:, 5:8] == 0).all(axis=1)
    names = {strings["PROPN"], strings["NUM"]}
    counts = Counter(zip(*(table[keep, column].tolist() for column in (1, 3, 4, 8)), strict=True))
    found: Counter[str] = Counter()
    for (orth, lemma, pos, digit), n in counts.items():
        word = strings[orth if pos in names else lemma]
        if (len(word) > 1 or digit) and len(word) <= LONGEST and any(ch.isalnum() for ch in word):
            found["#" + word if digit else word.capitalize() if pos == strings["PROPN"] else word.lower()] += n
    return found


def title_terms(title: str) -> Iterator[str]:
    """Words of a title that came with the document (it has no parse): lower case, as their case says nothing."""
    for word in title.replace("’", "'").split():
        bare = word.strip(".,:;!?\"'()[]“”‘").removesuffix("'s").lower()
        if 2 < len(bare) <= LONGEST:
            yield "#" + bare if bare.isdigit() else bare


def shingles(table: Any) -> tuple[int, ...]:
    """Sampled 32-bit hashes of the word 5-grams, sorted. spaCy's hash of a word (MurmurHash) is the same everywhere."""
    words = table[(table[:, 6] == 0) & (table[:, 7] == 0)][:, 2]
    if len(words) < SHINGLE:
        return ()
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for i in range(SHINGLE):  # a polynomial hash modulo 2**64, stirred so that its low bits sample evenly
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + words[i : len(words) - SHINGLE + 1 + i]
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed >>= np.uint64(32)
    return tuple(int(h) for h in np.unique(mixed[mixed % SHINGLE_SAMPLE == 0]))


def is_full_name(chain: Chain) -> bool:
    """Whether a chain has a name of several words, which tells far more than its words apart."""
    return chain.type in NAMED and " " in chain.name.strip() and len(chain.name) <= LONGEST and any(m.form == "name" for m in chain.mentions)


def in_order(counts: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    """Terms with a count above 0, sorted."""
    return tuple(sorted((t, int(n)) for t, n in Counter(counts).items() if n > 0))
