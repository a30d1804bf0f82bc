"""Does an article say that it, or another, was wrong? Its words for it, and which kind: retraction, correction, clarification, update.

By the closed phrases that newsrooms use, where they use them: in the headline, or at the start or the end of the text, or in a paragraph that starts as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

EDGES = 3  # paragraphs at either end of a text where a notice stands
HEADLINE = re.compile(r"^\s*\W*(?P<word>retract\w*|withdrawn|kill|correct\w*|clarification|refile)\b\W*(?:[:–—-]|$)", re.IGNORECASE)
KINDS = (
    (
        "retraction",
        r"\b(?:this|the) (?:article|story|report|item|piece) (?:has been|was|is) (?:retracted|withdrawn|removed)\b"
        r"|\bwe (?:have )?(?:retracted?|withdr[ae]wn?)\b"
        r"|\b(?:is|are) retracting\b|^\W*retraction\b|^\W*(?:advisory|kill)\W+(?:.{0,80}\b)?(?:kill|withdraw)",
    ),
    (
        "correction",
        r"\b(?:an|the) (?:earlier|previous|original) version of (?:this|the) (?:article|story|report|piece|headline)\b"
        r"|^\W*correction\b|^\W*corrects?\b.{0,40}\bto\b"
        r"|\b(?:this|the) (?:article|story|report|piece|headline) (?:has been|was) corrected\b|\bincorrectly (?:stated|said|reported|identified|described)\b"
        r"|\b(?:this|the) (?:article|story|report) misstated\b|\bwe regret the error\b",
    ),
    ("clarification", r"^\W*clarification\b|\b(?:this|the) (?:article|story|report|piece) (?:has been|was) (?:clarified|amended)\b"),
    ("update", r"\b(?:this|the) (?:article|story|report|piece) (?:has been|was) updated\b|^\W*editor['’]?s?['’]? note\b"),
)
PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in KINDS)
IN_HEADLINE = (
    ("retract", "retraction"),
    ("withdra", "retraction"),
    ("kill", "retraction"),
    ("correct", "correction"),
    ("refile", "correction"),
    ("clarif", "clarification"),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What kind it is, and the words that say so."""

    kind: str
    words: str


def notice_of(text: str, title: str | None = None) -> Notice | None:
    """The gravest notice that an article carries; None where it carries none."""
    if title and (found := HEADLINE.match(title)):
        word = found["word"].lower()
        return Notice(next(kind for start, kind in IN_HEADLINE if word.startswith(start)), title.strip())
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edges = lines if len(lines) <= 2 * EDGES else lines[:EDGES] + lines[-EDGES:]
    for kind, pattern in PATTERNS:
        for line in edges:
            if pattern.search(line):
                return Notice(kind, line)
    return None
