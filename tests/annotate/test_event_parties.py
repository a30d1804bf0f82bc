"""Who may take part in an event, and what is no event at all."""

import pytest

from synoptic.annotate import entities, events, figures
from synoptic.annotate.events.sectors import sectors


def mentions(reading, *, with_figures=False):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    counts = figures.find(reading, chains, (), ()) if with_figures else ()
    return sorted(events.find(reading, chains, (), (), counts), key=lambda m: (m.start, m.end, m.id))


def parties(reading):
    return [n for m in mentions(reading) for n in m.actor_names]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday's raid on the harbour of Vessaly left the quay in ruins.",
        "An explosion killed nine people near the mill.",
        "A gas blast injured a dozen guests in the hotel.",
        "A storm and two landslides killed six farmers.",
        "Nine dead in Norland port explosion",
    ],
)
def test_neither_a_day_nor_a_blast_does_anything(read, text):
    """Only persons, bodies, groups of people and places as governments act."""
    assert parties(read(text)) == []


def test_who_says_so_did_not_do_it(read):
    """The source of a count is not the doer of what it counts."""
    text = "Thirty more injured on Sunday, the health ministry of Oslavia said, after soldiers stormed the bridge."
    assert not [m for m in mentions(read(text)) if m.lemma == "injure" and any("ministry" in n for n in m.actor_names)]


@pytest.mark.parametrize(
    "text",
    [
        "A fire at the mill killed six people and wounded about 30 on Friday, Norland's interior ministry said, a day after the troops left.",
        "DUNMORE, Oslavia (Eastern News) — A blast at the salt works in the port of Dunmore killed nine people and wounded more than 50 on Sunday, "
        "Oslavia's interior ministry said, hours after Norlandic tanks crossed the pass.",
        "Varia's interior ministry said a shell had killed three and wounded ten.",
        "Two people were killed and 15 wounded, Varia's interior ministry reported.",
    ],
)
def test_a_source_does_nothing_that_it_reports(read, text):
    """However the parser hangs the clause under the attribution, with a dateline, before or after it, its source takes no part."""
    found = mentions(read(text))
    assert found
    assert not [n for m in found for n in (*m.actor_names, *m.recipient_names) if "ministry" in n or n in ("Norland", "Oslavia", "Varia")]


def test_reported_words_go_on_after_the_attribution(read):
    """What follows an attribution between commas has the subject of the reported words; after quotation marks the speaker goes on."""
    shelled = mentions(read("Rebels have crossed the river, the mayor said, and bombed the town of Lisbon."))
    assert [m.actor_names[0].lower() for m in shelled if m.type == "ASSAULT"] == ["rebels"]
    blamed = mentions(read('"We will not yield," the mayor said, and criticised the council.'))
    assert [n for m in blamed if m.type == "ACCUSE" for n in m.actor_names] == ["the mayor"]


def test_a_day_before_a_name_is_no_part_of_it(read):
    """ "On Monday Norland ..." has Norland as its doer, and its clause starts there."""
    (found,) = [m for m in mentions(read("Early on Monday Norland launched what it called a rescue operation along the border.")) if m.type == "ASSAULT"]
    assert found.actor_names == ("Norland",)
    assert found.clause.exact.startswith("Norland launched")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('Norland mounted a so-called "security operation" in Lisbon on Monday.', "Lisbon"),
        ("Oslavia launched what its president called an anti-terror campaign against the rebels.", "the rebels"),
        ("The governor asked every family near the Lenna to go to the shelters.", "every family"),
        ("Oslavia pulled its soldiers out of Portugal on Friday.", "Portugal"),
    ],
)
def test_what_is_no_recipient(read, text, kept):
    """Neither an operation under its own name, nor a river that people live by, nor forces that their own side pulls back, is somebody to whom it is done."""
    names = [n for m in mentions(read(text)) for n in m.recipient_names]
    assert kept in names
    assert not [n for n in names if any(w in n for w in ("operation", "campaign", "Lenna", "its soldiers"))]


