"""Names of one document that name one entity: full names and their parts, initials, spellings, a country's several names.

In: phrases of form `name`. Out: groups. A single name goes to the person last named in full with it; two persons with one
surname and different first names stay two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.entities.phrases import Group, Phrase

ALIKE = 0.93  # Jaro-Winkler of two spellings of one surname: Zelenskyy/Zelensky 0.98, Sergey/Sergei 0.93 (shared/packages.md section 10)
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "von", "al", "bin", "du", "&", "to"})
FAMOUS = frozenset({"president", "prime minister", "chancellor", "pope", "king", "queen"})  # offices whose holders need no first name
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jr.", "sr."})


def group_names(names: list[Phrase]) -> list[Group]:
    """Groups of the names of a document, in order of their first name; sets `group` of each."""
    groups: dict[str, Group] = {}
    for phrase in names:
        if phrase.type != "PERSON":
            key = key_of(phrase)
            groups.setdefault(key, Group(phrase.type)).take(phrase)
            groups[key].plural = groups[key].plural or phrase.plural
    group_persons([n for n in names if n.type == "PERSON"], groups)
    join_parts(groups)
    found = [g for g in groups.values() if g.phrases]
    for group in found:
        group.phrases.sort(key=lambda p: p.start)
    return sorted(found, key=lambda g: g.phrases[0].start)


def key_of(phrase: Phrase) -> str:
    """What a name that is no person's is grouped by: the gazetteer's key, else its words without points and article."""
    kind = "NORP" if phrase.type == "NORP" else "GPE" if phrase.type in {"GPE", "LOC"} else "ORG"
    place = look_up(phrase.name) if phrase.type in {"GPE", "NORP", "LOC"} else None
    if place and (place.kind == "nationality") == (kind == "NORP"):
        return f"{kind}:{place.key}{':s' if phrase.plural and kind == 'NORP' else ''}"
    return f"{kind}:{bare(phrase.name)}"


def bare(name: str) -> str:
    """A name in lower case, without points, article and marks."""
    name = re.sub(r"['’]s$", "", name.lower()).replace(".", "")
    name = re.sub(r"[^\w&]+", " ", name).strip()
    return name.removeprefix("the ")


@lru_cache(maxsize=8192)
def parts_of(name: str) -> list[str]:
    """The words of a person's name, without initials in the middle and without Jr."""
    words = [w for w in re.split(r"[\s.]+", name.lower().replace("’", "'")) if w and w.strip(".,") not in SUFFIXES]
    return [w.strip(".,") for i, w in enumerate(words) if i in {0, len(words) - 1} or len(w.strip(".")) > 1]


def is_junior(name: str) -> bool:
    """Whether a name ends as a son's: Jr."""
    return name.lower().rstrip(".").endswith((" jr", " jnr"))


def group_persons(names: list[Phrase], groups: dict[str, Group]) -> None:
    """Group the names of persons: full names first, then single names with the full name last said before them."""
    full: list[tuple[list[str], str]] = []
    keys: dict[int, str] = {}
    for phrase in names:
        words = parts_of(phrase.name)
        if len(words) < 2:
            continue
        junior = is_junior(phrase.name)
        key = next((k for w, k in full if same_person(words, w) and k.endswith("jr") == junior), None)
        if key is None:
            key = f"PERSON:{' '.join(words)}:{phrase.start}{' jr' * junior}"
            groups[key] = Group("PERSON")
            full.append((words, key))
        keys[id(phrase)] = key
    for phrase in names:
        if id(phrase) in keys:
            groups[keys[id(phrase)]].take(phrase)
    others = {parts_of(p.name)[-1] for p in names if id(p) not in keys and parts_of(p.name) and is_other(p, full, groups)}
    for phrase in names:
        if id(phrase) in keys:
            continue
        single = (parts_of(phrase.name) or [phrase.name.lower()])[-1]
        key = f"PERSON:{single}" if single in others else person_key(single, phrase, full, groups)
        groups.setdefault(key, Group("PERSON")).take(phrase)


