"""Figures of one document: how many of what, of whom, where, and who says so.

In: a Reading with its chains, timexes and quotations. Out: one Figure a count, with the closed range that its words allow. Numbers come
from `numbers`, what they count from `counted` and `harm`, single victims from `victims`, who says so from `sayers`.
Dates are left to the linker `dating`, series to `series`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from synoptic.annotate.counted import Counted, counted_by, is_count, is_label
from synoptic.annotate.harm import COUNTED_AS, STATES, Harm, harms
from synoptic.annotate.numbers import Number, scan
from synoptic.annotate.reading import Reading
from synoptic.annotate.sayers import Setting
from synoptic.annotate.people import is_person
from synoptic.annotate.victims import Victim, victims
from synoptic.model import Chain, Figure, Quotation, Timex

LEADING = 1200  # code points: a victim first told of later, and once, is mostly another event's (measured at 500, 800, 1200, 2000 on gvdb and GVA)
VAGUE_PEOPLE = {"few", "several", "couple", "handful"}  # "a few minutes" counts nothing worth a line
PEOPLE = {"people", "person", "persons", "residents", "inhabitants", "civilians", "others", "men", "women", "children", "souls"}
PLACES = {
    "city",
    "town",
    "village",
    "port",
    "capital",
    "country",
    "region",
    "district",
    "island",
    "nation",
    "community",
    "settlement",
    "municipality",
    "province",
    "suburb",
    "metropolis",
    "population",
    "county",
    "state",
}
NEXT_WORD = re.compile(
    r"\s+(?:(?:[a-z]+)\s)?(killed|dead|injured|wounded|hurt|missing|displaced|homeless|shot|slain|arrested|detained|evacuated|rescued)\b", re.IGNORECASE
)
SAID_NEXT = {
    **STATES,
    **{
        w: c
        for w, c in (
            ("killed", "killed"),
            ("wounded", "injured"),
            ("shot", "shot"),
            ("arrested", "detained"),
            ("detained", "detained"),
            ("evacuated", "evacuated"),
            ("rescued", "rescued"),
            ("hospitalized", "injured"),
            ("hospitalised", "injured"),
            ("critical", "injured"),
            ("critically", "injured"),
        )
    },
}
HEADLINE = re.compile(r"\s+(dead|killed|critical|injured|wounded|hurt|hospitali[sz]ed)(?=\s*(?:[,;:]|and\b|in\b|after\b|as\b|$))", re.IGNORECASE)
BOTH = re.compile(r"both", re.IGNORECASE)
FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
FOLDED = re.compile(r"\b(double|triple|quadruple|quintuple)[\s-](?:fatal\s)?(homicide|murder|killing|slaying|shooting|stabbing)\b", re.IGNORECASE)
NO = re.compile(r"\bno\s$", re.IGNORECASE)
NONE_AT_ALL = re.compile(
    r"\b(?:no|without(?:\s+any)?)\s+(?:immediate\s+)?(?:reports?\s+of\s+|word\s+of\s+)?(?:any\s+)?(?:\w+\s)?(injuries|deaths|fatalities)\b", re.IGNORECASE
)
AGE = re.compile(r"[\s–—-]*(?:year|yr|month|week|day)s?[\s–—-]+old\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|ages|age\s+of|under|over)\s(?:\d+\s(?:and|to|or)\s)?$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
DEATH = re.compile(r"\b(?:homicide|died|fatal|deadly|slain|pronounced dead|(?<!attempted )(?<!attempt )murder(?!-? ?attempt))\b", re.IGNORECASE)
MORE = re.compile(r"\s+(?:more|additional|further)\b", re.IGNORECASE)
ANOTHER = re.compile(r"\b(?:another|an\s+additional|a\s+further)\s+(?:\w+\s)?$", re.IGNORECASE)
PART = re.compile(
    r"\b(?:including|among\s+them|of\s+whom|of\s+them|of\s+which|included|at\s+least\s+one\s+of\s+them)\s+(?:at\s+least\s+|about\s+|some\s+)?$", re.IGNORECASE
)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|the\s+(?:dead|wounded|injured|victims))\b", re.IGNORECASE)


@dataclass
class Draft:
    """A figure in the making: its record, its noun's token and the word that says what befell it."""

    figure: Figure
    head: Token
    harm: Harm | None = None
    what: str | None = None
    parts: list[str] = field(default_factory=list)


