"""The dead whom an article tells of apart: "A constable was shot dead. The gunman was also killed" is two, on the words from the one to the other.

In: the single victims and the drafts of a document. Out: one more draft, where the words say that they are not the same person: the attacker and
somebody else, or one who "also" died. Names, ages and kinship do not say so (measured on gvdb and GVA: of such sums more were wrong
than right, since one person is told of in several ways); and no sum is made where a number already gives as many, or says that it was one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from synoptic.annotate.figures.befell import Draft
from synoptic.annotate.figures.casualties import is_passing, phrase
from synoptic.annotate.figures.harm import Harm
from synoptic.annotate.figures.people import ROLES
from synoptic.annotate.figures.sayers import Setting
from synoptic.annotate.figures.victims import LEADING, Victim

ALSO = frozenset(["also", "too"])
ATTACKER = "attacker"
NEAR = 300  # code points between one death and another that is told of as one more


@dataclass(frozen=True, slots=True)
class Told:
    """Some who died, as the words first tell of them."""

    start: int
    end: int
    count: float
    attacker: bool
    police: bool
    also: bool
    head: Token


def told_apart(people: list[Victim], drafts: list[Draft], setting: Setting) -> list[Draft]:
    """A figure of all who died, where they are told of apart and no number says how many."""
    groups = sorted((*of_people(people, setting), *of_numbers(drafts)), key=lambda t: t.start)
    attackers = [t for t in groups if t.attacker]
    others = [t for t in groups if not t.attacker]
    chosen = most(others)
    chosen += [t for t in others if t.also and chosen and 0 < t.start - chosen[0].end < NEAR][:1]
    if chosen and attackers and max(t.count for t in attackers) == 1 and (chosen[0].police or attackers[0].also):
        chosen.append(attackers[0])
    total = sum(t.count for t in chosen)
    if len(chosen) < 2 or any(d.what == "killed" and says(d, total) for d in drafts):
        return []
    start, end = min(t.start for t in chosen), max(t.end for t in chosen)
    figure = setting.figure(start, end, low=total, high=total, counted="killed", head=chosen[0].head, mark="apart")
    return [Draft(figure, chosen[0].head, None, "killed")]


def most(others: list[Told]) -> list[Told]:
    """The group with most members, the first of equals."""
    return [max(others, key=lambda t: (t.count, -t.start))] if others else []


def says(draft: Draft, total: float) -> bool:
    """Whether a number already counts all: as many or more, or people of no kind ("one person died", "1 dead")."""
    low = draft.figure.low or 0
    return low >= total or (not draft.person and low > 0 and not draft.parts and role(draft.head) == "")


def of_people(people: list[Victim], setting: Setting) -> Iterator[Told]:
    """Single persons who died, from the article's lead on."""
    for person in people:
        dead = [m for m in person.mentions if m.what == "killed"]
        if person.what != "killed" or is_passing(person, setting) or dead[0].victim.idx > LEADING:
            continue
        start, end = phrase(dead[0].victim)
        police = "police" in person.roles
        yield Told(start, end, 1.0, ATTACKER in person.roles and not police, police, also(dead[0]), dead[0].victim)


def of_numbers(drafts: list[Draft]) -> Iterator[Told]:
    """Numbers of people of a kind who died: "two officers"."""
    for draft in drafts:
        figure = draft.figure
        if draft.what == "killed" and not draft.person and figure.low == figure.high and figure.low and role(draft.head) and figure.start < LEADING:
            kind = role(draft.head)
            yield Told(figure.start, max(figure.end, draft.head.idx + len(draft.head)), figure.low, kind == ATTACKER, kind == "police", False, draft.head)


def role(noun: Token) -> str:
    """What kind of person a noun names, as far as that tells two apart."""
    return ROLES.get(noun.lemma_.lower(), "")


def also(harm: Harm) -> bool:
    """Whether the word that says the death says that it is one more: "a neighbour was also killed"."""
    verb = harm.word if harm.word.pos_ in ("VERB", "AUX") else harm.word.head
    up = verb.head if verb.dep_ == "conj" else verb
    return any(c.lower_ in ALSO and c.i < verb.i for one in (verb, up) for c in one.children)
