"""Small logistic models over features written as strings: a table of weights, summed.

The tables are trained by evals/train_quotations.py and kept in annotate/data/quotations.json.gz. A sum of at most forty
look-ups keeps the cost of a decision near ten microseconds.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Linear:
    """Weights by feature; `weigh` gives the log odds."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    dense: tuple[float, ...] = ()

    def weigh(self, features: Iterable[str]) -> float:
        """The log odds of a case with these features."""
        get = self.weights.get
        total = self.bias
        for f in features:
            total += get(f, 0.0)
        return total


@dataclass(frozen=True)
class Models:
    """All tables by name, and the words that may be cues though they are no verbs."""

    tables: dict[str, Linear]
    words: frozenset[str]

    def __getitem__(self, name: str) -> Linear:
        """The table of that name."""
        return self.tables[name]


@cache
def load_models() -> Models:
    """The trained tables of this package."""
    raw = json.loads(gzip.decompress(files("synoptic.annotate").joinpath("data/quotations.json.gz").read_bytes()))
    tables = {name: Linear(t["bias"], t["weights"], tuple(t.get("dense", ()))) for name, t in raw["tables"].items()}
    return Models(tables, frozenset(raw["words"]))
