"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from synoptic.show.whole import written_whole


def test_a_full_disk_leaves_the_old_file_and_names_it(tmp_path: Path) -> None:
    """Where writing fails, the file is as it was, nothing lies beside it, and the error names the file that was asked for."""
    path = tmp_path / "account.html"
    path.write_text("old")

    def write() -> None:
        with written_whole(path) as file:
            file.write(b"new")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space") as raised:
        write()
    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
