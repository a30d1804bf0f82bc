"""The server: uvicorn with h11, and bounds on what a client may take: header size, time for a request's head, connections at once.

uvicorn bounds the size of a head and the idle time between requests; a client that sends its head a byte a minute is ours to end.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0  # for the head of a request to arrive
HEAD_BYTES = 16_384
SWITCH_S = 0.001  # that a thread which makes a page keeps others waiting; Python has 0.005
AT_ONCE = 200  # connections; the next ones are told that the desk is busy
SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n" + (
    b'{"ok":false,"error":"The request did not arrive in time.","errors":["The request did not arrive in time."],"status":408}'
)


class Patient(H11Protocol):
    """HTTP/1.1 that waits for the head of a request no longer than HEAD_S from its first byte, or from the connection's start."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A part of a head does not stop the clock; a whole one does."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_S, self._too_slow)

    def _rest(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _too_slow(self) -> None:
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self.transport.write(SLOW)
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to an address; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, else asyncio leaves Nagle on: 40 ms an answer
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(256)
    except OSError:
        bound.close()
        raise
    return bound


def server(app: Any) -> uvicorn.Server:
    """A server of the application; `run(sockets=[...])` serves until it is told to stop."""
    sys.setswitchinterval(SWITCH_S)
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        h11_max_incomplete_event_size=HEAD_BYTES,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        backlog=256,
    )
    return uvicorn.Server(config)
