"""Which names, nominals and pronouns of one document stand for one entity.

In: phrases in the order of the text. Out: groups of them. Names are grouped first, over the whole document; then nominals and
pronouns are resolved from left to right, each to an entity already named, by agreement in number, gender, office and country, then by
grammatical role, nearness and how much the text speaks of it (after the factors of Lappin and Leass 1994). First and second
person are left out: quotations decide them.
"""

from __future__ import annotations

from math import log2

from synoptic.annotate.columns import Columns
from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.entities.groups import group_names
from synoptic.annotate.entities.phrases import Group, Phrase
from synoptic.annotate.entities.pronouns import find_pronouns, resolve_pronoun
from synoptic.annotate.vocabulary import LEADING, OFFICES

WITHIN = 60  # mentions back that a definite nominal looks
OFTEN = 4  # mentions of a place that may be "the country" from more than a sentence away
WEIGHT = 0.2  # points for each doubling of how often the text speaks of a candidate


def resolve(columns: Columns, names: list[Phrase], nominals: list[Phrase]) -> list[Group]:
    """The groups of a document, in order of their first phrase."""
    groups = group_names(names)
    for phrase in names:
        for role in phrase.roles:
            if phrase.group and role not in phrase.group.roles:
                phrase.group.roles.append(role)
    phrases = sorted([*names, *nominals, *find_pronouns(columns)], key=lambda p: (p.start, -p.end))
    seen: list[Phrase] = []
    said: dict[tuple[str, str | None, frozenset[str]], Group] = {}  # bodies by their words: "the Petrenko campaign" a page later
    for phrase in phrases:
        if phrase.form == "nominal":
            group = nominal_group(columns, phrase, seen, groups)
            words = (phrase.lemma, phrase.country, phrase.modifiers)
            if group is None and phrase.definite and phrase.modifiers:
                group = said.get(words)
            if group is None:
                group = Group(phrase.type, plural=phrase.plural)
                groups.append(group)
            if phrase.same and phrase.same.group is None:
                group = Group(phrase.type, plural=phrase.plural)
                groups.append(group)
            group.take(phrase)
            if phrase.type == "ORG":
                said.setdefault(words, group)
        elif phrase.form == "pronoun":
            group = resolve_pronoun(columns, phrase, seen)
            if group is None:
                continue
            group.take(phrase)
        if phrase.group:
            phrase.group.weight += 1
            seen.append(phrase)
    give_countries(columns, phrases)
    return [g for g in groups if g.phrases]


def give_countries(columns: Columns, phrases: list[Phrase]) -> None:
    """Give bodies the country of whose they are: "the Petrenko administration", "its army"."""
    by_head = {p.head: p for p in phrases if p.form == "pronoun" and p.group}
    for phrase in phrases:
        group = phrase.group
        if phrase.form != "nominal" or phrase.type != "ORG" or group is None or group.country:
            continue
        owner = phrase.owner or next((by_head[c] for c in columns.children[phrase.head] if c in by_head and columns.dep[c] == "poss"), None)
        if owner is not None and owner.group is not None:
            group.country = owner.group.country
    bodies = {p.lemma: p.group.country for p in phrases if p.form == "nominal" and p.type == "ORG" and p.group and p.group.country}
    for phrase in phrases:
        if phrase.form == "nominal" and phrase.type == "PERSON" and phrase.group and not phrase.group.country:
            phrase.group.country = next((bodies[w] for w in sorted(phrase.modifiers) if w in bodies), None)


