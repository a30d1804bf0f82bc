"""One document -> its annotations. One file a kind; `ANNOTATORS` lists them in the order in which they run.

An annotator is a function from a Reading (and the records of the kinds that it needs) to records of the kind that it
gives. To add one: write its file with a function `find(reading, *needed)`, and add a line here. None parses again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from synoptic.annotate import citations, entities, events, figures, namings, positions, quotations, signatures, times
from synoptic.annotate.language import MODEL, Language
from synoptic.annotate.reading import Reading
from synoptic.model import Annotation, Chain, Citation, Document, EventMention, Figure, Naming, Position, Quotation, Run, Signature, Timex

Found = dict[type, tuple[Any, ...]]


@dataclass(frozen=True)
class Annotator:
    """What finds records of one kind (`gives`) from a Reading and the records of the kinds in `needs`."""

    name: str
    version: str  # raised with every change of what it finds: documents read with an older one are read again
    gives: type[Annotation]
    needs: tuple[type[Annotation], ...]
    find: Callable[..., Iterable[Annotation]]


ANNOTATORS = (
    Annotator("entities", "1", Chain, (), entities.find),
    Annotator("times", "1", Timex, (), times.find),
    Annotator("quotations", "1", Quotation, (Chain, Timex), quotations.find),
    Annotator("figures", "1", Figure, (Chain, Timex, Quotation), figures.find),
    Annotator("events", "1", EventMention, (Chain, Timex, Quotation, Figure), events.find),
    Annotator("positions", "1", Position, (Chain, Timex, Quotation, EventMention), positions.find),
    Annotator("citations", "1", Citation, (Chain, Quotation), citations.find),
    Annotator("namings", "1", Naming, (Chain, Quotation, EventMention), namings.find),
    Annotator("signatures", "1", Signature, (Chain,), signatures.find),
)


def annotate(reading: Reading, annotators: Iterable[Annotator] = ANNOTATORS) -> Found:
    """All that the annotators find in one document, by kind, each in order of start and id."""
    found: Found = {}
    for annotator in annotators:
        records = annotator.find(reading, *(found[kind] for kind in annotator.needs))
        found[annotator.gives] = tuple(sorted(records, key=lambda r: (r.start, r.end, r.id)))
    return found


class Annotate:
    """The annotate pass as a plain class: loads the model once, documents in, their annotations out.

    A pool of processes here and a cluster engine elsewhere call the same thing.
    """

    def __init__(self, model: str = MODEL) -> None:
        """Load the language model of that name."""
        self.language = Language(model)

    def run(self, docs: Iterable[Document]) -> Iterator[tuple[Document, Found]]:
        """Each document with its annotations, in order."""
        docs = list(docs)
        for doc, parsed in zip(docs, self.language.read(d.text for d in docs), strict=True):
            yield doc, annotate(Reading(doc, parsed))


def runs(model: str = MODEL) -> tuple[Run, ...]:
    """The components that made the records of a document."""
    return (Run(component="language", version=model), *(Run(component=a.name, version=a.version) for a in ANNOTATORS))
