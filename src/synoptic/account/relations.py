"""Relations: what contradicts what, what opposed sides both confirm, what follows, precedes or adds to what; each with both sides' words and the reason.

In: the linkers' relations. Out: a line a relation, its sides as events, counts, statements, positions or articles, with who says so and since when. Counts of
one series that contradict each other are one line. Left out here: what other sections show better: reports of the same words (voices), a count
that replaces another (figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from synoptic.account.index import Index
from synoptic.account.moves import show_range
from synoptic.account.section import Evidence, Line, Row, Section
from synoptic.account.talks import Talks
from synoptic.account.timeline import event_spans, name_some
from synoptic.model import Document, Event, Figure, Position, Quotation, Relation, Series, Span, Utterance

ORDER = ("contradiction", "confirmation", "follow_up", "background", "elaboration")  # others come after, by name
ELSEWHERE = frozenset({"equivalence", "subsumption"})  # reports of one utterance: voices show them word by word
SYMMETRIC = frozenset({"contradiction", "confirmation", "equivalence"})
IN_TIME = SYMMETRIC | {"follow_up", "background"}  # what came first stands first
SIDES = 4  # of a relation, in a table
SPANS = 4  # of an event, shown as the words of a side; the event's own line has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One end of a relation: a record, the line of the account that shows it, who says or does it, when, in which words."""

    id: str
    kind: str  # event, figure, statement, position, article
    line: str | None
    label: str
    who: tuple[str, ...]
    day: str | None
    evidence: tuple[Evidence, ...]
    numbers: tuple[int, ...] = ()  # of the sources
    why: str = ""  # the reason, where it is this side's own

    @property
    def words(self) -> str:
        """The first of its words, in their sentence where they are few; of an article its label."""
        return self.evidence[0].told if self.evidence else self.label

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports it."""
        return self.who if self.kind == "article" else tuple(dict.fromkeys(e.outlet for e in self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing(Line):
    """One relation, its sides in order of their days; of an elaboration the fuller first.

    Where several articles add to one, that one stands first, and each other has a reason of its own.
    """

    type: str
    why: str
    sides: tuple[Side, ...]
    relations: tuple[str, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports its sides."""
        return tuple(dict.fromkeys(outlet for side in self.sides for outlet in side.outlets))


@dataclass(frozen=True)
class Relations(Section[Bearing]):
    """Relations, contradictions first, then those with most behind them."""

    title: ClassVar[str] = "Relations"
    columns: ClassVar[tuple[str, ...]] = ("what", "words", "why")

    def rows(self, line: Bearing) -> tuple[Row, ...]:
        """One row a side; the type and the reason stand in the first."""
        return tuple(
            Row(
                (line.type.replace("_", " ") if at == 0 else "", f"{_lead(side)}{side.words}", line.why if at == 0 else ""),
                side.numbers,
                side.outlets,
                line.origins if at == 0 else 0,
            )
            for at, side in enumerate(line.sides[:SIDES])
        )

    def top(self, count: int) -> tuple[tuple[Bearing, ...], tuple[Bearing, ...]]:
        """The lines stand in order of their weight already."""
        return self.lines[:count], self.lines[count:]

    def of_type(self, name: str) -> tuple[Bearing, ...]:
        """The relations of a type: `contradiction`."""
        return tuple(line for line in self.lines if line.type == name)


def _lead(side: Side) -> str:
    who = name_some(side.who)
    return f"{who}: " if who else ""


def build_relations(index: Index, talks: Talks) -> Relations:
    """The section, from relations between records that are here."""
    finder = Finder(index, talks)
    lines = [line for found in _together(index) if (line := _bearing(index, finder, found))]
    rank = {name: at for at, name in enumerate(ORDER)}

    def order(line: Bearing) -> tuple[object, ...]:
        articles = all(side.kind == "article" for side in line.sides)
        return (rank.get(line.type, len(ORDER)), line.type, articles, tuple(-w for w in line.weight), line.sides[0].day or "~", line.id)

    return Relations(tuple(sorted(lines, key=order)))


def _together(index: Index) -> Iterator[list[Relation]]:
    """Relations, those between counts of one series together, and those of several articles to one."""
    articles = index.documents.keys()
    groups: dict[tuple[str, str], list[Relation]] = {}
    for relation in (_named(index, r) for r in sorted(index.all(Relation), key=lambda r: r.id)):
        one, other = index.figures.get(relation.from_), index.figures.get(relation.to)
        if relation.type in ELSEWHERE or (one and relation.type not in SYMMETRIC):
            continue
        series = one.series if one and other and one.series == other.series else None
        whole = relation.to if {relation.from_, relation.to} <= articles and relation.type not in SYMMETRIC else None
        groups.setdefault((relation.type, series or whole or relation.id), []).append(relation)
    yield from groups.values()


