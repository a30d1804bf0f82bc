"""Noun phrases that denote people, bodies or places without naming them, and what offices the text gives to names.

In: the columns of a parse and its names. Out: phrases of form `nominal`, each with its modifiers, country and definiteness, and
`same` set where an apposition or a copula says whom it denotes. Names get the roles and the country that stand before them
("the Ukrainian foreign minister Ivan Petrenko"). Only nouns that WordNet has as people or bodies are taken.
"""

from __future__ import annotations

from synoptic.annotate.columns import Columns
from synoptic.annotate.entities.gazetteer import look_up, table
from synoptic.annotate.entities.phrases import Phrase
from synoptic.annotate.vocabulary import QUALIFIERS, nouns

INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod", "nummod"})  # a noun so attached heads no phrase of its own
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PLURAL_BODIES = frozenset(["force", "troop", "authority", "media", "police", "military", "press"])
RELATIONAL = frozenset(
    ["ally", "partner", "rival", "enemy", "foe", "neighbor", "neighbour", "critic", "opponent", "friend", "counterpart", "supporter"]
)  # not of the country that owns them
SHORT = 6  # words of an "of ..." that belongs to the nominal's words
LONGEST = 12  # words of a nominal before its head: longer ones are parse errors


def find_nominals(columns: Columns, names: list[Phrase]) -> list[Phrase]:
    """Nominals in order. Gives the names their roles and countries on the way."""
    taken: dict[int, Phrase] = {i: n for n in names for i in range(n.start, n.end)}
    offices = [title_of(columns, n, taken) for n in names if n.type == "PERSON"]
    inside = {i for start, end in offices for i in range(start, end)}
    person, body, place = nouns("person"), nouns("body"), nouns("place")
    found: list[Phrase] = []
    for i, lemma in enumerate(columns.lemma):
        if columns.pos[i] not in {"NOUN", "PROPN"}:
            continue
        word = lemma.lower()
        kind = "GPE" if word in place else "PERSON" if word in person else "ORG" if word in body else None
        if kind is None or i in taken or i in inside or (columns.dep[i] in INSIDE and columns.head[i] != i):
            continue
        found.append(make_nominal(columns, i, kind, taken))
    tie(columns, found, taken)
    return found


def title_of(columns: Columns, name: Phrase, taken: dict[int, Phrase]) -> tuple[int, int]:
    """The office right before a person's name, which goes into the name's roles; its tokens."""
    start = name.start
    floor = max(columns.left(name.head), start - LONGEST)
    country: str | None = None
    end = start
    while end > floor and columns.lower[end - 1] in {"mr.", "ms.", "mrs.", "dr.", "mr", "ms"}:
        end -= 1
    if end == 0 or columns.lemma[end - 1].lower() not in nouns("person"):
        before = taken.get(start - 1)
        if before is not None and before.type in {"NORP", "GPE"} and columns.head[start - 1] == name.head and columns.dep[start - 1] in INSIDE:
            name.country = name.country or before.country
        return start, start
    at = end
    words: list[str] = []
    while (at > floor and columns.pos[at - 1] in {"NOUN", "PROPN", "ADJ"}) or (
        at > floor and columns.lower[at - 1] in {"-", "'s", "’s", "ex"} and at > floor + 1
    ):
        at -= 1
        holder = taken.get(at)
        if holder is not None:
            country = country or holder.country
            if holder.type in {"NORP", "GPE"} or holder.country:
                continue
        if (
            columns.lower[at] not in QUALIFIERS
            and is_of_role(columns, at, taken)
            and columns.lower[at] not in {"-", "'s", "’s"}
            and not table().get(columns.lower[at])
        ):
            words.insert(0, columns.lower[at])
    name.country = name.country or country
    if words:
        name.roles.append(" ".join(words))
        if words[-1] in nouns("female"):
            name.gender = "f"
        elif words[-1] in nouns("male"):
            name.gender = name.gender or "m"
    return at, end


