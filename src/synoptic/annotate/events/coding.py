"""What a frame means: its PLOVER type, CAMEO code, mode and modality.

In: a Frame. Out: a Coding, or None where the codebook has no code for it. The table (`codebook`) codes what is done by itself;
the words that govern it ("agreed to", "refused to", "threatened to", "called for", "not") turn that code into another, from
the innermost outwards, as CAMEO's own roots do (03 and 13 are intended 04-08 and 14-19, 10 and 02 are demanded, 12 is refused).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from synoptic.annotate.codebook import COOPERATIVE, ROOTS, codebook
from synoptic.annotate.events.governors import (
    CALLED_FOR,
    ENDING,
    FUTURE,
    LIGHT,
    REPORT,
    SOFT,
    auxiliaries,
    is_condition,
    is_hypothetical,
    is_infinitive,
    is_negated,
    lemma,
    operator,
    standing,
    words,
)
from synoptic.annotate.events.roles import Frame, verb_frame

WH = frozenset(["WDT", "WP", "WP$", "WRB"])
NOMINAL = frozenset(["intend", "threaten", "refuse", "demand"])
MUST = frozenset(["must", "should"])
POSSIBLE = frozenset(["may", "might", "could"])
COMMITTING = frozenset(words("agree consent promise pledge vow offer commit ready willing willingness readiness commitment"))

# Threats by the root of what is threatened (CAMEO 13), demands and refusals by the root of what is demanded or refused (CAMEO 02, 10, 12, 03)
THREATS = {"PROTEST": "133", "MOBILIZE": "138", "ASSAULT": "138", "COERCE": "137", "SANCTION": "131"}
TAILS = {"COOPERATE": "1", "SUPPORT": "2", "AID": "3", "CONCEDE": "5", "RETREAT": "5", "CONSULT": "6"}
REFUSALS = {"COOPERATE": "121", "AID": "122", "CONSULT": "125", "CONCEDE": "124", "RETREAT": "124"}


@dataclass(frozen=True, slots=True)
class Coding:
    """A code with how it holds. `trigger` is the word that names what happens."""

    type: str
    cameo: str
    mode: str | None
    modality: str
    trigger: Token
    base: str | None = None  # the type of what is done, before its governors turn it


def object_lemmas(frame: Frame) -> set[str]:
    """Lemmas of the objects with the nouns that make them up: "hunger strike", "state of emergency"."""
    found: set[str] = set()
    for thing in frame.objects:
        found.add(thing.lemma_.lower())
        found.add(f"<{thing.ent_type_}>")
        for child in thing.children:
            if child.dep_ in ("compound", "amod"):
                found.add(child.lemma_.lower())
            elif child.dep_ == "prep" and child.lower_ == "of":
                found.update(p.lemma_.lower() for p in child.children if p.dep_ == "pobj")
    return found


def oblique_lemmas(frame: Frame) -> set[str]:
    """Prepositions and the nouns under them, and other words that hang on the verb ("set free")."""
    found = {p for p, _ in frame.obliques} | {t.lemma_.lower() for _, t in frame.obliques}
    found.update(c.lemma_.lower() for c in frame.verb.children if c.dep_ in ("acomp", "oprd", "advmod", "prt", "ccomp", "xcomp"))
    return found


def event_noun(noun: Token) -> str:
    """The key of a noun among event nouns: its lemma, or with what makes it one ("military_operation")."""
    word, nouns = noun.lemma_.lower(), codebook().nouns
    if word in nouns:
        return word
    keys = (f"{c.lemma_.lower()}_{word}" for c in noun.children if c.dep_ in ("amod", "compound"))
    return next((k for k in keys if k in nouns), word)


def base_of(frame: Frame) -> tuple[str, str, str | None, Token] | None:
    """Type, CAMEO code, mode and trigger of what is done, as the table has it: the verb with its object, else its event noun."""
    book = codebook()
    if frame.noun is not None:
        line = book.noun([event_noun(frame.noun)])
        return (line.type, line.cameo, line.mode, frame.noun) if line and line.type != "-" else None
    verb, word = frame.verb, lemma(frame.verb)
    if word == "ask" and is_question(verb):
        return None
    if (word not in book.verbs and verb.lemma_.lower() not in book.verbs and word not in LIGHT and word not in ENDING) or (
        word == "call"
        and operator(verb) is None
        and frame.objects
        and ((frame.obliques and not any(t.ent_type_ == "PERSON" for t in frame.objects)) or any(t.dep_ == "oprd" for t in frame.objects))
    ):
        return None
    objects, obliques = object_lemmas(frame), oblique_lemmas(frame)
    line = book.look_up(word, objects, obliques)
    events = [t for t in frame.objects if t.lemma_.lower() in book.nouns]
    if word in LIGHT and events and (line is None or line.rank[0] == 0):
        carried = book.nouns[events[0].lemma_.lower()]
        return carried.type, carried.cameo, carried.mode, events[0]
    if line is None and word in ENDING and events:
        good = book.nouns[events[0].lemma_.lower()].type in COOPERATIVE
        return ("SANCTION", "160", None, verb) if good else ("CONCEDE", "087", None, verb)
    if line is None and word not in ("be", "have"):
        line = book.look_up(verb.lemma_.lower(), objects, obliques)
    if line is None or line.type == "-":
        return None
    return line.type, line.cameo, line.mode, events[0] if events and word in LIGHT else verb


def is_question(verb: Token) -> bool:
    """Whether somebody asks to be told, not for a deed: "asked whether", "asked why", "asked about", "asked on Monday, she said"."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "advcl", "pcomp") and any(c.lower_ in ("whether", "if") or c.tag_ in WH for c in child.children):
            return True
        if child.dep_ == "prep" and child.lower_ == "about":
            return True
    if any(is_infinitive(c) or (c.dep_ == "prep" and c.lower_ in CALLED_FOR) or c.dep_ in ("dobj", "dative", "nsubjpass") for c in verb.children):
        return False
    return not any(c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.lefts) for c in verb.children)


