"""Which message rule of a mailbox a mail fits, and why not the others (M5)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sportello.catalog.model import Catalog, MessageConditions, TextTest
from sportello.findings import Invalid
from sportello.routing.hours import hours_at
from sportello.routing.message import Message, untold_reason
from sportello.routing.table import RoutedRule
from sportello.routing.words import tests_of, text_fits, text_test_in_words


def first_match(
    catalog: Catalog,
    rules: tuple[RoutedRule, ...],
    message: Message,
    at: date | None,
    tell: Callable[[str], None],
) -> RoutedRule | None:
    """Return the first rule that a message fits, and tell about each one looked at.

    Raises Invalid if a rule asks for hours and `at` is no instant.
    """
    main = catalog.helpdesk.languages[0]
    for rule in rules:
        reason = rule_mismatch(catalog, rule, message, at)
        if not reason:
            tell(f'The rule "{rule.name}" fits: {" ".join(rule.why.says(main).split())}')
            return rule
        tell(f'The rule "{rule.name}" does not fit: {reason}.')
    return None


def rule_mismatch(catalog: Catalog, rule: RoutedRule, message: Message, at: date | None) -> str:
    """Return the first thing about a message that a rule does not fit, "" if it fits."""
    reason = _unmet(catalog, rule.name, rule.when, message, at)
    if reason:
        return reason
    excluded = rule.when.not_
    if excluded is not None and not _unmet(catalog, rule.name, excluded, message, at):
        return 'all that stands below "not" is so'
    return (untold_reason(message) or "") if rule.refuse else ""


def _unmet(
    catalog: Catalog, rule: str, when: MessageConditions, message: Message, at: date | None
) -> str:
    """Return the first of some conditions that a message does not meet, "" if it meets all."""
    for name, values, test in texts_asked(when, message):
        for kind, words in tests_of(test):
            if not any(text_fits(kind, words, value) for value in values):
                return f"no {name} {text_test_in_words(kind, words)}"
    if when.hours is None or when.calendar is None:
        return ""
    if not isinstance(at, datetime):
        raise Invalid(
            f'the rule "{rule}" asks whether the calendar "{when.calendar}" is {when.hours}',
            "say when the mail arrives, date and time",
        )
    found = hours_at(catalog, when.calendar, at)
    if found == when.hours:
        return ""
    state = f"is {found}" if found else "is not known in that year"
    return f'the calendar "{when.calendar}" {state}'


def texts_asked(
    when: MessageConditions, message: Message
) -> Iterator[tuple[str, tuple[str, ...], TextTest]]:
    """Yield the name, the values and the test of every text that a rule asks for."""
    if when.subject is not None:
        yield "Subject", message.texts("Subject"), when.subject
    if when.from_ is not None:
        yield "From", message.addresses("From"), when.from_
    for name, test in when.header.items():
        yield name, message.texts(name), test
