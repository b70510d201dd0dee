"""Patterns of dates and times, in the letters of Unicode (UTS 35, as Java and Jira write them).

A pattern is read in two halves, date and time of day, since of each there are few different ones
in a file of a million rows.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from sportello.exports.values.months import afternoons, month_numbers, plain_word
from sportello.findings import Invalid

DAY: Final = 86_400_000_000
"""Microseconds of a day."""
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_TOKENS: Final = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|\s+|[^A-Za-z'\s]+")
_DATE: Final = frozenset("yuMLdE")
_TIME: Final = frozenset("aHhmsSXxZzV")
_WORD: Final = r"[^\W\d_]+\.?"
_OFFSET: Final = r"(?P<offset>[Zz]|(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?|GMT|UTC)"
_SIGNED: Final = re.compile(r"([+-])(\d\d?)(?::?(\d\d))?$")
_ZONE: Final = r"(?P<zone>[A-Za-z_]+(?:/[A-Za-z_+-]+)*)"
_LETTERS: Final[Mapping[str, str]] = {
    "y": r"(?P<year>\d{4})", "u": r"(?P<year>\d{4})", "yy": r"(?P<year>\d\d)",
    "M": r"(?P<month>\d\d?)", "L": r"(?P<month>\d\d?)", "d": r"(?P<day>\d\d?)",
    "MMM": rf"(?P<name>{_WORD})", "LLL": rf"(?P<name>{_WORD})", "E": _WORD,
    "a": r"(?P<half>[^\W\d_][^\W\d_.]*\.?(?:\s?[^\W\d_]+\.?)?)",
    "H": r"(?P<hour>\d\d?)", "h": r"(?P<hour>\d\d?)", "m": r"(?P<minute>\d\d)",
    "s": r"(?P<second>\d\d)", "S": r"(?P<fraction>\d{1,9})",
    "X": _OFFSET, "x": _OFFSET, "Z": _OFFSET, "z": _ZONE, "V": _ZONE,
}  # fmt: skip
_MOST_AHEAD: Final = 18 * 3600
"""No clock was ever so many seconds ahead of UTC or behind it."""
_LETTERS_KNOWN: Final = "y M d E H h m s S a X z"
_THE_ZONE: Final = rf"(?:\s+{_ZONE})?"
"""A time may end in the name of its zone, whatever its pattern."""


class TimeOfDay(NamedTuple):
    """Microseconds since midnight, and the offset in seconds or the name of the zone, if said."""

    micros: int
    offset: int | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Pattern:
    """How times are written: `date` is how they begin, up to the time of day, `time` the rest.

    `date` is None where the two are not apart: then `time` is the whole.
    """

    date: re.Pattern[str] | None
    time: re.Pattern[str]

    def day(self, written: str) -> int | None:
        """Return the day that the first half is, since 1970; None for what is written otherwise.

        Raises Invalid for a day that is not in the calendar.
        """
        if self.date is None:
            return None if written else 0
        found = self.date.fullmatch(written)
        return _day(found.groupdict(), written) if found else None

    def time_of_day(self, written: str) -> TimeOfDay | None:
        """Return the time that the second half is; None for what is written otherwise.

        It counts from 1970 where it is the whole. Raises Invalid then as `day` does.
        """
        found = self.time.fullmatch(written)
        time = _time(found.groupdict()) if found else None
        if found is None or time is None or self.date is not None:
            return time
        day = _day(found.groupdict(), written)
        return None if day is None else time._replace(micros=day * DAY + time.micros)


ISO: Final = Pattern(
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:[Tt]|,?\s+)"),
    re.compile(
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
        rf"\s?{_OFFSET}?{_THE_ZONE}"
    ),
)
"""Year, month, day and time, as in ISO 8601 and as everybody reads them."""
_DATES: Final = (
    *("dd.MM.yyyy", "dd.MM.yy", "dd/MMM/yy", "dd/MMM/yyyy", "dd-MMM-yy", "dd-MMM-yyyy"),
    *("dd MMM yyyy", "dd. MMM yyyy", "MMM dd, yyyy", "EEE, dd MMM yyyy", "EEE MMM dd yyyy"),
)
_TIMES: Final = ("HH:mm", "HH:mm:ss", "h:mm a", "h:mm:ss a")


@cache
def certain_patterns() -> tuple[Pattern, ...]:
    """Return what has one meaning only, whoever writes it; points tell that the day comes first."""
    return (ISO, *(compile_pattern(f"{each} {time}") for each in _DATES for time in _TIMES))


@cache
def compile_pattern(written: str) -> Pattern:
    """Return a pattern by how it is written, such as `dd/MM/yyyy HH:mm`.

    Raises Invalid for a letter that no date has, and for a pattern without year, month or day.
    """
    tokens = [*_tokens(written)]
    letters = "".join(token[0] for token, is_field in tokens if is_field)
    for each, what in (("yu", "year"), ("ML", "month"), ("d", "day")):
        if not set(each) & set(letters):
            raise Invalid(
                f'the pattern "{written}" has no {what}', "write it like dd/MM/yyyy HH:mm"
            )
    if "h" in letters and "a" not in letters:
        hint = "write HH for hours up to 24, or add an a"
        raise Invalid(f'the pattern "{written}" does not tell morning from afternoon', hint)
    for each in set(letters):
        if letters.count(each) > 1:
            raise Invalid(f'the pattern "{written}" has {each} twice', "remove one of the two")
    return _compiled(tokens)


def _tokens(written: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a pattern, and whether each is a field or stands for itself."""
    end = 0
    for found in _TOKENS.finditer(written):
        if found.start() != end:
            break
        end = found.end()
        if found[1] is not None:
            yield found[1].replace("''", "'") or "'", False
        elif found[2] is None:
            yield found[0], False
        elif found[2] in _DATE or found[2] in _TIME:
            yield found[0], True
        else:
            hint = f"write one of {_LETTERS_KNOWN}, or put it in quotes: '{found[0]}'"
            if found[2] == "Y":
                hint = "write yyyy: YYYY is the year that a week belongs to"
            raise Invalid(f'"{found[0]}" in the pattern "{written}" is no part of a date', hint)
    if end != len(written):
        raise Invalid(f'the pattern "{written}" has a quote that is not closed', "close it")


