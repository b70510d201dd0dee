"""A desk with a whole lifecycle, two teams, and calendars in two zones, for tests."""

CALENDARS = """\
holidays:
  closed: {dates: [2026-01-06, 2026-03-30]}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: ["08:00-12:30", "13:30-18:00"]}
    holidays: [closed]
  tokyo: {timezone: Asia/Tokyo, week: {mon-sat: "09:00-17:30"}}
  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}
  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}
"""
TEAMS = """\
teams:
  a: {name: First level, provider: acme, level: 1}
  b: {name: Second level, provider: acme, level: 2}
"""
SLA = """\
severities:
  high: {name: High, rank: 1}
  low: {name: Low, rank: 2}
priority: {set_by: desk, default: low}
lifecycle:
  types:
    incident: {name: Incident}
    maintenance: {name: Maintenance}
  states:
    new: {name: New, category: new, names: {jira: Open, zammad: new}}
    working: {name: Working, category: open, names: {jira: In Progress, zammad: Open}}
    waiting:
      name: Waiting for the requester
      category: waiting
      pauses: [next_update, resolution]
      resumed_by: requester-reply
      names: {jira: Waiting for customer}
    hold:
      name: On hold
      category: waiting
      pauses: [take_in_charge, first_response, resolution]
    resolved: {name: Resolved, category: resolved}
    closed: {name: Closed, category: closed}
    merged: {name: Merged into another, category: cancelled}
  transitions:
    - {from: waiting, to: working, by: requester}
policies:
  base: {name: Base, targets: {resolution: {within: 8 business hours}}}
"""
