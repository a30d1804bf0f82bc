"""Train the network of annotate/quotations on PolNeAR dev and write annotate/data/quotations.npz.

Two steps, so that it says of unseen articles what it says of these: teachers of two kinds are trained in folds, and of each article those speak that have not
seen it; then one network learns what they said, there and of articles without any annotation. It never meets a label, only what was
foretold. `--seen FILE` keeps what the teachers foretold: evals/train_quotations.py trains on that, and with `--folds` scores it.
Needs PyTorch beside the project's own packages (`uv pip install torch`); one thread, fixed seeds. About an hour on one core.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from common import ROOT, readings
from synoptic.annotate.quotations import net, pointers
from synoptic.annotate.quotations.cues import cue_candidates
from synoptic.annotate.quotations.tree import Tree
from train_quotations import Article, gold_cues, load, longest, tokens

FILE = ROOT / "src" / "synoptic" / "annotate" / "data" / "quotations.npz"
ROLES, ASKED = 8, 24  # roles of the pointers, and the width of what a cue asks for in each
HIDDEN = 64  # of 64, 80 and 96 none was better on unseen articles
LAYERS = 3
KINDS = (64, 80), (0.25, 0.35)  # width and dropout of the two kinds of teachers
FOLDS = 4
RARE = 15  # a lemma seen less often has no entry of its own
EPOCHS = {"teacher": 9, "pupil": 6}
RATE, DECAY = 3e-3, 0.03
POINTING = 0.3  # weight of the pointers' loss beside the cues'
BESIDE = 0.02  # weight of telling each token's part (cue, source, content) beside
LIKELY = -2.0  # log odds of cues whose pointers a pupil learns
MORE = ("stories", "figures", "event_clusters")  # tasks whose articles a pupil reads besides
MORE_TOKENS = 350_000
BEGAN = time.monotonic()


@dataclass
class Arrays:
    """One article as the network sees it, with what is to be learnt of it."""

    name: str
    tree: Tree
    tensor: torch.Tensor
    static: torch.Tensor
    ids: torch.Tensor
    head: torch.Tensor
    candidates: list[int]
    near: torch.Tensor
    cues: torch.Tensor  # how likely each candidate is a cue
    kinds: dict[int, tuple[int, torch.Tensor]] = field(default_factory=dict)  # by cue: the first token around it, and how each stands to it
    wanted: dict[int, torch.Tensor] = field(default_factory=dict)  # by cue: role by token
    parts: torch.Tensor | None = None


def log(what: str) -> None:
    print(f"{time.monotonic() - BEGAN:6.0f} s  {what}", file=sys.stderr, flush=True)


def arrays(name: str, tree: Tree, vocabulary: dict[str, dict[str, int]], known: frozenset[str]) -> Arrays:
    """What does not depend on labels."""
    candidates = cue_candidates(tree, known)
    return Arrays(
        name,
        tree,
        torch.from_numpy(tree.tensor),
        torch.from_numpy(tree.vectors(net.LENGTH)),
        torch.from_numpy(net.numbers(tree, vocabulary)),
        torch.tensor(tree.head),
        candidates,
        torch.from_numpy(net.neighbours(tree, candidates)),
        torch.zeros(len(candidates)),
    )


def look_around(a: Arrays, cues: list[int], kinds: int) -> None:
    """Fill how tokens stand to each of some cues."""
    todo = iter(cues)
    for tokens_, numbers in pointers.relations(a.tree, a.ids.numpy(), cues, kinds):
        for row, own in zip(tokens_, numbers, strict=True):
            inside = row >= 0
            a.kinds[next(todo)] = (int(row[inside][0]), torch.from_numpy(own[inside]))


def learn_gold(a: Arrays, article: Article, kinds: int) -> None:
    """Fill what the annotators say."""
    heads = gold_cues(article)
    look_around(a, sorted(heads), kinds)
    a.cues = torch.tensor([float(i in heads) for i in a.candidates])
    a.parts = torch.zeros(a.tree.size, 3)
    for cue, (first, last, attributions) in heads.items():
        source = next((s for x in attributions if x["source"] and (s := tokens(article, longest(x["source"])))), None)
        spans = [a.tree.trim(s[1], s[2]) for x in attributions for p in x["content"] if (s := tokens(article, p))]
        spans = sorted({s for s in spans if s[0] <= s[1]})
        size = lambda s: s[1] - s[0]  # noqa: E731
        left = max((s for s in spans if s[1] < first or (s[0] < first and s[1] <= last)), key=size, default=None)
        right = max((s for s in spans if s[0] > last), key=size, default=None)
        low, numbers = a.kinds[cue]
        ends = [first, last, *((source[1], source[2]) if source else (None, None)), *(left or (None, None)), *(right or (None, None))]
        target = torch.zeros(ROLES, 1 + len(numbers))
        for role, i in enumerate(ends):
            target[role, 1 + i - low if i is not None and low <= i < low + len(numbers) else 0] = 1.0
        a.wanted[cue] = target
        a.parts[first : last + 1, 0] = 1
        if source:
            a.parts[source[1] : source[2] + 1, 1] = 1
        for x, y in spans:
            a.parts[x : y + 1, 2] = 1


class Network(nn.Module):
    """The network of annotate/quotations/net.py and pointers.py, to be trained."""

    def __init__(self, vocabulary: dict[str, dict[str, int]], hidden: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        sizes = [len(vocabulary[n]) + 1 for n in ("dep", "tag", "ent")] + [6, 15, len(vocabulary["lemma"]) + 1]
        kinds = 1 + pointers.LEVELS * sizes[0]
        self.t, self.v = nn.Linear(96, hidden), nn.Linear(300, hidden, bias=False)
        self.emb = nn.ModuleList([nn.Embedding(n, hidden) for n in sizes])
        self.layers = nn.ModuleList([nn.Linear(4 * hidden, hidden) for _ in range(LAYERS)])
        self.norm = nn.ModuleList([nn.LayerNorm(hidden) for _ in range(LAYERS + 1)])
        self.cue1, self.cue2, self.parts = nn.Linear(7 * hidden, 64), nn.Linear(64, 1), nn.Linear(hidden, 3)
        self.u, self.w, self.null = nn.Linear(hidden, ROLES * ASKED), nn.Linear(hidden, ROLES * ASKED), nn.Linear(hidden, ROLES)
        self.pt = nn.ModuleList([nn.Embedding(n, ROLES) for n in (kinds, 20, 27, 60)])
        for e in (*self.emb, *self.pt):
            nn.init.normal_(e.weight, std=0.1)

    def drop(self, x: torch.Tensor) -> torch.Tensor:
        """Without some of its numbers, while it is trained."""
        return F.dropout(x, self.dropout, self.training)

    def read(self, a: Arrays) -> torch.Tensor:
        """A vector a token."""
        ids = a.ids.clone()
        if self.training:
            ids[:, 5][torch.rand(len(ids)) < 0.3] = 0  # so that it does not lean on words alone
        x = self.t(self.drop(a.tensor)) + self.v(self.drop(a.static))
        for k, e in enumerate(self.emb):
            x = x + e(ids[:, k])
        x = self.norm[0](F.relu(x))
        edge = torch.zeros(1, x.shape[1])
        for layer, norm in zip(self.layers, self.norm[1:], strict=True):
            x = self.drop(x)
            x = norm(x + F.relu(layer(torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge]), x[a.head]], 1))))
        return x

    def weigh(self, a: Arrays, x: torch.Tensor) -> torch.Tensor:
        """Log odds of each candidate."""
        own = torch.tensor(a.candidates, dtype=torch.long)
        near = torch.cat([x, torch.zeros(1, x.shape[1])])[a.near].reshape(len(own), -1)
        return self.cue2(self.drop(F.relu(self.cue1(self.drop(torch.cat([x[own], near, x[a.head[own]]], 1))))))[:, 0]

    def point(self, a: Arrays, x: torch.Tensor, cue: int) -> torch.Tensor:
        """Scores of a cue's roles: role by token, nothing first."""
        low, numbers = a.kinds[cue]
        ask = self.u(x[cue]).view(ROLES, ASKED)
        offer = self.w(x[low : low + len(numbers)]).view(len(numbers), ROLES, ASKED)
        scores = (offer * ask).sum(-1) / ASKED**0.5
        for k, e in enumerate(self.pt):
            scores = scores + e(numbers[:, k])
        return torch.cat([self.null(x[cue])[None], scores]).T


