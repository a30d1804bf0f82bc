"""Counts of people harmed that stand in no numeral: one victim, a clause's sum, "both", "double homicide", and none at all.

In: the harms and victims of a document, and the drafts of its numbers. Out: more drafts, each on the words that say the count. A total that
no words state is never made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from synoptic.annotate.figures.befell import Draft
from synoptic.annotate.figures.harm import RANK, Harm
from synoptic.annotate.figures.moments import is_coarse
from synoptic.annotate.figures.people import is_person
from synoptic.annotate.figures.sayers import Setting
from synoptic.annotate.figures.settling import OPEN
from synoptic.annotate.figures.victims import LEADING, Victim
from synoptic.annotate.reading import Reading

FIRST = 300  # code points of headline and first sentence: a victim of these is the article's own, whatever time stands beside
ANIMALS = frozenset(["dog", "cat", "horse", "pet", "puppy", "cow", "goat", "sheep"])
AMONG = re.compile(r"[^.;!?]*\b(?:shot|stabbed|hit|shoots?|men|people|others)\b[^.;!?]{0,40},?\s+(?:and\s+)?(?:killing\s+)?(?:at\sleast\s)?", re.IGNORECASE)
FATALLY = re.compile(r"\s+(?:of\s(?:them|whom)\s?)?(?:(?:was|were|has|have)\s)?(?:fatally|died|dead|killed|dies|of\sthem)\b|(?=[.,;])", re.IGNORECASE)
FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
FOLDED = re.compile(
    r"\b(double|triple|quadruple|quintuple)[\s-](?:fatal\s)?(homicide|murder|killing|slaying|shooting|stabbing)\b((?:,|\sand)?\s(?:a\s)?suicide\b)?",
    re.IGNORECASE,
)
MURDER_SUICIDE = re.compile(r"\bmurder[\s-](?:and[\s-])?suicides?\b", re.IGNORECASE)
UNSETTLED = re.compile(r"\b(?:not|n[’']t|possib\w+|whether|if|may|might|could|attempted|ruled\sout|rather\sthan)\b", re.IGNORECASE)
NOBODY = re.compile(
    r"\b(nobody|none(?:\s+of\s+[\w\s]{3,30}?)?|no\s+(?!one\b)(?!other\b|further\b)\w+(?:\s\w+)?)\s+(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s+"
    r"(?:(?:seriously|badly|reported|believed)\s+)?(killed|hurt|injured|wounded)\b",
    re.IGNORECASE,
)
NONE_AT_ALL = re.compile(
    r"\b(?:no|without(?:\s+any)?)\s+(?:immediate\s+)?(?:reports?\s+of\s+|word\s+of\s+)?(?:any\s+)?(?:\w+\s)?(injuries|deaths|fatalities)\b", re.IGNORECASE
)


def singles(reading: Reading, people: list[Victim], setting: Setting) -> list[Draft]:
    """A figure of one for each single victim, on the words that name them."""
    drafts = []
    for person in people:
        harm = person.shown
        start, end = phrase(harm.victim)
        if is_passing(person, setting):
            continue
        of = full_name(harm.victim) if harm.victim.ent_type_ == "PERSON" else reading.doc.text[harm.victim.idx : end] or None
        figure = setting.figure(start, end, low=1.0, high=1.0, counted=person.what, of=of, head=harm.victim)
        drafts.append(Draft(figure, harm.victim, harm, person.what, person=True))
    return drafts


def is_passing(person: Victim, setting: Setting) -> bool:
    """Whether a person is told of once, and in passing."""
    victim = person.mentions[0].victim
    named_before = any(victim.text in setting.reading.doc.text[: victim.idx] for _ in person.names)
    if len(person.mentions) > 1:
        return (victim.idx > FIRST and recalled(victim, setting)) or (person.later and bool(person.names) and victim.idx > LEADING and not named_before)
    return not named_before and in_passing(victim, setting)


def in_passing(victim: Token, setting: Setting) -> bool:
    """Whether a victim told of once is one of another event: late in the article, or with a year or month that is not the day's ("in 2019")."""
    return victim.idx > LEADING or (victim.idx > FIRST and recalled(victim, setting))


def recalled(victim: Token, setting: Setting) -> bool:
    """Whether the sentence of a victim has a year, month or season that is not the day's."""
    return any(is_coarse(t) for t in setting.moments.within(*setting.sentence(victim.idx)))


