"""The account as one self-contained HTML page: no request to any other host, no words of an article that could run.

Jinja2 escapes everything; a Content-Security-Policy in the page allows one style sheet and one script, by their hashes, and
nothing else; bidirectional controls are shown as signs. Without the script all works but the theme toggle, the keys j and k, and
opening what a link points into. What the page shows comes from `account`; how, from `template/`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from synoptic.account import Account
from synoptic.account.figures import Point
from synoptic.account.section import Evidence
from synoptic.account.sources import Source
from synoptic.account.timeline import Entry, name_some
from synoptic.show.article import cut_article
from synoptic.show.charts import POINTS, draw_count, draw_timeline
from synoptic.show.days import show_day
from synoptic.show.glossary import define
from synoptic.show.layout import FOLDED, SECTIONS, Picked, Told, count, facts, pick, told
from synoptic.show.safe import HARMFUL, one_line, sign

EVIDENCE = 8  # reports shown under a line, one a document first; the rest is folded
CHARTS = 24  # of series in one page: 0.1 s each
VOICE = 6  # statements of one speaker that are shown; more are folded
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$|\n\s*$|^\s*$")


def render_page(account: Account) -> str:
    """The page as text of one HTML file."""
    stories, others = told(account)
    places = Places(account, [story.account for story in stories])
    shown = [Shown(story, places) for story in stories]
    style, script = _asset("page.css"), _asset("page.js")
    assets = {"style": Markup(style), "script": Markup(script), "policy": _policy(style, script)}
    text: str = _environment().get_template("page.html.j2").render(stories=shown, others=others, **assets)
    return text.encode("utf-8", "replace").decode("utf-8")


class Places:
    """What the page holds and links can lead to: articles in full, the evidence in them, lines."""

    def __init__(self, account: Account, shown: list[Account]) -> None:
        """`shown`: the stories that stand in the page."""
        self.texts = {source.id: source.text for source in account.sources}
        self.articles = {source.id for one in shown for source in one.sources}
        self.anchors = _anchors(account)
        self.lines: set[str] = set()
        self.charts = CHARTS


class Shown:
    """One story as the template reads it: its account, what of it is shown, its charts."""

    def __init__(self, story: Told, places: Places) -> None:
        """Pick the lines and draw the charts."""
        self.tale, self.account, self.places = story.tale, story.account, places
        self.picked: dict[str, Picked[Any]] = {name: pick(getattr(self.account, name), name) for name in SECTIONS}
        self.undated = self.account.timeline.undated[:FOLDED]
        self.charts = {c.id: Markup(svg) for c in self.picked["figures"].shown if (svg := draw_count(c, _point_link))}
        drawn = draw_timeline(list(self.picked["timeline"].shown), _entry_link)
        self.strip = Markup(drawn) if drawn else None
        for name in ("timeline", "figures", "talks", "wording"):
            places.lines |= {line.id for line in (*self.picked[name].shown, *self.picked[name].folded)}
        places.lines |= {entry.id for entry in self.undated}
        places.lines |= {said.id for voice in (*self.picked["voices"].shown, *self.picked["voices"].folded) for said in voice.said[: VOICE + FOLDED]}

    def _draw(self, places: Places) -> dict[str, Markup]:
        """Charts of the series shown, as long as the page may have more."""
        drawn: dict[str, Markup] = {}
        for series in self.picked["figures"].shown:
            if places.charts and (svg := draw_count(series, _point_link)):
                drawn[series.id] = Markup(svg)
                places.charts -= 1
        return drawn

    def parts(self, source: Source) -> Any:
        """An article's text in pieces."""
        return cut_article(source.text, source.marks, self.places.anchors.get(source.id, ()))

    def place(self, evidence: Evidence) -> str:
        """Where a link to these words leads: into their article, where it stands in the page."""
        here = evidence.words.document in self.places.articles
        return f"#{anchor(evidence)}" if here else f"#{self.tale.id}-sources"

    def holds(self, line: str | None) -> bool:
        """Whether a line stands in the page."""
        return line in self.places.lines

    def before(self, evidence: Evidence) -> str:
        """What the passage has before the words."""
        return evidence.passage.exact[: evidence.words.start - evidence.passage.start]

    def after(self, evidence: Evidence) -> str:
        """What the passage has after the words."""
        return evidence.passage.exact[evidence.words.end - evidence.passage.start :]

    def cut_before(self, evidence: Evidence) -> bool:
        """Whether the passage starts inside a sentence."""
        text = self.places.texts[evidence.words.document]
        return not SENTENCE.search(text[max(0, evidence.passage.start - 6) : evidence.passage.start])

    def cut_after(self, evidence: Evidence) -> bool:
        """Whether the passage ends inside a sentence."""
        rest = self.places.texts[evidence.words.document][evidence.passage.end : evidence.passage.end + 2]
        return bool(rest.strip()) and "\n" not in rest and not SENTENCE.search(evidence.passage.exact[-4:])


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


def _point_link(point: Point) -> str:
    return f"#p-{point.id}"


def _entry_link(entry: Entry) -> str:
    return f"#{entry.id}"


def _anchors(account: Account) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where evidence starts and ends in each document."""
    found: dict[str, set[tuple[int, int]]] = {}
    entries = [*account.timeline.undated, *(line for section in account.sections for line in section)]
    for line in entries:
        for evidence in (*line.evidence, *getattr(line, "conditions", ()), *(h.evidence for h in getattr(line, "has_from", ()) if h.evidence)):
            found.setdefault(evidence.words.document, set()).add((evidence.words.start, evidence.words.end))
    return {doc: tuple(sorted(starts)) for doc, starts in found.items()}


def _asset(name: str) -> str:
    return (files("synoptic.show") / "template" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may load: its own style and script, by hash; nothing else, from nowhere."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in (style, script)]
    return f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    made = Environment(loader=PackageLoader("synoptic.show", "template"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(
        words=words, plain=plain, anchor=anchor, web=web, day=show_day, line=one_line, means=define, first_of_each=first_of_each, facts=facts, some=name_some
    )
    made.globals.update(FOLDED=FOLDED, VOICE=VOICE, POINTS=POINTS, count=count)
    return made
