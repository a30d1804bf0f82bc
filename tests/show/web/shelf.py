"""A hand-made archive for the desk's tests: the linked story of Ostrava Bay, without a file and without a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from typing import Any

from account.story import DOCS, linked
from synoptic.judge import decide, stamped, withdraw
from synoptic.link.parts import Part
from synoptic.model import Document, Entity, Event, Judgement, Refusal

NASTY = '"><img src=x onerror=alert(1)> \u202egnp.exe\u202c'


class Shelf:
    """What the desk asks of an open archive."""

    where = "velmar.db"

    def __init__(self) -> None:
        """Nothing is decided yet."""
        self.made: list[Judgement] = []
        self.lock = Lock()
        self.reader = self.writer = self

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def state(self) -> str:
        """A hash of its documents."""
        return "velmar"

    def linked(self, story: str | None = None) -> dict[type, tuple[Any, ...]]:
        """The records, with a place on the map, a link that must not be one, and a name that tries to run."""
        records = linked()
        records[Event] = tuple(replace(e, lat=50.0, lon=14.5, place_country="CZE", place_precision="city") if e.id == "v-1" else e for e in records[Event])
        records[Document] = tuple(replace(d, url="javascript:alert(1)", title=f"Notes {NASTY}") if d.id == DOCS["letter"].id else d for d in records[Document])
        records[Entity] = tuple(replace(e, aliases=(*e.aliases, NASTY)) for e in records[Entity])
        return {**records, Judgement: tuple(replace(j, records=j.seen, status="holds") for j in self.made)}

    def parts(self, known: Mapping[str, Part]) -> dict[str, Part]:
        """All of it as one part."""
        return {"velmar": Part(f"velmar {len(self.made)}", self.linked())}

    def judgements(self) -> tuple[Judgement, ...]:
        """What was decided."""
        return tuple(self.made)

    def refusals(self) -> tuple[Refusal, ...]:
        """One page that had no text."""
        return (Refusal(id="r", where="/tmp/empty.html", reason="has no text.", advice="Leave it out."),)

    def judge(self, act: str, records: list[str], *, linked: Any, **more: Any) -> Judgement:
        """Append a decision."""
        made = decide(linked, act, records, **more)
        return self.keep(made)

    def undo(self, name: str, *, who: str, why: str) -> Judgement:
        """Withdraw one."""
        return self.keep(withdraw(self.made, name, who=who, why=why))

    def keep(self, judgement: Judgement) -> Judgement:
        """With a time of its own."""
        with self.lock:
            made = stamped(judgement, f"2031-05-09T10:00:{len(self.made):02}Z")
            self.made.append(made)
        return made
