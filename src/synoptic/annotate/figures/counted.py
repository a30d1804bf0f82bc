"""What a number counts: its noun, with modifiers and whom it is of; and which numbers count nothing at all.

In: a Number and the token that it stands on. Out: the noun that it counts (a token), the word for `counted`, the words for `of`; or
nothing for dates, clock times, addresses, scores, labels ("Room 5") and numbers in names. By the dependency parse, with
the next noun where the parse gives none. Harm to people (killed, injured ...) is read by `harm`.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from synoptic.annotate.figures.numerals import SHORT, Number

TIME_UNITS = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
MONTHS = ["jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?"]
MONTHS += ["nov(?:ember)?", "dec(?:ember)?"]
NAMED = {"ORG", "EVENT", "WORK_OF_ART", "LAW", "FAC", "PRODUCT", "PERSON"}
LABELS = re.compile(
    r"(?:\b(?:no|nos|number|group|page|image|photo|picture|slide|room|flight|route|highway|interstate|chapter|article|section|zone|district|category|a\.d\.|level|phase|type|line|gate|unit|apt|suite|#)\.?\s?)$",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\s+(?:block\b|(?:[NSEW]\.|North|South|East|West|[NSEW] (?=\d|[A-Z][a-z]))\s*\w|(?:[A-Z][\w.’']*|\d+(?:st|nd|rd|th))\s+(?:[A-Z][\w.]*\s+)?"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Lane|Ln|Way|Court|Ct|Place|Parkway|Highway|Terrace|Circle)\b)"
)
CLOCK = re.compile(r"\s?(?:[ap]\.?\s?m\b|o['’]clock|hrs\b|GMT\b|(?:EDT|EST|CET|local time)\b)", re.IGNORECASE)
EMERGENCY = {"911", "999", "112", "000"}
EMERGENCY_NEXT = re.compile(r"[\s-](?:call|dispatch|operator|system|cent(?:er|re)|tape|recording|emergency|line)\w*\b")
EMERGENCY_LAST = re.compile(r"(?:call|dial|phon)\w*\s$", re.IGNORECASE)
ORDINAL_DAY = re.compile(r"(?:^|\s)(?:" + "|".join(MONTHS) + r")\.?\s+(?:\d{1,2}\s?(?:-|–|to|and)\s?)?$", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
RATE = re.compile(
    r"\s((?:per|an?|each|every)\s(?:second|minute|hour|day|night|week|month|quarter|year|person|head|share|barrel|gram|kilogram|kg|ton(?:ne)?|litre|liter|gallon|unit|mile|sq(?:uare)?\.?\s\w+))\b"
)
DAY_MONTH = re.compile(r"\s(?:of\s)?(?:" + "|".join(MONTHS) + r")\b", re.IGNORECASE)


AGES = re.compile(r"\b(?:aged|ages)\s$", re.IGNORECASE)
MODEL_BEHIND = re.compile(r"\s[A-Za-z]*[A-Z][a-z]+\s$")
MODEL_AHEAD = re.compile(r"\s(?:Pro|Max|Mini|Plus|Ultra|Air|Lite|Note|Series|Edition|Mark|Turbo|Sport|Class)\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: `head` is the noun, `word` the noun or unit as written in lower case, `of` its modifiers or whom."""

    head: Token | None
    word: str | None
    of: str | None


def is_count(number: Number, token: Token, text: str, *, dated: bool) -> bool:
    """Whether a number counts or measures something. `dated`: it stands in an expression of a day or clock time."""
    if number.unit in ("money", "percent"):
        return True
    behind, ahead = text[max(0, number.core - 16) : number.core], text[number.end : number.end + 40]
    if number.kind == "digits":
        return digits_count(number, token, text, behind, ahead, dated=dated)
    return words_count(number, token, ahead, dated=dated)


