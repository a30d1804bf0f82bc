"""Which of two claims of one day may weaken the other: one denies, criticises or questions what the other says.

In: documents that are one claim each (a sentence or two), with their quotations and event mentions. Out: pairs with log-odds. A logistic
regression over closed classes of words (Hyland's hedges and boosters, verbs of denial and blame), who speaks, and what they share;
weights in disputes.tsv, made by evals/train_relations.py. It is right in one of four that it names (that script says), so
that whole articles, of which it would name thousands, are left to the structure that `relations` asks for.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from synoptic.link.events.words import content_words
from synoptic.link.stories.likeness import background
from synoptic.model import Document, EventMention, Quotation

LONGEST = 400  # characters of a document that is one claim; the longest of ../shared/data/claims has 347
NEAR = 40  # claims of one day that a claim is compared with, those that share most words: keeps cost flat
ALIKE = 0.4  # likeness of two claims that say the same: of the 52 pairs of ../shared/data/claims above it 0.87 strengthen each other, of all 0.66
TOKEN = re.compile(r"[a-z]+(?:n't)?|\d[\d,.]*")
CLASSES = {
    "neg": "not no never none nobody nothing neither nor without can't won't don't doesn't didn't isn't wasn't aren't weren't couldn't wouldn't shouldn't "
    "hasn't haven't hadn't cannot",
    "deny": "deny denied denies denying reject rejected rejects dispute disputed disputes refute refuted dismiss dismissed dismisses false falsely untrue "
    "baseless unfounded lie lies hoax debunked contradict contradicted contradicts refuse refused refuses refusing oppose opposed opposes opposing object "
    "objected objects",
    "contrast": "but however although though despite while yet nevertheless instead rather nonetheless still contrary unlike even whereas",
    "doubt": "doubt doubts doubtful skeptical skepticism question questioned questions uncertain unclear unlikely concern concerns concerned worry worried "
    "fear fears risk",
    "crit": "criticize criticized criticised criticism critics critic blame blamed accuse accused accuses accusing accusation accusations slam slammed "
    "attack attacked condemn condemned complain complained complaint failed failure fail fails wrong unfair unconstitutional illegal violate violated "
    "violation abuse threat",
    "defend": "defend defended defends defense support supported supports supporting supporters argue argued argues insist insisted insists praise praised "
    "welcome welcomed maintain maintained justify justified approve approved agree agreed agrees",
    "say": "say said says tell told tells add added adds argue argued argues claim claimed claims note noted write wrote tweet tweeted state stated "
    "statement testify testified according call called report reported explain explained",
    "hedge": "alleged allegedly claimed claim claims suggest suggested suggests appear appeared apparently may might could would should likely possibly "
    "reportedly seem seems",
    "first": "i we our my",
    "third": "he she they it",
    "degree": "more most less fewer least only best worst better worse",
    "modal": "should must need needs will would can",
}
WORDS = {name: frozenset(listed.split()) for name, listed in CLASSES.items()}
CROSSED = (
    "crit defend", "deny say", "neg neg", "deny crit", "crit crit", "defend defend", "contrast contrast", "say say", "hedge deny", "neg crit",
    "doubt defend", "neg say", "quote quote", "deny defend", "deny hedge", "bad good", "bad bad", "spoken bad", "spoken spoken",
)  # fmt: skip
KINDS = ("REJECT", "CONCEDE", "COERCE", "ACCUSE", "PROTEST", "THREATEN", "SUPPORT", "AGREE", "CONSULT", "REQUEST", "ASSAULT")
BAD, GOOD = frozenset({"ACCUSE", "REJECT", "PROTEST", "THREATEN"}), frozenset({"SUPPORT", "AGREE", "COOPERATE", "AID"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A document that is one claim: what it has of each kind, its content words, names, numbers and speakers."""

    document: str
    day: str
    has: Mapping[str, float]
    words: Mapping[str, float]
    norm: float
    names: frozenset[str]
    numbers: frozenset[str]
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
    has["opens"] = float(bool(tokens) and tokens[0] in WORDS["contrast"])
    has["quote"] = float('"' in text or "“" in text)
    has["number"] = float(any(t[0].isdigit() for t in tokens))
    has["length"] = math.log1p(len(tokens))
    kinds = {m.type for m in mentions}
    has.update({kind: float(kind in kinds) for kind in KINDS})
    has["denied"] = float(any(m.modality == "denied" for m in mentions))
    has["bad"], has["good"] = float(bool(kinds & BAD) or bool(has["denied"])), float(bool(kinds & GOOD))
    has["spoken"] = float(bool(quotations))
    has["direct"] = float(any(q.type != "indirect" for q in quotations))
    has["unsaid"] = float(any(not q.polarity for q in quotations))
    has["share"] = min(1.0, sum(q.end - q.start for q in quotations) / max(1, doc.length))
    counts, size = background()
    words = {w: math.log((size + 1) / (counts.get(w, 0) + 0.5)) for w in sorted(content_words(doc.text))}
    return Claim(
        document=doc.id,
        day=(doc.published or doc.dated or "")[:10],
        has=has,
        words=words,
        norm=math.sqrt(sum(w * w for w in words.values())) or 1.0,
        names=frozenset(re.findall(r"\b[A-Z][a-z]+\b", doc.text[1:])),
        numbers=frozenset(t for t in tokens if t[0].isdigit()),
        speakers=frozenset(name.split()[-1].lower() for q in quotations if (name := (q.speaker_name or "").strip())),
        text=doc.text,
    )


