"""Words that govern another predicate, and what they do to it: intend, threaten, refuse, demand, allow, stop, start, force.

In: a token of a parse. Out: its operator, its negation, its auxiliaries. Closed lists of English (after Karttunen 2012 on implicatives and
the CAMEO codebook's roots 02, 03, 10 to 13); what an operator makes of a code is the matter of `coding`.
"""

from __future__ import annotations

from spacy.tokens import Token

from synoptic.annotate.events.roles import Frame


def words(text: str) -> list[str]:
    """The words of a list."""
    return text.split()


GOVERNORS = {
    "intend": """
    agree consent plan intend promise pledge vow offer prepare decide aim commit undertake propose ready willing set prepared open able
    resolve decision intention willingness readiness commitment agreement go expect schedule hope mean consider seek want wish
    determine poise poised due likely keen eager preparation preparedness
    """,
    "threaten": """
    threaten threat warn warning
    """,
    "refuse": """
    refuse decline reject fail rule_out refusal failure unwilling reluctant unable oppose
    """,
    "demand": """
    demand urge ask call appeal request press pressure push insist beg plead invite order tell implore instruct command direct
    encourage advise recommend petition lobby compel summon
    """,
    "allow": """
    allow permit let authorise authorize permission authorisation authorization enable
    """,
    "stop": """
    stop cease halt end suspend quit discontinue refrain avoid prevent abandon
    """,
    "start": """
    begin start continue resume try attempt help manage keep proceed move act use effort rush dare happen
    """,
    "force": """
    force oblige
    """,
}
OPERATORS = {word: name for name, listed in GOVERNORS.items() for word in listed.split()}
FIRST_WORDS = frozenset(word.partition("_")[0] for word in OPERATORS)
SOFT = frozenset(words("call appeal ask urge request invite plead beg encourage advise recommend petition implore"))

REPORT = frozenset(
    words("""
    say tell announce declare add report state claim confirm insist reiterate stress assert explain note write reveal disclose
    """)
)
LIGHT = frozenset(
    words("""
    launch carry_out conduct hold make give issue stage mount begin start continue resume open have take do commit express voice offer step_up
    intensify announce declare provide receive undertake perform engage face see suffer lead press unleash wage repeat renew reiterate extend
    carry order execute follow trigger witness survive endure pursue organise organize attend keep_up pay
    complete finish finalise finalize signal show reaffirm state
    """)
)
ENDING = frozenset(words("end stop halt cease suspend abandon cancel call_off break_off"))
CALLED_FOR = frozenset(["for", "on", "to", "upon"])
FUTURE = frozenset(["will", "would", "'ll", "’ll", "shall", "wo"])
NOBODY = frozenset(["no", "none", "nobody", "neither", "nothing"])
DENYING = frozenset(["deny", "refute", "dispute", "contest", "disclaim"])
# What may be before a noun that names a deed, and what it makes of it: a deed that was only feared is none
UNREAL = frozenset(words("possible potential threatened feared hypothetical would-be attempted foiled thwarted averted future any"))
AHEAD = frozenset(words("planned upcoming scheduled forthcoming imminent proposed expected looming"))
HEARSAY = frozenset(words("alleged suspected reported supposed purported apparent"))
FEARED = frozenset(words("risk threat fear prospect possibility danger chance hope likelihood event case probability spectre specter avoidance prevention"))
SEEN = frozenset(words("be see find have hold know detect confirm observe notice"))  # "found no sign of" and "did not find a sign of" are one
HYPOTHETICAL = frozenset(["if", "unless", "whether", "lest"])


def lemma(token: Token) -> str:
    """The lemma of a word, with the particle of a phrasal verb: "call_off"."""
    if token.pos_ in ("VERB", "AUX") and token.n_rights:
        particle = next((c.lower_ for c in token.rights if c.dep_ == "prt"), None)
        if particle:
            return f"{token.lemma_.lower()}_{particle}"
    return token.lemma_.lower()


def operator(token: Token) -> str | None:
    """What a governing word does to its complement: intend, refuse ... or None."""
    if token.lemma_.lower() not in FIRST_WORDS:  # spares the look for a particle
        return None
    name = OPERATORS.get(lemma(token))
    if name == "demand" and token.lemma_ in ("call", "tell", "ask"):
        # "called it a lie", "told reporters that", "asked whether" demand nothing
        wants = any(
            (c.dep_ == "prep" and c.lower_ in CALLED_FOR and token.lemma_ != "tell") or (c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c))
            for c in token.children
        )
        named = token.lemma_ == "call" and any(c.dep_ in ("oprd", "dobj") for c in token.children)
        return name if wants and not named else None
    if token.lemma_ == "go" and not (token.lower_ == "going" and any(c.dep_ == "xcomp" for c in token.children)):
        return None
    if token.lemma_ == "insist" and not any(c.tag_ == "VB" or (c.dep_ == "prep" and c.lower_ == "on") for c in token.children):
        return None
    if name == "allow" and token.lemma_ == "let" and any(c.lower_ in ("'s", "’s", "us") for d in token.children for c in (d, *d.children)):
        return "urge"
    return name


