"""Live: sources are asked, what they hold is kept and read, and what changes in the account is told. The one room with the clock and the network in it.

`Watch` ties it together; `docs/live.md` tells how to use it. What a watch knows stands in a folder beside the archive: its state, and the pages as fetched.
"""

from synoptic.watch.loop import Watch, folder_of

__all__ = ["Watch", "folder_of"]
