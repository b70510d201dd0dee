"""A small catalog with one of everything, as the text of its files."""

SMALL = {
    "helpdesk.yaml": """\
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
""",
    "providers.yaml": """\
providers:
  acme:
    name: ACME
    note: secret of the provider
""",
    "contacts.yaml": """\
contacts:
  sales: {name: {it: Commerciale, en: Sales}, provider: acme, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: 051/6033266}
""",
    "calendars.yaml": """\
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week:
      mon-fri: "08:00-18:00"
    holidays: [italy]
""",
    "mailboxes.yaml": """\
domains: [acme.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
acknowledgements:
  standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
  help: {address: help@acme.example, deliver_to: [desk], aliases: [postmaster@acme.example, abuse@acme.example], acknowledge: standard}
""",
    "sla.yaml": """\
severities:
  high: {name: {it: Alta, en: High}, rank: 1}
  ordinary: {name: {it: Ordinaria, en: Ordinary}, rank: 2}
priority:
  set_by: desk
  default: ordinary
  rules:
    critical: {when: {tag: [critical]}, severity: high, why: {it: Critico, en: It is critical}}
lifecycle:
  types:
    incident: {name: {it: Incidente, en: Incident}}
  states:
    new: {name: {it: Nuovo, en: New}, category: new}
policies:
  high:
    name: {it: Alta, en: High}
    when: {severity: [high]}
    targets:
      first_response: {within: 1 business hour}
  base:
    name: {it: Base, en: Base}
    targets:
      first_response: {within: 40 business hours}
""",
    "services/main.yaml": """\
families:
  tools: {name: {it: Strumenti, en: Tools}, provider: acme}
defaults:
  provider: acme
  family: tools
  calendar: office
services:
  wiki: {name: Wiki, mailbox: help, contacts: [sales, anna]}
  pump: {name: {it: Pompa, en: Pump}, mailbox: help, tags: [critical]}
""",
}

ALONE = (
    "mailboxes.yaml",
    " aliases: [postmaster@acme.example, abuse@acme.example],",
    "",
)
"""What leaves its mailbox one address (and the catalog a warning)."""
