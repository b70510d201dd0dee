"""How long `sportello check` takes beside the mere YAML events of the same text.

Writes a catalog of 10,000 services of 25 lines into a scratch directory, then times, in turn and
in one run, the C parser's events over the text, reading it with positions, and the whole check.
What counts is the ratio to the events, the floor that no reader in Python can go below.
"""

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

HEAD = {
    "helpdesk.yaml": "name: Desk\nlanguages: [it, en]\ntimezone: Europe/Rome\n"
    "site: https://desk.example/\nyears: {first: 2026, last: 2027}\n",
    "providers.yaml": "providers: {acme: {name: ACME}}\n",
    "calendars.yaml": "calendars: {office: {timezone: Europe/Rome, week: {mon-fri: 08:00-18:00}}}\n",
    "mailboxes.yaml": "domains: [acme.example]\n"
    "destinations: {desk: {name: Desk, kind: team, address: desk@acme.example.org}}\n"
    "mailboxes: {help: {address: help@acme.example, deliver_to: [desk]}}\n",
}
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
    mailbox: help
    channels:
      - kind: mail
        mailbox: help
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
        (catalog / "services").mkdir(parents=True)
        for name, content in HEAD.items():
            (catalog / name).write_text(content)
        text = "services:\n" + "".join(SERVICE.format(n=n) for n in range(services))
        (catalog / "services" / "all.yaml").write_text(text)
        raw = text.encode()
        steps: dict[str, Callable[[], object]] = {
            "YAML events (floor)": lambda: sum(1 for _ in yaml.parse(text, Loader=yaml.CLoader)),
            "read with positions": lambda: read(raw, "all.yaml").data,
            "check": lambda: len(check(load(catalog))),
        }
        taken = {name: [_seconds(step) for _ in range(ROUNDS)] for name, step in steps.items()}
    floor = statistics.median(taken["YAML events (floor)"])
    print(f"{services} services, {text.count(chr(10))} lines, {len(raw) / 1e6:.1f} MB")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:<22} {median:7.2f} s  {median / floor:6.2f} x the floor")


def _seconds(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