def is_infinitive(token: Token) -> bool:
    """Whether a verb stands as "to do"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def controls(token: Token) -> bool:
    """Whether what is done stands in the complement of this word. A noun ("decision to") does so only where its verb says
    no more than that there is one: who criticises a decision does not do what was decided.
    """
    return operator(token) is not None and (token.pos_ != "NOUN" or token.head.lemma_ in LIGHT or token.head.pos_ == "AUX")


def is_negated(token: Token) -> bool:
    """Whether "not", "never" or "no longer" stands with a word."""
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (child.lower_ in NOBODY or any(c.lower_ in NOBODY and c.dep_ == "det" for c in child.children)):
            return True
    # "there is nothing to discuss"
    return token.dep_ in ("acl", "relcl") and token.head.lower_ == "nothing"


def standing(noun: Token) -> str | None:
    """What the words around an event noun say of it: a modality ("denied": "no sign of an attack"), "" where it only might be, None where they say nothing."""
    for child in noun.children:
        word = child.lower_
        if (child.dep_ == "det" and word in NOBODY) or child.dep_ == "neg" or (child.dep_ == "prep" and word == "without"):
            return "denied"
        if child.dep_ in ("amod", "compound", "advmod", "det"):
            said = "" if word in UNREAL else "planned" if word in AHEAD else "reported" if word in HEARSAY else None
            if said is not None:
                return said
    return standing_under(noun)


def standing_under(noun: Token) -> str | None:
    """The same of what it hangs under: "an offer of talks", "no evidence of an attack", "did not see an attack"."""
    token, found = noun, None
    for _ in range(3):
        head = token.head
        if token.dep_ == "pobj" and head.pos_ in ("ADP", "SCONJ"):
            if head.lower_ == "without":
                return "denied"
            if head.lower_ not in ("of", "for", "on", "about", "in"):
                return found
            token = head
            continue
        if token.dep_ in ("prep", "conj") and head.pos_ == "NOUN":
            if token.dep_ == "prep":
                if token.lower_ == "of" and any(c.dep_ == "det" and c.lower_ in NOBODY for c in head.children):
                    return "denied"
                if head.lemma_ in FEARED:
                    return ""
                found = found or UNDER.get(operator(head) or "") or ("offered" if head.lemma_ in ("offer", "proposal", "invitation") else None)
            token = head
            continue
        if token.dep_ in ("dobj", "attr", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
            if head.lemma_ in SEEN and is_negated(head):
                return "denied"
            if found and (operator(head) == "refuse" or lemma(head) in ("reject", "turn_down", "rebuff", "dismiss", "spurn")):
                return ""  # the refusal is what happened
        return found
    return found


UNDER = {"intend": "planned", "demand": "demanded", "threaten": "threatened", "refuse": "denied"}


def denies(frame: Frame) -> bool:
    """Whether a frame stands in what somebody denies in this sentence: "denied that ...", "denied shelling ..."."""
    token = frame.top
    for _ in range(3):
        if token.dep_ in ("ccomp", "xcomp", "pcomp") and token.head.lemma_ in DENYING:
            return not is_negated(token.head)
        if token.dep_ not in ("conj", "pcomp", "prep"):
            return False
        token = token.head
    return False


def is_hypothetical(frame: Frame) -> bool:
    """Whether a frame stands in a clause that says only what might be: "if", "unless", "whether"."""
    token = frame.top
    for _ in range(3):
        for c in token.children:
            if c.dep_ == "mark" and (c.lower_ in HYPOTHETICAL or (token.tag_ in ("VBP", "VBZ", "VB") and is_still_to_come(c))):
                return True
        if token.dep_ not in ("conj", "xcomp"):
            return False
        token = token.head
    return False


def is_still_to_come(mark: Token) -> bool:
    """Whether a conjunction with a present tense says that something has yet to happen: "as soon as they leave", "once", "until"."""
    return mark.lower_ in ("once", "until", "till") or (mark.lower_ == "as" and mark.i > 0 and mark.nbor(-1).lower_ == "soon")


def auxiliaries(token: Token) -> set[str]:
    """The lower-case auxiliaries of a verb."""
    return {c.lower_ for c in token.children if c.dep_ == "aux"}


def governor_of(verb: Token) -> Token:
    """The predicate that a subordinate clause hangs on, through "as soon" and "as long"."""
    return verb.head.head if verb.head.pos_ == "ADV" else verb.head


def is_condition(frame: Frame) -> bool:
    """Whether a frame is the condition of what somebody offers or agrees to: "ready for talks if they disarm"."""
    verb, head = frame.top, governor_of(frame.top)
    if verb.dep_ != "advcl" or not any(operator(w) == "intend" for w in (head, *(c for c in head.children if c.dep_ == "acomp"))):
        return False
    for child in verb.children:
        if child.dep_ == "mark":
            soon = child.lower_ == "as" and child.i > 0 and child.nbor(-1).lower_ in ("soon", "long")
            return soon or child.lower_ in ("if", "once", "until", "unless", "provided", "providing")
    return False
