"""One thing to tell: a line, what it is about, and what stands behind it. Made once, kept, and brought to every channel in the same words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from synoptic.ids import make_id
from synoptic.show.safe import clip, one_line

MOST_LINE = 400  # characters of a line
MOST_DETAIL = 1_000
KINDS = {  # kind -> what a reader sees
    "match": "matches your question",
    "toll": "toll revised",
    "position": "position moved",
    "contradiction": "contradiction",
    "confirmed": "second independent origin",
    "changed": "article changed",
    "notice": "correction notice",
    "gone": "article vanished",
    "source": "source",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """`documents` are those that it is about; `story` is a title. `id` follows from what it says, so that it is told once whatever happens."""

    id: str
    kind: str
    line: str
    story: str | None = None
    urls: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of(cls, body: dict[str, Any]) -> Telling:
        """From plain values."""
        given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
        return cls(**given)

    @property
    def headline(self) -> str:
        """Its kind and its line."""
        return f"{KINDS.get(self.kind, self.kind)}: {self.line}"


def telling(kind: str, line: str, *about: object, story: str | None = None, urls: Any = (), details: Any = (), documents: Any = ()) -> Telling:
    """A telling whose id follows from its kind and from what it is `about`; words of articles are made harmless."""
    return Telling(
        id=make_id("tell", kind, *about),
        kind=kind,
        line=clip(line, MOST_LINE),
        story=one_line(story) if story else None,
        urls=tuple(dict.fromkeys(u for u in urls if u)),
        details=tuple(clip(d, MOST_DETAIL) for d in details),
        documents=tuple(sorted(set(documents))),
    )
