"""The text of sla.yaml for tests of the SLA rules: the usual severities, and what a case adds."""

SEVERITIES = """\
severities:
  high: {name: {it: Alta, en: High}, rank: 1}
  ordinary: {name: {it: Ordinaria, en: Ordinary}, rank: 2}
"""
PRIORITY = "priority: {set_by: desk, default: ordinary}\n"
LIFECYCLE = """\
lifecycle:
  types: {incident: {name: {it: Incidente, en: Incident}}}
  states: {new: {name: {it: Nuovo, en: New}, category: new}}
"""
LAST = "  base: {name: Base, targets: {first_response: {within: 40 business hours}}}\n"


def sla(
    policies: str = "",
    *,
    last: str = LAST,
    priority: str = PRIORITY,
    lifecycle: str = LIFECYCLE,
    more: str = "",
) -> str:
    """Return an sla.yaml with policies above the last one, one a line, and further sections."""
    indented = "".join(f"  {line}\n" for line in policies.splitlines())
    return f"{SEVERITIES}{priority}{lifecycle}policies:\n{indented}{last}{more}"
