"""What can go wrong, said once: a message tells what, where, what was given, what is allowed and what to do.

One base and few children, each told apart by what the caller can do about it. The command line maps them to exit
codes, the web to one JSON shape, both in one place.
"""


class SynopticError(Exception):
    """Anything that Synoptic raises on purpose."""


class ReadError(SynopticError):
    """One input cannot be read. The others are; this one is kept as a Refusal with `reason`."""

    def __init__(self, where: str, reason: str, advice: str = "") -> None:
        self.where, self.reason, self.advice = where, reason, advice
        super().__init__(f"{where}: {reason}" + (f" {advice}" if advice else ""))


class ArchiveError(SynopticError):
    """The archive cannot be opened, read or written; nothing that it held is lost."""

    def __init__(self, where: str, reason: str, advice: str = "") -> None:
        self.where, self.reason, self.advice = where, reason, advice
        super().__init__(f"{where}: {reason}" + (f" {advice}" if advice else ""))


class UnknownNameError(SynopticError):
    """A name (format, kind, term, model) that Synoptic does not know; `choices` are those it does, or (`nearest`) the most like it."""

    def __init__(self, what: str, given: str, choices: list[str], *, nearest: bool = False) -> None:
        self.what, self.given, self.choices = what, given, choices
        super().__init__(f"{what} {given!r} is not known. {'The nearest' if nearest else 'Known'}: {', '.join(choices)}.")


class JudgementError(SynopticError):
    """What a person wants to decide cannot be decided so. `reason` says what is wrong, `advice` what to do."""

    def __init__(self, reason: str, advice: str = "") -> None:
        self.reason, self.advice = reason, advice
        super().__init__(f"{reason} {advice}".rstrip())


class MissingError(SynopticError):
    """A package that Synoptic does without is needed for what was asked; `package` is its name."""

    def __init__(self, package: str, wanted: str) -> None:
        self.package = package
        super().__init__(f"{wanted} needs the package {package}, which is not installed. Install it with `pip install {package}`.")
