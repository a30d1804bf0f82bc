"""What each showing of the invented story says, and what no article's words may do in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account.story import DOCS, linked
from synoptic.account import Account, build
from synoptic.account.sources import Mark
from synoptic.annotate.codebook import TYPES
from synoptic.errors import UnknownNameError
from synoptic.model import Document, Story
from synoptic.show import FORMATS, explain, render
from synoptic.show.article import cut_article
from synoptic.show.days import show_day
from synoptic.show.glossary import define, render_glossary, terms
from synoptic.show.interlinear import interlinear
from synoptic.show.safe import HARMFUL, clip, visible


class Page(HTMLParser):
    """What a page holds: ids, links, tags with their attributes, headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = dict(attrs)
        self.tags.append((tag, fields))
        if fields.get("id"):
            self.ids.append(fields["id"])
        if tag == "a" and fields.get("href"):
            self.links.append(fields["href"])


@pytest.fixture(scope="module")
def account() -> Account:
    return build(linked())


@pytest.fixture(scope="module")
def html(account) -> str:
    return render(account, "html")


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_same_bytes(account, format):
    """The same account shows itself in the same bytes, in every format."""
    assert render(account, format) == render(build(linked()), format)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_empty(format):
    """An account of nothing says so instead of failing."""
    assert render(build({}), format)


def test_unknown_format(account):
    """A format that is not known is refused with those that are."""
    with pytest.raises(UnknownNameError, match="html"):
        render(account, "pdf")


@pytest.mark.parametrize("width", [80, 60, 40])
def test_terminal_fits(account, width):
    """No line of the terminal form is wider than the terminal, none holds a control sequence, and the words are there in a narrow one too."""
    text = render(account, "terminal", width=width, color=False)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text
    assert "We will sit down with" in " ".join(text.split())


def test_color_where_asked(account):
    """Colour is written where it is asked for."""
    assert "\x1b[" in render(account, "terminal", width=80, color=True)


def test_markdown_is_text(account):
    """No words of an article make markup in Markdown."""
    text = render(account, "md")
    assert "<script" not in text.replace("\\<script", "")
    assert text.count("\n# ") + text.startswith("# ") == 1


def test_data_holds_all(account):
    """The data form parses, holds every section, and leaves out the texts of articles."""
    data = json.loads(render(account, "json"))
    assert {"stories", "timeline", "undated", "voices", "figures", "talks", "moves", "wording", "gaps", "sources"} <= set(data)
    assert data["figures"][0]["evidence"][0]["words"]["exact"]
    assert not any(source["text"] for source in data["sources"])
    words = [word for variant in data["voices"][0]["said"][0]["variants"] for word in variant["words"]]
    assert {word["shared"] for word in words} >= {"all", "one"}
    assert {side["label"] for side in data["relations"][0]["sides"]} == {"5 killed", "19 killed"}


def test_half_a_surrogate(account):
    """An article with half a surrogate pair is shown in every format."""
    doc = replace(DOCS["letter"], title="Half \ud800 a pair")
    records = linked()
    records[Document] = (*records[Document][:3], doc)
    for format in FORMATS:
        render(build(records), format).encode("utf-8")


def test_page_asks_nobody(html, page):
    """The page requests nothing: no source, no style sheet, no script from elsewhere, no URL but links a person may click."""
    for tag, fields in page.tags:
        assert "src" not in fields, tag
        assert tag not in ("link", "iframe", "object", "embed", "img", "base", "form"), tag
    assert "@import" not in html
    assert "url(" not in html
    assert all(link.startswith("#") or link == "https://herald.example/raid" for link in page.links)


def test_page_policy(html, page):
    """The policy allows the page's own style and script by hash and nothing else, and no attribute needs more."""
    policy = next(f["content"] for t, f in page.tags if t == "meta" and f.get("http-equiv") == "Content-Security-Policy") or ""
    for tag in ("style", "script"):
        inside = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(inside) == 1
        assert base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not any(name == "style" or name.startswith("on") for _, fields in page.tags for name in fields)


def test_articles_never_run(html, page):
    """A script in an article is text, a javascript: URL is no link, a bidirectional override is a visible sign."""
    assert "&lt;script&gt;alert" in html
    assert not any(link.lower().startswith("javascript") for link in page.links)
    assert "\u202e" not in html
    assert "U+202E" in html


def test_links_lead_somewhere(page):
    """Ids are unique and every link in the page has its target."""
    assert len(page.ids) == len(set(page.ids))
    missing = {link for link in page.links if link.startswith("#")} - {f"#{i}" for i in page.ids}
    assert not missing


def test_headings_in_order(page):
    """One first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_line_opens(account, page):
    """Every line of the account has its place in the page, and every evidence its place in an article."""
    ids = set(page.ids)
    for section in (account.timeline, account.figures, account.talks, account.relations, account.wording):
        assert {line.id for line in section} <= ids
    assert {f"w-{e.words.document}-{e.words.start}-{e.words.end}" for line in account.timeline for e in line.evidence} <= ids


def test_charts(html):
    """Moving figures are drawn: points link to their rows, colours come from the page's style, and no foreign address is left."""
    svgs = re.findall("<svg.*?</svg>", html, re.DOTALL)
    assert len(svgs) == 5  # the timeline, who gets direct words, the revised toll, the disputed toll, the courses
    assert all('href="#' in svg and "http" not in svg and "var(--" in svg for svg in svgs)


