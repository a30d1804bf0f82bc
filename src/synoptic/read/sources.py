"""Where articles come from: paths -> files, in a stable order, with their bytes bounded.

Folders are walked by name; hidden files are left out, and a link to a folder that it stands in is not followed. A gzipped file is opened by
its inner ending and may unpack to no more than a plain file may hold, so that a small archive cannot fill the memory.
"""

import gzip
import os
import stat
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from synoptic.errors import ReadError

MOST_BYTES = 20_000_000  # of one article's file, or one line of JSON Lines; a long newspaper page is 0.5 MB


@dataclass(frozen=True)
class Source:
    """One file (or standard input, `path` "-") and the ending that says how to read it."""

    path: str
    ending: str  # ".txt", ".html" ...; "" where there is none
    stream: BinaryIO | None = None  # standard input

    @property
    def shown(self) -> str:
        """The path as it may be printed and kept."""
        return printable(self.path)

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return PurePath(self.shown).name if self.path != "-" else "stdin"

    def open(self) -> BinaryIO:
        """The bytes, unpacked. Raises OSError."""
        if self.stream is not None:
            return self.stream
        if self.path.lower().endswith(".gz"):
            return gzip.open(self.path, "rb")  # type: ignore[return-value]
        return open(self.path, "rb")

    def bytes(self) -> bytes:
        """All bytes of a file that holds one article. Raises ReadError where it cannot be read, is empty or too large."""
        try:
            with self.open() as stream:
                content = stream.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(self.shown, f"cannot be read: {told(error)}.", "Check the file and your rights on it.") from None
        if len(content) > MOST_BYTES:
            raise ReadError(
                self.shown, f"holds more than {MOST_BYTES:,} bytes, which no article does.", "Split it, one article a file or a line of JSON Lines."
            )
        if not content.strip():
            raise ReadError(self.shown, "is empty.", "Save the article again.")
        return content


def told(error: Exception) -> str:
    """What the system says of an error, without numbers and paths."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def ending_of(path: str) -> str:
    """The ending that tells the format, in lower case, without `.gz`."""
    pure = PurePath(path.lower())
    return PurePath(pure.stem).suffix if pure.suffix == ".gz" else pure.suffix


def printable(path: str) -> str:
    """A path with what no terminal and no database can hold (control characters, bytes that are no UTF-8) as escapes."""
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cs") else c for c in path)


def find_sources(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Source | ReadError]:
    """The files that the paths name, in the order given, folders by name. What is not there comes as a ReadError."""
    for given in paths:
        path = str(given)
        if path == "-":
            yield Source("-", "", stdin)
        else:
            yield from at(path)


def at(path: str, above: tuple[str, ...] = ()) -> Iterator[Source | ReadError]:
    """The file, or the files of the folder, at a path; `above` are the real paths of the folders that it was found in."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        broken = os.path.islink(path)
        yield ReadError(printable(path), "this link leads nowhere." if broken else "there is no such file or folder.", "Check the path.")
    except (OSError, ValueError) as error:
        yield ReadError(printable(path), f"cannot be opened: {told(error)}.", "Check the path, and your rights on it and on its folder.")
    else:
        if stat.S_ISDIR(mode):
            yield from walk(path, above)
        elif above and not stat.S_ISREG(mode):
            yield ReadError(printable(path), "is a pipe, a socket or a device, which is not waited for in a folder.", "Give it by name, or as standard input.")
        else:
            yield Source(path, ending_of(path))


def walk(folder: str, above: tuple[str, ...] = ()) -> Iterator[Source | ReadError]:
    """The files of a folder and its folders, by name; an empty or closed folder is told, and one that it stands in is not entered again."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        yield ReadError(printable(folder), f"cannot be opened: {told(error)}.", "Check your rights on it.")
        return
    if not entries:
        yield ReadError(printable(folder), "this folder holds nothing to read.", "Check the path.")
    for name in entries:
        yield from at(str(Path(folder, name)), (*above, real))
