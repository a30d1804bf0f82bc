"""What the macros of `template/parts` stand on: the Jinja environment with its filters, and a `View`, which knows where links lead.

The macros take a view and plain objects of the account (a line, evidence, an utterance), so that the page and the web desk show them alike.
Every word of an article goes through the filters `words` or `plain`: escaped, isolated in its direction, harmful characters as visible signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from synoptic.account.section import Evidence
from synoptic.account.timeline import name_some
from synoptic.show.charts import POINTS
from synoptic.show.days import show_day
from synoptic.show.glossary import define
from synoptic.show.layout import FOLDED, GLOSSES, count, facts
from synoptic.show.safe import HARMFUL, one_line, sign

EVIDENCE = 8  # reports shown under a line, one a document first; the rest is folded
VOICE = 6  # statements of one speaker that are shown; more are folded
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$|\n\s*$|^\s*$")


class View:
    """Where the links of a page lead. `texts` are the articles, by document id; without one a passage is taken for uncut."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Over the articles that passages come from."""
        self.texts = texts

    def place(self, evidence: Evidence) -> str:
        """Where a link to these words leads."""
        return f"#{anchor(evidence)}"

    def holds(self, line: str | None) -> bool:
        """Whether a line stands in the page, so that `#line` leads to it."""
        return line is not None

    def before(self, evidence: Evidence) -> str:
        """What the passage has before the words."""
        return evidence.passage.exact[: evidence.words.start - evidence.passage.start]

    def after(self, evidence: Evidence) -> str:
        """What the passage has after the words."""
        return evidence.passage.exact[evidence.words.end - evidence.passage.start :]

    def cut_before(self, evidence: Evidence) -> bool:
        """Whether the passage starts inside a sentence."""
        text = self.texts.get(evidence.words.document, "")
        return not SENTENCE.search(text[max(0, evidence.passage.start - 6) : evidence.passage.start])

    def cut_after(self, evidence: Evidence) -> bool:
        """Whether the passage ends inside a sentence."""
        rest = self.texts.get(evidence.words.document, "")[evidence.passage.end : evidence.passage.end + 2]
        return bool(rest.strip()) and "\n" not in rest and not SENTENCE.search(evidence.passage.exact[-4:])


@cache
def environment() -> Environment:
    """Jinja2 over `template/`: everything is escaped, a name that is missing is an error."""
    made = Environment(loader=PackageLoader("synoptic.show", "template"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(
        words=words, plain=plain, anchor=anchor, web=web, day=show_day, line=one_line, means=define, first_of_each=first_of_each, facts=facts, some=name_some
    )
    made.globals.update(FOLDED=FOLDED, GLOSSES=GLOSSES, VOICE=VOICE, POINTS=POINTS, count=count)
    return made


def first_of_each(evidence: tuple[Evidence, ...]) -> tuple[list[Evidence], list[Evidence]]:
    """Evidence to show and to fold: the first of each document comes first."""
    seen: set[int] = set()
    first: list[Evidence] = []
    again: list[Evidence] = []
    for one in evidence:
        (again if one.source in seen else first).append(one)
        seen.add(one.source)
    ordered = first + again
    return ordered[:EVIDENCE], ordered[EVIDENCE:]


def words(text: str) -> Markup:
    """Words of an article, isolated from the direction of what is around them."""
    return Markup("<bdi>{}</bdi>").format(plain(text))


def plain(text: str) -> Markup:
    """Words of an article: escaped, harmful characters as visible signs."""
    if not HARMFUL.search(text):
        return escape(text)
    parts = []
    at = 0
    for found in HARMFUL.finditer(text):
        parts += [escape(text[at : found.start()]), Markup('<span class="sign">{}</span>').format(sign(found.group()))]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def anchor(evidence: Evidence) -> str:
    """The id of the place where these words stand in their article."""
    return f"w-{evidence.words.document}-{evidence.words.start}-{evidence.words.end}"


def web(url: str | None) -> str | None:
    """A URL that may be a link: http or https only."""
    return url if url and WEB.fullmatch(url) else None
