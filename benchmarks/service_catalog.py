"""A sound catalog of many services, for measuring: 25 lines each, with mailboxes and promises."""

from pathlib import Path

SHARING = 40
"""How many services have one mailbox: a header of its mail names them, and has its limit."""

HEAD = {
    "helpdesk.yaml": "name: Desk\nlanguages: [it, en]\ntimezone: Europe/Rome\n"
    "site: https://desk.example/\nyears: {first: 2026, last: 2027}\n",
    "providers.yaml": "providers: {acme: {name: ACME}}\n",
    "calendars.yaml": "holidays: {italy: {country: IT}}\n"
    "calendars: {office: {timezone: Europe/Rome, week: {mon-fri: 08:00-18:00}, holidays: [italy]}}\n",
    "mailboxes.yaml": "shared_domains: [acme.example]\n"
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


def write(catalog: Path, services: int, files: int) -> list[str]:
    """Write a catalog, and return the texts of its services."""
    (catalog / "services").mkdir(parents=True)
    for name, content in HEAD.items():
        (catalog / name).write_text(content)
    with (catalog / "mailboxes.yaml").open("a") as file:
        file.writelines(MAILBOX.format(n=n) for n in range(-(-services // SHARING)))
    each = services // files
    texts = [
        "services:\n"
        + "".join(SERVICE.format(n=n, box=n // SHARING) for n in range(first, first + each))
        for first in range(0, services, each)
    ]
    for number, text in enumerate(texts):
        (catalog / "services" / f"part-{number:05}.yaml").write_text(text)
    return texts
