"""A report held against the oracle: every figure, group and value, and every doubt."""

from collections.abc import Iterator, Mapping

from sportello.report.figure import Share, Table
from sportello.report.forms.flat import Flat, flat_measures, flat_values
from sportello.report.report import Changed, Report

from .oracle import Oracle, Part, Values
from .oracle_rows import ChangedRow

BY = (
    ("month",),
    ("service",),
    ("channel",),
    ("severity",),
    ("service", "month"),
    ("severity", "target", "month"),
    ("family", "provider", "type", "contract", "policy"),
)

BY_MONTH = (("month",), ("severity", "target", "month"))
"""What depends on the reading of a month."""


def differences(report: Report, oracle: Oracle) -> Iterator[str]:
    """Yield each value that is another one than the oracle's, in words."""
    for table in report.tables:
        expected = oracle.figure(table.figure.name, table.by, report.month_of)
        found = _found(table)
        for group in sorted(expected.keys() | found.keys(), key=str):
            values, wanted = found.get(group, {}), expected.get(group, {})
            if group not in expected and not any(map(_says, values.values())):
                continue  # a month in which nothing happened
            if values != wanted:
                where = f"{table.figure.name} {dict(zip(table.by, group, strict=True))}"
                yield f"{where}: {_unequal(values, wanted)}"


def _found(table: Table) -> Mapping[tuple[str | None, ...], Values]:
    assert not table.left_out
    names = [each.name for each in flat_measures(table.figure)]
    return {
        row.group: dict(zip(names, map(_plain, flat_values(table.figure, row)), strict=True))
        for row in table.rows
    }


def _plain(value: Flat) -> object:
    return Part(*value) if isinstance(value, Share) else value


def _says(value: object) -> bool:
    return value not in {0, None, Part(0, 0)}


def _unequal(found: Values, wanted: Values) -> str:
    names = dict.fromkeys((*wanted, *found))
    return ", ".join(
        f"{name} is {found.get(name)}, not {wanted.get(name)}"
        for name in names
        if found.get(name) != wanted.get(name)
    )


def lists(report: Report, oracle: Oracle) -> Iterator[str]:
    """Yield what is wrong with the lists of single promises, of which the first are shown."""
    late = oracle.breaches()
    count = sum(map(len, late.values()))
    if report.breach_count != count:
        yield f"breaches: {report.breach_count}, not {count}"
    for each in report.breaches:
        known = late.get((each.ticket.reference or "", each.target), ())
        if each.margin not in known:
            yield f"breach {each.ticket.reference} {each.target}: {each.margin}, not {known}"
    ahead = {
        (each.ticket.reference or "", each.target): (each.due, each.left, each.is_paused)
        for each in report.ahead
    }
    if ahead != oracle.ahead() or report.ahead_count != len(ahead):
        yield f"ahead: {ahead}, not {oracle.ahead()}"
    changed = {ChangedRow(each.ticket.reference or "", *_changed(each)) for each in report.changed}
    if changed != oracle.changed or report.changed_count != len(report.changed):
        yield f"changed: {changed}, not {set(oracle.changed)}"


def _changed(each: Changed) -> tuple[str, str, str, str, str | None]:
    return each.target, each.month, each.before, each.after, each.after_month
