"""Which addresses may be reached: those of the public internet, and what the user allowed by name.

A name is resolved once, every address that it has is judged, and the connection goes to the very address that was judged, so that a name which changes its
address between the two (DNS rebinding) gains nothing. Addresses that carry another inside (IPv4 in IPv6, 6to4, Teredo, NAT64) are judged by both.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from synoptic.watch.errors import FetchError

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Allowed:
    """What is allowed beside the public internet: hosts by name, addresses and networks."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, given: Iterable[str]) -> Allowed:
        """From what a user wrote: `desk.local`, `10.1.2.3`, `10.0.0.0/8`."""
        names, networks = set(), []
        for one in given:
            host = one.partition(":")[0] if one.count(":") == 1 else one.strip("[]")
            try:
                networks.append(ipaddress.ip_network(host, strict=False))
            except ValueError:
                names.add(host.lower().rstrip("."))
        return cls(frozenset(names), tuple(networks))

    def refuses(self, host: str, address: str) -> str | None:
        """Why this address of a host may not be reached; None where it may."""
        try:
            found = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return f"{address} is no address"
        if host.lower().rstrip(".") in self.names or any(found in network for network in self.networks if network.version == found.version):
            return None
        kind = next((k for inner in (found, *carried(found)) if (k := kind_of(inner))), None)
        return f"{host} is at {found}, {kind}" if kind else None


def kind_of(address: Address) -> str | None:
    """What an address is that is not of the public internet; None for a public one."""
    if address.is_loopback:
        return "which is this machine itself"
    if address.is_link_local:
        return "which is link-local"
    if address.is_multicast:
        return "which is many machines at once"
    if address.is_unspecified:
        return "which is no machine's"
    return None if address.is_global else "which is private or reserved"


def carried(address: Address) -> tuple[Address, ...]:
    """The addresses that stand inside an IPv6 address."""
    if not isinstance(address, ipaddress.IPv6Address):
        return ()
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(i for i in inner if i is not None)


def resolve(host: str, port: int, allowed: Allowed) -> list[str]:
    """The addresses of a host, all of which may be reached. Raises FetchError where it has none, or where any may not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the name {host} is not known ({getattr(error, 'strerror', None) or error}).") from None
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    for address in addresses:
        if why := allowed.refuses(host, address):
            raise FetchError(f"{why}: such addresses are reached only where `--allow {host}` says so.", lasting=True)
    return addresses
