"""Train the small models of annotate/attribution on PolNeAR dev and write annotate/data/quotations.json.gz.

`python evals/train_quotations.py` trains on all articles and writes the tables; `--folds 5 --out FILE` writes instead the
quotations that each fold's model finds in articles it has not seen, as an export for ../shared/score/quotes.py.
Deterministic: folds go by a hash of the article's name, the solver starts from zero.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import json
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from common import ROOT, readings, shared
from synoptic.annotate import entities, quotations, times
from synoptic.annotate.attribution import contents, cues, passages, sources
from synoptic.annotate.attribution import find as finder
from synoptic.annotate.attribution.linear import Linear, Models
from synoptic.annotate.attribution.tree import Tree, trim_span
from synoptic.annotate.reading import Reading

FILE = ROOT / "src" / "synoptic" / "annotate" / "data" / "quotations.json.gz"
Case = tuple[list[str], int, object]  # features, label, what it competes with (None where it stands by itself)
STRENGTH = {"cue": 0.15, "reach": 0.3, "source": 0.15, "content": 0.15, "region": 0.3}  # inverse of the L2 penalty, by folds
RARE = 3  # a feature seen in fewer cases is left out
SCALE = 0.1  # of word vectors; 0.1 gave the best average precision in folds (0.883; without vectors 0.876)
BEGAN = time.monotonic()
SMALL = 0.06  # a weight nearer to zero is dropped


@dataclasses.dataclass
class Article:
    """One article of the gold data."""

    reading: Reading
    tree: Tree
    gold: list[dict[str, Any]]
    fold: int


def load(folds: int) -> list[Article]:
    with open(shared() / "data" / "quotes" / "gold.jsonl", encoding="utf-8") as lines:
        gold = {row["name"]: row["attributions"] for row in map(json.loads, lines)}
    made = []
    for r in readings("quotes"):
        fold = int(hashlib.sha256(r.doc.name.encode()).hexdigest(), 16) % folds if folds else 0
        made.append(Article(r, Tree(r.parsed, r.regions), gold[r.doc.name], fold))
    return made


def longest(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return max(parts, key=lambda s: s["end"] - s["start"])


def tokens(article: Article, part: dict[str, Any]) -> tuple[int, int, int] | None:
    """Head, first and last token of a gold span."""
    phrase = article.reading.parsed.char_span(part["start"], part["end"], alignment_mode="expand")
    return (phrase.root.i, phrase.start, phrase.end - 1) if phrase is not None and len(phrase) else None


def gold_cues(article: Article) -> dict[int, tuple[int, int, list[dict[str, Any]]]]:
    """Gold attributions by the head token of their cue."""
    found: dict[int, tuple[int, int, list[dict[str, Any]]]] = {}
    for a in article.gold:
        span = tokens(article, longest(a["cue"])) if a["cue"] else None
        if span:
            found.setdefault(span[0], (span[1], span[2], []))[2].append(a)
    return found


def matrix(cases: list[Case]) -> tuple[csr_matrix, dict[str, int]]:
    counts = Counter(f for features, _, _ in cases for f in set(features))
    index = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    rows, columns = [], []
    for n, (features, _, _) in enumerate(cases):
        for f in set(features):
            if f in index:
                rows.append(n)
                columns.append(index[f])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(cases), len(index))), index


def fit(cases: list[Case], name: str, dense: np.ndarray | None = None) -> Linear:
    """A logistic model of cases that stand by themselves."""
    x, index = matrix(cases)
    if dense is not None:
        x = hstack([x, csr_matrix(dense * SCALE)]).tocsr()  # scaled so that the solver converges and the penalty weighs it as the rest
    model = LogisticRegression(C=STRENGTH[name], solver="lbfgs", max_iter=150, tol=1e-4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, [label for _, label, _ in cases])
    return table(model.coef_[0], float(model.intercept_[0]), index)


def fit_choice(cases: list[Case], name: str) -> Linear:
    """A model of choices: of the cases of one group at most one is right; none of them weighs 0 (conditional logit, McFadden 1974)."""
    x, index = matrix(cases)
    groups = {g: n for n, g in enumerate(dict.fromkeys(g for _, _, g in cases))}
    group = np.array([groups[g] for _, _, g in cases])
    right = np.array([label for _, label, _ in cases], dtype=float)
    some = np.bincount(group, right, len(groups)) > 0
    columns = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        e = np.exp(np.clip(x @ w[:-1] + w[-1], -30, 30))
        total = 1 + np.bincount(group, e, len(groups))
        good = np.where(some, np.bincount(group, e * right, len(groups)), 1.0)
        slope = e / total[group] - np.where(some[group], e * right / good[group], 0.0)
        value = float(np.sum(np.log(total) - np.log(good))) + 0.5 * float(w[:-1] @ w[:-1]) / STRENGTH[name]
        return value, np.append(columns @ slope + w[:-1] / STRENGTH[name], slope.sum())

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return table(w[:-1], float(w[-1]), index)


def mean(a: Linear, b: Linear) -> Linear:
    both = {f: round((a.weights.get(f, 0) + b.weights.get(f, 0)) / 2, 2) for f in sorted(a.weights.keys() | b.weights.keys())}
    return Linear((a.bias + b.bias) / 2, {f: w for f, w in both.items() if abs(w) >= SMALL})


def table(w: np.ndarray, bias: float, index: dict[str, int]) -> Linear:
    weights = {f: round(float(w[n]), 2) for f, n in index.items() if abs(w[n]) >= SMALL}
    return Linear(round(bias, 3), weights, tuple(np.round(w[len(index) :] * SCALE, 3).tolist()))


def train(articles: list[Article], other: list[Article] | None = None) -> Models:
    words = Counter(a.tree.lemma[h] for a in articles for h in gold_cues(a) if a.tree.pos[h] not in ("VERB", "SPACE"))
    known = frozenset(w for w, n in words.items() if n >= 3)
    tables = {"reach": fit(reach_cases(articles), "reach"), "source": fit(source_cases(articles), "source")}
    cases, vectors, places = cue_cases(articles, known)
    tables["cue"] = fit(cases, "cue", vectors)
    # Odds of articles that the cue model has not seen, so that the content model meets cues as doubtful as they will be.
    odds: dict[int, dict[int, float]] = {n: {} for n in range(len(articles))}
    for part in (0, 1, 2):
        seen = [n for n, (a, _) in enumerate(places) if a % 3 != part]
        model = fit([cases[n] for n in seen], "cue", vectors[seen])
        log(f"cue, without part {part}")
        for n, (a, i) in enumerate(places):
            if a % 3 == part:
                odds[a][i] = model.weigh(cases[n][0]) + float(np.dot(model.dense, vectors[n]))
    log(f"cue {len(cases)}")
    models = Models(tables, known)
    cases = content_cases(articles, models, odds)
    # Each case by itself finds exact bounds best, the choice among them finds most; the mean of both is better than either.
    tables["content"] = mean(fit([(f, label, None) for f, label, _ in cases], "content"), fit_choice(cases, "content"))
    log("content")
    tables["region"] = fit(passage_cases(articles, models, odds), "region")
    return models


def log(what: str) -> None:
    print(f"{time.monotonic() - BEGAN:6.0f} s  {what}", file=sys.stderr)


def cue_cases(articles: list[Article], known: frozenset[str]) -> tuple[list[Case], np.ndarray, list[tuple[int, int]]]:
    cases: list[Case] = []
    vectors, places = [], []
    for n, a in enumerate(articles):
        heads = gold_cues(a)
        vocab = a.reading.parsed.vocab
        for i in cues.cue_candidates(a.tree, known):
            cases.append((cues.cue_features(a.tree, i), int(i in heads), None))
            vectors.append(vocab.get_vector(a.tree.lemma[i]))
            places.append((n, i))
    return cases, np.array(vectors), places


def reach_cases(articles: list[Article]) -> list[Case]:
    cases: list[Case] = []
    for a in articles:
        tree = a.tree
        for head, (first, last, _) in sorted(gold_cues(a).items()):
            begin, end = tree.sentences[tree.sent[head]]
            for j in range(head - 1, max(begin, head - cues.REACH) - 1, -1):
                inside = j >= first
                cases.append((cues.reach_features(tree, head, j + 1, head, j), int(inside), None))
                if not inside:
                    break
            for j in range(head + 1, min(end, head + cues.REACH) + 1):
                inside = j <= last
                cases.append((cues.reach_features(tree, head, min(first, head), j - 1, j), int(inside), None))
                if not inside:
                    break
    return cases


def source_cases(articles: list[Article]) -> list[Case]:
    cases: list[Case] = []
    for n, a in enumerate(articles):
        tree = a.tree
        for head, (first, last, attributions) in sorted(gold_cues(a).items()):
            wanted = {(longest(x["source"])["start"], longest(x["source"])["end"]) for x in attributions if x["source"]}
            for c in sources.source_candidates(tree, head, first, last):
                label = (tree.start[c[1]], tree.end[c[2]]) in wanted
                cases.append((sources.source_features(tree, head, first, last, c), int(label), (n, head)))
    return cases


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def content_cases(articles: list[Article], models: Models, odds: dict[int, dict[int, float]]) -> list[Case]:
    cases: list[Case] = []
    for n, a in enumerate(articles):
        tree = a.tree
        heads = gold_cues(a)
        found = {i for i, o in odds[n].items() if o >= -1.0}
        for head in sorted(found | set(heads)):
            attributions = heads[head][2] if head in heads else []
            first, last = cues.reach(tree, head, models)
            cue = cues.Cue(head, first, last, 0.0)
            source, weight = sources.find_source(tree, head, first, last, models)
            if weight < finder.LEAST_SOURCE:
                source = None
            wanted = [trim_span(tree.text, p["start"], p["end"]) for x in attributions for p in x["content"]]
            stretches = contents.ranked(contents.content_candidates(tree, cue, source))
            spans = [trim_span(tree.text, tree.start[c.first], tree.end[c.last]) for c in stretches]
            labels = [0] * len(spans)
            for w in wanted:
                best = max(range(len(spans)), key=lambda k: overlap(spans[k], w), default=None)
                if best is not None and overlap(spans[best], w) >= 0.7:
                    labels[best] = 1
            for rank, (c, label) in enumerate(zip(stretches, labels, strict=True)):
                cases.append((contents.content_features(tree, cue, source, c, rank=rank), label, (n, head, c.side)))
    return cases


def passage_cases(articles: list[Article], models: Models, odds: dict[int, dict[int, float]]) -> list[Case]:
    cases: list[Case] = []
    for n, a in enumerate(articles):
        tree = a.tree
        found = finder.by_cues(tree, [cues.Cue(i, *cues.reach(tree, i, models), o) for i, o in sorted(odds[n].items()) if o >= finder.LEAST_CUE], models)
        spans = finder.offsets(tree, found)
        wanted = [(p["start"], p["end"]) for x in a.gold for p in x["content"]]
        for first, last in passages.orphans(tree, spans):
            label = any(overlap((tree.start[first], tree.end[last]), w) >= 0.5 for w in wanted)
            cases.append((passages.passage_features(tree, first, last, spans), int(label), None))
    print("passages", len(cases), sum(c[1] for c in cases), file=sys.stderr)
    return cases


def write(models: Models, file: Path) -> None:
    tables = {n: {"bias": t.bias, "dense": list(t.dense), "weights": dict(sorted(t.weights.items()))} for n, t in sorted(models.tables.items())}
    file.parent.mkdir(exist_ok=True)
    raw = json.dumps({"tables": tables, "words": sorted(models.words)}, ensure_ascii=False, separators=(",", ":"))
    file.write_bytes(gzip.compress(raw.encode("utf-8"), 9, mtime=0))
    print({n: len(t.weights) for n, t in models.tables.items()}, file.stat().st_size)


def export(articles: list[Article], models: Models, lines: list[str]) -> None:
    quotations.load_models = lambda: models  # type: ignore[assignment]
    for a in articles:
        d = a.reading.doc
        lines.append(json.dumps({"kind": "document", "id": d.id, "name": d.name}))
        chains = tuple(entities.find(a.reading))
        for c in chains:
            lines.append(
                json.dumps(
                    {
                        "kind": "entity",
                        "id": c.id,
                        "name": c.name,
                        "aliases": sorted({m.exact for m in c.mentions if m.form == "name"}),
                        "mentions": [dataclasses.asdict(m.span) for m in c.mentions],
                    }
                )
            )
        for q in quotations.find(a.reading, chains, tuple(times.find(a.reading))):
            lines.append(json.dumps({"kind": "quotation", **dataclasses.asdict(q)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=99, help="the number of folds to run")
    parser.add_argument("--out", type=Path, default=Path("/tmp/quotations.jsonl"))
    args = parser.parse_args()
    articles = load(args.folds)
    if not args.folds:
        write(train(articles), FILE)
        return
    lines: list[str] = []
    for fold in range(min(args.folds, args.only)):
        export([a for a in articles if a.fold == fold], train([a for a in articles if a.fold != fold]), lines)
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
