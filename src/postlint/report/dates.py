"""Days as people write them: «7 april 2026»."""

from __future__ import annotations

from datetime import date

from postlint.findings import Lang

MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
SHORT_MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def day(one: date, lang: Lang, *, year: bool = True) -> str:
    """Give «7 april 2026», or «7 april»."""
    text = f"{one.day} {MONTHS[lang][one.month - 1]}"
    return f"{text} {one.year}" if year else text


def stretch(first: date, last: date, lang: Lang) -> str:
    """Give «16 februari – 7 april 2026»; one day is that day, and the year is said twice only where it differs."""
    if first == last:
        return day(first, lang)
    return f"{day(first, lang, year=first.year != last.year)} – {day(last, lang)}"
