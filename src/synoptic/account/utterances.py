"""Utterances: what was said once, in it one variant a report: the words as that outlet has them, direct or paraphrased, through whom.

Where several wordings are known, each word is told whether all of them have it, some, or one alone (`alignment`), with its exact place, so that
translations of one sentence can be read side by side. Copies count as one wording.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synoptic.account.alignment import Alignment, Place, align
from synoptic.account.coverage import Coverage
from synoptic.account.index import Index
from synoptic.account.nested import NOBODY, parts_of_others
from synoptic.account.section import Evidence, Line
from synoptic.model import Quotation, Span, Utterance

DIRECTNESS = {"direct": 0, "mixed": 1, "indirect": 2}
SHOWN_AS = {"all": "span", "some": "u", "one": "mark"}
NONE = Alignment((0,), ((),), 0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a variant: its exact place in its document, its column in the alignment, and who has it: all, some, one (wordings)."""

    start: int
    end: int
    exact: str
    column: int
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One report of an utterance. `wording` numbers the different wordings; `words` is empty where there is but one."""

    id: str
    evidence: Evidence
    type: str
    via: tuple[str, ...]
    speaker: Span | None
    cue: Span | None
    medium: Span | None
    addressee: Span | None
    polarity: bool
    wording: int
    words: tuple[Word, ...]

    @property
    def told(self) -> str:
        """What is shown: the speaker's own words, else the whole sentence."""
        return self.evidence.words.exact if self.type == "direct" and self.polarity else self.evidence.sentence

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The text in pieces, each with who has it; what stands between two words that only some have is theirs, else everybody's."""
        text, first = self.evidence.words.exact, self.evidence.words.start
        pieces: list[tuple[str, str]] = []
        at, before = 0, "all"
        for word in self.words:
            start, end = word.start - first, word.end - first
            pieces += [(text[at:start], before if before == word.shared else "all"), (text[start:end], word.shared)]
            at, before = end, word.shared
        pieces.append((text[at:], "all"))
        return _joined(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Line):
    """One utterance with its variants, the most direct first. `without` could have had it and have it not; `before` are dated earlier."""

    speaker: str | None
    speaker_name: str | None
    said: str | None
    variants: tuple[Variant, ...]
    wordings: int  # how many different ones, copies apart
    columns: int  # of the alignment of its words
    shared: int  # how many different words all wordings have
    without: tuple[str, ...]
    before: tuple[str, ...]
    why: str

    @property
    def words(self) -> Variant:
        """The variant shown first: direct before paraphrased, then the fullest."""
        return self.variants[0]

    @property
    def told(self) -> str:
        """What is shown: the speaker's own words; a paraphrase in its sentence, since "denied that ..." must not read as "said that ..."."""
        return self.words.told

    @property
    def direct(self) -> tuple[str, ...]:
        """The outlets that give the speaker's own words."""
        return tuple(dict.fromkeys(v.evidence.outlet for v in self.variants if v.type == "direct"))

    @property
    def via(self) -> tuple[str, ...]:
        """All through whom it is reported."""
        return tuple(dict.fromkeys(name for v in self.variants for name in v.via))

    @property
    def given(self) -> dict[str, str]:
        """Outlet -> how it gives it, at its most direct: direct, mixed, indirect."""
        found: dict[str, str] = {}
        for variant in self.variants:  # the most direct come first
            found.setdefault(variant.evidence.outlet, variant.type)
        return found

    @property
    def by_wording(self) -> tuple[tuple[Variant, ...], ...]:
        """The variants, those that have the same words together; what one article has in pieces is one wording."""
        groups: dict[int, list[Variant]] = {}
        for variant in self.variants:
            groups.setdefault(variant.wording, []).append(variant)
        return tuple(tuple(group) for group in groups.values())

    @staticmethod
    def whole(wording: tuple[Variant, ...]) -> tuple[Variant, ...]:
        """Of variants of one wording those of the first article, in the order in which they stand there: all its pieces."""
        first = wording[0].evidence.source
        return tuple(sorted((v for v in wording if v.evidence.source == first), key=lambda v: v.evidence.words.start))

    @staticmethod
    def givers(wording: tuple[Variant, ...]) -> tuple[Variant, ...]:
        """Of variants of one wording the first of each article."""
        return tuple({v.evidence.source: v for v in reversed(wording)}.values())[::-1]

    def _repr_html_(self) -> str:
        """Its wordings, for a notebook: words that one alone has are marked, words that some have underlined."""
        rows = []
        for wording in self.by_wording:
            who = ", ".join(f"{v.evidence.source} {v.evidence.outlet} ({v.type})" for v in self.givers(wording))
            words = " … ".join("".join(f"<{SHOWN_AS[s]}>{html.escape(t)}</{SHOWN_AS[s]}>" for t, s in v.parts) for v in self.whole(wording))
            rows.append(f"<tr><td style='text-align:left'><bdi>{html.escape(who)}</bdi></td><td style='text-align:left'><bdi>{words}</bdi></td></tr>")
        return f"<table><tbody>{''.join(rows)}</tbody></table>"


