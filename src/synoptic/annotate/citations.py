"""From whom an article says that it has its matter: outlets it cites, and the one that first published it.

In: a Reading, its chains and quotations. Out: Citations of type `cites` ("told the Morning Post", "state media reported")
or `republishes` ("(Reuters) -", "Read the original article on ..."), each on the words that name the outlet. An outlet is told by
the words that newspapers and broadcasters carry in their names, by a list of agencies, or by standing where only an outlet
stands. Who it is in the archive is left to `link/provenance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from synoptic.annotate.reading import Reading
from synoptic.model import Chain, Citation, Quotation

# Agencies and broadcasters whose names hold no such word: Wikipedia, "List of news agencies" and "Lists of broadcasters" (the large ones).
AGENCIES = (
    "Reuters|Associated Press|AP|AFP|Agence France-Presse|UPI|United Press International|TASS|ITAR-TASS|Tass|Interfax|RIA Novosti|RIA|"
    "Sputnik|Xinhua|Kyodo|Jiji|"
    "Anadolu|DPA|dpa|EFE|ANSA|PTI|Press Trust of India|ANI|IANS|Yonhap|KCNA|IRNA|ISNA|Tasnim|Fars|SANA|WAFA|Antara|Bernama|Ukrinform|UNIAN|Belta|BelTA|"
    "Bloomberg|BBC|CNN|CBS|NBC|ABC|MSNBC|CNBC|PBS|NPR|RTE|CBC|ITV|Sky News|Al Jazeera|Al Arabiya|Al-Jazeera|RT|DW|Deutsche Welle|ZDF|ARD|NHK|RAI|"
    "Politico|Axios|BuzzFeed|HuffPost|Vox|ProPublica|Business Insider|TMZ|Le Monde|Le Figaro|Der Spiegel|El Pais|El País|Haaretz|Meduza|"
    "ESPN|Variety|Newsweek|Forbes"
)
WORDS = (
    "Times|Post|Journal|News|Herald|Tribune|Gazette|Guardian|Independent|Telegraph|Observer|Mirror|Mail|Express|Chronicle|Courier|Dispatch|Examiner|"
    "Globe|Inquirer|Ledger|Press|Record|Register|Sentinel|Star|Sun|Daily|Weekly|Magazine|Today|Radio|Television|TV|Broadcasting|Newspaper|Pravda|Zeitung|Review|Bulletin"
)
NAME = r"[A-Z](?:[\w&'’-]|\.(?=\w))*"  # a full stop inside a name, never one that ends a sentence
LISTED = rf"(?:(?:{AGENCIES})(?:\s(?:News|TV|Radio|Television|News Agency|news agency))?\b)"
WORDED = rf"(?:(?:{NAME}\s){{0,4}}(?:{WORDS})\b(?:\s(?:{WORDS})\b|\sof\s{NAME}(?:\s{NAME})?)?)"
PLAIN = (
    rf"(?:(?:(?:{NAME}|local|several|some)(?:['’]s)?\s){{0,2}}(?:[Ss]tate-(?:run|owned|controlled)\s)?(?:[Ss]tate|[Ll]ocal|[Nn]ews|[Nn]ational|[Oo]fficial)?\s?"
    r"(?:media|news agenc(?:y|ies)|newspapers?|broadcasters?|television|TV))"
)
OUTLET = rf"(?P<outlet>{LISTED}|{WORDED}|{PLAIN})"
REPORT = (
    r"(?:report(?:s|ed|ing)?|sa(?:id|ys)|wr(?:ote|ites)|quoted|quotes|cited|cites|reveal(?:s|ed)|added|claim(?:s|ed)|obtained|"
    r"published|aired|broadcast|noted)"
)
BEFORE = (
    r"(?:\b(?:told|tells|telling|according to|citing|cited by|quoted by|quoting|reported by|translated by|confirmed to|speaking to|"
    r"spoke (?:to|with)|interview(?:ed)? (?:with|by|to|for)|obtained by|seen by|statement (?:to|given to)|said to|report (?:by|from|in)|"
    r"translation (?:by|from)|first reported (?:by|in)|published (?:by|in|on))\s+)"
)
CITES = re.compile(rf"{BEFORE}(?:the |The |a |an )?{OUTLET}")
REPORTED = re.compile(rf"\b(?:the |The )?{OUTLET}\s(?:has |have |had |also |later |first |earlier )?{REPORT}\b")
AFTER = re.compile(rf"\b{REPORT}\s(?:the |The )?(?P<outlet>{LISTED}|{WORDED})(?=[.,;\n]|$)")
NAMED = rf"(?P<outlet>{NAME}(?:[ ](?:{NAME}|of|the|and|&)){{0,4}})"
PUT = r"(?:appeared|published|posted|produced|republished|reprinted)"
AGAIN = re.compile(
    r"(?:\b[Rr]ead (?:the |this )?(?:original|full) (?:article|story|report|post|piece|version)(?: here)? (?:on|at|in|from)|"
    rf"\b(?:[Tt]his|[Tt]he) (?:article|story|report|post|piece|interview)(?: was| is| has been)?(?: first| originally| previously)? {PUT}"
    r"(?: by| in| on| at| from)(?: permission (?:of|from))?|"
    r"\b[Ff]irst (?:appeared|published) (?:in|on|by|at)|\b[Oo]riginally (?:appeared|published) (?:in|on|by|at)|"
    rf"\b(?:[Rr]epublished|[Rr]eprinted|[Ss]yndicated) (?:from|by|with (?:the )?permission (?:of|from)))\s+(?:the |The )?{NAMED}"
)
DATELINE = re.compile(rf"^[^\n(]{{0,60}}\((?P<outlet>{LISTED}|{WORDED})\)\s*(?:[-–—:]|--)")
CREDIT = re.compile(rf"^[A-Z][A-Z.’' -]{{2,}}\b[^\n(]{{0,60}}\({NAMED}\)\s*(?:[-–—]|--)")  # after a place in capitals any name is an outlet's
BYLINE = re.compile(rf"^(?:By|BY)\s[^\n]{{0,80}}?(?:,|/|\||\bof|\bfor|\s[-–—])\s*(?:the |The )?(?P<outlet>{LISTED})\s*$", re.M)
RIGHTS = re.compile(rf"(?:©|\([Cc]\)|\bCopyright)\s*(?:©|\([Cc]\))?\s*(?:\d{{4}},?\s*)?(?:by )?(?:the |The )?(?P<outlet>{LISTED}|{WORDED})")
FIRST = 1500  # characters from a text's start in which a dateline may stand, after headlines and captions
NEAR = 300  # characters around a quotation in which its intermediary is looked for
MEDIA = re.compile(rf"(?:{LISTED}|\b(?:{WORDS})\b|media|agenc|newspaper|broadcaster|television)")
GENERIC = {
    "post",
    "press",
    "record",
    "star",
    "sun",
    "times",
    "news",
    "media",
    "today",
    "tv",
    "television",
    "radio",
    "review",
    "mail",
    "national",
    "official",
    "daily",
}


def find(reading: Reading, chains: Sequence[Chain], quotations: Sequence[Quotation]) -> Iterator[Citation]:
    """Citations in the order of their start; one a span."""
    taken: list[tuple[int, int]] = []
    for kind, low, high in (*republished(reading), *cited(reading), *between(reading, quotations)):
        start, end = trim(reading.doc.text, low, high)
        outlet = reading.doc.text[start:end]
        if end <= start or outlet.lower() in GENERIC or any(s < end and start < e for s, e in taken):
            continue
        taken.append((start, end))
        yield Citation(**reading.where("p", start, end, kind), type=kind, outlet=" ".join(outlet.split()))  # type: ignore[arg-type]


def republished(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Where the text says that it first stood elsewhere: a notice, a dateline, a byline, a line of rights."""
    text = reading.doc.text
    for found in (*AGAIN.finditer(text), *BYLINE.finditer(text), *RIGHTS.finditer(text)):
        yield "republishes", found.start("outlet"), found.end("outlet")
    for block in reading.blocks:
        if block.start > FIRST:
            break
        words = text[block.start : block.end]
        dateline = DATELINE.match(words) or CREDIT.match(words)
        if dateline:
            yield "republishes", block.start + dateline.start("outlet"), block.start + dateline.end("outlet")
            break


def cited(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Outlets in the frames of report: "told X", "according to X", "X reported", "..., reports X"."""
    for pattern in (CITES, REPORTED, AFTER):
        for found in pattern.finditer(reading.doc.text):
            yield "cites", found.start("outlet"), found.end("outlet")


def between(reading: Reading, quotations: Sequence[Quotation]) -> Iterator[tuple[str, int, int]]:
    """Outlets through which a quotation came, where they stand near it."""
    text = reading.doc.text
    for quotation in quotations:
        low = max(0, quotation.start - NEAR)
        for name in quotation.via:
            at = text.find(name, low, quotation.end + NEAR) if MEDIA.search(name) else -1
            if at >= 0:
                yield "cites", at, at + len(name)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without an article before it and marks after it."""
    while start < end and text[start].isspace():
        start += 1
    for article in ("the ", "The "):
        if text.startswith(article, start):
            start += len(article)
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:'’"):
        end -= 1
    return start, end