def phrase(noun: Token) -> tuple[int, int]:
    """The offsets of a noun with what stands before it ("a 25-year-old man"), or of a whole name."""
    doc, left, last = noun.doc, noun.left_edge, noun
    if noun.i - left.i > 6:
        left = next((c for c in noun.lefts if noun.i - c.i <= 10 and c.dep_ in ("det", "amod", "poss", "compound", "nummod")), noun).left_edge
    if noun.ent_type_ == "PERSON":
        while last.i + 1 < len(doc) and doc[last.i + 1].ent_type_ == "PERSON" and doc[last.i + 1].ent_iob_ == "I":
            last = doc[last.i + 1]
    return left.idx, last.idx + len(last.text)


def sums(drafts: list[Draft], found: dict[int, Harm], people: list[Victim], setting: Setting) -> list[Draft]:
    """Figures of what one clause adds up: "a soldier and two children died" is three, on those words; its members are parts of it."""
    passing = {p.mentions[0].victim.i for p in people if is_passing(p, setting)}
    by_token = {d.head.i: d for d in drafts if d.what}
    made: list[Draft] = []
    for group in groups(found):
        if names_twice(group) or says_whole(group, by_token) or passing >= {t.i for t in group} or any(t.i not in by_token and not is_person(t) for t in group):
            continue
        harm = found[group[0].i]
        members = [by_token[t.i].figure for t in group if t.i in by_token]
        low = sum((by_token[t.i].figure.low or 0) if t.i in by_token else 1 for t in group)
        high = None if any(f.high is None for f in members) else sum((by_token[t.i].figure.high or 0) if t.i in by_token else 1 for t in group)
        start = min([phrase(group[0])[0], *(f.start for f in members)])
        end = max([phrase(group[-1])[1], *(f.end for f in members)])
        figure = setting.figure(start, end, low=float(low), high=high, counted=harm.what, head=harm.victim, mark="sum")
        made.append(Draft(figure, harm.victim, harm, harm.what, parts=[f.id for f in members]))
    return made


def over_places(drafts: list[Draft], setting: Setting) -> list[Draft]:
    """Figures of what one verb adds up over places: "nine were killed in Arlo and four in Brent" is thirteen."""
    made, run = [], list[Draft]()
    for draft in [*(d for d in drafts if not d.person), None]:
        if draft is not None and draft.gap:
            run.append(draft)
            continue
        if len(run) > 1 and all(d.figure.low is not None and d.figure.high is not None and not d.figure.increment for d in run):
            low, high = sum(d.figure.low or 0 for d in run), sum(d.figure.high or 0 for d in run)
            figure = setting.figure(run[0].figure.start, run[-1].figure.end, low=low, high=high, counted=run[0].what, head=run[0].head, mark="places")
            made.append(Draft(replace(figure, place=None), run[0].head, run[0].harm, run[0].what, parts=[d.figure.id for d in run]))
        run = [draft] if draft is not None and draft.what in RANK else []
    return made


def says_whole(group: list[Token], by_token: dict[int, Draft]) -> bool:
    """Whether the first of a group is the sum of the rest: "five victims, three men and two women"."""
    counts = [(by_token[t.i].figure.low or 0) if t.i in by_token else 1 for t in group]
    return len(counts) > 2 and counts[0] == sum(counts[1:])


def groups(found: dict[int, Harm]) -> list[list[Token]]:
    """Those of whom one word says one harm, several at once and joined by "and", in their order; animals left out."""
    of: dict[tuple[int, int, str], list[Token]] = {}
    for harm in found.values():
        if harm.what in RANK and harm.victim.lemma_.lower() not in ANIMALS:
            of.setdefault((harm.word.i, harm.group, harm.what), []).append(harm.victim)
    made = [sorted(group, key=lambda t: t.i) for group in of.values() if len(group) > 1]
    return [g for g in made if not any(c.lower_ == "or" for t in g for c in t.children)]


def names_twice(group: list[Token]) -> bool:
    """Whether two members bear one full name: a person told twice, in a headline run into its text."""
    ends = [t.doc[t.i - 2 : t.i + 1].text for t in group if t.i > 1 and t.pos_ == "PROPN"]
    if len(set(ends)) < len(ends):
        return True
    names = [words for t in group if t.ent_type_ == "PERSON" and " " in (words := full_name(t))]
    return any(a.endswith(b) or b.endswith(a) for i, a in enumerate(names) for b in names[i + 1 :])


