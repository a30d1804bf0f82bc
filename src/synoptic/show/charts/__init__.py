"""Charts of an account as static SVG, one file a chart. Every point links to its line or words in the page; the tables beside them say the same."""

from synoptic.show.charts.counts import POINTS, draw_count
from synoptic.show.charts.courses import draw_courses
from synoptic.show.charts.manners import draw_manners
from synoptic.show.charts.timeline import draw_timeline

__all__ = ["POINTS", "draw_count", "draw_courses", "draw_manners", "draw_timeline"]
