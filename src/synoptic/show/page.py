"""The account as one self-contained HTML page: no request to any other host, no words of an article that could run.

Jinja2 escapes everything; a Content-Security-Policy in the page allows one style sheet and one script, by their hashes, and
nothing else; bidirectional controls are shown as signs. Without the script all works but the theme toggle, the keys j and k, and
opening what a link points into. What the page shows comes from `account`; how, from `template/`.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from synoptic.account import Account
from synoptic.account.entries import Entry
from synoptic.account.figures import Point
from synoptic.account.section import Evidence
from synoptic.account.sources import Source
from synoptic.show.article import cut_article
from synoptic.show.charts import draw_count, draw_courses, draw_manners, draw_timeline
from synoptic.show.layout import FOLDED, SECTIONS, Picked, Told, pick, sections, told
from synoptic.show.styles import whole_style
from synoptic.show.view import VOICE, View, anchor, environment

CHARTS = 24  # of series in one page: 0.1 s each


def render_page(account: Account) -> str:
    """The page as text of one HTML file."""
    stories, others = told(account)
    places = Places(account, [story.account for story in stories])
    shown = [Shown(story, places) for story in stories]
    style, script = whole_style(_asset("page.css")), _asset("page.js")
    assets = {"style": Markup(style), "script": Markup(script), "policy": _policy(style, script)}
    text: str = environment().get_template("page.html.j2").render(stories=shown, others=others, **assets)
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


class Shown(View):
    """One story as the template reads it: its account, what of it is shown, its charts."""

    def __init__(self, story: Told, places: Places) -> None:
        """Pick the lines and draw the charts."""
        super().__init__(places.texts)
        self.tale, self.account, self.places = story.tale, story.account, places
        self.picked: dict[str, Picked[Any]] = {name: pick(getattr(self.account, name), name) for name in SECTIONS}
        self.sections = sections(self.account)
        self.undated = self.account.timeline.undated[:FOLDED]
        self.doubtful = self.account.timeline.doubtful[:FOLDED]
        self.charts = self._draw(places)
        drawn = draw_timeline(list(self.picked["timeline"].shown), _entry_link)
        self.strip = Markup(drawn) if drawn else None
        manners = draw_manners(self.picked["voices"].shown) if not self.account.voices.alone else None
        self.manners = Markup(manners) if manners else None
        courses = draw_courses(self.picked["talks"].shown)
        self.courses = Markup(courses) if courses else None
        for name in ("timeline", "figures", "talks", "relations", "wording"):
            places.lines |= {line.id for line in (*self.picked[name].shown, *self.picked[name].folded)}
        places.lines |= {entry.id for entry in (*self.undated, *self.doubtful)}
        most = None if self.account.voices.alone else VOICE + FOLDED
        places.lines |= {said.id for voice in (*self.picked["voices"].shown, *self.picked["voices"].folded) for said in voice.said[:most]}

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


def _point_link(point: Point) -> str:
    return f"#p-{point.id}"


def _entry_link(entry: Entry) -> str:
    return f"#{entry.id}"


def _anchors(account: Account) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where evidence starts and ends in each document."""
    found: dict[str, set[tuple[int, int]]] = {}
    entries = [*account.timeline.undated, *account.timeline.doubtful, *account.talks.meetings, *(line for section in account.sections for line in section)]
    for line in entries:
        for evidence in (
            *line.evidence,
            *getattr(line, "conditions", ()),
            *(e for s in getattr(line, "sides", ()) for e in s.evidence),
            *(e for s in getattr(line, "seats", ()) for e in s.words),
            *(h.evidence for h in getattr(line, "has_from", ()) if h.evidence),
        ):
            found.setdefault(evidence.words.document, set()).add((evidence.words.start, evidence.words.end))
    return {doc: tuple(sorted(starts)) for doc, starts in found.items()}


def _asset(name: str) -> str:
    return (files("synoptic.show") / "template" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may load: its own style and script, by hash; nothing else, from nowhere."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in (style, script)]
    return f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
