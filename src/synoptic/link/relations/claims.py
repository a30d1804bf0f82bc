"""Documents that are one claim each (a sentence or two), with what is compared of them.

In: documents, their quotations and event mentions. Out: Claims, and pairs of claims that speak of one matter on one day. Pairs are found by the words,
names and titles that claims share, through an index, so that a claim more costs the same on a day of many. Two claims of one article are no pair: an
article neither confirms nor disputes itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synoptic.link.events.words import content_words, weight
from synoptic.model import Document, EventMention, Quotation

LONGEST = 400  # characters of a document that is one claim; the longest of ../shared/data/claims has 347
NEAR = 40  # claims of one day that a claim is compared with, those that share most with it: keeps cost flat
OFTEN = 100  # claims of a day beyond which a word brings no pairs: keeps cost flat; the fullest day of ../shared/data/claims has 28 claims
TITLES = 2  # telling words of the titles of two articles that make them one matter
REACH = 5  # words after a negation that it may reach
TOKEN = re.compile(r"[a-z]+(?:n't)?|\d[\d,.]*")
# Closed classes, by what the words mean; classes that a learner picks out of hundreds on 1,100 pairs did not hold on other topics (F1 0.28).
CLASSES = {
    "negation": "not no never none nobody nothing neither nor without can't won't don't doesn't didn't isn't wasn't aren't weren't couldn't wouldn't "
    "shouldn't hasn't haven't hadn't cannot",
    "denial": "deny denied denies denying reject rejected rejects dispute disputed disputes disputing refute refuted dismiss dismissed dismisses false "
    "falsely untrue baseless unfounded unproven unverified unsubstantiated lie lies hoax debunked contradict contradicted contradicts contradicting refuse "
    "refused refuses refusing oppose opposed opposes opposing object objected objects counter countered counters disagree disagreed disagrees disavowed "
    "downplayed rebuffed rebut rebutted challenge challenged challenges dissent dissented dissenting decline declined declines",
    "contrast": "but however although though despite while yet nevertheless instead rather nonetheless still contrary unlike even whereas",
    "report": "say said says tell told tells add added adds argue argued argues claim claimed claims note noted write wrote tweet tweeted state stated "
    "statement testify testified according call called report reported explain explained",
    "verdict": "good bad great terrible horrible fair unfair dangerous safe safer effective ineffective successful unsuccessful success failure strong weak "
    "right wrong better worse best worst productive disastrous disaster victory loss robust minor serious severe tough easy difficult hard necessary "
    "unnecessary appropriate inappropriate reasonable unreasonable legal illegal lawful unlawful constitutional unconstitutional true guilty innocent",
}
WORDS = {name: frozenset(listed.split()) for name, listed in CLASSES.items()}
CALENDAR = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
DAYS = frozenset(CALENDAR.split())  # capitalised, and no name
REFUSALS = frozenset({"REJECT", "CONCEDE"})  # an act that answers another


@dataclass(frozen=True, slots=True)
class Claim:
    """A document that is one claim: what it has of each kind, its content words (weighed, and which of them are negated), names and speakers."""

    document: str
    day: str
    title: frozenset[str]
    has: Mapping[str, float]
    words: Mapping[str, float]
    negated: frozenset[str]
    norm: float
    names: frozenset[str]
    speakers: frozenset[str]
    text: str


def find_claims(docs: Iterable[Document], quotations: Iterable[Quotation], mentions: Iterable[EventMention]) -> list[Claim]:
    """The documents that are short enough to be one claim and whose day is known, in order of day and id."""
    short = {d.id: d for d in docs if 0 < d.length <= LONGEST and (d.published or d.dated)}
    said: dict[str, list[Quotation]] = defaultdict(list)
    done: dict[str, list[EventMention]] = defaultdict(list)
    if short:
        for q in quotations:
            said[q.document].append(q)
        for m in mentions:
            done[m.document].append(m)
    return sorted((claim(d, said[d.id], done[d.id]) for d in short.values()), key=lambda c: (c.day, c.document))


def claim(doc: Document, quotations: Sequence[Quotation], mentions: Sequence[EventMention]) -> Claim:
    """What is compared of one document."""
    text = doc.text.replace("’", "'")
    tokens = TOKEN.findall(text.lower())
    held = set(tokens)
    has = {name: float(not listed.isdisjoint(held)) for name, listed in WORDS.items()}
    denied = any(not q.polarity for q in quotations) or any(m.modality == "denied" for m in mentions)
    has["denial"] = max(has["denial"], float(denied))
    has["refusal"] = float(any(m.type in REFUSALS for m in mentions))
    has["said"] = float(min(2, len(quotations)))
    has["direct"] = float(any(q.type != "indirect" for q in quotations))
    has["number"] = float(any(t[0].isdigit() for t in tokens))
    words = {w: weight(w) for w in sorted(content_words(doc.text))}
    return Claim(
        document=doc.id,
        day=(doc.published or doc.dated or "")[:10],
        title=content_words(doc.title or ""),
        has=has,
        words=words,
        negated=negated(tokens),
        norm=math.sqrt(sum(w * w for w in words.values())) or 1.0,
        names=frozenset(w for w in re.findall(r"\b[A-Z][a-z]+\b", doc.text[1:]) if w.lower() not in DAYS and content_words(w)),
        speakers=frozenset(name.split()[-1].lower() for q in quotations if (name := (q.speaker_name or "").strip())),
        text=doc.text,
    )


def negated(tokens: Sequence[str]) -> frozenset[str]:
    """The content words that stand shortly after a negation or a word of denial."""
    found: set[str] = set()
    for at, token in enumerate(tokens):
        if token in WORDS["negation"] or token.endswith("n't") or token in WORDS["denial"]:
            found |= content_words(" ".join(tokens[at + 1 : at + 1 + REACH]))
    return frozenset(found)


def pairs_of_a_matter(claims: Sequence[Claim], story_of: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of two articles, of one day and one matter; a pair once, the smaller id first, in order of ids."""
    days: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        days[one.day].append(one)
    for _, group in sorted(days.items()):
        by_id = {c.document: c for c in group}
        found = {(min(a, b), max(a, b)) for a, b in near_ones(group, story_of)}
        for a, b in sorted(found):
            if of_one_matter(by_id[a], by_id[b], story_of):
                yield by_id[a], by_id[b]


