"""Workers of the benches that tell what each chunk took; a file of their own, so that other processes can import them."""

from __future__ import annotations

import os
import resource
import time
from typing import Any

from synoptic.annotate.language import Language
from synoptic.model import Document
from synoptic.pipeline import Annotating


class Timed:
    """A worker that tells its processor time and its memory with each chunk."""

    def __init__(self) -> None:
        """Load the worker."""
        self.work = self.load()

    def load(self) -> Any:
        """What does the work."""
        raise NotImplementedError

    def __call__(self, docs: list[Document]) -> list[Any]:
        """The results of a chunk, with what they took."""
        start = time.process_time()
        results = self.work(docs)
        return [(os.getpid(), time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss), results]


class Whole(Timed):
    """All annotators."""

    def load(self) -> Any:
        """The worker of the pipeline."""
        return Annotating()


class Bare(Timed):
    """The language model alone."""

    def load(self) -> Any:
        """The model, and a function to the words of its entities."""
        language = Language()
        return lambda docs: [[ent.text for ent in parsed.ents] for parsed in language.read(d.text for d in docs)]
