"""A catalog with contracts, a matrix, dated rules and operational levels, for tests."""

SLA = """\
severities:
  high: {name: High, rank: 1}
  ordinary: {name: Ordinary, rank: 2}
  low: {name: Low, rank: 3}
priority:
  set_by: desk
  default: ordinary
  statement: {en: The desk sets the priority., it: La priorità la stabilisce il banco.}
  matrix:
    impacts: {everybody: {name: Everybody}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {everybody: high, one: ordinary}
      later: {everybody: ordinary, one: low}
  rules:
    critical: {when: {tag: [critical]}, severity: high, why: It is critical}
    roll-out:
      when: {phase: [roll-out]}
      severity: ordinary
      why: Bugs are normal at first
      valid: {from: 2026-01-01, until: 2026-03-31}
contracts:
  gold: {customer: ACME, services: [wiki], valid: {from: 2026-01-01, until: 2026-12-31}}
  tokyo: {customer: Edo}
lifecycle:
  types: {incident: {name: Incident}}
  states: {new: {name: New, category: new}}
operational_levels:
  front-high:
    name: Front, high
    team: front
    when: {severity: [high]}
    targets: {take_in_charge: {within: 30 business minutes}}
  front:
    name: Front
    team: front
    targets: {take_in_charge: {within: 2 business hours}}
  back:
    name: Back
    team: back
    valid: {from: 2026-02-01}
    targets: {resolution: {within: 4 business hours, start: taken-in-charge}}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets:
      first_response: {within: 1 business hour}
      next_update: {within: 16 business hours}
      resolution: {within: 2 working days, at: same_time}
  tokyo:
    name: Tokyo
    when: {contract: [tokyo]}
    targets: {first_response: {within: 8 business hours, calendar: tokyo}}
  base:
    name: Base
    targets:
      first_response: {within: 8 business hours}
      next_update: {within: 16 business hours}
      resolution: {within: 2 working days, at: same_time}
"""
CALENDARS = """\
holidays:
  italy: {country: IT}
  japan: {country: JP}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: ["09:00-13:00", "14:00-18:00"]}
    holidays: [italy]
  tokyo:
    timezone: Asia/Tokyo
    week: {mon-fri: "09:00-17:00"}
    holidays: [japan]
"""
TEAMS = """\
teams:
  front: {name: Front office, provider: acme}
  back: {name: Back office, provider: acme}
"""
FILES = {"sla": SLA, "calendars": CALENDARS, "teams": TEAMS}
