"""Nouns and names that stand for one person.

In: a token. Out: whether it heads a phrase for one person. By a closed list of nouns, the entity label, or an apposition ("Lua, a 20-year-old man").
"""

from spacy.tokens import Token

# FrameNet frames People, People_by_age, Kinship, People_by_vocation, Law_enforcement and their like: who can be harmed
MALE = {
    "man",
    "boy",
    "male",
    "father",
    "son",
    "brother",
    "husband",
    "boyfriend",
    "uncle",
    "nephew",
    "grandfather",
    "policeman",
    "gunman",
    "fisherman",
    "dad",
    "grandson",
    "stepfather",
    "stepson",
    "gentleman",
    "guy",
}
FEMALE = {
    "woman",
    "girl",
    "female",
    "mother",
    "daughter",
    "sister",
    "wife",
    "girlfriend",
    "aunt",
    "niece",
    "grandmother",
    "policewoman",
    "mom",
    "granddaughter",
    "stepmother",
    "lady",
}
ANYONE = {
    "person", "individual", "victim", "suspect", "teen", "teenager", "youth", "juvenile", "child", "kid", "baby", "infant", "toddler", "adult", "student", "resident",
    "officer", "cop", "deputy", "trooper", "sheriff", "soldier", "civilian", "guard", "driver", "passenger", "pedestrian", "bystander", "customer", "clerk", "employee", "worker",
    "owner", "homeowner", "robber", "burglar", "intruder", "attacker", "assailant", "shooter", "friend", "cousin", "neighbor", "neighbour", "partner", "roommate", "guest", "patient",
    "teacher", "journalist", "reporter", "leader", "commander", "general", "militant", "fighter", "rebel", "protester", "protestor", "demonstrator", "veteran", "sergeant", "lieutenant",
    "old", "year-old", "tourist", "citizen", "hunter", "firefighter", "agent", "inmate", "prisoner", "member", "politician", "minister", "cameraman", "doctor", "nurse", "farmer", "bodyguard", "detective", "patron", "manager", "tenant", "occupant", "one",
}  # fmt: skip


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
