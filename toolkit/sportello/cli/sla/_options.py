"""What questions about an SLA share: attributes of a ticket, names, and the terms of the past."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sportello.cli._common import answered, sound_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sportello.catalog.model import Catalog
    from sportello.catalog.revision import Past
    from sportello.findings import Finding

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _side(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse whoever is neither side of a ticket."""
    if value not in {"desk", "requester"}:
        raise click.BadParameter(
            f'"{value}" is neither desk nor requester: write requester for whoever asks, such as '
            "a customer, and desk for whoever answers",
            ctx,
            param,
        )
    return value


_SHOWN = 3
"""How many values that do not fit are told."""
_ATTRIBUTES = (
    click.option("--channel", help="How it came: mail, phone, portal, desk, chat, certified-mail."),
    click.option("--severity", help="The severity given to it; the priority rules may change it."),
    click.option(
        "--severity-by",
        metavar="desk|requester",
        callback=_side,
        default="desk",
        show_default=True,
        help="Who gave it that severity; a customer is a requester.",
    ),
    click.option("--impact", help="The impact, for the matrix of impact and urgency."),
    click.option("--urgency", help="The urgency, for the matrix."),
    click.option("--type", help="Its type, such as incident."),
    click.option("--phase", help="The phase the service is in, such as roll-out."),
    click.option("--cause", help="The cause, where a priority rule asks for it."),
    click.option("--contract", help="The customer's contract."),
    click.option(
        "--tag", "tags", multiple=True, help="A tag beside those of the service; may come often."
    ),
)


def ticket_options(command: _Command) -> _Command:
    """Add the attributes that decide severity and policy, named as in `sportello.sla.Ticket`."""
    for option in reversed(_ATTRIBUTES):
        command = option(command)
    return command


def at_option(command: _Command) -> _Command:
    """Add `--at REVISION`, the argument `revision` of `terms_catalog`."""
    return click.option(
        "--at",
        "revision",
        metavar="COMMIT",
        help="Answer by the catalog at a commit, tag or branch of its git repository, or at the "
        "last commit until the end of a day at the desk: 2026-01-05. Find commits with "
        "`git log --format='%h %as %s' -- catalog`.",
    )(command)


def export_option(command: _Command) -> _Command:
    """Add `--export NAME`, the argument `export`."""
    return click.option(
        "--export",
        metavar="NAME",
        help="Read FILE as the export of a ticket system that has this name in sla.yaml, exports:.",
    )(command)


def terms_catalog(directory: Path, revision: str | None) -> "tuple[Catalog, Past | None]":
    """Return the catalog as it is or as it was; print what is wrong with it and exit with 1.

    Of the past only what could falsify an answer counts as wrong; the rest is told in one line.
    """
    if revision is None:
        return sound_catalog(directory), None
    from sportello.api.past import load_at
    from sportello.findings import Severity

    with answered():
        past = load_at(directory, revision)
    errors = [each for each in past.loaded.findings if each.severity is Severity.ERROR]
    if past.until is not None:
        zone = past.catalog.helpdesk.timezone
        note = f"{past.commit} is the last commit until the end of {past.until} in {zone}"
        click.echo(f"Note: {note}.", err=True)
    if errors:
        click.echo("\n".join(_unfit(past, errors)), err=True)
    return past.catalog, past


def _unfit(past: "Past", errors: "Sequence[Finding]") -> "Iterator[str]":
    """Yield a note on what does not fit today's model and decides nothing: the first of it."""
    from sportello.findings import first_lines

    one = len(errors) == 1
    values = "1 value" if one else f"{len(errors)} values"
    fits = "does" if one else "do"
    none = "it does not decide" if one else "none of them decides"
    unfit = f"{values} at {past.commit} {fits} not fit this version of Sportello"
    yield f"Note: {unfit}; {none} an SLA."
    yield from first_lines([f"  {_in_a_line(each)}" for each in errors], _SHOWN, "  and {} more")


def _in_a_line(error: "Finding") -> str:
    place = f"{error.where.file}:{error.where.line}: " if error.where else ""
    return f"{place}{error.message}"


def past_in_words(past: "Past") -> str:
    """Return which commit an answer is taken from: `9f3a2c1 of Monday 5 January 2026 …`."""
    from sportello.cli.sla._instants import zoned

    return f"{past.commit} of {zoned(past.committed)}"


def past_plain(past: "Past | None") -> dict[str, str] | None:
    """Return the same for JSON; None for the catalog as it is."""
    if past is None:
        return None
    return {"commit": past.commit, "committed": past.committed.isoformat()}