def features(a: Claim, b: Claim) -> dict[str, float]:
    """What bears on whether one weakens the other; the same for a, b and b, a."""
    found: dict[str, float] = {}
    for name, value in a.has.items():
        found["sum " + name] = value + b.has[name]
        found["differ " + name] = abs(value - b.has[name])
    for pair in CROSSED:
        p, q = pair.split()
        found["cross " + pair] = max(a.has[p] * b.has[q], a.has[q] * b.has[p])
    shared = a.words.keys() & b.words.keys()
    found["cosine"] = cosine(a, b)
    found["shared words"] = len(shared) / 10
    found["shared names"] = min(3, len(a.names & b.names)) / 3
    found["no name"] = float(not a.names & b.names)
    found["other names"] = min(6, len(a.names ^ b.names)) / 6
    found["same number"] = float(bool(a.numbers & b.numbers))
    found["other number"] = float(bool(a.numbers) and bool(b.numbers) and not a.numbers & b.numbers)
    found["same speaker"] = float(bool(a.speakers & b.speakers))
    found["other speaker"] = float(bool(a.speakers) and bool(b.speakers) and not a.speakers & b.speakers)
    low_a, low_b = a.text.lower(), b.text.lower()
    found["names speaker"] = float(any(s in low_b for s in a.speakers) or any(s in low_a for s in b.speakers))
    return found


def find_disputes(claims: Sequence[Claim], story_of: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of one day, and of one story or with a name or two words in common, of which one may weaken the other, by the model."""
    weights = table()
    for a, b in near_pairs(claims):
        # single sentences are too short for `stories` to join all of one matter: 0.69 of the pairs that gold has are in one
        one_story = story_of.get(a.document, a.document) == story_of.get(b.document, b.document)
        if (one_story or a.names & b.names or len(a.words.keys() & b.words.keys()) > 1) and score(features(a, b), weights) > 0:
            yield a, b


def find_alike(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of one day that say the same in much the same words."""
    for a, b in near_pairs(claims):
        if cosine(a, b) >= ALIKE:
            yield a, b


def near_pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each claim with those of its day that share most words with it; a pair once, the smaller id first."""
    days: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        days[one.day].append(one)
    for _, group in sorted(days.items()):
        seen: set[tuple[str, str]] = set()
        for a in group:
            for b in sorted((b for b in group if b is not a), key=lambda b: (-len(a.words.keys() & b.words.keys()), b.document))[:NEAR]:
                key = (min(a.document, b.document), max(a.document, b.document))
                if key not in seen:
                    seen.add(key)
                    yield (a, b) if a.document == key[0] else (b, a)


def cosine(a: Claim, b: Claim) -> float:
    """The likeness of two claims by their content words, each weighed by how seldom it is."""
    return round(sum(a.words[w] ** 2 for w in sorted(a.words.keys() & b.words.keys())) / (a.norm * b.norm), 6)


def score(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Log-odds over the threshold that the training script chose."""
    return weights["bias"] + sum(weight * found[name] for name, weight in weights.items() if name != "bias")


def reason(a: Claim, b: Claim) -> str:
    """What speaks for it, in words."""
    said = {"deny": "denial", "unsaid": "denial", "denied": "denial", "crit": "criticism", "REJECT": "refusal", "doubt": "doubt", "neg": "negation"}
    named = list(dict.fromkeys(word for key, word in said.items() if a.has[key] or b.has[key]))
    apart = ["two speakers"] if a.speakers and b.speakers and not a.speakers & b.speakers else []
    return "one may weaken the other: " + ", ".join([*apart, *named[:3]] or ["other wording of one matter"])


@cache
def table() -> dict[str, float]:
    """Weights by feature, with the bias, from disputes.tsv."""
    lines = files("synoptic.link.relations").joinpath("disputes.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}