def find(reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> Iterator[Figure]:
    """The figures of a document: counted numbers, sums of a clause, single victims, and zeros."""
    parsed = reading.parsed
    if not len(parsed):
        return
    setting = Setting(reading, chains, timexes, quotations)
    found = harms(parsed)
    drafts, numbered = counts(reading, found, setting)
    people = victims(found.values(), numbered)
    only_death(reading.doc.text, people, drafts)
    drafts += singles(reading, people, setting)
    drafts += [*both(reading, found, setting), *folded(reading, setting)]
    drafts += sums(reading, drafts, found, setting)
    settle_shot(drafts)
    drafts += zeros(reading, found, setting)
    seen: set[str] = set()
    for draft in parts(reading, drafts):
        if draft.figure.id not in seen:
            seen.add(draft.figure.id)
            yield draft.figure


def counts(reading: Reading, found: dict[int, Harm], setting: Setting) -> tuple[list[Draft], set[int]]:
    """The figures of numbers, and the tokens of the nouns that they count."""
    text = reading.doc.text
    drafts: list[Draft] = []
    numbered: set[int] = set()
    for number in scan(text):
        token = setting.token(number.core, number.end)
        if number.written.lower() == "one" and NO.search(text, max(0, number.core - 4), number.core):
            if token.i in found and not re.match(r"\s+(?:else|other)\b", text[number.end : number.end + 8]):
                number = replace(number, start=number.core - 3, core=number.core - 3, low=0.0, high=0.0)
            else:
                continue
        if is_label(number, text):
            continue
        what, harm = harm_of(number, token, found, text)
        dated = harm is None and setting.dated(number.core, number.end, token)
        if what is None and not is_count(number, token, text, dated=dated):
            continue
        counted = counted_by(number, token, text)
        what = what or population(counted, token) or gapped(drafts, counted, number, text)
        if number.written.lower() in VAGUE_PEOPLE and number.hedge == "vague" and what is None and (counted.word not in PEOPLE):
            continue
        numbered |= {token.i} | ({counted.head.i} if counted.head is not None else set())
        head = counted.head if counted.head is not None else token
        drafts.append(
            Draft(
                record(
                    reading, number, what or counted.word or elliptic(drafts, number, token), whom(counted, number, text) if what else counted.of, setting, head
                ),
                head,
                harm,
                what,
            )
        )
    return drafts, numbered


def whom(counted: Counted, number: Number, text: str) -> str | None:
    """Of whom a count of harm is: the words from the number to the noun ("Ukrainian soldiers", "his compatriots")."""
    head = counted.head
    if head is None or head.idx < number.end or head.idx - number.end > 60 or counted.word in ("dead", "killed", "wounded", "injured"):
        return None
    return re.sub(r"^\W*(?:of\s+)?|\W+$", "", text[number.end : head.idx + len(head.text)]) or None


def record(reading: Reading, number: Number, word: str | None, of: str | None, setting: Setting, head: Token) -> Figure:
    """The Figure of a number."""
    text = reading.doc.text
    more = bool(MORE.match(text, number.end) or ANOTHER.search(text, max(0, number.start - 24), number.start))
    more = more and not re.match(r"\s+more\s+than\b", text[number.end : number.end + 12])
    around = setting.around(number.start, number.end, head)
    return Figure(
        **reading.where("f", number.start, number.end), low=number.low, high=number.high, counted=word, of=of, hedge=number.hedge, increment=more, **around
    )  # type: ignore[arg-type]


def harm_of(number: Number, token: Token, found: dict[int, Harm], text: str) -> tuple[str | None, Harm | None]:
    """What befell those that a number counts, and the word that says so."""
    if number.unit is not None or AGE.match(text, number.end) or (number.kind == "digits" and AGED.search(text[max(0, number.core - 16) : number.core])):
        return None, None
    if number.kind == "digits" and YEAR.fullmatch(number.written) and token.dep_ in ("pobj", "npadvmod", "nummod", "appos") and token.head.i < token.i:
        return None, None
    while token.dep_ == "conj" and token.head.like_num and token.head.i < token.i:
        token = token.head
    if (said := HEADLINE.match(text, number.end)) and said[1].lower() in SAID_NEXT:
        return SAID_NEXT[said[1].lower()], Harm(token, SAID_NEXT[said[1].lower()], token)
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "amod", "det") and token.head.i > token.i else token
    of = next((g for c in token.children if c.lower_ == "of" and c.i > token.i for g in c.children if g.dep_ == "pobj"), None)
    if number.written.lower() == "one" and of is not None:
        of = None
    for one in (head, token, of, head.head if head.dep_ in ("compound", "nmod", "quantmod") else None):
        if one is not None and one.i in found and (one.i >= token.i):
            return found[one.i].what, found[one.i]
    for one in (head, of):
        if one is not None and one.i > token.i and one.lemma_.lower() in COUNTED_AS and not (one.lemma_ == "body" and number.low == 1):
            return COUNTED_AS[one.lemma_.lower()], Harm(one, COUNTED_AS[one.lemma_.lower()], one)
    if head.lemma_ == "life" and head.head.lemma_ in ("claim", "take", "cost", "lose", "end"):
        return "killed", Harm(head, "killed", head.head)
    if said := NEXT_WORD.match(text, number.end):
        what = SAID_NEXT[said[1].lower()]
        return what, Harm(head, what, head)
    return toll(token)


