"""What several documents call one thing."""

from __future__ import annotations

from synoptic.annotate import entities as annotate_entities
from synoptic.annotate import namings
from synoptic.link import entities, wordings
from synoptic.link.wordings.kinship import KIND, NONE, SAME, kinship
from synoptic.model import Story, Wording


def made(read, *texts: str) -> tuple[Wording, ...]:
    readings = [read(t, name=f"n{i}") for i, t in enumerate(texts)]
    chains, found = [], []
    for reading in readings:
        mine = tuple(annotate_entities.find(reading))
        chains += mine
        found += namings.find(reading, mine)
    story = Story(id="s-1", title="", documents=tuple(r.doc.id for r in readings))
    joined = entities.link((story,), chains, (), (), (), ())[0]
    return wordings.link((story,), found, chains, joined, ())[0]


def records(read, *texts: str) -> list[dict[str, set[str]]]:
    names = {read(t, name=f"n{i}").doc.id: f"n{i}" for i, t in enumerate(texts)}
    return [{names[d]: {w.lower() for w in words} for d, words in w.variants} for w in made(read, *texts)]


def test_a_war_by_any_name_is_one_record(read):
    """Documents that call one war an invasion and an operation meet in one record."""
    found = records(
        read,
        "The invasion of Peru began on Monday. Chile defended the invasion of Peru.",
        "Chile began a special operation in Peru. The special operation in Peru goes on.",
    )
    assert any("invasion" in r.get("n0", ()) and "special operation" in r.get("n1", ()) for r in found)


def test_spellings_of_a_city_are_one_record(read):
    """A city's spellings stand in one record, each with its document."""
    found = records(read, "The mayor of Kyiv spoke in Kyiv.", "The mayor of Kiev spoke in Kiev.")
    assert any("kyiv" in r.get("n0", ()) and "kiev" in r.get("n1", ()) for r in found)


def test_what_all_call_the_same_is_no_record(read):
    """One word for a thing in every document makes no record."""
    found = records(read, "The lawsuit failed.", "The lawsuit was long.")
    assert not any("lawsuit" in w for r in found for w in r.values())


def test_kinship_of_nouns():
    """Synonyms are the same, a deal is a kind of agreement, unrelated nouns are neither."""
    assert kinship("probe", "investigation") == SAME
    assert kinship("deal", "agreement") == KIND
    assert kinship("banana", "lawsuit") == NONE


def test_a_party_is_named_by_its_members_and_bodies(read):
    """Members, bodies and officials of a party count for the party, under one record."""
    found = records(
        read,
        "The Agrarian Party lost. Agrarians blamed the weather. The Agrarian Party met in May.",
        "Agrarian donors met on Monday. The Agrarian Party said that Agrarian donors had left.",
    )
    assert any({"agrarian party", "agrarians"} <= r.get("n0", set()) and "agrarian donors" in r.get("n1", ()) for r in found)


def test_the_camp_of_a_person_is_one_record_without_critics(read):
    """People whom the texts tie to a person by name are one record, whatever they are called; critics and rivals are none of them."""
    found = records(
        read,
        "Martin Vale spoke. Vale aides left the room. Vale critics cheered.",
        "Martin Vale spoke. Vale cronies left the room.",
    )
    camp = next(r for r in found if "vale aides" in r.get("n0", ()))
    assert camp["n1"] == {"vale cronies"}
    assert not any("critics" in w for w in camp["n0"])


def test_a_name_stands_with_its_office_once(read):
    """Where an office stands before a name the phrase is the wording, and the name by itself only where it stands by itself."""
    found = records(read, "Harbour Minister Lena Holm resigned.", "Lena Holm resigned. Holm was tired.")
    record = next(r for r in found if "lena holm" in r.get("n1", ()))
    assert record["n0"] == {"harbour minister lena holm"}


def test_a_phrase_with_what_follows_its_noun_is_a_wording_of_the_same_thing(read):
    """A phrase with a complement and one without name one thing, each by its own words."""
    found = records(read, "The investigation into the fire began.", "The probe began. The probe into the fire is slow.")
    assert any(r.get("n0") == {"investigation into the fire"} and r.get("n1") == {"probe", "probe into the fire"} for r in found)


def test_a_count_of_things_names_nothing(read):
    """Counts, and nouns that stand for anybody and anything, are no wordings."""
    found = records(read, "3,000 bakers left. About 40 people met. The bakers met.", "The people met. Forty people left. 12 bakers stayed.")
    assert not any(w.split()[-1] in {"people", "bakers"} and w[0].isdigit() for r in found for words in r.values() for w in words)
    assert not any("people" in words for r in found for words in r.values())


def test_a_record_is_called_after_its_party_or_person(read):
    """A record says what it is about: the party itself, those around a person, never one of the people in it."""
    texts = ["Martin Vale of the Agrarian Party spoke. Vale aides left. Agrarian donors left.", "Martin Vale spoke. Vale cronies left. Agrarians stayed."]
    texts = [t + " The Agrarian Party met." for t in texts]
    assert {"those around Martin Vale", "Agrarian Party"} <= {w.referent for w in made(read, *texts)}


def test_a_wording_has_neither_number_nor_full_stop(read):
    """Words stand without the number before them and the full stop after them; initials keep theirs."""
    found = records(read, "The U.S. left. 12 Peruvian sailors stayed.", "America left. The Peruvians stayed. The 40 Peruvian sailors slept.")
    words = {w for r in found for ws in r.values() for w in ws}
    assert {"u.s.", "peruvian sailors"} <= words
    assert not any(w[0].isdigit() for w in words)