def full_name(token: Token) -> str:
    """The words of the name that a token ends."""
    first = token
    while first.i and first.ent_iob_ == "I":
        first = first.nbor(-1)
    return str(token.doc[first.i : token.i + 1].text)


def both(found: dict[int, Harm], setting: Setting) -> list[Draft]:
    """Figures of two on the word "both"."""
    drafts = []
    for harm in found.values():
        near = [harm.victim, *harm.victim.lefts, *harm.word.lefts]
        word = next((c for c in near if c.lower_ == "both"), None)
        if word is not None and harm.what in RANK:
            figure = setting.figure(word.idx, word.idx + len(word.text), low=2.0, high=2.0, counted=harm.what, head=harm.victim)
            drafts.append(Draft(figure, harm.victim, harm, harm.what))
    return drafts


def folded(reading: Reading, setting: Setting) -> list[Draft]:
    """Figures on "double homicide", "triple shooting", "double homicide, suicide"."""
    drafts = []
    for m in FOLDED.finditer(reading.doc.text):
        count, what = float(FOLD[m[1].lower()] + bool(m[3])), "shot" if m[2].lower() in ("shooting", "stabbing") else "killed"
        head = setting.token(m.start(2), m.end(2))
        figure = setting.figure(m.start(1), m.end() if m[3] else m.end(1), low=count, high=count, counted=what, head=head)
        drafts.append(Draft(figure, head, None, what))
    return drafts


def murder_suicide(drafts: list[Draft], setting: Setting) -> list[Draft]:
    """A figure of two or more on "murder-suicide", where the article counts no several dead."""
    text = setting.reading.doc.text
    m = MURDER_SUICIDE.search(text)
    if m is None or any(d.what == "killed" and (d.figure.low or 0) > 1 for d in drafts) or UNSETTLED.search(text, setting.sentence(m.start())[0], m.start()):
        return []
    head = setting.token(m.start(), m.end())
    return [Draft(setting.figure(m.start(), m.end(), low=2.0, high=None, counted="killed", head=head, hedge="at least"), head, None, "killed")]


def rest(drafts: list[Draft], setting: Setting) -> list[Draft]:
    """Figures of who lives where one breath counts those hit and the dead among them: "four people were shot, one fatally" leaves three, on those words."""
    text, made = setting.reading.doc.text, []
    ordered = sorted((d for d in drafts if not d.person), key=lambda d: d.figure.start)
    for hit, dead in pairwise(ordered):
        many, few = hit.figure, dead.figure
        if hit.what not in OPEN or dead.what != "killed" or not 0 < (few.low or 0) < (many.low or 0) or few.low != few.high or many.low != many.high:
            continue
        if len(text[many.end : few.start]) < 60 and AMONG.fullmatch(text[many.end : few.start]) and FATALLY.match(text, few.end):
            left = (many.low or 0) - (few.low or 0)
            figure = setting.figure(many.start, few.end, low=left, high=left, counted="injured", head=hit.head, mark="rest")
            made.append(Draft(figure, hit.head, hit.harm, "injured"))
    return made


def zeros(reading: Reading, setting: Setting) -> list[Draft]:
    """Figures of zero: "no injuries were reported", "nobody was hurt"."""
    drafts = []
    for m in NONE_AT_ALL.finditer(reading.doc.text):
        if re.search(r"\b(?:other|further|additional|more|new)\b", m[0], re.IGNORECASE):
            continue
        what = "injured" if m[1].lower() == "injuries" else "killed"
        head = setting.token(m.start(1), m.end(1))
        figure = setting.figure(m.start(), m.end(), low=0.0, high=0.0, counted=what, head=head)
        drafts.append(Draft(figure, head, None, what))
    for m in NOBODY.finditer(reading.doc.text):
        what, head = "killed" if m[2].lower() == "killed" else "injured", setting.token(m.start(2), m.end(2))
        of = re.sub(r"^(?:nobody|none(?:\s+of)?|no)\s*", "", m[1], flags=re.IGNORECASE) or None
        figure = setting.figure(m.start(1), m.end(1), low=0.0, high=0.0, counted=what, head=head, of=of)
        drafts.append(Draft(figure, head, None, what))
    return drafts
