"""What was fetched, kept as it came: WARC records (ISO 28500) with address, time, headers, body and hashes, in files beside the archive.

Each record is packed by itself and appended; it is on the disk before it is noted, so that a killed process leaves at most a tail that nobody noted, which is
cut off at the next start. An account can be defended with them after a page is gone: `place` of a version is where its record starts.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from synoptic import __version__
from synoptic.watch.errors import WatchError
from synoptic.watch.fetch import unpack
from synoptic.watch.fetched import Fetched

MOST_FILE = 1_000_000_000  # bytes of one file: what web archives usually have
DROPPED = ("transfer-encoding", "connection")  # of the connection, not of the page: the body is kept without chunks


class Evidence:
    """The files of one archive."""

    def __init__(self, folder: Path) -> None:
        """`recover` must be called before anything is kept."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.number, self.size = 1, 0

    def recover(self, number: int, size: int) -> None:
        """Go on in a file at the size that was noted; what a killed process left behind it is cut off. Raises WatchError where the file is shorter."""
        self.number, self.size = number, size
        path = self.path(self.name)
        if not path.exists():
            if size:
                raise WatchError(str(path), "is gone, with the pages kept in it.", "Put it back, or move the whole folder away to start anew.")
            return
        if (found := path.stat().st_size) < size:
            raise WatchError(str(path), f"is shorter than it was ({found:,} of {size:,} bytes).", "Restore it from a copy.")
        os.truncate(path, size)

    @property
    def name(self) -> str:
        """The file that is written to."""
        return f"pages-{self.number:05}.warc.gz"

    def path(self, name: str) -> Path:
        """Where a file is."""
        return self.folder / name

    def keep(self, all_fetched: list[Fetched]) -> list[tuple[str, int]]:
        """Append records and see them to the disk; the file and place of each."""
        places = []
        if self.size > MOST_FILE:
            self.number, self.size = self.number + 1, 0
        with open(self.path(self.name), "ab") as file:
            if not self.size:
                self.size += file.write(packed(information()))
            for fetched in all_fetched:
                places.append((self.name, self.size))
                self.size += file.write(packed(record_of(fetched)))
            file.flush()
            os.fsync(file.fileno())
        return places

    def read(self, name: str, place: int) -> tuple[bytes, dict[str, str]]:
        """The page of a record, unpacked, and its headers. Raises WatchError where it is not there."""
        try:
            with open(self.path(name), "rb") as file:
                file.seek(place)
                record = next(iter(ArchiveIterator(file, record_types=WarcRecordType.response)))
                headers = {str(k).lower(): str(v) for k, v in record.http_headers.items()}
                return unpack(record.reader.read(), headers.get("content-encoding", "")), headers
        except (OSError, StopIteration, ValueError) as error:
            raise WatchError(str(self.path(name)), f"holds no page at {place} ({error}).", "Restore it from a copy.") from None


def record_of(fetched: Fetched) -> Any:
    """One answer as a record."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = fetched.url
    record.headers["WARC-Date"] = fetched.taken
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.headers["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(fetched.body).hexdigest()}"
    if fetched.address:
        record.headers["WARC-IP-Address"] = fetched.address
    kept = "".join(f"{name}: {one_line(value)}\r\n" for name, value in fetched.headers if name.lower() not in DROPPED)
    record.set_bytes_content(f"HTTP/1.1 {fetched.status} \r\n{kept}\r\n".encode("latin-1", "replace") + fetched.body)
    return record


def information() -> Any:
    """The record that a file starts with."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.warcinfo)
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: Synoptic/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode())
    return record


def packed(record: Any) -> bytes:
    """A record, packed by itself."""
    plain = io.BytesIO()
    record.write(plain, checksum_data=False)
    return gzip.compress(plain.getvalue(), compresslevel=6, mtime=0)


def one_line(value: str) -> str:
    """A header's value without line ends."""
    return value.replace("\r", " ").replace("\n", " ")
