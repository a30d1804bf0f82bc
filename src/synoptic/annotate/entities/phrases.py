"""The words that may stand for an entity, before it is known for which: what names, nominals and chains pass between them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Phrase:
    """Tokens `start` to `end` (excluded) around `head`, as one mention of something."""

    start: int
    end: int
    head: int
    form: str  # name, nominal, pronoun
    type: str  # OntoNotes label
    name: str  # the words, without article and titles
    plural: bool = False
    gender: str | None = None
    country: str | None = None
    roles: list[str] = field(default_factory=list)
    modifiers: frozenset[str] = frozenset()  # of a nominal: the words before its head
    definite: bool = False
    lemma: str = ""  # of the head
    owner: Phrase | None = None  # the person of a body: "the Petrenko administration"
    same: Phrase | None = None  # that which the syntax says is the same: an apposition, "X is the Y of Z"
    group: Group | None = None


@dataclass(slots=True, eq=False)
class Group:
    """Phrases that stand for one entity: a chain in the making."""

    type: str
    phrases: list[Phrase] = field(default_factory=list)
    country: str | None = None
    gender: str | None = None
    roles: list[str] = field(default_factory=list)
    plural: bool = False
    weight: int = 0  # mentions so far, in the order of the text

    def take(self, phrase: Phrase) -> None:
        """Add a phrase and what it tells."""
        phrase.group = self
        self.phrases.append(phrase)
        self.country = self.country or phrase.country
        self.gender = self.gender or phrase.gender
        self.roles += [r for r in phrase.roles if r not in self.roles]
