"""People, bodies and places of one document: chains of the names, nominals and pronouns that stand for each.

In: a Reading. Out: Chains. Names come from the language model, repaired (`names`); nominals are noun phrases that denote people
or bodies (`nominals`); `coreference` says which stand for one entity. Unnamed speakers ("two officials") have chains of
their own. First and second person are in none. A seat of government ("Moscow", "the Kremlin") keeps its own chain, with its country.
"""

from __future__ import annotations

from collections.abc import Iterator

from synoptic.annotate.columns import Columns
from synoptic.annotate.entities.coreference import resolve
from synoptic.annotate.entities.names import find_names
from synoptic.annotate.entities.nominals import find_nominals
from synoptic.annotate.entities.phrases import Group, Phrase
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Mention


def find(reading: Reading) -> Iterator[Chain]:
    """The chains of a document, in order of their first mention."""
    columns = reading.columns
    names = find_names(columns)
    nominals = find_nominals(columns, names)
    for group in resolve(columns, names, nominals):
        if chain := make_chain(columns, group):
            yield chain


def make_chain(columns: Columns, group: Group) -> Chain | None:
    """A group as a chain; None for a place that is never named."""
    phrases = sorted(group.phrases, key=lambda p: (p.start, p.end))
    if all(p.form == "pronoun" for p in phrases) or (group.type == "GPE" and all(p.form != "name" for p in phrases)):
        return None
    reading = columns.reading
    mentions = tuple(
        Mention(**reading.where("m", columns.start[p.start], columns.end(p.end - 1)), form=p.form, head=columns.text[p.head])  # type: ignore[arg-type]
        for p in phrases
    )
    first = mentions[0]
    return Chain(
        **reading.where("c", first.start, first.end),  # type: ignore[arg-type]
        name=fullest(phrases),
        type=group.type,
        mentions=mentions,
        country=group.country,
        roles=tuple(dict.fromkeys(group.roles)),
        gender=group.gender,
    )


def fullest(phrases: list[Phrase]) -> str:
    """The fullest name of a chain: the one with most words, the longest of those; a nominal's words where it has no name."""
    names = [p for p in phrases if p.form == "name"] or [p for p in phrases if p.form == "nominal"]
    return max(names, key=lambda p: (len(p.name.split()), len(p.name))).name if names[0].form == "name" else " ".join(names[0].name.split())