def _compiled(tokens: list[tuple[str, bool]]) -> Pattern:
    written = [_regex(tokens, place) for place in range(len(tokens))]
    zone = "" if {"z", "V"} & {token[0] for token, is_field in tokens if is_field} else _THE_ZONE
    first = _begin_of_time(tokens)
    if first is None:
        return Pattern(None, re.compile("".join(written) + zone))
    date, time = "".join(written[:first]), "".join(written[first:])
    return Pattern(re.compile(date), re.compile(time + zone))


def _begin_of_time(tokens: list[tuple[str, bool]]) -> int | None:
    """Return the place of the hour, if it is what the first colon follows, and the date is over."""
    fields = [token[0] if is_field else "" for token, is_field in tokens]
    first = next((place for place, each in enumerate(fields) if each in {"H", "h"}), 0)
    before, after = tokens[:first], tokens[first + 1 :]
    is_time = bool(after) and not after[0][1] and after[0][0].startswith(":")
    is_apart = first > 0 and not fields[first - 1] and not any(":" in each for each, _ in before)
    is_sorted = not _TIME & {*fields[:first]} and not _DATE & {*fields[first:]}
    return first if is_time and is_apart and is_sorted else None


def _regex(tokens: list[tuple[str, bool]], place: int) -> str:
    token, is_field = tokens[place]
    if not is_field:
        before_half = tokens[place + 1 : place + 2] == [("a", True)]
        return (r"\s*" if before_half else r",?\s+") if token.isspace() else re.escape(token)
    letter, width = token[0], len(token)
    if letter in "ML" and width > 2:
        return _LETTERS[letter * 3]
    if letter == "y" and width == 2:
        return _LETTERS["yy"]
    beside = tokens[max(place - 1, 0) : place] + tokens[place + 1 : place + 2]
    found = _LETTERS[letter]
    return found.replace(r"\d\d?", r"\d\d") if any(field for _, field in beside) else found


def _day(groups: Mapping[str, str | None], written: str) -> int | None:
    year, month = int(groups["year"] or 0), groups.get("month")
    number = int(month) if month else month_numbers().get(plain_word(groups.get("name") or ""))
    if number is None:
        return None
    if len(groups["year"] or "") == 2:
        year += 2000 if year < 69 else 1900
    try:
        return dt.date(year, number, int(groups["day"] or 0)).toordinal() - _EPOCH
    except ValueError:
        message = f'"{written.strip()}" is not in the calendar'
        raise Invalid(message, "write a day that its month has") from None


def _time(groups: Mapping[str, str | None]) -> TimeOfDay | None:
    hour, minute, second = (int(groups.get(each) or 0) for each in ("hour", "minute", "second"))
    if half := groups.get("half"):
        later = afternoons().get(plain_word(half))
        if later is None or not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * later
    if hour > 23 or minute > 59 or second > 59:
        return None
    micros = int(((groups.get("fraction") or "") + "000000")[:6])
    offset = groups.get("offset")
    total = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros
    ahead = _offset(offset) if offset else None
    if ahead is not None and abs(ahead) > _MOST_AHEAD:
        return None
    return TimeOfDay(total, ahead, groups.get("zone"))


def _offset(written: str) -> int:
    found = _SIGNED.search(written)
    if found is None:
        return 0
    ahead = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -ahead if found[1] == "-" else ahead
