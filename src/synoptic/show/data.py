"""The account as JSON: every section with every line, its words, spans and numbers; texts of articles are left out.

Two spaces of indent, fields in the order of the classes, the same bytes on every run.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import orjson

from synoptic import __version__
from synoptic.account import Account
from synoptic.account.gaps import Gaps
from synoptic.account.sources import Sources


def render_data(account: Account) -> str:
    """The account as a JSON object, one key a section."""
    sources = Sources(tuple(replace(source, text="", marks=()) for source in account.sources))
    gaps = Gaps(tuple(replace(line, evidence=()) for line in account.gaps))  # the line that a gap is about holds the same
    lean = replace(account, sources=sources, gaps=gaps)
    table = {"synoptic": __version__, **{name: section.lines for name, section in vars(lean).items()}, "undated": account.timeline.undated}
    table |= {"moves": account.talks.moves, "differences": account.talks.differences, "meetings": account.talks.meetings, "shares": account.gaps.shares}
    try:
        return orjson.dumps(table, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode("utf-8")
    except TypeError:  # half a surrogate pair in an article: orjson refuses it, the standard library writes it as an escape
        plain = {key: [asdict(line) for line in lines] if isinstance(lines, tuple) else lines for key, lines in table.items()}
        return json.dumps(plain, indent=2, ensure_ascii=True) + "\n"
