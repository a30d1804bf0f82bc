"""Wording: one thing, and what each outlet calls it.

One line a referent, in it the words of each document that names it differently. The spans are found again through the
namings of that document, else by its text, so that each wording opens to its sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Row, Section
from synoptic.model import Naming, Span, Wording

COMPLEMENT = re.compile(r"\s(?:of|for|into|on|over|between|against|with|about|in|to)\s")
SHOWN = 5  # wordings of one referent in a table; all stand in the data and the page


@dataclass(frozen=True, slots=True)
class Use:
    """The words of one document for a referent, in order of their first use, each with where it stands."""

    document: str
    outlet: str
    source: int
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Line):
    """One referent and how it is named."""

    referent: str
    entity: str | None
    event: str | None
    uses: tuple[Use, ...]

    @property
    def by_words(self) -> dict[str, tuple[str, ...]]:
        """Words -> the outlets that use them. For each noun its usual form first, those of most outlets first; then its other forms."""
        found: dict[str, list[str]] = {}
        forms: dict[str, str] = {}
        for use in self.uses:
            for words in use.words:
                found.setdefault(forms.setdefault(plain(words), words), []).append(use.outlet)
        most = sorted(((w, tuple(dict.fromkeys(outlets))) for w, outlets in found.items()), key=lambda x: -len(x[1]))
        seen: Counter[str] = Counter()
        places = {}
        for words, _ in most:
            places[words] = seen[head_of(words)]
            seen[head_of(words)] += 1
        return dict(sorted(most, key=lambda x: places[x[0]]))

    @property
    def weight(self) -> tuple[int, ...]:
        """What several origins call by different nouns first weighs most: an outlet that says "war" throughout and one that says "operation" differ
        more than two that say both.
        """
        first = len({head_of(use.words[0]) for use in self.uses if use.words})
        heads = len({head_of(words) for use in self.uses for words in use.words})
        return (self.origins > 1, first, heads, self.origins, len(self.documents), len(self.evidence))


def plain(words: str) -> str:
    """Words as they are compared: whatever their case and the form of their apostrophes."""
    return words.casefold().replace("’", "'")


def head_of(words: str) -> str:
    """The noun of a phrase, in lower case and without its plural: the last word before what follows it ("war" of "war on Peru")."""
    parts = COMPLEMENT.split(words, maxsplit=1)[0].casefold().split()
    return parts[-1].strip("\"'”’.,").removesuffix("s") if parts else ""


@dataclass(frozen=True)
class Words(Section[Term]):
    """Referents, those first that are called by the most different nouns."""

    title: ClassVar[str] = "Wording"
    columns: ClassVar[tuple[str, ...]] = ("referent", "words")

    def rows(self, line: Term) -> tuple[Row, ...]:
        """One row a wording, the first few; the referent stands in the first."""
        found = list(line.by_words.items())[:SHOWN]
        return tuple(Row((line.referent if at == 0 else "", words), _numbers(line, words), outlets) for at, (words, outlets) in enumerate(found))


def _numbers(line: Term, words: str) -> tuple[int, ...]:
    return tuple(use.source for use in line.uses if plain(words) in map(plain, use.words))


class Places:
    """Where words stand in documents: at a naming of theirs, else at their first place in the text."""

    def __init__(self, index: Index) -> None:
        """Note the first naming of each phrase in each document."""
        self.index = index
        self.named: dict[tuple[str, str], Span] = {}
        self.lower: dict[str, str] = {}
        for naming in index.all(Naming):
            key = (naming.document, naming.exact.casefold())
            if key not in self.named or naming.start < self.named[key].start:
                self.named[key] = naming.span

    def find(self, doc: str, words: str) -> Span | None:
        """The words in a document, whatever their case; None where it does not have them."""
        if known := self.named.get((doc, words.casefold())):
            return known
        found = self._where(doc, words) if words else None
        return self.index.documents[doc].span(*found) if found else None

    def _where(self, doc: str, words: str) -> tuple[int, int] | None:
        """Plain search where it gives the same as an expression: making one of each phrase takes longer."""
        text = self.index.documents[doc].text
        lower = self.lower.get(doc)
        if lower is None:
            lower = self.lower[doc] = text.lower() if "\u017f" not in text else ""  # the long s is an s to an expression alone
        if words.isascii() and len(lower) == len(text):
            start = lower.find(words.lower())
            return None if start < 0 else (start, start + len(words))
        found = re.search(re.escape(words), text, re.IGNORECASE)
        return found.span() if found else None


def build_wording(index: Index) -> Words:
    """The section, from wordings."""
    places = Places(index)
    lines = (_term(index, wording, places) for wording in index.all(Wording))
    return Words(tuple(sorted((x for x in lines if x), key=rank)))


def rank(term: Term) -> tuple[object, ...]:
    """What is called by the most different nouns first."""
    return (tuple(-w for w in term.weight), -len(term.by_words), term.referent, term.id)


def _term(index: Index, wording: Wording, places: Places) -> Term | None:
    known = [(doc, words) for doc, words in wording.variants if doc in index.documents]
    uses = [_use(index, doc, words, places) for doc, words in sorted(known, key=lambda v: index.numbers[v[0]])]
    backing = index.backed(index.once(e for use in uses for e in use.evidence))
    if not backing["documents"]:
        return None
    return Term(id=wording.id, referent=wording.referent, entity=wording.entity, event=wording.event, uses=tuple(uses), **backing)


def _use(index: Index, doc: str, words: tuple[str, ...], places: Places) -> Use:
    spans = [span for w in words if (span := places.find(doc, w))]
    return Use(doc, index.labels[doc], index.numbers[doc], words, tuple(index.witness(s) for s in spans))
