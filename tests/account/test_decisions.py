"""What persons decided, in the account: theirs by name, with the words that it is about."""

from __future__ import annotations

from dataclasses import replace

from account.story import linked
from synoptic.account import build
from synoptic.judge import decide, stamped, withdraw
from synoptic.model import Judgement
from synoptic.show import render

LINKED = linked()
JOIN = replace(
    stamped(decide(LINKED, "join", ["v-1", "v-2"], who="Ada Lund", why="one <b>raid</b>"), "2031-05-04T09:00:00.000000Z"), status="holds", records=("v-1",)
)
NAMED = stamped(decide(LINKED, "correct", ["s-1"], who="Ben Oduya", field="title", value="The raid"), "2031-05-04T10:00:00.000000Z")
NAMED = replace(NAMED, status="overruled", status_why="Ada Lund decided otherwise on 2031-05-05 (j-9)")
UNDONE = stamped(withdraw([JOIN], JOIN.id, who="Cy"), "2031-05-04T11:00:00.000000Z")


def test_decisions_stand_in_their_order_with_words_and_status() -> None:
    """Who, when, what, why, whether it holds; what was withdrawn, and withdrawals, are no lines."""
    account = build({**LINKED, Judgement: (NAMED, JOIN, replace(UNDONE, status="holds"), replace(JOIN, id="j-0", status="withdrawn"))})
    assert [(d.who, d.what) for d in account.decisions] == [
        ("Ada Lund", "joined event: Coastguards of Orland stormed the harbour of Velmar on Friday | Orland's prime minister, Kai Roth, rejected the offer."),
        ("Ben Oduya", "corrected story: title from Harbour stormed in Velmar to The raid"),
    ]
    joined, named = account.decisions
    assert {e.words.exact for e in joined.evidence} == {"stormed", "raid", "massacre", "rejected"}
    assert joined.story == named.story == "s-1"
    assert account.decisions.cells(named)[-1] == "overruled: Ada Lund decided otherwise on 2031-05-05 (j-9)"
    assert account.decisions.shaping("v-1") == (joined,)


def test_without_judgements_no_section_is_shown() -> None:
    """Where nobody decided anything, nothing says so."""
    assert len(build(LINKED).decisions) == 0
    for form in ("terminal", "md", "html"):
        assert "Decisions" not in render(build(LINKED), form)


def test_every_form_shows_who_decided() -> None:
    """By name, with the reason, which can be no markup."""
    account = build({**LINKED, Judgement: (JOIN,)})
    for form in ("terminal", "md", "json", "html"):
        shown = render(account, form, width=120)
        assert "Ada Lund" in shown
        assert "<b>raid" not in shown or form in ("terminal", "json")
