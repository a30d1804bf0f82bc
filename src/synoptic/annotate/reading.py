"""A document beside its language pass: what every annotator is given.

A `Reading` is a document tied to its parse (`parsed.Parsed`), with the parse as columns, which most rules read.
"""

from dataclasses import dataclass
from functools import cached_property

from synoptic.annotate.columns import Columns
from synoptic.annotate.parsed import Parsed


@dataclass(frozen=True)
class Reading(Parsed):
    """One document (`doc`) and its parse (`parsed`); `parsed.text == doc.text`, so that `token.idx` is an offset."""

    @cached_property
    def columns(self) -> Columns:
        """The parse as lists, for rules that look at every token."""
        return Columns(self)
