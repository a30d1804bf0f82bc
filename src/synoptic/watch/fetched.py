"""What came from an address: one answer, as it went over the wire and unpacked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer. `url` is where it was at last, `body` as it came over the wire, `content` unpacked; `moved`: where it is for good, now."""

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content: bytes
    taken: str
    address: str | None
    moved: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((v for k, v in self.headers if k.lower() == name), None)
