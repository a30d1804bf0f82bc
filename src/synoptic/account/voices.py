"""Voices: who said what, and how each outlet gives it.

One line a speaker, in it one an utterance, in it one variant a report: the words as that outlet has them, direct or
paraphrased, with the chain `via` through which it has them. Words that all variants share are told apart from those that
differ, so that translations of one sentence can be read side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.index import Index
from synoptic.account.nested import parts_of_others
from synoptic.account.section import Evidence, Line, Row, Section
from synoptic.model import Entity, Quotation, Span, Utterance

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHOWN = 6  # utterances of one speaker in a table; all stand in the data and the page
DIRECTNESS = {"direct": 0, "mixed": 1, "indirect": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One report of an utterance. `parts` are its words in order, each with whether every variant of the utterance has it."""

    id: str
    evidence: Evidence
    type: str
    via: tuple[str, ...]
    speaker: Span | None
    cue: Span | None
    medium: Span | None
    addressee: Span | None
    polarity: bool
    parts: tuple[tuple[str, bool], ...]

    @property
    def told(self) -> str:
        """What is shown: the speaker's own words, else the whole sentence."""
        return self.evidence.words.exact if self.type == "direct" and self.polarity else self.evidence.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Line):
    """One utterance with its variants, the most direct first."""

    speaker: str | None
    speaker_name: str | None
    said: str | None
    variants: tuple[Variant, ...]
    shared: int  # how many different words all variants share
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Line):
    """One speaker and what is reported of their words. `name` is None where no article names a speaker."""

    name: str | None
    type: str | None
    roles: tuple[str, ...]
    country: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Voices(Section[Voice]):
    """Speakers, the most widely reported first."""

    title: ClassVar[str] = "Voices"
    columns: ClassVar[tuple[str, ...]] = ("speaker", "words", "given", "day")

    def rows(self, line: Voice) -> tuple[Row, ...]:
        """One row an utterance, the first few; the speaker stands in the first."""
        name = line.name or "no speaker named"
        shown = line.said[:SHOWN]
        return tuple(Row(_cells(name if at == 0 else "", said), said.numbers, said.outlets, said.origins) for at, said in enumerate(shown))

    @property
    def said(self) -> tuple[Said, ...]:
        """All utterances."""
        return tuple(said for voice in self.lines for said in voice.said)

    def find(self, name: str) -> tuple[Voice, ...]:
        """The speakers whose name holds these words, whatever the case."""
        return tuple(voice for voice in self.lines if name.casefold() in (voice.name or "").casefold())


def _cells(name: str, said: Said) -> tuple[str, ...]:
    return (name, said.told, said.words.type, said.said or "undated")


def build_voices(index: Index) -> Voices:
    """The section, from utterances; a quotation that no utterance holds stands alone."""
    groups: dict[tuple[str | None, str], list[Said]] = {}
    for said in _utterances(index):
        groups.setdefault((said.story, said.speaker or f"name:{(said.speaker_name or '').casefold()}"), []).append(said)
    voices = [_voice(index, found) for _, found in sorted(groups.items(), key=lambda g: (g[0][0] or "", g[0][1]))]
    return Voices(tuple(sorted(voices, key=lambda v: (v.name is None, tuple(-w for w in v.weight), -len(v.said), v.name or "", v.id))))


def _utterances(index: Index) -> list[Said]:
    made: list[Said] = []
    held = parts_of_others(index.all(Quotation))
    for utterance in index.all(Utterance):
        quotations = [index.quotations[q] for q in utterance.quotations if q in index.quotations and q not in held]
        held.update(q.id for q in quotations)
        if said := _said(index, utterance, quotations):
            made.append(said)
    alone = (q for q in index.all(Quotation) if q.id not in held)
    lone = (_said(index, Utterance(id=q.utterance or q.id, speaker=q.speaker, said=q.said, quotations=(q.id,)), [q]) for q in alone)
    return made + [said for said in lone if said]


def _said(index: Index, utterance: Utterance, quotations: list[Quotation]) -> Said | None:
    quotations = [q for q in quotations if q.document in index.documents and q.exact.strip()]
    if not quotations:
        return None
    quotations.sort(key=lambda q: (DIRECTNESS.get(q.type, 3), -len(q.exact.split()), index.numbers[q.document], q.start, q.id))
    parts, shared = compare([q.exact for q in quotations], direct=sum(q.type != "indirect" for q in quotations))
    name = index.name(utterance.speaker, next((q.speaker_name for q in quotations if q.speaker_name), None))
    return Said(
        id=utterance.id,
        speaker=utterance.speaker,
        speaker_name=name,
        said=utterance.said,
        variants=tuple(_variant(index, q, p) for q, p in zip(quotations, parts, strict=True)),
        shared=shared,
        why=utterance.why,
        **index.backing(q.span for q in quotations),
    )


def compare(texts: list[str], direct: int = 0) -> tuple[list[tuple[tuple[str, bool], ...]], int]:
    """Each text cut into parts (words, and what stands between them), told whether every text has the word; and how many words all have.

    Where the first `direct` texts, two or more, are the speaker's own words, what "every text" has is asked of them alone: a
    paraphrase in other words must not hide that three translations agree. Case and curly apostrophes make no difference.
    """
    sets = [{_fold(w) for w in WORD.findall(text)} for text in texts]
    compared = sets[:direct] if direct > 1 else sets
    common = set.intersection(*compared) if len(compared) > 1 else set()
    return [_cut(text, common) for text in texts], len(common)


def _fold(word: str) -> str:
    return word.replace("’", "'").casefold()


def _cut(text: str, common: set[str]) -> tuple[tuple[str, bool], ...]:
    """Neighbouring parts of one kind are joined; what stands between two words that differ, differs with them."""
    words = [(found.start(), found.end(), _fold(found.group()) in common) for found in WORD.finditer(text)]
    pieces: list[tuple[str, bool]] = []
    at, before = 0, True
    for start, end, shared in words:
        pieces += [(text[at:start], before or shared), (text[start:end], shared)]
        at, before = end, shared
    pieces.append((text[at:], True))
    joined: list[tuple[str, bool]] = []
    for piece, shared in (p for p in pieces if p[0]):
        if joined and joined[-1][1] == shared:
            joined[-1] = (joined[-1][0] + piece, shared)
        else:
            joined.append((piece, shared))
    return tuple(joined)


def _variant(index: Index, quotation: Quotation, parts: tuple[tuple[str, bool], ...]) -> Variant:
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
        parts=parts,
    )


def _voice(index: Index, found: list[Said]) -> Voice:
    found = sorted(found, key=lambda s: (tuple(-w for w in s.weight), DIRECTNESS.get(s.words.type, 3), s.said or "~", s.evidence[0].source, s.id))
    entity: Entity | None = index.entities.get(found[0].speaker or "")
    name = found[0].speaker_name
    backing = index.backing(e.words for said in found for e in said.evidence)
    backing["story"] = found[0].story
    return Voice(
        id=f"voice-{min(s.id for s in found)}",
        name=entity.name if entity else name,
        type=entity.type if entity else None,
        roles=entity.roles if entity else (),
        country=entity.country if entity else None,
        said=tuple(found),
        **backing,
    )
