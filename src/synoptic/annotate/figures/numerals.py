"""Single numerals as texts write them: digits, words, fractions, magnitudes, vague words, with the unit written on them.

In: a text. Out: `Number`s in order, none within another, before ranges and hedges (`numbers` adds those). An own scan over the text, since
spaCy's spans miss some; text2num reads plain number words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from text_to_num import text2num

from synoptic.annotate.figures import hedges

BIG = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT = {"k": 1e3, "K": 1e3, "mn": 1e6, "mln": 1e6, "M": 1e6, "bn": 1e9, "B": 1e9, "tn": 1e12, "trn": 1e12}
MONEY_SHORT = {**SHORT, "m": 1e6, "b": 1e9, "t": 1e12, "T": 1e12}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VAGUE = ["few", "handful", "several", "couple", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"]
ATOM = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?(?:\s?[/⁄]\s?\d+)?|(?<![\w.])\.\d+"
    rf"|(?<![\w’'])(?:{'|'.join((*TENS, *SMALL[::-1], *BIG, *VAGUE, 'dozen', 'half'))})(?=fold(?!\w)|(?![\w’']))",
    re.IGNORECASE,
)
GLUE = re.compile(r"(?:\s|-|\sand\s)$", re.IGNORECASE)
MAGNITUDE = re.compile(rf"[\s-]({'|'.join(BIG)})(?!\w)", re.IGNORECASE)
OF_BIG = re.compile(r"\s+(?:of\s+)?(?:(dozen|hundred|thousand|million|billion)s?)(?!\w)", re.IGNORECASE)
FOLD = re.compile(r"-?fold(?!\w)", re.IGNORECASE)
APART = re.compile(r"\s(bn|mn|mln|tn|trn|B)(?=\s+[a-z(]|\s?[.,;)])")  # a short magnitude set apart: "8 bn people"
FRACTION = re.compile(r"[\s-](half|halves|third|quarter|fourth|fifth|sixth|eighth|tenth)s?(?=\s+(?:of|the)\b)", re.IGNORECASE)
# ISO 4217 codes, and how Unidecode writes the signs of pound and yen in plain ASCII
SIGN = re.compile(
    r"(?:(?<!\w)(?:US|HK|NZ|NT|A|C|S|R|AU)\s?\$|[$£€¥₹₽₴₩₪₺]|(?<!\w)(?:USD|EUR|GBP|JPY|CNY|RMB|RUB|UAH|INR|AUD|CAD|NZD|CHF|HKD|SGD|KRW|BRL|ZAR|RM|Rs\.?|PS|Y=))\s?$"
)
COIN = re.compile(
    r"\s?(?:[-\s](?:US|U\.S\.|Canadian|Australian|Swiss|Japanese|Hong Kong|Singapore)\s)?[-\s]?(?:dollars?|euros?|pounds? sterling|yen|yuan|renminbi|rou?bles?|"
    r"rupees?|rupiah|ringgit|"
    r"shekels?|francs?|kron[aeo]r?|lira|pesos?|rand|won|dirhams?|riyals?|dinars?|naira|cedis?|baht|hryvnias?|zlotys?|shillings?|pence|cents?|bitcoins?|"
    r"USD|EUR|GBP|JPY|CNY|RUB|UAH|INR|AUD|CAD|CHF|[€£$¥])(?!\w)",
    re.IGNORECASE,
)
CENT = re.compile(r"\s?(?:%|[-\s]?(?:percent|per\s+cent|pc|pct)(?!\w))(?!\s*points?\b)", re.IGNORECASE)
UNIT = re.compile(r"(?:°\s?[CF]\b|deg\s?[CF]\b|[-]?[A-Za-zµμΩ][A-Za-zµμ/²³]*(?:[-/][A-Za-z]+)?[23]?(?![\w]))")
MINUS = re.compile(r"(?<![\w)])[-−–]$")
SOUND = re.compile(r"[\w.,:/]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`..`end` (its hedge included; `core` is where the numeral itself starts).

    `unit` is "money", "percent" or the letters written on it; `kind` is digits, word or vague; `written` is the numeral.
    """

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    kind: str
    written: str
    unit: str | None = None
    hedge: str = "exact"


def numerals(text: str) -> Iterator[Number]:
    """Single numerals with their magnitude and written unit, before ranges and hedges."""
    done = 0
    for atom in ATOM.finditer(text):
        start, end = atom.span()
        if start < done:
            continue
        number = digits(text, start, end) if text[end - 1].isdigit() else worded(text, start, end)
        if number is not None:
            done = number.end
            yield number


def digits(text: str, start: int, end: int) -> Number | None:
    """A numeral in digits. None where it is a piece of a name, a clock time, a phone number or an address ("B52", "7:30", "3.5.1")."""
    sign = SIGN.search(text, max(0, start - 5), start)
    before = text[start - 1] if start else " "
    if sign is None and (SOUND.match(before) or hung(text, start, before)):
        return None
    if re.match(r"[:/.]\d|(?:st|nd|rd|th)\b|['’]?s\b", text[end : end + 4]):
        return None
    value, kind = parse_digits(text[start:end]), "digits"
    if value is None:
        return None
    while big := MAGNITUDE.match(text, end):
        value, end = value * BIG[big[1].lower()], big.end()
    first = sign.start() if sign else start
    if short := APART.match(text, end):
        value, end = value * SHORT[short[1]], short.end()
    if sign is None and MINUS.search(text, max(0, start - 2), start) and CENT.match(text, end):
        first, value = start - 1, -value
    return written_unit(text, Number(first, end, first, value, value, kind, text[start:end], "money" if sign else None))


