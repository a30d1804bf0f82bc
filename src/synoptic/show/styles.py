"""Style sheets: `@include "marks.css";` stands for that file of `template/css`, so that a rule which the page and the desk share is written once.

It is put in where it is named: the order of rules, which decides between them, stays that of each sheet.
"""

from __future__ import annotations

import re
from importlib.resources import files

INCLUDE = re.compile(r'@include "([\w-]+\.css)";\n')


def whole_style(sheet: str) -> str:
    """A sheet with what it includes."""
    return INCLUDE.sub(lambda found: (files("synoptic.show") / "template" / "css" / found[1]).read_text(encoding="utf-8"), sheet)
