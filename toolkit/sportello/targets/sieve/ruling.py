"""Message rules in Sieve: the tests of a rule, and what becomes of a mail that fits one."""

from collections.abc import Collection, Iterable, Iterator

from sportello.catalog.model import MessageConditions, TextTest
from sportello.routing import Delivery, RoutedRule, RoutingTable
from sportello.routing.answer import in_lines
from sportello.routing.words import Test, beginnings, spellings, tests_of
from sportello.targets.sieve.blocks import chain, text_of
from sportello.targets.sieve.hours import flag_of
from sportello.targets.sieve.strings import literal, quoted, string_list

_TOLD = ('not envelope :is "from" ""', 'not exists "Auto-Submitted"')
"""The tests for a mail whose sender learns that it is refused (`untold_reason`)."""


def ruling(table: RoutingTable, names: Iterable[str]) -> str:
    """Return the part of the script that sends mails elsewhere, or back, "" if no rule does."""
    branches = [
        (f'envelope :is "to" {quoted(first.address)}', inner)
        for name in names
        if name in table.rules
        and table.is_scripted(first := table.acknowledger(name))
        and (inner := _moves(table, name, first))
    ]
    about = "\n# Rules of the mailboxes: the first that fits a mail says where it goes.\n"
    return about + text_of(chain(branches)) if branches else ""


def condition(rule: RoutedRule) -> str:
    """Return the test that is true for the mails that fit a rule."""
    tests = [*_tests(rule.when)]
    if rule.when.not_ is not None:
        tests.append(f"not {_all_of(_tests(rule.when.not_))}")
    if rule.refuse:
        tests += _TOLD
    return _all_of(tests)


def _all_of(tests: Iterable[str]) -> str:
    each = [*tests]
    return f"allof ({', '.join(each)})" if len(each) > 1 else "".join(each) or "true"


def _moves(table: RoutingTable, name: str, first: Delivery) -> list[str]:
    """Return what the script does at the one delivery of a mailbox that decides by its rules."""
    usual = [*_move(table, name, first, table.deliveries[name])]
    moves = [(rule, [*_obeyed(table, name, first, rule)]) for rule in table.rules[name]]
    while moves and moves[-1][1] == usual:
        moves.pop()  # the mail goes where it goes anyway
    return chain(((condition(rule), commands) for rule, commands in moves), usual)


def _obeyed(table: RoutingTable, name: str, first: Delivery, rule: RoutedRule) -> Iterator[str]:
    """Yield what a rule does with a mail, but for answers."""
    if rule.refuse:
        yield f"reject {quoted(in_lines(rule.refuse, table.catalog.helpdesk.languages))};"
    else:
        yield from _move(table, name, first, rule.deliveries)


def _move(
    table: RoutingTable, name: str, first: Delivery, targets: Collection[Delivery]
) -> Iterator[str]:
    """Yield what sends a mail on from the first delivery to those that get no copy otherwise.

    Nothing is ever discarded: a redirect takes the mail away from here only if Pigeonhole does
    send it on, and one that it takes for a loop or a duplicate leaves the mail here.
    """
    further = table.redirected(name, targets)
    copy = " :copy" if first in targets else ""
    yield from (f"redirect{copy} {quoted(each.address)};" for each in further)


def _tests(when: MessageConditions) -> Iterator[str]:
    yield from _texts(when)
    if when.hours is not None and when.calendar is not None:
        yield f"hasflag :is {quoted(flag_of(when.calendar, when.hours))}"


def _texts(when: MessageConditions) -> Iterator[str]:
    if when.subject is not None:
        yield from _words('header {} "Subject"', when.subject)
    if when.from_ is not None:
        yield from _words('address {} "From"', when.from_)
    for name, test in when.header.items():
        yield from _words(f"header {{}} {quoted(name)}", test)


def _words(asked: str, test: TextTest) -> Iterator[str]:
    for kind, words in tests_of(test):
        spelt = [each for word in words for each in spellings(word)]
        if asked.startswith("header") and kind in ("is", "starts"):
            spelt = [text for each in spelt for text in beginnings(each)]
        match, keys = _keys(kind, dict.fromkeys(spelt))
        yield f"{asked.format(match)} {string_list(keys)}"


def _keys(kind: Test, words: Iterable[str]) -> tuple[str, list[str]]:
    """Return the match type and its keys: Sieve has no test of its own for starts and ends."""
    match kind:
        case "contains" | "is":
            return f":{kind}", list(words)
        case "starts":
            return ":matches", [f"{literal(word)}*" for word in words]
        case "ends":
            return ":matches", [f"*{literal(word)}" for word in words]
