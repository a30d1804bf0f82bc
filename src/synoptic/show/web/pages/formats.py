"""All formats that can be taken away, for a story or the whole archive."""

from __future__ import annotations

import inspect
import sys
from typing import Any

from synoptic.show import FORMATS
from synoptic.show.export import EXPORTERS
from synoptic.show.web.page import Context, Desk, Id, missing, page
from synoptic.show.web.plain import url

WHAT = {"html": "one page, with everything in it", "md": "Markdown", "json": "the account as data", "pdf": "to print", "docx": "to write on"}


@page("/formats", "formats.html.j2")
def formats(desk: Desk, story: Id = None) -> Context:
    """All formats in which an account or the records can be taken away."""
    tale = None
    if story:
        if story not in desk.state.tales:
            raise missing("story", story)
        tale = desk.plainly.tale(desk.state.tales[story])
    asked = f"?story={story}" if story else ""
    return {
        "title": "Take away",
        "story": tale,
        "accounts": [{"name": f, "what": WHAT.get(f, ""), "url": f"{url('story', story)}/account/{f}"} for f in FORMATS if f != "terminal"] if story else [],
        "records": [{"name": f, "what": said_of(write), "url": f"/export/{f}{asked}"} for f, write in EXPORTERS.items()],
    }


def said_of(write: Any) -> str:
    """What an exporter's module says of itself, its first sentence."""
    module = sys.modules.get(getattr(write, "__module__", ""))
    said = inspect.getdoc(module) if module else ""
    return " ".join((said or "").split()).split(". ")[0].rstrip(".")
