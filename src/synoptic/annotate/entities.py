"""People, bodies and places of one document: chains of the names, nominals and pronouns that stand for each.

In: a Reading. Out: Chains.
"""

from collections import defaultdict
from collections.abc import Iterator

from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Mention

NAMES = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}


def find(reading: Reading) -> Iterator[Chain]:
    """One chain a name (a first version: names joined by their last word)."""
    groups = defaultdict(list)
    for ent in reading.parsed.ents:
        if ent.label_ in NAMES:
            groups[ent.label_ == "PERSON", ent.text.split()[-1].lower()].append(ent)
    for ents in groups.values():
        longest = max(ents, key=lambda e: len(e.text))
        mentions = tuple(Mention(**reading.where("m", e.start_char, e.end_char), form="name", head=e.root.text) for e in ents)
        first = mentions[0]
        yield Chain(**reading.where("c", first.start, first.end), name=longest.text, type=longest.label_, mentions=mentions)
