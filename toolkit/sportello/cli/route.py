"""`sportello route ADDRESS`: where a mail to this address goes, and why."""

import sys
from dataclasses import asdict
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    aligned,
    answered,
    catalog_option,
    format_option,
    print_json,
    sound_catalog,
)
from sportello.cli._moments import MOMENT

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.routing import Decision, InboundRoute, Message


@click.command("route")
@click.argument("address", required=False)
@click.option(
    "--mail",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A whole message, such as a file .eml; without ADDRESS, its To and Cc say where to.",
)
@click.option("--from", "sender", help="The sender of the envelope; <> is that of bounces.")
@click.option(
    "--at", type=MOMENT, help="When the mail arrives, in the desk's zone.  [default: now]"
)
@click.option("--to", "goal", help="A service, destination, team or contact: who reaches it?")
@catalog_option
@format_option
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    address: str | None,
    mail: Path | None,
    sender: str | None,
    at: datetime | None,
    goal: str | None,
    directory: Path,
    style: str,
) -> None:
    """Say where a mail to ADDRESS goes, which services it is for, and why.

    With --to it answers backwards: which addresses lead there. Exit status: 0 when the mail is
    delivered, 1 when it is refused or nothing leads there, 2 for misuse.
    """
    if goal is not None and (address is not None or mail is not None):
        raise click.UsageError(
            "name where a mail comes in or, with --to, what it shall reach: not both"
        )
    if goal is None and address is None and mail is None:
        raise click.UsageError("name an address, a --mail, or what mail shall reach with --to")
    from sportello.catalog.desk_time import desk_time

    catalog = sound_catalog(directory)
    with answered():
        now = desk_time(catalog, at)
        if goal is not None:
            _backwards(catalog, goal, now, style)
        else:
            decisions = _decisions(catalog, directory, address, _message(mail, sender), now)
            _print(catalog, decisions, now, style, alone=address is not None)


def _message(mail: Path | None, sender: str | None) -> "Message":
    from sportello.routing import Message, read_mail
    from sportello.routing.address import parse_address

    envelope = None if sender is None else _pasted(sender)
    if envelope:
        parse_address(envelope)
    return Message(envelope) if mail is None else read_mail(mail, envelope)


def _pasted(written: str) -> str:
    """Return the address of a recipient as mail programs show it: `Help <help@example.it>`."""
    return parseaddr(written)[1] if "<" in written else written.strip()


def _decisions(
    catalog: "Catalog", directory: Path, address: str | None, message: "Message", at: datetime
) -> "list[Decision]":
    """Return what happens at the address, or at each of ours that the mail names."""
    from sportello.api.deciding import decide
    from sportello.routing import our_recipients
    from sportello.targets.site.sources import desk_folder, desk_sources

    recipients = (_pasted(address),) if address is not None else our_recipients(catalog, message)
    if not recipients:
        raise click.UsageError("neither To nor Cc of this mail is in our mail domains: name one")
    site = desk_sources(desk_folder(directory))
    return [decide(catalog, each, message, at, site) for each in recipients]


def _print(
    catalog: "Catalog", decisions: "list[Decision]", at: datetime, style: str, *, alone: bool
) -> None:
    from sportello.cli._answers import answer_lines, plain_answers

    if style == "json":
        plain = [
            {**_plain(catalog, each), "answers": plain_answers(catalog, each, at)}
            for each in decisions
        ]
        print_json(plain[0] if alone else plain)
    else:
        told = ((*_lines(catalog, each), *answer_lines(catalog, each, at)) for each in decisions)
        click.echo("\n\n".join(map("\n".join, told)))
    sys.exit(not all(decision.deliveries or decision.external for decision in decisions))


def _backwards(catalog: "Catalog", goal: str, at: datetime, style: str) -> None:
    from sportello.routing import as_of, flatten, inbound_routes, other_channels

    routes = inbound_routes(flatten(as_of(catalog, at.date())), goal)
    others = () if routes else other_channels(catalog, goal)
    if style == "json":
        plain = [{"channel": kind, "where": where} for kind, where in others]
        print_json({"to": goal, "ways": [asdict(each) for each in routes], "other_ways": plain})
    else:
        click.echo("\n".join(_inbound(goal, routes) if routes else _no_route(goal, others)))
    sys.exit(not routes)


def _inbound(goal: str, routes: "tuple[InboundRoute, ...]") -> list[str]:
    from sportello.catalog.model import readable

    rows = aligned([(readable(each.address), readable(each.why)) for each in routes])
    return [f"{goal} gets mail to", *(f"  {row}" for row in rows)]


def _no_route(goal: str, others: "tuple[tuple[str, str], ...]") -> list[str]:
    none = f"No address leads to {goal}."
    if not others:
        return [none]
    return [f"{none} It is reached by", *(f"  {row}" for row in aligned(others))]


def _plain(catalog: "Catalog", decision: "Decision") -> dict[str, Any]:
    from sportello.routing import answer_text

    answer = decision.acknowledgement
    plain = {
        "address": decision.address,
        "mailbox": decision.mailbox,
        "rule": decision.rule,
        "deliveries": [asdict(delivery) for delivery in decision.deliveries],
        "services": decision.services,
        "tags": dict(decision.tags),
        "acknowledged": answer is not None,
        "silence": decision.suppression_reason,
        "refusal": asdict(decision.refusal) if decision.refusal else None,
        "elsewhere": decision.external,
        "why": decision.why,
    }
    if _takes_subject(decision):
        plain["acknowledgement_subject"] = decision.answer_subject
    if answer is not None:
        plain["acknowledgement_text"] = answer_text(answer, catalog.helpdesk.languages)
    return plain


def _takes_subject(decision: "Decision") -> bool:
    """Tell whether the subject of the answer is made of that of the mail."""
    from sportello.routing import SUBJECT

    answer = decision.acknowledgement
    return answer is not None and any(SUBJECT in text for text in answer.subject.values())


def _lines(catalog: "Catalog", decision: "Decision") -> list[str]:
    from sportello.catalog.model import readable

    lines = [readable(decision.address)]
    if decision.refusal is not None:
        lines.append(f"  refused      {decision.refusal}")
    elif decision.external:
        lines.append("  left to      the server of its domain")
    if decision.rule is not None:
        lines.append(f"  rule         {decision.rule}")
    names = {name: each.name.says("en") for name, each in catalog.destinations.items()}
    lines += [
        readable(
            f"  delivered to {each.destination} ({names[each.destination]}), as {each.address}"
        )
        for each in decision.deliveries
    ]
    lines += [
        f"  service      {service}: {catalog.services[service].name.says('en')}"
        for service in decision.services
    ]
    if decision.acknowledgement is not None:
        subject = decision.acknowledgement.subject.says("en")
        shown = decision.answer_subject if _takes_subject(decision) else subject
        lines.append(f"  acknowledged {shown}")
    lines += ["", "Why:", *(f"  - {step}" for step in decision.why)]
    return lines
