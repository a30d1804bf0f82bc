"""Which words are cues ("said", "is expected to", "according to", "criticism of"), and how far a cue reaches.

In: a Tree. Out: spans of tokens with the log odds that they attribute something to somebody. A model weighs each verb
and each noun that is known to be a cue; a second one grows the span word by word, since auxiliaries, adverbs and particles belong to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.annotate.quotations.linear import Models
from synoptic.annotate.quotations.tree import Tree

CLAUSES = {
    "ccomp",
    "xcomp",
    "dobj",
    "oprd",
    "acomp",
    "attr",
    "prep",
    "advcl",
    "acl",
    "parataxis",
    "nsubj",
    "nsubjpass",
    "csubj",
    "dative",
    "agent",
    "npadvmod",
    "prt",
    "pobj",
    "relcl",
    "poss",
}
WORDNET = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}  # its part of speech
REACH = 7  # words to either side; 99 of 100 gold cues of PolNeAR dev reach no further from their head


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `first` to `last` (included), the `head` among them, and the log odds that this is a cue."""

    head: int
    first: int
    last: int
    odds: float


def cue_candidates(tree: Tree, words: frozenset[str]) -> list[int]:
    """Tokens that may head a cue."""
    found = []
    for i in range(tree.size):
        pos = tree.pos[i]
        if pos == "VERB" or (pos == "AUX" and tree.dep[i] not in ("aux", "auxpass")) or (pos != "SPACE" and tree.lemma[i] in words):
            found.append(i)
    return found


def is_subject(dep: str) -> bool:
    """Whether a dependency label is that of a subject."""
    return dep in ("nsubj", "nsubjpass", "csubj")


def governor_subject(tree: Tree, i: int) -> int | None:
    """The subject of the nearest governing verb that shares it with `i` (conjunct, open complement, participle)."""
    for _ in range(3):
        if tree.dep[i] not in ("conj", "xcomp", "advcl", "pcomp", "prep", "acl", "ccomp") or tree.head[i] == i:
            return None
        i = tree.head[i]
        for k in tree.kids[i]:
            if is_subject(tree.dep[k]):
                return k
    return None


def kind_of(tree: Tree, i: int) -> str:
    """What sort of speaker a noun would make: its entity type, else pronoun, else its tag."""
    if tree.ent[i]:
        return tree.ent[i]
    if tree.pos[i] == "PRON":
        return tree.lower[i]
    return tree.tag[i]


def cue_features(tree: Tree, i: int) -> list[str]:
    """What the cue model sees of a token."""
    lemma, dep, tag, head = tree.lemma[i], tree.dep[i], tree.tag[i], tree.head[i]
    f = [f"l={lemma}", f"w={tree.lower[i]}", f"t={tag}", f"d={dep}", f"ld={lemma}|{dep}", f"lt={lemma}|{tag}", f"hl={tree.lemma[head]}|{dep}"]
    f.append(f"wn={lemma}|{WORDNET.get(tree.pos[i], 'a')}")  # what WordNet says of the word: its classes' weights, summed by the training
    subject = False
    labels = []
    for k in tree.kids[i]:
        d = tree.dep[k]
        if d in CLAUSES:
            labels.append(d)
            f.append(f"c={d}")
            f.append(f"lc={lemma}|{d}")
            if d in {"prep", "prt"}:
                f.append(f"lp={lemma}|{tree.lower[k]}")
                f.append(f"p={tree.lower[k]}")
            elif d in ("dobj", "acomp", "attr", "oprd", "xcomp"):
                f.append(f"lo={lemma}|{tree.lemma[k]}")
                f.append(f"o={d}|{tree.lemma[k]}")
            elif is_subject(d):
                subject = True
                f.append(f"s={d}|{kind_of(tree, k)}|{'L' if k < i else 'R'}")
                f.append(f"sl={tree.lemma[k]}")
                f.append(f"tsk={dep}|{kind_of(tree, k)}")
            elif d == "ccomp":
                f.append(f"cc={'L' if k < i else 'R'}|{tree.tag[k]}")
                if any(tree.lower[g] == "that" and tree.dep[g] == "mark" for g in tree.kids[k]):
                    f.append("cc=that")
        elif d in ("aux", "auxpass", "neg"):
            f.append(f"a={tree.lemma[k]}|{tag}")
            f.append(f"la={lemma}|{tree.lemma[k]}")
    if not subject:
        g = governor_subject(tree, i)
        f.append(f"s=none|{dep}" if g is None else f"gs={kind_of(tree, g)}|{dep}")
    f.append("cs=" + ",".join(sorted(set(labels))))
    for away in (-2, -1, 1, 2):
        j = i + away
        if 0 <= j < tree.size:
            f.append(f"n{away}={tree.lower[j]}")
            f.append(f"nt{away}={tree.tag[j]}")
    f.append(f"n1l={lemma}|{tree.lower[i + 1] if i + 1 < tree.size else ''}")
    f += quote_features(tree, i)
    f += frame_features(tree, i, labels)
    begin, end = tree.sentences[tree.sent[i]]
    f.append(f"len={min((end - begin) // 6, 6)}")
    f.append(f"at={min((i - begin) // 4, 5)}")
    f.append(f"to={min((end - i) // 4, 5)}")
    return f