def test_the_owner_of_a_weapon_acts(read):
    """A thing that strikes is its owner's act."""
    found = [m for m in mentions(read("Norway's missiles struck the port of Lisbon.")) if m.type == "ASSAULT"]
    assert any("Norway" in m.actor_names for m in found)
    assert not any("missiles" in n for m in found for n in m.actor_names)


def test_what_is_thrown_by_somebody_is_his(read):
    """So is a deed of whom it was done by."""
    found = [m for m in mentions(read("Shells fired by the rebels killed two nurses in the town.")) if m.lemma == "kill"]
    assert any("the rebels" in m.actor_names for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "The coroner said there was no sign of an attack.",
        "Investigators found no evidence of a bombing.",
        "The town lives in fear of an invasion.",
    ],
)
def test_what_was_not_or_was_only_feared_is_no_event(read, text):
    """A deed that nobody did to nobody is none."""
    assert not [m for m in mentions(read(text)) if m.type == "ASSAULT"]


def test_what_somebody_denies_is_denied(read):
    """A deed in the complement of a denial is a denied one, by the denier's own people."""
    (found,) = [m for m in mentions(read("Norway's army denied that its soldiers had shelled the hospital.")) if m.type == "ASSAULT"]
    assert found.modality == "denied"


def test_nobody_asks_himself(read):
    """Who says "let us" asks the others: he is not on both sides."""
    for m in mentions(read("Ana Prell urged the owners to sit down with her. The mayor, Ana Prell, asked the owners to meet.")):
        assert not set(m.actors) & set(m.recipients) or m.type != "REQUEST"


def test_talks_that_were_refused_were_not_held(read):
    """The talks of a refused offer are no meeting."""
    assert not [m for m in mentions(read("The miners rejected an offer of talks from the owners.")) if m.type == "CONSULT"]


def test_talks_that_are_offered_are_not_held(read):
    """Talks under an offer have its modality."""
    found = [m for m in mentions(read("An offer of talks from the owners was on the table on Friday.")) if m.type == "CONSULT"]
    assert {m.modality for m in found} <= {"offered", "planned"}


def test_a_withdrawn_toll_is_no_event(read):
    """What the text itself takes back did not happen."""
    text = "Correction: An earlier version of this article said that 31 people had been killed."
    assert not [m for m in mentions(read(text), with_figures=True) if m.type == "ASSAULT"]


def test_families_who_flee_are_no_army_that_withdraws(read):
    """Only forces retreat."""
    assert not [m for m in mentions(read("Hundreds of families fled from the valley overnight.")) if m.type == "RETREAT"]
    assert [m for m in mentions(read("Rebel fighters fled from the valley overnight.")) if m.type == "RETREAT"]


def test_the_refusal_itself_happens(read):
    """A refusal is an act, not something denied."""
    (found,) = [m for m in mentions(read("Norway refused to meet Portugal.")) if m.type == "REJECT"]
    assert found.modality == "happened"


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("The Portuguese foreign minister met union leaders in Porto.", "PRT", "GOV"),
        ("Norwegian troops attacked the village.", "NOR", "MIL"),
        ("A rebel commander accused the army of murder.", None, "REB"),
        ("Riot police arrested nine students.", None, "COP"),
        ("The Supreme Court sentenced the former general.", None, "JUD"),
        ("The United Nations condemned the raid.", None, "IGO"),
        ("The Red Cross sent food to the valley.", None, "NGO"),
        ("Opposition members protested against the law.", None, "OPP"),
    ],
)
def test_actors_have_country_and_sector(read, text, country, sector):
    """Roles and heads tell the sector, the text the country."""
    found = [m for m in mentions(read(text)) if m.actor_names]
    assert any(sector in m.actor_sectors and (country is None or country in m.actor_countries) for m in found)


def test_a_rank_takes_the_sector_of_what_stands_before_it():
    """A commander of rebels is no soldier, a former minister no minister, an unknown word nothing."""
    table = sectors()
    assert table.of_words(["rebel", "commander"]) == ("REB",)
    assert table.of_words(["former", "minister"]) == ("ELI",)
    assert table.of_words(["teapot"]) == ()
    assert table.of_body("Belmora Police Department") == ("COP",)
