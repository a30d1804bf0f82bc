"""To whom a coded frame is done, and where.

In: a frame with its coding. Out: the heads of its recipients, most likely first, and the name of its place. What a verb such as "launch"
opens is the deed itself, what forces pull back is their own, and what stands near a river only says where: none of them is a recipient.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from synoptic.annotate.codebook import codebook
from synoptic.annotate.events.agents import is_day, is_deed
from synoptic.annotate.events.coding import Coding
from synoptic.annotate.events.governors import DENYING, LIGHT, lemma, words
from synoptic.annotate.events.participants import SIDES, Parties, Party
from synoptic.annotate.events.roles import Frame

TOWARD = tuple(words("against on with to from at of between for into over by in toward towards upon about near inside across"))
HARMING = frozenset(words("kill wound injure die hurt murder maim"))
WHERE = frozenset(words("in at near on inside outside around across along into over"))
NEARBY = frozenset(words("near inside outside around across along"))
NO_PARTY = frozenset(["DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY", "MONEY"])
PLACES = frozenset(["GPE", "LOC", "FAC"])
MODIFIERS = frozenset(["poss", "amod", "compound", "nmod"])
SPOKEN = frozenset(["REQUEST", "CONSULT", "AGREE"])  # go to parties alone
MOST = 4  # recipients of one event


def undergoers(frame: Frame, coding: Coding, parties: Parties) -> list[Party]:
    """The parties to whom a coded frame is done, most likely first; those that a reader is not shown as such are marked."""
    found = [(p, t, p in parties.undergoing(t)) for t in recipients_of(frame, coding) for p in undergoing(parties, t, coding)]
    if not any(agent for _, _, agent in found):
        return [*(replace(p, told=is_told(t, frame, agent=False)) for p, t, _ in found), *(replace(parties.of(t), told=False) for t in concerned(frame))]
    told = [is_told(t, frame, agent=agent) for _, t, agent in found]
    # where somebody is named, what it is about is no party; a house that is hit is one beside those who are hurt in it
    spare = coding.type != "ASSAULT" and any(is_agent and shown for (_, _, is_agent), shown in zip(found, told, strict=True))
    return [replace(p, told=shown and (agent or not spare)) for (p, _, agent), shown in zip(found, told, strict=True)]


def concerned(frame: Frame) -> list[Token]:
    """Heads of the parties named deeper inside what a frame is about, where nobody else is named: "lifted the ban on imports of Oslavian salt"."""
    inside = [frame.noun] if frame.noun is not None else [*frame.objects, *(t for _, t in frame.obliques)]
    taken = {t.i for t in frame.actors} | {c.i for t in frame.actors for c in t.subtree}
    named = {t.i: t for head in inside for t in head.subtree if t.ent_type_ in SIDES and t.i not in taken and t.ent_iob_ == "B"}
    return [named[i] for i in sorted(named)][:MOST]


def undergoing(parties: Parties, token: Token, coding: Coding) -> list[Party]:
    """Whom a noun phrase among the recipients stands for: the party, else those whom it names, and it itself ("rejected the referendum");
    what a demand or a meeting is about is none of those to whom it goes.
    """
    found = parties.undergoing(token)
    own = parties.of(token)
    about = coding.type in SPOKEN and (token.lemma_.lower() in codebook().nouns or token.ent_type_ == "LOC")
    return found if own in found or is_day(token) or about else [*found, own]


def is_told(token: Token, frame: Frame, *, agent: bool) -> bool:
    """Whether somebody or something among the recipients is shown as whom it is done to: a party that is no mere whereabouts, and of things
    the object itself ("rejected the plan"), neither a means nor what it is done for.
    """
    direct = {t.i for t in frame.objects}
    if token.i in direct:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in WHERE and token.ent_type_ in PLACES:
        return False
    if any(t.i == token.i for t in frame.purposes) and not any(t.i == token.i for _, t in frame.obliques):
        return False
    return agent


def recipients_of(frame: Frame, coding: Coding | None) -> list[Token]:
    """Heads of those to whom it is done, most likely first: whom the object itself names, whom it is given to, the object, then obliques."""
    found: dict[int, Token] = {}
    trigger = coding.trigger.i if coding else -1
    for thing in frame.objects:
        for child in thing.children:
            if (child.dep_ == "poss" and child.pos_ != "PRON") or (thing.i == trigger and child.ent_type_ in SIDES and child.dep_ in MODIFIERS):
                found[child.i] = child
        if thing.i != trigger and not (lemma(frame.verb) in LIGHT and names_operation(thing)) and not moves_own(thing, coding):
            found[thing.i] = thing  # of "launched an operation" the operation is no recipient
    for token in frame.datives:
        if token.dep_ not in ("nsubj", "nsubjpass") or lemma(frame.verb) not in DENYING:
            found[token.i] = token
    order = {p: n for n, p in enumerate(TOWARD)}
    for _, token in sorted(((p, t) for p, t in frame.obliques if p in order), key=lambda o: (order[o[0]], o[1].i)):
        harmed_in = token.ent_type_ == "" and is_deed(token.lemma_.lower()) and lemma(frame.verb) in HARMING
        if token.i not in found and not harmed_in and not is_whereabouts(token, coding):
            found[token.i] = token
    for token in frame.purposes:
        found.setdefault(token.i, token)
    actors = {t.i for t in frame.actors}
    kept = [t for t in found.values() if t.i not in actors and t.i != trigger and t.ent_type_ not in NO_PARTY]
    named = [t for t in kept if t.ent_type_ or t.pos_ == "PROPN"]
    kept = [*named[:MOST], *(t for t in kept if t not in named)][: MOST + 2]
    hit = {t.i for t in frame.objects} if coding and coding.type == "ASSAULT" else set()
    return sorted(kept, key=lambda t: t.i not in hit)  # who is hit before where


def names_operation(thing: Token) -> bool:
    """Whether the object of a verb such as "launch" is the deed itself, under its own name or what somebody calls it ("what it called a mission")."""
    deed = is_deed(thing.lemma_.lower()) or thing.lemma_.lower() in codebook().noun_heads
    return not thing.ent_type_ and (deed or thing.dep_ == "oprd")


def moves_own(thing: Token, coding: Coding | None) -> bool:
    """Whether forces are sent or pulled back by those whose they are: "withdrew its guns" is done to nobody."""
    return coding is not None and coding.type in ("RETREAT", "MOBILIZE") and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in thing.children)


def is_whereabouts(token: Token, coding: Coding | None) -> bool:
    """Whether an oblique says only where: a river that the language model takes for a person ("the Lenna"), or where those asked live."""
    preposition = token.head.lower_ if token.dep_ == "pobj" else ""
    if preposition not in NEARBY:
        return False
    river = token.ent_type_ == "PERSON" and token.tag_ == "NNP" and [c.lower_ for c in token.lefts] == ["the"]
    return river or (coding is not None and coding.type in SPOKEN and token.head.head.pos_ in ("NOUN", "PRON"))


def place_of(frame: Frame, coding: Coding, parties: Parties) -> str | None:
    """The name of the place where the clause has it; of what is attacked, where that lies: "in the port of Oslo", "shelled Oslo"."""
    near = [t for preposition, t in frame.obliques if preposition in WHERE]
    hit = [*frame.objects, *(t for preposition, t in frame.obliques if preposition == "on")] if coding.type == "ASSAULT" else []
    for token in (*near, *hit):
        for part in (token, *(p for c in token.children for p in (c, *c.children) if c.dep_ in ("prep", "compound", "poss"))):
            if part.ent_type_ in (PLACES if part is token and token in near else ("GPE",)):
                chain = parties.chain_of(part) or parties.chains.at(part)
                return chain.name if chain else part.text
    return None
