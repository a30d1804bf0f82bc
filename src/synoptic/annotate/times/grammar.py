"""The grammar of time expressions: patterns over token classes (words) -> what an expression means.

A pattern is a regular expression over class letters with named groups; its builder reads the words of the groups and gives a
`Meaning`: TIMEX3 type, a value where the words alone have one, else a rule (values) and what the rule hangs on. At one place the longest
expression wins. The inventory follows TimeML 1.2.1 and what HeidelTime covers for news. Tense is asked for, not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from synoptic.annotate.times import points as point
from synoptic.annotate.times import spans as span
from synoptic.annotate.times.meaning import Meaning, Renamed, Words

Builder = Callable[[Words], Meaning | None]
NUM = r"(?P<num>a?[nd#](?:-?[nd#Y]){0,4}(?:&ab)?|Y|aqf?|qf?|ab|ba?|a)"
MD = r"(?:(?:hc?|c)?W,?)?[tlhx]?(?P<m>M)t?(?P<d>[do])(?:,?(?P<y>Y))?(?!%)"
DMY = r"(?:W,?)?t?(?P<d>[do])f?(?P<m>M)(?:,?(?P<y>Y))?"
CLOCK = r"(?:(?P<clock>:A?|[dn]A|[dn]C|[dn](?=itP)|O|Y(?=z))(?:it(?P<part>P))?)(?:zR?|,z)?"
PATTERNS: list[tuple[re.Pattern[str], Builder]] = [
    (re.compile(pattern), build)
    for pattern, build in (
        (MD, point.date_of),
        (DMY, point.date_of),
        (CLOCK, point.clock_time),
        (CLOCK + r"(?:\.[#Y:d]z\.)?,?i?(?:(?P<w>W)|(?P<k>K))", point.clock_time),
        (CLOCK + r",?i?(?:W,?)?(?P<m>M)(?P<d>[do])(?:,?(?P<y>Y))?", point.clock_time),
        (CLOCK + r",?i(?:W,?)?t?(?P<d>[do])f?(?P<m>M)(?:,?(?P<y>Y))?", point.clock_time),
        (r"(?:[me]-?|t?Nf)?(?P<which>[lhxckuy])?(?P<m>M)(?:,?f?(?P<y>Y)|f?(?P<rel>[lhx])(?P<u>U))?", point.month_of),
        (r"(?P<d>d)(?=[&-]df?(?P<m>M)(?:,?(?P<y>Y))?)", point.date_of),
        (r"(?<=Md[&-])(?P<d>d)", point.second_day),
        (r"(?P<i>I)|(?P<j>J)", point.numeric),
        (r"(?P<q>ĝ)(?:,?f?(?P<y>Y))?", span.quarter_short),
        (r"t?(?:[mer]-?)?(?P<which>[lxkchy])?(?P<w>[Ww])(?P<part>[Pp])?(?:,?(?P<rel>[lhx])(?P<u>U))?", point.weekday),
        (r"(?:[mer]-?(?=[KP]))?(?:(?P<part>P))?(?P<k>K)", point.deictic),
        (r"[mer]?(?P<k>K)(?P<part>P)", point.deictic),
        (r"(?:[mer]-?)?t?(?P<which>[hlxckju])(?P<part>P)", point.part_of_day),
        (r"(?:(?<=i)t(?P<part>P)(?!f)|m-?(?P<part2>P)|(?P<part3>T))", lambda w: point.part_of_day(Renamed(w, "part", "part2", "part3"))),
        (r"(?:[mer]i?)?(?P<the>t)?(?:j?(?P<which>u)|(?P<which2>[lhxkcLj]))(?:F|u|X)?(?P<u>[UQBSR])", lambda w: span.relative(Renamed(w, "which", "which2"))),
        (r"(?P<mod>[mer]i)?t(?:F|m)?(?P<u>[UQBS])(?!-?[eg]|[Rk])", span.the_unit),
        (r"t?(?:N|m)ft?(?P<which>[lhxkcu])?F?(?:(?P<u>[UQ])|(?P<y>Y))", span.edge),
        (r"(?P<u>U)-?(?P<n>N)", span.edge),
        (r"(?:(?P<rel>[lhxk])(?P<ru>U)'|t)?F?-?(?P<o>o)-?F?-?(?P<q>[Qb])(?:(?P<f>f)?(?P<y>Y))?", span.quarter),
        (r"t?(?P<which>[Ü])F?(?P<u>[UQBR])", span.relative),
        (r"t(?:X|F)(?P<u>[UQ])", span.the_unit),
        (r"t?F?-?(?P<o>o)-?(?P<q>[Qb])(?P<f>f)(?:(?P<rel>[lhx])|t)(?P<ru>U)", span.quarter),
        (r"[ta]?(?P<u>U)-(?:[eg])(?:(?:[QR])|(?P<num>[nd])(?P<v>V))?", span.year_back),
        (r"t(?P<y>Y)[QR]", span.year_back),
        (rf"(?:[m]-?)?{NUM}-?(?P<u>[UVQ])(?:&ab)?(?P<g>g)", span.ago),
        (r"(?P<u>V)(?P<g>g)", span.ago),
        (rf"{NUM}-?(?P<u>[UV])(?P<g>Z)v", span.ago),
        (rf"{NUM}-?(?P<u>[UVQ])(?P<side>[er])", span.shifted),
        (r"t(?P<num>)(?P<u>U)(?P<side>[er])", span.shifted),
        (r"t?(?P<u>U)(?P<side>[er])(?P<k>K)", span.beside_today),
        (r"t(?:Uel|Urx)", span.beyond),
        (rf"t?(?P<rel>[lkxcol]|kS)?{NUM}-?(?:e|h|k|X)?(?P<u>[UV])(?P<half>&ab)?(?:-?G)?", span.length),
        (rf"t?(?P<rel>[lkxc]){NUM}(?P<u>Q|V)", span.length),
        (r"t?(?P<num>)(?P<u>V)(?:-G)?", span.length),
        (r"t?(?P<rel>[lkxc])(?P<num>)(?P<u>V)", span.length),
        (r"(?P<e>E)", span.every),
        (rf"y(?:{NUM})?(?P<u>[UVQPSB])", span.every),
        (r"(?P<v>[vh])(?P<u>[V])", span.vague),
        (r"(?P<the>t)?[mX]?(?P<v>[vÜ])", span.vague),
        (r"(?P<the>t)X?(?P<v>[kR])", span.vague),
        (r"t?(?P<f>F)U?(?P<y>Y)", point.year),
        (r"(?:m-?)?(?P<y>[Y9])", point.year),
        (r"(?:t(?P<u>U))?(?P<n>n(?:-?n){1,4})(?![VU#])", point.year),
        (r"(?P<m>M)(?P<n>n(?:-?n){1,3})", point.month_of),
        (r"(?P<the>t)?(?:m-?)?(?P<d>D)", point.decade),
        (r"t?(?:m-?)?(?P<o>o)-?(?P<u>U)", point.century),
        (r"[ta]?(?P<o>o)X?(?P<u>U)", span.counted),
        (r"(?P<u>U)(?P<num>[ndY])(?=f)", span.counted),
        (r"(?P<which>[lhx])?(?P<h>H)(?:U'?)?(?P<u>[Uë])?W?", point.feast),
    )
]
ANY = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in PATTERNS))


def read_at(letters: str, words: list[str], start: int, direction: Callable[[int, int], str]) -> tuple[int, Meaning] | None:
    """The longest expression from place `start`, as its end and meaning. `direction(start, end)` gives the tense around it."""
    best: tuple[int, Meaning] | None = None
    for pattern, build in PATTERNS:
        match = pattern.match(letters, start)
        if match and match.end() > (best[0] if best else start):
            meaning = build(Words(match, words, lambda m=match: direction(m.start(), m.end())))  # type: ignore[misc]
            if meaning is not None:
                best = match.end(), meaning
    return best
