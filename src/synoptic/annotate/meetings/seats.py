"""A noun phrase as parts of a meeting: the party that it names, and the person who sits for one.

In: heads of noun phrases, and the parties of the document. Out: MeetingParts with roles party, leader and member, each on its own words. The side of a person
is what the text ties him to: the body that his title names ("the union's chief negotiator"), else his country; who has none is a party himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from synoptic.annotate.entities.gazetteer import look_up
from synoptic.annotate.events.agents import is_day, is_deed, is_people
from synoptic.annotate.events.participants import Parties, country_names, phrase_of
from synoptic.annotate.events.phrases import coordinated
from synoptic.annotate.meetings.heads import base, names_side, pobjs
from synoptic.annotate.meetings.words import BODIES, EQUALS, GO_BETWEENS, NO_PARTY, NOT_PARTIES, NOUNS, PORTFOLIOS, SITTING, TOP, VAGUE
from synoptic.model import Chain, MeetingPart

ARTICLES = frozenset(["the", "a", "an", "its", "their", "his", "her", "both", "our"])
BEFORE = frozenset(["compound", "amod", "nmod", "det", "poss", "case", "nummod", "punct"])
Side = tuple[str | None, str | None]  # chain and name
NOBODY: Side = (None, None)


class Seats:
    """Finds parties and those who sit for them in one document."""

    def __init__(self, parties: Parties) -> None:
        """Over the parties of a document."""
        self.parties = parties
        self.reading = parties.reading
        self.sides: dict[str, Side] = {}  # of persons, by chain

    def of(self, heads: Iterable[Token]) -> list[MeetingPart]:
        """The parties that noun phrases name and who is said to sit for them, each once."""
        made: dict[tuple[str, str], MeetingPart] = {}
        for token in heads:
            for part in self.seat(token):
                made.setdefault((part.role, part.name.lower()), part)
        return list(made.values())

    def seat(self, token: Token) -> Iterator[MeetingPart]:
        """The parties that one noun phrase names, and the person, where it names one who sits for a party."""
        name = base(token)
        if token.ent_type_ in NO_PARTY or name in NOT_PARTIES or name in NOUNS or is_day(token):
            return
        if name in GO_BETWEENS or any(base(c) in GO_BETWEENS for c in token.lefts):
            return
        if self.is_person(token):
            yield from self.person(token)
        elif name in BODIES | EQUALS:
            owners = [o for o in self.owners(token) if name not in EQUALS or not self.is_person(o)]
            for owner in owners:
                yield from self.party(owner)
            if not owners and name in SITTING:
                yield from self.party(token)
            side = next(((p.entity, p.name) for o in owners for p in self.party(o)), NOBODY)
            people = [q for c in token.rights if c.dep_ == "appos" for q in coordinated(c) if self.is_person(q)]
            yield from self.people(people, "leader" if is_top([token, *token.lefts]) else "member", side)
        else:
            yield from self.party(token)

    def person(self, token: Token) -> Iterator[MeetingPart]:
        """A named person: a member of his side's delegation, or a party by himself."""
        entity, name = self.named(token)
        if name is None:
            return
        side = self.side_of(token)
        if side[1] is None and entity is not None:
            side = self.side_of_chain(self.parties.by_id[entity])
        if side[1] is not None and side[1].lower() == name.lower():
            side = NOBODY  # a country that the language model takes for a person
        if side[1] is None:
            yield self.part("party", token, (entity, name))
        else:
            yield self.part("party", token, side)
            yield self.part("leader" if self.leads(token) else "member", token, (entity, name), side)

    def party(self, token: Token) -> Iterator[MeetingPart]:
        """A country, body or group as a party; "both sides" names none."""
        party = self.parties.of(token)
        entity, name = self.named(token)
        if party.pair or name is None or name.lower() in VAGUE or (token.pos_ == "PRON" and entity is None):
            return
        place = look_up(token.text) if names_side(token) else None
        code = place.country if place is not None and token.pos_ == "ADJ" else party.code  # of "Norlandic-Sorlandic" each is its own
        if code in country_names() and token.pos_ == "NOUN" and not is_people(base(token)):
            return  # "Norlandic standards"
        body = place is None and token.ent_type_ == "ORG" and not {"GOV", "MIL"} & set(party.sectors)  # a country's party or company is not the country
        if code in country_names() and not body and (token.pos_ != "NOUN" or not is_body_of_its_own(token)):
            own = self.parties.sides.get(code or "")
            yield self.part("party", token, (own.id if own else (party.own or entity), country_names()[code or ""]))
        elif (
            names_side(token)
            or token.pos_ in ("PROPN", "PRON")
            or is_named_beside(token)
            or is_people(token.lemma_.lower())
            or token.lemma_.lower().endswith(("er", "or", "ist"))
        ):
            yield self.part("party", token, (entity, name))

    def people(self, heads: Iterable[Token], role: str, side: Side) -> Iterator[MeetingPart]:
        """Persons in a delegation; of who leads one the office will do ("led by its trade minister")."""
        for head in heads:
            person = head if self.is_person(head) else next((c for c in head.rights if c.dep_ == "appos" and self.is_person(c)), None)
            if person is None and not (role == "leader" and head.pos_ == "NOUN" and is_people(head.lemma_.lower())):
                continue
            named = self.named(person or head)
            if named[1] is not None:
                yield self.part(role, person or head, named, side if side[1] else self.side_of(person or head))

    # ------------------------------------------------------------ whose

    def side_of(self, token: Token) -> Side:
        """For whom a person sits: the body of his title or of what is said of him ("Dana Reyes, the union's negotiator"), else his country."""
        chain = self.parties.chain_of(token)
        own_chain = chain.id if chain is not None else None
        said = [token.head] if token.dep_ == "appos" else []
        said += [c for c in token.rights if c.dep_ == "appos"]
        for head in (token, *(t for t in said if base(t) in BODIES)):
            for owner in self.owners(head):
                if not self.is_person(owner):
                    for part in self.party(owner):
                        if part.entity is None or part.entity != own_chain:
                            return part.entity, part.name
        party = self.parties.of(token)
        own = self.parties.sides.get(party.code or "")
        return ((own.id if own else None), party.country) if party.country else NOBODY

    def side_of_chain(self, chain: Chain) -> Side:
        """The same from what is said of a person anywhere in the document."""
        if chain.id not in self.sides:
            phrases = (p.root for m in chain.mentions if m.form != "pronoun" and (p := self.reading.phrase(m.start, m.end)) is not None and len(p))
            found = (self.side_of(root) for root in phrases if root.pos_ == "PROPN" or base(root) in BODIES)
            self.sides[chain.id] = next((side for side in found if side[1]), NOBODY)
        return self.sides[chain.id]

    def owners(self, token: Token) -> Iterator[Token]:
        """Whose negotiator, delegation or minister a noun names: "the union's", "Omani", "from Norland", "for the studios", "union negotiator Reyes"."""
        for child in token.lefts:
            if child.dep_ == "poss" and not is_day(child) and (child.pos_ != "PRON" or self.parties.chain_of(child) is not None):
                yield from coordinated(child)
            elif child.dep_ in ("compound", "amod", "nmod") and child.lower_ not in TOP | PORTFOLIOS:
                name = base(child)
                if names_side(child) or (child.pos_ == "NOUN" and is_people(name) and name not in BODIES | GO_BETWEENS):
                    yield child
                if name in BODIES and token.pos_ == "PROPN":
                    yield from (c for c in self.owners(child) if c.i < child.i)
        for child in token.rights:
            if child.dep_ == "prep" and (
                child.lower_ in ("from", "of", "representing") or (child.lower_ == "for" and base(token) in SITTING | {"delegation", "team"})
            ):
                yield from (p for p in pobjs(child) if p.ent_type_ not in NO_PARTY and p.lower_ not in PORTFOLIOS)
            elif child.dep_ == "acl" and child.lemma_ == "represent":
                yield from (q for c in child.rights if c.dep_ == "dobj" for q in coordinated(c))

    def leads(self, token: Token) -> bool:
        """Whether a person is called chief negotiator or head of a delegation."""
        return any(is_top([head, *head.lefts, *(d for c in head.lefts for d in c.lefts)]) for head in (token, *(c for c in token.rights if c.dep_ == "appos")))

    # ------------------------------------------------------------ words

    def is_person(self, token: Token) -> bool:
        """Whether a noun phrase is a person's name, or a pronoun for one."""
        chain = self.parties.chain_of(token)
        if token.pos_ == "PRON":
            return chain is not None and chain.type == "PERSON" and any(m.form == "name" for m in chain.mentions)
        return token.ent_type_ == "PERSON" or (chain is not None and chain.type == "PERSON" and token.pos_ == "PROPN")

    def named(self, token: Token) -> Side:
        """Chain and name of a noun phrase: its chain's name where it has one, else its words without article."""
        chain = self.parties.chain_of(token)
        entity = chain.id if chain is not None else None
        if token.pos_ == "PRON":
            return (entity, bare(chain.name)) if chain is not None else NOBODY
        name = bare(token.doc[token.head.left_edge.i : token.i + 1].text if is_split(token) else phrase_of(token))
        if chain is not None and any(m.form == "name" for m in chain.mentions):
            full = " ".join(chain.name.split())
            before = name.removesuffix(full).split() if token.ent_type_ in ("NORP", "ORG") and name.endswith(full) else []
            longer = before and all(w[:1].isupper() for w in before)  # "the Social Democrats", of which the language model has but a part
            return entity, name if longer else bare(full)
        return entity, name or None

    def part(self, role: str, token: Token, named: Side, side: Side = NOBODY) -> MeetingPart:
        """A part on the words of a noun phrase's head: its name whole, else the head with what stands right before it."""
        start, end = self.extent(token)
        return MeetingPart(role=role, words=self.reading.span(start, end), name=named[1] or "", entity=named[0], side=side[0], side_name=side[1])

    def extent(self, token: Token) -> tuple[int, int]:
        """Offsets of a noun phrase without what follows its head; of a name the whole name."""
        chain = self.parties.chains.at(token) if token.pos_ == "PROPN" else None
        mention = next((m for m in chain.mentions if m.start <= token.idx < m.end), None) if chain is not None else None
        if mention is not None and mention.form == "name":
            return mention.start, mention.end
        left = token.head.left_edge.i if is_split(token) else token.i
        while left > token.sent.start:
            before = token.doc[left - 1]
            if before.dep_ not in BEFORE or token.i not in (before.head.i, before.head.head.i) or (before.dep_ == "punct" and before.text != "-"):
                break
            left -= 1
        if token.doc[left].lower_ in ARTICLES and left < token.i:
            left += 1
        return token.doc[left].idx, token.idx + len(token.text)