def nominal_group(columns: Columns, phrase: Phrase, seen: list[Phrase], groups: list[Group]) -> Group | None:
    """The group that a nominal belongs to, if the text has it already."""
    if phrase.same and phrase.same.group:
        return phrase.same.group
    if not phrase.definite and not (phrase.plural and phrase.country and phrase.type == "ORG"):
        return None
    if phrase.type == "GPE":
        return place_group(columns, phrase, seen)
    best: tuple[float, Group] | None = None
    tried: set[int] = set()
    for back, other in enumerate(reversed(seen[-WITHIN:])):
        group = other.group
        if group is None or id(group) in tried:
            continue
        tried.add(id(group))
        score = likeness(phrase, group)
        points = score - back / WITHIN + WEIGHT * log2(1 + group.weight)
        if score > 0 and (best is None or points > best[0]):
            best = (points, group)
    if best:
        return best[1]
    return next(
        (g for g in groups if g.type == "PERSON" and phrase.type == "PERSON" and any(p.form == "name" for p in g.phrases) and likeness(phrase, g) >= 2), None
    )


def likeness(phrase: Phrase, group: Group) -> float:
    """How well a definite nominal fits a group: 0 not at all, 1 by its head alone, 2 and more by office and modifiers."""
    if phrase.plural != group.plural or (phrase.country and group.country and phrase.country != group.country):
        return 0
    if phrase.gender and group.gender and phrase.gender != group.gender:
        return 0
    if phrase.type == "PERSON" and phrase.country and not group.country and not phrase.modifiers:
        return 0  # "the Ruritanian president" is not the president of the outlet's own country, who needs no country
    if phrase.type == "PERSON":
        return office(phrase, group) if group.type == "PERSON" else 0
    if group.type == "PERSON":
        return 0
    return body(phrase, group)


def office(phrase: Phrase, group: Group) -> float:
    """How well the office that a nominal names fits those of a person."""
    best = 0.0
    for role in group.roles:
        words = role.split()
        if words[-1] == phrase.lemma:
            common = len(phrase.modifiers & set(words[:-1]))
            missing = len(phrase.modifiers - set(words[:-1]) - {"own", "same"})
            best = max(best, 2 + common - (1.5 if missing and len(words) > 1 else 0.5 * missing))
        elif words[-1] in OFFICES.get(phrase.lemma, ()) and not phrase.modifiers:
            best = max(best, 2.0 if words[-1] in LEADING or phrase.country else 1.5)
    if any(p.form == "nominal" and p.lemma == phrase.lemma and p.modifiers >= phrase.modifiers for p in group.phrases):
        best = max(best, 1.5)
    if best and phrase.country:
        best += 1 if group.country == phrase.country else -0.8
    return best


def body(phrase: Phrase, group: Group) -> float:
    """How well a nominal for a body fits a group of the same kind: its head is a word of the name, or was said before."""
    if group.type not in {"ORG", "NORP"}:
        return 0
    for other in group.phrases:
        if (
            other.form == "nominal"
            and other.lemma == phrase.lemma
            and (other.modifiers >= phrase.modifiers or other.name.lower() == phrase.name.lower())
            and (phrase.country == other.country or not phrase.country)
        ):
            return 2
        if other.form == "name" and phrase.lemma in other.name.lower().split() and not phrase.modifiers:
            return 2
    return 1.5 if any(r.split()[-1] == phrase.lemma for r in group.roles) else 0


def place_group(columns: Columns, phrase: Phrase, seen: list[Phrase]) -> Group | None:
    """The place that "the country", "the capital", "the city" means: the nearest of that kind."""
    wanted = {
        "country": {"country"},
        "nation": {"country"},
        "capital": {"capital"},
        "city": {"city", "capital"},
        "town": {"city", "other"},
        "state": {"state"},
    }.get(phrase.lemma)
    if wanted is None or phrase.plural or (phrase.modifiers and phrase.lemma != "capital"):
        return None
    for other in reversed(seen[-20:]):
        near = columns.sent[phrase.start] - columns.sent[other.start] <= 1
        if other.group and other.form == "name" and other.group.type == "GPE" and (near or other.group.weight >= OFTEN):
            place = look_up(other.name)
            if (place.kind if place else "other") in wanted and (not phrase.country or phrase.country == other.country):
                return other.group
    return None
