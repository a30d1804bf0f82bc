"""Train the small models of annotate/attribution on PolNeAR dev and write annotate/data/quotations.json.

`python evals/train_quotations.py` trains on all articles and writes the tables; `--folds 5 --out FILE` writes instead the
quotations that each fold's model finds in articles it has not seen, as an export for ../shared/score/quotes.py.
Deterministic: folds go by a hash of the article's name, the solver starts from zero.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from common import ROOT, readings, shared
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from synoptic.annotate import entities, quotations, times
from synoptic.annotate.attribution import find as finder
from synoptic.annotate.attribution import contents, cues, sources
from synoptic.annotate.attribution.linear import Linear, Models
from synoptic.annotate.attribution.tree import Tree, trim_span
from synoptic.annotate.reading import Reading

FILE = ROOT / "src" / "synoptic" / "annotate" / "data" / "quotations.json"
Case = tuple[list[str], int, float]  # features, label, weight
STRENGTH = {"cue": 0.15, "reach": 0.3, "source": 0.15, "content": 0.15, "region": 0.3}  # inverse of the L2 penalty, by folds
RARE = 3  # a feature seen in fewer cases is left out
BEGAN = time.monotonic()
SMALL = 0.04  # a weight nearer to zero is dropped


@dataclasses.dataclass
class Article:
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


def fit(cases: list[Case], name: str, dense: np.ndarray | None = None) -> Linear:
    counts = Counter(f for features, _, _ in cases for f in set(features))
    index = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    rows, columns = [], []
    for n, (features, _, _) in enumerate(cases):
        for f in set(features):
            if f in index:
                rows.append(n)
                columns.append(index[f])
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(cases), len(index)))
    if dense is not None:
        x = hstack([x, csr_matrix(dense)]).tocsr()
    model = LogisticRegression(C=STRENGTH[name], solver="lbfgs", max_iter=60, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, [label for _, label, _ in cases], sample_weight=[w for _, _, w in cases])
    w = model.coef_[0]
    weights = {f: round(float(w[n]), 2) for f, n in index.items() if abs(w[n]) >= SMALL}
    return Linear(round(float(model.intercept_[0]), 3), weights, tuple(np.round(w[len(index) :], 3).tolist()))


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
    tables["content"] = fit(content_cases(articles, models, odds), "content")
    log("content")
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
            cases.append((cues.cue_features(a.tree, i), int(i in heads), 1.0))
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
                cases.append((cues.reach_features(tree, head, j + 1, head, j), int(inside), 1.0))
                if not inside:
                    break
            for j in range(head + 1, min(end, head + cues.REACH) + 1):
                inside = j <= last
                cases.append((cues.reach_features(tree, head, min(first, head), j - 1, j), int(inside), 1.0))
                if not inside:
                    break
    return cases


def source_cases(articles: list[Article]) -> list[Case]:
    cases: list[Case] = []
    for a in articles:
        tree = a.tree
        for head, (first, last, attributions) in sorted(gold_cues(a).items()):
            wanted = {(longest(x["source"])["start"], longest(x["source"])["end"]) for x in attributions if x["source"]}
            for c in sources.source_candidates(tree, head, first, last):
                label = (tree.start[c[1]], tree.end[c[2]]) in wanted
                cases.append((sources.source_features(tree, head, first, last, c), int(label), 1.0))
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
            source, weight = sources.find_source(tree, head, first, last, models)
            if weight < finder.LEAST_SOURCE:
                source = None
            wanted = [trim_span(tree.text, p["start"], p["end"]) for x in attributions for p in x["content"]]
            stretches = contents.content_candidates(tree, head, first, last, source)
            spans = [trim_span(tree.text, tree.start[c.first], tree.end[c.last]) for c in stretches]
            labels = [0] * len(spans)
            for w in wanted:
                best = max(range(len(spans)), key=lambda k: overlap(spans[k], w), default=None)
                if best is not None and overlap(spans[best], w) >= 0.7:
                    labels[best] = 1
            order = sorted(range(len(stretches)), key=lambda k: (stretches[k].side, stretches[k].last - stretches[k].first))
            for rank, k in enumerate(order):
                cases.append((contents.content_features(tree, head, first, last, source, stretches[k], rank), labels[k], 1.0))
    return cases


def write(models: Models, file: Path) -> None:
    tables = {n: {"bias": t.bias, "dense": list(t.dense), "weights": dict(sorted(t.weights.items()))} for n, t in sorted(models.tables.items())}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"tables": tables, "words": sorted(models.words)}, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print({n: len(t.weights) for n, t in models.tables.items()}, file.stat().st_size)


def export(articles: list[Article], models: Models, lines: list[str]) -> None:
    quotations.load_models = lambda: models  # type: ignore[assignment]
    for a in articles:
        d = a.reading.doc
        lines.append(json.dumps({"kind": "document", "id": d.id, "name": d.name}))
        chains = tuple(entities.find(a.reading))
        for c in chains:
            lines.append(json.dumps({"kind": "entity", "id": c.id, "name": c.name, "aliases": sorted({m.exact for m in c.mentions if m.form == "name"}), "mentions": [dataclasses.asdict(m.span) for m in c.mentions]}))
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
