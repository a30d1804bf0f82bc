"""When two ways of naming an outlet name one: "The New York Times" and "nytimes.com", "AP" and "Associated Press".

In: names and domains, as bylines and metadata have them. Out: keys; two names that share a key name one outlet.
"""

from __future__ import annotations

import re
from functools import cache

# Agencies that are as often named by their initials (Wikipedia, "List of news agencies").
INITIALS = {
    "associatedpress": "ap",
    "apnews": "ap",
    "agencefrancepresse": "afp",
    "unitedpressinternational": "upi",
    "presstrustofindia": "pti",
    "deutschepresseagentur": "dpa",
    "asiannewsinternational": "ani",
    "thomsonreuters": "reuters",
    "itartass": "tass",
}
DROPPED = {
    "www",
    "com",
    "org",
    "net",
    "co",
    "uk",
    "info",
    "news",
    "edition",
    "m",
    "mobile",
    "au",
    "us",
    "the",
    "html",
    "http",
    "https",
    "in",
    "de",
    "fr",
    "ru",
    "ca",
}


@cache
def keys_of(name: str | None) -> frozenset[str]:
    """The keys of an outlet's name or domain; none of an empty name."""
    if not name:
        return frozenset()
    plain = re.sub(r"^(https?://)", "", name.strip().lower()).split("/")[0].split(":")[0]
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", plain):
        labels = [w.replace("-", "") for w in plain.split(".") if w not in DROPPED]
        return frozenset(known(w) for w in labels[-1:])
    words = [w for w in re.findall(r"[\w&]+", plain.replace("'s", "").replace("’s", "")) if w != "the"]
    whole = known("".join(words))
    keys = {whole}
    if len(words) > 2:  # nytimes, wsj; of two words initials would be too common
        keys |= {"".join(w[0] for w in words), "".join(w[0] for w in words[:-1]) + words[-1]}
    if len(words) > 1 and words[-1] in ("news", "online", "agency", "newspaper"):
        keys.add(known("".join(words[:-1])))
    return frozenset(k for k in keys if k)


def known(key: str) -> str:
    """A key, as initials where it is an agency's name in full."""
    return INITIALS.get(key, key)


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two names name one outlet."""
    return bool(keys_of(one) & keys_of(other))
