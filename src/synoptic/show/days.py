"""Days as a person reads them: `2 May 2031`, `May 2031`, `1 to 3 May 2031`; the ISO form stays in the data."""

from __future__ import annotations

from datetime import date

from synoptic.account.days import read_day

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def show_day(value: str | None, *, short: bool = False) -> str:
    """An ISO date or interval in words; `short`: months in three letters, no year. What is no day is `undated`."""
    day = read_day(value)
    if day is None:
        return "undated"
    first, last = date.fromisoformat(day.first), date.fromisoformat(day.last)
    if day.precision == "day":
        return _day(first, short)
    if day.precision == "month":
        return f"{_month(first, short)} {first.year}"
    if day.precision == "year":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, short)}"
    return f"{_day(first, short)} – {_day(last, short)}"


def _day(day: date, short: bool) -> str:
    return f"{day.day} {_month(day, short)}" + ("" if short else f" {day.year}")


def _month(day: date, short: bool) -> str:
    return MONTHS[day.month - 1][:3] if short else MONTHS[day.month - 1]
