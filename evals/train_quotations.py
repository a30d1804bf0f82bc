"""Train the small models of annotate/quotations on PolNeAR dev and write annotate/data/quotations.json.gz.

`train_quotations.py WORDNET` trains on all articles and writes the tables (`--table FILE` elsewhere); `--folds 8 --out FILE` writes instead the
quotations that each fold's models find in articles they have not seen, as an export for ../shared/score/quotes.py.
WORDNET is the `dict` folder of WordNet 3.0: classes of verbs and nouns (lexicographer file, sentence frames, hypernyms) smooth over words
that are rare in training; their weights are summed into one weight a word, so that nothing of WordNet is needed later.
Every later stage is trained on what the earlier ones say of articles that they have not seen (three parts within the training articles), and
the verdict's threshold is chosen there too, never on the fold that is scored. Deterministic: folds go by a hash of the article's name.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import json
import re
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
from synoptic.annotate.quotations import contents, cues, passages, sources, verdict
from synoptic.annotate.quotations.linear import Linear, Models
from synoptic.annotate.quotations.tree import Tree, trim_span
from synoptic.annotate.reading import Reading

FILE = ROOT / "src" / "synoptic" / "annotate" / "data" / "quotations.json.gz"
Case = tuple[list[str], int, object]  # features, label, what it competes with (None where it stands by itself)
STRENGTH = {"cue": 0.15, "reach": 0.3, "source": 0.15, "content": 0.15, "region": 0.3, "verdict": 0.03}  # inverse of the L2 penalty, by folds
STRENGTH_NUMBERS = 1.0  # the same of the verdict's numbers
PARTS = 3
TURNS = 120  # of the solver
LEAST_CUE = -2.0  # log odds of cues that the later stages are trained on; lower than when reading, so that they see what is doubtful
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


def fit_choice(cases: list[Case], name: str) -> Linear:
    """A model of choices: of the cases of one group at most one is right; none of them weighs 0 (conditional logit, McFadden 1974)."""
    x, names = matrix(cases)
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

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": TURNS, "ftol": 1e-6}).x
    return table(w[:-1], float(w[-1]), names)


def fit_content(cases: list[Case]) -> Linear:
    """Each case by itself finds exact bounds best, the choice among them finds most; the mean of both is better than either."""
    a, b = fit(cases, "content"), fit_choice(cases, "content")
    both = {f: round((a.weights.get(f, 0) + b.weights.get(f, 0)) / 2, 2) for f in sorted(a.weights.keys() | b.weights.keys())}
    return Linear((a.bias + b.bias) / 2, {f: w for f, w in both.items() if abs(w) >= SMALL})


def table(w: np.ndarray, bias: float, names: list[str]) -> Linear:
    return Linear(round(bias, 3), {f: round(float(x), 2) for f, x in zip(names, w, strict=True) if abs(x) >= SMALL})


@dataclasses.dataclass
class Met:
    """A cue as it is met in an article that the models have not seen, with what it would attribute."""

    article: int
    cue: cues.Cue
    source: sources.Candidate | None
    source_odds: float
    attributions: list[dict[str, Any]]


def train(articles: list[Article], wordnet: dict[str, list[str]]) -> Models:
    words = Counter(a.tree.lemma[h] for a in articles for h in gold_cues(a) if a.tree.pos[h] not in ("VERB", "SPACE"))
    known = frozenset(w for w, n in words.items() if n >= 3)
    parts = [[n for n in range(len(articles)) if part_of(articles[n]) == k] for k in range(PARTS)]
    rest = [[n for n in range(len(articles)) if part_of(articles[n]) != k] for k in range(PARTS)]
    cases = [basic_cases(a, known, wordnet) for a in articles]
    models = basic_models(cases, known, wordnet)
    log("cues, sources")
    met: list[Met] = []
    for own, others in zip(parts, rest, strict=True):
        seen = basic_models([cases[n] for n in others], known, wordnet)
        met += [m for n in own for m in meet(n, articles[n], seen)]
    groups = [content_cases(articles[m.article].tree, m, n) for n, m in enumerate(met)]
    log(f"{len(met)} cues met")
    models.tables["content"] = fit_content([c for _, g in groups for c in g])
    log("contents")
    claims: list[tuple[Met, verdict.Claim]] = []
    for part in range(PARTS):
        inside = {n for n, m in enumerate(met) if part_of(articles[m.article]) == part}
        seen_content = fit_content([c for n, (_, g) in enumerate(groups) if n not in inside for c in g])
        for n in sorted(inside):
            m, (stretches, g) = met[n], groups[n]
            if m.cue.odds >= LEAST_CUE:  # a less likely gold cue is met in training only
                weighed = [(seen_content.weigh(f), s) for s, (f, _, _) in zip(stretches, g, strict=True)]
                choices = contents.choose(articles[m.article].tree, weighed)
                for c in choices:
                    other = max((o.hit for o in choices if o is not c), default=0.0)
                    claims.append((m, verdict.Claim(m.cue, m.source, m.source_odds, c, other)))
    log(f"{len(claims)} claims")
    models.tables["verdict"] = fit_verdict(articles, claims)
    models.tables["region"] = fit(passage_cases(articles, claims, models), "region")
    log("all")
    return models


def part_of(article: Article) -> int:
    return int(hashlib.sha256(b"part" + article.reading.doc.name.encode()).hexdigest(), 16) % PARTS


Basic = tuple[list[Case], list[Case], list[Case]]


def basic_cases(a: Article, known: frozenset[str], wordnet: dict[str, list[str]]) -> Basic:
    """The cases of one article for the models of cues, of their reach and of sources."""
    heads = gold_cues(a)
    found = [(with_classes(cues.cue_features(a.tree, i), wordnet), int(i in heads), None) for i in cues.cue_candidates(a.tree, known)]
    return found, reach_cases([a]), source_cases([a])


def with_classes(features: list[str], wordnet: dict[str, list[str]]) -> list[str]:
    """Features with WordNet's classes of the word in place of the word."""
    return [g for f in features for g in (wordnet.get(f, []) if f.startswith("wn=") else [f])]


