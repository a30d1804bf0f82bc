"""What a cue says besides: to whom, through what medium, when, whether it denies; and who reports the reporter.

In: a Tree, an attribution and what lies around it. Out: token spans, names, flags. Goes by the phrases that hang on the cue; the
lists are closed classes of English: verbs that take the hearer as object, nouns of media, verbs of denial.
"""

from __future__ import annotations

from synoptic.annotate.quotations.tree import Tree

TELLING_WORDS = "tell inform ask assure remind warn brief notify advise urge beg beseech implore order instruct persuade convince promise"
TELLING = frozenset(TELLING_WORDS.split())
DENYING = frozenset({"deny", "refute", "reject", "dispute", "doubt", "dismiss", "disavow", "contradict", "rebut", "disprove", "debunk", "disclaim"})
MEDIA_WORDS = """
    statement video message address speech interview briefing tweet post conference letter email e-mail twitter facebook telegram instagram youtube x
    television tv radio channel broadcast call report op-ed editorial memo remark remarks rally debate hearing blog column memoir book article essay note
    telegraph cable communique communiqué release bulletin newsletter podcast testimony filing lawsuit complaint petition speech sermon lecture panel event
    town-hall hall session press-conference stream livestream clip recording text appearance comment page website account dispatch summary readout
    declaration resolution
"""
MEDIA = frozenset(MEDIA_WORDS.split())
BY_MEDIUM = frozenset({"in", "on", "via", "through", "during", "at", "by", "over", "from"})
QUOTING = frozenset({"quote", "cite"})
PASSING = frozenset({"translate", "cite", "quote", "carry", "report", "publish", "see", "obtain", "review", "release", "monitor", "relay", "broadcast", "hear"})
BARE = 3  # words of a content that only names something
HOLLOW = frozenset({"so", "about", "of", "on", "to", "for", "as", "such", "too"})
VERSIONS = frozenset({"translation", "transcript", "transcription", "account", "footage", "recording", "version"})  # of somebody's words, made by another


def denies(tree: Tree, head: int) -> bool:
    """Whether the cue denies or doubts its content."""
    negated = any(tree.dep[k] == "neg" for k in tree.kids[head])
    return (tree.lemma[head] in DENYING) != negated


def addressee(tree: Tree, head: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The words for whom the cue is addressed to: "told reporters", "said to the council"."""
    for k in tree.kids[head]:
        dep = tree.dep[k]
        if k > head and dep in ("dobj", "dative") and tree.lemma[head] in TELLING and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
            return _free(tree, k, taken)
        if k > head and tree.lower[k] == "to" and dep in ("prep", "dative"):
            for g in tree.kids[k]:
                if tree.dep[g] == "pobj" and (tree.ent[g] in ("PERSON", "ORG", "NORP", "GPE") or tree.pos[g] == "PRON" or tree.tag[g] == "NNS"):
                    return _free(tree, g, taken)
        if k > head and dep == "ccomp" and tree.lemma[head] in TELLING:
            # "told reporters it would": the hearer is sometimes parsed as the clause's first noun.
            g = tree.left[k]
            if g == head + 1 and tree.tag[g] == "NNS" and tree.dep[g] in ("nsubj", "dep"):
                return _free(tree, g, taken)
    return None


def medium(tree: Tree, head: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The words for where it was said: "in a video message", "on Twitter"."""
    for k in sorted(tree.kids[head], key=lambda k: (k < head, k)):
        if tree.dep[k] == "prep" and tree.lower[k] in BY_MEDIUM:
            for g in tree.kids[k]:
                if tree.dep[g] == "pobj" and (tree.lemma[g] in MEDIA or tree.lower[g] in MEDIA):
                    end = tree.right[g]
                    for m in tree.kids[g]:
                        if m > g and tree.dep[m] in ("relcl", "acl", "punct", "prep", "npadvmod", "appos", "advcl", "nmod", "cc", "conj"):
                            end = min(end, tree.left[m] - 1)
                    span = (k, end)
                    if not any(a <= span[1] and span[0] <= b for a, b in taken):
                        return span
    return None


def _free(tree: Tree, k: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    end = tree.right[k]
    for m in tree.kids[k]:
        if m > k and tree.dep[m] in ("relcl", "acl", "appos", "prep", "punct"):
            if tree.dep[m] == "prep" and tree.lower[m] == "of":
                continue
            end = min(end, tree.left[m] - 1)
    a, b = tree.trim(tree.left[k], end)
    return (a, b) if a <= b and not any(x <= b and a <= y for x, y in taken) else None


def quoted_speaker(tree: Tree, head: int) -> int | None:
    """Whom the cue's subject quotes: the object of "quoted ... as saying", or of "citing" that hangs on the cue. Its head token."""
    if tree.lemma[head] in QUOTING and any(tree.lower[k] == "as" and tree.dep[k] in ("prep", "mark", "advmod") for k in tree.kids[head]):
        return next((k for k in tree.kids[head] if tree.dep[k] == "dobj" and k > head), None)
    for k in tree.kids[head]:
        if tree.dep[k] in ("advcl", "prep") and tree.lower[k] in ("citing", "quoting"):
            return next((g for g in tree.kids[k] if tree.dep[g] in ("dobj", "pobj")), None)
    return None


def passed_on_by(tree: Tree, source: int) -> list[int]:
    """Those who pass a source's words on: "agencies translated by the Herald", "a translation from the Herald". Head tokens."""
    found = []
    for k in tree.kids[source]:
        if k > source and tree.dep[k] in ("acl", "relcl") and tree.lemma[k] in PASSING:
            for g in tree.kids[k]:
                if tree.dep[g] in ("agent", "prep") and tree.lower[g] in ("by", "in", "on"):
                    found += [o for o in tree.kids[g] if tree.dep[o] == "pobj"]
        elif k > source and tree.dep[k] == "prep" and tree.lower[k] in ("from", "by", "in") and tree.lemma[source] in VERSIONS:
            found += [o for o in tree.kids[k] if tree.dep[o] == "pobj"]
    return found


def is_bare(tree: Tree, first: int, last: int) -> bool:
    """Whether a content only names what is spoken of: "it", "that", "his offer", "Mr Brandt". It says nothing by itself."""
    words = [i for i in range(first, last + 1) if tree.pos[i] not in ("PUNCT", "SPACE")]
    if any(tree.region[i] >= 0 for i in words) or len(words) > BARE:
        return False
    nouns = sum(tree.pos[i] in ("NOUN", "PROPN") for i in words)
    names = all(tree.pos[i] == "PROPN" or tree.lower[i] in ("'s", "’s", "the") for i in words)
    return names or (nouns <= 1 and all(tree.pos[i] in ("NOUN", "PROPN", "PRON", "DET", "PART") or tree.lower[i] in HOLLOW for i in words))
