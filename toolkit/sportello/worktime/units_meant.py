"""Which unit of a duration is meant by other words or another spelling."""

import re
from collections.abc import Mapping
from typing import Final

from sportello.findings import nearest

_UNITS: Final = {
    "minutes": ("minutes", "business minutes"),
    "hours": ("hours", "business hours"),
    "days": ("calendar days", "working days"),
}
"""Noun -> the unit that counts day and night, and the one that counts open time."""
_NOUNS: Final = (*_UNITS, "seconds", "weeks", "months", "years")
_DAYS: Final = {"week": (7, 5), "month": (30, 20), "quarter": (90, 60), "year": (365, 250)}
"""Calendar days and working days for which people say a longer unit; most have no fixed length."""
_LONGER: Final = re.compile(
    rf"(?:(calendar|solar|business|working|work)[ -])?({'|'.join(_DAYS)})s?"
)
_ALL, _OPEN = 0, 1
_QUALIFIERS: Final = {
    **dict.fromkeys(("calendar", "clock", "elapsed", "real"), _ALL),
    **dict.fromkeys(("solar", "natural", "running", "consecutive"), _ALL),
    **dict.fromkeys(("business", "working", "work", "week", "office", "desk"), _OPEN),
    **dict.fromkeys(("open", "opening"), _OPEN),
}
_NOUN: Final = re.compile(rf"({'|'.join(noun[:-1] for noun in _NOUNS)})s?\b")
_WORD: Final = re.compile(r"[^\s_-]+")
_LONGEST: Final = 80
_ALIKE: Final = 0.75
"""No less than a spelling mistake: "morning" is not "working", "off" not "office"."""


def units_meant(written: str) -> tuple[str, ...]:
    """Return the unit that other words stand for, both kinds of days, or nothing.

    Every word must be understood, in whatever order: "non-working days" and "hours out of office"
    mean the contrary of what is left without the other words.

    >>> units_meant("hours business")
    ('business hours',)
    >>> units_meant("solar days")
    ('calendar days',)
    >>> units_meant("dyas")
    ('calendar days', 'working days')
    >>> units_meant("night hours")
    ()
    """
    words = _WORD.findall(_NOUN.sub(r" \1s", written[:_LONGEST]))
    exact = [word for word in words if word in _NOUNS]
    nouns = exact or [word for word in words if nearest(word, _NOUNS)]
    if len(nouns) != 1:
        return ()
    noun = nearest(nouns[0], _NOUNS) or ""
    qualifiers = [nearest(word, _QUALIFIERS, _ALIKE) for word in words if word != nouns[0]]
    if noun == "days" and not qualifiers:
        return _UNITS[noun]
    kinds = {_QUALIFIERS.get(qualifier or "") for qualifier in qualifiers} or {_ALL}
    return tuple(unit for kind, unit in enumerate(_UNITS.get(noun, ())) if kinds == {kind})


def days_meant(written: str) -> Mapping[str, int] | None:
    """Return how many days of each kind a longer unit stands for; None if it is none.

    >>> days_meant("week")
    {'calendar days': 7, 'working days': 5}
    >>> days_meant("business weeks")
    {'working days': 5}
    """
    found = _LONGER.fullmatch(written)
    if found is None:
        return None
    days = dict(zip(_UNITS["days"], _DAYS[found[2]], strict=True))
    kind = _QUALIFIERS.get(found[1] or "")
    return days if kind is None else {_UNITS["days"][kind]: days[_UNITS["days"][kind]]}
