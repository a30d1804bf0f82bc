"""Which wordings an account shows first, and how it counts who uses them."""

from __future__ import annotations

from account.story import document
from synoptic.account import Account, build
from synoptic.model import Document, Story, Wording

TEXTS = {
    "quay": "The raid failed. The night raid was over at dawn, and long talks began.",
    "ridge": "A massacre, said the miller. The raid ended; direct talks followed.",
    "reed": "THE RAID. The miller’s talks went on. The miller's talks failed.",
}


def told(*referents: dict[str, tuple[str, ...]]) -> Account:
    docs = {name: document(name, text, publisher=name) for name, text in TEXTS.items()}
    story = Story(id="s-1", title="", documents=tuple(d.id for d in docs.values()))
    made = tuple(
        Wording(id=f"w-{n}", referent=f"thing {n}", variants=tuple((docs[name].id, words) for name, words in uses.items())) for n, uses in enumerate(referents)
    )
    return build({Document: tuple(docs.values()), Story: (story,), Wording: made})


def test_what_has_several_nouns_comes_first():
    """What is called by several nouns comes before what is called by several forms of one."""
    talks = {"quay": ("long talks",), "ridge": ("direct talks",), "reed": ("miller’s talks", "talks")}
    raid = {"quay": ("raid",), "ridge": ("massacre",)}
    account = told(talks, raid)
    assert [term.referent for term in account.wording] == ["thing 1", "thing 0"]
    assert [term.referent for term in account.wording.top(1)[0]] == ["thing 1"]


def test_the_usual_form_of_each_noun_comes_first():
    """Of each noun the form of most outlets is shown before any noun's other forms."""
    (term,) = told({"quay": ("night raid", "raid"), "ridge": ("massacre", "raid"), "reed": ("RAID",)}).wording
    assert list(term.by_words) == ["raid", "massacre", "night raid"]


def test_case_and_apostrophes_make_no_wording():
    """One wording in two cases, or with two forms of apostrophe, is shown once, with all who use it."""
    account = told({"quay": ("raid",), "ridge": ("massacre",), "reed": ("RAID", "miller’s talks", "miller's talks")})
    (term,) = account.wording
    assert term.by_words["raid"] == ("quay", "reed")
    assert sum("talks" in words for words in term.by_words) == 1
    rows = {row.cells[1]: row.numbers for row in account.wording.rows(term)}
    assert len(rows["raid"]) == 2
