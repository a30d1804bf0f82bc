"""Saved questions: "talks between X and Y", "tolls in Z", "what X says", or words that an article must hold. Matched on what was found, as articles arrive.

A question is a sentence of a small language, not of English at large: how it was understood is shown when it is saved. Names match whole words, in any of
the forms that the linkers joined to one entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from synoptic.model import Document, Entity, EventMention, Figure, Position, Quotation

COUNTS = {
    "toll": ("killed", "injured", "missing"), "death": ("killed",), "dead": ("killed",), "killed": ("killed",), "casualt": ("killed", "injured"),
    "injur": ("injured",), "wounded": ("injured",), "missing": ("missing",), "displaced": ("displaced", "refugees", "evacuated"),
    "refugee": ("refugees", "displaced"), "evacu": ("evacuated",), "figure": (), "count": (), "number": (),
}  # fmt: skip
TALKS = frozenset(["AGREE", "CONSULT", "CONCEDE", "REQUEST", "REJECT", "COOPERATE"])
BETWEEN = re.compile(
    r"^(?:anything (?:about|on) )?(?:the )?(?:talks?|negotiations?|meetings?|dealings) (?:between|of) (?P<a>.+?) (?:and|with) (?P<b>.+)$", re.IGNORECASE
)
NUMBERS = re.compile(rf"^(?:the )?(?P<what>\w*(?:{'|'.join(COUNTS)})\w*)(?: tolls?)? (?:in|at|of|from|after|near) (?:the )?(?P<where>.+)$", re.IGNORECASE)
SAYS = re.compile(r"^(?:what (?P<a>.+?) (?:says?|said)|(?:statements?|quotes?|quotations?|words) (?:by|of|from) (?P<b>.+))$", re.IGNORECASE)
ABOUT = re.compile(r"^(?:anything|news|everything|all) (?:about|on|of) (?:the )?(?P<what>.+)$", re.IGNORECASE)
EMPTY = frozenset(["a", "an", "the", "of", "in", "on", "at", "and", "or", "to", "for", "about", "with", "between", "any", "anything", "news"])


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as understood: `kind` talks, counts, says or words; `names` whom or where or which words; `counted` which counts."""

    text: str
    kind: str
    names: tuple[str, ...]
    counted: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """In words."""
        if self.kind == "talks":
            return f"articles that report dealings or positions between {self.names[0]} and {self.names[1]}"
        if self.kind == "counts":
            return f"counts of {', '.join(self.counted) or 'anything'} where {self.names[0]} is the place or what it is about"
        if self.kind == "says":
            return f"words attributed to {self.names[0]}"
        return f"articles with {' and '.join(self.names)}"


def understand(text: str) -> Question:
    """A question from the words of a user."""
    said = " ".join(text.split()).strip(" ?.!")
    if m := BETWEEN.match(said):
        return Question(text, "talks", (bare(m["a"]), bare(m["b"])))
    if m := NUMBERS.match(said):
        stem = next(s for s in COUNTS if s in m["what"].lower())
        return Question(text, "counts", (bare(m["where"]),), COUNTS[stem])
    if m := SAYS.match(said):
        return Question(text, "says", (bare(m["a"] or m["b"]),))
    if m := ABOUT.match(said):
        return Question(text, "words", (bare(m["what"]),))
    return Question(text, "words", tuple(w for w in said.split() if w.lower() not in EMPTY) or (said,))


def bare(name: str) -> str:
    """A name without its article."""
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def answers(question: Question, doc: Document, records: Mapping[type, tuple[Any, ...]]) -> list[str]:
    """The words of a document that answer a question, in order; none where it does not. `records` are those of its story, linked."""
    forms = [forms_of(name, records.get(Entity, ())) for name in question.names]
    if question.kind == "words":
        return words_answer(doc, forms)
    if question.kind == "says":
        return [q.exact for q in of(records, Quotation, doc) if holds(q.speaker_name, forms[0]) or (q.speaker and q.speaker in ids(forms[0], records))]
    if question.kind == "counts":
        place_ids, named_here = ids(forms[0], records), bool(words_answer(doc, forms))
        figures = [f for f in of(records, Figure, doc) if not question.counted or f.counted in question.counted]
        there = [f for f in figures if f.place in place_ids or holds(f.of, forms[0]) or (named_here and not f.place)]
        return [sentence(doc, f.start, f.end) for f in there]
    return talks_answer(doc, records, forms)


