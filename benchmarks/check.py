"""How long `sportello check` takes beside the mere YAML events of the same text.

Writes a sound catalog of 10,000 services of 25 lines, with mailboxes, policies by severity and
channel, a contract and an escalation, into a scratch directory. Then it times, in turn and in one
run, the C parser's events over the text, reading it with positions, and the whole check, which
must find nothing.
What counts is the ratio to the events, the floor that no reader in Python can go below.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from sportello.catalog import load
from sportello.catalog.yaml.reader import read
from sportello.rules import check

ROUNDS = 3
SHARING = 40
"""How many services have one mailbox: a header of its mail names them, and has its limit."""

HEAD = {
    "helpdesk.yaml": "name: Desk\nlanguages: [it, en]\ntimezone: Europe/Rome\n"
    "site: https://desk.example/\nyears: {first: 2026, last: 2027}\n",
    "providers.yaml": "providers: {acme: {name: ACME}}\n",
    "calendars.yaml": "holidays: {italy: {country: IT}}\n"
    "calendars: {office: {timezone: Europe/Rome, week: {mon-fri: 08:00-18:00}, holidays: [italy]}}\n",
    "mailboxes.yaml": "domains: [acme.example]\n"
    "destinations: {desk: {name: Desk, kind: team, address: desk@acme.example.org}}\n"
    "mailboxes:\n",
    "sla.yaml": """\
severities: {high: {name: {it: Alta, en: High}, rank: 1}, low: {name: {it: Bassa, en: Low}, rank: 2}}
priority: {set_by: desk, default: low}
lifecycle:
  types: {incident: {name: {it: Incidente, en: Incident}}}
  states: {new: {name: {it: Nuovo, en: New}, category: new}}
contracts: {gold: {customer: Comune, services: [service-1, service-2]}}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets:
      first_response: {within: 30 business minutes}
      resolution: {within: 4 business hours}
  high:
    name: High
    when: {severity: [high]}
    targets:
      first_response: {within: 1 business hour}
      resolution: {within: 8 business hours}
  phone:
    name: Phone
    when: {channel: [phone]}
    targets:
      first_response: {within: 4 business hours}
      resolution: {within: 16 business hours}
  base:
    name: Base
    targets:
      first_response: {within: 8 business hours}
      resolution: {within: 5 working days}
escalations:
  late:
    target: resolution
    steps: [{at: 80 %, to: [staff]}, {before: 1 business hour, to: [lead]}]
    statement: {it: Chi può aiutare lo sa in tempo, en: Those who can help are told in time}
""",
}
MAILBOX = "  help-{n}: {{address: help-{n}@acme.example, deliver_to: [desk]}}\n"
SERVICE = """\
  service-{n}:
    name: {{it: Servizio {n}, en: Service {n}}}
    kind: {{it: Servizio, en: Service}}
    provider: acme
    summary:
      it: Il servizio numero {n} del banco di prova
      en: Service number {n} of the bench
    description: >-
      A longer text that goes over
      a second line.
    functions:
      - {{it: Funzione uno, en: Function one}}
      - {{it: Funzione due, en: Function two}}
    benefits:
      - {{it: Vantaggio, en: Benefit}}
    mailbox: help-{box}
    channels:
      - kind: mail
        mailbox: help-{box}
        calendar: office
    calendar: office
    tags: [bench]
    keywords: [one, two]
    intake:
      - {{it: Scrivere una mail, en: Write a mail}}
"""


def main() -> None:
    """Print the figures of all rounds."""
    services = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        catalog = Path(scratch, "catalog")
        text = _write(catalog, services)
        raw = text.encode()
        assert not check(load(catalog)), "the catalog of the benchmark is not sound"
        steps: dict[str, Callable[[], object]] = {
            "YAML events (floor)": lambda: sum(1 for _ in yaml.parse(text, Loader=yaml.CLoader)),
            "read with positions": lambda: read(raw, "all.yaml").data,
            "check": lambda: len(check(load(catalog))),
        }
        taken = {name: [_seconds(step) for _ in range(ROUNDS)] for name, step in steps.items()}
    floor = statistics.median(taken["YAML events (floor)"])
    load_average = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load {load_average}")
    print(f"{services} services, {text.count(chr(10))} lines, {len(raw) / 1e6:.1f} MB")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:<22} {median:7.2f} s  {median / floor:6.2f} x the floor")


def _write(catalog: Path, services: int) -> str:
    """Write a catalog, and return the text of its services."""
    (catalog / "services").mkdir(parents=True)
    for name, content in HEAD.items():
        (catalog / name).write_text(content)
    with (catalog / "mailboxes.yaml").open("a") as file:
        file.writelines(MAILBOX.format(n=n) for n in range(-(-services // SHARING)))
    text = "services:\n" + "".join(SERVICE.format(n=n, box=n // SHARING) for n in range(services))
    (catalog / "services" / "all.yaml").write_text(text)
    return text


def _seconds(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
