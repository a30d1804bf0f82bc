"""What befell those whom a number counts: killed, injured, displaced ... by the harm that their noun stands in, or by the words beside it.

In: a Number, its token, and the harms of the document. Out: the word of the contract's vocabulary and the Harm that says so; or nothing
where the number counts no people that something befell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from synoptic.annotate.figures.counted import Counted
from synoptic.annotate.figures.harm import Harm
from synoptic.annotate.figures.harm_words import COUNTED_AS, STATES
from synoptic.annotate.figures.numerals import Number
from synoptic.annotate.figures.people import is_people
from synoptic.annotate.figures.sayers import TALLY
from synoptic.model import Figure

PEOPLE = frozenset(["people", "person", "persons", "residents", "inhabitants", "civilians", "others", "men", "women", "children", "souls"])
PLACES = frozenset(
    [
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
    ]
)
SAID_NEXT = {
    **STATES,
    **dict.fromkeys(("killed", "slain", "fatally"), "killed"),
    **dict.fromkeys(("wounded", "hospitalized", "hospitalised", "critical", "critically"), "injured"),
    **{"shot": "shot", "arrested": "detained", "detained": "detained", "evacuated": "evacuated", "rescued": "rescued"},
}
HAPPENINGS = frozenset(
    ["attack", "crash", "explosion", "incident", "shooting", "stabbing", "strike", "time", "case", "wound", "bullet", "round"]
)  # "two shootings that injured a man"
ANIMAL = re.compile(
    r"\s+(?:(?:of\s)?(?:the|his|her|their|its)?\s?(?:\w+\s)?)?(?:dogs?|cats?|horses?|pets?|pupp(?:y|ies)|cows?|cattle|goats?|sheep|animals?)\b", re.IGNORECASE
)
NEXT_WORD = re.compile(
    r"\s+(?:(?:[a-z]+)\s)?(killed|dead|injured|wounded|hurt|missing|displaced|homeless|shot|slain|arrested|detained|evacuated|rescued)\b"
    r"(?!\s+(?:himself|herself|themselves|(?:him|her|them)\b))",
    re.IGNORECASE,
)
HEADLINE = re.compile(
    r"\s+(dead|killed|fatally|critical|injured|wounded|hurt|hospitali[sz]ed)(?=\s*(?:[,;:.]|(?:and|in|after|as|at|on|by|near|outside|inside|following|during|when|while|over)\b|$))",
    re.IGNORECASE,
)
AGE = re.compile(r"(?:[\s–—-]*(?:and|or|to|,)\s+\d{1,3})?[\s–—-]*(?:(?:year|yr|month|week|day)s?[\s–—-]+old|y/?o)\b", re.IGNORECASE)
MEASURE = re.compile(r"-[a-z]", re.IGNORECASE)  # "a four-time champion", "the 200-meter run"
THIS = re.compile(r"\b(?:this|that|the|which|every|any|each)\s$", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|ages|age\s+of|(?:children|kids|those|anyone|everyone|adults)\s+(?:under|over))\s(?:\d+\s(?:and|to|or)\s)?$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
TALLIED = {**SAID_NEXT, **{"deaths": "killed", "fatalities": "killed", "victims": "killed", "casualties": "killed", "injuries": "injured"}}


@dataclass
class Draft:
    """A figure in the making: its record, its noun's token and the word that says what befell it."""

    figure: Figure
    head: Token
    harm: Harm | None = None
    what: str | None = None
    parts: list[str] = field(default_factory=list)
    gap: bool = False  # shares the verb of the count before: "nine were killed in Arlo and four in Brent"
    person: bool = False  # stands on the words for one person, not on a number


