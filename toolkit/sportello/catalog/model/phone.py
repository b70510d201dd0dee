"""Phone numbers, read by the country of the desk, and countries themselves."""

import re
from typing import TYPE_CHECKING, Any, Self

from sportello.findings import Invalid, did_you_mean

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_PARTS = re.compile(r"\+?[0-9 ()./-]+")
_LETTER = re.compile(r"[^\W\d_]")
_BREAK = re.compile(r"[ /(-]+")
_ALONE = 'write the number alone; the rest, such as an extension, stands in "reachable:"'
_IN_FULL = 'write it with its area code, or with its country code like "+39 051 6033266"'


def _library() -> Any:
    """Return what knows the numbers of all countries, and takes long to load."""
    import phonenumbers  # noqa: PLC0415

    return phonenumbers


class Country(str):
    """The two letters of a country (ISO 3166-1), such as `IT`."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        if written not in _library().SUPPORTED_REGIONS:
            letters = "write its two letters, like IT"
            raise Invalid(
                f'"{written[:80]}" is not a country',
                did_you_mean(written.upper(), _library().SUPPORTED_REGIONS, letters),
            )
        return super().__new__(cls, written)


class NoCountry(Invalid):
    """A phone number is written without its country, and nothing else says which it is in."""


class Phone(str):
    """A phone number in the form of E.164 (`+390516033266`).

    Written with its country code, or the way people do in `country` (`051/6033266`). What may be
    read as a longer number, but is a number and something else, is refused.
    """

    __slots__ = ()

    def __new__(cls, written: str, country: Country | None = None) -> Self:
        _check_signs(written)
        number = _number(written, country)
        if number is None and country is None and not written.startswith("+"):
            raise NoCountry(
                f'"{written}" does not say in which country it is',
                'add "country:" with the desk\'s country to helpdesk.yaml, such as "country: IT", '
                'or write the number with its country code, like "+39 051 6033266"',
            )
        _check_alone(written, country, number)
        if number is None or not _library().is_possible_number(number):
            raise _not_a_number(written, number)
        _check_zero(written, number)
        return super().__new__(
            cls, _library().format_number(number, _library().PhoneNumberFormat.E164)
        )

    @property
    def shown(self) -> str:
        """The number with spaces, for people: `+39 051 603 3266`."""
        return _shown(_library().parse(self))

    def shown_in(self, country: Country | None) -> str:
        """Return it as people in a country write it: a number there without its country code."""
        if not self.is_in(country):
            return self.shown
        national = _library().PhoneNumberFormat.NATIONAL
        return str(_library().format_number(_library().parse(self), national))

    def is_in(self, country: Country | None) -> bool:
        """Return whether it is a number of a country, by its country code."""
        code = _library().country_code_for_region(country) if country else None
        return bool(_library().parse(self).country_code == code)

    @property
    def is_known(self) -> bool:
        """Whether the numbering plan of its country has such a number, as far as is known here."""
        known: bool = _library().is_valid_number(_library().parse(self))
        return known


def _number(written: str, country: Country | None) -> "PhoneNumber | None":
    try:
        found: PhoneNumber = _library().parse(written, country)
    except _library().NumberParseException:
        return None
    return found


def _check_signs(written: str) -> None:
    """Refuse letters, some of which the library reads as keys of a telephone, and other signs."""
    if _PARTS.fullmatch(written):
        return
    if _LETTER.search(written):
        raise Invalid(f'"{written}" has letters, and a phone number has none', _ALONE)
    wrong = next((each for each in written.lstrip("+") if not _PARTS.fullmatch(each)), "+")
    sign = f'"{wrong}"' if wrong.isprintable() and not wrong.isspace() else f"U+{ord(wrong):04X}"
    if not written:
        raise Invalid('"" is not a phone number', _IN_FULL)
    raise Invalid(
        f"{sign} cannot stand here in a phone number",
        "write one number, with digits, spaces and / - . ( ) alone; a further one is a contact of "
        "its own",
    )


def _check_alone(written: str, country: Country | None, number: "PhoneNumber | None") -> None:
    """Refuse a number with another one behind, or with the last digits of the lines next to it.

    Digits that are a number by themselves are one, if more follow behind a stroke or bracket, in a
    shorter group behind a hyphen, or so many that all together are none.
    """
    is_one = number is not None and _library().is_possible_number(number)
    for found in _BREAK.finditer(written):
        head, tail = written[: found.start()], written[found.end() :]
        groups = [re.findall(r"[0-9]+", part) for part in (head, tail)]
        if not all(groups):
            continue
        shorter = "-" in found[0] and len(groups[1][0]) < len(groups[0][-1])
        if not (shorter or "/" in found[0] or "(" in found[0] or not is_one):
            continue
        first = _number(head, country)
        if first is not None and _library().is_valid_number(first):
            digits = re.sub(r"[^0-9+]", "", written)
            one = f'; if it is one number, write "{digits}"' if is_one else ""
            raise Invalid(
                f'"{written}" is more than one number',
                f'write "{head}", and a contact of its own, or words in "reachable:", for the '
                f"others{one}",
            )


def _not_a_number(written: str, number: "PhoneNumber | None") -> Invalid:
    wrong = "is not a phone number"
    if number is not None:
        lengths = _library().ValidationResult
        match _library().is_possible_number_with_reason(number):
            case lengths.TOO_SHORT:
                wrong = "is too short for a phone number"
            case lengths.TOO_LONG:
                wrong = "is too long for a phone number"
    return Invalid(f'"{written}" {wrong}', _IN_FULL)


def _check_zero(written: str, number: "PhoneNumber") -> None:
    """Refuse a number without the zero that its country keeps: Italy's `+39 51` for `+39 051`."""
    if _library().is_valid_number(number):
        return
    with_zero = _number(f"+{number.country_code}0{number.national_number}", None)
    if with_zero is not None and _library().is_valid_number(with_zero):
        raise Invalid(
            f'"{written}" lacks a zero, which numbers there keep', f'write "{_shown(with_zero)}"'
        )


def _shown(number: "PhoneNumber") -> str:
    international = _library().PhoneNumberFormat.INTERNATIONAL
    return str(_library().format_number(number, international))
