"""The model's own rules for word classes and lemmas, applied once a kind of token instead of once a token.

spaCy's attribute ruler tries all of its 179 patterns on every token, which takes 15 % of the whole pass. What they say of one token hangs only on its tag, its
relation and whether it is one of the 160 words that they name, so each such combination is asked once. The result is the same token for token
(tests/annotate/test_word_rules.py); a model whose rules look at more keeps spaCy's ruler.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}  # what a pattern may ask of a token
SET = {TAG, POS, MORPH, LEMMA, DEP}  # what a rule may set
MOST = 50_000  # words whose lemma is remembered

Rule = dict[int, int]


@Pipeline.factory("synoptic_word_rules")
def make_word_rules(nlp: Pipeline, name: str) -> WordRules:
    """What stands in for the attribute ruler of that pipeline."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return WordRules(ruler)


@Pipeline.factory("synoptic_lemmas")
def make_lemmas(nlp: Pipeline, name: str) -> Lemmas:
    """What stands in for the lemmatizer of that pipeline."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    return Lemmas(lemmatizer)


def lighten(pipeline: Pipeline) -> None:
    """Put these in the place of the pipeline's ruler and lemmatizer where they give the same."""
    names = pipeline.pipe_names
    if "attribute_ruler" in names and stands_in(pipeline.get_pipe("attribute_ruler")):
        pipeline.add_pipe("synoptic_word_rules", after="attribute_ruler")
        pipeline.disable_pipe("attribute_ruler")
    if "lemmatizer" in names and getattr(pipeline.get_pipe("lemmatizer"), "mode", None) == "rule":
        pipeline.add_pipe("synoptic_lemmas", after="lemmatizer")
        pipeline.disable_pipe("lemmatizer")


def stands_in(ruler: Any) -> bool:
    """Whether the rules of a ruler look and set no further than `WordRules` does."""
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    return (
        all(set(token) <= ASKED for pattern in patterns for token in pattern)
        and all(("LOWER" not in pattern[0] or words_of(pattern[0]) or shape(pattern[0])) if len(pattern) == 1 else anchor(pattern) for pattern in patterns)
        and all(set(rule) <= SET for rule in ruler.attrs)
    )


def words_of(token: dict[str, Any]) -> list[str]:
    """The words that a pattern names for a token; none where it asks in another way."""
    asked = token.get("LOWER", [])
    return [asked] if isinstance(asked, str) else list(asked.get("IN", ())) if isinstance(asked, dict) and len(asked) == 1 else []


def shape(token: dict[str, Any]) -> str:
    """The regular expression that a pattern asks for in place of words; "" where it asks for none."""
    asked = token.get("LOWER")
    return str(asked["REGEX"]) if isinstance(asked, dict) and set(asked) == {"REGEX"} else ""


def anchor(pattern: list[dict[str, Any]]) -> tuple[int, list[str]] | None:
    """The first token of a pattern that names its words, and these words."""
    return next(((i, words_of(token)) for i, token in enumerate(pattern) if words_of(token)), None)


class WordRules:
    """The rules of an attribute ruler: those for one token by its kind, those for several where a word that they name stands."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Sort the rules by the number of tokens that they look at."""
        self.vocab = ruler.vocab
        self.rules: list[Rule] = ruler.attrs
        self.target = ruler.indices
        self.single, self.several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self.words: set[int] = set()
        self.anchors: dict[int, set[tuple[int, int]]] = {}
        self.known: dict[tuple[int, ...], tuple[list[int], Rule]] = {}
        told: Any = ruler.patterns
        patterns = [(number, pattern) for number, rule in enumerate(told) for pattern in rule["patterns"]]
        for number, pattern in patterns:
            self.learn(number, pattern)
        shapes = [f"(?:{shape(pattern[0])})" for _, pattern in patterns if len(pattern) == 1 and shape(pattern[0])]
        self.shaped = re.compile("|".join(shapes) or r"(?!)").search

    def learn(self, number: int, pattern: list[dict[str, Any]]) -> None:
        """Take in a pattern of the rule of that number."""
        at, words = anchor(pattern) or (0, [])
        hashes = [self.vocab.strings.add(word) for word in words]
        name = self.vocab.strings.add(str(number))
        if len(pattern) == 1:
            self.words.update(hashes)
            self.single.add(name, [*(self.single.get(name) or (None, []))[1], pattern])
        else:
            for word in hashes:
                self.anchors.setdefault(word, set()).add((at, len(pattern)))
            self.several.add(name, [*(self.several.get(name) or (None, []))[1], pattern])

    def __call__(self, parsed: Doc) -> Doc:
        """Set what the rules say of each token; of two that set the same, the later one holds."""
        table = parsed.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist() if len(parsed) else []
        lower = [row[2] for row in table]
        more = self.over_several(parsed, lower)
        known = self.known
        words = self.words | {word for word in set(lower) if self.shaped(self.vocab.strings[word])}
        for i, (tag, dep, word, space) in enumerate(table):
            key = (tag, dep, word if word in words else 0, space)
            told = known.get(key)
            if told is None:
                told = known[key] = self.of_one(parsed, i)
            if i in more:
                set_token_attrs(parsed[i], self.merged({*told[0], *more[i]}))
            elif told[1]:
                set_token_attrs(parsed[i], told[1])
        return parsed

    def of_one(self, parsed: Doc, i: int) -> tuple[list[int], Rule]:
        """The rules for one token that hold of this one, and what they set together."""
        strings = self.vocab.strings
        rules = [int(strings[name]) for name, _, _ in self.single(parsed[i : i + 1], allow_missing=True)]
        return rules, self.merged(set(rules))

    def over_several(self, parsed: Doc, lower: list[int]) -> dict[int, set[int]]:
        """The rules for several tokens that hold somewhere: token -> the rules that set something of it."""
        found: dict[int, set[int]] = {}
        anchors = self.anchors
        for i in [i for i, word in enumerate(lower) if word in anchors]:
            for at, length in anchors[lower[i]]:
                first = i - at
                if first < 0 or first + length > len(lower):
                    continue
                for name, start, end in self.several(parsed[first : first + length], allow_missing=True):
                    rule = int(self.vocab.strings[name])
                    token = range(first + start, first + end)[self.target[rule]]
                    found.setdefault(token, set()).add(rule)
        return found

    def merged(self, rules: set[int]) -> Rule:
        """What some rules set together."""
        return {attribute: value for rule in sorted(rules) for attribute, value in self.rules[rule].items()}


class Lemmas:
    """The lemmas of a lemmatizer by rules: asked once a word, its class and its form."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        """Nothing is known yet."""
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int, int], str] = {}

    def __call__(self, parsed: Doc) -> Doc:
        """Set the lemma of each token that has none."""
        table = parsed.to_array([ORTH, POS, MORPH, LEMMA]).tolist() if len(parsed) else []
        here: dict[tuple[int, int, int], int] = {}
        for i, (word, pos, morph, lemma) in enumerate(table):
            if lemma and not self.lemmatizer.overwrite:
                continue
            key = (word, pos, morph)
            if key not in here:
                here[key] = parsed.vocab.strings.add(self.lemma(key, parsed[i]))
            parsed[i].lemma = here[key]
        return parsed

    def lemma(self, key: tuple[int, int, int], token: Token) -> str:
        """The lemma of a word, remembered; all are forgotten when they are too many."""
        if key not in self.known:
            if len(self.known) >= MOST:
                self.known.clear()
                self.lemmatizer.cache.clear()
            self.known[key] = self.lemmatizer.lemmatize(token)[0]
        return self.known[key]
