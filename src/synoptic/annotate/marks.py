"""Quotation marks: which stretches of a text stand in them, nested, unbalanced and of every shape.

In: a text. Out: regions without their marks. Goes paragraph by paragraph with a stack, so that a missing mark never
swallows more than its paragraph; what a straight mark does is told by its neighbours. An apostrophe is no mark. A
region whose mark is missing is repaired: an opening one at the start of its sentence, a closing one at the end of its
paragraph (the usual form of speech that goes on in the next). Whether somebody said the words is not decided here.
"""

import re
from dataclasses import dataclass

OPENERS = {"“": "”", "«": "»", "„": "”", "‟": "”", "``": "''", "‘": "’", "‹": "›"}
CLOSERS = {"”", "»", "’", "›"}
MARK = re.compile(r"``|''|[“”„‟«»‹›‘’\"']")
BEFORE_OPEN = set(" \t\u00a0([{—–-/“‘„«\"'…")
AFTER_CLOSE = set(" \t\u00a0)]}—–-/,.;:!?”’»\"'…")
ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|round|bout|\d\ds?)\b", re.I)  # 'em, 'til, '90s: begins with an apostrophe
SENTENCE = re.compile(r"[.!?…][)\]]*\s+(?=[\"“‘\[(]?[A-Z0-9])")
DOUBLE = {'"', "''"}


@dataclass(frozen=True, slots=True)
class Region:
    """`text[start:end]` stands between quotation marks. `depth` 0 is outermost; `closed` is False where a mark is missing."""

    start: int
    end: int
    depth: int = 0
    closed: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    after: int  # offset of the first quoted character


def find_regions(text: str) -> tuple[Region, ...]:
    """The quoted regions of a text, in order of start, outer before inner."""
    found: list[Region] = []
    going_on = False  # the paragraph before left its speech open
    for block in re.finditer(r"[^\n]+", text):
        regions, going_on = _in_paragraph(text, block.start(), block.end(), going_on)
        found += regions
    return tuple(sorted(found, key=lambda r: (r.start, -r.end, r.depth)))


def _in_paragraph(text: str, begin: int, end: int, going_on: bool) -> tuple[list[Region], bool]:
    stack: list[_Open] = []
    found: list[Region] = []
    for m in MARK.finditer(text, begin, end):
        mark, at = m[0], m.start()
        role = _role(text, m, (begin, end), [o.mark for o in stack])
        if role == "open":
            again = next((n for n, o in enumerate(stack) if o.mark == mark), None)
            if again is not None and text.count(OPENERS.get(mark, mark), at + 1, end) <= text.count(mark, at + 1, end) + 1:
                # The same mark again, and no closes for both: the earlier one lacks its own.
                _abandon(text, stack, again, at, found)
            stack.append(_Open(mark, m.end()))
        elif role == "close":
            level = next((n for n in range(len(stack) - 1, -1, -1) if _pairs(stack[n].mark, mark)), None)
            if level is not None:
                _add(text, found, stack[level].after, at, level, closed=True)
                del stack[level:]
            elif not stack and (mark in ("”", "»") or mark in DOUBLE) and not text[at - 1 : at].isdigit():
                _add(text, found, _missing_open(text, begin, at, found, going_on), at, 0, closed=False)
    stack = [o for o in stack if o.mark not in ("'", "‘")]  # a lone single mark is more likely an apostrophe
    if stack:
        _add(text, found, stack[0].after, end, 0, closed=False)
    return found, bool(stack)


def _role(text: str, m: re.Match[str], block: tuple[int, int], stack: list[str]) -> str:
    mark, at, (begin, end) = m[0], m.start(), block
    before = text[at - 1] if at > begin else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark in ("'", "’", "‘"):
        return _single_role(text, m, end, stack, (before, after))
    if mark in OPENERS and mark not in DOUBLE:
        return "open"
    if mark in CLOSERS:
        return "open" if mark == "»" and "«" not in stack and after.isalnum() and before in BEFORE_OPEN else "close"
    if mark == "''" and "``" in stack:
        return "close"
    if mark in stack or ("“" in stack and mark == '"'):
        # Open already: only a mark that cannot close starts a new one.
        return "open" if before.isspace() and not after.isspace() and after not in AFTER_CLOSE else "close"
    if not after.isspace() and (before in BEFORE_OPEN or before.isspace() or before in ",:"):
        return "open"
    if before.isdigit() and after not in AFTER_CLOSE:
        return "none"  # inches
    return "close" if after in AFTER_CLOSE or after.isspace() else "open"


def _single_role(text: str, m: re.Match[str], end: int, stack: list[str], around: tuple[str, str]) -> str:
    mark, at, (before, after) = m[0], m.start(), around
    if before.isalnum() and after.isalnum():
        return "none"
    if mark != "’" and (before in BEFORE_OPEN or before.isspace()) and (after.isalpha() or after in '[“"…'):
        if mark == "'" and (ELISION.match(text, at + 1) or _single_close(text, at + 1, end) is None):
            return "none"
        return "open"
    if mark != "‘" and any(o in ("'", "‘") for o in stack) and not after.isalnum():
        if before == "s" and _single_close(text, at + 1, end) is not None and "‘" not in text[at:end]:
            return "none"  # a plural possessive, and a surer close follows
        return "close"
    return "none"


def _single_close(text: str, at: int, end: int) -> int | None:
    """Where a single mark may close speech that began before `at`."""
    m = re.compile(r"(?<=[\w.,!?…\]])['’](?![\w'])").search(text, at, end)
    return m.start() if m else None


def _pairs(opened: str, closed: str) -> bool:
    return (
        OPENERS.get(opened) == closed
        or (opened == closed and (opened in DOUBLE or opened == "'"))
        or {opened, closed} in ({"“", '"'}, {'"', "”"}, {"'", "’"}, {"»"})
    )


def _abandon(text: str, stack: list[_Open], level: int, at: int, found: list[Region]) -> None:
    """Drop an opened mark that never closes before the next one: its region ends with the last sentence between them."""
    ends = [m.start() + 1 for m in SENTENCE.finditer(text, stack[level].after, at)]
    if ends and level == 0:
        _add(text, found, stack[level].after, ends[-1], 0, closed=False)
    del stack[level:]


def _missing_open(text: str, begin: int, at: int, found: list[Region], going_on: bool) -> int:
    """Where speech began whose opening mark is missing: the first sentence after the last region."""
    last = max((r.end for r in found if r.end <= at), default=begin)
    if last == begin or (going_on and not found):
        return begin
    m = SENTENCE.search(text, last + 1, at)
    return m.end() if m else at


def _add(text: str, found: list[Region], start: int, end: int, depth: int, *, closed: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        found.append(Region(start, end, depth, closed))