def wanted_noun(frame: Frame) -> tuple[str, str, str | None, Token] | None:
    """What is demanded, refused, threatened or offered where that is a noun: "called for talks", "refused mediation"."""
    book = codebook()
    nouns = [*frame.objects, *(t for p, t in frame.obliques if p in CALLED_FOR)]
    for noun in nouns:
        line = book.nouns.get(noun.lemma_.lower())
        if line is not None:
            return line.type, line.cameo, line.mode, noun
    return None


def governors(frame: Frame) -> Iterator[tuple[str, Token]]:
    """What turns the code of a frame, from the innermost outwards: (operator, its word)."""
    for token in reversed(frame.path[:-1]):
        name = operator(token)
        if name:
            yield name, token
        if is_negated(token):
            yield "not", token
        if token.pos_ in ("VERB", "AUX") and auxiliaries(token) & FUTURE:
            yield "will", token


def code(frame: Frame) -> Coding | None:
    """The coding of a frame by table and governors alone; None where they have none."""
    if frame.noun is None and is_hypothetical(frame):
        return None
    name = None if frame.noun is not None else operator(frame.verb)
    base = base_of(frame)
    if frame.noun is not None:
        said = standing(frame.noun)
        if base is None or said == "":
            return None
        return Coding(base[0], base[1], base[2], said or "happened", base[3], base[0])
    if name in ("demand", "refuse", "threaten", "intend"):
        wanted = wanted_noun(frame)
        weak = base is None or base[0] in ("REQUEST", "REJECT", "THREATEN", "AGREE") or lemma(frame.verb) == "call"
        if wanted is not None and weak:
            turned = turn(Coding(wanted[0], wanted[1], wanted[2], "happened", wanted[3], wanted[0]), name, frame.verb)
            return settle(turned, frame) if turned else None
    if base is not None:
        return settle(Coding(base[0], base[1], base[2], "happened", base[3], base[0]), frame)
    if auxiliaries(frame.top) & MUST and frame.top.dep_ == "ccomp" and frame.top.head.lemma_ in REPORT and not is_negated(frame.top):
        return Coding("REQUEST", ROOTS["REQUEST"], None, "demanded", frame.top, None)  # "the envoy said that the port must stay open"
    if len(frame.path) > 2 and frame.path[-2].pos_ == "NOUN" and operator(frame.path[-2]) == "start":
        outer = verb_frame(frame.path[:-2])  # "launched a mediation effort to reconcile them"
        base = base_of(outer)
        if base is not None:
            return settle(Coding(base[0], base[1], base[2], "happened", base[3], base[0]), outer)
    if name is None and len(frame.path) > 1:
        frame = Frame(frame.path[:-1], None, frame.actors, frame.objects, frame.obliques, frame.datives, passive=frame.passive)
        name = operator(frame.verb)
    return opened(frame, name)


def demanded(frame: Frame) -> Coding | None:
    """The coding of a condition that somebody sets for what he is ready to do: a demand on whoever is to fulfil it."""
    if frame.noun is not None or not is_condition(frame):
        return None
    base = base_of(frame)
    return Coding("REQUEST", "10" + TAILS.get(base[0] if base else "", "0"), None, "demanded", frame.verb, base[0] if base else None)


def opened(frame: Frame, name: str | None) -> Coding | None:
    """The coding of a governor whose complement the table does not know: "agreed to ...", "demanded that ..."."""
    kinds = {"intend": "AGREE", "threaten": "THREATEN", "refuse": "REJECT", "demand": "REQUEST", "allow": "CONCEDE", "urge": "", "force": "COERCE"}
    modal = {"intend": "planned", "threaten": "threatened", "demand": "demanded"}
    if not kinds.get(name or "") or (name == "intend" and lemma(frame.verb) not in COMMITTING):
        return None
    kind = kinds[name or ""]
    cameo = "020" if kind == "REQUEST" and lemma(frame.verb) in SOFT else ROOTS[kind]
    coding = Coding(kind, cameo, None, modal.get(name or "", "happened"), frame.verb, None)
    return settle(coding, frame)


