"""A document and its parse, tied: code points of `Document.text` to tokens of the spaCy Doc.

Holds the layout (which paragraph is a headline, a caption, a credit, body) and the regions in quotation marks, which several annotators need. It
finds nothing by itself and is never changed. What annotators are given is a `Reading`, which is this with its columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from synoptic.annotate.marks import Region, find_regions
from synoptic.ids import make_id
from synoptic.model import Document, Span
from synoptic.read.layout import Block, lay_out

if TYPE_CHECKING:  # linkers take rules from this room, and need no spaCy for it
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase


@dataclass(frozen=True)
class Parsed:
    """One document (`doc`) and its parse (`parsed`); `parsed.text == doc.text`, so that `token.idx` is an offset."""

    doc: Document
    parsed: Doc

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs, with what each is."""
        return lay_out(self.doc.text, self.doc.title)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The stretches in quotation marks, outer and nested, in order of their start."""
        return find_regions(self.doc.text)

    @cached_property
    def lead(self) -> Block | None:
        """The first paragraph of the article's own text: no headline, caption, credit or list of related articles."""
        return next((b for b in self.blocks if b.kind == "body"), None)

    def block_at(self, offset: int) -> Block | None:
        """The paragraph that holds an offset."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in quotation marks."""
        return any(r.start <= token.idx < r.end for r in self.regions)

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The tokens that touch `text[start:end]`."""
        return self.parsed.char_span(start, end, alignment_mode="expand")

    def span(self, start: int, end: int) -> Span:
        """The exact words from `start` to `end`."""
        return self.doc.span(start, end)

    def where(self, kind: str, start: int, end: int, *more: object) -> dict[str, object]:
        """The fields that every annotation starts with: id, document, start, end, exact.

        `kind` is the id's prefix; `more` tells apart two records of one kind on one span.
        """
        return {"id": make_id(kind, self.doc.id, start, end, *more), "document": self.doc.id, "start": start, "end": end, "exact": self.doc.text[start:end]}
