"""How many died in what one article tells: what was only meant, plural pronouns, deaths told of apart, murder-suicides; with the real model."""

from collections.abc import Callable

import pytest

from synoptic.annotate import figures
from synoptic.annotate.reading import Reading
from synoptic.model import Figure

Read = Callable[..., Reading]


def found(read: Read, text: str) -> list[Figure]:
    """The figures of a text."""
    return list(figures.find(read(text), (), (), ()))


def dead(read: Read, text: str) -> set[float | None]:
    """The counts of killed of a text."""
    return {f.low for f in found(read, text) if f.counted == "killed"}


@pytest.mark.parametrize(
    "text",
    [
        "The driver had the intent to kill the guard.",
        "He drew the knife for the purpose of killing the guard.",
        "The court heard that she used the rope to strangle her cousin.",
        "A clerk was shot in the cheek. All three robberies proved non-fatal.",
        "A man shot his neighbour in the knee. He was charged with at\xadtemp\xadted murder.",
    ],
)
def test_what_was_meant_is_no_death(read: Read, text: str) -> None:
    """An intent, a purpose and a wound that did not kill are no deaths."""
    assert dead(read, text) == set()


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The gunman went on to kill six people.", 6),
        ("She was the second guard to die in Arlo.", 1),
        ("Officers fired at a man they killed near the depot.", 1),
        ("Oran Tavish, 31, was found shot in a flat after a deadly Friday night in Arlo.", 1),
    ],
)
def test_what_came_of_it_is_one(read: Read, text: str, low: float) -> None:
    """What somebody went on to do happened, as did what a clause says of the noun that it hangs on."""
    assert dead(read, text) == {low}


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Ada Moor and Oran Tavish were sitting in a car. They both died at the scene.", 2),
        ("Two clerks were robbed in Arlo. They died in a hospital.", 2),
        ("Both cousins were carried to the clinic, where they died within a day.", 2),
    ],
)
def test_they(read: Read, text: str, low: float) -> None:
    """ "They" are as many as were counted or listed just before, and whoever was taken to hospital and died is no injured."""
    rows = found(read, text)
    assert {f.low for f in rows if f.counted == "killed"} == {low}
    assert not [f for f in rows if f.counted in ("hospitalized", "injured")]


def test_they_whom_nobody_counted(read: Read) -> None:
    """A plural pronoun with nobody counted before it gives no count."""
    assert dead(read, "The village was shelled. They died at night.") == set()


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("A constable was killed in a shootout in Arlo on Friday. The gunman also died at the scene.", 2),
        ("The guard fatally shot Oran Tavish on Friday. The guard also killed a neighbour, Ada Moor.", 2),
    ],
)
def test_told_apart(read: Read, text: str, low: float) -> None:
    """An officer and an attacker, and one who also died, are two, on the words from the one to the other."""
    rows = [f for f in found(read, text) if f.counted == "killed"]
    (total,) = (f for f in rows if f.part_of is None)
    assert total.low == total.high == low
    assert text[total.start : total.end] == total.exact
    assert {f.part_of for f in rows if f is not total} == {total.id}


@pytest.mark.parametrize(
    "text",
    [
        "One person died in Arlo on Friday. A constable was killed in the shootout, and the gunman also was killed, an early report said.",
        "A woman was killed in Arlo on Friday. The suspect was found dead, a neighbour said.",
        "A boy was shot dead in Arlo on Friday. His mother said that Oran, 12, died in her arms.",
    ],
)
def test_not_told_apart(read: Read, text: str) -> None:
    """Where a number says one, or nothing says that two are told of, no sum is made."""
    assert dead(read, text) == {1}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Police call the shooting in Arlo a murder-suicide.", [(2, None, "at least")]),
        ("The sheriff spoke of a double homicide and suicide.", [(3, 3, "exact")]),
        ("Police do not know whether it was a murder-suicide.", []),
        ("She survived an attempted murder-suicide.", []),
    ],
)
def test_murder_suicide(read: Read, text: str, wanted: list[tuple[float, float | None, str]]) -> None:
    """A murder-suicide leaves two dead or more, a double homicide and suicide three; what is not settled, none."""
    assert [(f.low, f.high, f.hedge) for f in found(read, text) if f.counted == "killed"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Dana Ore-Lund, 20 - The Arlo HeraldDana Ore-Lund, a 20-year-old clerk, died on Friday after a fall.",
        "Gunman who shot 2 guards killed himself. The gunman was found dead.",
    ],
)
def test_one_is_not_two(read: Read, text: str) -> None:
    """A name in a headline run into its text, and an attacker who killed himself, are one."""
    assert dead(read, text) == {1}


def test_a_victim_first_named_late(read: Read) -> None:
    """A victim first named late in an article about somebody else is not the one whom it is about."""
    text = "A man was wounded in Arlo on Friday and is in stable condition. " + "The mayor spoke of the roads and of the new bridge. " * 25
    assert dead(read, text + "The week began with the murder of 27-year-old Oran Tavish of Brent.") == set()


@pytest.mark.parametrize("text", ["The shooting sent a man to the hospital.", "A clerk went to a hospital with a minor injury."])
def test_in_hospital(read: Read, text: str) -> None:
    """Whom a shooting sent to hospital, and who came there with a wound, is told as hurt."""
    assert [f.low for f in found(read, text) if f.counted in ("hospitalized", "injured")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "A guard was fatally wounded on Friday.",
        "A clerk was beaten to death in Arlo.",
        "The clerk bled to death.",
        "The suspect committed suicide.",
        "The suspect took his own life.",
        "The fire claimed the life of a nurse.",
    ],
)
def test_ways_to_say_one_died(read: Read, text: str) -> None:
    """A wound that was fatal, a verb done to death, and a life taken are a death."""
    assert [(f.counted, f.low) for f in found(read, text)] == [("killed", 1)]


@pytest.mark.parametrize("text", ["The clerk was sentenced to death.", "She tried to commit suicide.", "The project took two years of his life."])
def test_no_life_taken(read: Read, text: str) -> None:
    """A sentence, an attempt and years of a life are no death."""
    assert dead(read, text) == set()
