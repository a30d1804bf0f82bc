"""Where a cue's words, source and contents begin and end: the network's log probability of each token near the cue.

In: a Tree, the network's State and cues. Out: Pointers, one a cue: for each of eight roles a distribution over the tokens around it and "nothing". A score is
the product of what the cue asks for and what the token offers, and of how they stand to each other: the branch of the parse, the distance, the marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.annotate.quotations.net import Floats, Ints, Net
from synoptic.annotate.quotations.tree import Tree

BACK, FORE = 90, 150  # tokens before and after a cue that are looked at
LEVELS = 4  # the cue and three governors above it
DEEPEST = 64  # of a parse; what lies deeper counts as outside
CHUNK = 64  # cues at once
LEAST = -12.0  # log probability of what is not near
CUE, SOURCE, LEFT, RIGHT = 0, 2, 4, 6  # roles: the first token of each; the last one's follows


@dataclass(frozen=True, slots=True)
class Pointers:
    """Log probabilities of one cue, role by token: column 0 is of nothing, column `1 + i - low` of token `i`."""

    low: int
    table: NDArray[np.float64]

    def at(self, role: int, token: int) -> float:
        """The log probability that a token has a role."""
        n = 1 + token - self.low
        return float(self.table[role, n]) if 0 < n < self.table.shape[1] else LEAST

    def nothing(self, role: int) -> float:
        """The log probability that nothing has a role, neither its first token nor its last."""
        return float(self.table[role, 0] + self.table[role + 1, 0])


def governors(tree: Tree) -> tuple[Ints, Ints]:
    """The governors of each token, row by row upwards from itself, and each token's depth."""
    head = np.array(tree.head, dtype=np.int64)
    rows = [np.arange(tree.size)]
    depth = np.zeros(tree.size, dtype=np.int64)
    while len(rows) < DEEPEST:
        above = head[rows[-1]]
        moved = above != rows[-1]
        if not moved.any():
            break
        depth += moved
        rows.append(above)
    return np.array(rows), depth


def relations(tree: Tree, ids: Ints, cues: list[int], kinds: int) -> Iterator[tuple[Ints, Ints]]:
    """For each chunk of cues: the tokens around each (-1 past an edge), and four numbers for how each token stands to its cue."""
    above, depth = governors(tree)
    left, right = np.array(tree.left), np.array(tree.right)
    sent = np.array(tree.sent)
    offsets = np.arange(-BACK, FORE)
    away = np.abs(offsets)
    far = 6 + (2 * np.log2(np.maximum(away, 1) / 6)).astype(np.int64)
    distance = np.sign(offsets) * np.minimum(np.where(away <= 6, away, far), 13) + 13
    for begin in range(0, len(cues), CHUNK):
        own = np.array(cues[begin : begin + CHUNK], dtype=np.int64)
        tokens = own[:, None] + offsets[None, :]
        inside = (tokens >= 0) & (tokens < tree.size)
        near = np.where(inside, tokens, 0)
        branch, edge = np.zeros_like(near), np.zeros_like(near)
        rows = [own]
        for _ in range(LEVELS - 1):
            rows.append(above[1][rows[-1]] if len(above) > 1 else rows[-1])
        for level in range(LEVELS - 1, -1, -1):
            top = rows[level]
            steps = depth[near] - depth[top][:, None]
            there = (steps >= 0) & (steps < len(above))
            steps = np.where(there, steps, 0)
            there &= above[steps, near] == top[:, None]
            if level:
                there &= (top != rows[level - 1])[:, None]  # above the root there is nothing more
            child = above[np.maximum(steps - 1, 0), near]
            proper = steps > 0
            branch = np.where(there, 1 + level * kinds + np.where(proper, ids[child, 0], 0), branch)
            edge = np.where(there, np.where(proper, (near == left[child]) + 2 * (near == right[child]), 0), edge)
        step = np.clip(sent[near] - sent[own][:, None], -2, 2) + 2
        quoted = ids[near, 3] * 2 + (np.array(tree.region)[own] >= 0)[:, None]
        yield np.where(inside, tokens, -1), np.stack([branch, edge + 4 * step, np.broadcast_to(distance, near.shape), quoted * 5 + step], 2)


def point(tree: Tree, net: Net, x: Floats, ids: Ints, cues: list[int]) -> list[Pointers]:
    """The pointers of each cue, to two decimals."""
    if not cues:
        return []
    roles = net["null.bias"].shape[0]
    asks = (x[cues] @ net["u.weight"] + net["u.bias"]).reshape(len(cues), roles, -1)
    offers = (x @ net["w.weight"] + net["w.bias"]).reshape(tree.size, roles, -1)
    nothing = x[cues] @ net["null.weight"] + net["null.bias"]
    asks /= np.float32(np.sqrt(asks.shape[2]))
    found: list[Pointers] = []
    for tokens, kinds in relations(tree, ids, cues, len(net.vocabulary["dep"]) + 1):
        size = len(tokens)
        ask = asks[len(found) : len(found) + size]
        low, high = int(tokens[tokens >= 0].min()), int(tokens.max()) + 1
        every = np.matmul(ask.transpose(1, 0, 2), offers[low:high].transpose(1, 2, 0))  # role, cue, token
        near = np.maximum(tokens - low, 0)
        scores = np.take_along_axis(every.transpose(1, 0, 2), np.broadcast_to(near[:, None, :], (size, roles, near.shape[1])), 2)
        for k in range(4):
            scores += net[f"pt.{k}.weight"][kinds[:, :, k]].transpose(0, 2, 1)
        scores = np.where((tokens >= 0)[:, None, :], scores, np.float32(-1e9))
        scores = np.concatenate([nothing[len(found) : len(found) + size, :, None], scores], 2)
        scores -= scores.max(2, keepdims=True)
        scores -= np.log(np.exp(scores).sum(2, keepdims=True))
        rounded = np.round(np.maximum(scores, LEAST).astype(np.float64), 2)
        found += [Pointers(cue - BACK, table) for cue, table in zip(cues[len(found) : len(found) + size], rounded, strict=True)]
    return found
