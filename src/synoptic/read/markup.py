"""XML and pieces of HTML -> paragraphs of plain text: what the readers of news formats share.

Parsed by lxml without entities, DTDs or network, in bounded depth (libxml2 stops at 256), and recovered where it is broken; a bomb of entities
stays unexpanded. Paragraphs are gathered without recursion. Nothing of a feed is ever given on as HTML: it becomes text here.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from synoptic.errors import ReadError

BLOCKS = frozenset(
    re.findall(r"\w+", "p h1 h2 h3 h4 h5 h6 hl1 hl2 hedline tagline li ul ol dl dt dd div section article bq block blockquote pre table tr th td caption br hr")
)
SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "form", "button", "select", "textarea", "nav"))
SPACES = re.compile(r"\s+")


def parse_xml(content: bytes, where: str) -> Any:
    """The root element of an XML document, as far as it can be read. Raises ReadError where there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(where, f"is no XML: {SPACES.sub(' ', str(error))[:120]}.", "Save it again.") from None
    if root is None:
        raise ReadError(where, "is no XML.", "Save it again.")
    return root


def root_of(content: bytes) -> str:
    """The local name of the root element of some XML, in lower case; "" where it is none."""
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        parser.feed(content[:65_536])
        for _, element in parser.read_events():
            return local(element).lower()
    except (etree.LxmlError, ValueError):
        pass
    return ""


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def named(element: Any, *names: str) -> Iterator[Any]:
    """Every element below with one of those local names, in order."""
    for one in element.iter():
        if local(one) in names:
            yield one


def first_text(element: Any, *names: str) -> str | None:
    """The text of the first element below with one of those names that has any."""
    for one in named(element, *names):
        if text := flat("".join(one.itertext())):
            return text
    return None


def flat(text: str | None) -> str:
    """Text on one line."""
    return SPACES.sub(" ", text or "").strip()


def paragraphs(element: Any) -> str:
    """The text below an element, a line a block, blocks apart by an empty line."""
    lines: list[str] = []
    held: list[str] = []
    silent = 0

    def flush() -> None:
        if line := flat("".join(held)):
            lines.append(line)
        held.clear()

    for event, one in etree.iterwalk(element, events=("start", "end")):
        name = local(one).lower()
        if event == "start":
            silent += name in SILENT
            if name in BLOCKS:
                flush()
            if not silent and name and one.text:
                held.append(one.text)
        else:
            silent -= name in SILENT
            if name in BLOCKS:
                flush()
            if not silent and one is not element and one.tail:
                held.append(one.tail)
    flush()
    return "\n\n".join(lines)


def plain(fragment: str | None) -> str:
    """A piece of HTML as plain paragraphs; text without markup stays as it is, its character references resolved."""
    if not fragment or not fragment.strip():
        return ""
    if not re.search(r"<[a-zA-Z!/]", fragment):
        return entities.unescape(fragment).strip()
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8")
        return paragraphs(lxml_html.fragment_fromstring(fragment.encode("utf-8", "replace"), create_parent="div", parser=parser))
    except (etree.LxmlError, ValueError, AssertionError):
        return flat(re.sub(r"<[^<>]*>", " ", fragment))


def plain_line(fragment: str | None) -> str | None:
    """A piece of HTML on one line; None where it says nothing."""
    return flat(plain(fragment)) or None