def toll(token: Token) -> tuple[str | None, Harm | None]:
    """Whether a number is where a death toll stands: "the toll rose to 12", "a death toll of 12"."""
    up = token
    for _ in range(4):
        for one in (up, *(c for c in up.children if c.dep_ in ("nsubj", "nsubjpass", "dobj"))):
            if one.lemma_ == "toll" and one.i != token.i:
                return "killed", Harm(one, "killed", one)
        if up.head.i == up.i or up.dep_ in ("advcl", "relcl", "conj", "ccomp"):
            break
        up = up.head
    return None, None


def population(counted: Counted, token: Token) -> str | None:
    """Whether a number is how many live in a place: "a town of 9,000 people", "a population of 3 million"."""
    head = counted.head
    up = head if head is not None else token
    if head is not None and head.lower_ in PLACES and head.lemma_ != "population":
        return None
    if head is None or head.lower_ in PEOPLE:
        if (
            up.dep_ == "pobj"
            and up.head.lower_ in ("of", "to")
            and (up.head.head.lemma_ in PLACES or (up.head.lower_ == "to" and up.head.head.lemma_ == "home"))
        ):
            return "population"
        if up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.ent_type_ in ("GPE", "LOC"):
            return "population"
    return None


def gapped(drafts: list[Draft], counted: Counted, number: Number, text: str) -> str | None:
    """What befell those of a number that shares its verb with the one before: "nine were killed in Arlo and four in Brent"."""
    if not drafts or counted.word is not None or number.unit is not None or number.start - drafts[-1].figure.end > 60:
        return None
    between = text[drafts[-1].figure.end : number.start]
    fits = (
        re.search(r"(?:\band|,)\s+(?:another\s+)?$", between)
        and not re.search(r"[.;!?]\s", between)
        and re.match(r"\s+(?:in|at|near|outside)\s+(?:the\s+)?[A-Z]", text[number.end : number.end + 16])
    )
    return drafts[-1].what if fits else None


