"""The only place where rooms are wired: read -> annotate -> archive -> link -> account, export.

An `Archive` is what Python and the command line work with: `open_archive("story.db")` keeps, `open_archive()` does the same in memory. What it can
do stands in `archive`; how it does it in `reading` (inputs in), `annotating` (documents through the annotators, in processes), `again` (documents
that older annotators read), `linking` (what all say together).
"""

from synoptic.pipeline.archive import Archive, open_archive
from synoptic.pipeline.linking import linkers
from synoptic.pipeline.opened import Progress
from synoptic.pipeline.reading import Reading

__all__ = ["Archive", "Progress", "Reading", "linkers", "open_archive"]
