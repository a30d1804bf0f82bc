"""Decisions: what persons decided over the records that the account is made of; never the machine's, and in the order in which they were made.

One line a judgement that was not withdrawn: who, when, what, why, and whether it holds. Its evidence is the words that it holds on to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.index import Index
from synoptic.account.section import Line, Section
from synoptic.model import Judgement, Span

DEEDS = {"join": "joined", "split": "split", "confirm": "confirmed", "reject": "rejected", "correct": "corrected", "note": "noted on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Line):
    """One judgement; `records` are the ids of those that it shaped, `status` is holds, overruled or rests."""

    who: str
    when: str
    act: str
    over: str
    what: str
    why: str
    status: str
    status_why: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Decisions(Section[Decision]):
    """Judgements in order of their time."""

    title: ClassVar[str] = "Decisions"
    columns: ClassVar[tuple[str, ...]] = ("day", "who", "what", "why", "status")

    def cells(self, line: Decision) -> tuple[str, ...]:
        """The day, who decided, what, why, and whether it holds."""
        status = f"{line.status}: {line.status_why}" if line.status_why else line.status
        return (line.when[:10], line.who, line.what, line.why, status)

    def shaping(self, record: str) -> tuple[Decision, ...]:
        """The decisions about a record, by its id."""
        return tuple(line for line in self.lines if record in line.records)


NONE = Decisions(())


def build_decisions(index: Index) -> Decisions:
    """The section, from judgements as the linkers left them."""
    live = [j for j in index.all(Judgement) if j.act in DEEDS and j.status != "withdrawn"]
    return Decisions(tuple(_decision(index, j) for j in sorted(live, key=lambda j: (j.when, j.id))))


def _decision(index: Index, judgement: Judgement) -> Decision:
    held = [Span(a.document, a.start, a.end, a.exact) for a in judgement.anchors if a.exact and a.document in index.documents]
    backing = index.backing(s for s in held if index.documents[s.document].text[s.start : s.end] == s.exact)
    docs = index.in_order(a.document for a in judgement.anchors)
    return Decision(
        id=judgement.id,
        who=judgement.who,
        when=judgement.when,
        act=judgement.act,
        over=judgement.over,
        what=_what(judgement),
        why=judgement.why,
        status=judgement.status or "holds",
        status_why=judgement.status_why,
        records=judgement.records,
        **{**backing, "story": backing["story"] or index.story(docs)},
    )


def _what(judgement: Judgement) -> str:
    """What was done to what, in words."""
    deed = f"{DEEDS[judgement.act]} {judgement.over.replace('_', ' ')}"
    if judgement.field:
        return f"{deed}: {judgement.field} from {judgement.before or 'not known'} to {judgement.after or 'not known'}"
    return f"{deed}: {judgement.before}" if judgement.before else deed
