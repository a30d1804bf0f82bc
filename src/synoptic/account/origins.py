"""Which documents share an origin: a copy or a republication counts as what it copies.

Connected components over the links `copies` and `republishes`; a mere citation joins nothing, since who cites has read more
than one source. Two documents that republish one outlet that is not here share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from synoptic.model import Document, Provenance

SAME_ORIGIN = ("copies", "republishes")


def connect(documents: Mapping[str, Document], links: Iterable[Provenance]) -> dict[str, str]:
    """Document id -> the least id of its component."""
    parent: dict[str, str] = {doc: doc for doc in documents}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for link in links:
        if link.type in SAME_ORIGIN and link.from_ in documents:
            ends = sorted((root(link.from_), root(link.to if link.to in documents else f"outlet:{link.to.casefold()}")))
            parent[ends[1]] = ends[0]
    least: dict[str, str] = {}
    for doc in sorted(documents):
        least.setdefault(root(doc), doc)
    return {doc: least[root(doc)] for doc in documents}
