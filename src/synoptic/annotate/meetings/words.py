"""Closed classes of English for meetings: what names one, what verbs and nouns make of it, who sits in one, who stands between, where one is held.

Written from what newspapers say of peace talks, bargaining between unions and employers, coalitions, hostages and summits, in general; no
names. The three tables of states hold lemmas, phrasal verbs as "call_off".
"""

from __future__ import annotations

from synoptic.annotate.events.governors import words

TALKS = frozenset(words("talk negotiation summit consultation bargaining mediation parley discussion dialogue dialog"))  # a meeting by themselves
PLURAL = frozenset(["talk", "discussion", "consultation"])  # only so: "a talk" is a lecture
GATHERINGS = frozenset(words("meeting session round conference sit-down encounter plenary call table"))  # only where parties to it are known
NOUNS = TALKS | GATHERINGS
VERBS = frozenset(words("meet negotiate confer parley bargain talk sit_down reconvene"))
GO_BETWEENS = frozenset(words("mediator conciliator intermediary go-between arbitrator broker facilitator"))
SITTING = frozenset(words("negotiator envoy delegate representative emissary"))
BODIES = SITTING | frozenset(
    words("""
    delegation team official diplomat leader minister chief officer lawyer adviser president premier chancellor secretary commissioner chairman
    chairwoman spokesman spokeswoman counterpart
    """)
)
CARRIERS = (
    GO_BETWEENS | SITTING | frozenset(words("delegation mediate mediation broker venue represent auspex auspice auspices"))
)  # tell of a meeting's parts in a sentence that does not name it

UNITS = frozenset(words("round session day week set series start beginning opening end close resumption continuation phase stage hour conclusion cycle"))
OTHER_MATTERS = frozenset(
    words("""
    news press board cabinet annual prayer town staff shareholder council committee church class team production monthly weekly editorial stockholder
    show radio trade-union budget earnings job sales pitch funding investor staff-level family public community sex phone-in stump tech motivational
    """)
)
NOT_ROUNDS = frozenset(
    words("election voting vote ballot runoff funding layoff cut shot bullet drink match game tournament playoff draft golf boxing investment applause")
)
NOT_PARTIES = frozenset(
    words("""
    reporter journalist press medium media fan student parent crowd audience viewer reader people community talk hundred thousand other wife husband son
    daughter mother father brother sister friend girlfriend boyfriend family child partner constituent voter doctor lot
    """)
)
NO_PARTY = frozenset(words("DATE TIME CARDINAL PERCENT MONEY ORDINAL QUANTITY LOC FAC EVENT LAW WORK_OF_ART LANGUAGE PRODUCT"))
SIDES = frozenset(["NORP", "GPE", "ORG"])
VAGUE = frozenset(
    [
        "both",
        "all",
        "side",
        "sides",
        "two",
        "each other",
        "one another",
        "party",
        "parties",
        "others",
        "two sides",
        "warring parties",
        "warring sides",
        "those",
        "other",
        "group",
    ]
)
PORTFOLIOS = frozenset(
    words("""
    defense defence state treasury foreign trade interior energy finance environment health justice prime home labour labor education transport
    agriculture security economy culture affairs commerce vice deputy general national house senate
    """)
)  # before or after an office they say of what, not for whom
PAIRED = frozenset(words("side party country nation team delegation government neighbour neighbor leader camp negotiator minister president"))  # "both sides"
EQUALS = frozenset(["counterpart", "opposite"])

