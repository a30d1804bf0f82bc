"""Nouns and names that stand for one person.

In: a token. Out: whether it heads a phrase for one person. By a closed list of nouns, the entity label, or an apposition ("Lua, a 20-year-old man").
"""

from spacy.tokens import Token

from synoptic.annotate.vocabulary import nouns


def words(text: str) -> frozenset[str]:
    """The words of a text, as a closed vocabulary."""
    return frozenset(text.split())


# FrameNet frames People, People_by_age, Kinship, People_by_vocation, Law_enforcement and their like: who can be harmed
MALE = words(
    """
    boy boyfriend brother dad father fisherman gentleman grandfather grandson gunman guy husband male man nephew policeman son stepfather
    stepson uncle
    """
)
FEMALE = words(
    """
    aunt daughter female girl girlfriend granddaughter grandmother lady mom mother niece policewoman sister stepmother wife woman
    """
)
ANYONE = words(
    """
    acquaintance activist adult agent aide airman ambassador assailant athlete attacker attorney baby babysitter bartender bicyclist biker
    blogger bodyguard bomber boss boyfriend burglar businessman businesswoman bystander cadet cameraman captain captive caregiver cashier child
    citizen civilian classmate clerk co-worker coach colleague colonel combatant commander conscript constable contractor cop corporal
    correspondent councillor councilman cousin coworker customer cyclist dealer demonstrator deputy detective diplomat doctor driver employee
    engineer ex- ex-girlfriend ex-husband ex-wife farmer fiance fiancee fiancé fiancée fighter firefighter friend gangster general grandchild
    grandparent guard guardsman guest gunner homeowner hostage hunter imam immigrant individual infant inmate insurgent intruder jihadist jogger
    journalist judge juvenile kid landlord lawyer leader lieutenant loyalist major manager marine marshal mayor mechanic medic member merchant
    migrant militant minister monk motorcyclist motorist musician native neighbor neighbour newborn nun nurse occupant officer official old one
    owner paramedic parent partner passenger pastor patient patrolman patron pedestrian person photographer pilot player politician priest
    principal prisoner professor prosecutor protester protestor ranger rapper rebel recruit refugee relative reporter rescuer reservist resident
    robber roommate sailor schoolmate scientist senator separatist sergeant serviceman servicewoman sheriff shooter shopkeeper sibling singer
    sniper soldier spokesman spouse student supervisor suspect teacher teen teen-ager teenager tenant toddler tourist trader trooper veteran
    victim villager volunteer worker year- youth
    """
)
GROUPS = words("people person other others victim civilian member dead wounded injured life men women children folk individual one two three")
# what one person is not at once, in one story
ROLES = {
    **dict.fromkeys(words("assailant attacker bomber burglar gunman intruder robber shooter sniper suspect"), "attacker"),
    **dict.fromkeys(
        words("agent constable cop deputy detective lieutenant marshal officer patrolman policeman policewoman sergeant sheriff trooper"), "police"
    ),
    **dict.fromkeys(words("baby boy child girl infant kid newborn toddler"), "child"),
    **dict.fromkeys(words("aunt boyfriend driver father girlfriend grandfather grandmother homeowner husband man mother uncle wife woman"), "adult"),
    **dict.fromkeys(words("victim"), "victim"),
}
APART = {frozenset(pair) for pair in (("attacker", "police"), ("attacker", "victim"), ("child", "adult"), ("child", "police"))}


def is_person(token: Token) -> bool:
    """Whether a token heads a phrase for one person."""
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "him", "her", "his")
    if token.tag_ in ("NNS", "NNPS"):
        return False
    if token.ent_type_ == "PERSON":
        return not is_dateline(token)
    if is_person_noun(token):
        return not any(c.lower_ in ("no", "every", "each", "any") for c in token.children)
    return token.pos_ == "PROPN" and any(c.dep_ == "appos" and is_person_noun(c) for c in token.children)


def is_dateline(token: Token) -> bool:
    """Whether a name in capitals is the place of a dateline: "ARLO (Wire) -"."""
    after = [t.text for t in token.doc[token.i + 1 : token.i + 4]]
    agency = len(after) > 2 and after[0] == "(" and after[1].isupper() and after[2] == ")"
    return agency or (token.is_upper and len(token) > 3 and after[:1] != [] and after[0] in "(-–—")


def is_person_noun(token: Token) -> bool:
    """Whether a token is a common noun for one person ("man", "officer", "20-year-old")."""
    lemma = token.lemma_.lower()
    return (
        lemma in MALE or lemma in FEMALE or lemma in ANYONE or lemma.endswith("year-old") or (token.pos_ == "NOUN" and lemma in nouns("person"))
    ) and token.tag_ not in ("NNS", "NNPS")


def is_people(token: Token) -> bool:
    """Whether a token is a common noun for people, one or several ("officers", "people", "others", "dead")."""
    lemma = token.lemma_.lower()
    return (
        lemma in MALE
        or lemma in FEMALE
        or lemma in ANYONE
        or lemma in GROUPS
        or lemma.endswith("year-old")
        or token.lower_ in GROUPS
        or lemma in nouns("person")
    )
