"""The last state is served while the next is made, and stays where that fails."""

from __future__ import annotations

from typing import Any

import pytest

from show.web.shelf import Shelf
from synoptic.errors import ArchiveError
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.worldmap import Spot, bounds, draw_map, outlines


def test_the_same_archive_is_linked_once() -> None:
    """A refresh of what did not change gives the same state; a decision gives another, and those who want to hear are told."""
    shelf, heard = Shelf(), []
    keeper = Keeper(lambda: shelf, told=[lambda before, after: heard.append((before, after))])
    first = keeper.refresh()
    assert keeper.refresh() is first
    shelf.judge("note", ["v-1"], linked=shelf.linked(), who="Ana", why="x")
    second = keeper.refresh()
    assert second.tag != first.tag
    assert heard == [(None, first), (first, second)]


def test_where_linking_fails_the_last_state_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that is gone for a while leaves readers what they had."""
    shelf = Shelf()
    keeper = Keeper(lambda: shelf, poll_s=0.01)
    state = keeper.refresh()

    def gone() -> Any:
        raise ArchiveError("velmar.db", "cannot be opened.")

    monkeypatch.setattr(keeper, "open", gone)
    with pytest.raises(ArchiveError):
        keeper.refresh()
    assert keeper.state is state


def test_a_map_shows_its_places_with_what_is_around() -> None:
    """Each place is a dot within the picture that leads to its list and has its name as text; coasts are drawn; names are escaped."""
    spots = [Spot("Praha", 50.08, 14.43, 3, "#place-1", "city"), Spot("<b>Brno</b>", 49.19, 16.6, 1, "#place-2", "city")]
    drawn = draw_map(spots) or ""
    assert drawn.count("<circle") == 2
    assert 'href="#place-2"' in drawn
    assert "<b>" not in drawn
    assert len(outlines()) > 150
    assert drawn.count("Z") > 3
    west, south, east, north = bounds(spots)
    assert all(west < s.lon < east and south < s.lat < north for s in spots)
    assert draw_map([]) is None
