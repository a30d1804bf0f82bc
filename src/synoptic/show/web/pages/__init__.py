"""The pages of the desk, one file a subject: a function from the desk and what the URL asks to a plain context.

To add one: a function with `@page(...)` in a file here, its template in `template/`, and the file's name below.
"""

from synoptic.show.web.page import PAGES
from synoptic.show.web.pages import article, changes, compare, decide, entity, formats, help, line, places, search, stories, story

__all__ = ["PAGES", "article", "changes", "compare", "decide", "entity", "formats", "help", "line", "places", "search", "stories", "story"]