def is_label(number: Number, text: str) -> bool:
    """Whether a number is part of a clock time, a day, an address, an age or a label, whatever the words around it say."""
    behind, ahead = text[max(0, number.core - 16) : number.core], text[number.end : number.end + 40]
    if number.unit in ("money", "percent"):
        return False
    if number.written in EMERGENCY and (EMERGENCY_NEXT.match(ahead) or EMERGENCY_LAST.search(behind)):
        return True
    if CLOCK.match(ahead) or (number.unit and CLOCK.fullmatch(number.unit)) or STREET.match(ahead):
        return True
    if number.kind != "digits":
        return bool(ORDINAL_DAY.search(behind))
    if number.unit is None and (named_by(number, text, ahead) or (number.hedge == "range" and AGES.search(text, max(0, number.start - 8), number.start))):
        return True
    year = number.unit is None and YEAR.fullmatch(number.written) and number.hedge == "exact"
    return bool(
        LABELS.search(behind)
        or ORDINAL_DAY.search(behind)
        or DAY_MONTH.match(ahead)
        or (year and re.search(r"(?:in|since|of|by|until|from|,|year|early|late|mid-)\s$", behind))
    )


def named_by(number: Number, text: str, ahead: str) -> bool:
    """Whether a number stands between two capitals, as in the name of a model ("Corvo 300 Max"), and not after a place or day."""
    return number.hedge == "exact" and bool(MODEL_BEHIND.search(text, max(0, number.core - 24), number.core)) and bool(MODEL_AHEAD.match(ahead))


def digits_count(number: Number, token: Token, text: str, behind: str, ahead: str, *, dated: bool) -> bool:
    """`is_count` for digits: no year, score, fraction of nothing, label after a noun, or number of a name."""
    value, after = number.high if number.high is not None else number.low, ahead.lstrip(" -")
    unit_follows = bool(after[:1].islower())
    if number.unit is None and re.fullmatch(r"(?:1[5-9]|20)\d\d(?:-(?:\d\d|(?:1[5-9]|20)\d\d))?", number.written) and not (unit_follows and plural_next(token)):
        return False
    if dated and number.unit is None and not time_follows(token, ahead) and not behind.endswith("age of "):
        return False
    if number.unit is None and re.fullmatch(r"\d{1,2}[-–]\d{1,2}|\d{3}-\d{4}", number_words(number, text)) and not unit_follows:
        return False
    if re.match(r"[-–]\d", ahead) or re.search(r"\d[-–]$", behind):
        return False
    if "/" in number.written and not unit_follows:
        return False
    if number.unit is None and re.match(r"\)?\s*[.)]\s", ahead) and behind.rstrip(" ")[-1:] in ("\n", ""):
        return False
    head, last = token.head, token.nbor(-1) if token.i else None
    if (
        number.unit is None
        and last is not None
        and last.pos_ == "PROPN"
        and last.ent_type_ not in ("GPE", "LOC", "DATE", "TIME", "NORP")
        and number.core == last.idx + len(last.text_with_ws)
    ):
        return False
    if (
        number.unit is None
        and not unit_follows
        and head.i == token.i - 1
        and head.pos_ in ("PROPN", "NOUN")
        and token.dep_ in ("nummod", "npadvmod", "appos", "punct", "compound")
    ):
        return False
    if number.unit is None and token.ent_type_ in NAMED and token.ent_iob_ == "I":
        return False
    return not (
        number.unit in ("G", "D", "K")
        or (value is not None and re.match(r",|\s?\)", ahead) and re.search(r"\w,\s$", behind) and token.dep_ in ("appos", "nummod", "npadvmod"))
    )


def words_count(number: Number, token: Token, ahead: str, *, dated: bool) -> bool:
    """`is_count` for words: "one" only where it counts a noun, none in names, none in "a three-room flat"."""
    if (shape := re.match(r"-([a-z]+)", ahead)) and shape[1].rstrip("s") not in TIME_UNITS and number.unit is None:
        return False
    if (
        token.text[:1].isupper()
        and token.head.i == token.i + 1
        and token.head.tag_ in ("NNP", "NNPS")
        and token.head.text[:1].isupper()
        and not token.is_sent_start
    ):
        return False  # the name of a place, "Nine Elms"
    if token.text[:1].isupper() and not token.is_sent_start and (token.ent_type_ in NAMED or (token.dep_ == "pobj" and token.head.head.pos_ == "PROPN")):
        return False
    if number.written.lower() == "one":
        return number.low == number.high and (
            re.match(r"\s+of\s+(?:the|its|his|her|their|our|my|your)\b", ahead) is not None
            or (token.dep_ == "nummod" and not dated and one_follows(ahead, token))
        )
    return not (dated and not time_follows(token, ahead))


