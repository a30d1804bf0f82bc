"""Single victims told apart: "a man was shot", "the 25-year-old died", "John Marsh was pronounced dead" are one person killed.

In: the harms of a document. Out: one `Victim` a person, with the mention that a figure of one stands on and how it ended for them.
A name, an age or a gender that contradicts tells two people apart, as does "another"; everything else is the same
person, since news tells of a victim several times under growing detail. Numbers ("two men") are not victims here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from synoptic.annotate.figures.harm import RANK, Harm
from synoptic.annotate.figures.people import APART, FEMALE, MALE, ROLES, is_person

TITLE = re.compile(r"(\d{1,3})[\s-]*(?:year|yr)s?[\s-]*old", re.IGNORECASE)
LEADING = 1200  # code points: a victim first told of later, and once, is mostly another event's (measured at 500, 800, 1200, 2000 on gvdb and GVA)
AGE_AFTER = re.compile(r",\s(\d{1,3})\b(?![\s-]*(?:year|percent|%))")


@dataclass(slots=True)
class Victim:
    """One person: the mentions with what they say, and what tells the person from others."""

    mentions: list[Harm] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    later: bool = False  # others were told of before

    @property
    def what(self) -> str:
        """How it ended: killed where any mention says so, else injured, else only that the person was shot."""
        return min((m.what for m in self.mentions), key=RANK.__getitem__)

    @property
    def shown(self) -> Harm:
        """The mention to stand a figure on: the first that says how it ended."""
        return min((m for m in self.mentions if m.what == self.what), key=lambda m: (m.victim.pos_ == "PRON", m.victim.i))


def victims(found: Iterable[Harm], numbered: set[int]) -> list[Victim]:
    """The single victims of a document, in the order in which they come; `numbered` are tokens that a number counts."""
    people: list[Victim] = []
    for harm in sorted(found, key=lambda h: h.victim.i):
        token = harm.victim
        if harm.what not in RANK or token.i in numbered or not is_person(token):
            continue
        name, age, gender = details(token)
        person = None if token.idx > LEADING and name and named_first(token) else match(people, token, name, age, gender)
        if person is None:
            if token.pos_ == "PRON" and harm.what != "killed":
                continue
            person = Victim(later=bool(people))
            people.append(person)
        person.mentions.append(harm)
        person.names |= {name} - {""}
        person.ages |= {age} - {""}
        person.genders |= {gender} - {""}
        person.roles |= {ROLES.get(token.lemma_.lower(), "")} - {""}
    return people


def named_first(token: Token) -> bool:
    """Whether a name stands here for the first time."""
    return all(t.text != token.text for t in token.doc[: token.i])


def details(token: Token) -> tuple[str, str, str]:
    """The last name, age and gender that a mention gives, empty where it gives none."""
    doc, lemma = token.doc, token.lemma_.lower()
    left, right = token.left_edge, token.right_edge
    words = doc[left.i : min(right.i + 1, left.i + 30)].text
    age = TITLE.search(words)
    named = next((t for t in (token, *token.children) if t.ent_type_ == "PERSON" and t.dep_ != "poss" and abs(t.i - token.i) < 12), None)
    name = ""
    if named is not None:
        last = named
        while last.i + 1 < len(doc) and doc[last.i + 1].ent_type_ == "PERSON" and doc[last.i + 1].ent_iob_ == "I":
            last = doc[last.i + 1]
        name = last.lower_ if last.lower_ not in ("jr.", "sr.", "jr", "sr", "ii", "iii", "'s", "’s") else doc[last.i - 1].lower_
        after = AGE_AFTER.match(doc[last.i + 1 : last.i + 5].text)
    else:
        after = None
    gender = "m" if lemma in MALE or token.lower_ in ("he", "him", "his") else "f" if lemma in FEMALE or token.lower_ in ("she", "her") else ""
    return name, age[1] if age else after[1] if after else "", gender


def match(people: list[Victim], token: Token, name: str, age: str, gender: str) -> Victim | None:
    """The person that a mention speaks of, the latest first; None where it is somebody new."""
    if any(c.lower_ in ("another", "second", "third", "fourth", "other") for c in token.children):
        return None
    if token.idx > LEADING and any(c.lower_ in ("a", "an") for c in token.children):
        return None  # brought in anew, late in the article
    if name:
        same = next((p for p in reversed(people) if name in p.names), None)
        if same:
            return same
    for person in reversed(people):
        if (name and person.names) or (age and person.ages and age not in person.ages) or (gender and person.genders and gender not in person.genders):
            continue
        role = ROLES.get(token.lemma_.lower(), "")
        if any(frozenset((role, other)) in APART for other in person.roles):
            continue
        if person.mentions[-1].word.i == token.i or joined(person, token) or beside(person.mentions[-1].victim, token):
            continue
        return person
    return None


def joined(person: Victim, token: Token) -> bool:
    """Whether a mention is joined by "and" to one of the person, so that they are two."""
    return any(token.i in {c.i for c in m.victim.conjuncts} for m in person.mentions[-2:])


def beside(last: Token, token: Token) -> bool:
    """Whether a mention comes anew ("a man", "his sister") in the sentence of the last, and so is somebody else."""
    if last.pos_ == "PRON" or not any(c.lower_ in ("a", "an") or c.dep_ == "poss" for c in token.lefts):
        return False
    return 0 < token.i - last.i < 40 and last.head.i != token.i and not any(t.is_sent_start for t in token.doc[last.i + 1 : token.i + 1])
