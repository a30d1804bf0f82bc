"""Files that are there whole or not at all: what is written goes beside them first, and takes their place at the end."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

ALL_MAY_READ = 0o666


@contextmanager
def written_whole(path: str | Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends well; on an error the old file stays. Raises OSError.

    What is no plain file (a pipe, /dev/stdout) is written to as it is.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        with open(path, "wb") as stream:
            yield stream
        return
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}.", delete=False) as beside:
            try:
                yield beside  # type: ignore[misc]  # a BinaryIO in all but name
                beside.close()
                umask = os.umask(0)
                os.umask(umask)
                os.chmod(beside.name, path.stat().st_mode if path.exists() else ALL_MAY_READ & ~umask)
                os.replace(beside.name, path)
            except BaseException:
                os.unlink(beside.name)
                raise
    except OSError as error:  # of a full disk, which names no file, or of the file beside, whose name nobody gave
        raise type(error)(error.errno, error.strerror, str(path)) from None