def one_follows(ahead: str, token: Token) -> bool:
    """Whether "one" stands before its noun and is no "one day", "one another"."""
    return token.head.i > token.i and token.head.lemma_ not in TIME_UNITS and not re.match(r"\s+(?:another|day|time)\b", ahead)


def number_words(number: Number, text: str) -> str:
    """The words of a number as they stand in the text."""
    return text[number.start : number.end]


def plural_next(token: Token) -> bool:
    """Whether a plural common noun follows within two tokens."""
    return any(t.tag_ == "NNS" for t in token.doc[token.i + 1 : token.i + 3])


def time_follows(token: Token, ahead: str) -> bool:
    """Whether a unit of time follows, so that the number is a duration or an age and no date."""
    words = [re.match(pattern, ahead.lower()) for pattern in (r"[\s-]+(?:\w+[\s-])?([a-z]+?)s?\b", r"[\s-]+([a-z]+?)s?\b")]
    return any(word is not None and word[1] in TIME_UNITS for word in words)


def rate_of(head: Token | None, text: str) -> str | None:
    """The words that make a count a rate: "three people a day"."""
    rate = RATE.match(text, head.idx + len(head.text)) if head is not None else None
    return rate[1] if rate else None


def counted_by(number: Number, token: Token, text: str) -> Counted:
    """The noun that a number counts, its word and its modifiers."""
    head, rate = noun_of(token), RATE.match(text, number.end)
    if number.unit in ("money", "percent"):
        return Counted(head, number.unit, rate[1] if rate else complement(head) if head is not None else None)
    if number.unit:
        return Counted(None, number.unit.strip("-").lower(), rate[1] if rate else modifiers(number, head, text))
    if head is not None and number.core <= head.idx < number.end and head.text in SHORT:  # a magnitude set apart ("8 bn people")
        head = noun_of(head)
        head = head if head is not None and head.idx >= number.end else None
    if head is None:
        return Counted(None, None, None)
    between, whom = modifiers(number, head, text), complement(head)
    return Counted(head, head.lower_.strip("-"), " ".join(w for w in (between, whom, rate_of(head, text)) if w) or None)


def noun_of(token: Token) -> Token | None:
    """The noun that a numeral belongs to, else the next noun of its stretch of words."""
    while token.dep_ == "conj" and token.head.like_num and token.head.i < token.i and token.head.head.i > token.i:
        token = token.head
    if (
        token.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "advmod", "predet")
        and token.head.i > token.i
        and token.head.pos_ in ("NOUN", "PROPN", "ADJ", "SYM")
    ):
        head = token.head
        if head.dep_ == "compound" and head.head.i > head.i and head.i - token.i == 1 and head.tag_ == "NN" and head.head.pos_ in ("NOUN", "PROPN"):
            return head.head
        return head
    for child in token.children:
        if child.lower_ == "of" and child.i > token.i:
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    if token.pos_ == "NOUN" and not token.like_num:
        return token
    for t in token.doc[token.i + 1 : token.i + 5]:
        if t.pos_ in ("NOUN", "PROPN"):
            return t
        if t.pos_ not in ("ADJ", "NUM", "ADV", "PUNCT", "SYM") or t.text in ",;:.()":
            return None
    return None


def modifiers(number: Number, head: Token | None, text: str) -> str | None:
    """The words between a number and its noun."""
    if head is None or head.idx <= number.end:
        return None
    return text[number.end : head.idx].strip(" -,") or None


def complement(head: Token) -> str | None:
    """The words of the "of" phrase of a noun: "members of the crew" gives "the crew"."""
    for child in head.children:
        if child.lower_ == "of" and child.i > head.i:
            inside = next((t for t in child.children if t.dep_ == "pobj"), None)
            if inside is not None:
                return str(inside.doc[inside.left_edge.i : inside.i + 1].text)
    return None
