"""Chains of several documents joined to entities."""

from __future__ import annotations

import random

from synoptic.ids import make_id
from synoptic.link import entities
from synoptic.model import Chain, Mention, Quotation, Story


def chain(document: str, name: str, kind: str = "PERSON", *, form: str = "name", at: int = 0, **fields: object) -> Chain:
    where = {"document": document, "start": at, "end": at + len(name), "exact": name}
    mention = Mention(id=make_id("m", document, at, name), form=form, head=name.rsplit(maxsplit=1)[-1], **where)
    return Chain(id=make_id("c", document, at, name), name=name, type=kind, mentions=(mention,), **where, **fields)


def joined(*chains: Chain, stories: tuple[Story, ...] | None = None) -> list[set[tuple[str, str]]]:
    documents = tuple(sorted({c.document for c in chains}))
    stories = stories if stories is not None else (Story(id="s-1", title="", documents=documents),)
    found = entities.link(stories, chains, (), (), (), ())[0]
    by_id = {c.id: (c.document, c.name) for c in chains}
    return [{by_id[c] for c in e.chains} for e in found]


def test_spellings_and_surnames_of_a_story_are_one_person():
    """A surname and another spelling of both names join the full name."""
    groups = joined(chain("d-1", "Andriy Melnychenko"), chain("d-2", "Andrii Melnychenko"), chain("d-3", "Melnychenko"))
    assert len(groups) == 1


def test_transliterations_of_a_first_name_are_one_person():
    """First names with the same consonants and other vowels are one person's where surname and office are the same."""
    groups = joined(
        chain("d-1", "Nuruddin Osmani", roles=("governor",)),
        chain("d-2", "Noureddine Osmani", roles=("governor",)),
        chain("d-3", "Nadia Osmani", roles=("governor",)),
    )
    assert sorted(map(len, groups)) == [1, 2]


def test_alike_first_names_without_a_common_office_stay_apart():
    """Without a common office or country, spellings with other vowels are not joined; neither are two known given names."""
    assert len(joined(chain("d-1", "Nuruddin Osmani"), chain("d-2", "Noureddine Osmani"))) == 2
    assert len(joined(chain("d-1", "Karen Moss", roles=("mayor",), gender="f"), chain("d-2", "Kieran Moss", roles=("judge",)))) == 2


def test_different_first_names_stay_apart():
    """Two persons of one surname are never joined, nor is a bare surname given to either without reason."""
    groups = joined(chain("d-1", "Clara Whitfield", gender="f"), chain("d-2", "Thomas Whitfield", gender="m"), chain("d-3", "Whitfield"))
    assert len(groups) == 3


def test_a_surname_with_a_gender_goes_to_its_person():
    """The gender that a title gives decides between two persons of one surname."""
    groups = joined(chain("d-1", "Clara Whitfield", gender="f"), chain("d-2", "Thomas Whitfield", gender="m"), chain("d-3", "Whitfield", gender="f"))
    assert {("d-1", "Clara Whitfield"), ("d-3", "Whitfield")} in groups


def test_an_office_joins_its_holder():
    """ "The Kenyan president" of one document is the person who is president of Kenya in another."""
    holder = chain("d-1", "Martin Otieno", country="KEN", roles=("president",))
    other = chain("d-2", "the Kenyan president", form="nominal", country="KEN")
    foreign = chain("d-2", "the Peruvian president", form="nominal", country="PER", at=50)
    assert {("d-1", "Martin Otieno"), ("d-2", "the Kenyan president")} in joined(holder, other, foreign)


def test_another_office_of_the_same_country_does_not_join():
    """The deputy foreign minister is not the foreign minister, and another spokesman is not the one who is named."""
    minister = chain("d-1", "Martin Otieno", country="KEN", roles=("foreign minister",))
    deputy = chain("d-2", "the Kenyan deputy foreign minister", form="nominal", country="KEN")
    speaker = chain("d-1", "Peter Kamau", country="KEN", roles=("spokesman",), at=60)
    same = chain("d-1", "a Kenyan spokesperson", form="nominal", country="KEN", at=90)
    another = chain("d-1", "another Kenyan spokesperson", form="nominal", country="KEN", at=120)
    groups = joined(minister, deputy, speaker, same, another)
    assert {("d-1", "Peter Kamau"), ("d-1", "a Kenyan spokesperson")} in groups
    assert {("d-2", "the Kenyan deputy foreign minister")} in groups
    assert {("d-1", "another Kenyan spokesperson")} in groups


def test_initials_join_the_full_name():
    """A body's initials are the body."""
    groups = joined(chain("d-1", "World Health Organization", "ORG"), chain("d-2", "WHO", "ORG"))
    assert len(groups) == 1


def test_spellings_of_a_place_are_one():
    """Names that the gazetteer has for one city are one entity."""
    assert len(joined(chain("d-1", "Kyiv", "GPE", country="UKR"), chain("d-2", "Kiev", "GPE", country="UKR"))) == 1


def test_between_stories_only_full_names_join():
    """A full name is one person over stories; a bare surname is not."""
    stories = (Story(id="s-1", title="", documents=("d-1", "d-2")), Story(id="s-2", title="", documents=("d-3", "d-4")))
    groups = joined(chain("d-1", "Clara Holt"), chain("d-2", "Reed"), chain("d-3", "Clara Holt"), chain("d-4", "Reed"), stories=stories)
    assert {("d-1", "Clara Holt"), ("d-3", "Clara Holt")} in groups
    assert {("d-2", "Reed")} in groups


def test_records_get_the_ids_of_entities():
    """A quotation's speaker is the entity of its chain afterwards."""
    one, two = chain("d-1", "Clara Holt"), chain("d-2", "Holt")
    said = Quotation(id="q-1", document="d-2", start=0, end=4, exact="Holt", type="direct", speaker=two.id)
    story = Story(id="s-1", title="", documents=("d-1", "d-2"))
    found, quotations, *_ = entities.link((story,), (one, two), (said,), (), (), ())
    assert quotations[0].speaker == found[0].id
    assert found[0].name == "Clara Holt"


def test_the_order_of_the_input_does_not_matter():
    """Shuffled chains give the same entities."""
    names = ["Clara Holt", "Holt", "Thomas Holt", "Clara Holtt", "Reed", "Ana Reed"]
    chains = [chain(f"d-{i % 3}", n, at=10 * i) for i, n in enumerate(names)]
    story = (Story(id="s-1", title="", documents=("d-0", "d-1", "d-2")),)
    first = entities.link(story, chains, (), (), (), ())[0]
    for seed in range(5):
        random.Random(seed).shuffle(chains)
        assert entities.link(story, chains, (), (), (), ())[0] == first
