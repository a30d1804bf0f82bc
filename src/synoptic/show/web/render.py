"""Templates and static files of the desk: HTML from a page's plain context, and our own style and script under names that hold their hash.

Everything is escaped; words of articles pass `words` or `plain`, which show harmful characters as signs. Nothing is inline, so that the
policy of the pages needs no exception.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from synoptic.show.days import show_day
from synoptic.show.glossary import define
from synoptic.show.layout import count
from synoptic.show.safe import clip, one_line
from synoptic.show.styles import whole_style
from synoptic.show.view import plain, words

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def render(template: str, context: dict[str, Any]) -> str:
    """A page."""
    text: str = environment().get_template(template).render(context)
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def environment() -> Environment:
    """Jinja2 over `template/`; a name that is missing is an error."""
    made = Environment(loader=PackageLoader("synoptic.show.web", "template"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(words=words, plain=plain, day=show_day, line=one_line, clip=clip, means=define)
    made.globals.update(count=count, asset=asset_url)
    return made


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """The static files: hashed name -> bytes and media type."""
    found = {}
    for file in (files("synoptic.show.web") / "static").iterdir():
        stem, _, ending = file.name.rpartition(".")
        if ending in TYPES:
            body = whole_style(file.read_text(encoding="utf-8")).encode() if ending == "css" else file.read_bytes()
            found[f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"] = (body, TYPES[ending])
    return found


@cache
def asset_url(name: str) -> str:
    """The URL of a static file: `desk.css` -> `/static/desk.0123456789ab.css`. Raises KeyError."""
    stem, _, ending = name.rpartition(".")
    for hashed in assets():
        if hashed.startswith(f"{stem}.") and hashed.endswith(f".{ending}"):
            return f"/static/{hashed}"
    raise KeyError(name)
