"""What a page shows in place of its article: a paywall, a question for consent, a check for robots, an error.

In: the text that was taken out of a page, its title, and whether the page itself says that it is free to read. Out: which wall it is, in words, or
None. Only short texts are judged, by how many of their sentences are a wall's own: an article about cookies or subscriptions is longer than its wall.
The first sentences of a page that says itself that it is not free are told too; a longer beginning is read as what it is, since readers have it as well.
"""

import re

MOST_WORDS = 220  # of a text that may be a wall; consent texts have 60 to 200 words
TEASER_WORDS = 60  # fewer, on a page that says that it is not free, are a standfirst and no article
SHARE = 0.34  # of the sentences of a wall speak of it; an article of that length that mentions a subscription has one in ten

PAYWALL = r"""
    subscrib(e|ers?|ing)\s(to|now|today|for) | subscribers?\sonly | for\ssubscribers | already\s(a\s|have\sa\s)?(subscriber|member|subscription|account)
    to\s(continue|keep)\sreading | continue\sreading\s(this|with|your) | (free|monthly|full|unlimited|digital)\s(trial|access|subscription)
    read\sthe\s(full|whole|rest\sof\s(the|this))\s(article|story) | reached\syour\s(limit|free|monthly) | free\sarticles?\s(left|remaining|this\smonth)
    per\s(month|week)\b.{0,40}\b(cancel|offer|trial) | cancel\s(any\s?time|at\sany\stime) | (sign|log)\sin\sto\s(read|continue) | unlock\s(this|the|all)
    register\sto\s(read|continue) | create\sa\sfree\saccount
"""
CONSENT = r"""
    \bcookies?\b | \bconsent\b | we\s(value|respect|care\sabout)\syour\sprivacy | our\s(\d+\s)?partners | data\sprotection | legitimate\sinterest
    privacy\s(policy|settings|choices|preferences) | personali[sz]ed\s(ads|advertising|content) | (accept|reject|agree\sto)\s(all|and\scontinue)
    manage\s(your\s)?(options|preferences|choices|settings) | process(ing)?\s(your\s)?personal\sdata
"""
ROBOTS = r"""
    (verify|confirm|checking|make\ssure|prove)\s(that\s)?(you('re|\sare)|your\s(browser|connection)) | not\sa\srobot | are\syou\s(a\s)?(human|robot)
    captcha | unusual\s(traffic|activity) | (enable|turn\son|activate|requires?)\sjavascript | javascript\s(is|to\sbe|and\scookies)
    security\s(check|service) | browser\s(check|is\snot\ssupported) | access\s(to\sthis\spage\s)?(has\sbeen\s|is\s)?denied | you\shave\sbeen\sblocked
    ray\sid | bot\s(protection|detection)
"""
FAILED = r"""
    page\s(you('re|\sare)\slooking\sfor\s|you\srequested\s)?(was\s|is\s|could\s|can)?(not|n't|no\slonger)\s(be\s)?(found|exists?|available)
    \b40[34]\b | \b50[0-4]\b | page\snot\sfound | (something\s)?went\swrong | temporarily\sunavailable | (has|may\shave)\sbeen\s(moved|removed|deleted)
    try\sagain\slater
"""


def one_of(words: str) -> re.Pattern[str]:
    """A pattern of phrases, apart by bars or line ends."""
    phrases = [p.strip() for line in words.strip().splitlines() for p in re.split(r"\s\|\s", line)]
    return re.compile("|".join(phrases), re.IGNORECASE)


WALLS = (
    ("a paywall stands before this article.", one_of(PAYWALL)),
    ("a question for consent stands before this article.", one_of(CONSENT)),
    ("the site asks whether a person reads, and shows no article.", one_of(ROBOTS)),
    ("the site shows an error and no article.", one_of(FAILED)),
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def barrier(text: str, title: str = "", *, free: bool | None = None) -> str | None:
    """Which wall a text is, in words; None for an article. `free`: what the page says of itself, None where it says nothing."""
    words = len(text.split())
    if words > MOST_WORDS:
        return None
    if free is False and words < TEASER_WORDS:
        return WALLS[0][0]
    sentences = [s for s in SENTENCE.findall(text) if s.strip()] or [title]
    told = {reason: sum(bool(pattern.search(s)) for s in sentences) for reason, pattern in WALLS}
    reason = max(told, key=lambda r: told[r])  # of equals the first
    return reason if told[reason] and told[reason] >= SHARE * len(sentences) else None
