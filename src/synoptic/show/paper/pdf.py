"""The account as PDF: tagged for screen readers (PDF/UA-1), searchable, set by Typst from `paper.typ` with the fonts that it brings.

The account goes to Typst as data, never as markup, so that no words of an article can be a command. No clock: the same account gives the same bytes.
Letters that Typst's own fonts lack (Chinese, Arabic) are taken from the fonts of this machine; where it has none, the file is tagged all the same but
cannot claim the standard, since those letters show as boxes.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files

from synoptic.account import Account
from synoptic.serialize import dump
from synoptic.show.paper import lay_out


def render_pdf(account: Account) -> bytes:
    """The PDF as bytes."""
    import typst  # noqa: PLC0415  (40 MB, loaded only where it is asked for)

    source = files("synoptic.show.paper").joinpath("paper.typ").read_bytes()
    given = {"paper": dump(asdict(lay_out(account)))}
    try:
        return typst.compile(source, format="pdf", sys_inputs=given, pdf_standards="ua-1")
    except typst.TypstError:  # a letter that no font here has
        return typst.compile(source, format="pdf", sys_inputs=given)