def elliptic(drafts: list[Draft], number: Number, token: Token) -> str | None:
    """The word that the figure before counts, where a number of the same sentence has no noun ("5 arrived on foot, 12 by boat")."""
    if number.unit is not None or not drafts:
        return None
    last = drafts[-1]
    near = last.head.sent.start == token.sent.start
    return last.figure.counted if near and last.figure.counted not in ("money", "percent") and not last.what else None


def only_death(text: str, people: list[Victim], drafts: list[Draft]) -> None:
    """Settle the end of an article's only victim, shot with no more said of it, where the article speaks of a death all the same."""
    if len(people) == 1 and all(m.what == "shot" for m in people[0].mentions) and not any(d.what == "killed" for d in drafts) and DEATH.search(text):
        people[0].mentions = [replace(m, what="killed") for m in people[0].mentions]


def sums(reading: Reading, drafts: list[Draft], found: dict[int, Harm], setting: Setting) -> list[Draft]:
    """Figures of what one clause adds up: "a soldier and two children died" is three, on those words; its members are parts of it."""
    by_token = {d.head.i: d for d in drafts if d.what}
    made: list[Draft] = []
    for harm in found.values():
        group = [harm.victim, *(c for c in harm.victim.conjuncts if c.i > harm.victim.i)]
        if len(group) < 2 or any(c.i < harm.victim.i for c in harm.victim.conjuncts) or harm.what not in ("killed", "injured", "shot"):
            continue
        if any(t.i not in found or found[t.i].what != harm.what or (t.i not in by_token and not is_person(t)) for t in group):
            continue
        members = [by_token[t.i].figure for t in group if t.i in by_token]
        low = sum((by_token[t.i].figure.low or 0) if t.i in by_token else 1 for t in group)
        high = None if any(f.high is None for f in members) else sum((by_token[t.i].figure.high or 0) if t.i in by_token else 1 for t in group)
        start = min([phrase(group[0])[0], *(f.start for f in members)])
        end = max([phrase(group[-1])[1], *(f.end for f in members)])
        figure = Figure(
            **reading.where("f", start, end, "sum"), low=float(low), high=high, counted=harm.what, hedge="exact", **setting.around(start, end, harm.victim)
        )  # type: ignore[arg-type]
        made.append(Draft(figure, harm.victim, harm, harm.what, parts=[f.id for f in members]))
    return made


def singles(reading: Reading, people: list[Victim], setting: Setting) -> list[Draft]:
    """A figure of one for each single victim, on the words that name them."""
    drafts = []
    for person in people:
        harm = person.shown
        start, end = phrase(harm.victim)
        if person.mentions[0].victim.idx > LEADING and len(person.mentions) == 1:
            continue
        around = setting.around(start, end, harm.victim)
        figure = Figure(
            **reading.where("f", start, end),
            low=1.0,
            high=1.0,
            counted=person.what,
            of=reading.doc.text[harm.victim.idx : end] or None,
            hedge="exact",
            **around,
        )  # type: ignore[arg-type]
        drafts.append(Draft(figure, harm.victim, harm, person.what))
    return drafts


def phrase(noun: Token) -> tuple[int, int]:
    """The offsets of a noun with what stands before it ("a 25-year-old man"), or of a whole name."""
    doc, left, last = noun.doc, noun.left_edge, noun
    if noun.i - left.i > 6:
        left = next((c for c in noun.lefts if noun.i - c.i <= 6), noun)
    if noun.ent_type_ == "PERSON":
        while last.i + 1 < len(doc) and doc[last.i + 1].ent_type_ == "PERSON" and doc[last.i + 1].ent_iob_ == "I":
            last = doc[last.i + 1]
    return left.idx, last.idx + len(last.text)