def harm_of(number: Number, token: Token, found: dict[int, Harm], text: str) -> tuple[str | None, Harm | None]:
    """What befell those that a number counts, and the word that says so."""
    if number.unit is not None or AGE.match(text, number.end) or MEASURE.match(text, number.end) or (number.high or 1) < 1:
        return None, None
    if number.kind == "digits" and AGED.search(text[max(0, number.core - 24) : number.core]):
        return None, None
    if number.kind == "digits" and YEAR.fullmatch(number.written) and (token.head.i < token.i or token.head.tag_ not in ("NNS", "NNPS")):
        return None, None
    if token.dep_ == "nummod" and token.head.lemma_ in HAPPENINGS:
        return None, None
    while token.dep_ == "conj" and token.head.like_num and token.head.i < token.i:
        token = token.head
    if (said := HEADLINE.match(text, number.end)) and said[1].lower() in SAID_NEXT:
        return SAID_NEXT[said[1].lower()], Harm(token, SAID_NEXT[said[1].lower()], token)
    if ANIMAL.match(text, number.end):
        return None, None
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "amod", "det") and token.head.i > token.i else token
    of = next((g for c in token.children if c.lower_ == "of" and c.i > token.i for g in c.children if g.dep_ == "pobj"), None)
    if number.written.lower() == "one" and of is not None:
        of = None
    for one in (head, of):  # a body that was found burned is a death
        if one is not None and one.i > token.i and one.i in found and COUNTED_AS.get(one.lemma_.lower()) == "killed" and number.low != 1:
            return "killed", Harm(one, "killed", one)
    for one in (head, token, of, head.head if head.dep_ in ("compound", "nmod", "quantmod") else None):
        if one is not None and one.i in found and one.i >= token.i and (found[one.i].what != "shot" or can_be_shot(one)):
            return found[one.i].what, found[one.i]
    for one in (head, of):
        if one is not None and one.i > token.i and one.lemma_.lower() in COUNTED_AS and not (one.lemma_ == "body" and number.low == 1):
            return COUNTED_AS[one.lemma_.lower()], Harm(one, COUNTED_AS[one.lemma_.lower()], one)
    if head.lemma_ == "life" and head.head.lemma_ in ("claim", "take", "cost", "lose", "end"):
        return "killed", Harm(head, "killed", head.head)
    if (said := NEXT_WORD.match(text, number.end)) and not (number.written.lower() == "one" and THIS.search(text, max(0, number.core - 6), number.core)):
        what = SAID_NEXT[said[1].lower()]
        return what, Harm(head, what, head)
    return toll(token)


def can_be_shot(noun: Token) -> bool:
    """Whether those counted are people: rounds, windows and dogs are shot, too."""
    return noun.pos_ not in ("NOUN", "ADJ") or noun.like_num or is_people(noun)


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
    tally = tallied(token)
    said = next((t for t in tally.subtree if t.i > tally.i and t.lower_ in TALLIED), None) if tally is not None else None
    return (TALLIED[said.lower_], Harm(said, TALLIED[said.lower_], said)) if said is not None else (None, None)


def tallied(token: Token) -> Token | None:
    """The noun of "put the number of dead at 12", "the count rose to 12": what the number is said to be."""
    up = token
    if up.dep_ != "pobj" or up.head.lower_ not in ("at", "to"):
        return None
    for _ in range(6):
        if up.pos_ in ("VERB", "AUX"):
            return next((c for c in up.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.lemma_ in TALLY and c.i < token.i), None)
        up = up.head
    return None


def again(drafts: Sequence[Draft], token: Token, number: Number) -> str | None:
    """What befell those of the last count, where a tally goes on with it: "Ten died, one said; another put the number at 12"."""
    tally = tallied(token)
    if number.unit is not None or tally is None or not drafts or any(c.dep_ == "prep" for c in tally.children):
        return None
    last = drafts[-1]
    return last.what if last.what and tally.sent.start - last.head.sent.end <= 0 else None


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


def whom(counted: Counted, number: Number, text: str) -> str | None:
    """Of whom a count of harm is: the words from the number to the noun ("Ukrainian soldiers", "his compatriots")."""
    head = counted.head
    if head is None or head.idx < number.end or head.idx - number.end > 60 or counted.word in ("dead", "killed", "wounded", "injured"):
        return None
    return re.sub(r"^\W*(?:of\s+)?|\W+$", "", text[number.end : head.idx + len(head.text)]) or None


def gapped(drafts: Sequence[Draft], counted: Counted, number: Number, text: str) -> str | None:
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


def elliptic(drafts: Sequence[Draft], number: Number, token: Token) -> str | None:
    """The word that the figure before counts, where a number of the same sentence has no noun ("5 arrived on foot, 12 by boat")."""
    if number.unit is not None or not drafts:
        return None
    last = drafts[-1]
    near = last.head.sent.start == token.sent.start
    return last.figure.counted if near and last.figure.counted not in ("money", "percent") and not last.what else None
