"""An Atom feed (RFC 4287) in a file: the latest tellings, newest first, written whole each time. All words are text, never HTML."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from synoptic.show.safe import visible
from synoptic.show.whole import written_whole
from synoptic.watch.clock import stamp
from synoptic.watch.telling import Telling

MOST = 200


class Atom:
    """A file that any feed reader follows."""

    whole = True

    def __init__(self, path: Path) -> None:
        """Nothing is written yet."""
        self.path = path
        self.name = f"atom {path.absolute()}"

    def send(self, tellings: list[tuple[float, Telling]]) -> None:
        """Write the feed."""
        with written_whole(self.path) as file:
            file.write(feed_of(tellings[-MOST:]).encode())


def feed_of(tellings: list[tuple[float, Telling]]) -> str:
    """The feed of some tellings, oldest first."""
    updated = stamp(tellings[-1][0]) if tellings else "1970-01-01T00:00:00Z"
    entries = "".join(entry_of(when, telling) for when, telling in reversed(tellings))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Synoptic: what changed</title><id>urn:synoptic:watch</id><updated>{updated}</updated>"
        f"<author><name>Synoptic</name></author>\n{entries}</feed>\n"
    )


def entry_of(when: float, telling: Telling) -> str:
    """One telling as an entry."""
    link = f"<link href={quoteattr(telling.urls[0])}/>" if telling.urls else ""
    words = "\n".join((*((telling.story,) if telling.story else ()), *telling.details, *telling.urls))
    return (
        f'<entry><title type="text">{plain(telling.headline)}</title><id>urn:synoptic:{telling.id}</id><updated>{stamp(when)}</updated>{link}'
        f'<category term={quoteattr(telling.kind)}/><content type="text">{plain(words)}</content></entry>\n'
    )


def plain(text: str) -> str:
    """Words as XML can hold them."""
    return escape(visible(text)).replace("\ufffe", "").replace("\uffff", "")
