"""Articles' words, made harmless before they are shown: no control of the terminal, no turning of the reading direction.

An article may hold escape sequences, NUL, bidirectional overrides or halves of surrogate pairs. They are shown as visible
signs, so that a reader sees them and they do nothing. Letters of any script, and the marks that right-to-left text needs, stay.
"""

from __future__ import annotations

import re

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # Unicode UAX 9: embeddings, overrides, isolates
HARMFUL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{OVERRIDES}]")


def sign(character: str) -> str:
    """What stands in a harmful character's place: a picture of a control (U+2400), else its code point."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """The text with harmful characters as visible signs; line breaks and tabs stay."""
    return HARMFUL.sub(lambda found: sign(found.group()), text)


def one_line(text: str) -> str:
    """The same on one line, blanks single."""
    return " ".join(visible(text).split())


def clip(text: str, limit: int) -> str:
    """One line of at most `limit` code points, cut at a word and marked with … where it is cut."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip(" ,;:") + "…"
