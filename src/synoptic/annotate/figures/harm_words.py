"""The closed vocabulary of harm to people, after FrameNet's frames Killing, Death, Dead_or_alive, Cause_harm, Experience_bodily_harm,
Hit_target, Arrest, Kidnapping, Quitting_a_place and Rescuing: which word says that what befell whom. Read by `harm` and `befell`.
"""

# verb -> what befalls its object (and the subject of its passive)
DONE_TO = {
    **dict.fromkeys(
        ["kill", "murder", "slay", "assassinate", "massacre", "slaughter", "execute", "behead", "decapitate", "lynch", "electrocute", "suffocate", "strangle"],
        "killed",
    ),
    **dict.fromkeys(["wound", "injure", "hurt", "maim", "hospitalize", "hospitalise", "burn", "scald"], "injured"),
    **dict.fromkeys(["shoot", "stab", "gun", "strike", "hit", "graze", "bludgeon"], "shot"),
    **dict.fromkeys(["capture", "abduct", "kidnap"], "captured"),
    **dict.fromkeys(["detain", "arrest", "imprison", "jail"], "detained"),
    **dict.fromkeys(["displace", "uproot"], "displaced"),
    **dict.fromkeys(["evacuate"], "evacuated"),
    **dict.fromkeys(["rescue"], "rescued"),
}
# verb -> what befalls its subject
BEFALLS = {
    **dict.fromkeys(["die", "perish", "drown", "succumb", "decease"], "killed"),
    **dict.fromkeys(["disappear", "vanish"], "missing"),
    **dict.fromkeys(["flee", "escape"], "displaced"),
    **dict.fromkeys(["evacuate"], "evacuated"),
}
# adjective or participle that says it of its noun
STATES = {
    **dict.fromkeys(["dead", "deceased", "lifeless", "slain"], "killed"),
    **dict.fromkeys(["injured", "wounded", "hurt", "hospitalized"], "injured"),
    **dict.fromkeys(["missing", "unaccounted"], "missing"),
    **dict.fromkeys(["homeless"], "homeless"),
    **dict.fromkeys(["displaced"], "displaced"),
    **dict.fromkeys(["captive", "hostage"], "captured"),
}
# noun that is itself counted so
COUNTED_AS = {
    **dict.fromkeys(["death", "fatality", "dead", "corpse", "body"], "killed"),
    **dict.fromkeys(["injury", "injured", "wounded"], "injured"),
    **dict.fromkeys(["refugee"], "refugees"),
    **dict.fromkeys(["evacuee"], "evacuated"),
    **dict.fromkeys(["detainee", "arrest", "detention"], "detained"),
    **dict.fromkeys(["hostage", "captive", "pow"], "captured"),
    **dict.fromkeys(["missile", "rocket"], "missiles"),
    **dict.fromkeys(["inhabitant"], "population"),
}
# noun whose "of" phrase or possessor it befalls
SUFFERED = {
    **dict.fromkeys(["death", "murder", "killing", "slaying", "assassination", "homicide", "execution", "drowning", "body"], "killed"),
    **dict.fromkeys(["shooting", "stabbing"], "shot"),
    **dict.fromkeys(["wounding"], "injured"),
}
FATAL = frozenset(["dead", "deadly", "death", "fatal", "fatally", "mortally"])
SERIOUSLY = frozenset(["critically", "gravely", "seriously", "severely"])
UNREAL = frozenset(
    ["aim", "attempt", "conspire", "fail", "go", "hope", "intend", "plan", "plot", "refuse", "seek", "threaten", "try", "vow", "want"]
)  # what follows them did not happen
CAME_TO = frozenset(["appear", "come", "go", "manage", "prove", "seem", "turn"])  # an infinitive behind them happened: "went on to kill two"
MEANT = frozenset(["aim", "chance", "danger", "fear", "hope", "idea", "intent", "intention", "possibility", "prospect", "purpose", "risk", "thought", "threat"])
MODALS = frozenset(["can", "could", "may", "might", "shall", "should", "will", "would"])
FOUND = frozenset(
    [
        "be",
        "become",
        "believe",
        "confirm",
        "consider",
        "declare",
        "drop",
        "fear",
        "feel",
        "find",
        "go",
        "leave",
        "lie",
        "list",
        "make",
        "presume",
        "pronounce",
        "remain",
        "render",
        "report",
        "shoot",
        "strike",
    ]
)
HOME = frozenset(["home", "house", "town", "village"])
CARE = frozenset(["admit", "airlift", "bring", "carry", "fly", "rush", "send", "take", "transfer", "transport", "treat"])  # into hospital
CAME = frozenset(["appear", "arrive", "come", "go", "show", "turn", "walk"])  # to a hospital, with a wound
TAKEN = frozenset(["claim", "cost", "end", "take"])  # a life
TO_DEATH = frozenset(["batter", "beat", "bleed", "burn", "choke", "club", "crush", "freeze", "hack", "kick", "starve", "trample"])  # besides those of DONE_TO
CONDITIONS = frozenset(["critical", "fair", "good", "grave", "guarded", "poor", "serious", "stable"])
UNSURE = frozenset(["almost", "nearly", "possibly", "potentially"])
# the lemmas that rules of `harm` start from
TRIGGERS = sorted(
    {
        *DONE_TO,
        *BEFALLS,
        *STATES,
        *SUFFERED,
        *[
            "condition",
            "cross",
            "drive",
            "force",
            "hold",
            "hospital",
            "injury",
            "leave",
            "life",
            "miss",
            "move",
            "pass",
            "recover",
            "suffer",
            "suicide",
            "survive",
            "take",
            "toll",
        ],
    }
)
