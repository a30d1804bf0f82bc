"""The language model's named entities, repaired: pieces joined, titles and marks trimmed, missed repetitions found, types voted.

In: the columns of a parse. Out: phrases of form `name`. A name's type is what most of its occurrences have, except where the
gazetteer knows a country or where the name is part of a longer person's name in the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from synoptic.annotate.columns import Columns, Name
from synoptic.annotate.entities.gazetteer import look_up, plain, table
from synoptic.annotate.entities.phrases import Phrase
from synoptic.annotate.vocabulary import QUALIFIERS, SHORT_TITLES, TITLES, gender_of, is_first_name, nouns

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
TRIM_LEFT = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "-",
        "–",
        "—",
        ",",
        "(",
        "[",
        "@",
        "#",
        "and",
        "of",
        "in",
        "'",
        '"',
        "“",
        "‘",
        "’",
        "`",
        "``",
    }
)
TRIM_RIGHT = frozenset({"'s", "’s", "'", "’", ".", ",", ")", "]", "-", "–", "—", ":", ";", '"', "”", "“", "‘", "and", "''", "?", "!", "the", "of"})
LARGE = 100_000  # people: a city of this size is better known than a person of its name
# "KYIV, Ukraine (Agency) -", "Kyiv: As ..." at the start of a paragraph.
DATELINE = re.compile(r"(?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?\s*(?:\([^()\n]{2,30}\)\s*)?(?:[–—:]|--?)\s")


def find_names(columns: Columns) -> list[Phrase]:
    """Every name in the document, in order, none overlapping."""
    names = [n for raw in join(columns) if (n := trim(columns, raw))]
    names = with_datelines(columns, names)
    types = vote(columns, names)
    names = with_missed(columns, names, types)
    return [make_phrase(columns, n, types.get(key_of(columns, n), n.label)) for n in names]


def key_of(columns: Columns, name: Name) -> str:
    """What a name is counted under."""
    return " ".join(columns.lower[name.start : name.end])


def join(columns: Columns) -> list[Name]:
    """The model's entities, with the pieces of one person's name put together."""
    found: list[Name] = []
    for name in columns.names:
        if name.label not in LABELS:
            continue
        before = found[-1] if found else None
        if before and before.end == name.start and name.label == "PERSON" and are_one(columns, before, name):
            found[-1] = Name(before.start, name.end, "PERSON")
            continue
        start = name.start
        if name.label == "PERSON" and name.end - start == 1 and starts_person(columns, start, before.end if before else 0):
            start -= 1
        found.append(Name(start, name.end, name.label))
    return found


def are_one(columns: Columns, left: Name, right: Name) -> bool:
    """Whether an entity and the person right after it are one name: "Volodymyr" GPE + "Zelenskyy" PERSON."""
    words = columns.text[left.start : left.end]
    if columns.sent[left.start] != columns.sent[right.start] or left.label not in {"GPE", "ORG", "PERSON", "NORP"}:
        return False
    if len(words) > 2 or any(not w[:1].isupper() or w.isupper() for w in words) or plain(" ".join(words)) in table():
        return False
    if is_first_name(words[0]):
        return True
    return (
        len(words) == 1
        and look_up(words[0]) is None
        and words[0].lower() not in nouns("person") | nouns("body")
        and columns.head[left.start] in range(right.start, right.end)
    )


def starts_person(columns: Columns, token: int, floor: int) -> bool:
    """Whether the word before a person's single name is the first name that the model left out."""
    before = token - 1
    if before < floor or columns.sent[before] != columns.sent[token] or columns.pos[before] != "PROPN" or columns.ent[before]:
        return False
    word = columns.text[before]
    if (
        not word[:1].isupper()
        or word.isupper()
        or word.lower() in TITLES
        or word.lower() in SHORT_TITLES
        or word.lower() in nouns("person")
        or word.lower() in nouns("body")
    ):
        return False
    return is_first_name(word) or (
        (columns.head[before] == columns.head[token] or columns.head[before] == token) and not word.endswith(".") and plain(word) not in table()
    )


def trim(columns: Columns, name: Name) -> Name | None:
    """A name without the article, titles, possessive and marks at its edges; None where nothing is left."""
    start, end = name.start, name.end
    while end > start and (columns.lower[end - 1] in TRIM_RIGHT or not columns.text[end - 1].strip()):
        if columns.text[end - 1] == "." and end - start > 1 and len(columns.text[end - 2]) == 1:
            break
        end -= 1
    while start < end and (columns.lower[start] in TRIM_LEFT or not columns.text[start].strip()):
        start += 1
    if name.label == "PERSON":
        while end - start > 1 and is_title(columns, start):
            start += 1
        end = next((i for i in range(start + 1, end) if columns.lower[i] in {"'s", "’s", "\n"} or "\n" in columns.text[i]), end)
    else:
        end = next((i for i in range(start + 1, end) if "\n" in columns.text[i]), end)
    label = name.label
    if end - start >= 1 and not any(c.isalnum() for c in columns.text[start]):
        return None
    if label == "PERSON" and end - start == 1 and (columns.lower[start] in TITLES or columns.lower[start] in SHORT_TITLES):
        return None
    if not any(w[:1].isupper() or w[:1].isdigit() for w in columns.text[start:end]):
        return None
    return Name(start, end, label) if end > start else None