def hung(text: str, start: int, before: str) -> bool:
    """Whether digits hang on a word by a hyphen or apostrophe ("B-52"); not on "sub-", "to-" or another number."""
    if before not in "-–'’#" or start < 2 or not text[start - 2].isalnum():
        return False
    return not (before in "-–" and text[start - 2].isdigit()) and text[max(0, start - 4) : start].lower() not in ("sub-", " to-")


def parse_digits(written: str) -> float | None:
    """The value of a numeral in digits: 1,200 and 1.200,5 and 1/2."""
    if "/" in written or "⁄" in written:
        above, below = (float(n) for n in re.split(r"\s?[/⁄]\s?", written))
        return above / below if below and above < below <= 128 else None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", written):
        written = written.replace(".", "").replace(",", ".")
    return float(written.replace(",", ""))


def written_unit(text: str, number: Number) -> Number:
    """The number with its short magnitude ("2bn") and the unit that is written on it or names money or percent right after it."""
    end, value, unit = number.end, number.low or 0.0, number.unit
    letters = UNIT.match(text, end)
    if (
        (letters and unit == "money" and letters[0] in MONEY_SHORT)
        or (letters and letters[0] in SHORT)
        or (letters and letters[0] == "m" and re.match(r"\s+[a-z]+s\b", text[letters.end() :]))
    ):
        value, end = value * MONEY_SHORT[letters[0]], letters.end()
    elif letters and not letters[0].startswith("-"):
        return replace(number, end=letters.end(), unit="percent" if letters[0].lower() in ("pc", "pct") else letters[0])
    if unit is None:
        coin, cent = COIN.match(text, end), CENT.match(text, end)
        unit = "money" if coin else "percent" if cent else None
        end = (coin or cent).end() if unit else end  # type: ignore[union-attr]
    return replace(number, end=end, low=value, high=value, unit=unit)


def worded(text: str, start: int, end: int) -> Number | None:
    """A numeral in words: "twenty-eight thousand", "half a million", "dozens", "a few thousand"."""
    word = text[start:end].lower()
    if word in VAGUE:
        return vague(text, start, end, word)
    if word == "half":
        return half(text, start, end)
    first, last = start, end
    while (atom := ATOM.search(text, last, last + 16)) and GLUE.fullmatch(text, last, atom.start()) and atom[0][0].isalpha() and atom[0].lower() not in VAGUE:
        if (spoken(text[start : atom.end()])) is None:
            break
        last = atom.end()
    value = spoken(text[start:last])
    if value is None:
        return None
    part = FRACTION.match(text, last)
    if part and value < 10:
        value, last = value / PARTS[part[1].lower()], part.end()
    if word in BIG or word == "dozen":
        article = re.search(r"(?<!\w)an?\s$", text[max(0, start - 4) : start], re.IGNORECASE)
        first = start - len(article[0]) if article else start
        if article is None and not last > end:
            return None
    if fold := FOLD.match(text, last):
        return Number(first, fold.end(), first, value, value, "word", text[start:last], "fold")
    return written_unit(text, Number(first, last, first, value, value, "word", text[start:last]))


@lru_cache(maxsize=4096)
def spoken(words: str) -> float | None:
    """The value of number words; None where they are no one number."""
    plain = " ".join(words.lower().replace("-", " ").split())
    if plain.endswith("dozen"):
        times = spoken(plain[:-6]) if plain != "dozen" else 1
        return times * 12 if times is not None else None
    try:
        return float(text2num(plain if plain.split()[0] not in BIG else f"one {plain}", "en"))
    except ValueError:
        return None


def half(text: str, start: int, end: int) -> Number | None:
    """Half of something, or of a magnitude: "half a million", "half the houses"."""
    if big := re.match(r"[\s-](?:an?[\s-])?(million|billion|dozen|thousand|hundred)(?!\w)", text[end : end + 14], re.IGNORECASE):
        value = (12 if big[1].lower() == "dozen" else BIG[big[1].lower()]) / 2
        return written_unit(text, Number(start, end + big.end(), start, value, value, "word", text[start : end + big.end()]))
    if re.match(r"\s+(?:of\s+)?(?:the|all|its|their)\s", text[end : end + 10], re.IGNORECASE):
        return Number(start, end, start, 0.5, 0.5, "word", text[start:end])
    return None


def vague(text: str, start: int, end: int, word: str) -> Number | None:
    """A vague numeral by the convention of `hedges`: "dozens", "tens of thousands", "a couple of hundred"."""
    low, high = hedges.VAGUE[word]
    article = re.search(r"(?<!\w)(?:a|an|the|every)\s(?:[a-z]+\s)?$", text[max(0, start - 16) : start], re.IGNORECASE)
    if word in ("handful", "couple", "few") and not (article and article[0].lower().startswith("a")):
        return None
    while big := OF_BIG.match(text, end):
        times = 12 if big[1].lower() == "dozen" else BIG[big[1].lower()]
        if big[0].rstrip().lower().endswith("s"):
            low, high = low * times, high * times
        else:
            low, high = low * times, max(high * times, high * times)
        end = big.end()
    first = start - len(article[0]) if article and article[0].lower().startswith("a") else start
    return written_unit_vague(text, Number(first, end, first, low, high, "vague", text[start:end], None, "vague"))


def written_unit_vague(text: str, number: Number) -> Number:
    """A vague number with the money that it counts ("tens of millions of dollars")."""
    coin = re.match(r"\s+of", text[number.end : number.end + 4])
    at = number.end + (coin.end() if coin else 0)
    money = COIN.match(text, at)
    return replace(number, end=money.end(), unit="money") if money else number
