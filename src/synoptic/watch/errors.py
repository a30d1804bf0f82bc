"""What can go wrong between us and a source."""

from __future__ import annotations

from synoptic.errors import SynopticError


class FetchError(SynopticError):
    """Something was not fetched. `lasting`: asking again soon changes nothing; `after`: seconds that the server asks us to wait."""

    def __init__(self, reason: str, *, lasting: bool = False, after: float | None = None, status: int | None = None) -> None:
        self.reason, self.lasting, self.after, self.status = reason, lasting, after, status
        super().__init__(reason)


class WatchError(SynopticError):
    """An archive cannot be watched as asked; nothing that it held is lost."""

    def __init__(self, where: str, reason: str, advice: str = "") -> None:
        self.where, self.reason, self.advice = where, reason, advice
        super().__init__(f"{where}: {reason}" + (f" {advice}" if advice else ""))
