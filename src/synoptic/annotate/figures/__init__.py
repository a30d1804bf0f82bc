"""Figures of one document: how many of what, of whom, where, and who says so.

In: a Reading with its chains, timexes and quotations. Out: one Figure a count, with the closed range that its words allow. Numbers come
from `numbers`, what they count from `counted` and `befell`, victims without a numeral from `casualties`, who says so from `sayers`.
Dates are left to the linker `dating`, series to `series`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from synoptic.annotate.figures.apart import told_apart
from synoptic.annotate.figures.befell import PEOPLE, Draft, again, elliptic, gapped, harm_of, population, whom
from synoptic.annotate.figures.casualties import both, folded, murder_suicide, over_places, rest, singles, sums, zeros
from synoptic.annotate.figures.counted import counted_by, is_count, is_label, rate_of
from synoptic.annotate.figures.harm import Harm, harms
from synoptic.annotate.figures.numbers import scan
from synoptic.annotate.figures.numerals import Number
from synoptic.annotate.figures.pronouns import they
from synoptic.annotate.figures.sayers import Setting
from synoptic.annotate.figures.settling import only_death, settle_alive, settle_more, settle_shot
from synoptic.annotate.figures.victims import victims
from synoptic.annotate.figures.wholes import tie
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Figure, Quotation, Timex

VAGUE_PEOPLE = {"few", "several", "couple", "handful"}  # "a few minutes" counts nothing worth a line
NO = re.compile(r"\bno\s$", re.IGNORECASE)
ELSE = re.compile(r"\s+(?:else|other)\b", re.IGNORECASE)
MORE = re.compile(r"\s+(?:more|additional|further)\b(?!\s+than\b)", re.IGNORECASE)
ANOTHER = re.compile(r"\b(?:another|an\s+additional|a\s+further)\s+(?:\w+\s)?$", re.IGNORECASE)


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> Iterator[Figure]:
    """The figures of a document: counted numbers, sums of a clause, single victims, and zeros, in order."""
    if not reading.parsed.has_annotation("DEP"):  # empty, or no parse to say what is counted (its token links are then unsafe to follow)
        return
    setting = Setting(reading, chains, timexes, quotations)
    found = harms(reading.parsed)
    drafts, numbered = counts(reading, found, setting)
    people = victims(found.values(), numbered)
    only_death(reading.doc.text, people, drafts)
    ones = singles(reading, people, setting)
    added = sums([*drafts, *ones], found, people, setting)
    inside = {part for draft in added for part in draft.parts}
    drafts += [d for d in ones if d.figure.id not in inside]  # the sum stands on their words
    pairs = both(found, setting)
    spoken = they(found, drafts, [*added, *pairs], setting)
    drafts += [*added, *over_places(drafts, setting), *pairs, *spoken, *folded(reading, setting)]
    drafts += told_apart(people, drafts, setting)
    drafts += murder_suicide(drafts, setting)
    settle_shot(drafts)
    settle_alive(drafts, setting)
    drafts += [*rest(drafts, setting), *zeros(reading, setting)]
    settle_more(drafts)
    seen: set[str] = set()
    for draft in tie(drafts, reading.doc.text):
        if draft.figure.id not in seen:
            seen.add(draft.figure.id)
            yield draft.figure


def counts(reading: Reading, found: dict[int, Harm], setting: Setting) -> tuple[list[Draft], set[int]]:
    """The figures of numbers, and the tokens of the nouns that they count."""
    text = reading.doc.text
    drafts: list[Draft] = []
    numbered: set[int] = set()
    for scanned in scan(text):
        number = nobody(scanned, text)
        token = setting.token(number.core, number.end)
        if is_label(number, text) or nobody_else(number, text) or (no_one(number, text) and token.i not in found):
            continue
        what, harm = harm_of(number, token, found, text)
        what = what or again(drafts, token, number)
        dated = harm is None and setting.dated(number.core, number.end, token)
        if what is None and not is_count(number, token, text, dated=dated):
            continue
        counted = counted_by(number, token, text)
        if what is not None and rate_of(counted.head, text):
            what = harm = None  # so many a day are no toll
        if what is None and number.hedge == "range" and counted.head is not None and counted.head.i in found:
            harm = found[counted.head.i]
            what = harm.what
        shared = None if what else gapped(drafts, counted, number, text)
        what = what or population(counted, token) or shared
        if number.written.lower() in VAGUE_PEOPLE and number.hedge == "vague" and what is None and (counted.word not in PEOPLE):
            continue
        numbered |= {token.i} | ({counted.head.i} if counted.head is not None else set())
        head = counted.head if counted.head is not None else token
        word = what or plain(counted.word) or elliptic(drafts, number, token)
        drafts.append(
            Draft(
                record(text, number, setting, head=head, word=word, of=whom(counted, number, text) if what else counted.of), head, harm, what, gap=bool(shared)
            )
        )
    return drafts, numbered


def plain(word: str | None) -> str | None:
    """The noun that is counted; a shot that was fired is not somebody shot."""
    return "shots" if word == "shot" else word


def nobody(number: Number, text: str) -> Number:
    """Reads "no one" as a zero; every other number as it is."""
    if not no_one(number, text) or nobody_else(number, text):
        return number
    return replace(number, start=number.core - 3, core=number.core - 3, low=0.0, high=0.0)


def nobody_else(number: Number, text: str) -> bool:
    """Whether a number is that of "no one else", which counts nobody, and is no zero either."""
    return no_one(number, text) and bool(ELSE.match(text, number.end))


def no_one(number: Number, text: str) -> bool:
    """Whether a number is the "one" of "no one"."""
    return number.written.lower() == "one" and bool(NO.search(text, max(0, number.core - 4), number.core))


def record(text: str, number: Number, setting: Setting, *, head: Token, word: str | None, of: str | None) -> Figure:
    """The Figure of a number."""
    more = bool(MORE.match(text, number.end) or ANOTHER.search(text, max(0, number.start - 24), number.start))
    return setting.figure(number.start, number.end, low=number.low, high=number.high, counted=word, of=of, hedge=number.hedge, more=more, head=head)
