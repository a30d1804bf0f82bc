"""Time expressions of one document: a Reading -> Timex records with TIMEX3 types, values and the rules that they follow from.

The grammar (grammar) proposes over classes of tokens; this file asks the parse for the tense, ties an expression to the one that it
starts from ("the next morning", "a year earlier"), and resolves what the document's published day allows. The linker
`dating` resolves again, with the same `resolve`, once it knows the day of a document that says none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from synoptic.annotate.reading import Reading
from synoptic.annotate.times.calendar import precision
from synoptic.annotate.times.grammar import ANY, read_at
from synoptic.annotate.times.meaning import Meaning
from synoptic.annotate.times.values import resolve, rule_precision
from synoptic.annotate.times.words import classify
from synoptic.model import Timex

if TYPE_CHECKING:  # linkers resolve times, too, and need no spaCy for it
    from spacy.tokens import Token

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "should", "must", "can", "going", "ca"})
PLANNED = frozenset({"schedule", "expect", "plan", "slate", "set", "due", "likely", "upcoming", "intend", "hope"})
SETTING = frozenset({"set", "hoped"})  # as likely past: "set Monday as the deadline"
PERIOD_NEAR = 1500  # and back to the quarter that a comparison hangs on
AHEAD = frozenset({"until", "till", "by", "effective", "payable", "due"})  # words before a time that lies ahead
WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})
PAST = frozenset({"was", "were", "had", "been", "has", "have", "'ve", "’ve"})
# verbs whose present tense with a day is a timetable: "they meet Sunday"
FIXED = frozenset({"meet", "open", "begin", "start", "leave", "arrive", "vote", "resume", "return", "close", "end", "expire", "convene", "reopen", "decide"})
NOW = frozenset({"is", "are", "'s", "'re", "am", "’s", "’re"})
RECENT = 40  # expressions looked back to for an anchor: keeps a text of nothing but times linear
NEAR = 300  # code points back to the day that a clock time hangs on: about two sentences


def find(reading: Reading) -> Iterator[Timex]:
    """The time expressions of a document, in order."""
    tokens = [t for t in reading.parsed if not t.is_space or t.text.count("\n") > 1]
    words = [t.text for t in tokens]
    letters = classify(words, [t.tag_ for t in tokens])
    low = [w.lower() for w in words]
    made: list[tuple[Timex, str]] = []  # with the precision of its value
    day = (reading.doc.published or "")[:10] or None
    place = 0
    while match := ANY.search(letters, place):
        start = match.start()
        read = read_at(letters, low, start, lambda a, b: direction(tokens[a:b], low[a - 1] if a else ""))
        if read is None:
            place = start + 1
            continue
        end, meaning = read
        place = end
        last = tokens[end - 1]
        stop = last.idx + len(last.text)
        if (meaning.rule or "").startswith("nth-"):
            stop = counted_thing(tokens, end, stop)
        made.append(place_in_text(reading, (tokens[start].idx, stop), meaning, made, day))
        yield made[-1][0]


def place_in_text(reading: Reading, span: tuple[int, int], meaning: Meaning, made: list[tuple[Timex, str]], day: str | None) -> tuple[Timex, str]:
    """The Timex of a meaning, tied to its anchor and resolved as far as the document allows."""
    start, end = span
    rule, anchor = meaning.rule, None
    if rule and meaning.hangs != "day":
        anchor = anchor_of(meaning, start, made, reading)
        if meaning.hangs == "period" and anchor is None:
            rule = alone(rule)
    value, fineness = meaning.value, precision(meaning.value)
    if rule:
        value = resolve(rule, day, anchor[0].value if anchor else None) if anchor is None or anchor[0].value else None
        fineness = rule_precision(rule, anchor[1] if anchor else "day")
    fields: dict[str, Any] = reading.where("t", start, end)
    return Timex(**fields, type=meaning.type, value=value, rule=rule, anchor=anchor[0].id if anchor else None), fineness


def anchor_of(meaning: Meaning, start: int, made: list[tuple[Timex, str]], reading: Reading) -> tuple[Timex, str] | None:
    """The expression that this one starts from: the last day spoken of, or for a period the last quarter or year in its paragraph."""
    text = reading.doc.text
    for timex, fineness in reversed(made[-RECENT:]):
        between = start - timex.end
        if meaning.hangs == "period":
            if between > PERIOD_NEAR:
                return None
            if fineness == "quarter" and not (timex.rule or "").startswith("same:year:-"):
                return timex, fineness
            if fineness == "year" and (timex.rule is None or timex.rule == "year:0") and "\n\n" not in text[timex.end : start]:
                return timex, fineness
        elif (meaning.hangs == "told" or (meaning.rule or "").startswith(("now", "day:0@"))) and between > NEAR:
            return None
        elif meaning.hangs == "told":
            if fineness == "day" and ":future" not in (timex.rule or ""):
                return timex, fineness
        elif fineness == "day" or (fineness in ("week", "month", "year") and not (meaning.rule or "").startswith(("now", "day", "weekday"))):
            return timex, fineness
    return None


def alone(rule: str) -> str:
    """A rule that looked for a period and found none, seen from the document's day."""
    op, *args = rule.split(":")
    if op == "same":
        return f"{args[0]}:{args[1]}" if args[1] != "0" else "quarter:-1"
    return rule


def counted_thing(tokens: list[Token], end: int, stop: int) -> int:
    """Where "the 8th day" ends with what it counts: "of the war"."""
    if end + 1 >= len(tokens) or tokens[end].lower_ not in ("of", "since"):
        return stop
    for token in tokens[end + 1 : end + 7]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("pobj", "nsubj") and token.head.i == tokens[end].i:
            return token.idx + len(token.text)
    return stop


def direction(tokens: list[Token], before: str = "") -> str:
    """Whether the clause around some tokens speaks of what is past, before the past, or future; "near" where no verb tells."""
    token, seen = tokens[-1], 0
    inside = {t.i for t in tokens}
    owner = token.dep_ == "poss"
    while seen < 12 and (token.i in inside or token.pos_ not in ("VERB", "AUX")):
        if token.lemma_ in PLANNED and token.pos_ != "NOUN" and token.i not in inside:
            return "future"
        if token.head is token:
            return "future" if before in AHEAD else "near"
        token, seen = token.head, seen + 1
    if before in AHEAD:  # but "until Monday they had not called"
        return "past" if any(c.lower_ == "had" for c in token.children) else "future"
    found = tense(token)
    return "past" if owner and found == "future" and not any(c.lower_ in WILL for c in token.children) else found


def tense(verb: Token) -> str:
    """past, before (the past perfect), future or near, of a verb with its auxiliaries."""
    for _ in range(4):
        helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if helpers & FUTURE or verb.lower_ in FUTURE or (verb.lemma_ in PLANNED and verb.lower_ not in SETTING):
            return "future"
        if "to" in helpers and verb.dep_ != "advcl":
            return "future"
        if "had" in helpers and verb.tag_ == "VBN":
            return "before"
        if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and (not helpers or helpers & PAST)):
            return "past"
        if verb.tag_ == "VBG" and helpers & NOW:
            return "future"
        if (verb.tag_ in ("VBG", "VBN") or "to" in helpers) and verb.head is not verb and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
            continue
        return "future" if verb.tag_ in ("VBP", "VBZ") and verb.lemma_ in FIXED else "near"
    return "near"
