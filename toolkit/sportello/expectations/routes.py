"""Expectations about mail: where it goes, for which services, refused or acknowledged."""

from collections.abc import Iterator

from sportello.catalog.model import Catalog
from sportello.expectations.model import Mail, RouteCase
from sportello.expectations.verdict import Mismatch, Verdict, as_written, compared, no_answer
from sportello.findings import Invalid
from sportello.routing import Decision, Message, decide
from sportello.worktime import parse_instant


def check_route(catalog: Catalog, case: RouteCase) -> Verdict:
    """Return what is other than expected about a mail."""
    at = None if case.at is None else parse_instant(case.at)
    try:
        decision = decide(catalog, case.mail.to, _message(case.mail), at)
    except Invalid as error:
        return no_answer(("mail",), error)
    return Verdict(tuple(_mismatches(case, decision)), decision.why)


def _message(mail: Mail) -> Message:
    written = {"From": mail.from_, "Subject": mail.subject}
    headers = [(name, value) for name, value in written.items() if value]
    return Message(mail.from_, (*headers, *mail.headers.items()))


def _mismatches(case: RouteCase, decision: Decision) -> Iterator[Mismatch]:
    delivered = tuple(each.destination for each in decision.deliveries)
    yield from _in_any_order("delivers_to", case.delivers_to, delivered)
    yield from _in_any_order("services", case.services, decision.services)
    refusal = "" if decision.refusal is None else str(decision.refusal)
    if isinstance(case.refused, str):
        if case.refused not in refusal:
            expected = f'refused with "{case.refused}"'
            yield Mismatch(("refused",), expected, refusal or "not refused")
    elif case.refused is not None and case.refused is not bool(refusal):
        expected = "refused" if case.refused else "not refused"
        yield Mismatch(("refused",), expected, refusal or "not refused")
    yield from compared("acknowledged", case.acknowledged, decision.acknowledgement is not None)


def _in_any_order(
    key: str, expected: tuple[str, ...] | None, came: tuple[str, ...]
) -> Iterator[Mismatch]:
    if expected is not None and sorted(expected) != sorted(came):
        yield Mismatch((key,), as_written(expected), as_written(came))
