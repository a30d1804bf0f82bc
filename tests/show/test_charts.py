"""Charts of the invented story: what they draw, where their points lead, when there is nothing to draw."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from account.story import linked
from synoptic.account import Account, build
from synoptic.model import Position
from synoptic.show.charts import draw_courses, draw_manners
from synoptic.show.charts.courses import COLOURS


@pytest.fixture(scope="module")
def account() -> Account:
    return build(linked())


def test_courses_name_each_stance(account):
    """Each stance stands in its colour and with its name, under its party's, and leads to its line."""
    svg = draw_courses(account.talks.lines) or ""
    assert all(f">{name}<" in svg for name in ("Velmar", "Orland", "propose", "refuse", "conditional"))
    assert all(COLOURS[stance] in svg for stance in ("propose", "refuse", "conditional"))
    assert {f"#{line.id}" for line in account.talks} == set(re.findall(r'href="(#[^"]+)"', svg))


def test_two_stances_of_one_day_do_not_cover_each_other(account):
    """What a party takes beside another stance of the day stands a row lower, under the same name."""
    records = linked()
    offered = records[Position][0]
    records[Position] = (*records[Position], replace(offered, id="o-9", stance="refuse"))
    taller, lower = draw_courses(build(records).talks.lines) or "", draw_courses(account.talks.lines) or ""
    heights = [int(re.search(r'height="(\d+)"', svg)[1]) for svg in (taller, lower)]  # type: ignore[index]
    assert heights[0] > heights[1]
    assert taller.count(">Velmar<") == 1


def test_nothing_to_draw(account):
    """Positions of one day, and one speaker alone, make no chart."""
    assert draw_courses(account.talks.lines[:2]) is None
    assert draw_manners(account.voices.lines[:1]) is None


def test_manners(account):
    """Each speaker has a column under their name, each outlet a row; the number beside a bar counts its statements."""
    svg = draw_manners(account.voices.lines) or ""
    assert all(f">{name}<" in svg for name in ("Ilda", "Marn", "Northern Wire", "Notes from the quay"))
    assert {"#voice-ilda-marn", "#voice-kai-roth"} == set(re.findall(r'href="(#[^"]+)"', svg))
    assert "Ilda Marn, Northern Wire: 1 direct words" in svg
    assert "var(--direct)" in svg
    assert "var(--indirect)" in svg