def frame_features(tree: Tree, i: int, labels: list[str]) -> list[str]:
    """Conjunctions: what a word is with the kind of its subject, its frame and what stands over it."""
    lemma, dep, tag = tree.lemma[i], tree.dep[i], tree.tag[i]
    subject = next((k for k in tree.kids[i] if is_subject(tree.dep[k])), None)
    if subject is None:
        subject = governor_subject(tree, i)
    kind = "none" if subject is None else kind_of(tree, subject)
    frame = ",".join(sorted(set(labels) & {"ccomp", "xcomp", "dobj", "prep", "oprd", "nsubjpass", "acomp", "attr"}))
    f = [f"xk={lemma}|{kind}", f"xd={dep}|{tag}|{kind}", f"xf={lemma}|{frame}", f"xkf={kind}|{frame}", f"xtf={tag}|{frame}"]
    over = tree.ancestors(i, 3)
    f += [f"xa{n}={tree.lemma[a]}" for n, a in enumerate(over)]
    f.append("xp=" + "<".join(tree.dep[a] for a in over))
    if subject is not None:
        f.append(f"xs={tree.lemma[subject]}")
    for k in tree.kids[i]:
        d = tree.dep[k]
        if d in ("dobj", "nsubjpass"):
            f.append(f"xo={d}|{kind_of(tree, k)}")
            f.append(f"xol={lemma}|{kind_of(tree, k)}")
        elif d == "prep":
            f += [f"xpo={tree.lower[k]}|{kind_of(tree, g)}" for g in tree.kids[k]]
        elif d == "advmod":
            f.append(f"xv={tree.lower[k]}")
        elif d == "xcomp":
            f.append(f"xx={lemma}|{tree.lemma[k]}")
        elif d == "mark":
            f.append(f"xm={tree.lower[k]}")
    f.append(f"xn={min(tree.sent[i], 3)}")
    return f


def quote_features(tree: Tree, i: int) -> list[str]:
    """Where a token stands against the quotation marks of its sentence."""
    begin, end = tree.sentences[tree.sent[i]]
    if tree.region[i] >= 0:
        a, b = tree.covers[tree.region[i]]
        return ["q=in", f"q=in|{min((b - a) // 3, 4)}"]
    before = max((tree.region[j] for j in range(begin, i)), default=-1)
    after = next((tree.region[j] for j in range(i + 1, end + 1) if tree.region[j] >= 0), -1)
    f = []
    if before >= 0:
        near = i - tree.covers[before][1]
        f.append(f"q=before|{min(near, 6)}")
        f.append(f"q=beforelen|{min((tree.covers[before][1] - tree.covers[before][0]) // 3, 4)}")
    if after >= 0:
        f.append(f"q=after|{min(tree.covers[after][0] - i, 6)}")
        f.append(f"q=afterlen|{min((tree.covers[after][1] - tree.covers[after][0]) // 3, 4)}")
    return f or ["q=no"]


def reach_features(tree: Tree, head: int, first: int, last: int, j: int) -> list[str]:
    """What the second model sees of token `j` next to the span `first`..`last` of a cue."""
    side = "L" if j < first else "R"
    dep, word, over = tree.dep[j], tree.lower[j], tree.head[j]
    lemma = tree.lemma[head]
    rel = "own" if over == head else "in" if first <= over <= last else "over" if over == tree.head[head] else "governs" if j == tree.head[head] else "out"
    edge = tree.left[j] if side == "R" else tree.right[j]
    beyond = j + 1 if side == "R" else j - 1
    next_word = tree.lower[beyond] if 0 <= beyond < tree.size else ""
    near = tree.lower[last if side == "R" else first]
    size = tree.right[j] - tree.left[j]
    return [
        side,
        f"{side}d={dep}|{rel}",
        f"{side}w={word}",
        f"{side}wd={word}|{dep}|{rel}",
        f"{side}t={tree.tag[j]}|{rel}",
        f"{side}lw={lemma}|{word}",
        f"{side}ld={lemma}|{dep}",
        f"{side}near={near}|{word}",
        f"{side}neard={near}|{dep}",
        f"{side}next={next_word}|{dep}",
        f"{side}nextt={tree.tag[beyond] if 0 <= beyond < tree.size else ''}|{dep}|{rel}",
        f"{side}n={abs(j - head)}",
        f"{side}size={min(size, 4)}|{dep}|{rel}",
        f"{side}edge={edge == j}|{dep}",
        f"{side}ent={tree.ent[j]}",
        f"{side}ht={tree.tag[head]}|{dep}",
        f"{side}hd={tree.dep[head]}|{dep}|{rel}",
        f"{side}od={tree.dep[over]}|{dep}|{rel}",
        f"{side}q={tree.region[j] >= 0}",
    ]


def reach(tree: Tree, head: int, models: Models) -> tuple[int, int]:
    """The span of the cue with that head, grown while the model accepts the next word."""
    first = last = head
    model = models["reach"]
    begin, end = tree.sentences[tree.sent[head]]
    for j in range(head - 1, max(begin, head - REACH) - 1, -1):
        if tree.pos[j] == "SPACE" or model.weigh(reach_features(tree, head, first, last, j)) < 0:
            break
        first = j
    for j in range(head + 1, min(end, head + REACH) + 1):
        if tree.pos[j] == "SPACE" or model.weigh(reach_features(tree, head, first, last, j)) < 0:
            break
        last = j
    return first, last


def find_cues(tree: Tree, models: Models, least: float) -> list[Cue]:
    """Cues with log odds of at least `least`, in order."""
    found = []
    model = models["cue"]
    for i in cue_candidates(tree, models.words):
        odds = model.weigh(cue_features(tree, i))
        if odds >= least:
            found.append(Cue(i, *reach(tree, i, models), odds))
    return found
