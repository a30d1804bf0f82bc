"""What persons decide over linked records."""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.model.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Record):
    """What a judgement holds on to: something found in one document, by its id and by its words and their surroundings.

    Groups (entities, events) have ids that change as members join; what stands on words does not. `part` says which of the things that
    were seen it belonged to (join) or is to belong to (split). A document itself has no words: `start` and `end` are 0.
    """

    kind: str  # chain, quotation, figure, event_mention, position, document; words: of no record
    id: str
    document: str
    article: str  # what tells the article apart over its versions
    sha256: str  # of the text that it was seen in
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """What a person decided. Appended to an archive and never changed; a further one may withdraw it, a later one that says otherwise holds.

    `status`, `status_why` and `records` are filled when the records are linked: whether it holds, and which records it shaped.
    """

    id: str
    act: str  # join, split, confirm, reject, correct, note, withdraw
    over: str  # the kind of what it decides over
    who: str
    when: str  # ISO 8601, UTC
    why: str = ""
    anchors: tuple[Anchor, ...] = ()
    seen: tuple[str, ...] = ()  # ids of the records as they were shown to the person
    field: str | None = None  # what is corrected
    before: str | None = None  # as it was shown, in words
    after: str | None = None
    toward: tuple[Anchor, ...] = ()  # the entity that `after` names, where it names one
    withdraws: str | None = None  # id of the judgement that it undoes
    status: str | None = None  # holds, overruled, rests, withdrawn
    status_why: str = ""
    records: tuple[str, ...] = ()  # ids of the records that it shaped
