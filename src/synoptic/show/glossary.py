"""The glossary: every label and term that Synoptic prints, in our own words, with the source named.

`explain` says what one means; `render_glossary` writes docs/glossary.md. PLOVER types come from the annotators' codebook, all else
from `terms.txt`. A term may have more than one meaning (strike: a mode; EVENT: a label): all are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from synoptic.annotate.codebook import TYPES
from synoptic.errors import UnknownNameError

NEAR = 4  # choices offered for a term that is not known
PLOVER = ("PLOVER event type", "PLOVER, Halterman and others 2023")


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning: the name as printed, the kind of label, what it means, whose definition it follows."""

    name: str
    kind: str
    meaning: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the glossary."""
    return (*_written(), *(Term(name, PLOVER[0], text[0].upper() + text[1:] + ".", PLOVER[1]) for name, text in TYPES.items()))


@cache
def _written() -> tuple[Term, ...]:
    kind = source = ""
    found = []
    for row in (files("synoptic.show") / "terms.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            kind, source = (part.strip() for part in row.strip("[]").split("|"))
        elif row and not row.startswith("#"):
            name, meaning = (part.strip() for part in row.split("|", 1))
            found.append(Term(name, kind, meaning, source))
    return tuple(found)


def find(name: str) -> tuple[Term, ...]:
    """The meanings of a name; an exact match before one that differs in case or in blanks for underscores."""
    wanted = " ".join(name.split())
    return _by_name().get(wanted) or _by_key().get(_key(wanted), ())


@cache
def _by_name() -> dict[str, tuple[Term, ...]]:
    return {name: tuple(t for t in terms() if t.name == name) for name in {t.name: None for t in terms()}}


@cache
def _by_key() -> dict[str, tuple[Term, ...]]:
    keys = {_key(t.name): None for t in terms()}
    return {key: tuple(t for t in terms() if _key(t.name) == key) for key in keys}


def _key(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").casefold()


def explain(name: str) -> str:
    """What a label or term means, a paragraph a meaning. Raises UnknownNameError with the nearest terms as choices."""
    found = find(name)
    if not found:
        names = sorted({t.name for t in terms()})
        near = [n for n, _, _ in process.extract(_key(name), names, scorer=fuzz.ratio, processor=_key, limit=NEAR)] if _key(name).strip() else names[:NEAR]
        raise UnknownNameError("label or term", name, near, nearest=True)
    return "\n\n".join(f"{t.name} ({t.kind})\n  {t.meaning}\n  Source: {t.source}" for t in found)


def define(name: str | None, kind: str | None = None) -> str:
    """The meaning in one line, for a label in a page; empty where it is not known."""
    found = [t for t in find(name or "") if kind is None or t.kind == kind]
    return found[0].meaning if found else ""


def render_glossary() -> str:
    """The glossary as Markdown, a table a kind."""
    parts = ["# Glossary", "Every label and term that Synoptic prints. `synoptic explain TERM` shows the same. Made by `python -m synoptic.show.glossary`."]
    kinds = dict.fromkeys((t.kind, t.source) for t in terms())
    for kind, source in kinds:
        rows = "\n".join(f"| `{t.name}` | {t.meaning} |" for t in terms() if t.kind == kind)
        parts.append(f"## {kind[0].upper()}{kind[1:]}\n\nSource: {source}.\n\n| | |\n| --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(render_glossary())
