"""Partitions with what persons decided over them: the last word holds, and what later members do is the same for everyone."""

from __future__ import annotations

import random

import pytest

from synoptic.link.judged.groups import regroup
from synoptic.model import Judgement

Parts = dict[str, int]


def judgement(number: int, act: str) -> Judgement:
    return Judgement(id=f"j-{number}", act=act, over="event", who="Ada", when=f"2031-05-0{number}T00:00:00Z")


def groups(start: list[str], *decided: tuple[str, Parts]) -> tuple[list[str], dict[str, str]]:
    """The groups, each as a word of its members; judgement -> the one that overruled it."""
    judgements = [judgement(n, act) for n, (act, _) in enumerate(decided, 1)]
    placed = {j.id: list(parts.items()) for j, (_, parts) in zip(judgements, decided, strict=True)}
    made, overruled = regroup([list(word) for word in start], judgements, placed)
    return ["".join(g) for g in made], {name: by.id for name, by in overruled.items()}


def test_a_join_takes_along_what_joined_since() -> None:
    """Members that the linker has added to either group go with it."""
    assert groups(["abx", "cy", "z"], ("join", {"a": 0, "b": 0, "c": 1})) == (["abcxy", "z"], {})


def test_a_split_leaves_what_came_later_with_the_largest_part() -> None:
    """Nobody decided over those."""
    assert groups(["abcdx"], ("split", {"a": 0, "b": 0, "c": 0, "d": 1})) == (["abcx", "d"], {})
    assert groups(["abcx"], ("split", {"a": 0, "b": 1, "c": 1})) == (["a", "bcx"], {})


def test_a_split_that_the_linker_made_itself_changes_nothing() -> None:
    """Parts that are apart stay as they are, whatever else their groups hold."""
    assert groups(["ax", "by"], ("split", {"a": 0, "b": 1})) == (["ax", "by"], {})


def test_the_last_word_holds_and_the_first_is_told() -> None:
    """A split after a join of the same, and the other way round, hold; what they undid is overruled by them."""
    assert groups(["a", "b"], ("join", {"a": 0, "b": 1}), ("split", {"a": 0, "b": 1})) == (["a", "b"], {"j-1": "j-2"})
    assert groups(["ab"], ("split", {"a": 0, "b": 1}), ("join", {"a": 0, "b": 1})) == (["ab"], {"j-1": "j-2"})
    assert groups(["a", "b", "c"], ("join", {"a": 0, "b": 1}), ("join", {"b": 0, "c": 1})) == (["abc"], {})


def test_members_that_are_not_there_any_more_hold_up_nothing() -> None:
    """What is left of a judgement is applied."""
    assert groups(["a", "b"], ("join", {"a": 0, "gone": 0, "b": 1})) == (["ab"], {})
    assert groups(["ab"], ("split", {"gone": 0, "b": 1})) == (["ab"], {})


@pytest.mark.parametrize("seed", range(20))
def test_every_member_is_in_one_group_whatever_is_decided(seed: int) -> None:
    """Nothing is lost or doubled, the order in which groups are given does not matter, and the last judgement always holds."""
    dice = random.Random(seed)
    units = "abcdefgh"
    start = ["".join(u for u in units if hash_of(u, seed) == n) for n in range(3)]
    decided = [(dice.choice(["join", "split"]), {u: dice.randrange(2) for u in dice.sample(units, 4)}) for _ in range(5)]
    made, overruled = groups([g for g in start if g], *decided)
    assert sorted("".join(made)) == list(units)
    assert groups([g for g in reversed(start) if g], *decided) == (made, overruled)
    assert "j-5" not in overruled


def hash_of(unit: str, seed: int) -> int:
    return random.Random(f"{unit}{seed}").randrange(3)