def talks_answer(doc: Document, records: Mapping[type, tuple[Any, ...]], forms: list[frozenset[str]]) -> list[str]:
    """Positions and dealings of a document in which both parties take part, or one, where the other is named beside it."""
    sides = [ids(f, records) for f in forms]
    found: list[tuple[int, str]] = []
    for p in of(records, Position, doc):
        took = involved(forms, sides, (p.party, p.toward), (p.party_name, p.toward_name))
        if all(took) or (any(took) and all(holds(sentence(doc, p.start, p.end), f) for f, t in zip(forms, took, strict=True) if not t)):
            found.append((p.start, sentence(doc, p.start, p.end)))
    for e in of(records, EventMention, doc):
        if e.type in TALKS and all(involved(forms, sides, (*e.actors, *e.recipients), (*e.actor_names, *e.recipient_names))):
            found.append((e.start, sentence(doc, e.start, e.end)))
    return list(dict.fromkeys(s for _, s in sorted(found)))


def involved(forms: list[frozenset[str]], sides: list[frozenset[str]], given: Iterable[str | None], names: Iterable[str | None]) -> list[bool]:
    """Which of the parties asked for stand among those given, by id or name."""
    given, names = list(given), list(names)
    return [any(g in side for g in given if g) or any(holds(n, form) for n in names) for form, side in zip(forms, sides, strict=True)]


def words_answer(doc: Document, forms: list[frozenset[str]]) -> list[str]:
    """The first sentence with each of the names, where all are there."""
    text = f"{doc.title or ''}\n{doc.text}"
    found = [next((m for f in sorted(form) if (m := pattern(f).search(text))), None) for form in forms]
    if not all(found):
        return []
    shift = len(doc.title or "") + 1
    return list(dict.fromkeys(sentence(doc, m.start() - shift, m.end() - shift) if m.start() >= shift else doc.title or "" for m in found if m))


def forms_of(name: str, entities: Iterable[Entity]) -> frozenset[str]:
    """A name with the other names of the entities that bear it, in lower case."""
    low = name.lower()
    others = (n.lower() for e in entities if low in {n.lower() for n in (e.name, *e.aliases)} for n in (e.name, *e.aliases))
    return frozenset([low, *others])


def ids(forms: frozenset[str], records: Mapping[type, tuple[Any, ...]]) -> frozenset[str]:
    """The entities that bear one of those names."""
    return frozenset(e.id for e in records.get(Entity, ()) if not forms.isdisjoint(n.lower() for n in (e.name, *e.aliases)))


def holds(text: str | None, forms: frozenset[str]) -> bool:
    """Whether a text holds one of those names as whole words."""
    return bool(text) and any(pattern(f).search(text or "") for f in sorted(forms))


def pattern(form: str) -> re.Pattern[str]:
    """A name as whole words."""
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def of(records: Mapping[type, tuple[Any, ...]], kind: type, doc: Document) -> list[Any]:
    """The records of a kind that stand in a document."""
    return [r for r in records.get(kind, ()) if r.document == doc.id]


def sentence(doc: Document, start: int, end: int) -> str:
    """The sentence that words stand in."""
    before = max(doc.text.rfind(mark, 0, max(0, start)) for mark in (". ", "\n", "! ", "? ", "” "))
    after = min((at for mark in (". ", "\n", "! ", "? ") if (at := doc.text.find(mark, end)) >= 0), default=len(doc.text))
    return " ".join(doc.text[before + 1 : after + 1].split())
