"""Identifiers: hashes of what is said, never of when it was seen.

The same thing read twice, in any order, on any machine, gets the same id, so that archives can be compared byte for
byte and a link to a record outlives every re-run. Nothing here is secret; sixteen hex digits (64 bits) keep ids
readable and make a chance collision among a billion records unlikely (about 3 %), among ten million about 3 in a million.
"""

import hashlib
import json

DIGITS = 16
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode  # made once: dumps() makes one a call


def make_id(prefix: str, *parts: object) -> str:
    """An id such as `q-5f1c0f0f7a0b5a3e` from a prefix of the kind and the parts that make the record what it is.

    Parts are anything that JSON can write; they are hashed (SHA-256) in canonical form.
    """
    return f"{prefix}-{hashlib.sha256(CANONICAL(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def text_hash(text: str) -> str:
    """The full SHA-256 of a text, as hex, over its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
