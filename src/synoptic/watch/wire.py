"""One request on one connection: the address judged, the time bounded as a whole, the body bounded as it arrives. On httpcore.

httpcore gives each read its own time, so a server that sends a byte every few seconds could hold us for ever: here a deadline holds for the whole
exchange, headers too. Proxies are those of the usual environment variables; what stands behind one is reached by the proxy, so its name is judged
where we can resolve it.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import httpcore

from synoptic.watch.addresses import Allowed, resolve
from synoptic.watch.errors import FetchError

READ_S = 20.0  # of silence
WHOLE_S = 60.0  # of one exchange
MOST_BYTES = 5_000_000  # of one body on the wire; a long newspaper page has 0.5 MB


class Wire(httpcore.NetworkBackend):
    """Connects to addresses that were judged. With `judge` False (a proxy that the user named) to any."""

    def __init__(self, allowed: Allowed, deadline: float, *, judge: bool = True) -> None:
        """`deadline` is of `time.monotonic`."""
        self.allowed, self.deadline, self.judge = allowed, deadline, judge
        self.inner = httpcore.SyncBackend()
        self.address: str | None = None

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers. Raises FetchError, httpcore's errors."""
        failed: Exception = httpcore.ConnectError("no address")
        for address in resolve(host, port, self.allowed) if self.judge else [host]:
            try:
                stream = self.inner.connect_tcp(address, port, timeout=left(self.deadline, timeout), local_address=local_address, socket_options=socket_options)
                self.address = address
                return Bounded(stream, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class Bounded(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        """Around another."""
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self.stream.read(max_bytes, timeout=left(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self.stream.write(buffer, timeout=left(self.deadline, timeout))

    def close(self) -> None:
        """Hang up."""
        self.stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        """The same, encrypted; the certificate is judged by the host's name, whatever address it is at."""
        return Bounded(self.stream.start_tls(ssl_context, server_hostname=server_hostname, timeout=left(self.deadline, timeout)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection says of itself."""
        return self.stream.get_extra_info(info)


def left(deadline: float, timeout: float | None) -> float:
    """The time that one step may take. Raises httpcore.ReadTimeout where none is left."""
    rest = deadline - time.monotonic()
    if rest <= 0:
        raise httpcore.ReadTimeout("the whole exchange took too long")
    return rest if timeout is None else min(rest, timeout)


def exchange(
    url: str, headers: dict[str, str], allowed: Allowed, *, method: str = "GET", body: bytes | None = None, whole_s: float = WHOLE_S
) -> tuple[int, list[tuple[str, str]], bytes, str | None]:
    """Status, headers, body as sent and the address of one answer. Raises FetchError; httpcore's and h11's errors are told as such."""
    wire = Wire(allowed, time.monotonic() + whole_s)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), READ_S)
    try:
        with (
            connections(url, wire) as pool,
            pool.stream(method, url.encode("ascii"), headers=[(k.encode(), v.encode("latin-1", "replace")) for k, v in headers.items()], content=body,
                        extensions={"timeout": timeouts}) as answer,
        ):  # fmt: skip
            received = bytearray()
            for chunk in answer.iter_stream():
                received += chunk
                if len(received) > MOST_BYTES:
                    raise FetchError(f"its answer is longer than {MOST_BYTES:,} bytes, which no article is.", lasting=True)
            given = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in answer.headers]
            return answer.status, given, bytes(received), wire.address
    except httpcore.TimeoutException:
        raise FetchError("it did not answer in time.") from None
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError(f"the connection failed ({why(error)}).") from None
    except (httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise FetchError(f"its answer is broken or was cut off ({why(error)}).") from None


def connections(url: str, wire: Wire) -> httpcore.ConnectionPool:
    """What opens the connection: straight, or through the proxy of the environment."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxy = None if proxy_bypass(host) else getproxies().get(parts.scheme) or getproxies().get("all")
    if not proxy:
        return httpcore.ConnectionPool(ssl_context=tls(), max_connections=1, network_backend=wire)
    judge_behind(host, parts.port or 443, wire.allowed)
    inner = Wire(wire.allowed, wire.deadline, judge=False)
    given = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    auth = (given.username, given.password or "") if given.username else None
    plain = f"{given.scheme}://{given.hostname}:{given.port or (1080 if given.scheme.startswith('socks') else 80)}"
    if given.scheme.startswith("socks"):
        return httpcore.SOCKSProxy(plain, proxy_auth=auth, ssl_context=tls(), max_connections=1, network_backend=inner)
    return httpcore.HTTPProxy(plain, proxy_auth=auth, ssl_context=tls(), max_connections=1, network_backend=inner)


def judge_behind(host: str, port: int, allowed: Allowed) -> None:
    """Raises FetchError where a host behind a proxy is known to be at an address that may not be reached; an unknown one is the proxy's to judge."""
    try:
        resolve(host, port, allowed)
    except FetchError as error:
        if error.lasting:
            raise


@cache
def tls() -> ssl.SSLContext:
    """Certificates as the system has them (and SSL_CERT_FILE says); certifi's where it has none."""
    found = ssl.create_default_context()
    if not found.cert_store_stats()["x509_ca"] and not found.get_ca_certs():
        found.load_verify_locations(certifi.where())
    return found


def why(error: BaseException) -> str:
    """An error in a few words."""
    return (str(error) or type(error).__name__)[:120]
