"""The account as JSON: every section with every line, its words, spans and numbers; texts of articles are left out.

Two spaces of indent, fields in the order of the classes, the same bytes on every run. Evidence stands once: of a statement in its variants, of a
speaker in their statements, of a gap in the line that it is about; there `evidence` is empty.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import orjson

from synoptic import __version__
from synoptic.account import Account


def render_data(account: Account) -> str:
    """The account as a JSON object, one key a section, and what sections say beside their lines."""
    table: dict[str, Any] = {"synoptic": __version__, **{name: section.lines for name, section in vars(account).items()}}
    table["sources"] = [replace(source, text="", marks=()) for source in account.sources]
    table["gaps"] = [replace(line, evidence=(), lacking=(), earlier=()) for line in account.gaps]
    table["voices"] = [replace(voice, evidence=(), said=tuple(replace(said, evidence=()) for said in voice.said)) for voice in account.voices]
    for name, entries in (("timeline", account.timeline.lines), ("undated", account.timeline.undated), ("doubtful", account.timeline.doubtful)):
        table[name] = [replace(entry, evidence=()) if entry.kind == "statement" else entry for entry in entries]
    table |= {"moves": account.talks.moves, "differences": account.talks.differences, "meetings": account.talks.meetings, "shares": account.gaps.shares}
    try:
        return orjson.dumps(table, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode("utf-8")
    except TypeError:  # half a surrogate pair in an article: orjson refuses it, the standard library writes it as an escape
        plain = {key: [asdict(line) for line in lines] if isinstance(lines, tuple | list) else lines for key, lines in table.items()}
        return json.dumps(plain, indent=2, ensure_ascii=True) + "\n"
