"""The one pass of the language model that every annotator reads: texts in, spaCy Docs out.

The model is an installed package (its name a setting); nothing is downloaded. Three things differ from `spacy.load`: matrix products
go through numpy, which is 1.3 to 1.6 times faster than the blis that spaCy ships (docs/decisions/0002); the model's rules for word
classes and lemmas are asked once a kind of word (`word_rules`); and a sentence starts with every paragraph and never with a closing
quotation mark, which the parser respects as given.
"""

import warnings
from collections.abc import Iterable, Iterator

import spacy
from spacy.attrs import IS_SPACE, ORTH  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from synoptic.annotate import MODEL
from synoptic.annotate.word_rules import lighten
from synoptic.errors import UnknownNameError

BATCH = 32  # texts a batch; 16 to 64 gave the same speed on articles of 400 words
CLOSING = {"”", "’", "»", "''", ")", "]"}


@Pipeline.component("synoptic_boundaries")
def set_boundaries(parsed: Doc) -> Doc:
    """Fix what the parser may not decide: a paragraph starts a sentence, a closing mark never does."""
    fresh = False
    table = parsed.to_array([ORTH, IS_SPACE]).tolist() if len(parsed) else []
    closing = {parsed.vocab.strings[mark] for mark in CLOSING}
    for i, (word, space) in enumerate(table):
        if space:
            fresh = fresh or "\n" in parsed[i].text
            if i:
                parsed[i].is_sent_start = False
        elif fresh:
            parsed[i].is_sent_start = True
            fresh = False
        elif word in closing and i:
            parsed[i].is_sent_start = False
    return parsed


class Language:
    """A loaded model. Loads once, takes texts, gives spaCy Docs in their order.

    >>> [token.lemma_ for token in next(iter(Language().read(["They met."])))]
    ['they', 'meet', '.']
    """

    def __init__(self, name: str = MODEL) -> None:
        """Load the model of that name, an installed package with a spaCy pipeline.

        Raises UnknownNameError where there is no such package.
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # made for 3.7, runs the same on 3.8
            self.pipeline = load(name)
        self.name = f"{name} {self.pipeline.meta['version']}"
        for _, pipe in self.pipeline.pipeline:
            model = getattr(pipe, "model", None)
            for node in model.walk() if model is not None else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
        self.pipeline.add_pipe("synoptic_boundaries", before="parser")
        lighten(self.pipeline)
        self.threads = ThreadpoolController()  # looks through all loaded libraries, 1.5 ms: once, not once a document

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One spaCy Doc a text, with tags, lemmas, dependencies and entities."""
        with self.threads.limit(limits=1):
            yield from self.pipeline.pipe(texts, batch_size=BATCH)


def load(model: str) -> Pipeline:
    """The pipeline of an installed package: one that spaCy knows, or one with a `load` function of its own."""
    try:
        return spacy.load(model)
    except OSError:
        pass
    try:
        pipeline: Pipeline = __import__(model).load()
    except (ImportError, AttributeError):
        known = sorted({MODEL, *spacy.util.get_installed_models()})
        raise UnknownNameError("language model", model, known) from None
    return pipeline