def basic_models(cases: list[Basic], known: frozenset[str], wordnet: dict[str, list[str]]) -> Models:
    cue = fit([c for b in cases for c in b[0]], "cue")
    words = {word: sum(cue.weights.get(c, 0.0) for c in classes) for word, classes in wordnet.items()}
    weights = {f: w for f, w in cue.weights.items() if not f.startswith("class:")}
    weights |= {word: round(w, 2) for word, w in words.items() if abs(w) >= SMALL}
    tables = {"cue": Linear(cue.bias, weights)}
    tables["reach"] = fit([c for b in cases for c in b[1]], "reach")
    tables["source"] = fit([c for b in cases for c in b[2]], "source")
    return Models(tables, known)


def meet(n: int, a: Article, models: Models) -> list[Met]:
    """Likely and gold cues of an article, as the models see them."""
    heads = gold_cues(a)
    found = []
    for i in cues.cue_candidates(a.tree, models.words):
        odds = models["cue"].weigh(cues.cue_features(a.tree, i))
        if odds < LEAST_CUE and i not in heads:
            continue
        first, last = cues.reach(a.tree, i, models)
        source, weight = sources.find_source(a.tree, i, first, last, models)
        found.append(Met(n, cues.Cue(i, first, last, odds), source if weight >= finder.LEAST_SOURCE else None, weight, heads[i][2] if i in heads else []))
    return found


def fit_verdict(articles: list[Article], claims: list[tuple[Met, verdict.Claim]]) -> Linear:
    """The model of which claims stand, its bias such that 0 is the threshold of the best F1."""
    near: dict[tuple[int, int], list[verdict.Claim]] = defaultdict(list)
    for m, c in claims:
        near[m.article, articles[m.article].tree.sent[c.cue.head]].append(c)
    cases: list[Case] = []
    rows = []
    for m, c in claims:
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


