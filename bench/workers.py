"""Workers of the benches that tell what each chunk took; a file of their own, so that other processes can import them."""

from __future__ import annotations

import os
import resource
import time
from typing import Any

from synoptic.annotate.language import BATCH, MODEL, load
from synoptic.model import Document
from synoptic.pipeline.annotating import Annotating


class Timed:
    """A worker that tells its processor time and its memory with each chunk."""

    def __init__(self) -> None:
        """Load the worker."""
        self.work = self.load()

    def load(self) -> Any:
        """What does the work."""
        raise NotImplementedError

    def __call__(self, docs: list[Document]) -> list[Any]:
        """The results of a chunk, each with what the chunk took."""
        start = time.process_time()
        results = list(self.work(docs))
        told = (os.getpid(), time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return [(told, result) for result in results]


class Whole(Timed):
    """All annotators."""

    def load(self) -> Any:
        """The worker of the pipeline."""
        return Annotating()


class Bare(Timed):
    """The language model alone, at its best as packages.md found it: nothing of ours in it, so that it can tell what ours costs."""

    def load(self) -> Any:
        """The model with matrix products by numpy, and a function to the words of its entities."""
        pipeline = load(MODEL)
        for _, pipe in pipeline.pipeline:
            model = getattr(pipe, "model", None)
            for node in model.walk() if model is not None else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
        return lambda docs: [[(ent.text, ent.label_) for ent in parsed.ents] for parsed in pipeline.pipe((d.text for d in docs), batch_size=BATCH)]
