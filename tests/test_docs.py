"""What the documents say is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]


def test_the_reference_is_made_from_this_code() -> None:
    """docs/reference.md is what docs/make_reference.py makes; run it where this fails."""
    done = subprocess.run([sys.executable, str(ROOT / "docs" / "make_reference.py"), "--check"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file or folder of this repository."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_commands_of_the_documents_exist() -> None:
    """Every `synoptic VERB` and `make RECIPE` that a page shows is one that there is."""
    known = set(re.findall(r"^### synoptic (\w+)", (ROOT / "docs" / "reference.md").read_text(encoding="utf-8"), re.MULTILINE))
    recipes = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"^(?:\$ )?synoptic (\w+)", text, re.MULTILINE)) <= known, page
        assert set(re.findall(r"^make (\w+)", text, re.MULTILINE)) <= recipes, page
