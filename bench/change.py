"""What one more article costs the desk: the newest article of an archive is taken out, the desk made, the article put back, the desk refreshed.

Beside it the same with nothing kept, as a desk that is started then. Processor seconds of this process: linking included, annotating not.

usage: python bench/change.py --archive FILE   (made by `synoptic read`; it is copied, not changed)
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from sqlalchemy import update

from synoptic.archive.schema import documents
from synoptic.archive.writer import changed
from synoptic.model import Document
from synoptic.pipeline import Archive, open_archive
from synoptic.show.web.keeper import Keeper


def newest(archive: Archive) -> Document:
    """The article that comes last among the sources."""
    sources = [s for s in archive.account().sources if s.dated]
    return archive.reader.document(sources[-1].id)


def take_out(archive: Archive, doc: Document) -> None:
    """As if it had not been read."""
    with archive.may_be_written().writing() as connection:
        changed(connection, documents.c.id == doc.id)
        connection.execute(update(documents).where(documents.c.id == doc.id).values(current=False))


def timed(keeper: Keeper) -> float:
    """Processor seconds of a refresh."""
    start = time.process_time()
    keeper.refresh()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(given.archive, folder))
        with open_archive(file) as archive:
            doc = newest(archive)
            take_out(archive, doc)
        keeper = Keeper(lambda: open_archive(file, create=False), where=str(file))
        print(f"{'first state':28} {timed(keeper):6.2f} s")
        print(f"{'nothing changed':28} {timed(keeper):6.2f} s")
        with open_archive(file) as archive:
            archive.may_be_written().make_current(doc)
        print(f"{'one article added':28} {timed(keeper):6.2f} s")
        anew = Keeper(lambda: open_archive(file, create=False), where=str(file))
        print(f"{'the same, nothing kept':28} {timed(anew):6.2f} s")


if __name__ == "__main__":
    main()
