"""`sportello sla matrix`: services × severities, with the policy and the targets of each."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from sportello.cli._common import aligned, answered, catalog_option, print_json
from sportello.cli._moments import DATE, full_date
from sportello.cli.sla._options import (
    at_option,
    past_in_words,
    past_plain,
    terms_catalog,
)
from sportello.cli.sla._terms import counts_in_a_calendar, within_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sportello.catalog.model import Catalog
    from sportello.catalog.revision import Past
    from sportello.sla import Cell

_FORMATS = ("table", "csv", "json")


@click.command("matrix")
@click.option("--service", "services", multiple=True, help="Only this service; as often as needed.")
@click.option("--provider", "providers", multiple=True, help="Only services of this provider.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    help="For tickets of this channel; as often as needed, or all.",
)
@click.option("--contract", help="For tickets under this contract of a customer.")
@click.option("--on", "day", type=DATE, help="The day whose terms count: 2026-01-05 (today).")
@click.option(
    "--format", "style", type=click.Choice(_FORMATS), default="table", show_default=True,
    help="A table for people, CSV for spreadsheets, JSON for programs.",
)  # fmt: skip
@at_option
@catalog_option
def command(
    directory: Path,
    style: str,
    revision: str | None,
    *,
    contract: str | None,
    day: date | None,
    **selection: Any,
) -> None:
    """Show services × severities: which policy holds, and what it promises.

    Tickets without type, cause and, unless one is named, contract are assumed. Where conditions ask
    whether calendars are open, there is a row for each case. Gaps are marked
    with !: no policy, or no calendar to count a target in. An arrow shows a severity that a
    priority rule always changes.
    """
    from sportello.catalog.desk_time import desk_time
    from sportello.sla import channels_apart, selected, sla_matrix
    from sportello.sla.ticket import check_name

    catalog, past = terms_catalog(directory, revision)
    on = day or desk_time(catalog).date()
    with answered():
        services, channels = selected(catalog, **selection)
        check_name("contract", contract, catalog.contracts)
    cells = list(sla_matrix(catalog, services, channels, on, contract))
    apart = channels_apart(catalog, services, on, contract) if channels == (None,) else ()
    if style == "json":
        plain = [_plain(cell) for cell in cells]
        header = {"at": past_plain(past), "on": on.isoformat(), "contract": contract}
        print_json({**header, "channels_apart": list(apart), "cells": plain})
    elif style == "csv":
        click.echo(_csv(catalog, on, cells), nl=False)
    else:
        lines = [*_table(past, on, cells), *_not_shown(apart)]
        if contract is not None:
            customer = catalog.contracts[contract].customer
            lines.insert(0, f"for tickets under contract {contract} ({customer})")
        click.echo("\n".join(lines))


def _table(past: "Past | None", on: date, cells: "Sequence[Cell]") -> "Iterator[str]":
    """Yield one row a service and channel, or several that read the same, and the legend."""
    graded = dict.fromkeys(cell.severity for cell in cells if cell.severity is not None)
    severities = [*graded, *([None] if any(cell.severity is None for cell in cells) else [])]
    without = "no severity" if graded else "every ticket"
    rows: dict[tuple[str, str, str], dict[str | None, Cell]] = {}
    for cell in cells:
        named = cell.service, cell.channel or "", _while(cell)
        rows.setdefault(named, {})[cell.severity] = cell
    heads = ("service", "channel", "while")
    shown = [place for place, _ in enumerate(heads) if any(named[place] for named in rows)]
    lines = [[*(heads[place] for place in shown), *(each or without for each in severities)]]
    for named, by_severity in rows.items():
        short = (_short(by_severity.get(severity)) for severity in severities)
        lines.append([*(named[place] for place in shown), *short])
    if past is not None:
        yield f"terms at {past_in_words(past)}"
    yield f"in force on {full_date(on)}"
    yield ""
    yield from aligned(lines)
    yield ""
    yield from _legend(cells)


def _not_shown(channels: "Sequence[str]") -> "Iterator[str]":
    """Yield a line on the channels whose tickets are promised something else."""
    if channels:
        have = "has a policy of its own" if len(channels) == 1 else "have policies of their own"
        options = " ".join(f"--channel {channel}" for channel in channels)
        yield f"not shown: {' and '.join(channels)} {have}: {options}, or --channel all"


def _while(cell: "Cell") -> str:
    """Return which calendars are open as the tickets come: `office closed`."""
    return ", ".join(f"{name} {state}" for name, state in cell.hours.items())


def _short(cell: "Cell | None") -> str:
    if cell is None:
        return "-"  # the desk of the service does not have this severity
    changed = f"→ {cell.becomes}: " if cell.rule else ""
    gap = f" ! {cell.gap}" if cell.gap else ""
    promise = f"{cell.policy}{'' if cell.targets else ' (no time)'}" if cell.policy else ""
    return f"{changed}{promise}{gap}".strip()


def _legend(cells: "Sequence[Cell]") -> "Iterator[str]":
    """Yield what each policy promises, and how many gaps there are."""
    promises: dict[str, list[str]] = {}
    for cell in cells:
        lines = promises.setdefault(cell.policy, []) if cell.policy else []
        for kind, (target, calendar) in cell.targets:
            where = _calendar(calendar) if counts_in_a_calendar(target) else "round the clock"
            line = f"{kind.replace('_', ' ')} {within_in_words(target)}, {where}"
            if line not in lines:
                lines.append(line)
    for policy, lines in promises.items():
        yield f"{policy}: {'; '.join(lines) or 'no time is promised'}"
    gaps = sum(bool(cell.gap) for cell in cells)
    unpromised = sum(not cell.targets and not cell.gap for cell in cells)
    counted = f"{gaps} with a gap (!)" if gaps else "no gap"
    yield f"{len(cells)} cells: {counted}, {unpromised} that promise no time"


def _calendar(name: str | None) -> str:
    return f"calendar {name}" if name else "no calendar"


def _csv(catalog: "Catalog", on: date, cells: "Sequence[Cell]") -> str:
    from sportello.catalog.model.sla import TargetKind

    kinds = get_args(TargetKind)
    head = ["service", "severity", "channel", "becomes", "rule", "policy"]
    names = ["on", "service_name", "policy_name", "promise", "while"]
    columns = [f"{kind}{part}" for kind in kinds for part in ("", "_calendar")]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*head, *columns, "hole", *names])
    for cell in cells:
        targets = dict(cell.targets)
        promised: list[object] = []
        for kind in kinds:
            target, calendar = targets.get(kind, (None, None))
            promised += ["", ""] if target is None else [target.within, calendar]
        service = catalog.services[cell.service].name.says("en")
        policy = catalog.policies[cell.policy].name.says("en") if cell.policy else ""
        promise = "" if cell.targets or cell.gap else "no time promised"
        known = [getattr(cell, name) for name in head]
        writer.writerow([*known, *promised, cell.gap, on, service, policy, promise, _while(cell)])
    return stream.getvalue()


def _plain(cell: "Cell") -> dict[str, Any]:
    return {
        "service": cell.service,
        "severity": cell.severity,
        "channel": cell.channel,
        "becomes": cell.becomes,
        "rule": cell.rule,
        "policy": cell.policy,
        "targets": {
            kind: {"within": str(target.within), "at": target.at, "calendar": calendar}
            for kind, (target, calendar) in cell.targets
        },
        "hole": cell.gap or None,
        "hours": dict(cell.hours),
    }