def _named(index: Index, relation: Relation) -> Relation:
    """An equivalence of what two say, or of words with an event, is a confirmation; of one utterance or of whole articles it is none."""
    if relation.type != "equivalence" or {relation.from_, relation.to} & index.documents.keys():
        return relation
    said = {q.utterance or q.id for i in (relation.from_, relation.to) if (q := index.quotations.get(i))}
    reports = {relation.from_, relation.to} <= index.quotations.keys() and len(said) == 1
    return relation if reports else replace(relation, type="confirmation")


def _bearing(index: Index, finder: Finder, found: Sequence[Relation]) -> Bearing | None:
    ids = dict.fromkeys(i for r in found for i in (r.from_, r.to))
    sides = [side for i in ids if (side := finder.side(i))]
    if len(sides) < len(ids):
        return None
    reasons = tuple(dict.fromkeys(r.why for r in found if r.why))
    if len(reasons) > 1:
        sides = [replace(side, why=next((r.why for r in found if r.from_ == side.id), "")) for side in sides]
        sides.sort(key=lambda s: s.id != found[0].to)
    if found[0].type in IN_TIME:
        sides.sort(key=lambda s: (s.day or "~", *((s.evidence[0].source, s.evidence[0].words.start) if s.evidence else (0, 0)), s.id))
    docs = index.in_order(d for s in sides for d in ([e.words.document for e in s.evidence] or [s.id]))
    spans = [e.words for s in sides for e in s.evidence]
    return Bearing(
        id=found[0].id,
        type=found[0].type,
        why="; ".join(reasons) if len(reasons) < 2 or found[0].type in SYMMETRIC else "",
        sides=tuple(sides),
        relations=tuple(r.id for r in found),
        story=index.story(docs),
        evidence=index.evidence(spans),
        documents=docs,
        origins=index.origins(docs),
    )


class Finder:
    """Records of any kind that a relation may join, by id, as sides."""

    def __init__(self, index: Index, talks: Talks) -> None:
        """Note where each record is shown."""
        self.index = index
        kinds: tuple[type[Any], ...] = (Event, Figure, Quotation, Position, Series, Utterance, Document)
        self.records = {record.id: record for kind in kinds for record in index.all(kind)}
        self.stands = {position: stand.id for stand in talks for position in stand.positions}

    def side(self, record: str) -> Side | None:
        """The record as a side; None where it is not here, or its documents are not."""
        found = self.records.get(record)
        made = _side(self, found) if found is not None else None
        if made is None or not (made.evidence or made.kind == "article"):
            return None
        numbers = tuple(dict.fromkeys(e.source for e in made.evidence)) or (self.index.numbers[record],)
        return replace(made, numbers=numbers)

    def spans(self, spans: Iterable[Span | None]) -> tuple[Evidence, ...]:
        """Words as evidence."""
        return self.index.evidence(s for s in spans if s)


def _side(finder: Finder, found: Any) -> Side:
    index = finder.index
    match found:
        case Event():
            label = found.type or "event"
            label += f" ({found.modality})" if found.modality != "happened" else ""
            who, spans = index.names(found.actors, found.actor_names), event_spans(index, found)
            return Side(id=found.id, kind="event", line=found.id, label=label, who=who, day=found.date, evidence=finder.spans(spans[:SPANS]))
        case Figure():
            label = f"{show_range(found.low, found.high)} {found.counted or ''}".strip()
            who = tuple(x for x in (index.name(found.attributed_to, found.attributed_name), *found.via) if x)
            day = found.as_of or getattr(index.documents.get(found.document), "dated", None)
            return Side(id=found.id, kind="figure", line=found.series, label=label, who=who, day=day, evidence=finder.spans([found.clause or found.span]))
        case Quotation():
            who = tuple(x for x in (index.name(found.speaker, found.speaker_name),) if x)
            line = found.utterance or found.id
            return Side(id=found.id, kind="statement", line=line, label=found.type, who=who, day=found.said, evidence=finder.spans([found.span]))
        case Position():
            who = tuple(x for x in (index.name(found.party, found.party_name),) if x)
            return Side(
                id=found.id, kind="position", line=finder.stands.get(found.id), label=found.stance, who=who, day=found.date, evidence=finder.spans([found.span])
            )
        case Series():
            figures = [index.figures[f] for f in found.figures if f in index.figures]
            label = ": ".join(x for x in (found.counted, found.of) if x) or "count"
            return Side(id=found.id, kind="figure", line=found.id, label=label, who=(), day=None, evidence=finder.spans(f.clause or f.span for f in figures))
        case Utterance():
            said = [index.quotations[q] for q in found.quotations if q in index.quotations]
            who = tuple(x for x in (index.name(found.speaker, said[0].speaker_name if said else None),) if x)
            return Side(id=found.id, kind="statement", line=found.id, label="said", who=who, day=found.said, evidence=finder.spans(q.span for q in said))
        case _:
            label = found.title or found.name
            return Side(id=found.id, kind="article", line=found.id, label=label, who=(index.labels[found.id],), day=found.dated, evidence=())
