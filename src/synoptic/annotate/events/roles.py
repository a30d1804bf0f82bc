"""Who does what to whom in a clause, from the dependency parse.

In: a sentence of a parsed document. Out: Frames: a predicate (a verb with the verbs that it controls, "agreed to lift", or an
event noun that stands for itself, "their raid on the port") with the heads of the noun phrases that are its actor, objects and
obliques. Labels are those of spaCy's English pipelines (ClearNLP). Knows words and structure only: no codes, no entities.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from synoptic.annotate.columns import Columns
from synoptic.annotate.events.phrases import NOUNS, PASSIVE_SUBJECTS, SUBJECTS, coordinated, obliques, purposes
from synoptic.annotate.events.subjects import cut_off, is_passive, subject_of

OBJECTS = frozenset(["dobj", "attr", "oprd", "obj"])
# Nouns whose possessor is whom it is done to ("the editor's arrest"), as their verbs change the state of their object (the affectedness constraint of
# Anderson 1979, Giorgi and Longobardi 1991); "the army's raid" and "her criticism" are the doer's
AFFECTING = frozenset(
    (
        *("arrest", "detention", "imprisonment", "capture", "release", "deportation", "expulsion", "extradition", "execution", "rescue", "torture"),
        *("murder", "assassination", "killing", "slaying", "shooting", "stabbing", "beating", "beheading", "abduction", "kidnapping", "evacuation"),
        *("prosecution", "conviction", "indictment", "trial", "sentencing", "impeachment", "removal", "ouster", "acquittal", "reinstatement"),
    )
)
DEPTH = 4  # verbs in a chain such as "agreed to try to help to end"


@dataclass(slots=True)
class Frame:
    """A predicate with the heads of its noun phrases. `obliques` are (preposition, head); `path` runs from the governing verb to the innermost."""

    path: tuple[Token, ...]
    noun: Token | None = None  # the event noun, where the predicate is one
    actors: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    passive: bool = False

    @property
    def verb(self) -> Token:
        """The innermost verb: what is done, promised, refused."""
        return self.path[-1]

    @property
    def purposes(self) -> list[Token]:
        """Heads of the noun phrases in what it is done for."""
        return [t for verb in self.path for t in purposes(verb, self.path)]

    @property
    def top(self) -> Token:
        """The governing verb."""
        return self.path[0]


def find_frames(sentence: Phrase, columns: Columns, *, controls: Callable[[Token], bool], event_nouns: Container[str]) -> Iterator[Frame]:
    """Frames of a sentence. `controls` says of a word (verb, adjective or noun) that what is done is in its complement
    ("agree", "ready", "decision"); `event_nouns` are the lemmas of nouns that name something that happens.
    """
    taken: dict[int, tuple[Token, ...]] = {}  # verbs of a path, with those that govern them
    used: set[int] = set()
    parsed = sentence.doc
    nouns = []
    for i in range(sentence.start, sentence.end):
        kind = columns.pos[i]
        if kind in ("VERB", "AUX"):
            if i in taken or not is_predicate(kind, columns.dep[i]):
                continue
            path = tuple(walk(parsed[i], controls))
            if columns.dep[i] == "conj" and columns.tag[columns.head[i]] == "VB" and not any(c.dep_ in SUBJECTS for c in parsed[i].children):
                path = (*taken.get(columns.head[i], ()), *path)  # "agreed to lift the ban and release the crew"
            frame = verb_frame(path)
            taken.update((t.i, path[:at]) for at, t in enumerate(path) if t.i not in taken)
            used.update(t.i for t in path)
            used.update(t.i for t in frame.objects)
            used.update(t.i for _, t in frame.obliques if t.head.head in path)
            yield frame
        elif kind in ("NOUN", "PROPN") and columns.lemma[i].lower() in event_nouns and columns.dep[i] != "compound":
            nouns.append(i)
    for i in nouns:
        if i not in used:
            yield noun_frame(parsed[i])


def is_predicate(kind: str, label: str) -> bool:
    """Whether a verb is no auxiliary and no modifier of a noun; a copula has something said of its subject."""
    return label not in ("aux", "auxpass") and (kind == "AUX" or label not in ("amod", "compound", "nmod"))


def walk(token: Token, controls: Callable[[Token], bool]) -> Iterator[Token]:
    """A predicate and, inwards, the predicates that carry on what it starts ("is ready to send": is, ready, send)."""
    for _ in range(DEPTH):
        yield token
        inner = next((c for c in complements(token) if token.pos_ == "AUX" or controls(token)), None)
        if inner is None:
            inner = next((c for c in token.children if c.dep_ in ("dobj", "attr", "pobj") and controls(c) and any(complements(c))), None)
        if inner is None:
            return
        token = inner


def complements(token: Token) -> Iterator[Token]:
    """The words in which a predicate's action stands: an infinitive, a clause, an adjective."""
    for child in token.children:
        if (
            child.dep_ == "acomp"
            or (child.dep_ in ("xcomp", "ccomp") and child.pos_ in ("VERB", "AUX", "ADJ"))
            or (child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX") and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children))
        ):
            yield child
        elif child.dep_ == "prep":
            yield from (c for c in child.children if c.dep_ == "pcomp" and c.pos_ == "VERB")


def verb_frame(path: tuple[Token, ...]) -> Frame:
    """The frame of a chain of predicates: the actor is the subject of the first, objects are those of all, the innermost first."""
    frame = Frame(path, passive=is_passive(path[0]))
    subject = subject_of(path[0])
    if subject is None and path[0].dep_ == "ROOT":
        subject = cut_off(path[0])
    if frame.passive:
        frame.actors = [c for a in path[0].children if a.dep_ == "agent" for p in a.children if p.dep_ == "pobj" for c in coordinated(p)]
        frame.objects = coordinated(subject) if subject is not None else []
    elif subject is not None:
        frame.actors = coordinated(subject)
    for depth, verb in enumerate(reversed(path)):
        outer = depth < len(path) - 1
        for child in verb.children:
            if child.dep_ in OBJECTS and child not in path:
                frame.objects.extend(coordinated(child))
            elif child.dep_ == "dative":
                frame.datives.extend(c for p in (list(child.children) if child.pos_ == "ADP" else [child]) if p.pos_ in NOUNS for c in coordinated(p))
            elif child.dep_ in SUBJECTS | PASSIVE_SUBJECTS and outer:
                frame.datives.extend(coordinated(child))
            elif child.dep_ == "ccomp" and any(c.lower_ == "what" for c in child.children):
                # "launched what the other side called an invasion": what it is called is the object
                frame.objects.extend(c for c in child.children if c.dep_ == "oprd")
            elif child.dep_ in ("ccomp", "xcomp") and child not in path:
                frame.datives.extend(c for s in child.children if s.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in coordinated(s))
            elif (child.dep_ == "agent" and outer) or child.dep_ == "prep":
                by = child.lower_ == "by" and subject is None and verb.tag_ == "VBG" and not frame.passive
                if by and verb.dep_ in ("pobj", "pcomp", "dobj"):  # "shelling by the army"
                    frame.actors.extend(t for _, t in obliques(child))
                else:
                    frame.obliques.extend(obliques(child))
            elif child.dep_ == "npadvmod" and child.ent_type_ in ("GPE", "NORP", "PERSON", "ORG"):
                frame.datives.append(child)
    if path[0].dep_ in ("relcl", "acl") and not frame.passive:
        head = path[0].head
        frame.objects = [head if t.tag_ in ("WDT", "WP") else t for t in frame.objects]
        if head not in frame.actors and head not in frame.objects and path[0].dep_ == "relcl" and subject is not None and not frame.objects:
            frame.objects = [head]
    for thing in list(frame.objects):
        for child in thing.children:
            if child.dep_ == "prep":
                frame.obliques.extend(obliques(child))
            elif child.dep_ == "acl" and child not in path:
                # "the appeal lodged by ...", "sanctions imposed on ..."
                frame.obliques.extend(o for c in child.children if c.dep_ in ("prep", "agent") for o in obliques(c))
    return frame


def noun_frame(noun: Token) -> Frame:
    """The frame of an event noun: its owner or "by" is the actor, of equals "of" where there is an object ("on", "against")."""
    frame = Frame((noun,), noun=noun)
    for child in noun.children:
        if child.dep_ == "poss" and noun.lemma_.lower() in AFFECTING and not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
            frame.objects.extend(coordinated(child))
        elif child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON")):
            frame.actors.extend(coordinated(child))
        elif child.dep_ in ("prep", "agent"):
            for preposition, head in obliques(child):
                if preposition == "by":
                    frame.actors.append(head)
                else:
                    frame.obliques.append((preposition, head))
    return frame