def make_nominal(columns: Columns, head: int, kind: str, taken: dict[int, Phrase]) -> Phrase:
    """The noun phrase around a head: from its first left modifier to the head, and a short "of X" that says of what."""
    start = max(columns.left(head), head - LONGEST)
    while start < head and (
        not columns.text[start].strip() or columns.pos[start] in {"PUNCT", "CCONJ", "SPACE"} or (start in taken and columns.head[start] == start)
    ):
        start += 1
    first = start
    if columns.pos[start] == "DET" or columns.dep[start] == "det":
        first += 1
    end, country = head + 1, None
    words = set()
    owner = None
    for i in range(first, head):
        if i in taken:
            country = country or tied(kind, taken[i])
            owner = owner or (taken[i] if taken[i].type == "PERSON" else None)
        words.add(columns.lower[i])
    if columns.lemma[head].lower() in RELATIONAL and not any(taken[i].type == "NORP" for i in range(first, head) if i in taken):
        country = None
    for child in columns.children[head]:
        if child != head + 1 or columns.lower[child] not in {"of", "for"} or not columns.children[child]:
            continue
        inner = columns.children[child][-1]
        if inner <= child or inner - child > SHORT or (kind == "ORG" and inner not in taken):
            continue
        end = taken[inner].end if inner in taken else inner + 1
        country = country or (tied(kind, taken[inner]) if inner in taken else None)
        words |= {w for i, w in enumerate(columns.lower[child + 1 : end], child + 1) if columns.pos[i] not in {"DET", "ADP", "PUNCT"}}
    phrase = Phrase(start, end, head, "nominal", kind, columns.words(start, end), lemma=columns.lemma[head].lower(), country=country)
    phrase.modifiers = frozenset(w for w in words if w not in QUALIFIERS and w not in {"'s", "’s", "-", ","} and w not in table())
    phrase.owner = owner
    lower = columns.lower[start]
    owned = any(columns.dep[c] == "poss" for c in columns.children[head])
    phrase.definite = lower in DEFINITE or owned or (columns.pos[head] == "PROPN" and columns.tag[head] == "NNP" and lower not in {"a", "an"})
    phrase.plural = (
        columns.tag[head] in {"NNS", "NNPS"}
        or phrase.lemma in PLURAL_BODIES
        or any(columns.dep[c] == "nummod" and columns.lower[c] not in {"one", "1"} for c in columns.children[head])
    )
    if kind == "PERSON" and not phrase.plural:
        phrase.gender = "f" if phrase.lemma in nouns("female") else "m" if phrase.lemma in nouns("male") else None
    return phrase


def tied(kind: str, name: Phrase) -> str | None:
    """The country that a name before or after a noun ties it to: a body may be a capital's ("the Oslo government"), a person is not."""
    place = look_up(name.name) if name.type == "GPE" and kind == "PERSON" else None
    return None if place is not None and place.kind in {"city", "capital", "state"} else name.country


def tie(columns: Columns, found: list[Phrase], taken: dict[int, Phrase]) -> None:
    """Set `same` where a nominal stands in apposition to a name, or is said to be it; such nominals are roles of the name."""
    by_head = {p.head: p for p in found}
    for phrase in found:
        name = None
        head = columns.head[phrase.head]
        if columns.dep[phrase.head] == "appos":
            name = taken.get(head) or by_head.get(head)
        elif columns.dep[phrase.head] == "attr" and columns.lemma[head] in {"be", "become", "remain"}:
            subject = next((c for c in columns.children[head] if columns.dep[c] == "nsubj"), None)
            negated = any(columns.dep[c] == "neg" for c in columns.children[head])
            name = taken.get(subject) if subject is not None and not negated else None
        if name is None:
            child = next((c for c in columns.children[phrase.head] if columns.dep[c] == "appos"), None)
            name = taken.get(child) if child is not None else None
        if phrase.type == "PERSON" and (name is None or name.type != "PERSON"):
            name = named_after(columns, phrase, taken) or name
        if name is None or name is phrase or not may_be(phrase, name):
            continue
        if columns.dep[phrase.head] == "attr" and not phrase.definite and columns.lower[phrase.start] not in {"a", "an"}:
            continue
        phrase.same = name
        words = range(phrase.start, phrase.head + 1)
        role = " ".join(columns.lower[i] for i in words if i == phrase.head or (columns.lower[i] in phrase.modifiers and is_of_role(columns, i, taken)))
        if role and name.form == "name" and name.type in {"PERSON", "ORG"}:
            name.roles.append(role)
        name.country = name.country or (phrase.country if name.type in {"PERSON", "ORG"} else None)


def named_after(columns: Columns, phrase: Phrase, taken: dict[int, Phrase]) -> Phrase | None:
    """The person whose name stands between commas right after an office, wherever the parser hangs it: "The warden of Ostrava, Lena Holm, said"."""
    if not phrase.definite or phrase.plural or phrase.end + 1 >= len(columns) or columns.lower[phrase.end] != ",":
        return None
    name = taken.get(phrase.end + 1)
    if name is None or name.type != "PERSON" or name.start != phrase.end + 1 or name.end - name.start < 2:
        return None
    after = columns.lower[name.end] if name.end < len(columns) else "."
    return name if after in {",", "."} and columns.sent[name.start] == columns.sent[phrase.head] else None


def is_of_role(columns: Columns, token: int, taken: dict[int, Phrase]) -> bool:
    """Whether a word before a head says which office it is, and not whose."""
    return (
        columns.dep[token] != "poss"
        and columns.pos[token] != "PRON"
        and not (token in taken and taken[token].type == "PERSON")
        and columns.tag[token] != "PRP$"
    )


def may_be(phrase: Phrase, name: Phrase) -> bool:
    """Whether a nominal can denote what a name names."""
    if name.form == "nominal":
        return phrase.type == name.type and phrase.plural == name.plural
    if phrase.type == "PERSON":
        return name.type == "PERSON" and not phrase.plural
    if phrase.type == "GPE":
        return name.type in {"GPE", "LOC"}
    return name.type in {"ORG", "NORP"}
