"""Nouns and names that stand for one person.

In: a token. Out: whether it heads a phrase for one person. By a closed list of nouns, the entity label, or an apposition ("Lua, a 20-year-old man").
"""

from spacy.tokens import Token

# FrameNet frames People, People_by_age, Kinship, People_by_vocation, Law_enforcement and their like: who can be harmed
MALE = frozenset(
    [
        "boy",
        "boyfriend",
        "brother",
        "dad",
        "father",
        "fisherman",
        "gentleman",
        "grandfather",
        "grandson",
        "gunman",
        "guy",
        "husband",
        "male",
        "man",
        "nephew",
        "policeman",
        "son",
        "stepfather",
        "stepson",
        "uncle",
    ]
)
FEMALE = frozenset(
    [
        "aunt",
        "daughter",
        "female",
        "girl",
        "girlfriend",
        "granddaughter",
        "grandmother",
        "lady",
        "mom",
        "mother",
        "niece",
        "policewoman",
        "sister",
        "stepmother",
        "wife",
        "woman",
    ]
)
ANYONE = frozenset(
    [
        "adult",
        "agent",
        "assailant",
        "attacker",
        "baby",
        "bodyguard",
        "burglar",
        "bystander",
        "cameraman",
        "child",
        "citizen",
        "civilian",
        "clerk",
        "commander",
        "cop",
        "cousin",
        "customer",
        "demonstrator",
        "deputy",
        "detective",
        "doctor",
        "driver",
        "employee",
        "farmer",
        "fighter",
        "firefighter",
        "friend",
        "general",
        "guard",
        "guest",
        "homeowner",
        "hunter",
        "individual",
        "infant",
        "inmate",
        "intruder",
        "journalist",
        "juvenile",
        "kid",
        "leader",
        "lieutenant",
        "manager",
        "member",
        "militant",
        "minister",
        "neighbor",
        "neighbour",
        "nurse",
        "occupant",
        "officer",
        "old",
        "one",
        "owner",
        "partner",
        "passenger",
        "patient",
        "patron",
        "pedestrian",
        "person",
        "politician",
        "prisoner",
        "protester",
        "protestor",
        "rebel",
        "reporter",
        "resident",
        "robber",
        "roommate",
        "sergeant",
        "sheriff",
        "shooter",
        "soldier",
        "student",
        "suspect",
        "teacher",
        "teen",
        "teenager",
        "tenant",
        "toddler",
        "tourist",
        "trooper",
        "veteran",
        "victim",
        "worker",
        "year-",
        "old",
        "youth",
    ]
)


def is_person(token: Token) -> bool:
    """Whether a token heads a phrase for one person."""
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "him", "her", "his")
    if token.tag_ in ("NNS", "NNPS"):
        return False
    if token.ent_type_ == "PERSON":
        return True
    if is_person_noun(token):
        return not any(c.lower_ in ("no", "every", "each", "any") for c in token.children)
    return token.pos_ == "PROPN" and any(c.dep_ == "appos" and is_person_noun(c) for c in token.children)


def is_person_noun(token: Token) -> bool:
    """Whether a token is a common noun for one person ("man", "officer", "20-year-old")."""
    lemma = token.lemma_.lower()
    return (lemma in MALE or lemma in FEMALE or lemma in ANYONE or lemma.endswith("year-old")) and token.tag_ not in ("NNS", "NNPS")
