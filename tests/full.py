"""A sound catalog in which every section is used, and most by many: a slip has many consequences."""

from small import SMALL

_COUNT = 12
_MAILBOXES = "".join(
    f"  box-{n}: {{address: box-{n}@acme.example, deliver_to: [desk], acknowledge: standard, "
    f"owner: front}}\n"
    for n in range(_COUNT)
)
_CONTACTS = "".join(
    f"  office-{n}: {{name: {{it: Ufficio {n}, en: Office {n}}}, provider: acme, calendar: office, "
    f"mailbox: box-{n}}}\n"
    for n in range(_COUNT)
)
_SERVICES = "".join(
    f"  tool-{n}: {{name: {{it: Attrezzo {n}, en: Tool {n}}}, mailbox: box-{n}, "
    f"contacts: [office-{n}]}}\n"
    for n in range(_COUNT)
)
FULL = {
    **SMALL,
    "helpdesk.yaml": SMALL["helpdesk.yaml"]
    + """\
guides:
  first: {title: {it: Prima, en: First}, text: {it: Leggi, en: Read}, page: open-a-ticket}
""",
    "teams.yaml": """\
teams:
  front: {name: {it: Primo livello, en: First level}, provider: acme}
  back: {name: {it: Secondo livello, en: Second level}, provider: acme, parent: front}
""",
    "people.yaml": """\
people:
  p-01: {team: front, languages: [it, en], valid: {from: 2026-01-07}}
  p-02: {teams: [{team: front, valid: {until: 2026-06-30}}, {team: back}], valid: {from: 2026-01-07}}
""",
    "contacts.yaml": SMALL["contacts.yaml"].replace("kind: person", "visibility: internal") + _CONTACTS,
    "mailboxes.yaml": SMALL["mailboxes.yaml"].replace(
        "destinations:\n", "shared_domains: [shared.example]\nalias_domains: {acme.test: acme.example}\n"
        "catch_all: {post.example: [desk]}\ndestinations:\n"
    ).replace("domains: [acme.example]", "domains: [acme.example, post.example]").replace("aliases: [", "aliases: [help@shared.example, ")
    + _MAILBOXES,
    "calendars.yaml": SMALL["calendars.yaml"]
    + """\
  late: {extends: office, week: {mon-fri: "10:00-20:00"}}
""",
    "sla.yaml": SMALL["sla.yaml"]
    .replace("name: {it: Nuovo, en: New}, category: new}", """name: {it: Nuovo, en: New}, category: new}
    waiting: {name: {it: Attesa, en: Waiting}, category: waiting, pauses: [resolution], resumed_by: desk}
    closed: {name: {it: Chiuso, en: Closed}, category: closed}
  transitions:
    - {from: new, to: waiting, by: desk}
    - {from: waiting, to: new, by: desk}
    - {from: new, to: closed, by: desk}""")
    .replace("policies:\n", """\
contracts:
  gold: {customer: ACME, services: [wiki]}
operational_levels:
  front: {name: {it: Primo, en: First}, team: front, targets: {first_response: {within: 20 business minutes}}}
notifications:
  comment: {on: comment, to: [requester], by: [mail]}
escalations:
  late: {statement: {it: Tardi, en: Late}, target: first_response, steps: [{at: 80 %, every: 1 working day, to: [staff], by: [mail], teams: [back]}]}
  silence: {statement: {it: Silenzio, en: Silence}, in: waiting, steps: [{after: 5 working days, to: [requester]}]}
availability:
  wiki: {service: [wiki], percent: 99, statement: {it: Quasi sempre, en: Nearly always}}
exports:
  jira: {system: jira, columns: {status: Status}}
policies:
  gold:
    name: {it: Oro, en: Gold}
    when: {contract: [gold]}
    overrides: base
    targets:
      first_response: {within: 30 business minutes}
""").replace("first_response: {within: 40", "first_response: {pauses: [waiting], within: 40"),
    "rota.yaml": """\
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    contact: sales
    seats: {one: {team: front}}
    shifts: {morning: {mon-fri: "09:00-13:00"}, afternoon: {mon-thu: "14:00-17:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {one: [p-01, p-02]}}]
    swaps: [{date: 2026-02-10, seat: one, shift: morning, person: p-02}]
    absences: [{person: p-02, from: 2026-03-02, until: 2026-03-06, cover: p-01}]
    rest: 11 hours
""",
    "announcements.yaml": """\
announcements:
  closed: {title: {it: Chiuso, en: Closed}, kind: closure, from: 2026-03-02, until: 2026-03-03, calendars: [office, late], closed: true}
""",
    "approved.yaml": "approved: {abcdefghijkl: {kind: address-lost, why: Nobody writes there}}\n",
    "services/main.yaml": SMALL["services/main.yaml"] + _SERVICES,
    "services/other.yaml": """\
defaults: {provider: acme, calendar: late}
services:
  lift: {name: {it: Ascensore, en: Lift}, mailbox: help}
""",
}  # fmt: skip