def test_two_stories(account):
    """Two stories are told apart, each with its own sections, under a list of both."""
    records = linked()
    ids = [d.id for d in DOCS.values()]
    records[Story] = (Story(id="s-1", title="One", documents=tuple(ids[:3])), Story(id="s-2", title="Two", documents=(ids[3],)))
    page = Page(render(build(records), "html"))
    assert {"s-1", "s-2", "s-1-sources", "s-2-sources"} <= set(page.ids)
    test_links_lead_somewhere(page)
    test_headings_in_order(page)


def test_one_speaker(account):
    """The page of one speaker has all that they said in the order of its days, where it is lacking, and links that lead somewhere."""
    alone = account.by("Kai Roth")
    html = render(alone, "html")
    page = Page(html)
    assert "voice-kai-roth" in page.ids
    assert "voice-ilda-marn" not in page.ids
    assert "Not found in:" in html
    test_links_lead_somewhere(page)
    test_headings_in_order(page)
    assert "Notes from the" in render(alone, "terminal")
    assert "### How each outlet gives it" in render(alone, "md")


def test_wordings_stand_word_under_word(account):
    """In plain text each word stands under its like, and signs below tell what all have; nothing is wider than allowed."""
    said = account.voices["Marn"].said[0]
    first, second, third, signs, _ = interlinear(said, 100)
    assert first.split() == ["1", "2", "We", "will", "sit", "down", "with", "anyone", "who", "stops", "shooting"]
    assert first.index("shooting") == second.index("shooting")
    assert first.index("with") == second.index("with")
    assert signs[first.index("shooting")] == "="
    assert signs[first.index("will")] == "*"
    assert third.startswith("4 ")
    assert max(len(line) for line in interlinear(said, 40)) <= 40


def test_wordings_in_the_page(html):
    """Words that one wording alone has are marked, and each wording leads to its exact place."""
    assert re.search(r'<a href="#w-[^"]+"><bdi>|<td class="variant" role="cell"><a href="#w-d-', html)
    assert '<em class="one">shall</em>' in html


def test_speakers_in_the_page(page):
    """Each speaker has a place of its own that can be passed on."""
    assert {"voice-ilda-marn", "voice-kai-roth"} <= set(page.ids)
    assert "#voice-ilda-marn" in page.links


PLACE = st.integers(0, 60)
MARKS = st.builds(lambda a, b, kind: Mark(min(a, b), max(a, b), kind), PLACE, PLACE, st.sampled_from(["quotation", "figure"]))


@given(st.text(max_size=60), st.lists(MARKS, max_size=6), st.sets(st.tuples(PLACE, PLACE)))
def test_pieces_make_the_text(text, marks, anchors):
    """Whatever is marked, the pieces put the article together again but for empty paragraphs and line breaks."""
    pieces = cut_article(text, marks, anchors)
    assert ["".join(p.text for p in paragraph) for paragraph in pieces] == [line for line in text.split("\n") if line.strip()]


@given(st.text(st.characters(), max_size=80))
@settings(max_examples=200)
def test_visible_is_harmless(text):
    """What is shown holds nothing that controls a terminal or turns the reading direction."""
    assert not HARMFUL.search(visible(text))
    assert len(clip(text, 20)) <= 20 or HARMFUL.search(text)


def test_days():
    """Days are shown as a person writes them."""
    assert [show_day(d) for d in ("2031-05-02", "2031-05", "2031", "2031-05-01/2031-05-03", "2031-05-30/2031-06-02", None)] == [
        "2 May 2031",
        "May 2031",
        "2031",
        "1–3 May 2031",
        "30 May 2031 – 2 June 2031",
        "undated",
    ]
    assert show_day("2031-05-02T10:00Z", short=True) == "2 May"


@pytest.mark.parametrize("term", ["CONSULT", "quotation", "GPE", "gpe", "follow up", "conditional", "0871", "origin"])
def test_explain(term):
    """Labels and terms are explained, whatever their case, with the source named."""
    assert "Source: " in explain(term)


def test_explain_unknown():
    """A term that is not known is refused with those that are near."""
    with pytest.raises(UnknownNameError) as caught:
        explain("utterence")
    assert "utterance" in caught.value.choices


def test_explain_prefers_the_exact_case():
    """EVENT is a label of entities, event is a line of the account."""
    assert "entity label" in explain("EVENT")
    assert "happening" in explain("event")


def test_every_label_of_the_contract_is_known():
    """Stances, statuses, modalities, relations and quotation types all have a definition."""
    labels = "propose accept conditional refuse demand single agree revised conflict happened planned offered demanded threatened denied reported"
    labels += " equivalence subsumption contradiction follow_up elaboration direct indirect mixed cites republishes copies"
    assert all(define(label) for label in labels.split())


def test_types_are_those_of_the_codebook():
    """Every PLOVER type that the annotators give is in the glossary, as the codebook has it."""
    assert {t.name for t in terms() if t.kind == "PLOVER event type"} == set(TYPES)


def test_no_two_meanings_of_one_kind():
    """A name has one meaning in each kind."""
    assert len({(t.name, t.kind) for t in terms()}) == len(terms())


def test_glossary_is_written():
    """docs/glossary.md is what the glossary says now."""
    written = Path(__file__).parents[2] / "docs" / "glossary.md"
    assert written.read_text(encoding="utf-8") == render_glossary()
