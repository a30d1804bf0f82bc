"""A desk over the hand-linked story of Ostrava Bay: what persons decide is kept as an archive keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from show.web.shelf import Shelf
from synoptic.show.web.access import Access
from synoptic.show.web.app import create_app
from synoptic.show.web.keeper import Keeper

Make = Callable[..., TestClient]


@pytest.fixture
def shelf() -> Shelf:
    """An archive without a file."""
    return Shelf()


@pytest.fixture
def make_client(shelf: Shelf) -> Iterator[Make]:
    """From settings of the desk to a client of it."""
    opened: list[TestClient] = []

    def make(access: Access | None = None, *, writable: bool = True, ready: bool = True, **more: Any) -> TestClient:
        keeper = Keeper(lambda: shelf, where=shelf.where)
        if ready:
            keeper.refresh()
        app = create_app(keeper, access=access, writable=writable, background=False, **more)
        client = TestClient(app, base_url="http://127.0.0.1:8100", headers={"accept": "text/html"}, raise_server_exceptions=False)
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Make) -> TestClient:
    """A reader on this machine, who may decide."""
    return make_client()
