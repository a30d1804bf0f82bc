"""Lines of an account as plain values: what a page's template reads and what its `.json` gives are one and the same.

Each function takes a line and gives a dict of text, numbers, lists and dicts. Words of articles are as they are; the template escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from synoptic.show.web.plain.articles import Articles
from synoptic.show.web.plain.lines import Lines
from synoptic.show.web.plain.reports import FEW, KIND_NAMES, Plain, judgement, url, words_url

__all__ = ["FEW", "KIND_NAMES", "Plain", "Plainly", "judgement", "url", "words_url"]


class Plainly(Lines, Articles):
    """Whatever one state shows as plain values."""

    def any(self, kind: str, name: str, most: int | None = FEW) -> Plain:
        """The line of that kind and id. Raises KeyError."""
        state = self.state
        if kind == "event":
            return self.entry(state.events[name], most)
        if kind == "said":
            return self.said(state.said[name], most)
        if kind == "series":
            return self.series(state.series[name], most)
        if kind == "position":
            return self.stand(state.positions[name], most)
        if kind == "wording":
            return self.term(state.wordings[name], most)
        if kind == "article":
            return self.source(state.sources[name])
        if kind == "story":
            return self.tale(state.tales[name])
        return self.entity(name)

    def anys(self, kind: str, names: Iterable[str], most: int | None = FEW) -> list[Plain]:
        """Several of one kind; those that are not here are left out."""
        known = {"event": self.state.events, "said": self.state.said, "series": self.state.series, "position": self.state.positions}
        known_ids: Any = known.get(kind, self.state.wordings)
        return [self.any(kind, name, most) for name in names if name in known_ids]