def content_cases(tree: Tree, m: Met, group: int) -> tuple[list[contents.Stretch], list[Case]]:
    """What a cue may attribute, and which of it is nearest to what it does."""
    wanted = [trim_span(tree.text, p["start"], p["end"]) for x in m.attributions for p in x["content"]]
    stretches = contents.ranked(contents.content_candidates(tree, m.cue, m.source))
    spans = [trim_span(tree.text, tree.start[c.first], tree.end[c.last]) for c in stretches]
    labels = [0] * len(spans)
    for w in wanted:
        best = max(range(len(spans)), key=lambda k: overlap(spans[k], w), default=None)
        if best is not None and overlap(spans[best], w) >= 0.7:
            labels[best] = 1
    features = [contents.content_features(tree, m.cue, m.source, c, rank=n) for n, c in enumerate(stretches)]
    return stretches, [(f, label, (group, c.side)) for f, label, c in zip(features, labels, stretches, strict=True)]


def passage_cases(articles: list[Article], claims: list[tuple[Met, verdict.Claim]], models: Models) -> list[Case]:
    by_article: dict[int, list[verdict.Claim]] = defaultdict(list)
    for m, c in claims:
        by_article[m.article].append(c)
    cases: list[Case] = []
    for n, a in enumerate(articles):
        tree = a.tree
        spans = [(c.choice.start, c.choice.end) for _, c in verdict.judge(tree, by_article[n], models)]
        wanted = [(p["start"], p["end"]) for x in a.gold for p in x["content"]]
        for first, last in passages.orphans(tree, spans):
            label = any(overlap((tree.start[first], tree.end[last]), w) >= 0.5 for w in wanted)
            cases.append((passages.passage_features(tree, first, last, spans), int(label), None))
    return cases


def read_wordnet(folder: Path) -> dict[str, list[str]]:
    """The classes of each single verb and noun, under the feature that stands for it: `wn=hope|v`."""
    found: dict[str, list[str]] = {}
    for name in ("verb", "noun"):
        file_of, above, frames = read_synsets(folder / f"data.{name}")
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            word = line.split(" ", 1)[0]
            if not word or "_" in word:
                continue
            senses = [p for p in line.split() if re.fullmatch(r"\d{8}", p)]
            classes = {f"first:{file_of[senses[0]]}", *(f"any:{file_of[s]}" for s in senses[:3])}
            classes |= {f"frame:{f}" for s in senses[:4] for f in frames[s].get(word, ())} | {f"frame1:{f}" for f in frames[senses[0]].get(word, ())}
            todo = senses[: 2 if name == "verb" else 1]
            while todo:
                sense = todo.pop()
                if f"kind:{sense}" not in classes:
                    classes.add(f"kind:{sense}")
                    todo += above[sense]
            found[f"wn={word}|{name[0]}"] = sorted(f"class:{name[0]}:{c}" for c in classes)
    return found


def read_synsets(file: Path) -> tuple[dict[str, int], dict[str, list[str]], dict[str, dict[str, set[int]]]]:
    """By synset: its lexicographer file, the synsets above it, and the sentence frames of its words."""
    file_of: dict[str, int] = {}
    above: dict[str, list[str]] = {}
    frames: dict[str, dict[str, set[int]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        part = line.split(" | ")[0].split()
        count = 4 + 2 * int(part[3], 16)
        words = [w.lower() for w in part[4:count:2]]
        end = count + 1 + 4 * int(part[count])
        pointers = part[count + 1 : end]
        file_of[part[0]] = int(part[1])
        above[part[0]] = [pointers[n + 1] for n in range(0, len(pointers), 4) if pointers[n] in ("@", "@i") and pointers[n + 2] == part[2]]
        own = frames[part[0]] = defaultdict(set)
        for n in range(end + 1, len(part), 3):
            which = int(part[n + 2], 16)
            for word in words if which == 0 else words[which - 1 : which]:
                own[word].add(int(part[n + 1]))
    return file_of, above, frames


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wordnet", type=Path, help="the `dict` folder of WordNet 3.0 (Debian's wordnet-base has it under /usr/share/wordnet)")
    parser.add_argument("--table", type=Path, default=FILE)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=99, help="the number of folds to run")
    parser.add_argument("--out", type=Path, default=Path("/tmp/quotations.jsonl"))
    args = parser.parse_args()
    articles = load(args.folds)
    wordnet = read_wordnet(args.wordnet)
    log("loaded")
    if not args.folds:
        write(train(articles, wordnet), args.table)
        return
    lines: list[str] = []
    for fold in range(min(args.folds, args.only)):
        export([a for a in articles if a.fold == fold], train([a for a in articles if a.fold != fold], wordnet), lines)
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
