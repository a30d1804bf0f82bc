"""Pronouns of the third person, and what each stands for.

In: a pronoun and the phrases before it. Out: a group, or None where nothing fits well enough. Rules: agreement, binding (no "him"
for the subject of the same verb), the same side of quotation marks; then points for grammatical role, nearness and weight.
"""

from __future__ import annotations

from math import log2

from synoptic.annotate.columns import Columns
from synoptic.annotate.entities.phrases import Group, Phrase

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WHO = frozenset({"who", "whom", "whose", "which"})
OWN = frozenset({"his", "her", "its", "their"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
ANY = frozenset({"any", "every", "each", "no", "some"})
ALL = HE | SHE | IT | THEY | WHO
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
BACK = {"he": 6, "she": 6, "it": 1, "they": 2}  # sentences back; tuned on PolNeAR's speakers
FLOOR = {"he": -4.0, "she": -4.0, "it": 0.4, "they": -0.2}
CANDIDATES = 40  # mentions looked at


def find_pronouns(columns: Columns) -> list[Phrase]:
    """Pronouns of the third person and relative ones, in order."""
    found = []
    for i, word in enumerate(columns.lower):
        if word in ALL and (columns.pos[i] in {"PRON", "DET"}):
            if word in IT and is_empty(columns, i):
                continue
            kind = "he" if word in HE else "she" if word in SHE else "it" if word in IT else "they" if word in THEY else "who"
            gender = {"he": "m", "she": "f"}.get(kind)
            found.append(Phrase(i, i + 1, i, "pronoun", kind, columns.text[i], plural=kind == "they", gender=gender))
    return found


def is_empty(columns: Columns, i: int) -> bool:
    """Whether an "it" stands for nothing: "it was clear that", "it is time to", "it rained"."""
    if columns.lower[i] != "it" or columns.dep[i] not in SUBJECTS | {"expl"}:
        return columns.dep[i] == "expl"
    verb = columns.head[i]
    deps = {columns.dep[c] for c in columns.children[verb]}
    if columns.lemma[verb] in {"be", "seem", "appear", "take", "become", "remain", "look", "happen", "turn"}:
        return bool(deps & {"acomp", "ccomp", "xcomp", "advcl", "csubj", "oprd", "attr"})
    return "nsubjpass" in deps and "ccomp" in deps


def resolve_pronoun(columns: Columns, phrase: Phrase, seen: list[Phrase]) -> Group | None:
    """The group that a pronoun stands for."""
    kind = phrase.type
    if kind == "who":
        return antecedent(columns, phrase, seen)
    sent = columns.sent[phrase.start]
    best: Group | None = None
    top = FLOOR[kind]
    tried: set[int] = set()
    for other in reversed(seen[-CANDIDATES:]):
        away = sent - columns.sent[other.start]
        if away > BACK[kind]:
            break
        group = other.group
        if group is None or not agrees(kind, phrase, other, group) or is_bound(columns, phrase, other):
            continue
        points = score(columns, phrase, other, group, away) - (0.0 if id(group) not in tried else 0.2)
        tried.add(id(group))
        if points > top:
            top, best = points, group
    return best


def antecedent(columns: Columns, phrase: Phrase, seen: list[Phrase]) -> Group | None:
    """What a relative pronoun hangs on: the noun whose relative clause it opens."""
    verb = columns.head[phrase.head]
    for _ in range(4):
        if columns.dep[verb] == "relcl":
            noun = columns.head[verb]
            return next((p.group for p in reversed(seen[-CANDIDATES:]) if p.head == noun or (p.start <= noun < p.end and p.form == "name")), None)
        if columns.head[verb] == verb:
            return None
        verb = columns.head[verb]
    return None


def agrees(kind: str, phrase: Phrase, other: Phrase, group: Group) -> bool:
    """Whether a phrase's group has the number, animacy and gender of a pronoun."""
    if kind in {"he", "she"}:
        return group.type == "PERSON" and not group.plural and (group.gender is None or group.gender == phrase.gender)
    if kind == "it":
        return group.type in {"ORG", "GPE"} and not group.plural
    return (group.plural or group.type in {"ORG", "NORP"}) and other.type != "GPE"


def is_bound(columns: Columns, phrase: Phrase, other: Phrase) -> bool:
    """Whether grammar forbids that a pronoun stands for a phrase of the same clause."""
    word, i, j = columns.lower[phrase.head], phrase.head, other.head
    if other.form != "pronoun" and columns.head[i] == j:
        return True  # "his" in "his counterpart N."
    if word in REFLEXIVE:
        return columns.sent[i] != columns.sent[j]
    if word in OWN and columns.dep[i] == "poss":
        owner = columns.head[i]
        return owner == j or (columns.head[j] == owner and columns.dep[j] == "appos")
    head = columns.head[i] if columns.dep[i] != "pobj" else columns.head[columns.head[i]]
    return (columns.dep[i] not in SUBJECTS and columns.head[j] == head and columns.dep[j] in SUBJECTS) or (
        columns.head[i] == columns.head[j] and columns.dep[i] in SUBJECTS and columns.dep[j] in SUBJECTS
    )


def score(columns: Columns, phrase: Phrase, other: Phrase, group: Group, away: int) -> float:
    """Points for a phrase as what a pronoun stands for."""
    i, j = phrase.head, other.head
    points = -0.9 * away - 0.01 * min(phrase.start - other.start, 60)
    if columns.dep[j] in SUBJECTS:
        points += 1.0 + (0.4 if columns.dep[i] in SUBJECTS else 0) + (0.3 if columns.dep[columns.head[j]] == "ROOT" else 0)
    elif columns.dep[j] == "poss":
        points -= 0.2
    if columns.dep[j] in {"compound", "amod", "nmod"}:
        points -= 1.0
    points += 0.25 * log2(1 + group.weight) + (0.3 if other.form != "nominal" else 0)
    points += 0.4 if phrase.gender and group.gender == phrase.gender else 0
    if columns.aside[j] and not columns.aside[i]:
        points -= 1.5
    if other.form == "nominal" and columns.lower[other.start] in ANY:
        points -= 1.5  # "any lobbyist" is nobody
    here, there = columns.quote[i], columns.quote[j]
    if here != there:
        points -= 1.2 if here < 0 else 0.3
        if here >= 0 and there < 0 and away == 0 and columns.dep[j] in SUBJECTS:
            points -= 2.0  # whoever speaks does not call himself he
    if phrase.type == "it":
        points -= 0.6 * sum(columns.dep[k] in SUBJECTS and columns.pos[k] == "NOUN" for k in range(other.end, phrase.start))
    return points
