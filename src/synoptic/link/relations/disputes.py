"""Which of two claims of one day may weaken the other: one denies, judges or answers otherwise what the other says.

In: claims (see `claims`). Out: pairs. Thirteen signs of a dispute, each standardised and each of the same weight: weights fitted to 1,100 judged pairs did not
hold on other topics (evals/train_relations.py has the figures). Which signs there are was decided with those pairs in sight, so that other topics may show
somewhat less. A matter is disputed as a whole: a pair counts for as much as those around it. One of four that it names is right, so that
whole articles, of which it would name thousands, are left to the structure that `relations` asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from synoptic.link.relations.claims import Claim, pairs_of_a_matter

SIGNS = {  # what speaks for a dispute, and what against it
    "reported": 1,  # somebody's words, rather than plain fact
    "said": 1,
    "two speakers": 1,
    "one speaker": -1,
    "names speaker": 1,  # one claim names who says the other
    "shared name": 1,
    "number": -1,
    "contrast": 1,
    "denial": 1,
    "opposite": 1,  # a word of both that one of them negates
    "refusal": 1,
    "one direct": 1,  # pointed words of one, which the other answers
    "verdict": 1,
}
AROUND = 1.0  # weight of the mean of the pairs around a pair; 0.5 to 2 gave the same within 0.01, topics held out

Pair = tuple[Claim, Claim]


def find_disputes(claims: Sequence[Claim], story_of: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of claims of one day and one matter of which one may weaken the other."""
    pairs = list(pairs_of_a_matter(claims, story_of))
    means, scales, threshold = table()
    for pair, score in zip(pairs, scores(pairs, means, scales), strict=True):
        if score > threshold:
            yield pair


def signs(a: Claim, b: Claim) -> dict[str, float]:
    """How much two claims have of each sign; the same for a, b and b, a."""
    low_a, low_b = a.text.lower(), b.text.lower()
    opposite = (a.negated & b.words.keys()) ^ (b.negated & a.words.keys())
    return {
        "reported": a.has["report"] + b.has["report"],
        "said": a.has["said"] + b.has["said"],
        "two speakers": float(bool(a.speakers) and bool(b.speakers) and not a.speakers & b.speakers),
        "one speaker": float(bool(a.speakers & b.speakers)),
        "names speaker": float(any(s in low_b for s in a.speakers) or any(s in low_a for s in b.speakers)),
        "shared name": float(bool(a.names & b.names)),
        "number": a.has["number"] + b.has["number"],
        "contrast": a.has["contrast"] + b.has["contrast"],
        "denial": max(a.has["denial"], b.has["denial"]),
        "opposite": float(bool(opposite)),
        "refusal": a.has["refusal"] + b.has["refusal"],
        "one direct": abs(a.has["direct"] - b.has["direct"]),
        "verdict": a.has["verdict"] + b.has["verdict"],
    }


def scores(pairs: Sequence[Pair], means: Mapping[str, float], scales: Mapping[str, float]) -> list[float]:
    """The sum of the signs of each pair, and of the mean of the pairs that either claim stands in."""
    own = []
    for a, b in pairs:
        found = signs(a, b)
        own.append(sum(sign * (found[name] - means[name]) / scales[name] for name, sign in SIGNS.items()))
    around: dict[str, list[float]] = defaultdict(list)
    for (a, b), score in zip(pairs, own, strict=True):
        around[a.document].append(score)
        around[b.document].append(score)
    mean = {doc: sum(found) / len(found) for doc, found in around.items()}
    return [round(score + AROUND * (mean[a.document] + mean[b.document]) / 2, 6) for (a, b), score in zip(pairs, own, strict=True)]


def reason(a: Claim, b: Claim) -> str:
    """What speaks for it, in words."""
    said = {"denial": "denial", "refusal": "refusal", "contrast": "contrast", "negation": "negation", "verdict": "judgement"}
    named = list(dict.fromkeys(word for key, word in said.items() if a.has[key] or b.has[key]))
    apart = ["two speakers"] if a.speakers and b.speakers and not a.speakers & b.speakers else []
    return "one may weaken the other: " + ", ".join([*apart, *named[:3]] or ["other wording of one matter"])


@cache
def table() -> tuple[dict[str, float], dict[str, float], float]:
    """The mean and the spread of each sign over pairs of claims, and the threshold, from disputes.tsv."""
    lines = files("synoptic.link.relations").joinpath("disputes.tsv").read_text(encoding="utf-8").splitlines()
    rows = {name: (float(mean), float(scale)) for name, mean, scale in (line.split("\t") for line in lines)}
    threshold, _ = rows.pop("threshold")
    return {name: mean for name, (mean, _) in rows.items()}, {name: scale for name, (_, scale) in rows.items()}, threshold