def near_ones(group: Sequence[Claim], story_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each claim of a day with those that share most words, names, words of the title or the story with it."""
    keys = {c.document: sorted({*c.words, *c.title, *(f"={n}" for n in c.names), f"#{story_of.get(c.document, c.document)}"}) for c in group}
    having: dict[str, list[str]] = defaultdict(list)
    for c in sorted(group, key=lambda c: c.document):
        for key in keys[c.document]:
            having[key].append(c.document)
    for c in group:
        shared = Counter(d for key in keys[c.document] if len(having[key]) <= OFTEN for d in having[key] if d != c.document)
        for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEAR]:
            yield c.document, other


def of_one_matter(a: Claim, b: Claim, story_of: Mapping[str, str]) -> bool:
    """Whether two claims are of two articles, and of one story, or share a name, two words or the matter of their titles.

    Single sentences are too short for `stories` to join all of one matter: 0.69 of the pairs that gold has are in one.
    """
    if a.title and a.title == b.title:
        return False
    one_story = story_of.get(a.document, a.document) == story_of.get(b.document, b.document)
    return one_story or bool(a.names & b.names) or len(a.words.keys() & b.words.keys()) > 1 or len(a.title & b.title) >= TITLES


def cosine(a: Claim, b: Claim) -> float:
    """The likeness of two claims by their content words, each weighed by how seldom it is."""
    return round(sum(a.words[w] ** 2 for w in sorted(a.words.keys() & b.words.keys())) / (a.norm * b.norm), 6)
