"""How a page is told to the desk: a path, a template, and a function from the state and what the URL asks to a plain context.

The function's parameters are the page's parameters, typed as FastAPI takes them; the same context is rendered as HTML at `path` and given as
JSON at `path.json`. To add a page: a function here below `pages/` with `@page(...)`, a template, and its module's name in `pages/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Query

from synoptic.account.days import read_day
from synoptic.show.web.access import Person
from synoptic.show.web.errors import RefusedError
from synoptic.show.web.plain import Plainly
from synoptic.show.web.state import State

LINES = 25  # of a list on one page
ID = r"^[A-Za-z0-9_.:-]+$"

Name = Annotated[str, Path(max_length=120, pattern=ID, description="The id of a record or line.")]
PageNo = Annotated[int, Query(ge=1, le=100_000, description="Which page of the list.")]
Day = Annotated[str | None, Query(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$", description="A day, ISO 8601.")]
Text = Annotated[str, Query(max_length=400)]
Id = Annotated[str | None, Query(max_length=120, pattern=r"^[A-Za-z0-9_.:-]*$")]

Context = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """What a page is made from: the state, its lines as plain values, who asks."""

    state: State
    plainly: Plainly
    person: Person
    writable: bool
    where: str


@dataclass(frozen=True)
class Page:
    """One page."""

    path: str
    template: str
    make: Callable[..., Context]
    personal: bool  # differs by who asks: never kept


PAGES: list[Page] = []


def page(path: str, template: str, *, personal: bool = False) -> Callable[[Callable[..., Context]], Callable[..., Context]]:
    """Put a page on the desk."""

    def put(make: Callable[..., Context]) -> Callable[..., Context]:
        PAGES.append(Page(path, template, make, personal))
        return make

    return put


def missing(what: str, name: str) -> RefusedError:
    """That there is no such thing (now): ids of groups change as members join."""
    return RefusedError(404, f"There is no {what} {name!r} in this archive now. It may have joined another as more was read; search for its words.")


def paged(lines: Any, number: int, *, size: int = LINES) -> tuple[Any, Context]:
    """The lines of one page of a list, and where it stands: page, pages, lines in all. Raises RefusedError beyond the last page."""
    total = len(lines)
    pages = max(1, -(-total // size))
    if number > pages:
        raise RefusedError(404, f"Page {number} is beyond the last, {pages}.")
    return lines[(number - 1) * size : number * size], {"page": number, "pages": pages, "total": total, "size": size}


def day_of(value: str | None, name: str) -> str | None:
    """A day that a person gave. Raises RefusedError where it is in no calendar."""
    if not value:
        return None
    if read_day(value) is None:
        raise RefusedError(422, f"{name}: {value!r} is no day. Give it as 2031-05-02.")
    return value
