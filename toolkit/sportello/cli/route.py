"""`sportello route ADDRESS`: where a mail to this address goes, and why."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from sportello.cli._common import catalog_option, format_option, print_json, sound_catalog

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.routing import Decision


@click.command("route")
@click.argument("address")
@catalog_option
@format_option
def command(address: str, directory: Path, style: str) -> None:
    """Say where a mail to ADDRESS goes, which services it is for, and why.

    Exit status: 0 when the mail is delivered, 1 when it is refused, 2 for misuse.
    """
    from sportello.routing import decide

    catalog = sound_catalog(directory)
    try:
        today = datetime.now(ZoneInfo(catalog.helpdesk.timezone)).date()
        decision = decide(catalog, address, at=today)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if style == "json":
        print_json(_plain(decision))
    else:
        click.echo("\n".join(_lines(catalog, decision)))
    sys.exit(decision.refusal is not None)


def _plain(decision: "Decision") -> dict[str, Any]:
    return {
        "address": decision.address,
        "mailbox": decision.mailbox,
        "deliveries": [asdict(delivery) for delivery in decision.deliveries],
        "services": decision.services,
        "tags": dict(decision.tags),
        "acknowledged": decision.acknowledgement is not None,
        "silence": decision.silence,
        "refusal": asdict(decision.refusal) if decision.refusal else None,
        "why": decision.why,
    }


def _lines(catalog: "Catalog", decision: "Decision") -> list[str]:
    lines = [decision.address]
    if decision.refusal is not None:
        lines.append(f"  refused      {decision.refusal}")
    names = {name: each.name.says("en") for name, each in catalog.destinations.items()}
    lines += [
        f"  delivered to {each.destination} ({names[each.destination]}), as {each.address}"
        for each in decision.deliveries
    ]
    lines += [
        f"  service      {service}: {catalog.services[service].name.says('en')}"
        for service in decision.services
    ]
    if decision.acknowledgement is not None:
        lines.append(f"  acknowledged {decision.acknowledgement.subject.says('en')}")
    lines += ["", "Why:", *(f"  - {step}" for step in decision.why)]
    return lines
