"""Style sheets are whole where they are sent."""

from __future__ import annotations

from importlib.resources import files

from synoptic.show.styles import whole_style
from synoptic.show.web.render import assets


def test_what_two_sheets_share_is_in_both() -> None:
    """The page's sheet and the desk's hold the shared rules, and nothing is left to be put in."""
    page = whole_style((files("synoptic.show") / "template" / "page.css").read_text(encoding="utf-8"))
    desk = next(body.decode() for name, (body, _) in assets().items() if name.startswith("desk.") and name.endswith(".css"))
    shared = [file.read_text(encoding="utf-8") for file in (files("synoptic.show") / "template" / "css").iterdir()]
    assert shared
    assert all(rules in page and rules in desk for rules in shared)
    assert "@include" not in page + desk
