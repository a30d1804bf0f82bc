"""Train the judgement of annotate/quotations on PolNeAR dev: which claims stand, and which quoted words without a cue are speech.

`train_quotations.py SEEN` trains on all articles and writes annotate/data/quotations.json.gz (`--table FILE` elsewhere); `--folds 4 --out FILE` writes instead
the quotations that each fold's models find in articles that they have not seen, as an export for ../shared/score/quotes.py. SEEN is what
evals/train_quotations_net.py keeps: what networks say of each article that have not seen it. So cues, sources and contents are always
those of unseen articles, and only the judgement over them is trained here. Deterministic: folds go by a hash of the article's name.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import json
import pickle
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from common import ROOT, readings, shared
from synoptic.annotate import entities, quotations, times
from synoptic.annotate.quotations import attributions as finder
from synoptic.annotate.quotations import cues, passages, pointers, verdict
from synoptic.annotate.quotations.linear import Linear, Models
from synoptic.annotate.quotations.pointers import Pointers
from synoptic.annotate.quotations.tree import Tree, trim_span
from synoptic.annotate.reading import Reading

FILE = ROOT / "src" / "synoptic" / "annotate" / "data" / "quotations.json.gz"
Case = tuple[list[str], int, object]  # features, label, what it competes with (None where it stands by itself)
STRENGTH = {"region": 0.3, "verdict": 0.03}  # inverse of the L2 penalty, by folds
STRENGTH_NUMBERS = 1.0  # the same of the verdict's numbers
PARTS = 3
TURNS = 120  # of the solver
LEAST_CUE = -2.0  # log odds of cues that are learnt from; lower than when reading, so that what is doubtful is seen
RARE = 3  # a feature seen in fewer cases is left out
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


def matrix(cases: list[Case]) -> tuple[csr_matrix, list[str]]:
    """The features that enough cases have, and their names."""
    ids: dict[str, int] = {}
    rows = [sorted({ids.setdefault(f, len(ids)) for f in features}) for features, _, _ in cases]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix((np.ones(ends[-1]), np.concatenate([np.array(r, dtype=np.int64) for r in rows]), ends), shape=(len(cases), len(ids)))
    often = np.flatnonzero(np.asarray(x.sum(0)).ravel() >= RARE)
    names = list(ids)
    return x[:, often], [names[n] for n in often]


def solve(x: csr_matrix, y: np.ndarray, penalty: np.ndarray, dense: np.ndarray | None = None) -> np.ndarray:
    """Weights of a logistic model: of the features, then of the dense columns, then the bias, which has no penalty."""
    n, columns, sign = x.shape[1], x.T.tocsr(), 2.0 * y - 1

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = x @ w[:n] + w[-1] + (0 if dense is None else dense @ w[n:-1])
        slope = -sign / (1 + np.exp(np.clip(sign * odds, -35, 35)))
        value = float(np.logaddexp(0, -sign * odds).sum() + 0.5 * (penalty * w[:-1] ** 2).sum())
        parts = [columns @ slope] + ([] if dense is None else [dense.T @ slope])
        return value, np.append(np.concatenate(parts) + penalty * w[:-1], slope.sum())

    size = n + (0 if dense is None else dense.shape[1]) + 1
    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": TURNS, "ftol": 1e-6}).x)


def fit(cases: list[Case], name: str) -> Linear:
    """A logistic model of cases that stand by themselves."""
    x, names = matrix(cases)
    w = solve(x, np.array([label for _, label, _ in cases]), np.full(x.shape[1], 1 / STRENGTH[name]))
    return table(w[:-1], float(w[-1]), names)


def table(w: np.ndarray, bias: float, names: list[str]) -> Linear:
    return Linear(round(bias, 3), {f: round(float(x), 2) for f, x in zip(names, w, strict=True) if abs(x) >= SMALL})


@dataclasses.dataclass
class Met:
    """A claim as it is met in an article that the network has not seen, with what its cue does attribute."""

    article: int
    claim: verdict.Claim
    attributions: list[dict[str, Any]]


def meet(n: int, a: Article, found: list[cues.Cue]) -> list[Met]:
    """What the likely cues of an article claim."""
    heads = gold_cues(a)
    return [Met(n, c, heads[cue.head][2] if cue.head in heads else []) for cue in found if cue.odds >= LEAST_CUE for c in finder.claims_of(a.tree, cue)]


def train(articles: list[Article], seen: dict[str, list[cues.Cue]]) -> Models:
    """The models of what stands, from what the network says of articles that it has not seen."""
    words = Counter(a.tree.lemma[h] for a in articles for h in gold_cues(a) if a.tree.pos[h] not in ("VERB", "SPACE"))
    known = frozenset(w for w, n in words.items() if n >= 3)
    claims = [m for n, a in enumerate(articles) for m in meet(n, a, seen[a.reading.doc.name])]
    log(f"{len(claims)} claims")
    models = Models({"verdict": fit_verdict(articles, claims)}, known)
    models.tables["region"] = fit(passage_cases(articles, claims, models), "region")
    log("all")
    return models


def part_of(article: Article) -> int:
    return int(hashlib.sha256(b"part" + article.reading.doc.name.encode()).hexdigest(), 16) % PARTS


def fit_verdict(articles: list[Article], claims: list[Met]) -> Linear:
    """The model of which claims stand, its bias such that 0 is the threshold of the best F1."""
    near: dict[tuple[int, int], list[verdict.Claim]] = defaultdict(list)
    for m in claims:
        c = m.claim
        near[m.article, articles[m.article].tree.sent[c.cue.head]].append(c)
    cases: list[Case] = []
    rows = []
    for m in claims:
        c = m.claim
        tree = articles[m.article].tree
        here = tree.sent[c.cue.head]
        around = range(here - verdict.NEAR, here + verdict.NEAR + 1)
        rivals = [r for s in around for r in near.get((m.article, s), ()) if r.cue.head != c.cue.head]
        numbers, features = verdict.verdict_features(tree, c, rivals)
        spans = [trim_span(tree.text, p["start"], p["end"]) for x in m.attributions for p in x["content"]]
        cases.append((features, int(any(overlap((c.choice.start, c.choice.end), s) >= 0.5 for s in spans)), part_of(articles[m.article])))
        rows.append(numbers)
    dense = np.array(rows)
    right = np.array([label for _, label, _ in cases])
    part = np.array([group for _, _, group in cases])
    odds = np.zeros(len(cases))
    for k in range(PARTS):
        model = fit_numbers([c for c, p in zip(cases, part, strict=True) if p != k], dense[part != k])
        for n in np.flatnonzero(part == k):
            odds[n] = model.weigh(cases[n][0]) + float(dense[n] @ np.array(model.dense))
    model = fit_numbers(cases, dense)
    quoted = np.array(["ty=indirect" not in features for features, _, _ in cases])
    wanted = Counter(x["type"] != "indirect" for a in articles for x in a.gold for _ in x["content"])
    low, high = best_threshold(odds[~quoted], right[~quoted], wanted[False]), best_threshold(odds[quoted], right[quoted], wanted[True])
    log(f"thresholds {low:.2f} indirect, {high:.2f} quoted")
    weights = model.weights | {"ty=indirect": round(model.weights.get("ty=indirect", 0.0) - low + high, 2)}
    return Linear(round(model.bias - high, 3), weights, model.dense)


def fit_numbers(cases: list[Case], dense: np.ndarray) -> Linear:
    """A logistic model of features and numbers."""
    x, names = matrix(cases)
    middle, width = dense.mean(0), dense.std(0) + 1e-6
    penalty = np.concatenate([np.full(x.shape[1], 1 / STRENGTH["verdict"]), np.full(dense.shape[1], 1 / STRENGTH_NUMBERS)])
    w = solve(x, np.array([label for _, label, _ in cases]), penalty, (dense - middle) / width)
    numbers = w[x.shape[1] : -1] / width
    made = table(w[: x.shape[1]], float(w[-1] - numbers @ middle), names)
    return Linear(made.bias, made.weights, tuple(np.round(numbers, 4).tolist()))


def best_threshold(odds: np.ndarray, right: np.ndarray, wanted: int) -> float:
    """The least odds that stand, for the best F1 against `wanted` gold contents."""
    order = np.argsort(-odds, kind="stable")
    f1 = 2 * np.cumsum(right[order]) / (np.arange(1, len(order) + 1) + wanted)
    return float(odds[order][int(np.argmax(f1))])


def log(what: str) -> None:
    print(f"{time.monotonic() - BEGAN:6.0f} s  {what}", file=sys.stderr, flush=True)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def passage_cases(articles: list[Article], claims: list[Met], models: Models) -> list[Case]:
    by_article: dict[int, list[verdict.Claim]] = defaultdict(list)
    for m in claims:
        c = m.claim
        by_article[m.article].append(c)
    cases: list[Case] = []
    for n, a in enumerate(articles):
        tree = a.tree
        spans = [(c.choice.start, c.choice.end) for _, c, _ in verdict.judge(tree, by_article[n], models)]
        wanted = [(p["start"], p["end"]) for x in a.gold for p in x["content"]]
        for first, last in passages.orphans(tree, spans):
            label = any(overlap((tree.start[first], tree.end[last]), w) >= 0.5 for w in wanted)
            cases.append((passages.passage_features(tree, first, last, spans), int(label), None))
    return cases


def write(models: Models, file: Path) -> None:
    tables = {n: {"bias": t.bias, "dense": list(t.dense), "weights": dict(sorted(t.weights.items()))} for n, t in sorted(models.tables.items())}
    file.parent.mkdir(exist_ok=True)
    raw = json.dumps({"tables": tables, "words": sorted(models.words)}, ensure_ascii=False, separators=(",", ":"))
    file.write_bytes(gzip.compress(raw.encode("utf-8"), 9, mtime=0))
    print({n: len(t.weights) for n, t in models.tables.items()}, file.stat().st_size)


def foretold(file: Path, articles: list[Article]) -> dict[str, list[cues.Cue]]:
    """By article the cues that networks find in it that have not seen it."""
    told, _ = pickle.loads(file.read_bytes())
    found: dict[str, list[cues.Cue]] = {}
    for a in articles:
        odds, near = told[a.reading.doc.name]
        own = found[a.reading.doc.name] = []
        for head, (low, table) in sorted(near.items()):
            to = Pointers(low, np.round(np.maximum(table, pointers.LEAST).astype(np.float64), 2))
            if odds.get(head, -9.0) >= LEAST_CUE:
                own.append(cues.Cue(head, *cues.reach(a.tree, head, to), round(odds[head], 2), to))
    return found


def export(articles: list[Article], models: Models, seen: dict[str, list[cues.Cue]], lines: list[str]) -> None:
    """What is found in articles with some models, as lines of an export."""
    quotations.load_models = lambda: models  # type: ignore[assignment]
    quotations.load_net = lambda: None  # type: ignore[assignment]
    for a in articles:
        d = a.reading.doc
        finder.find_cues = lambda _tree, _net, _words, least, own=seen[d.name]: [c for c in own if c.odds >= least]  # type: ignore[assignment]
        lines.append(json.dumps({"kind": "document", "id": d.id, "name": d.name}))
        chains = tuple(entities.find(a.reading))
        for c in chains:
            aliases = sorted({m.exact for m in c.mentions if m.form == "name"})
            mentions = [dataclasses.asdict(m.span) for m in c.mentions]
            lines.append(json.dumps({"kind": "entity", "id": c.id, "name": c.name, "aliases": aliases, "mentions": mentions}))
        for q in quotations.find(a.reading, chains, tuple(times.find(a.reading))):
            lines.append(json.dumps({"kind": "quotation", **dataclasses.asdict(q)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seen", type=Path, help="what train_quotations_net.py keeps")
    parser.add_argument("--table", type=Path, default=FILE)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("/tmp/quotations.jsonl"))
    args = parser.parse_args()
    articles = load(args.folds)
    seen = foretold(args.seen, articles)
    log("loaded")
    if not args.folds:
        write(train(articles, seen), args.table)
        return
    lines: list[str] = []
    for fold in range(args.folds):
        export([a for a in articles if a.fold == fold], train([a for a in articles if a.fold != fold], seen), seen, lines)
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
