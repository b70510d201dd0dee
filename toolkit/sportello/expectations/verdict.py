"""What came of an expectation: what is other than expected, and why it came so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sportello.findings import Invalid, KeyPath
from sportello.worktime import Explanation


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value that is other than expected; `path` leads to it inside of the expectation.

    Where there was no answer at all, nothing is `expected`, `came` says why, and `hint` what to do.
    """

    path: KeyPath
    expected: str
    came: str
    hint: str = "correct the catalog, or what is expected of it"

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        if not self.expected:
            return f"there is no answer: {self.came}"
        name = ".".join(map(str, self.path))
        return f"{name}: expected {self.expected}, came {self.came}"


@dataclass(frozen=True, slots=True)
class Counted:
    """The days that led to a date which is other than expected."""

    what: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is other than expected (nothing, if all holds), and the steps that led to what came."""

    mismatches: tuple[Mismatch, ...]
    steps: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()


def compared(key: str, expected: object, came: object) -> Iterator[Mismatch]:
    """Yield a mismatch if a value was expected and another came."""
    if expected is not None and expected != came:
        yield Mismatch((key,), as_written(expected), as_written(came))


def unanswered(path: KeyPath, message: str, hint: str) -> Mismatch:
    """Return what is told of a value for which there is no answer."""
    return Mismatch(path, "", message, hint) if hint else Mismatch(path, "", message)


def no_answer(path: KeyPath, error: Invalid) -> Verdict:
    """Return the verdict on a question that has no answer."""
    return Verdict((unanswered(path, error.message, error.hint),))


def as_written(value: object) -> str:
    """Return a value as it would be written in a file of expectations.

    >>> in_words(("desk", "archive")), in_words(None), in_words(True)
    ('[desk, archive]', 'nothing', 'true')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case datetime():
            return (
                f"{value.isoformat(timespec='seconds' if value.second else 'minutes')} ({value:%A})"
            )
        case date():
            return f"{value} ({value:%A})"
        case tuple():
            return f"[{', '.join(map(str, value))}]"
    return str(value)