def both(reading: Reading, found: dict[int, Harm], setting: Setting) -> list[Draft]:
    """Figures of two on the word "both"."""
    drafts = []
    for harm in found.values():
        near = [harm.victim, *harm.victim.lefts, *harm.word.lefts]
        word = next((c for c in near if c.lower_ == "both"), None)
        if word is not None and harm.what in ("killed", "injured", "shot"):
            start, end = word.idx, word.idx + len(word.text)
            figure = Figure(**reading.where("f", start, end), low=2.0, high=2.0, counted=harm.what, hedge="exact", **setting.around(start, end, harm.victim))  # type: ignore[arg-type]
            drafts.append(Draft(figure, harm.victim, harm, harm.what))
    return drafts


def folded(reading: Reading, setting: Setting) -> list[Draft]:
    """Figures on "double homicide", "triple shooting"."""
    drafts = []
    for m in FOLDED.finditer(reading.doc.text):
        count, what = float(FOLD[m[1].lower()]), "shot" if m[2].lower() in ("shooting", "stabbing") else "killed"
        head = setting.token(m.start(2), m.end(2))
        figure = Figure(
            **reading.where("f", m.start(1), m.end(1)), low=count, high=count, counted=what, hedge="exact", **setting.around(m.start(), m.end(), head)
        )  # type: ignore[arg-type]
        drafts.append(Draft(figure, head, None, what))
    return drafts


def settle_shot(drafts: list[Draft]) -> None:
    """ "Three were shot" with no word on how it ended are killed where the article counts as many dead; else the linker `series` settles it."""
    killed = [d.figure.low or 0 for d in drafts if d.what == "killed"]
    for draft in drafts:
        if draft.what == "shot" and killed and max(killed) == draft.figure.low and max(killed) > 1:
            draft.what, draft.figure = "killed", replace(draft.figure, counted="killed")


def zeros(reading: Reading, found: dict[int, Harm], setting: Setting) -> list[Draft]:
    """Figures of zero: "no injuries were reported", "nobody was hurt"."""
    drafts = []
    for m in NONE_AT_ALL.finditer(reading.doc.text):
        if re.search(r"\b(?:other|further|additional|more|new)\b", m[0], re.IGNORECASE):
            continue
        what = "injured" if m[1].lower() == "injuries" else "killed"
        head = setting.token(m.start(1), m.end(1))
        figure = Figure(**reading.where("f", m.start(), m.end()), low=0.0, high=0.0, counted=what, hedge="exact", **setting.around(m.start(), m.end(), head))  # type: ignore[arg-type]
        drafts.append(Draft(figure, head, None, what))
    return drafts


def parts(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts in order, parts tied to their wholes: "including 12 children", "two of them", and one victim of several."""
    text = reading.doc.text
    ordered = sorted(drafts, key=lambda d: (d.figure.start, d.figure.end))
    totals: dict[str, Figure] = {}
    sum_of = {part: draft.figure for draft in ordered for part in draft.parts}
    for draft in ordered:
        if draft.what in ("killed", "injured", "shot") and (draft.figure.low or draft.figure.high or 0) >= 2 and not draft.figure.increment:
            totals.setdefault(draft.what, draft.figure)
    last: Draft | None = None
    for draft in ordered:
        figure = draft.figure
        included = PART.search(text, max(0, figure.start - 40), figure.start) or OF_THEM.match(text, figure.end)
        whole = None
        if included and last is not None and last.figure.start < figure.start:
            whole = last.figure
            if draft.what is None and last.what:
                draft.what, figure = last.what, replace(figure, counted=last.what, of=figure.of or figure.counted)
        elif figure.id in sum_of:
            whole = sum_of[figure.id]
        elif draft.what in totals and draft.parts and (totals[draft.what].low or 0) > (figure.low or 0):
            whole = totals[draft.what]
        elif draft.what in totals and figure.low == 1.0 and figure.high == 1.0 and totals[draft.what].id != figure.id:
            whole = totals[draft.what]
        draft.figure = replace(figure, part_of=whole.part_of or whole.id) if whole is not None else figure
        if not included:
            last = draft
    return ordered
