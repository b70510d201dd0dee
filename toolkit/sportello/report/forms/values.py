"""Values as people read them: shares are cut, times are hours and minutes, a dash is nothing."""

from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from sportello.report.figure import Bounds, Share, Unit, Value
from sportello.wording.messages import Messages

NOTHING: Final = "–"
"""What stands for a value where nothing is there to count, such as 0 of 0."""


def value_words(value: Value, unit: Unit, _: Messages) -> str:
    """Return a value as people read it: `1,234`, `3:05` or `69.5%`."""
    if value is None:
        return NOTHING
    if isinstance(value, Share):
        return share_words(value, _)
    if isinstance(value, Bounds):
        return bounds_words(value)
    return hours_words(value) if unit == "seconds" else _.number(value)


def bounds_words(bounds: Bounds) -> str:
    """Return between what a time lies: `1:12–1:16`, `1:12` if it is known, or `≥ 54:58`."""
    least = hours_words(bounds.least)
    if bounds.most is None:
        return f"≥ {least}"
    most = hours_words(bounds.most)
    return least if least == most else f"{least}–{most}"


def share_words(share: Share, _: Messages) -> str:
    """Return a share in percent, cut to a tenth: 1,999 of 2,000 are `99.9%`, and no more."""
    if not share.whole:
        return NOTHING
    tenths = share.part * 1000 // share.whole
    return f"{format_decimal(Decimal(tenths) / 10, '#,##0.0', locale=_.locale)}%"


def counts_words(share: Share, _: Messages) -> str:
    """Return what a share counts: `1,999/2,000`."""
    return f"{_.number(share.part)}/{_.number(share.whole)}"


def hours_words(seconds: int) -> str:
    """Return a length of time as hours and whole minutes, cut: `9:30`, and `-0:01` for 20 s late.

    What is negative is late: it is cut downwards too, so that no lateness reads as none.
    """
    minutes = seconds // 60
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