def fit(articles: list[Arrays], vocabulary: dict[str, dict[str, int]], *, hidden: int, dropout: float, epochs: int, seed: int) -> Network:
    """A network that foretells what is wanted."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    model = Network(vocabulary, hidden, dropout)
    solver = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(solver, RATE, total_steps=epochs * len(articles), pct_start=0.15)
    for epoch in range(epochs):
        order, total = list(articles), 0.0
        shuffle.shuffle(order)
        model.train()
        for a in order:
            x = model.read(a)
            loss = F.binary_cross_entropy_with_logits(model.weigh(a, x), a.cues, reduction="sum") if a.candidates else x.sum() * 0
            if a.parts is not None:
                loss = loss + BESIDE * F.binary_cross_entropy_with_logits(model.parts(x), a.parts, reduction="sum")
            for cue, wanted in a.wanted.items():
                loss = loss - POINTING * (wanted * F.log_softmax(model.point(a, x, cue), 1)).sum()
            loss = loss / (1 + len(a.wanted))
            solver.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            solver.step()
            plan.step()
            total += float(loss.detach())
        log(f"epoch {epoch + 1}: {total / len(order):.3f}")
    return model.eval()


Told = tuple[dict[int, float], dict[int, tuple[int, np.ndarray]]]  # log odds of candidates; by cue the first token and log probabilities, role by token


@torch.no_grad()
def foretell(models: list[Network], a: Arrays, kinds: int, always: frozenset[int] = frozenset()) -> Told:
    """What some networks say of an article, on the mean."""
    states = [m.read(a) for m in models]
    odds = torch.stack([m.weigh(a, x) for m, x in zip(models, states, strict=True)]).mean(0) if a.candidates else torch.zeros(0)
    likely = sorted({i for i, o in zip(a.candidates, odds.tolist(), strict=True) if o >= LIKELY} | always)
    look_around(a, likely, kinds)
    shares = {i: torch.stack([F.softmax(m.point(a, x, i), 1) for m, x in zip(models, states, strict=True)]).mean(0) for i in likely}
    return dict(zip(a.candidates, odds.tolist(), strict=True)), {i: (a.kinds[i][0], np.log(p.numpy() + 1e-9)) for i, p in shares.items()}


def learn_told(a: Arrays, told: Told) -> None:
    """Fill what was foretold, in place of what annotators say."""
    odds, shares = told
    a.cues = torch.sigmoid(torch.tensor([odds[i] for i in a.candidates]))
    a.wanted = {i: torch.from_numpy(np.exp(p)) * float(1 / (1 + np.exp(-odds.get(i, 0.0)))) ** 0.5 for i, (_, p) in shares.items()}
    a.parts = None


def number(articles: list[Article]) -> dict[str, dict[str, int]]:
    """The numbers of labels, tags, entity types and lemmas."""
    columns = {"dep": 1, "tag": 1, "ent": 1, "lemma": RARE}
    counts = {name: Counter(w for a in articles for w in getattr(a.tree, name)) for name in columns}
    return {name: {w: k + 1 for k, w in enumerate(sorted(w for w, n in counts[name].items() if n >= least))} for name, least in columns.items()}


def known_words(articles: list[Article]) -> frozenset[str]:
    """Words that head cues though they are no verbs."""
    words = Counter(a.tree.lemma[h] for a in articles for h in gold_cues(a) if a.tree.pos[h] not in ("VERB", "SPACE"))
    return frozenset(w for w, n in words.items() if n >= 3)


def more(vocabulary: dict[str, dict[str, int]], known: frozenset[str]) -> list[Arrays]:
    """Articles that nobody annotated."""
    found = []
    for task in MORE:
        left = MORE_TOKENS // len(MORE)
        for r in readings(task):
            left -= len(r.parsed)
            if left < 0:
                break
            if 30 <= len(r.parsed) <= 3000:
                found.append(arrays(r.doc.name, Tree(r.parsed, r.regions), vocabulary, known))
    return found


def write(model: Network, vocabulary: dict[str, dict[str, int]], file: Path) -> None:
    """The weights in half precision; matrices as they are multiplied, row by what goes in."""
    out: dict[str, Any] = {f"v:{n}": np.array(sorted(known, key=known.__getitem__)) for n, known in vocabulary.items()}
    for name, w in model.state_dict().items():
        flip = name.endswith("weight") and w.ndim == 2 and not name.startswith(("emb", "pt"))
        if not name.startswith("parts"):
            out[name] = (w.T if flip else w).numpy().astype(np.float16)
    np.savez_compressed(file, **out)
    log(f"{file}: {file.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seen", type=Path, required=True, help="where to keep what the teachers foretold; read where it is there")
    parser.add_argument("--net", type=Path, default=FILE)
    args = parser.parse_args()
    torch.set_num_threads(1)
    articles = load(FOLDS)
    vocabulary, known = number(articles), known_words(articles)
    kinds = len(vocabulary["dep"]) + 1
    own = [arrays(a.reading.doc.name, a.tree, vocabulary, known) for a in articles]
    others = more(vocabulary, known)
    log(f"{len(own)} articles, and {len(others)} without annotations")
    if not args.seen.exists():
        for a, article in zip(own, articles, strict=True):
            learn_gold(a, article, kinds)
        told: dict[str, Told] = {}
        teachers: list[Network] = []
        for fold in range(FOLDS):
            chosen = [a for a, article in zip(own, articles, strict=True) if article.fold != fold]
            pair = [fit(chosen, vocabulary, hidden=h, dropout=d, epochs=EPOCHS["teacher"], seed=n) for n, (h, d) in enumerate(zip(*KINDS, strict=True))]
            teachers += pair
            for a, article in zip(own, articles, strict=True):
                if article.fold == fold:
                    told[a.name] = foretell(pair, a, kinds, frozenset(gold_cues(article)))
        rest = {a.name: foretell(teachers, a, kinds) for a in others}
        args.seen.write_bytes(pickle.dumps((told, rest)))
    told, rest = pickle.loads(args.seen.read_bytes())
    for a in [*own, *others]:
        one = told.get(a.name) or rest[a.name]
        look_around(a, sorted(one[1]), kinds)
        learn_told(a, one)
    pupil = fit([*own, *others], vocabulary, hidden=HIDDEN, dropout=0.1, epochs=EPOCHS["pupil"], seed=7)
    write(pupil, vocabulary, args.net)


if __name__ == "__main__":
    main()
