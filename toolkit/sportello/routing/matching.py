"""Which message rule of a mailbox a mail fits, and why not the others (M5)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sportello.catalog.model import Catalog, MessageTest, TextTest
from sportello.findings import Invalid
from sportello.routing.hours import hours_at
from sportello.routing.message import Message
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
    for name, values, test in texts_asked(rule.when, message):
        for kind, words in tests_of(test):
            if not any(text_fits(kind, words, value) for value in values):
                return f"no {name} {text_test_in_words(kind, words)}"
    if rule.when.hours is None or rule.when.calendar is None:
        return ""
    if not isinstance(at, datetime):
        raise Invalid(
            f'the rule "{rule.name}" asks whether the calendar "{rule.when.calendar}" is '
            f"{rule.when.hours}",
            "say when the mail arrives, date and time",
        )
    found = hours_at(catalog, rule.when.calendar, at)
    if found == rule.when.hours:
        return ""
    state = f"is {found}" if found else "is not known in that year"
    return f'the calendar "{rule.when.calendar}" {state}'


def texts_asked(
    when: MessageTest, message: Message
) -> Iterator[tuple[str, tuple[str, ...], TextTest]]:
    """Yield the name, the values and the test of every text that a rule asks for."""
    if when.subject is not None:
        yield "Subject", message.texts("Subject"), when.subject
    if when.from_ is not None:
        yield "From", message.addresses("From"), when.from_
    for name, test in when.header.items():
        yield name, message.texts(name), test