MADE_OF = {  # verb with a meeting as object, or as subject of the passive -> what becomes of the meeting
    "cancelled": "cancel call_off scrap abort axe drop shelve",
    "postponed": "postpone delay put_off push_back defer reschedule",
    "adjourned": "adjourn suspend break_off pause halt interrupt freeze walk_out quit leave abandon stop break_up cut_short",
    "refused": "refuse reject decline rule_out turn_down boycott snub spurn skip rebuff dismiss oppose shun",
    "offered": "offer propose suggest moot float invite",
    "asked for": "demand urge seek request want press ask appeal call call_for advocate favour favor",
    "planned": "plan schedule arrange set agree expect announce prepare fix organise organize slate await approve confirm accept anticipate join_in",
    "denied": "deny",
}
STATES = {verb: state for state, listed in MADE_OF.items() for verb in listed.split()}
BY_ITSELF = {  # verb with a meeting as subject
    "adjourned": "adjourn stall pause halt recess break_up",
    "held": "collapse fail founder break_down end conclude close finish last drag_on continue proceed deadlock",
}
ALONE = {verb: state for state, listed in BY_ITSELF.items() for verb in listed.split()}
NOUN_STATES = {  # noun over a meeting ("offer of talks") -> what it makes of it
    "offered": "offer proposal invitation readiness willingness suggestion",
    "asked for": "call appeal demand request plea",
    "possible": "prospect possibility hope chance likelihood option talk",
    "refused": "refusal rejection boycott",
    "cancelled": "cancellation",
    "postponed": "postponement delay",
    "adjourned": "suspension adjournment breakdown pause",
    "planned": "date plan preparation venue agenda eve schedule run-up invitee",
    "denied": "absence lack",
}
OVER = {noun: state for state, listed in NOUN_STATES.items() for noun in listed.split()}
MODIFIER_STATES = {
    "planned": "planned upcoming scheduled forthcoming imminent expected looming",
    "offered": "proposed possible potential",
    "cancelled": "cancelled canceled scrapped aborted",
    "postponed": "postponed delayed",
    "adjourned": "suspended stalled adjourned",
    "held": "failed previous earlier recent latest marathon ongoing inconclusive past abortive yesterday",
}
MODIFIERS = {word: state for state, listed in MODIFIER_STATES.items() for word in listed.split()}

HOLDING = frozenset(  # verbs whose subject takes part in the meeting that is their object
    words("""
    hold begin start open resume conduct attend join enter end conclude finish complete continue have wrap_up restart reopen pursue relaunch renew
    launch return confirm adjourn suspend break_off walk_out quit leave go stage cancel call_off postpone boycott refuse reject agree schedule plan
    """)
)
MEDIATING = frozenset(words("mediate broker facilitate sponsor moderate arbitrate oversee supervise midwife"))
HOSTING = frozenset(["host", "convene"])
CHAIRING = frozenset(["chair", "preside"])
BETWEEN_ROLES = {**dict.fromkeys(MEDIATING, "mediator"), **dict.fromkeys(HOSTING, "host"), **dict.fromkeys(CHAIRING, "chair")}
BRINGING = frozenset(words("bring call invite summon convene gather unite reconvene recall"))  # their object is who is to meet
HELD_AS = frozenset(words("plan schedule due set expect hold slate fix arrange convene"))  # in a clause on a meeting: its day and place
ATTENDING = frozenset(words("attend join skip miss leave"))  # whose negation says nothing of the meeting itself
LEADING = frozenset(["lead", "head", "head_up"])
TOP = frozenset(words("chief lead top head principal senior main leading"))

AFTER = frozenset(["after", "following", "since", "during", "throughout", "amid", "from"])
BEFORE = frozenset(["before", "ahead", "until", "pending", "prior"])
COMING = frozenset(words("arrive travel fly go come head send dispatch leave gather assemble return invite"))
PLACES = frozenset(["GPE", "LOC", "FAC"])
AT = frozenset(["in", "at", "near", "outside", "inside", "on", "aboard", "under", "across"])
VENUES = frozenset(
    words("""
    hotel town city village capital palace embassy consulate headquarters office ministry resort monastery castle school church university building centre
    center villa border bridge checkpoint airport base mansion restaurant ship library hall club island province port harbour harbor house farm farmhouse
    residence camp mosque temple ground territory frontier hut tent barracks compound lodge estate chamber district region neighbourhood station chateau
    """)
)
ORDINALS = {
    word: at
    for at, word in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"), 1
    )
}
CARDINALS = {word: at for at, word in enumerate(words("one two three four five six seven eight nine ten eleven twelve"), 1)}
RELATIVE = frozenset(words("next new another fresh further last latest final previous final-status follow-up"))

KNOWN = NOUNS | VERBS | CARRIERS | frozenset(["sit"])
FIELD = KNOWN | frozenset(w.capitalize() for w in KNOWN) | frozenset(w.capitalize() + "s" for w in NOUNS | CARRIERS)
