"""How many "they" are: "Two clerks were robbed. They both died", "a nurse and her son were hurt; they are recovering".

In: the harms of a document and the drafts of its numbers. Out: drafts on plural pronouns that say what befell those who were counted or
listed just before. Whom a pronoun stands for is the last count or list of people before it in its sentence or the one before it, the subject
first; a pronoun with nobody counted before it gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from synoptic.annotate.figures.befell import Draft
from synoptic.annotate.figures.harm import Harm, with_conjuncts
from synoptic.annotate.figures.people import is_people, is_person
from synoptic.annotate.figures.sayers import Setting
from synoptic.annotate.figures.settling import OPEN

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
ENDS = frozenset(["killed", "shot"])  # of those in hospital or hurt, GVA's incidents had as many right and wrong counts
MANY = 20  # of more than so many, "they" is mostly some of them


def they(found: dict[int, Harm], drafts: list[Draft], added: list[Draft], setting: Setting) -> list[Draft]:
    """Figures on the pronouns for several people who died or were shot. Counts and sums (`added`) that they stand for died with them."""
    numbers = {d.head.i: d for d in drafts if not d.person}
    made = []
    for harm in sorted(found.values(), key=lambda h: h.victim.i):
        token = harm.victim
        if token.lower_ != "they" or harm.what not in ENDS:
            continue
        both = next((c for c in (*token.rights, *harm.word.lefts) if c.lower_ == "both" and c.i > token.i), None)
        head, count = before(token, numbers)
        count = 2.0 if both is not None else count
        if count is None:
            continue
        end = both.idx + len(both.text) if both is not None and both.i == token.i + 1 else token.idx + len(token.text)
        figure = setting.figure(token.idx, end, low=count, high=count, counted=harm.what, head=token)
        made.append(Draft(figure, token, harm, harm.what))
        for same in (d for d in (*drafts, *added) if head is not None and d.head.i == head.i and d.figure.low == count and not d.person):
            if harm.what == "killed" and same.what in OPEN:
                same.what, same.figure = "killed", replace(same.figure, counted="killed")
    return made


def before(pronoun: Token, numbers: dict[int, Draft]) -> tuple[Token | None, float | None]:
    """Whom a pronoun stands for, and how many: the subject's count or list, else the last one, of its sentence or of the one before."""
    sentence = pronoun.sent
    for stretch in (sentence.doc[sentence.start : pronoun.i], last_sentence(sentence)):
        several = list(counted(stretch, numbers)) if stretch is not None else []
        if several:
            return next((s for s in reversed(several) if s[0].dep_ in SUBJECTS), several[-1])
    return None, None


def last_sentence(sentence: Span) -> Span | None:
    """The sentence before."""
    return sentence.doc[sentence.start - 1].sent if sentence.start else None


def counted(stretch: Span, numbers: dict[int, Draft]) -> Iterator[tuple[Token, float]]:
    """The heads of counts and of lists of people in a stretch, with how many they are."""
    for token in stretch:
        if token.dep_ == "conj" or not (is_person(token) or is_people(token)) or token.pos_ == "PRON":
            continue
        group = [t for t in with_conjuncts(token) if t.i < stretch.end]
        sizes = [size(t, numbers) for t in group]
        known = [s for s in sizes if s is not None]
        if len(known) == len(sizes) and 1 < sum(known) <= MANY:
            yield token, sum(known)


def size(noun: Token, numbers: dict[int, Draft]) -> float | None:
    """How many a noun stands for: as its number says, two where "both" stands on it, one where it is one person."""
    if noun.i in numbers:
        return numbers[noun.i].figure.low
    if any(c.lower_ == "both" for c in noun.lefts):
        return 2.0
    return 1.0 if is_person(noun) else None