def settle(coding: Coding, frame: Frame) -> Coding | None:
    """The coding after all that governs it, its own negation and its auxiliaries."""
    current: Coding | None = coding
    verb = frame.verb
    if frame.noun is None:
        if is_negated(verb):
            # that two have not met yet is no refusal to meet
            current = replace(coding, modality="denied") if coding.type == "CONSULT" and "have" in helped(verb) else turn(coding, "not", verb)
        helpers = auxiliaries(verb)
        if is_unreal(verb, helpers):
            return None
        if current is not None and helpers & FUTURE:
            current = turn(current, "will", verb)
        if current is not None and helpers & MUST:
            current = turn(current, "must", verb)
        for name, token in governors(frame):
            if current is not None:
                current = turn(current, name, token)
        offer = offered_by(frame)
        if current is not None and offer is not None:
            current = turn(current, operator(offer) or "", offer)
        if current is not None and current.modality == "happened" and (is_due(frame) or is_goal(frame)):
            current = replace(current, modality="planned")
    return current


def helped(verb: Token) -> set[str]:
    """The lemmas of a verb's auxiliaries."""
    return {"have" if c.lower_ in ("'ve", "’ve", "'d", "’d", "had", "has", "have") else c.lemma_ for c in verb.children if c.dep_ == "aux"}


def is_unreal(verb: Token, helpers: set[str]) -> bool:
    """Whether a verb only says what may be or would have been: "might attack", "would have met"."""
    if is_negated(verb):
        return False
    return bool(helpers & POSSIBLE) or (bool(helpers & FUTURE) and "have" in helpers and verb.tag_ == "VBN")


def is_goal(frame: Frame) -> bool:
    """Whether something is only what something else is done for: "flew in to inspect the plant"."""
    return frame.top.dep_ == "advcl" and is_infinitive(frame.top)


def offered_by(frame: Frame) -> Token | None:
    """The noun that makes of a frame a plan, a call or a refusal: "condemned the plan to bomb the bridge", "amid calls to veto the bill"."""
    noun = frame.top.head
    held = frame.top.dep_ in ("acl", "relcl") and noun.pos_ == "NOUN" and is_infinitive(frame.top)
    return noun if held and operator(noun) in NOMINAL else None


def is_due(frame: Frame) -> bool:
    """Whether something is to happen: "they were to meet on Friday"."""
    return any(t.lemma_ == "be" and is_infinitive(inner) for t, inner in pairwise(frame.path))


def turn(coding: Coding, name: str, word: Token) -> Coding | None:
    """The coding under one more governor."""
    kind, good = coding.type, coding.type in COOPERATIVE
    if name == "start":
        return coding
    if name in ("intend", "will"):
        offered = "offered" if lemma(word) in ("offer", "propose", "ready", "willing") else "planned"
        if kind in ("REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE"):
            return replace(coding, modality=offered)
        if kind in ("PROTEST", "SANCTION", "COERCE", "ASSAULT") or (kind == "MOBILIZE" and name == "will"):
            return replace(coding, type="THREATEN", cameo=THREATS.get(kind, "130"), mode=None, modality="threatened" if name == "will" else offered)
        if kind == "MOBILIZE" and not (name == "intend" and lemma(word) in COMMITTING):
            return replace(coding, modality=offered)
        return replace(coding, type="AGREE", cameo="03" + TAILS.get(kind, "0"), mode=None, modality=offered)
    if name == "threaten":
        return replace(coding, type="THREATEN", cameo=THREATS.get(kind, "130"), mode=None, modality="threatened")
    if name == "refuse":
        return replace(coding, type="REJECT", cameo=REFUSALS.get(kind, "120"), mode=None, modality="happened")
    if name == "not":
        if good or kind == "REQUEST":
            return replace(coding, type="REJECT", cameo=REFUSALS.get(kind, "120"), mode=None, modality="happened")
        return replace(coding, modality="denied")
    if name in ("demand", "must", "urge"):
        soft = name == "urge" or lemma(word).split("_")[0] in SOFT
        return replace(coding, type="REQUEST", cameo=("02" if soft else "10") + TAILS.get(kind, "0"), mode=None, modality="demanded")
    if name == "allow":
        return replace(coding, type="CONCEDE", cameo="080", mode=None)
    if name == "stop":
        return replace(coding, type="SANCTION", cameo="160", mode=None) if good else replace(coding, type="CONCEDE", cameo="087", mode=None)
    return replace(coding, type="COERCE", cameo="170", mode=None) if name == "force" else coding