def is_title(columns: Columns, token: int) -> bool:
    """Whether a word at the start of a person's name is a title or an office."""
    word = columns.lower[token]
    return word in TITLES or word in SHORT_TITLES or word in QUALIFIERS or (word in nouns("person") and not is_first_name(columns.text[token]))


def with_datelines(columns: Columns, names: list[Name]) -> list[Name]:
    """The names, and the places that paragraphs open with."""
    doc = columns.reading.doc
    for block in columns.reading.blocks[:6]:
        match = DATELINE.match(doc.text, block.start, block.end)
        if not match:
            continue
        phrase = columns.reading.phrase(match.start("place"), match.end("place"))
        place = look_up(match["place"])
        if phrase is None or place is None or place.kind == "nationality":
            continue
        start, end = phrase.start, phrase.end
        names = [n for n in names if n.end <= start or n.start >= end] + [Name(start, end, "GPE")]
    return sorted(names, key=lambda n: n.start)


def vote(columns: Columns, names: list[Name]) -> dict[str, str]:
    """The type of each name of the document."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    last: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for name in names:
        key = key_of(columns, name)
        votes[key][name.label] += 1
        located[key] += name.label == "PERSON" and is_located(columns, name)
        if name.label == "PERSON" and name.end - name.start > 1:
            last[columns.lower[name.end - 1]] += 1
    found = {}
    for key, count in votes.items():
        place = table().get(plain(key))
        if place and place.kind in {"country", "nationality", "capital", "seat"} and not (key in last and count["PERSON"]):
            found[key] = {"country": "GPE", "nationality": "NORP", "capital": "GPE", "seat": "ORG"}[place.kind]
            if place.kind == "seat" and plain(key) == "washington":
                found[key] = "GPE"
            continue
        if " " not in key and key in last:
            found[key] = "PERSON"
            continue
        if (count["PERSON"] or count["ORG"]) and " " not in key and has_people(key, votes):
            found[key] = "GPE"
            continue
        if count["PERSON"] and " " not in key and not is_first_name(key.title()):
            where, city = located[key], look_up(key)
            known = city is not None and (where or (city.people >= LARGE and city.key.endswith(f":{key}")))
            count["GPE"] += where + (count["PERSON"] + 1 if known else 0)
        found[key] = min(count, key=lambda t: (-count[t], t != "PERSON", t))
    return found


def has_people(key: str, votes: dict[str, Counter[str]]) -> bool:
    """Whether the document has a people or an adjective made of a name: "Ostravan" beside "Ostrava"."""
    stem = key.rstrip("aeiouy") if len(key) > 4 else key
    made = {stem + ending for ending in ("an", "ian", "ean", "ese", "ish", "i")} | {key + "n"}
    return any(votes[m]["NORP"] for word in made for m in (word, word + "s") if m in votes)


def is_located(columns: Columns, name: Name) -> bool:
    """Whether the words before a name say that it is a place: "in X", "the town of X"."""
    before = columns.head[name.end - 1]
    if columns.lower[before] in {"in", "near", "outside", "around", "toward", "towards"}:
        return True
    return columns.lower[before] == "of" and columns.lemma[columns.head[before]] in nouns("place")


def with_missed(columns: Columns, names: list[Name], types: dict[str, str]) -> list[Name]:
    """The names, and single words that are known names elsewhere in the document and that the model passed over here."""
    known = {k: t for k, t in types.items() if " " not in k and t in {"PERSON", "GPE", "ORG"} and len(k) > 2}
    for name in names:
        if types.get(key_of(columns, name)) == "PERSON" and name.end - name.start > 1:
            known.setdefault(columns.lower[name.end - 1], "PERSON")
    taken = bytearray(len(columns))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    lower, text, pos = columns.lower, columns.text, columns.pos
    found = [Name(i, i + 1, known[w]) for i, w in enumerate(lower) if w in known and not taken[i] and pos[i] == "PROPN" and text[i][:1].isupper()]
    for name in found:
        types.setdefault(key_of(columns, name), name.label)
    return sorted([*names, *found], key=lambda n: n.start) if found else names


def make_phrase(columns: Columns, name: Name, label: str) -> Phrase:
    """A name as a phrase: its head, its country, its gender."""
    inside = range(name.start, name.end)
    head = next((i for i in inside if columns.head[i] not in inside), name.end - 1)
    words = columns.words(name.start, name.end)
    place = look_up(words.rstrip("…/")) if label in {"GPE", "NORP", "ORG", "LOC", "FAC"} else None
    phrase = Phrase(
        name.start,
        name.end,
        head,
        "name",
        label,
        re.sub(r"\s+", " ", words).strip(" .,…/-") if not words.endswith(".") else words,
        country=place.country if place else None,
        lemma=columns.lower[name.end - 1],
    )
    phrase.plural = label == "NORP" and (columns.tag[head] in {"NNPS", "NNS"} or (columns.lower[head].endswith("s") and columns.pos[head] == "PROPN"))
    if label == "PERSON":
        phrase.gender = gender_of(columns.text[name.start]) if name.end - name.start > 1 else None
        if name.start and columns.lower[name.start - 1] in TITLES:
            phrase.gender = TITLES[columns.lower[name.start - 1]]
    elif label == "ORG" and place is None:
        phrase.country = next(
            (p.country for i in inside if (p := table().get(columns.lower[i].replace(".", ""))) and columns.text[i][0].isupper() and p.kind != "body"), None
        )
    return phrase