def bare(name: str) -> str:
    """A name without article."""
    first, _, rest = " ".join(name.split()).partition(" ")
    return rest if first.lower() in ARTICLES and rest else " ".join(name.split())


def is_split(token: Token) -> bool:
    """Whether a noun is the first of two that the parser takes for one name (see `heads.joined`)."""
    return token.dep_ in ("nmod", "compound", "poss") and token.head.i > token.i and any(c.dep_ == "cc" and c.i > token.i for c in token.rights)


def is_named_beside(token: Token) -> bool:
    """Whether a noun stands where those who meet stand ("between", "with", joined to one), so that it is one whatever it is."""
    beside = token.dep_ in ("conj", "nsubj", "nsubjpass") or token.head.lower_ in ("between", "with")
    return (
        beside
        and token.pos_ == "NOUN"
        and not is_deed(token.lemma_.lower())
        and (token.tag_ == "NNS" or token.is_sent_start or any(c.dep_ in ("det", "poss", "compound") for c in token.lefts))
    )


def is_top(tokens: Iterable[Token]) -> bool:
    """Whether words say that somebody is the first among those who sit for a party."""
    found = list(tokens)
    return bool({base(t) for t in found} & (SITTING | {"delegate"}) and {t.lower_ for t in found} & TOP)


def is_body_of_its_own(token: Token) -> bool:
    """Whether a noun that a country stands with is a party apart from it: "Norland's rebels", "the Norlandic teachers' union"."""
    return base(token) in ("rebel", "union", "opposition", "kidnapper", "separatist", "guild", "company", "party", "militant", "insurgent", "employer")