def build_utterances(index: Index, coverage: Coverage) -> list[Said]:
    """All utterances; a quotation that none holds stands alone, one within a longer one of the same speaker is left out."""
    made: list[Said] = []
    held = parts_of_others(index.all(Quotation))
    for utterance in index.all(Utterance):
        quotations = [index.quotations[q] for q in utterance.quotations if q in index.quotations and q not in held]
        held.update(q.id for q in quotations)
        if said := _said(index, coverage, utterance, quotations):
            made.append(said)
    alone = (q for q in index.all(Quotation) if q.id not in held)
    lone = (_said(index, coverage, Utterance(id=q.utterance or q.id, speaker=q.speaker, said=q.said, quotations=(q.id,)), [q]) for q in alone)
    return made + [said for said in lone if said]


def _said(index: Index, coverage: Coverage, utterance: Utterance, found: Iterable[Quotation]) -> Said | None:
    quotations = [q for q in found if q.document in index.documents and q.exact.strip() and not q.bare]
    if not quotations:
        return None
    quotations = _apart(sorted(quotations, key=lambda q: (DIRECTNESS.get(q.type, 3), -len(q.exact.split()), index.numbers[q.document], q.start, q.id)))
    wordings, places, aligned = _aligned(quotations)
    backing = index.backing(q.span for q in quotations)
    absent = coverage.absent(backing["story"], backing["documents"], utterance.said)
    return Said(
        id=utterance.id,
        speaker=utterance.speaker,
        speaker_name=_named(index.name(utterance.speaker, next((q.speaker_name for q in quotations if q.speaker_name), None))),
        said=utterance.said,
        variants=tuple(_variant(index, q, wordings[q.id], places[q.id]) for q in quotations),
        wordings=max(aligned.wordings) + 1,
        columns=aligned.columns,
        shared=aligned.shared,
        without=absent.without,
        before=absent.before,
        why=utterance.why,
        **backing,
    )


def _aligned(quotations: Sequence[Quotation]) -> tuple[dict[str, int], dict[str, Sequence[Place]], Alignment]:
    """Of each quotation its wording and its words. What an article quotes in pieces ("We shall go," she said, "and soon") is one wording."""
    if len(quotations) == 1:
        return {quotations[0].id: 0}, {quotations[0].id: ()}, NONE
    reports: dict[tuple[str, bool], list[Quotation]] = {}
    for q in quotations:
        reports.setdefault((q.document, q.type != "indirect"), []).append(q)
    for pieces in reports.values():
        pieces.sort(key=lambda q: q.start)
    aligned = align(["\n".join(q.exact for q in pieces) for pieces in reports.values()], [own for _, own in reports])
    wordings: dict[str, int] = {}
    places: dict[str, Sequence[Place]] = {}
    for pieces, wording, found in zip(reports.values(), aligned.wordings, aligned.places, strict=True):
        at = 0
        for q in pieces:
            wordings[q.id] = wording
            places[q.id] = [p._replace(start=p.start - at, end=p.end - at) for p in found if at <= p.start < at + len(q.exact)]
            at += len(q.exact) + 1
    return wordings, places, aligned


def _named(name: str | None) -> str | None:
    """A pronoun that nobody could resolve names nobody."""
    return None if name is None or name.casefold() in NOBODY else name


def _apart(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Without those that lie over a more direct one of the same document: one report is shown once."""
    kept: list[Quotation] = []
    for q in quotations:
        if not any(k.document == q.document and k.start < q.end and q.start < k.end for k in kept):
            kept.append(q)
    return kept


def _variant(index: Index, quotation: Quotation, wording: int, places: Sequence[Place]) -> Variant:
    text, at = quotation.exact, quotation.start
    return Variant(
        id=quotation.id,
        evidence=index.witness(quotation.span),
        type=quotation.type,
        via=quotation.via,
        speaker=quotation.source,
        cue=quotation.cue,
        medium=quotation.medium,
        addressee=quotation.addressee,
        polarity=quotation.polarity,
        wording=wording,
        words=tuple(Word(at + p.start, at + p.end, text[p.start : p.end], p.column, p.shared) for p in places),
    )


def _joined(pieces: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Neighbours of one kind as one piece."""
    joined: list[tuple[str, str]] = []
    for text, kind in (p for p in pieces if p[0]):
        if joined and joined[-1][1] == kind:
            joined[-1] = (joined[-1][0] + text, kind)
        else:
            joined.append((text, kind))
    return tuple(joined)
