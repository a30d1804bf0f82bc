"""Where articles come from: paths -> files, in a stable order, with their bytes bounded.

Folders are walked by name; hidden files are left out. A gzipped file is opened by its inner ending and may unpack to no more than a
plain file may hold, so that a small archive cannot fill the memory.
"""

import gzip
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
    def name(self) -> str:
        """The file's name, without folders."""
        return PurePath(self.path).name if self.path != "-" else "stdin"

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
            raise ReadError(self.path, f"cannot be read: {told(error)}.", "Check the file and your rights on it.") from None
        if len(content) > MOST_BYTES:
            raise ReadError(self.path, f"holds more than {MOST_BYTES:,} bytes, which no article does.", "Split it, one article a file or a line of JSON Lines.")
        if not content.strip():
            raise ReadError(self.path, "is empty.")
        return content


def told(error: Exception) -> str:
    """What the system says of an error, without numbers and paths."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def ending_of(path: str) -> str:
    """The ending that tells the format, in lower case, without `.gz`."""
    pure = PurePath(path.lower())
    return PurePath(pure.stem).suffix if pure.suffix == ".gz" else pure.suffix


def find_sources(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Source | ReadError]:
    """The files that the paths name, in the order given, folders by name. What is not there comes as a ReadError."""
    for given in paths:
        path = str(given)
        if path == "-":
            yield Source("-", "", stdin)
        elif Path(path).is_dir():
            yield from walk(Path(path))
        elif not Path(path).exists():
            yield ReadError(path, "there is no such file or folder.", "Check the path.")
        else:
            yield Source(path, ending_of(path))


def walk(folder: Path) -> Iterator[Source | ReadError]:
    """The files of a folder and its folders, by name; an empty or closed folder is told."""
    try:
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield ReadError(str(folder), f"cannot be opened: {told(error)}.", "Check your rights on it.")
        return
    if not entries:
        yield ReadError(str(folder), "this folder holds nothing to read.")
    for path in entries:
        if path.is_dir():
            yield from walk(path)
        elif path.is_file():
            yield Source(str(path), ending_of(str(path)))