def is_other(phrase: Phrase, full: list[tuple[list[str], str]], groups: dict[str, Group]) -> bool:
    """Whether a single name with a title or office is of somebody whom the document never names in full: "Mr. Kern" where only
    Clara Kern is.
    """
    single = (parts_of(phrase.name) or [""])[-1]
    owners = [groups[k] for w, k in full if w[-1] == single]
    if not owners or not (phrase.gender or phrase.roles):
        return False
    unlike = [g for g in owners if not agree(phrase, g) or holds_other_office(phrase, g)]
    return len(unlike) == len(owners)


def holds_other_office(phrase: Phrase, group: Group) -> bool:
    """Whether a single name has an office whose holder needs no first name, and the person named in full has another or comes later."""
    if not phrase.roles or phrase.roles[0] not in FAMOUS or phrase.roles[0] in group.roles:
        return False
    return bool(group.roles) or phrase.start < min(p.start for p in group.phrases)


def person_key(single: str, phrase: Phrase, full: list[tuple[list[str], str]], groups: dict[str, Group]) -> str:
    """The group of a single name: of several that share it the one most often named in full, then the first."""
    for place in (-1, 0):
        fits = [k for w, k in full if w[place] == single and agree(phrase, groups[k])]
        if fits:
            return max(fits, key=lambda k: (k.endswith("jr") == is_junior(phrase.name), len(groups[k].phrases), -fits.index(k)))
    if len(single) >= 5:
        for words, key in full:
            if words[-1][0] == single[0] and JaroWinkler.similarity(words[-1], single) >= ALIKE and agree(phrase, groups[key]):
                return key
        for key, group in groups.items():
            if key.startswith("PERSON:") and ":" not in key[7:] and key[7] == single[0] and JaroWinkler.similarity(key[7:], single) >= ALIKE and group.phrases:
                return key
    return f"PERSON:{single}"


def agree(phrase: Phrase, group: Group) -> bool:
    """Whether a name may be a person's of known gender."""
    return not (phrase.gender and group.gender and phrase.gender != group.gender)


def same_person(one: list[str], two: list[str]) -> bool:
    """Whether two full names, as words, are one person's: same or alike in the last word and in the first."""
    if one[-1] != two[-1] and (min(len(one[-1]), len(two[-1])) < 5 or JaroWinkler.similarity(one[-1], two[-1]) < ALIKE):
        return False
    a, b = one[0], two[0]
    return a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) or (min(len(a), len(b)) >= 4 and JaroWinkler.similarity(a, b) >= ALIKE)


def join_parts(groups: dict[str, Group]) -> None:
    """Join bodies' initials and shorter names to their full name in the document."""
    bodies = {k[4:]: g for k, g in groups.items() if k.startswith("ORG:")}
    initials: dict[str, Group] = {}
    for name, group in bodies.items():
        words = [w for w in name.split() if w not in SMALL]
        if len(words) > 1:
            initials.setdefault("".join(w[0] for w in words), group)
            initials.setdefault("".join(w[0] for w in name.split()), group)
    for key in [k for k in groups if k.startswith(("ORG:", "GPE:", "NORP:"))]:
        name = key.split(":", 1)[1]
        group = groups[key]
        if " " not in name:
            whole = initials.get(name) if 2 <= len(name) <= 6 and any(p.name.replace(".", "").isupper() for p in group.phrases) else None
            if whole is None and key.startswith("ORG:") and len(name) > 3:
                longer = [g for n, g in bodies.items() if n.startswith(name + " ") and g is not group]
                whole = longer[0] if len(longer) == 1 else None
        else:
            longer = [g for n, g in bodies.items() if n != name and (n.endswith(" " + name) or n.startswith(name + " "))]
            whole = longer[0] if key.startswith("ORG:") and len(longer) == 1 else None
        if whole is not None and whole is not group and whole.phrases and not (whole.country and group.country and whole.country != group.country):
            for phrase in group.phrases:
                whole.take(phrase)
            group.phrases = []
